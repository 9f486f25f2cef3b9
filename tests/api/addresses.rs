//! The address that a request counts for: the client's behind the proxy, by its network.

use api::path;
use domain::sign_in::SendPolicy;
use domain::time::Span;
use reqwest::StatusCode;
use serde_json::{Value, json};
use tests::World;

/// Reports an error from a client with these lines of `X-Forwarded-For`.
async fn report(world: &World, forwarded: &[&str]) -> StatusCode {
    let mut request = tests::http().post(format!("{}{}", world.base, path::CLIENT_ERRORS));
    for line in forwarded {
        request = request.header("x-forwarded-for", *line);
    }
    request.body("{}").send().await.unwrap().status()
}

/// Whether a client is out of its share once another has used up its own.
async fn counts_as(one: &[&str], other: &[&str]) -> bool {
    let world = World::bare().await;
    while report(&world, one).await != 429 {}
    report(&world, other).await == 429
}

#[tokio::test]
async fn clients_count_by_what_our_own_proxy_wrote_last() {
    for (one, other, same) in [
        (&["192.0.2.1"][..], &["192.0.2.1"][..], true),
        (&["192.0.2.1"], &["192.0.2.2"], false),
        // What stands before the last entry the client has written.
        (&["192.0.2.9, 192.0.2.1"], &["192.0.2.8,192.0.2.1"], true),
        (
            &["192.0.2.9", "192.0.2.1"],
            &["192.0.2.8", "192.0.2.1"],
            true,
        ),
        (
            &["192.0.2.9", "192.0.2.1"],
            &["192.0.2.9", "192.0.2.2"],
            false,
        ),
        (&["192.0.2.9", "192.0.2.8, 192.0.2.1"], &["192.0.2.1"], true),
        // Some proxies write the port, too.
        (&["192.0.2.1:80"], &["192.0.2.1:81"], true),
        (&["[2001:db8::1]:80"], &["2001:db8::1"], true),
        (&["::ffff:192.0.2.1"], &["192.0.2.1"], true),
        (&["2001:db8::1"], &["2001:db8::ffff:1"], true),
        (&["2001:db8::1"], &["2001:db8:0:1::1"], false),
        // What is no address counts for who is connected.
        (&["unknown"], &["_hidden"], true),
        (&["192.0.2.1", "unknown"], &["127.0.0.1"], true),
        (&["unknown"], &[], true),
    ] {
        assert_eq!(counts_as(one, other).await, same, "{one:?} {other:?}");
    }
}

#[tokio::test]
async fn an_address_gets_its_share_of_codes_an_hour_and_the_next_one_behind_the_proxy_its_own() {
    let policy = SendPolicy {
        per_address: 20,
        ..SendPolicy::default()
    };
    let world = World::sending(policy).await;
    let http = tests::http();
    // Each number once. What stands before the last address, the client has made up.
    let ask = async |n: u32, address: &str| {
        let request = http
            .post(format!("{}{}", world.base, path::CODES))
            .header("x-forwarded-for", format!("10.0.0.{n}, {address}"))
            .json(&json!({ "phone": format!("138{n:08}"), "request": format!("request {n:08}") }));
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let problem: Value = answer.json().await.unwrap();
        (status, problem["code"].as_str().map(str::to_owned))
    };
    for n in 0..20 {
        assert_eq!(ask(n, "192.0.2.1").await.0, 200, "{n}");
    }
    let too_soon = (429, Some("code_too_soon".to_owned()));
    assert_eq!(ask(20, "192.0.2.1").await, too_soon);
    assert_eq!(ask(21, "192.0.2.2").await.0, 200);
    assert_eq!(world.outbox.count(), 21);
    world.pass(Span::minutes(60));
    assert_eq!(ask(22, "192.0.2.1").await.0, 200);
}
