//! Files of serials: exported, previewed, imported.

use api::console::vendor_path as path;
use serde_json::json;
use tests::World;

use super::{Shop, base64, suite, texts};

#[tokio::test]
async fn serials_that_are_exported_are_imported_by_another_suite_and_never_twice() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    shop.issue(json!({ "count": 5 })).await;
    let all = texts(&shop.serials("?sort=oldest").await, "serial");
    let file = |name| path::of_file(&shop.of(path::SERIAL_EXPORT), name);
    let csv = shop.file(&file("serials.csv")).await.1;
    let lines = String::from_utf8(csv.clone()).unwrap();
    assert!(lines.starts_with('\u{feff}'));
    assert!(all.iter().all(|serial| lines.contains(serial)));
    let xlsx = shop
        .file(&format!("{}?state=free", file("serials.xlsx")))
        .await
        .1;
    let desk = &shop.desk;
    let other = suite(desk, "云报销").await;
    for (nth, file) in [csv, xlsx].iter().enumerate() {
        let of = |path| path::of_suite(path, &other);
        let file = json!({ "file": base64(file) });
        let (status, preview) = desk
            .send("POST", &of(path::SERIAL_PREVIEW), file.clone())
            .await;
        assert_eq!(status, 200, "{preview}");
        let (good, faulty) = if nth == 0 { (5, 0) } else { (0, 5) };
        assert_eq!(
            (&preview["good"], &preview["faulty"]),
            (&json!(good), &json!(faulty)),
            "{preview}"
        );
        let (status, made) = desk.send("POST", &of(path::SERIAL_IMPORT), file).await;
        match nth {
            0 => assert_eq!((status.as_u16(), &made["issued"]), (200, &json!(5))),
            _ => assert_eq!(made["code"], "rows_faulty"),
        }
    }
}

#[tokio::test]
async fn a_file_of_serials_is_previewed_row_by_row() {
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    let good = domain::serial::Serial::generate([7; 15]).to_string();
    let file = format!("客户,序列号\n甲,{good}\n乙,{good}\n丙,0000\n");
    let body = json!({ "file": base64(file.as_bytes()) });
    let (_, preview) = shop
        .desk
        .send("POST", &shop.of(path::SERIAL_PREVIEW), body)
        .await;
    assert_eq!(preview["examples"], json!([good]));
    let faults = preview["faults"].as_array().unwrap().iter();
    let faults: Vec<_> = faults
        .map(|fault| (fault["row"].clone(), fault["code"].clone()))
        .collect();
    assert_eq!(
        faults,
        [
            (json!(3), json!("serial_twice")),
            (json!(4), json!("serial_malformed"))
        ]
    );
    for (file, code) in [
        (base64(b""), "file_unreadable"),
        (base64(b"PK\x03\x04nonsense"), "file_unreadable"),
        ("not base64!".to_owned(), "file_unreadable"),
    ] {
        let body = json!({ "file": file });
        assert_eq!(
            shop.desk
                .refusal("POST", &shop.of(path::SERIAL_PREVIEW), body)
                .await,
            code
        );
    }
}

#[tokio::test]
async fn thousands_of_serials_go_from_one_suite_to_another_and_none_is_lost() {
    // More than one statement can hold. The largest batch is a story.
    let many = 10_000;
    let world = World::bare().await;
    let shop = Shop::open(&world).await;
    shop.issue(json!({ "count": many })).await;
    let file = path::of_file(&shop.of(path::SERIAL_EXPORT), "serials.csv");
    let csv = shop.file(&file).await.1;
    assert_eq!(csv.iter().filter(|byte| **byte == b'\n').count(), many + 1);
    let other = suite(&shop.desk, "云报销").await;
    let import = path::of_suite(path::SERIAL_IMPORT, &other);
    let (status, made) = shop
        .desk
        .send("POST", &import, json!({ "file": base64(&csv) }))
        .await;
    assert_eq!((status.as_u16(), &made["issued"]), (200, &json!(many)));
    let file = path::of_suite(path::SERIAL_EXPORT, &other);
    let again = shop.file(&path::of_file(&file, "serials.csv")).await.1;
    let codes = |csv: &[u8]| {
        let text = String::from_utf8(csv.to_vec()).unwrap();
        let mut codes: Vec<String> = text
            .lines()
            .skip(1)
            .map(|line| line.split(',').next().unwrap().to_owned())
            .collect();
        codes.sort_unstable();
        codes
    };
    assert!(codes(&csv) == codes(&again));
}
