//! A vendor hands out a link to each customer of a list, by codes in a ZIP and on labels.

mod lists;

use std::io::{Cursor, Read};

use domain::link::LinkToken;
use domain::serial::Serial;
use domain::time::{Moment, Span};
use store::Store;
use tempfile::TempDir;
use zip::ZipArchive;

use crate::commands::{run, text, with_a_suite};
use crate::database;

fn batch(folder: &TempDir, arguments: &[&str]) -> (bool, String, Vec<u8>) {
    let done = run(folder, &[&["link", "batch"], arguments].concat());
    (done.status.success(), text(&done.stderr), done.stdout)
}

fn in_folder(folder: &TempDir, file: &str) -> String {
    folder.path().join(file).to_str().unwrap().to_owned()
}

fn list_of(folder: &TempDir, text: &str) -> String {
    let list = in_folder(folder, "customers.csv");
    std::fs::write(&list, text).unwrap();
    list
}

fn read(zip: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut file = zip.by_name(name).unwrap();
    file.read_to_end(&mut bytes).unwrap();
    bytes
}

/// The cells of a batch's table, without its head.
fn table(zip: &mut ZipArchive<Cursor<Vec<u8>>>) -> Vec<Vec<String>> {
    let table = text(&read(zip, "links.csv"));
    let rows = table.lines().skip(1);
    rows.map(|row| row.split(',').map(str::to_owned).collect())
        .collect()
}

#[tokio::test]
async fn each_customer_of_a_list_gets_a_link_of_their_own_with_a_serial_inside() {
    let folder = with_a_suite().await;
    let issued = run(
        &folder,
        &["serials", "issue", "--suite", "key1", "--count", "1"],
    );
    let issued = Serial::parse(text(&issued.stdout).trim()).unwrap();
    let list = list_of(
        &folder,
        &format!("客户,序列号\n鹏城五金,{issued}\n山海茶行,\n"),
    );
    let out = in_folder(&folder, "codes.zip");
    let create = [
        "create", "--suite", "key1", "--list", &list, "--label", "fair", "--days", "30",
    ];
    let (done, said, _) = batch(
        &folder,
        &[&create[..], &["--out", &out, "--size", "240"]].concat(),
    );
    let understood = "encoding: UTF-8\n\
        customers: column 1, \"客户\"\n\
        serials: column 2, \"序列号\"\n\
        2 customers: \"鹏城五金\", \"山海茶行\"\n\
        made batch 1";
    assert!(done && said.contains(understood), "{said}");
    let mut zip = ZipArchive::new(Cursor::new(std::fs::read(&out).unwrap())).unwrap();
    let rows = table(&mut zip);
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[0][..3], ["1", "鹏城五金", &issued.to_string()]);
    let store = Store::open(&database(folder.path())).await.unwrap();
    for row in &rows {
        let [_, customer, serial, url, file] = &row[..] else {
            panic!("{row:?}")
        };
        let token = LinkToken::parse(url.strip_prefix("https://qd.example/d/").unwrap()).unwrap();
        let link = store.deployment(&token).await.unwrap().unwrap();
        assert_eq!(
            link.serial,
            Some(Serial::parse(serial).unwrap().into()),
            "{customer}"
        );
        assert_eq!(link.facts.max_uses, Some(1));
        assert!(link.facts.expires_at.is_some());
        let symbol =
            qr::StyledSymbol::of_link(&url.replace("/d/", "/D/"), &qr::Style::default()).unwrap();
        assert_eq!(read(&mut zip, file), symbol.png(240).unwrap(), "{file}");
    }

    // The same links once more, as labels and through a pipe; then they are taken back.
    let labels = in_folder(&folder, "labels.pdf");
    let (done, said, _) = batch(&folder, &["write", "1", "--out", &labels]);
    assert!(done, "{said}");
    assert!(std::fs::read(&labels).unwrap().starts_with(b"%PDF"));
    let again = [
        "write", "1", "--out", "-", "--format", "zip", "--size", "240",
    ];
    let (done, said, piped) = batch(&folder, &again);
    assert!(done, "{said}");
    assert_eq!(
        table(&mut ZipArchive::new(Cursor::new(piped)).unwrap()),
        rows
    );
    let (_, _, listed) = batch(&folder, &["list", "--suite", "key1"]);
    let listed = text(&listed);
    assert!(
        listed.contains("2 links\t0 used\t0 revoked\tfair"),
        "{listed}"
    );
    // Without the first link the second keeps its number.
    assert!(
        run(&folder, &["link", "revoke", &rows[0][3]])
            .status
            .success()
    );
    let (_, said, piped) = batch(&folder, &again);
    assert!(said.contains("left out 1 links"), "{said}");
    assert_eq!(
        table(&mut ZipArchive::new(Cursor::new(piped)).unwrap()),
        rows[1..]
    );
    let (_, _, revoked) = batch(&folder, &["revoke", "1"]);
    assert_eq!(text(&revoked), "revoked 1 links of batch 1\n");
    let before = std::fs::read(&labels).unwrap();
    let (done, said, _) = batch(&folder, &["write", "1", "--out", &labels]);
    assert!(
        !done && said.contains("no link of batch 1 can be used"),
        "{said}"
    );
    assert_eq!(
        std::fs::read(&labels).unwrap(),
        before,
        "what was there stays"
    );
}

