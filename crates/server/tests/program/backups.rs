//! Copies of the database, and their way back.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Child;

use sqlx::{AssertSqlSafe, Connection, Executor, SqliteConnection};
use tempfile::TempDir;

use crate::commands::{run, text, with_a_suite};
use crate::kill::{onboard, start, team_of};
use crate::{app_in, quickdeploy, until_ready};

/// What a command says where it succeeds.
fn done(folder: &TempDir, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// The one line that a command says where it fails.
fn refused(folder: &TempDir, arguments: &[&str]) -> String {
    let output = run(folder, arguments);
    assert!(!output.status.success(), "{}", text(&output.stdout));
    let said = text(&output.stderr);
    assert_eq!(said.lines().count(), 1, "{said}");
    assert_eq!(text(&output.stdout), "");
    said
}

fn path_in(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).to_str().unwrap().to_owned()
}

/// The names in a folder that hold this, sorted.
fn names(folder: &Path, part: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<String> = names.filter(|name| name.contains(part)).collect();
    names.sort();
    names
}

fn stop(mut process: Child) {
    process.kill().unwrap();
    process.wait().unwrap();
}

#[tokio::test]
async fn a_backup_under_load_holds_everything_that_was_acknowledged_before_it_began() {
    let folder = TempDir::new().unwrap();
    let port = app_in(folder.path());
    let server = start(folder.path(), port);
    until_ready(&server.base).await;
    let mut acknowledged = Vec::new();
    for n in 0..8 {
        acknowledged.push(onboard(&server, n).await.unwrap());
    }
    let copy = path_in(&folder, "copy.db");
    let mut program = quickdeploy(folder.path());
    program.args(["backup", &copy]);
    let backup = tokio::task::spawn_blocking(move || program.output().unwrap());
    let mut n = 8;
    while !backup.is_finished() {
        onboard(&server, n).await.unwrap();
        n += 1;
    }
    let made = backup.await.unwrap();
    assert!(made.status.success(), "{}", text(&made.stderr));
    assert_eq!(names(folder.path(), "copy.db"), ["copy.db"]);
    let mode = fs::metadata(&copy).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);

    // Not under the server's hands.
    let said = refused(&folder, &["restore", &copy]);
    assert!(
        said.contains("has") && said.contains("open: stop it first"),
        "{said}"
    );
    let (http, name) = onboard(&server, 60).await.unwrap();
    stop(server.process);

    let said = done(&folder, &["restore", &copy]);
    assert!(
        said.contains(" people, ") && said.contains(" teams, "),
        "{said}"
    );
    let kept = names(folder.path(), "before-restore");
    assert_eq!(kept.len(), 1, "{kept:?}");
    assert!(said.contains(&kept[0]), "{said}");
    let again = start(folder.path(), port);
    until_ready(&again.base).await;
    for (http, name) in &acknowledged {
        assert_eq!(&team_of(http, &again).await, name);
    }
    assert_ne!(team_of(&http, &again).await, name.as_str(), "it came later");
    stop(again.process);

    // The one before comes back as well, with what was in its log.
    let kept = path_in(&folder, &kept[0]);
    done(&folder, &["restore", &kept]);
    let again = start(folder.path(), port);
    until_ready(&again.base).await;
    assert_eq!(team_of(&http, &again).await, name.as_str());
    stop(again.process);
}

#[tokio::test]
async fn a_backup_overwrites_nothing_unasked() {
    let folder = with_a_suite().await;
    let copy = path_in(&folder, "copy.db");
    fs::write(&copy, "mine").unwrap();
    let said = refused(&folder, &["backup", &copy]);
    assert!(
        said.contains("is there already; --force overwrites it"),
        "{said}"
    );
    assert_eq!(fs::read(&copy).unwrap(), b"mine");
    let said = done(&folder, &["backup", &copy, "--force"]);
    assert!(said.contains("1 suites"), "{said}");
    let itself = path_in(&folder, "test.db");
    for command in [&["backup", &itself, "--force"][..], &["restore", &itself]] {
        let said = refused(&folder, command);
        assert!(said.contains("is the database itself"), "{said}");
    }
    let nowhere = path_in(&folder, "nowhere/copy.db");
    let said = refused(&folder, &["backup", &nowhere]);
    assert!(said.contains("No such file"), "{said}");
    let none = TempDir::new().unwrap();
    let said = refused(&none, &["backup", &copy, "--force"]);
    assert!(said.contains("test.db: No such file"), "{said}");
    assert_eq!(names(none.path(), ""), [""; 0], "nothing is made");
    assert_eq!(names(folder.path(), ".quickdeploy"), [""; 0]);
}

