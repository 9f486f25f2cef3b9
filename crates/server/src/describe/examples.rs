//! What stands in the descriptions as examples.

use api::path;
use api::route::Route;
use serde_json::{Value, json};

use crate::open_api::call;
use crate::open_api::param::Param;

const CORPID: &str = "corp3k9x2m7q4w8e5r6t1y0";

/// A parameter of a call.
pub fn param(param: Param) -> Value {
    match param {
        Param::SuiteKey => json!("suite5xxxxxxxxxxxxxxx"),
        Param::SuiteSecret => json!("the suite's secret"),
        Param::SuiteTicket => json!("the last ticket that was pushed"),
        Param::TemporaryCode => json!("the AuthCode that was pushed"),
        Param::PermanentCode => json!("the permanent code"),
        Param::AuthCorp => json!(CORPID),
        Param::Agent => json!(12),
        Param::App => json!(3),
        Param::Corps => json!([CORPID]),
        Param::Whitelist => json!(["1.2.3.4", "5.6.*.*"]),
        Param::Department => json!(1),
        Param::User => json!("42"),
    }
}

/// The answer to a good call.
pub fn answer(path: &str) -> Value {
    let mut answer = match path {
        call::GET_SUITE_TOKEN => json!({ "suite_access_token": "5f0c7d…", "expires_in": 7200 }),
        call::GET_PERMANENT_CODE => json!({
            "permanent_code": "9e41b2…",
            "auth_corp_info": { "corpid": CORPID, "corp_name": "老街小馆" },
        }),
        call::GET_CORP_TOKEN => json!({ "access_token": "a71ec4…", "expires_in": 7200 }),
        call::GET_AUTH_INFO => json!({
            "auth_corp_info": {
                "corpid": CORPID,
                "corp_name": "老街小馆",
                "corp_logo_url": "",
                "industry": "餐饮",
                "invite_code": "",
                "license_code": "AB-2026-000017",
                "auth_channel": "",
                "auth_channel_type": "",
                "is_authenticated": false,
                "auth_level": 0,
                "invite_url": "https://deploy.example.com/join/7KQ2MXAB",
            },
            "auth_user_info": { "userId": "42" },
            "auth_info": { "agent": [{
                "agentid": 12,
                "agent_name": "云考勤",
                "logo_url": "https://deploy.example.com/icons/app/3",
                "appid": 3,
                "admin_list": ["42"],
            }] },
        }),
        call::GET_AGENT => json!({
            "agentid": 12,
            "name": "云考勤",
            "logo_url": "https://deploy.example.com/icons/app/3",
            "description": "打卡、排班、请假，一个应用全搞定。",
            "close": 1,
        }),
        call::GET_UNACTIVE_CORP => json!({ "app_id": 3, "corp_list": [CORPID], "has_more": false }),
        call::AUTH_SCOPES => json!({
            "auth_user_field": ["name", "department"],
            "condition_field": [],
            "auth_org_scopes": { "authed_dept": [2, 3], "authed_user": ["42"] },
        }),
        call::DEPARTMENT_LIST => json!({ "department": [
            { "id": 1, "name": "老街小馆", "createDeptGroup": false, "autoAddUser": false },
            { "id": 2, "name": "前厅", "parentid": 1, "createDeptGroup": false, "autoAddUser": false },
        ] }),
        call::USER_SIMPLE_LIST => json!({
            "hasMore": false,
            "userlist": [{ "userid": "42", "name": "王小明" }],
        }),
        call::USER_GET => json!({
            "userid": "42",
            "name": "王小明",
            "department": [2],
            "active": true,
            "isAdmin": true,
            "isBoss": false,
        }),
        _ => json!({}),
    };
    answer["errcode"] = json!(0);
    answer["errmsg"] = json!("ok");
    answer
}

/// The body of a request of our own pages.
pub fn request(route: &Route) -> Option<Value> {
    let everyone = json!({ "who": "everyone" });
    Some(match (route.method, route.path) {
        (_, path::CODES) => {
            json!({ "phone": "138 0013 8000", "link": "7KQ2MX", "request": "6f1d0a7c2b9e4835" })
        }
        ("POST", path::SESSION) => json!({
            "phone": "138 0013 8000", "code": "123456", "request": "6f1d0a7c2b9e4835", "link": "7KQ2MX",
        }),
        (_, path::ONBOARDING) => json!({ "again": false }),
        (_, path::TEAM) => json!({
            "how": "create", "mode": "solo", "name": "老街小馆", "industry": "catering", "owner_name": "王小明",
        }),
        (_, path::SERIAL) => json!({ "serial": "7KQ2-MX4T-9WB3-H5RD" }),
        (_, path::AUTHORIZE) => json!({ "consent": true }),
        (_, path::SCOPE) => everyone,
        (_, path::SUITE_SCOPE) => json!({ "who": "members", "ids": [42] }),
        (_, path::CLIENT_ERRORS) => {
            json!({ "message": "panicked", "page": "/d/7KQ2MX", "at": "deploy 0.1.0 src/form.rs:12" })
        }
        (_, path::INVITATION) => json!({ "name": "李晓红" }),
        (_, path::INVITED) => json!({ "accept": true }),
        (_, path::REPORTS) => json!({ "text": "打卡后没有记录。" }),
        (_, path::RATING) => json!({ "stars": 5, "text": "好用。" }),
        (_, path::SUITE_SWITCH) => json!({ "on": false }),
        (_, path::SUITE_WITHDRAW) => json!({ "name": "云考勤" }),
        (_, path::INVITE) => json!({ "approval": true }),
        (_, path::JOIN) => json!({ "admit": true }),
        (_, path::MEMBER) => json!({ "admin": true }),
        (_, path::OWNER) => json!({ "to": 42 }),
        (_, path::REQUEST_DECLINE) => json!({ "reason": "暂时不需要。" }),
        _ => return None,
    })
}
