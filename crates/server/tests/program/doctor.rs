//! What `doctor` says of a good server and of a bad one.

use std::io::Write;
use std::net::TcpListener;
use std::process::Output;

use tempfile::TempDir;

use crate::commands::text;
use crate::kill::start;
use crate::{app_in, is_on_postgres, quickdeploy, until_ready};

fn doctor(folder: &TempDir, options: &[&str]) -> Output {
    let mut program = quickdeploy(folder.path());
    program
        .args(["doctor", "--max-connections", "100"])
        .args(options);
    program.output().unwrap()
}

#[tokio::test]
async fn a_good_configuration_has_no_bad_line_and_warnings_say_what_is_off() {
    let folder = TempDir::new().unwrap();
    let port = app_in(folder.path());
    let dist = folder.path().to_str().unwrap().to_owned();
    let addr = format!("127.0.0.1:{port}");
    let base = format!("http://{addr}");
    let of_it = [
        "--addr",
        &addr,
        "--public-url",
        &base,
        "--app-dir",
        &dist,
        "--sms-countries",
        "86",
    ];
    let before = doctor(&folder, &of_it);
    let said = text(&before.stdout);
    assert!(before.status.success(), "{said}");
    let (no_database, no_key) = match is_on_postgres() {
        true => ("it has no schema yet", "given"),
        false => ("there is no file yet", "the first start makes"),
    };
    for line in [
        &format!("warn database: {no_database}  → serve makes it"),
        &format!("ok   port: {addr} is free"),
        "warn public URL: no answer",
        "warn SMS: no gateway",
        "warn mail: no mail server",
        &format!("ok   secret key: {no_key}"),
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
    assert!(!folder.path().join("test.db").exists(), "it only looks");
    assert!(!folder.path().join("test.key").exists(), "it only looks");

    let mut server = start(folder.path(), port);
    until_ready(&server.base).await;
    let meanwhile = doctor(&folder, &of_it);
    let said = text(&meanwhile.stdout);
    assert!(meanwhile.status.success(), "{said}");
    for line in [
        "ok   database: opens",
        "ok   app: built",
        "ok   public URL: the server answers there",
        &format!("ok   port: the server listens on {addr}"),
        "ok   proxy: none",
        "ok   SMS: codes are sent to 1 countries",
        "warn clock: nothing to compare it with",
        match is_on_postgres() {
            true => "ok   secret key: given",
            false => "ok   secret key: in ",
        },
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
    server.process.kill().unwrap();
    server.process.wait().unwrap();
}

#[test]
fn a_bad_configuration_fails_with_a_remedy_for_each_fault() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("test.db");
    std::fs::write(&file, "words instead of a database, some more of them").unwrap();
    let database = match is_on_postgres() {
        true => "postgres://postgres@127.0.0.1:9/none".to_owned(),
        false => format!("sqlite://{}", file.display()),
    };
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let addr = taken.local_addr().unwrap().to_string();
    let output = doctor(
        &folder,
        &[
            "--database",
            &database,
            "--addr",
            &addr,
            "--public-url",
            "https://nowhere.invalid",
            "--app-dir",
            "/nowhere",
            "--sms-url",
            "http://127.0.0.1:9/sms",
            "--metrics-addr",
            "0.0.0.0:0",
        ],
    );
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for line in [
        "bad  database: ",
        "bad  app: no built app",
        "bad  public URL: nowhere.invalid has no address",
        &format!("bad  port: {addr}: "),
        "bad  SMS: the gateway doesn't answer",
        "warn figures: 0.0.0.0:0 may be reached by anybody",
        "warn proxy: https needs one",
        "warn SMS: codes are sent to all countries",
    ] {
        assert!(said.contains(line), "{line} in {said}");
    }
    for line in said.lines() {
        let is_ok = line.starts_with("ok ");
        assert_eq!(!is_ok, line.contains("  → "), "{line}");
    }
    assert!(
        text(&output.stderr).starts_with("error: 5 checks are bad"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn a_public_url_without_a_secure_connection_is_bad() {
    let folder = TempDir::new().unwrap();
    let plain = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("https://localhost:{}", plain.local_addr().unwrap().port());
    std::thread::spawn(move || {
        for stream in plain.incoming() {
            stream
                .unwrap()
                .write_all(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                .ok();
        }
    });
    let said = doctor(&folder, &["--addr", "127.0.0.1:0", "--public-url", &url]);
    let said = text(&said.stdout);
    let line = "bad  public URL: no secure connection: ";
    assert!(said.contains(line), "{line} in {said}");
}
