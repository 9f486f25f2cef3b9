//! What a vendor's operator types: migrate, issue serials, make links.

use std::process::{Output, Stdio};

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

/// A database with one suite, whose key is `key1`, and which has no picture for an icon.
pub async fn with_a_suite() -> TempDir {
    with_a_suite_of(&[]).await
}

async fn with_a_suite_of(icon: &[u8]) -> TempDir {
    let folder = TempDir::new().unwrap();
    assert!(run(&folder, &["migrate"]).status.success());
    let store = Store::open(&database(folder.path())).await.unwrap();
    let vendor = NewVendor {
        name: "示例科技".into(),
        short_name: "示例".into(),
        certified: false,
        contact: None,
    };
    let vendor = store.create_vendor(vendor, Moment(0)).await.unwrap();
    let suite = new_suite("key1", icon);
    store.create_suite(vendor, suite, Moment(0)).await.unwrap();
    folder
}

/// A suite with this key.
pub fn new_suite(key: &str, icon: &[u8]) -> NewSuite {
    NewSuite {
        suite_key: key.into(),
        name: "云考勤".into(),
        tagline: Words {
            zh: "云考勤".into(),
            en: None,
        },
        icon: icon.to_vec(),
        accent: accent::DEFAULT,
        callback_url: None,
        team_modes: TeamModes::Either,
        serial: SerialRule::Issued,
        permissions: Vec::new(),
        custom_tasks: Vec::new(),
        apps: Vec::new(),
    }
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
    let code = qr::StyledSymbol::of_link(&scanned, &qr::Style::default()).unwrap();
    assert!(printed.contains(&code.terminal(qr::Background::Any)));
    let listed = run(&folder, &["link", "list", "--suite", "key1"]);
    let listed = text(&listed.stdout);
    assert!(listed.starts_with("https://qd.example/d/"), "{listed}");
    let row = format!("\t0 of 1 used\t0 scans\t{serial}\tfair\n");
    assert!(
        listed.contains("\topen, through 20") && listed.ends_with(&row),
        "{listed}"
    );
    let store = Store::open(&database(folder.path())).await.unwrap();
    let token = domain::link::LinkToken::parse(token).unwrap();
    let link = store.deployment(&token).await.unwrap().unwrap();
    assert_eq!(link.serial, Some(serials[0].into()));
    let twice = ["link", "create", "--suite", "key1", "--serial", &serial];
    let said = text(&run(&folder, &twice).stderr);
    assert!(
        said.contains(&format!("the link {token} carries")),
        "{said}"
    );
    assert_eq!(link.facts.max_uses, Some(1));
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
    let symbol =
        qr::StyledSymbol::of_link(&url.replace("/d/", "/D/"), &qr::Style::default()).unwrap();
    assert_eq!(write("plain.png", &[]).1, symbol.png(600).unwrap());
    for (terminal, background) in [
        ("--terminal", qr::Background::Any),
        ("--terminal=dark", qr::Background::Dark),
        ("--terminal=light", qr::Background::Light),
    ] {
        let drawn = run(
            &folder,
            &[&["link", "code", &url, terminal], &at[..]].concat(),
        );
        assert_eq!(
            text(&drawn.stdout),
            symbol.terminal(background),
            "{terminal}"
        );
    }
    let (said, blue) = write("blue.png", &["--dark", "2b6cf6"]);
    assert!(
        said.contains("contrast 4.6") && blue.starts_with(b"\x89PNG"),
        "{said}"
    );
    for (file, more, why) in [
        ("code.gif", &[][..], ".svg, .png or .pdf"),
        ("x.png", &["--serial", "7K3M"], "the serial: 4 characters"),
        ("x.png", &["--size", "9"], "size: 9 pixels"),
        (
            "x.svg",
            &["--poster", "a4"],
            "poster: it is had as .png and .pdf",
        ),
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
            &[
                "link",
                "list",
                "--suite",
                "key1",
                "--public-url",
                "https://qd.example/deploy",
            ],
            "without a path",
        ),
        (
            &[
                "link",
                "code",
                "0123456789AB",
                "--out",
                "x.png",
                "--client-ios",
                "appstore",
            ],
            "https://",
        ),
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

#[tokio::test]
async fn a_link_that_carries_a_serial_is_not_made_for_two_teams() {
    let folder = with_a_suite().await;
    let issue = ["serials", "issue", "--suite", "key1", "--count", "1"];
    let serial = text(&run(&folder, &issue).stdout).trim().to_owned();
    let create = [
        "link", "create", "--suite", "key1", "--serial", &serial, "--uses",
    ];
    let two = run(&folder, &[&create[..], &["2"]].concat());
    assert!(!two.status.success());
    let said = text(&two.stderr);
    assert!(
        said.contains("--uses: a link that carries a serial lets in one team"),
        "{said}"
    );
    assert!(
        run(&folder, &[&create[..], &["1"]].concat())
            .status
            .success()
    );
}

#[tokio::test]
async fn a_suite_that_is_suspended_gets_no_links() {
    let folder = with_a_suite().await;
    let store = Store::open(&database(folder.path())).await.unwrap();
    let suite = store.suite("key1").await.unwrap().unwrap();
    store
        .suspend_suite(suite.id, Some(Moment(1)))
        .await
        .unwrap();
    let made = run(&folder, &["link", "create", "--suite", "key1"]);
    assert!(!made.status.success());
    assert!(text(&made.stderr).contains("suspended: nobody could begin"));
}

#[tokio::test]
async fn whoever_stops_reading_ends_a_command_quietly_and_what_it_did_is_done() {
    let folder = with_a_suite().await;
    let mut program = quickdeploy(folder.path());
    program.args(["serials", "issue", "--suite", "key1", "--count", "50000"]);
    program.env("RUST_LOG", "off");
    let mut child = program
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ended = child.wait_with_output().unwrap();
    assert!(ended.status.success());
    assert_eq!(text(&ended.stderr), "");
    let store = Store::open(&database(folder.path())).await.unwrap();
    let suite = store.suite("key1").await.unwrap().unwrap();
    assert!(store.free_serial(suite.id).await.unwrap().is_some());
}

#[tokio::test]
async fn a_poster_says_where_the_client_is_got_by_the_servers_own_settings() {
    let folder = with_a_suite_of(include_bytes!("../../demo/attendance.png")).await;
    let made = run(&folder, &["link", "create", "--suite", "key1"]);
    let url = text(&made.stdout).trim().to_owned();
    let poster = |places: &[(&str, &str)]| {
        let out = folder.path().join("poster.png");
        let mut program = quickdeploy(folder.path());
        program.env("QUICKDEPLOY_PUBLIC_URL", "https://qd.example");
        program.envs(places.iter().copied());
        program
            .args(["link", "code", &url, "--poster", "a6", "--out"])
            .arg(&out);
        let done = program.output().unwrap();
        assert!(done.status.success(), "{}", text(&done.stderr));
        std::fs::read(out).unwrap()
    };
    let without = poster(&[]);
    // Compose files leave empty what isn't set.
    assert!(poster(&[("QUICKDEPLOY_CLIENT_IOS", "")]) == without);
    assert!(poster(&[("QUICKDEPLOY_CLIENT_IOS", "https://apps.example/1")]) != without);
}

#[test]
fn every_command_explains_itself() {
    let folder = TempDir::new().unwrap();
    for arguments in [
        &["--help"][..],
        &["serve", "--help"],
        &["migrate", "--help"],
        &["backup", "--help"],
        &["restore", "--help"],
        &["doctor", "--help"],
        &["link", "create", "--help"],
        &["link", "batch", "create", "--help"],
        &["icon", "make", "--help"],
        &["serials", "issue", "--help"],
        &["suite", "create", "--help"],
        &["isv-demo", "--help"],
    ] {
        let output = run(&folder, arguments);
        assert!(output.status.success());
        assert!(text(&output.stdout).contains("QUICKDEPLOY_DATABASE"));
    }
}
