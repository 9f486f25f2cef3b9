//! Step 22: figures of lists and funnels are kept by what changes them, and no longer counted when they are read.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATEMENTS: &[&str] = &[
    "ALTER TABLE serial_batch ADD COLUMN redeemed INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE serial_batch ADD COLUMN revoked INTEGER NOT NULL DEFAULT 0",
    "UPDATE serial_batch SET \
     redeemed = (SELECT COUNT(*) FROM serial WHERE serial.batch_id = serial_batch.id AND corp_id IS NOT NULL), \
     revoked = (SELECT COUNT(*) FROM serial WHERE serial.batch_id = serial_batch.id \
     AND corp_id IS NULL AND revoked_at IS NOT NULL)",
    "ALTER TABLE link ADD COLUMN starts BIGINT NOT NULL DEFAULT 0",
    "UPDATE link SET starts = (SELECT COUNT(*) FROM onboarding \
     WHERE onboarding.link_id = link.id AND started_at IS NOT NULL)",
    "DROP INDEX onboarding_started",
    // A batch's links are counted in the index.
    "CREATE INDEX link_batch_counts ON link (batch_id, revoked_at, uses) WHERE batch_id IS NOT NULL",
    "CREATE INDEX link_suite_revoked ON link (suite_id, id) \
     WHERE batch_id IS NULL AND test IS NULL AND revoked_at IS NOT NULL",
    // The order by scans and starts, the most first.
    "CREATE INDEX link_suite_scans ON link (suite_id, scans, id) WHERE batch_id IS NULL AND test IS NULL",
    "CREATE INDEX link_suite_starts ON link (suite_id, starts, id) WHERE batch_id IS NULL AND test IS NULL",
    // Redeemed serials are listed by when that was.
    "DROP INDEX serial_suite_redeemed",
    "DROP INDEX serial_batch_redeemed",
    "CREATE INDEX serial_suite_redeemed ON serial (suite_id, redeemed_at, id) WHERE corp_id IS NOT NULL",
    "CREATE INDEX serial_batch_redeemed ON serial (batch_id, redeemed_at, id) WHERE corp_id IS NOT NULL",
    // A search for customers that stand so reads nothing else.
    "DROP INDEX authorization_suite_id_state_id",
    "CREATE INDEX authorization_state_customer ON \"authorization\" (suite_id, state, id, customer)",
    // A funnel is read by days, and an onboarding's way when it goes on.
    "DROP INDEX funnel_event_suite_id_at",
    "CREATE INDEX funnel_event_way ON funnel_event (onboarding_id, event, at) WHERE onboarding_id IS NOT NULL",
];

/// The steps of a funnel in their order.
const STEPS: [&str; 7] = [
    "signed_in",
    "team",
    "serial",
    "authorized",
    "active",
    "scope",
    "started",
];

/// The day of an event, in China.
const DAY: &str = "(at + 28800000) / 86400000";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for statement in STATEMENTS {
            db.execute_unprepared(statement).await?;
        }
        // The key is all that is searched by, so on SQLite it is the table.
        let as_key = match db.get_database_backend() {
            DbBackend::Sqlite => " WITHOUT ROWID",
            _ => "",
        };
        for (table, what) in [("funnel_day", "code TEXT"), ("funnel_time", "took BIGINT")] {
            let name = what.split(' ').next().unwrap_or_default();
            // `link_id` is 0 for all links of a suite together.
            let create = format!(
                "CREATE TABLE {table} (suite_id BIGINT NOT NULL REFERENCES suite (id), link_id BIGINT NOT NULL, \
                 day BIGINT NOT NULL, event TEXT NOT NULL, {what} NOT NULL, count INTEGER NOT NULL, \
                 PRIMARY KEY (suite_id, link_id, day, event, {name})){as_key}"
            );
            db.execute_unprepared(&create).await?;
            // What the hourly sweep looks for.
            let index = format!("CREATE INDEX {table}_day ON {table} (day)");
            db.execute_unprepared(&index).await?;
        }
        for link in ["link_id", "link_id * 0"] {
            for count in counts(link) {
                db.execute_unprepared(&count).await?;
            }
        }
        Ok(())
    }
}

/// Counts the events until now, of each link or of all links of a suite: scans and errors, onboardings at the step that they
/// came to for the first time, and how long that took since the step before.
fn counts(link: &str) -> [String; 3] {
    let steps = STEPS.map(|step| format!("'{step}'")).join(", ");
    let ranks = (0..).zip(STEPS);
    let ranks: String = ranks
        .map(|(nth, step)| format!(" WHEN '{step}' THEN {nth}"))
        .collect();
    let came = format!(
        "WITH came AS (SELECT suite_id, link_id, onboarding_id, event, MIN(at) AS at FROM funnel_event \
         WHERE onboarding_id IS NOT NULL AND event IN ({steps}) GROUP BY suite_id, link_id, onboarding_id, event)"
    );
    // A time keeps its first five binary digits.
    let cuts = (1..40).map(|cut| (32_i64 << cut, 1_i64 << cut));
    let rounded: String = cuts
        .map(|(below, by)| format!(" WHEN took < {below} THEN took / {by} * {by}"))
        .collect();
    [
        format!(
            "INSERT INTO funnel_day (suite_id, link_id, day, event, code, count) \
             SELECT suite_id, {link}, {DAY}, event, COALESCE(code, ''), SUM(count) FROM funnel_event \
             WHERE event IN ('scanned', 'error') GROUP BY suite_id, {link}, {DAY}, event, COALESCE(code, '')"
        ),
        format!(
            "INSERT INTO funnel_day (suite_id, link_id, day, event, code, count) {came} \
             SELECT suite_id, {link}, {DAY}, event, '', COUNT(*) FROM came GROUP BY suite_id, {link}, {DAY}, event"
        ),
        format!(
            "INSERT INTO funnel_time (suite_id, link_id, day, event, took, count) {came}, \
             timed AS (SELECT suite_id, link_id, event, at, at - LAG(at) OVER \
             (PARTITION BY onboarding_id ORDER BY CASE event{ranks} END) AS took FROM came), \
             cut AS (SELECT suite_id, link_id, event, at, CASE WHEN took < 32 THEN took{rounded} END AS took \
             FROM timed WHERE took >= 0) \
             SELECT suite_id, {link}, {DAY}, event, took, COUNT(*) FROM cut WHERE took IS NOT NULL \
             GROUP BY suite_id, {link}, {DAY}, event, took"
        ),
    ]
}
