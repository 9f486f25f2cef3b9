//! Batches of links, made of lists of customers.

use api::console::vendor_path as path;
use serde_json::json;
use tests::World;

use super::{Shop, base64};

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_is_previewed_made_downloaded_taken_back_and_given_back() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    let file = base64("客户\n鹏城五金\n老街面馆\n".as_bytes());
    let of = |path| shop.of(path);
    let (_, preview) = shop
        .desk
        .send(
            "POST",
            &of(path::LINK_BATCH_PREVIEW),
            json!({ "file": file }),
        )
        .await;
    assert_eq!(preview["customers"], 2);
    assert_eq!(preview["examples"], json!(["鹏城五金", "老街面馆"]));
    assert_eq!(shop.rows(path::LINK_BATCHES, "").await.len(), 0);
    let new = json!({ "file": file, "label": "展会", "days": 30 });
    let (status, made) = shop.desk.send("POST", &of(path::LINK_BATCHES), new).await;
    assert_eq!(
        (status.as_u16(), &made["links"]),
        (200, &json!(2)),
        "{made}"
    );
    let id = made["id"].as_i64().unwrap();
    let links = shop.rows(path::LINKS, &format!("?batch={id}")).await;
    assert!(links.iter().all(|link| link["serial"].is_string()));
    assert_eq!(shop.rows(path::LINKS, "").await.len(), 0);

    let one = path::of_item(path::LINK_BATCH_FILE, &shop.key, id);
    for (file, begins) in [
        ("codes.zip?size=300&lang=en", &b"PK\x03\x04"[..]),
        ("labels.pdf?sheet=70x36", b"%PDF"),
        ("labels.pdf?rows=5&columns=3", b"%PDF"),
    ] {
        let (status, bytes) = shop.file(&path::of_file(&one, file)).await;
        assert_eq!(status, 200, "{file}");
        assert!(bytes.starts_with(begins), "{file}");
    }
    for (file, status) in [
        ("codes.rar", 404),
        ("labels.pdf?sheet=1x1", 400),
        ("codes.zip?lang=xx", 400),
    ] {
        assert_eq!(
            shop.file(&path::of_file(&one, file)).await.0,
            status,
            "{file}"
        );
    }

    let revoke = path::of_item(path::LINK_BATCH_REVOKE, &shop.key, id);
    assert_eq!(
        shop.desk.send("POST", &revoke, json!({})).await.1["changed"],
        2
    );
    assert_eq!(shop.rows(path::LINK_BATCHES, "").await[0]["revoked"], 2);
    assert_eq!(shop.file(&path::of_file(&one, "codes.zip")).await.0, 409);
    assert_eq!(
        shop.desk.send("DELETE", &revoke, json!({})).await.1["changed"],
        2
    );
    assert_eq!(
        shop.desk.send("DELETE", &revoke, json!({})).await.1["changed"],
        0
    );
}

#[tokio::test]
async fn a_list_with_faults_makes_nothing_and_its_preview_names_each() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    let file = base64("客户,序列号\n鹏城五金,0000\n,\n老街面馆,\n".as_bytes());
    let (_, preview) = shop
        .desk
        .send(
            "POST",
            &shop.of(path::LINK_BATCH_PREVIEW),
            json!({ "file": file }),
        )
        .await;
    assert_eq!(preview["faults"][0]["line"], 2, "{preview}");
    let refused = shop
        .desk
        .refusal(
            "POST",
            &shop.of(path::LINK_BATCHES),
            json!({ "file": file }),
        )
        .await;
    assert_eq!(refused, "rows_faulty");
    let (_, preview) = shop
        .desk
        .send(
            "POST",
            &shop.of(path::LINK_BATCH_PREVIEW),
            json!({ "file": "" }),
        )
        .await;
    assert_eq!(preview["faults"][0]["line"], json!(null));
    let odd = json!({ "file": file, "encoding": "nonsense" });
    assert_eq!(
        shop.desk
            .refusal("POST", &shop.of(path::LINK_BATCH_PREVIEW), odd)
            .await,
        "file_unreadable"
    );
    assert_eq!(shop.rows(path::LINK_BATCHES, "").await.len(), 0);
}

#[tokio::test]
async fn what_is_wrong_with_a_list_has_a_code_of_its_own() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    let preview = async |file: &[u8]| {
        let body = json!({ "file": base64(file) });
        let (status, found) = shop
            .desk
            .send("POST", &shop.of(path::LINK_BATCH_PREVIEW), body)
            .await;
        assert_eq!(status, 200, "{found}");
        found
    };
    let long = format!("客户\n{}\n", "长".repeat(200));
    for (file, line, code) in [
        (
            "客户\n甲\n\u{200b}乙\n".as_bytes(),
            json!(3),
            "name_invisible",
        ),
        (long.as_bytes(), json!(2), "name_long"),
        ("客户\n甲\n公司\n".as_bytes(), json!(3), "name_heading"),
        (
            "客户,序列号\n甲,7777\n".as_bytes(),
            json!(2),
            "serial_malformed",
        ),
        ("甲,,\n乙,,丙\n".as_bytes(), json!(2), "cells"),
        (b"PK\x03\x04", json!(null), "list_workbook"),
        (
            "编号,序列号\n1,2\n".as_bytes(),
            json!(null),
            "list_no_customers",
        ),
        ("客户\n\"甲\n乙\n".as_bytes(), json!(null), "list_quote"),
        (b"", json!(null), "list_empty"),
    ] {
        let found = preview(file).await;
        let fault = &found["faults"][0];
        assert_eq!(
            (&fault["line"], &fault["code"]),
            (&line, &json!(code)),
            "{found}"
        );
        assert_eq!(found["read_as"], json!(null));
    }
    let good = preview("sep=;\n客户;序列号\n鹏城五金;\n".as_bytes()).await;
    assert_eq!(
        good["read_as"],
        json!({
            "encoding": "UTF-8", "delimiter": ";",
            "customers": { "number": 1, "heading": "客户" },
            "serials": { "number": 2, "heading": "序列号" },
            "left_out": [{ "line": 1, "text": "sep=;", "names_delimiter": true }],
        })
    );
}
