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
