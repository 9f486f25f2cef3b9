//! From where vendors' servers may call, also behind our own proxy.

use domain::whitelist::Whitelist;
use serde_json::json;
use server::open_api::call;
use tests::World;
use tests::isv::errcode;

use super::{authorized, isv};

#[tokio::test]
async fn a_suites_whitelist_counts_for_every_call_and_is_held_against_what_our_proxy_wrote() {
    let world = World::bare().await;
    let (mut isv, _) = isv(&world, "suite1").await;
    let list: Whitelist = "198.51.100.7,203.0.*.*,2001:db8::7".parse().unwrap();
    world
        .store
        .set_suite_whitelist(isv.suite, &list)
        .await
        .unwrap();
    let token = isv.token().await;
    for (forwarded, allowed) in [
        ("198.51.100.7", true),
        ("198.51.100.7:4711", true),
        ("::ffff:198.51.100.7", true),
        ("203.0.113.9", true),
        ("2001:db8::7", true),
        // Limits count a household's network as one; a whitelist does not.
        ("2001:db8::8", false),
        ("198.51.100.8", false),
        // What the caller wrote itself stands before.
        ("198.51.100.7, 192.0.2.1", false),
        ("192.0.2.1, 198.51.100.7", true),
        ("unknown", false),
    ] {
        isv.address = forwarded.to_owned();
        let code = if allowed { 0 } else { 60020 };
        let introduced = isv
            .post(call::GET_SUITE_TOKEN, isv.introduction().await)
            .await;
        assert_eq!(errcode(&introduced), code, "{forwarded}");
        let body = json!({ "app_id": isv.app_id });
        let listed = isv.post_with(call::GET_UNACTIVE_CORP, &token, body).await;
        assert_eq!(errcode(&listed), code, "{forwarded}");
    }
}

#[tokio::test]
async fn without_a_proxy_that_is_trusted_the_connection_counts() {
    let world = World::bare_with(|settings| settings.trust_proxy = false).await;
    let (isv, _) = isv(&world, "suite1").await;
    for (list, code) in [("198.51.100.7", 60020), ("127.0.0.1", 0), ("", 0)] {
        let list: Whitelist = list.parse().unwrap();
        world
            .store
            .set_suite_whitelist(isv.suite, &list)
            .await
            .unwrap();
        let introduced = isv
            .post(call::GET_SUITE_TOKEN, isv.introduction().await)
            .await;
        assert_eq!(errcode(&introduced), code, "{list}");
    }
}

#[tokio::test]
async fn a_teams_whitelist_counts_for_its_own_data_alone() {
    let world = World::bare().await;
    let (mut isv, link) = isv(&world, "suite1").await;
    let (_, corpid) = authorized(&world, &link, "13800138000").await;
    let (_, other) = authorized(&world, &link, "13900139000").await;
    let token = isv.token().await;
    let mut team_tokens = Vec::new();
    for corpid in [&corpid, &other] {
        let code = isv.activate(&token, corpid).await;
        team_tokens.push(isv.team_token(&token, corpid, &code).await);
    }
    let set = |list: serde_json::Value| {
        let body = json!({ "auth_corpid": corpid, "ip_whitelist": list });
        isv.post_with(call::SET_CORP_IP_WHITELIST, &token, body)
    };
    for bad in [
        json!(["1.*.3.4"]),
        json!(["1.2.3"]),
        json!({"a": 1}),
        json!(null),
    ] {
        assert_eq!(errcode(&set(bad.clone()).await), 40035, "{bad}");
    }
    assert_eq!(errcode(&set(json!(["1.2.3.4", "5.6.*.*"])).await), 0);
    for (address, ours) in [("1.2.3.4", 0), ("5.6.7.8", 0), ("5.7.7.8", 60020)] {
        isv.address = address.to_owned();
        for (token, code) in team_tokens.iter().zip([ours, 0]) {
            let path = format!("{}?access_token={token}", call::AUTH_SCOPES);
            assert_eq!(errcode(&isv.get(&path).await), code, "{address}");
        }
    }
    // The vendor may have moved: from anywhere it may be set again, also as one text, also to nothing.
    let body = json!({ "auth_corpid": corpid, "ip_whitelist": "5.7.*.*, 9.9.9.9" });
    let set = isv
        .post_with(call::SET_CORP_IP_WHITELIST, &token, body)
        .await;
    assert_eq!(errcode(&set), 0);
    let path = format!("{}?access_token={}", call::AUTH_SCOPES, team_tokens[0]);
    assert_eq!(errcode(&isv.get(&path).await), 0);
    let body = json!({ "auth_corpid": corpid, "ip_whitelist": [] });
    let set = isv
        .post_with(call::SET_CORP_IP_WHITELIST, &token, body)
        .await;
    assert_eq!(errcode(&set), 0);
    isv.address = "192.0.2.1".to_owned();
    assert_eq!(errcode(&isv.get(&path).await), 0);
}
