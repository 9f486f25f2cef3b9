//! From the pushed code to the withdrawal: the whole exchange with a vendor's server.

use api::path;
use domain::task::SerialRule;
use serde_json::json;
use server::open_api::call;
use store::LinkSettings;
use tests::customer::{Customer, due};
use tests::isv::{CALLS_BACK, Isv, errcode, text};
use tests::{SuiteLike, World, database};

use super::{authorized, isv};

#[tokio::test]
async fn a_vendor_swaps_its_code_reads_the_authorization_and_activates() {
    let world = World::bare().await;
    let like = SuiteLike {
        serial: SerialRule::Issued,
        ..CALLS_BACK
    };
    let isv = Isv::new(&world, "suite1", like).await;
    let link = world.link(isv.suite, LinkSettings::default()).await;
    let serial = world.serials(isv.suite, 1, None).await[0].to_string();
    let wang = Customer::new(&world, "13800138000", &link);
    wang.sign_in().await;
    wang.create_solo("老街").await;
    assert_eq!(wang.redeem(&serial).await.0, 200);
    assert_eq!(wang.authorize().await.0, 200);
    let awaiting = wang.onboarding().await;
    assert_eq!(awaiting["authorization"]["state"], "awaiting");
    let corpid = awaiting["team"]["corpid"].as_str().unwrap();

    let token = isv.token().await;
    let body = json!({ "tmp_auth_code": isv.temporary_code(corpid).await });
    let swapped = isv.post_with(call::GET_PERMANENT_CODE, &token, body).await;
    assert_eq!(
        swapped["auth_corp_info"],
        json!({ "corpid": corpid, "corp_name": "老街" })
    );
    let code = text(&swapped, "permanent_code");
    let about = isv.about(corpid, &code);

    let info = isv
        .post_with(call::GET_AUTH_INFO, &token, about.clone())
        .await;
    let invite = wang.invite_code(corpid).await;
    let corp = &info["auth_corp_info"];
    assert_eq!(corp["license_code"], serial, "as issued, with its dashes");
    let rule = "UPDATE suite SET serial_rule = 'vendor'";
    database::execute(&world.database, rule).await;
    let later = isv
        .post_with(call::GET_AUTH_INFO, &token, about.clone())
        .await;
    let later = &later["auth_corp_info"]["license_code"];
    assert_eq!(later, &serial, "whatever becomes of the suite's rule");
    assert_eq!(corp["invite_url"], format!("{}/join/{invite}", world.base));
    assert_eq!(corp["industry"], "餐饮");
    assert_eq!(
        (&corp["corpid"], &corp["corp_name"]),
        (&json!(corpid), &json!("老街"))
    );
    for empty in [
        "corp_logo_url",
        "invite_code",
        "auth_channel",
        "auth_channel_type",
    ] {
        assert_eq!(corp[empty], "", "{empty}");
    }
    assert_eq!(
        (&corp["is_authenticated"], &corp["auth_level"]),
        (&json!(false), &json!(0))
    );
    let owner = wang.member_id(corpid, "王小明").await.to_string();
    assert_eq!(info["auth_user_info"], json!({ "userId": owner }));
    let agents = info["auth_info"]["agent"].as_array().unwrap();
    let agent = &agents[0];
    assert_eq!(agent["appid"], isv.app_id);
    assert_eq!(agent["admin_list"], json!([owner]));
    assert_eq!(
        agent["logo_url"],
        format!("{}/icons/app/{}", world.base, isv.app_id)
    );
    // Some clients leave the code out.
    let mut without = about.clone();
    without.as_object_mut().unwrap().remove("permanent_code");
    let again = isv.post_with(call::GET_AUTH_INFO, &token, without).await;
    assert_eq!(again, info);

    let mut asked = about.clone();
    asked["agentid"] = agent["agentid"].clone();
    let close = async || {
        let found = isv.post_with(call::GET_AGENT, &token, asked.clone()).await;
        assert_eq!(found["name"], agent["agent_name"]);
        found["close"].clone()
    };
    assert_eq!(close().await, 2);
    assert_eq!(due(&wang.onboarding().await), "authorize");
    for _ in 0..2 {
        let activated = isv
            .post_with(call::ACTIVATE_SUITE, &token, about.clone())
            .await;
        assert_eq!(activated, json!({ "errcode": 0, "errmsg": "ok" }));
    }
    assert_eq!(close().await, 1);
    assert_eq!(due(&wang.onboarding().await), "scope");
    let funnel = world.funnel(&link).await;
    assert_eq!(funnel.iter().filter(|event| *event == "active").count(), 1);
    let (_, notices) = wang.get(path::NOTICES).await;
    assert_eq!(notices["notices"][0]["kind"], "activated", "{notices}");

    wang.scope_everyone().await;
    wang.start().await;
    let off = json!({ "on": false });
    let switch = path::of_suite(path::SUITE_SWITCH, corpid, "suite1");
    assert_eq!(wang.send("PUT", &switch, off).await.0, 200);
    assert_eq!(close().await, 0);
    // Disabled it stays, whatever the vendor says.
    let activated = isv.post_with(call::ACTIVATE_SUITE, &token, about).await;
    assert_eq!((errcode(&activated), close().await), (0, json!(0)));
}

