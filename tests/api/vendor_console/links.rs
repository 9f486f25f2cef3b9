//! Links with their codes and posters.

use api::console::vendor_path as path;
use serde_json::{Value, json};
use tests::{World, database};

use super::{Shop, texts};

#[tokio::test]
async fn links_are_made_listed_with_scans_and_starts_taken_back_and_given_back() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    let made = shop
        .link(json!({ "label": "春季展会", "days": 30, "uses": 5 }))
        .await;
    assert_eq!(
        (&made["state"], &made["max_uses"]),
        (&json!("open"), &json!(5))
    );
    shop.link(json!({})).await;
    assert_eq!(
        texts(&shop.rows(path::LINKS, "?q=展会").await, "label"),
        ["春季展会"]
    );
    let token = made["token"].as_str().unwrap();
    assert_eq!(
        shop.rows(path::LINKS, &format!("?q={token}")).await.len(),
        1
    );
    let url = made["url"].as_str().unwrap();
    assert!(
        tests::http()
            .get(url)
            .send()
            .await
            .unwrap()
            .status()
            .is_success()
    );
    world.store.flush().await.unwrap();
    let one = path::of_link(path::LINK, &shop.key, token);
    assert_eq!(shop.desk.get(&one).await.1["scans"], 1);

    let revoke = path::of_link(path::LINK_REVOKE, &shop.key, token);
    let (_, revoked) = shop.desk.send("POST", &revoke, json!({})).await;
    assert_eq!(revoked["state"], "link_revoked");
    assert_eq!(shop.rows(path::LINKS, "?state=revoked").await.len(), 1);
    assert_eq!(shop.rows(path::LINKS, "?state=open").await.len(), 1);
    let (_, open) = shop.desk.send("DELETE", &revoke, json!({})).await;
    assert_eq!(open["state"], "open");
}

#[tokio::test]
async fn who_starts_through_a_link_is_counted() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    shop.issue(json!({ "count": 1 })).await;
    let serial = texts(&shop.serials("").await, "serial").remove(0);
    let wang = shop.scans("13800138000").await;
    wang.sign_in().await;
    wang.create_solo("老街面馆").await;
    wang.redeem(&serial).await;
    wang.authorize().await;
    wang.scope_everyone().await;
    assert_eq!(wang.start().await.0, 200);
    world.store.flush().await.unwrap();
    let link = &shop.rows(path::LINKS, "").await[0];
    assert_eq!((&link["starts"], &link["uses"]), (&json!(1), &json!(1)));
}

#[tokio::test]
async fn links_are_listed_by_scans_and_starts_page_by_page() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    for label in ["甲", "乙", "丙", "丁"] {
        shop.link(json!({ "label": label })).await;
    }
    let labels = async |query: &str| {
        let (_, page) = shop
            .desk
            .get(&format!("{}{query}", shop.of(path::LINKS)))
            .await;
        let rows = page["rows"].as_array().unwrap();
        (texts(rows, "label"), page["next"].clone())
    };
    for (column, counts) in [("scans", [3, 9, 3, 0]), ("starts", [0, 1, 2, 2])] {
        for (label, count) in ["甲", "乙", "丙", "丁"].iter().zip(counts) {
            let set = format!("UPDATE link SET {column} = {count} WHERE label = '{label}'");
            database::execute(&world.database, &set).await;
        }
    }
    for (sort, expected) in [
        ("scans", ["乙", "丙", "甲", "丁"]),
        ("starts", ["丁", "丙", "乙", "甲"]),
    ] {
        let (first, next) = labels(&format!("?sort={sort}&limit=2")).await;
        let after = next.as_str().unwrap();
        let (second, next) = labels(&format!("?sort={sort}&limit=2&after={after}")).await;
        assert_eq!([first, second].concat(), expected, "{sort}");
        assert_eq!(next, json!(null));
    }
    let (status, _) = shop
        .desk
        .get(&format!("{}?sort=label", shop.of(path::LINKS)))
        .await;
    assert_eq!(status, 400);
}

#[tokio::test]
async fn a_serial_is_in_one_link_only_also_where_a_link_is_given_back() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    shop.issue(json!({ "count": 1 })).await;
    let serial = texts(&shop.serials("").await, "serial").remove(0);
    let first = shop.link(json!({ "serial": serial })).await;
    assert_eq!(
        (&first["serial"], &first["max_uses"]),
        (&json!(serial), &json!(1))
    );
    let refused = |answer: Value| (answer["code"].clone(), answer["field"].clone());
    for (body, code, field) in [
        (json!({ "serial": serial }), "serial_unfit", "serial"),
        (json!({ "serial": "0000" }), "serial_malformed", "serial"),
        (
            json!({ "serial": domain::serial::Serial::generate([9; 15]).to_string() }),
            "serial_unfit",
            "serial",
        ),
        (json!({ "uses": 0 }), "link_uses", "uses"),
        (json!({ "days": 0 }), "days", "days"),
        (json!({ "label": "长".repeat(121) }), "label", "label"),
    ] {
        let (_, answer) = shop.desk.send("POST", &shop.of(path::LINKS), body).await;
        assert_eq!(refused(answer), (json!(code), json!(field)));
    }
    let revoke = path::of_link(
        path::LINK_REVOKE,
        &shop.key,
        first["token"].as_str().unwrap(),
    );
    shop.desk.send("POST", &revoke, json!({})).await;
    shop.link(json!({ "serial": serial })).await;
    let (_, answer) = shop.desk.send("DELETE", &revoke, json!({})).await;
    assert_eq!(refused(answer), (json!("serial_unfit"), json!("serial")));
}

#[tokio::test]
async fn a_links_code_and_poster_are_had_with_the_options_of_the_command_line() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    let made = shop.link(json!({})).await;
    let of = path::of_link(path::LINK_FILE, &shop.key, made["token"].as_str().unwrap());
    for (file, begins) in [
        ("code.svg?dark=1f4fb4", &b"<svg"[..]),
        ("code.png?size=300&icon=1", b"\x89PNG"),
        ("code.pdf", b"%PDF"),
        ("poster.png?paper=phone", b"\x89PNG"),
        ("poster.pdf?paper=a6&lang=en", b"%PDF"),
    ] {
        let (status, bytes) = shop.file(&path::of_file(&of, file)).await;
        assert_eq!(status, 200, "{file}");
        assert!(
            bytes.starts_with(begins) || bytes.starts_with(b"<?xml"),
            "{file}"
        );
    }
    for (file, status) in [
        ("code.gif", 404),
        ("poster.svg", 404),
        ("nothing.png", 404),
        ("code.png?size=1", 400),
    ] {
        assert_eq!(
            shop.file(&path::of_file(&of, file)).await.0,
            status,
            "{file}"
        );
    }
}
