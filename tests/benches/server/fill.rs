//! Rows that were there before, by statements that both databases take.

use sqlx::any::install_default_drivers;
use sqlx::{AnyConnection, AssertSqlSafe, Connection, Executor};
use tests::World;
use tests::database::Engine;

/// The numbers from 1 to `count`, as the table `n` with the column `i`.
pub fn numbers(count: u32) -> String {
    format!(
        "WITH RECURSIVE n(i) AS \
         (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < {count})"
    )
}

/// Teams of six that went through the flow, each with a serial, and free serials.
pub async fn teams(world: &World, suite: i64, teams: u32, free_serials: u32) {
    // The server sweeps out what is old.
    let now = world.now().0;
    // A batch, of which the others are as well.
    world.serials(suite, 1, None).await;
    let batch = "(SELECT MIN(id) FROM serial_batch)";
    let six = "(SELECT 1 AS k UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6)";
    // Multiplied by a number prime to the modulus, codes come in no order, and none twice.
    let code =
        |number: &str| format!("CAST(1000000000000000 + {number} * 48271 % 2147483647 AS TEXT)");
    let (redeemed, free) = (code("corp.id"), code(&format!("({teams} + 1000 + i)")));
    let mut statements = vec![
        format!(
            "INSERT INTO person (phone, name, created_at) {} \
             SELECT '+86' || CAST(16000000000 + i AS TEXT), 'p' || i, {now} FROM n",
            numbers(teams)
        ),
        format!(
            "INSERT INTO corp (corpid, name, industry, mode, owner_id, created_at) \
             SELECT 'fill' || id, 'team ' || id, 'retail', 'group', id, {now} FROM person"
        ),
        format!(
            "INSERT INTO member (corp_id, person_id, phone, name, role, added_at) \
             SELECT corp.id, CASE k WHEN 1 THEN person.id END, \
             CASE k WHEN 1 THEN person.phone ELSE '+86' || CAST(17000000000 + corp.id * 6 + k AS TEXT) END, \
             'm' || k, CASE k WHEN 1 THEN 'owner' ELSE 'member' END, {now} \
             FROM corp JOIN person ON person.id = corp.owner_id CROSS JOIN {six} AS six"
        ),
        format!(
            "INSERT INTO serial (batch_id, suite_id, code, corp_id, redeemed_at) \
             SELECT {batch}, {suite}, {redeemed}, corp.id, {now} FROM corp"
        ),
        format!(
            "INSERT INTO onboarding (link_id, suite_id, person_id, round, corp_id, serial, serial_state, \
             serial_attempts, custom_done, started_at, created_at) \
             SELECT link.id, {suite}, corp.owner_id, 1, corp.id, serial.code, 'accepted', 0, '[]', {now}, {now} \
             FROM corp JOIN serial ON serial.corp_id = corp.id JOIN link ON link.suite_id = {suite}"
        ),
        format!(
            "INSERT INTO \"authorization\" (corp_id, suite_id, onboarding_id, link_id, serial, state, \
             authorized_by, authorized_at, active_at, attempts, scope) \
             SELECT corp_id, {suite}, id, link_id, serial, 'active', person_id, {now}, {now}, 0, 'everyone' \
             FROM onboarding"
        ),
        format!(
            "INSERT INTO funnel_event (link_id, suite_id, onboarding_id, event, at) \
             SELECT link_id, {suite}, onboarding.id, 'team', {now} \
             FROM onboarding CROSS JOIN {six} AS six"
        ),
        format!(
            "INSERT INTO session (token_hash, person_id, created_at, expires_at) \
             SELECT 'fill' || id, id, {now}, 9000000000000 FROM person"
        ),
    ];
    if free_serials > 0 {
        statements.push(format!(
            "INSERT INTO serial (batch_id, suite_id, code) {} SELECT {batch}, {suite}, {free} FROM n",
            numbers(free_serials)
        ));
    }
    run(&world.database, &statements).await;
}

/// The first team with so many people more in ten departments, and the other suites, each for five of these.
pub async fn large_team(world: &World, member: &str, people: u32) {
    world.fill_team(people).await;
    let statements = [
        format!(
            "INSERT INTO member (corp_id, person_id, phone, name, role, added_at, joined_at) \
             SELECT 1, id, phone, 'm', 'member', 0, 0 FROM person WHERE phone = '{member}'"
        ),
        format!(
            "INSERT INTO department (corp_id, name) {} SELECT 1, 'd' || i FROM n",
            numbers(10)
        ),
        "UPDATE member SET department_id = (SELECT MIN(id) FROM department) + id % 10".to_owned(),
        format!(
            "UPDATE member SET department_id = (SELECT MIN(id) FROM department) WHERE phone = '{member}'"
        ),
        "INSERT INTO \"authorization\" (corp_id, suite_id, onboarding_id, link_id, state, \
         authorized_by, authorized_at, active_at, attempts, changed_at, scope) \
         SELECT 1, suite.id, begun.id, begun.link_id, 'active', begun.person_id, 0, 0, 0, 0, 'departments' \
         FROM suite JOIN onboarding AS begun ON begun.corp_id = 1 AND begun.suite_id <> suite.id"
            .to_owned(),
        "INSERT INTO scope_choice (authorization_id, target_id) \
         SELECT given.id, department.id FROM \"authorization\" AS given CROSS JOIN department \
         WHERE given.scope = 'departments' \
         AND department.id < (SELECT MIN(id) FROM department) + 5"
            .to_owned(),
    ];
    run(&world.database, &statements).await;
}

/// Authorizations of these suites by all teams, and an event of each that is due.
pub async fn events(world: &World, suites: &[i64]) {
    let now = world.now().0;
    let suites: Vec<String> = suites.iter().map(i64::to_string).collect();
    let of_suites = format!("suite_id IN ({})", suites.join(", "));
    let statements = [
        format!(
            "INSERT INTO \"authorization\" (corp_id, suite_id, onboarding_id, link_id, state, \
             authorized_by, authorized_at, active_at, attempts, changed_at, scope) \
             SELECT begun.corp_id, suite.id, begun.id, begun.link_id, 'active', begun.person_id, 0, 0, 1, 0, 'everyone' \
             FROM suite CROSS JOIN onboarding AS begun WHERE suite.id IN ({})",
            suites.join(", ")
        ),
        format!(
            "INSERT INTO outbox (suite_id, corp_id, authorization_id, kind, state, attempts, next_at, created_at) \
             SELECT suite_id, corp_id, id, 'change_auth', 'waiting', 0, {now}, 0 \
             FROM \"authorization\" WHERE {of_suites} ORDER BY corp_id, suite_id"
        ),
    ];
    run(&world.database, &statements).await;
}

/// Does what a database otherwise does by and by, so that it isn't measured.
pub async fn settle(engine: Engine, world: &World) {
    let statements: &[&str] = match engine {
        Engine::Sqlite => &["PRAGMA wal_checkpoint(TRUNCATE)"],
        Engine::Postgres => &["VACUUM ANALYZE", "CHECKPOINT"],
    };
    let statements: Vec<_> = statements.iter().map(|&it| it.to_owned()).collect();
    run(&world.database, &statements).await;
}

/// Does statements, one after the other.
pub async fn run(url: &str, statements: &[String]) {
    install_default_drivers();
    let mut database = AnyConnection::connect(url).await.expect("the database");
    for statement in statements {
        let done = database.execute(sqlx::raw_sql(AssertSqlSafe(statement.clone())));
        if let Err(error) = done.await {
            panic!("{error}: {statement}");
        }
    }
}