#[tokio::test]
async fn a_list_with_a_line_at_fault_makes_nothing_and_names_the_line() {
    let folder = with_a_suite().await;
    let issued = run(
        &folder,
        &["serials", "issue", "--suite", "key1", "--count", "1"],
    );
    let serial = text(&issued.stdout).trim().to_owned();
    let (zip, pdf) = (
        in_folder(&folder, "codes.zip"),
        in_folder(&folder, "labels.pdf"),
    );
    let create = |text: &str, out: &str, more: &[&str]| {
        let list = list_of(&folder, text);
        let create = ["create", "--suite", "key1", "--list", &list, "--out", out];
        batch(&folder, &[&create, more].concat())
    };
    let given = format!("甲,{serial}\n");
    for (list, out, more, why) in [
        (
            "甲,7K3M\n",
            &zip,
            &[][..],
            "line 1: the serial: 4 characters",
        ),
        ("", &zip, &[], "the list is empty"),
        (
            &format!("{given}乙,{serial}\n"),
            &zip,
            &[],
            "line 2: line 1 has the same serial",
        ),
        ("甲\n", &zip, &["--size", "40"], "size: 40 pixels"),
        ("甲\n", &zip, &["--dark", "f5d000"], "dark: the contrast"),
        (
            "甲\n",
            &pdf,
            &["--rows", "40", "--columns", "3"],
            "rows: 40 x 3 labels",
        ),
        ("甲\n", &pdf, &["--format", "zip"], "--format say no other"),
        ("甲\n", &pdf, &["--size", "40"], "by its --sheet"),
        ("甲\n", &pdf, &["--sheet", "7x7"], "one of 70x37, 70x36"),
        ("甲\n", &zip, &["--lang", "fr"], "lang: one of zh and en"),
    ] {
        let (done, said, _) = create(list, out, more);
        assert!(!done && said.contains(why), "{why}: {said}");
        assert!(!std::fs::exists(out).unwrap());
        assert!(!std::fs::exists(format!("{out}.part")).unwrap());
    }
    let store = Store::open(&database(folder.path())).await.unwrap();
    let suite = store.suite("key1").await.unwrap().unwrap();
    assert_eq!(store.batches(suite.id).await.unwrap(), []);
    assert_eq!(store.links(&suite).await.unwrap(), []);

    // A serial that a link carries, or that is taken back, isn't given to a second customer.
    assert!(create(&given, &zip, &[]).0);
    let many: String = (0..1400).map(|at| format!("客户 {at}\n")).collect();
    let (done, said, _) = create(&format!("{many}{given}"), &zip, &["--size", "120"]);
    assert!(!done && said.contains("line 1401: the link"), "{said}");
    batch(&folder, &["revoke", "1"]);
    let known = Serial::parse(&serial).unwrap();
    let revoked = store.revoke_serial(suite.id, &known, Moment(1)).await;
    revoked.unwrap();
    let (done, said, _) = create(&given, &zip, &[]);
    assert!(
        !done && said.contains("line 1: this serial is revoked"),
        "{said}"
    );
    store
        .suspend_suite(suite.id, Some(Moment(1)))
        .await
        .unwrap();
    let (done, said, _) = create("甲\n", &zip, &[]);
    assert!(!done && said.contains("suspended"), "{said}");
    assert_eq!(store.batches(suite.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn whoever_has_begun_with_a_link_of_a_batch_finds_its_serial_good_after_the_links_end() {
    let folder = with_a_suite().await;
    let (list, out) = (list_of(&folder, "甲\n"), in_folder(&folder, "codes.zip"));
    let create = [
        "create", "--suite", "key1", "--list", &list, "--out", &out, "--days", "1",
    ];
    assert!(batch(&folder, &create).0);
    let store = Store::open(&database(folder.path())).await.unwrap();
    let suite = store.suite("key1").await.unwrap().unwrap();
    let made = store.batch(1).await.unwrap().unwrap();
    let (link, facts) = &made.links[0];
    assert!(facts.expires_at.is_some());
    store.revoke_batch(1, Moment(1)).await.unwrap();
    let later = facts.expires_at.unwrap() + Span::days(1);
    let good = store
        .may_carry(
            suite.id,
            &link.serial.clone().unwrap().issued().unwrap(),
            later,
        )
        .await;
    assert_eq!(good.unwrap(), Ok(true));
}

#[tokio::test]
async fn what_is_no_batch_or_no_file_of_one_is_told_in_a_line() {
    let folder = with_a_suite().await;
    let list = list_of(&folder, "甲\n");
    let gone = in_folder(&folder, "nowhere/codes.zip");
    for (arguments, why) in [
        (&["write", "7", "--out", "x.zip"][..], "there is no batch 7"),
        (&["revoke", "7"], "there is no batch 7"),
        (&["list", "--suite", "nokey"], "no suite with the key nokey"),
        (
            &[
                "create", "--suite", "key1", "--list", "none.csv", "--out", "x.zip",
            ],
            "reading none.csv",
        ),
        (
            &[
                "create", "--suite", "key1", "--list", &list, "--out", "x.rar",
            ],
            ".zip or .pdf",
        ),
        // What can't be written isn't made.
        (
            &["create", "--suite", "key1", "--list", &list, "--out", &gone],
            "writing",
        ),
    ] {
        let (done, said, told) = batch(&folder, arguments);
        assert!(!done && said.contains(why), "{why}: {said}");
        assert!(told.is_empty() && !said.contains("panicked"));
    }
    std::fs::create_dir(in_folder(&folder, "a.zip")).unwrap();
    let folder_as_file = in_folder(&folder, "a.zip");
    let create = [
        "create",
        "--suite",
        "key1",
        "--list",
        &list,
        "--out",
        &folder_as_file,
    ];
    let (done, said, _) = batch(&folder, &create);
    assert!(!done && said.contains("it isn't a file"), "{said}");
    let (_, _, listed) = batch(&folder, &["list", "--suite", "key1"]);
    assert!(listed.is_empty(), "{listed:?}");
}