#[tokio::test]
async fn a_vendors_own_serial_is_passed_on_as_it_is_stored() {
    let world = World::bare().await;
    let (isv, link) = isv(&world, "suite1").await;
    let (_, corpid) = authorized(&world, &link, "13800138000").await;
    let own = "0123-4567 Abc";
    let sql = format!("UPDATE \"authorization\" SET serial = '{own}'");
    database::execute(&world.database, &sql).await;
    let sql = "UPDATE suite SET serial_rule = 'vendor'";
    database::execute(&world.database, sql).await;
    let token = isv.token().await;
    let body = json!({ "suite_key": "suite1", "auth_corpid": corpid });
    let info = isv.post_with(call::GET_AUTH_INFO, &token, body).await;
    assert_eq!(info["auth_corp_info"]["license_code"], own);
}

#[tokio::test]
async fn a_code_is_swapped_once_and_uses_up_the_others_of_its_authorization() {
    let world = World::bare().await;
    let (isv, link) = isv(&world, "suite1").await;
    let (_, corpid) = authorized(&world, &link, "13800138000").await;
    let token = isv.token().await;
    let swap = async |code: &str| {
        let body = json!({ "tmp_auth_code": code });
        isv.post_with(call::GET_PERMANENT_CODE, &token, body).await
    };
    let (one, other) = (
        isv.temporary_code(&corpid).await,
        isv.temporary_code(&corpid).await,
    );
    let (a, b) = tokio::join!(swap(&one), swap(&other));
    let mut outcomes = [errcode(&a), errcode(&b)];
    outcomes.sort_unstable();
    assert_eq!(outcomes, [0, 42008], "one of them alone");
    let permanent = [a, b]
        .iter()
        .find_map(|it| it["permanent_code"].as_str().map(str::to_owned));
    assert_eq!(errcode(&swap(&one).await), 42008);
    // A later push gives the same permanent code.
    let later = swap(&isv.temporary_code(&corpid).await).await;
    assert_eq!(later["permanent_code"].as_str(), permanent.as_deref());
    let old = isv.temporary_code(&corpid).await;
    world.pass(domain::time::Span::days(7));
    let token = isv.token().await;
    let body = json!({ "tmp_auth_code": old });
    let spent = isv.post_with(call::GET_PERMANENT_CODE, &token, body).await;
    assert_eq!(errcode(&spent), 42008);
}

