//! Serials: issued, listed, exported, imported, taken back, moved.

use api::console::vendor_path as path;
use serde_json::json;
use tests::{World, database};

use super::{Shop, texts};

#[tokio::test]
async fn serials_are_issued_searched_filtered_and_paged() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    let first = shop.issue(json!({ "count": 3, "label": "春季" })).await;
    shop.issue(json!({ "count": 2, "days": 30 })).await;
    let all = texts(&shop.serials("").await, "serial");
    assert_eq!(all.len(), 5);
    let of_first = format!("?batch={}", first["id"]);
    assert_eq!(shop.serials(&of_first).await.len(), 3);
    assert!(shop.serials("?limit=1").await[0]["expires_at"].is_i64());
    for typed in [
        all[4].clone(),
        all[4].to_lowercase(),
        all[4][..9].to_owned(),
    ] {
        assert_eq!(
            texts(&shop.serials(&format!("?q={typed}")).await, "serial"),
            [all[4].clone()],
            "{typed}"
        );
    }
    assert!(shop.serials("?q=UUUU").await.is_empty());
    let (_, page) = shop
        .desk
        .get(&format!("{}?limit=2&sort=oldest", shop.of(path::SERIALS)))
        .await;
    let after = page["next"].as_str().unwrap();
    let rest = shop
        .serials(&format!("?limit=5&sort=oldest&after={after}"))
        .await;
    assert_eq!(rest.len(), 3);

    let team = shop.customer("13800138000", "老街面馆", &all[4]).await;
    let redeemed = shop.serials("?state=redeemed").await;
    assert_eq!(redeemed.len(), 1);
    assert_eq!(
        redeemed[0]["team"],
        json!({ "corpid": team, "name": "老街面馆" })
    );
    assert!(redeemed[0]["redeemed_at"].is_i64());
    assert_eq!(shop.serials("?state=free").await.len(), 4);
    // Those that are redeemed are listed by when they were.
    shop.customer("13900139000", "江边面馆", &all[3]).await;
    let last = format!(
        "UPDATE serial SET redeemed_at = redeemed_at + 60000 WHERE code = '{}'",
        all[4].replace('-', "")
    );
    database::execute(&world.database, &last).await;
    let redeemed = async |query: &str| {
        let query = format!("?state=redeemed&limit=1{query}");
        let (_, page) = shop
            .desk
            .get(&format!("{}{query}", shop.of(path::SERIALS)))
            .await;
        let next = page["next"].as_str().map(str::to_owned);
        (page["rows"][0]["serial"].clone(), next)
    };
    let (first, next) = redeemed("").await;
    let (second, _) = redeemed(&format!("&after={}", next.unwrap())).await;
    assert_eq!([first, second], [json!(all[4]), json!(all[3])]);
    assert_eq!(redeemed("&sort=oldest").await.0, json!(all[3]));
    world.pass(domain::time::Span::days(40));
    shop.desk.sign_in().await;
    assert_eq!(shop.serials("?state=expired").await.len(), 2);
    assert_eq!(shop.serials("?state=free").await.len(), 1);
    // Also from a row on, and of a batch that has ended or hasn't.
    let (_, page) = shop
        .desk
        .get(&format!("{}?state=expired&limit=1", shop.of(path::SERIALS)))
        .await;
    let rest = format!("?state=expired&after={}", page["next"].as_str().unwrap());
    assert_eq!(shop.serials(&rest).await.len(), 1);
    assert_eq!(
        shop.serials(&format!("{of_first}&state=expired"))
            .await
            .len(),
        0
    );
    assert_eq!(
        shop.serials(&format!("{of_first}&state=free")).await.len(),
        1
    );
}

