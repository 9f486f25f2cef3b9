//! The application as a spreadsheet, there and back.

use api::console::review_path as path;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tests::World;

use super::Stage;

async fn download(stage: &Stage<'_>) -> Vec<u8> {
    let url = format!(
        "{}{}",
        stage.owner.world.base,
        stage.path(path::APPLICATION_SHEET)
    );
    let file = stage.owner.http.get(url).send().await.unwrap();
    assert_eq!(file.status(), 200);
    file.bytes().await.unwrap().to_vec()
}

async fn upload(stage: &Stage<'_>, file: &[u8]) -> Value {
    let body = json!({ "file": STANDARD.encode(file) });
    let upload = stage.path(path::APPLICATION_UPLOAD);
    stage.owner.send("POST", &upload, body).await.1
}

#[tokio::test]
async fn a_form_is_downloaded_filled_in_and_uploaded_as_it_was() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    let mut form = stage.form().await;
    form["on_site"] = json!(false);
    form["sharing"] = json!("通过客服微信发送");
    form["tasks"] = json!([{
        "after": "scope", "title": "看介绍", "text": "一分钟", "url": "https://isv.example/intro",
        "title_en": "Watch", "text_en": "One minute",
    }]);
    let saved = stage.save(&form).await;
    let read = upload(&stage, &download(&stage).await).await;
    assert_eq!(read["form"], saved["form"]);
    assert_eq!(read["faults"], json!([]));
    assert_eq!(read["icon"], Value::Null, "it is the suite's already");
    assert_eq!(stage.application().await["version"], 1, "nothing is saved");
}

#[tokio::test]
async fn what_is_wrong_with_a_spreadsheet_is_said_cell_by_cell() {
    let world = World::bare().await;
    let stage = Stage::new(&world).await;
    stage
        .save(&json!({ "provider": "别家科技有限公司", "tasks": [{ "title": "看介绍" }] }))
        .await;
    let read = upload(&stage, &download(&stage).await).await;
    let cells: Vec<_> = read["faults"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let word = |name: &str| it[name].as_str().unwrap_or_default().to_owned();
            assert_eq!(it["sheet"], "线下快速部署申请表");
            (word("cell"), word("field"), word("code"))
        })
        .collect();
    let expected = [
        ("A3", "provider", "not_the_vendors"),
        ("B3", "product_code", "missing"),
        ("C3", "invite_code", "missing"),
        ("D3", "reason", "missing"),
        ("E3", "on_site", "missing"),
        ("G3", "contacts", "missing"),
        ("I3", "serials", "missing"),
        ("J3", "team_modes", "missing"),
        ("K3", "tasks", "missing"),
        ("M3", "tasks", "missing"),
    ];
    let expected: Vec<_> = expected
        .iter()
        .map(|(cell, field, code)| ((*cell).to_owned(), (*field).to_owned(), (*code).to_owned()))
        .collect();
    assert_eq!(cells, expected);
    for file in [&b""[..], b"no workbook", b"PK\x03\x04"] {
        assert_eq!(upload(&stage, file).await["code"], "file_unreadable");
    }
    let upload = stage.path(path::APPLICATION_UPLOAD);
    let refused = stage
        .owner
        .refusal("POST", &upload, json!({ "file": "***" }));
    assert_eq!(refused.await, "file_unreadable");
}
