//! Two servers on one PostgreSQL, killed by turns: they are as one, and nothing acknowledged is lost.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use api::path;
use serde_json::json;
use sqlx::{Connection, PgConnection};
use tempfile::TempDir;

use crate::fleet::{Phone, Server, kill_by_turns, said};
use crate::{on_postgres, until_ready};

/// How many customers come, at how many phones at once. A thousand take two minutes, and end the same.
const CUSTOMERS: usize = 300;
const PHONES: usize = 16;

/// How long after one server answers again the other is killed.
const LIFE: Duration = Duration::from_millis(700);

/// Each serial is on the hands of two customers, who come at the same time.
const SERIALS: usize = CUSTOMERS / 2;

/// How many teams may authorize through the link: fewer than have a serial.
const USES: usize = CUSTOMERS / 4;

/// The numbers that a statement answers.
async fn numbers(database: &str, statement: &'static str) -> Vec<i64> {
    let mut connection = PgConnection::connect(database).await.unwrap();
    let numbers = sqlx::query_scalar(statement).fetch_all(&mut connection);
    numbers.await.unwrap()
}

/// Goes as far as the rules let it; answers the code that ended it. Notes that a team was acknowledged.
async fn onboard(phone: &Phone, serial: &str, has_team: &mut bool) -> Result<(), String> {
    if phone.sign_in().await?["onboarding"].is_null() {
        // Signing in doesn't fail with its link: the page says what is wrong with that.
        return Err("link_used_up".to_owned());
    }
    phone.post(path::TEAM, phone.team()).await?;
    *has_team = true;
    let serial = json!({ "serial": serial });
    phone.post(path::SERIAL, serial).await?;
    let consent = json!({ "consent": true });
    phone.post(path::AUTHORIZE, consent).await?;
    let everyone = json!({ "who": "everyone" });
    phone.post(path::SCOPE, everyone).await?;
    phone.post(path::START, json!({})).await?;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_that_are_killed_by_turns_are_as_one() {
    let (folder, database) = (
        TempDir::new().unwrap(),
        on_postgres(&format!("shared_{}", std::process::id())),
    );
    let server = || Server::in_folder(folder.path(), &["--demo"]);
    let servers: Arc<[Server]> = Arc::new([server(), server()]);
    // Both bring the schema up to date at the same time. The demo's data are entered by the first.
    let migrate = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_quickdeploy"));
        command
            .arg("migrate")
            .env("QUICKDEPLOY_DATABASE", &database);
        command.spawn().unwrap()
    };
    for mut migrating in [migrate(), migrate()] {
        assert!(migrating.wait().unwrap().success());
    }
    let first = servers[0].start(&database);
    until_ready(&servers[0].base).await;
    let second = servers[1].start(&database);
    until_ready(&servers[1].base).await;
    let processes = vec![first, second];
    let (count, uses) = (SERIALS.to_string(), USES.to_string());
    let issue = [
        "serials",
        "issue",
        "--suite",
        "demo-attendance",
        "--count",
        &count,
    ];
    let serials: Vec<String> = said(&database, &issue).lines().map(str::to_owned).collect();
    assert_eq!(serials.len(), SERIALS);
    let create = [
        "link",
        "create",
        "--suite",
        "demo-attendance",
        "--uses",
        &uses,
    ];
    let link = said(&database, &create);
    let link: Arc<str> = link.trim().rsplit('/').next().unwrap().into();

    let (next, is_over) = (Arc::new(AtomicUsize::new(0)), AtomicBool::new(false));
    let serials = Arc::new(serials);
    let phones = (0..PHONES).map(|_| {
        let (next, servers) = (next.clone(), servers.clone());
        let (serials, link) = (serials.clone(), link.clone());
        tokio::spawn(async move {
            let mut ends = Vec::new();
            loop {
                let nth = next.fetch_add(1, Ordering::Relaxed);
                if nth >= CUSTOMERS {
                    return ends;
                }
                let phone = Phone::new(nth, &servers, &link);
                let mut has_team = false;
                let end = onboard(&phone, &serials[nth / 2], &mut has_team).await;
                ends.push((nth, has_team, end));
            }
        })
    });
    let phones: Vec<_> = phones.collect();
    let customers = async {
        let mut ends = Vec::new();
        for phone in phones {
            ends.extend(phone.await.unwrap());
        }
        is_over.store(true, Ordering::Relaxed);
        ends
    };
    let killing = kill_by_turns(&database, &servers, processes, (LIFE, &is_over));
    let (ends, kills) = tokio::join!(customers, killing);

    assert!(kills > 4, "killed {kills} times");
    let started: BTreeSet<usize> = ends
        .iter()
        .filter(|(.., end)| end.is_ok())
        .map(|(nth, ..)| *nth)
        .collect();
    let refused: BTreeSet<&str> = ends
        .iter()
        .filter_map(|(.., end)| end.as_ref().err().map(String::as_str))
        .collect();
    assert_eq!(started.len(), USES, "the link's uses hold over both");
    let expected = ["link_used_up", "serial_used"];
    assert_eq!(refused, BTreeSet::from(expected), "nothing else went wrong");
    let teams = "SELECT COUNT(*) FROM corp WHERE name LIKE '第%家'";
    let created = ends.iter().filter(|(_, has_team, _)| *has_team).count();
    assert_eq!(numbers(&database, teams).await, [created as i64]);
    let active =
        "SELECT COUNT(*) FROM \"authorization\" WHERE state = 'active' AND scope = 'everyone'";
    assert_eq!(numbers(&database, active).await, [USES as i64]);
    let acknowledged = "SELECT CAST(substring(person.phone FROM 7) AS bigint) FROM onboarding \
                        JOIN person ON person.id = onboarding.person_id WHERE started_at IS NOT NULL";
    let kept: BTreeSet<usize> = numbers(&database, acknowledged)
        .await
        .into_iter()
        .map(|nth| usize::try_from(nth).unwrap())
        .collect();
    assert_eq!(kept, started, "what was acknowledged is kept");
    let owners = "SELECT COUNT(*) FROM serial JOIN \"authorization\" AS given ON replace(given.serial, '-', '') = serial.code \
                  AND given.corp_id = serial.corp_id";
    assert_eq!(
        numbers(&database, owners).await,
        [USES as i64],
        "each serial is its team's"
    );
    let uses = "SELECT CAST(uses AS bigint) FROM link WHERE max_uses IS NOT NULL";
    assert_eq!(numbers(&database, uses).await, [USES as i64]);
}