#[tokio::test]
async fn a_withdrawal_kills_code_and_tokens_and_authorizing_again_brings_none_of_them_back() {
    let world = World::bare().await;
    let (isv, link) = isv(&world, "suite1").await;
    let (wang, corpid) = authorized(&world, &link, "13800138000").await;
    let token = isv.token().await;
    let code = isv.activate(&token, &corpid).await;
    wang.scope_everyone().await;
    wang.start().await;
    let team_token = isv.team_token(&token, &corpid, &code).await;
    let pushed = isv.temporary_code(&corpid).await;
    let scopes = format!("{}?access_token={team_token}", call::AUTH_SCOPES);
    assert_eq!(errcode(&isv.get(&scopes).await), 0);

    let name = json!({ "name": "轻排班" });
    let withdraw = path::of_suite(path::SUITE_WITHDRAW, &corpid, "suite1");
    assert_eq!(wang.post(&withdraw, name).await.0, 200);
    let outcomes = async |code: &str| {
        let about = isv.about(&corpid, code);
        let mut outcomes = Vec::new();
        for path in [
            call::ACTIVATE_SUITE,
            call::GET_CORP_TOKEN,
            call::GET_AUTH_INFO,
        ] {
            outcomes.push(errcode(&isv.post_with(path, &token, about.clone()).await));
        }
        outcomes
    };
    let swap = json!({ "tmp_auth_code": pushed });
    let swap = async || {
        errcode(
            &isv.post_with(call::GET_PERMANENT_CODE, &token, swap.clone())
                .await,
        )
    };
    assert_eq!(outcomes(&code).await, [41030, 41030, 41030]);
    assert_eq!(errcode(&isv.get(&scopes).await), 40014);
    assert_eq!(swap().await, 42008);

    let again = path::of_suite(path::SUITE_AGAIN, &corpid, "suite1");
    assert_eq!(wang.post(&again, json!({})).await.0, 200);
    assert_eq!(wang.authorize().await.0, 200);
    assert_eq!(outcomes(&code).await, [40084, 40084, 40084]);
    assert_eq!(errcode(&isv.get(&scopes).await), 40014);
    assert_eq!(swap().await, 42008);
    let new = isv.activate(&token, &corpid).await;
    assert_ne!(new, code);
    assert_eq!(outcomes(&new).await, [0, 0, 0]);
    assert_eq!(outcomes(&code).await, [40084, 40084, 40084]);
}

#[tokio::test]
async fn teams_that_await_activation_are_listed_and_pushed_again_on_request() {
    let world = World::bare().await;
    let (isv, link) = isv(&world, "suite1").await;
    let (_, first) = authorized(&world, &link, "13800138000").await;
    let (_, second) = authorized(&world, &link, "13900139000").await;
    let token = isv.token().await;
    let list = async || {
        let body = json!({ "app_id": isv.app_id });
        let found = isv.post_with(call::GET_UNACTIVE_CORP, &token, body).await;
        assert_eq!((errcode(&found), &found["has_more"]), (0, &json!(false)));
        found["corp_list"].clone()
    };
    assert_eq!(list().await, json!([first, second]));
    isv.activate(&token, &first).await;
    assert_eq!(list().await, json!([second]));

    let told = async || {
        for _ in 0..100 {
            if world.store.deliveries().await.unwrap().waiting == 0 {
                break;
            }
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        }
        world.vendor.heard().len()
    };
    let before = told().await;
    let body = json!({ "app_id": isv.app_id, "corpid_list": [first, second, first] });
    let pushed = isv.post_with(call::REAUTH_CORP, &token, body).await;
    assert_eq!(errcode(&pushed), 0);
    assert_eq!(told().await, before + 2, "each once");
    let body = json!({ "app_id": isv.app_id, "corpid_list": [second, "nobody"] });
    let refused = isv.post_with(call::REAUTH_CORP, &token, body).await;
    assert_eq!(errcode(&refused), 41030);
    assert_eq!(told().await, before + 2, "all or none");
    let body = json!({ "app_id": 999, "corpid_list": [second] });
    let refused = isv.post_with(call::REAUTH_CORP, &token, body).await;
    assert_eq!(errcode(&refused), 40035);
}

#[tokio::test]
async fn no_vendor_gets_at_another_suites_authorization() {
    let world = World::bare().await;
    let (ours, link) = isv(&world, "suite1").await;
    let (other, _) = isv(&world, "suite2").await;
    let (_, corpid) = authorized(&world, &link, "13800138000").await;
    let token = ours.token().await;
    let code = ours.activate(&token, &corpid).await;
    let pushed = ours.temporary_code(&corpid).await;
    let foreign = other.token().await;
    let body = json!({ "tmp_auth_code": pushed });
    let refused = other
        .post_with(call::GET_PERMANENT_CODE, &foreign, body)
        .await;
    assert_eq!(errcode(&refused), 40078);
    let about = other.about(&corpid, &code);
    for path in [
        call::ACTIVATE_SUITE,
        call::GET_CORP_TOKEN,
        call::GET_AUTH_INFO,
    ] {
        let refused = other.post_with(path, &foreign, about.clone()).await;
        assert_eq!(errcode(&refused), 41030, "{path}");
    }
    let about = ours.about(&corpid, &code);
    let refused = other.post_with(call::GET_AUTH_INFO, &foreign, about).await;
    assert_eq!(errcode(&refused), 40083);
}
