//! What a vendor's operator types: migrate, issue serials, make links.

use std::process::Output;

use domain::accent;
use domain::serial::Serial;
use domain::task::SerialRule;
use domain::team::TeamModes;
use domain::time::Moment;
use store::{NewSuite, NewVendor, Store, Words};
use tempfile::TempDir;

use crate::{database, quickdeploy};

pub fn run(folder: &TempDir, arguments: &[&str]) -> Output {
    let mut program = quickdeploy(folder.path());
    program.env("QUICKDEPLOY_PUBLIC_URL", "https://qd.example");
    program.args(arguments).output().unwrap()
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// A database with one suite, whose key is `key1`.
pub async fn with_a_suite() -> TempDir {
    let folder = TempDir::new().unwrap();
    assert!(run(&folder, &["migrate"]).status.success());
    let store = Store::open(&database(folder.path())).await.unwrap();
    let words = || Words {
        zh: "云考勤".into(),
        en: None,
    };
    let vendor = NewVendor {
        name: "示例科技".into(),
        short_name: "示例".into(),
        certified: false,
        contact: None,
    };
    let vendor = store.create_vendor(vendor, Moment(0)).await.unwrap();
    let suite = NewSuite {
        suite_key: "key1".into(),
        name: "云考勤".into(),
        tagline: words(),
        icon: Vec::new(),
        accent: accent::DEFAULT,
        callback_url: None,
        team_modes: TeamModes::Either,
        serial: SerialRule::Issued,
        permissions: Vec::new(),
        custom_tasks: Vec::new(),
        apps: Vec::new(),
    };
    store.create_suite(vendor, suite, Moment(0)).await.unwrap();
    folder
}

#[tokio::test]
async fn serials_are_issued_and_a_link_that_carries_one_is_made() {
    let folder = with_a_suite().await;
    let issued = run(
        &folder,
        &["serials", "issue", "--suite", "key1", "--count", "3"],
    );
    assert!(issued.status.success());
    let serials: Vec<Serial> = text(&issued.stdout)
        .lines()
        .map(|line| Serial::parse(line).unwrap())
        .collect();
    assert_eq!(serials.len(), 3);

    let serial = serials[0].to_string();
    let made = run(
        &folder,
        &[
            "link",
            "create",
            "--suite",
            "key1",
            "--label",
            "fair",
            "--days",
            "30",
            "--uses",
            "2",
            "--serial",
            &serial,
            "--public-url",
            "https://deploy.example.com/",
            "--qr",
        ],
    );
    assert!(made.status.success(), "{}", text(&made.stderr));
    let printed = text(&made.stdout);
    let url = printed.lines().next().unwrap();
    let token = url.strip_prefix("https://deploy.example.com/d/").unwrap();
    let scanned = url.replace("/d/", "/D/");
    let code = qr::Symbol::of_link(&scanned, qr::Style::default()).unwrap();
    assert!(printed.contains(&code.terminal(qr::Ground::Any)));
    let listed = run(&folder, &["link", "list", "--suite", "key1"]);
    let listed = text(&listed.stdout);
    assert!(listed.starts_with("https://qd.example/d/"), "{listed}");
    let row = format!("\t0 of 2 used\t0 scans\t{serial}\tfair\n");
    assert!(
        listed.contains("\topen, through 20") && listed.ends_with(&row),
        "{listed}"
    );
    let store = Store::open(&database(folder.path())).await.unwrap();
    let token = domain::link::LinkToken::parse(token).unwrap();
    let link = store.deployment(&token).await.unwrap().unwrap();
    assert_eq!(link.serial, Some(serials[0]));
    let twice = ["link", "create", "--suite", "key1", "--serial", &serial];
    let said = text(&run(&folder, &twice).stderr);
    assert!(
        said.contains(&format!("the link {token} carries")),
        "{said}"
    );
    assert_eq!(link.facts.max_uses, Some(2));
    assert!(link.facts.expires_at.is_some());
}

#[tokio::test]
async fn a_links_code_and_poster_are_written_until_the_link_is_taken_back() {
    let folder = with_a_suite().await;
    let at = ["--public-url", "https://deploy.example.com"];
    let made = run(
        &folder,
        &[&["link", "create", "--suite", "key1"], &at[..]].concat(),
    );
    let url = text(&made.stdout).trim().to_owned();
    let write = |file: &str, more: &[&str]| {
        let out = folder.path().join(file);
        let out = out.to_str().unwrap();
        let arguments = [&["link", "code", &url, "--out", out], &at[..], more].concat();
        let done = run(&folder, &arguments);
        (text(&done.stderr), std::fs::read(out).unwrap_or_default())
    };
    for (file, more, begins) in [
        ("code.svg", &["--quiet", "6"][..], &b"<svg "[..]),
        (
            "code.png",
            &["--size", "400", "--dark", "075c3e"],
            b"\x89PNG",
        ),
        ("code.pdf", &["--size", "80"], b"%PDF-"),
    ] {
        let (said, bytes) = write(file, more);
        assert!(bytes.starts_with(begins), "{file}: {said}");
    }
    let symbol = qr::Symbol::of_link(&url.replace("/d/", "/D/"), qr::Style::default()).unwrap();
    assert_eq!(write("plain.png", &[]).1, symbol.png(600).unwrap());
    for (terminal, ground) in [
        ("--terminal", qr::Ground::Any),
        ("--terminal=dark", qr::Ground::Dark),
        ("--terminal=light", qr::Ground::Light),
    ] {
        let drawn = run(
            &folder,
            &[&["link", "code", &url, terminal], &at[..]].concat(),
        );
        assert_eq!(text(&drawn.stdout), symbol.terminal(ground), "{terminal}");
    }
    for (file, more, why) in [
        ("code.gif", &[][..], ".svg, .png or .pdf"),
        ("x.png", &["--size", "9"], "size: 9 pixels"),
        ("x.svg", &["--poster", "a4"], "a poster is a .png or a .pdf"),
        (
            "x.pdf",
            &["--poster", "a5"],
            "poster: one of a4, a6 and phone",
        ),
        // The suite of this test has no picture for an icon.
        ("x.png", &["--icon"], "icon: the file is"),
    ] {
        let (said, bytes) = write(file, more);
        assert!(said.contains(why), "{file}: {said}");
        assert!(bytes.is_empty(), "{file}");
    }
    assert!(run(&folder, &["link", "revoke", &url]).status.success());
    let (said, bytes) = write("late.png", &[]);
    assert!(said.contains("revoked") && bytes.is_empty(), "{said}");
}

#[test]
fn an_icon_is_judged_and_made_of_any_picture() {
    let folder = TempDir::new().unwrap();
    let path = |file: &str| folder.path().join(file).to_str().unwrap().to_owned();
    let (demo, icon) = (
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/pages.png"),
        path("icon.png"),
    );
    let judged = run(&folder, &["icon", "check", demo]);
    assert!(!judged.status.success());
    assert!(text(&judged.stderr).contains("it must be 120 x 120"));
    let made = run(&folder, &["icon", "make", demo, "--out", &icon]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert!(run(&folder, &["icon", "check", &icon]).status.success());
    std::fs::write(path("words.txt"), "words").unwrap();
    let none = run(
        &folder,
        &["icon", "make", &path("words.txt"), "--out", &icon],
    );
    assert!(
        text(&none.stderr).contains("no picture"),
        "{}",
        text(&none.stderr)
    );
    assert!(
        !folder.path().join("test.db").exists(),
        "no database is needed"
    );
}

#[tokio::test]
async fn what_can_not_be_done_is_told_in_one_line_and_changes_nothing() {
    let folder = with_a_suite().await;
    let never_issued = Serial::generate([5; domain::serial::RANDOM_BYTES]).to_string();
    for (arguments, said) in [
        (
            &["serials", "issue", "--suite", "nokey", "--count", "1"][..],
            "there is no suite with the key nokey",
        ),
        (&["link", "create", "--suite", "nokey"], "no suite"),
        (
            &["migrate", "--database", "mysql://elsewhere/db"],
            "opening the database at mysql://elsewhere/db",
        ),
        (
            &["link", "create", "--suite", "key1", "--serial", "ABC"],
            "the serial",
        ),
        (
            &["link", "create", "--suite", "key1", "--days", "0"],
            "--days",
        ),
        (
            &["link", "create", "--suite", "key1", "--uses", "2147483648"],
            "--uses",
        ),
        (&["link", "code", "0123456789AB"], "--out"),
        (
            &["link", "create", "--suite", "key1", "--label", "a\u{7}b"],
            "invisible",
        ),
        (
            &[
                "link",
                "create",
                "--suite",
                "key1",
                "--serial",
                &never_issued,
            ],
            "never issued",
        ),
        (
            &[
                "link",
                "list",
                "--suite",
                "key1",
                "--public-url",
                "qd.example",
            ],
            "https://",
        ),
        (
            &[
                "link",
                "list",
                "--suite",
                "key1",
                "--public-url",
                "https://例.example",
            ],
            "Punycode",
        ),
        (
            &[
                "link",
                "code",
                "0123456789AB",
                "--out",
                "x.png",
                "--poster",
                "a4",
                "--size",
                "9",
            ],
            "cannot be used with",
        ),
        (
            &["link", "code", "0123456789AB", "--terminal", "--lang", "en"],
            "cannot be used with",
        ),
        (
            &["icon", "make", "x.png", "--out", "icon.jpg"],
            "an icon is a .png",
        ),
        (
            &["serials", "issue", "--suite", "key1", "--count", "0"],
            "--count",
        ),
        (
            &["serve", "--app-dir", "/nowhere", "--addr", "127.0.0.1:0"],
            "no built app",
        ),
    ] {
        let output = run(&folder, arguments);
        assert!(!output.status.success(), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        let error = text(&output.stderr);
        assert!(error.contains(said), "{arguments:?}: {error}");
        assert!(!error.contains("panicked"), "{error}");
    }
}

#[test]
fn every_command_explains_itself() {
    let folder = TempDir::new().unwrap();
    for arguments in [
        &["--help"][..],
        &["serve", "--help"],
        &["migrate", "--help"],
        &["link", "create", "--help"],
        &["link", "batch", "create", "--help"],
        &["icon", "make", "--help"],
        &["serials", "issue", "--help"],
    ] {
        let output = run(&folder, arguments);
        assert!(output.status.success());
        assert!(text(&output.stdout).contains("QUICKDEPLOY_DATABASE"));
    }
}
