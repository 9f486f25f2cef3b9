//! Vendors' servers made with libraries that aren't ours: of them nothing is changed but the base address.

use std::path::Path;
use std::process::Command;

use api::path;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::commands::run;
use crate::exchange::{
    AES_KEY, KEY, Phone, Running, SECRET, TOKEN, callback_url, create, done, serve, with_callback,
};

const PYTHON: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/program/clients/vendor.py"
);
const NODE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/tests/program/clients/vendor.mjs"
);

/// The value of a variable that `cargo xtask test` sets.
fn announced(variable: &str) -> String {
    std::env::var(variable)
        .unwrap_or_else(|_| panic!("no {variable}: run it by `cargo xtask test`"))
}

/// A vendor's server whose lines are read one after the other. `clients/vendor.py` says what they are.
struct Vendor {
    running: Running,
    read: usize,
}

impl Vendor {
    fn start(folder: &Path, program: &mut Command) -> Self {
        let running = Running::start(folder, "vendor.txt", program);
        Self { running, read: 0 }
    }

    /// Waits for the next line of which this holds; answers what it says.
    async fn next(&mut self, is_right: impl Fn(&Value) -> bool) -> Value {
        let read = |line: &str| serde_json::from_str::<Value>(line).ok();
        let right = |line: &str| read(line).is_some_and(|said| is_right(&said));
        let (at, line) = self.running.wait_for(self.read, right).await;
        self.read = at + 1;
        read(&line).unwrap()
    }

    /// Waits for an event; answers it with the answer.
    async fn event(&mut self, kind: &str) -> (Value, String) {
        let said = self
            .next(|said| said[0] == "event" && said[1]["EventType"] == kind)
            .await;
        (said[1].clone(), said[2].as_str().unwrap().to_owned())
    }

    /// Waits for a call; answers the answer.
    async fn call(&mut self, name: &str) -> Value {
        let said = self.next(|said| said[0] == "call" && said[1] == name).await;
        said[2].clone()
    }

    /// Has it make calls.
    fn make_calls(&mut self, what: &str, corpid: &str) {
        self.running.type_line(&json!([what, corpid]).to_string());
    }
}

/// A customer's whole way with a vendor's server, whose program gets these arguments.
async fn exchange(program: impl FnOnce(&[&str]) -> Command) {
    let folder = TempDir::new().unwrap();
    let (server, base) = serve(folder.path()).await;
    let (right, wrong) = ("序列 7-ab".to_owned(), "序列 8-ab".to_owned());
    let mut program = program(&[&base, KEY, SECRET, TOKEN, AES_KEY, &right]);
    let mut vendor = Vendor::start(folder.path(), &mut program);
    let url = callback_url(&vendor.running).await;
    let mut of_vendor = with_callback(&url).to_vec();
    of_vendor.extend([("--serial", "vendor"), ("--app-description", "打卡和补卡")]);
    done(&create(&folder, &of_vendor));
    vendor.event("suite_ticket").await;
    let link = done(&run(&folder, &["link", "create", "--suite", KEY]));

    let phone = Phone::enter(&server, &base, &link).await;
    phone.create_team().await;
    for (typed, word) in [(&wrong, "faile"), (&right, "success")] {
        assert_eq!(phone.enter_serial(typed).await, word == "success");
        let (event, answered) = vendor.event("check_suite_license_code").await;
        assert_eq!(
            (event["LicenseCode"].as_str(), &*answered),
            (Some(&**typed), word)
        );
    }
    phone.authorize().await;
    vendor.event("tmp_auth_code").await;
    let info = vendor.call("get_auth_info").await;
    let agent = vendor.call("get_agent").await;
    assert_eq!(
        (&agent["name"], &agent["close"]),
        (&json!("云考勤"), &json!(2))
    );
    assert_eq!(agent["description"], "打卡和补卡");
    assert_eq!(vendor.call("activate_suite").await["errcode"], 0);
    let corpid = phone.until_active().await;
    phone.start().await;

    let team = &info["auth_corp_info"];
    let (_, invite) = phone
        .ask("GET", &path::of_team(path::INVITE, &corpid), None)
        .await;
    for (field, value) in [
        ("corpid", &*corpid),
        ("corp_name", "老街"),
        ("license_code", &right),
        ("invite_url", invite["url"].as_str().unwrap()),
    ] {
        assert_eq!(team[field], value, "{field} in {info}");
    }
    let user = info["auth_user_info"]["userId"].as_str().unwrap();
    assert_eq!(info["auth_info"]["agent"][0]["admin_list"], json!([user]));

    vendor.make_calls("team", &corpid);
    let scopes = vendor.call("auth/scopes").await;
    assert_eq!(scopes["auth_org_scopes"]["authed_dept"], json!([1]));
    vendor.call("department/list").await;
    let people = vendor.call("user/simplelist").await;
    assert_eq!(
        people["userlist"],
        json!([{ "userid": user, "name": "王小明" }])
    );
    let owner = vendor.call("user/get").await;
    assert_eq!(
        (&owner["name"], &owner["isBoss"]),
        (&json!("王小明"), &json!(true))
    );

    let of_suite = |path| path::of_suite(path, &corpid, KEY);
    let scope = json!({ "who": "members", "ids": [user.parse::<i64>().unwrap()] });
    let (status, answer) = phone
        .ask("PUT", &of_suite(path::SUITE_SCOPE), Some(scope))
        .await;
    assert_eq!(status, 200, "{answer}");
    let (event, _) = vendor.event("change_auth").await;
    assert_eq!(event["AuthCorpId"], *corpid);
    vendor.make_calls("team", &corpid);
    let scopes = vendor.call("auth/scopes").await;
    let within = &scopes["auth_org_scopes"];
    assert_eq!(
        (&within["authed_dept"], &within["authed_user"]),
        (&json!([]), &json!([user]))
    );

    let withdraw = json!({ "name": "云考勤" });
    phone.done(&of_suite(path::SUITE_WITHDRAW), withdraw).await;
    let (event, _) = vendor.event("suite_relieve").await;
    assert_eq!(event["AuthCorpId"], *corpid);
    vendor.make_calls("gone", &corpid);
    // The permanent code is dead, and so is the token that was got with it. The SDK of PyPI asks for another one then.
    for (call, codes) in [
        ("get_corp_token", &[41030][..]),
        ("activate_suite", &[41030]),
        ("auth/scopes", &[40014, 41030]),
    ] {
        let answer = vendor.call(call).await;
        let code = answer["errcode"].as_i64().unwrap_or_default();
        assert!(codes.contains(&code), "{call}: {answer}");
    }
}

#[tokio::test]
async fn a_server_made_with_dingtalk_sdk_of_pypi_works_with_another_base_address() {
    let python = announced("ISV_PYTHON");
    exchange(|arguments| {
        let mut program = Command::new(python);
        program.arg(PYTHON).args(arguments);
        program
    })
    .await;
}

#[tokio::test]
async fn a_server_made_with_packages_of_npm_works_with_another_base_address() {
    let packages = announced("ISV_NODE_MODULES");
    exchange(|arguments| {
        let mut program = Command::new("node");
        program.arg(NODE).args(arguments).arg(packages);
        program
    })
    .await;
}