#[tokio::test]
async fn what_is_no_sound_copy_of_ours_is_not_restored() {
    let folder = with_a_suite().await;
    let path = |name| path_in(&folder, name);
    done(&folder, &["backup", &path("copy.db")]);
    let copy = fs::read(path("copy.db")).unwrap();
    let mut damaged = copy.clone();
    // Pages behind the first, which says what there is.
    damaged[8192..40_960].fill(7);
    fs::write(path("damaged.db"), damaged).unwrap();
    fs::write(path("cut.db"), &copy[..copy.len() / 2]).unwrap();
    fs::write(
        path("words.db"),
        "no database, but some words that are long enough for its head",
    )
    .unwrap();
    fs::write(path("empty.db"), "").unwrap();
    fs::write(path("open.db"), &copy).unwrap();
    fs::write(path("open.db-wal"), "log").unwrap();
    let newer = path("newer.db");
    fs::write(&newer, &copy).unwrap();
    sql(
        &newer,
        "INSERT INTO seaql_migrations VALUES ('m29991231_000001_later', 0)",
    )
    .await;
    let before = fs::read(path("test.db")).unwrap();
    for (file, said) in [
        ("damaged.db", "is damaged"),
        ("cut.db", "is damaged"),
        ("words.db", "is damaged"),
        ("empty.db", "is not a database of Quick Deploy"),
        ("open.db", "-wal is beside it"),
        ("newer.db", "comes from a newer quickdeploy"),
        ("none.db", "No such file"),
    ] {
        let told = refused(&folder, &["restore", &path(file)]);
        assert!(told.contains(file) && told.contains(said), "{told}");
    }
    assert_eq!(fs::read(path("test.db")).unwrap(), before);
    assert_eq!(names(folder.path(), "before-restore"), [""; 0]);
    assert_eq!(names(folder.path(), ".quickdeploy"), [""; 0]);
}

#[tokio::test]
async fn a_copy_takes_the_place_of_a_damaged_database_and_an_older_one_is_brought_up() {
    let folder = with_a_suite().await;
    let path = |name| path_in(&folder, name);
    done(&folder, &["backup", &path("copy.db")]);
    let undo = "DROP TABLE callback_log; DROP TABLE outbox; DROP TABLE agent; DROP TABLE tmp_auth_code; \
                DROP TABLE open_token; DROP TABLE suite_ticket; DROP TABLE suite_credential; \
                DROP INDEX authorization_permanent_code_hash; DROP INDEX IF EXISTS authorization_suite_id_state; \
                ALTER TABLE \"authorization\" DROP COLUMN permanent_code; \
                ALTER TABLE \"authorization\" DROP COLUMN permanent_code_hash; \
                ALTER TABLE \"authorization\" DROP COLUMN whitelist; \
                ALTER TABLE \"authorization\" ADD COLUMN next_attempt_at INTEGER; \
                ALTER TABLE onboarding ADD COLUMN serial_next_at INTEGER; \
                CREATE INDEX authorization_next_attempt_at ON \"authorization\" (next_attempt_at); \
                CREATE INDEX onboarding_serial_next_at ON onboarding (serial_next_at); \
                CREATE INDEX authorization_given_up ON \"authorization\" (attempts); \
                CREATE INDEX onboarding_given_up ON onboarding (serial_state); \
                DELETE FROM seaql_migrations WHERE version LIKE '%open_api'";
    sql(&path("copy.db"), undo).await;
    let words = "not a database any more, and long enough to be taken for one's head";
    fs::write(path("test.db"), words).unwrap();
    let said = done(&folder, &["restore", &path("copy.db")]);
    assert!(
        said.contains("the next start brings it up to date"),
        "{said}"
    );
    let kept = names(folder.path(), "before-restore");
    assert_eq!(fs::read_to_string(path(&kept[0])).unwrap(), words);
    done(&folder, &["migrate"]);
    assert!(done(&folder, &["backup", &path("later.db")]).contains("1 suites"));
}

#[test]
fn on_postgres_a_line_says_what_to_use() {
    let folder = TempDir::new().unwrap();
    let elsewhere = "postgres://me:secret@127.0.0.1:9/db";
    for command in ["backup", "restore"] {
        let said = refused(&folder, &[command, "copy.db", "--database", elsewhere]);
        assert!(
            said.contains("pg_dump") && said.contains("pg_restore"),
            "{said}"
        );
        assert!(!said.contains("secret"), "{said}");
    }
}

/// Does statements past the program.
async fn sql(file: &str, statements: &str) {
    let mut database = SqliteConnection::connect(&format!("sqlite://{file}"))
        .await
        .unwrap();
    let statements = sqlx::raw_sql(AssertSqlSafe(statements.to_owned()));
    database.execute(statements).await.unwrap();
    database.close().await.unwrap();
}
