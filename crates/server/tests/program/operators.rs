//! The console's first operator, and mails that become files.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use api::console::path;
use serde_json::json;
use server::http;
use tempfile::TempDir;

use crate::commands::{run, text};
use crate::{app_in, quickdeploy, until_ready};

/// The token in a link.
fn token(said: &str) -> &str {
    let (_, token) = said.split_once("?token=").unwrap();
    token.split_whitespace().next().unwrap()
}

/// The text of the first mail in a folder, once there is one.
async fn mail(folder: &Path) -> String {
    for _ in 0..200 {
        if let Ok(mut files) = std::fs::read_dir(folder)
            && let Some(file) = files.find_map(|file| {
                let path = file.ok()?.path();
                (path.extension()? == "eml").then_some(path)
            })
        {
            return std::fs::read_to_string(file).unwrap();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no mail in {}", folder.display());
}

#[tokio::test]
async fn an_operator_is_added_by_the_command_and_sets_a_password_by_its_link() {
    let folder = TempDir::new().unwrap();
    let add = ["operator", "add", "Zhang@op.example", "--name", "张伟"];
    let added = run(&folder, &add);
    assert!(added.status.success(), "{}", text(&added.stderr));
    let said = text(&added.stdout);
    assert!(
        said.contains("https://qd.example/console/reset?token="),
        "{said}"
    );

    let port = app_in(folder.path());
    let log = std::fs::File::create(folder.path().join("log.txt")).unwrap();
    let mails = folder.path().join("mails");
    let server = quickdeploy(folder.path())
        .args(["serve", "--addr", &format!("127.0.0.1:{port}"), "--app-dir"])
        .arg(folder.path())
        .arg("--mail-outbox")
        .arg(&mails)
        .env("RUST_LOG", "debug")
        .stderr(log)
        .stdout(Stdio::null())
        .spawn();
    let mut server = server.unwrap();
    let base = format!("http://127.0.0.1:{port}");
    until_ready(&base).await;
    let client = http::builder().build().unwrap();
    let post = async |path: &str, body| {
        let answer = client.post(format!("{base}{path}")).json(&body).send();
        answer.await.unwrap().status().as_u16()
    };
    let password = "correct horse battery";
    let reset = json!({ "token": token(&said), "password": password });
    assert_eq!(post(path::RESET, reset).await, 204);
    let sign_in = json!({ "email": "zhang@op.example", "password": password });
    assert_eq!(post(path::SESSION, sign_in).await, 200);
    let forgotten = json!({ "email": "zhang@op.example" });
    assert_eq!(post(path::FORGOTTEN, forgotten).await, 204);
    let mail = mail(&mails).await;
    assert!(mail.contains("To: zhang@op.example"), "{mail}");

    let stopped = Command::new("kill").arg(server.id().to_string()).status();
    assert!(stopped.unwrap().success());
    server.wait().unwrap();
    let log = std::fs::read_to_string(folder.path().join("log.txt")).unwrap();
    assert!(log.contains("z***@op.example"), "{log}");
    for secret in ["token=", token(&said), password] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
    // Who has a password asks for another by mail.
    let again = run(&folder, &add);
    assert!(!again.status.success());
    assert_eq!(
        text(&again.stderr),
        "error: zhang@op.example has an account\n"
    );
}

#[test]
fn what_is_no_address_or_no_name_is_said() {
    let folder = TempDir::new().unwrap();
    for (add, said) in [
        (
            ["operator", "add", "zhang", "--name", "张伟"],
            "not an e-mail address",
        ),
        (
            ["operator", "add", "zhang@op.example", "--name", " "],
            "it is empty",
        ),
    ] {
        let refused = run(&folder, &add);
        assert!(!refused.status.success());
        assert!(
            text(&refused.stderr).contains(said),
            "{}",
            text(&refused.stderr)
        );
    }
}