#[tokio::test]
async fn a_serial_or_a_batch_is_taken_back_and_given_back_unless_a_team_has_it() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    let batch = shop.issue(json!({ "count": 3 })).await["id"]
        .as_i64()
        .unwrap();
    let all = texts(&shop.serials("").await, "serial");
    shop.customer("13800138000", "老街面馆", &all[0]).await;
    let one = |serial: &str| path::of_serial(path::SERIAL_REVOKE, &shop.key, serial);
    let desk = &shop.desk;
    let (_, revoked) = desk.send("POST", &one(&all[1]), json!({})).await;
    assert_eq!(revoked["state"], "revoked");
    assert_eq!(
        desk.refusal("POST", &one(&all[0]), json!({})).await,
        "serial_not_now"
    );
    assert_eq!(
        desk.refusal("POST", &one("nonsense"), json!({})).await,
        "not_found"
    );
    let whole = path::of_item(path::SERIAL_BATCH_REVOKE, &shop.key, batch);
    let (_, done) = desk.send("POST", &whole, json!({})).await;
    assert_eq!(done["changed"], 1);
    let (_, batches) = desk.get(&shop.of(path::SERIAL_BATCHES)).await;
    let counted = &batches["rows"][0];
    assert_eq!(
        [
            &counted["issued"],
            &counted["redeemed"],
            &counted["revoked"]
        ],
        [&json!(3), &json!(1), &json!(2)]
    );
    let (_, free) = desk.send("DELETE", &one(&all[1]), json!({})).await;
    assert_eq!(free["state"], "free");
    let (_, done) = desk.send("DELETE", &whole, json!({})).await;
    assert_eq!(done["changed"], 1);
    assert_eq!(shop.serials("?state=revoked").await.len(), 0);
    let none = path::of_item(path::SERIAL_BATCH_REVOKE, &shop.key, batch + 1);
    assert_eq!(desk.refusal("POST", &none, json!({})).await, "not_found");
}

#[tokio::test]
async fn a_serial_is_moved_to_another_customer_with_a_reason_in_the_audit_log() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    shop.issue(json!({ "count": 3 })).await;
    let all = texts(&shop.serials("").await, "serial");
    let old = shop.customer("13800138000", "老街面馆", &all[0]).await;
    let new = shop.customer("13900139000", "江边面馆", &all[1]).await;
    let to = |serial: &str| path::of_serial(path::SERIAL_TEAM, &shop.key, serial);
    let desk = &shop.desk;
    let moved = json!({ "corpid": new, "reason": "老店关门" });
    let (status, row) = desk.send("PUT", &to(&all[0]), moved.clone()).await;
    assert_eq!(
        (status.as_u16(), &row["team"]["corpid"]),
        (200, &json!(new)),
        "{row}"
    );
    assert_eq!(
        desk.refusal("PUT", &to(&all[2]), moved).await,
        "serial_not_now"
    );
    for (corpid, reason, code) in [
        ("ding-nothing", "老店关门", "team_unknown"),
        (&*old, "", "reason_text"),
    ] {
        let body = json!({ "corpid": corpid, "reason": reason });
        assert_eq!(desk.refusal("PUT", &to(&all[0]), body).await, code);
    }
    let logged =
        "SELECT COUNT(*) FROM audit WHERE act = 'serial_moved' AND detail LIKE '%老店关门%'";
    assert_eq!(database::number(&world.database, logged).await, 1);
}

#[tokio::test]
async fn what_cannot_be_issued_is_refused_at_its_field() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    for (body, code, field) in [
        (json!({ "count": 0 }), "serial_count", "count"),
        (json!({ "count": 100_001 }), "serial_count", "count"),
        (
            json!({ "count": 1, "label": "长".repeat(61) }),
            "label",
            "label",
        ),
        (json!({ "count": 1, "days": 0 }), "days", "days"),
    ] {
        let (_, refused) = shop.desk.send("POST", &shop.of(path::SERIALS), body).await;
        assert_eq!(
            (&refused["code"], &refused["field"]),
            (&json!(code), &json!(field))
        );
    }
    let rule = format!(
        "UPDATE suite SET serial_rule = 'vendor' WHERE suite_key = '{}'",
        shop.key
    );
    database::execute(&world.database, &rule).await;
    let refused = shop
        .desk
        .refusal("POST", &shop.of(path::SERIALS), json!({ "count": 1 }))
        .await;
    assert_eq!(refused, "serials_elsewhere");
}
