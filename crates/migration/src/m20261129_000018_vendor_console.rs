//! Step 18: what vendors see and do in the console. Suites are approved, batches know their size, checks of suites are kept,
//! customers are searched by name; and an index for each list.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATEMENTS: &[&str] = &[
    // Null for drafts, which nobody can deploy.
    "ALTER TABLE suite ADD COLUMN approved_at BIGINT",
    "UPDATE suite SET approved_at = created_at",
    "ALTER TABLE serial_batch ADD COLUMN issued INTEGER NOT NULL DEFAULT 0",
    "UPDATE serial_batch SET issued = (SELECT COUNT(*) FROM serial WHERE serial.batch_id = serial_batch.id)",
    // When its serials end: all of a batch end together.
    "ALTER TABLE serial_batch ADD COLUMN expires_at BIGINT",
    "UPDATE serial_batch SET expires_at = (SELECT MAX(expires_at) FROM serial WHERE serial.batch_id = serial_batch.id)",
    // The team's name in lower case, which never changes; null for a team that isn't a customer's.
    "ALTER TABLE \"authorization\" ADD COLUMN customer TEXT",
    "UPDATE \"authorization\" SET customer = (SELECT lower(name) FROM corp \
     WHERE corp.id = \"authorization\".corp_id AND corp.test IS NULL)",
    // A list is a range of one of these, in the order of the ids.
    "CREATE INDEX suite_vendor_id_id ON suite (vendor_id, id)",
    "CREATE INDEX serial_suite_id_id ON serial (suite_id, id)",
    "DROP INDEX serial_batch_id",
    "CREATE INDEX serial_batch_id_id ON serial (batch_id, id)",
    "CREATE INDEX serial_suite_free ON serial (suite_id, id) WHERE corp_id IS NULL AND revoked_at IS NULL",
    "CREATE INDEX serial_suite_redeemed ON serial (suite_id, id) WHERE corp_id IS NOT NULL",
    "CREATE INDEX serial_suite_revoked ON serial (suite_id, id) WHERE corp_id IS NULL AND revoked_at IS NOT NULL",
    "CREATE INDEX serial_batch_free ON serial (batch_id, id) WHERE corp_id IS NULL AND revoked_at IS NULL",
    "CREATE INDEX serial_batch_redeemed ON serial (batch_id, id) WHERE corp_id IS NOT NULL",
    "CREATE INDEX serial_batch_revoked ON serial (batch_id, id) WHERE corp_id IS NULL AND revoked_at IS NOT NULL",
    "DROP INDEX link_batch_id",
    "CREATE INDEX link_batch_id_id ON link (batch_id, id)",
    "CREATE INDEX link_suite_own ON link (suite_id, id) WHERE batch_id IS NULL AND test IS NULL",
    "CREATE INDEX onboarding_started ON onboarding (link_id) WHERE started_at IS NOT NULL",
    "CREATE INDEX authorization_customer ON \"authorization\" (suite_id, id, customer)",
    "DROP INDEX authorization_suite_id_state",
    "CREATE INDEX authorization_suite_id_state_id ON \"authorization\" (suite_id, state, id)",
    "CREATE INDEX outbox_suite_id_id ON outbox (suite_id, id)",
    "CREATE INDEX outbox_suite_id_state_id ON outbox (suite_id, state, id)",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for statement in STATEMENTS {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        manager
            .create_index(index("serial_batch", &["suite_id", "id"]))
            .await?;
        manager
            .create_index(index("link_batch", &["suite_id", "id"]))
            .await?;
        // An app is removed only if no team has it.
        manager.create_index(index("agent", &["app_id"])).await?;
        let mut suite = ForeignKey::create()
            .name("suite_check_suite_id_fk")
            .from(Alias::new("suite_check"), Alias::new("suite_id"))
            .to(Alias::new("suite"), Alias::new("id"))
            .take();
        // The last check of a suite. `run` tells checks apart: one that another has replaced writes no more.
        let check = table("suite_check")
            .col(big_integer_uniq("suite_id"))
            .col(string("run"))
            .col(big_integer("began_at"))
            .col(big_integer_null("ended_at"))
            .col(text("lines"))
            .col(text_null("error"))
            .foreign_key(&mut suite)
            .take();
        manager.create_table(check).await
    }
}
