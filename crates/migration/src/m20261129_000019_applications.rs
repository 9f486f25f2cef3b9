//! Step 19: applications with their history, invite codes of vendors, answers to complaints, why a suite is suspended.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATEMENTS: &[&str] = &[
    "CREATE UNIQUE INDEX application_open ON application (suite_id) WHERE state IN ('draft', 'submitted', 'rejected')",
    "CREATE UNIQUE INDEX application_in_force ON application (suite_id) WHERE state = 'approved'",
    // What waits for an operator is few; the rest is listed by id.
    "CREATE INDEX application_waiting ON application (submitted_at, id) WHERE state = 'submitted'",
    "ALTER TABLE suite ADD COLUMN suspended_for TEXT",
    "ALTER TABLE complaint ADD COLUMN answer TEXT",
    "ALTER TABLE complaint ADD COLUMN answered_by TEXT",
    "ALTER TABLE complaint ADD COLUMN answered_at BIGINT",
    "ALTER TABLE complaint ADD COLUMN closed_at BIGINT",
    "CREATE INDEX complaint_open ON complaint (id) WHERE answered_at IS NULL AND closed_at IS NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // `form` is what is typed, as JSON. `icon` is null where the suite's own is meant. Each change makes another `version`.
        let application = table("application")
            .col(big_integer("suite_id"))
            .col(string("state"))
            .col(big_integer("version"))
            .col(text("form"))
            .col(binary_null("icon"))
            .col(text("reasons"))
            .col(integer("rounds"))
            .col(big_integer("created_at"))
            .col(big_integer("changed_at"))
            .col(big_integer_null("submitted_at"))
            .col(big_integer_null("decided_at"))
            .foreign_key(&mut key("application", "suite_id", "suite"))
            .take();
        let event = table("application_event")
            .col(big_integer("suite_id"))
            .col(big_integer("application_id"))
            .col(big_integer("at"))
            .col(string("who"))
            .col(string("what"))
            .col(text("reasons"))
            .foreign_key(&mut key("application_event", "suite_id", "suite"))
            .foreign_key(&mut key(
                "application_event",
                "application_id",
                "application",
            ))
            .take();
        let invite_code = table("invite_code")
            .col(string("code").unique_key())
            .col(big_integer("vendor_id"))
            .col(string("label"))
            .col(big_integer("created_at"))
            .col(big_integer_null("revoked_at"))
            .foreign_key(&mut key("invite_code", "vendor_id", "vendor"))
            .take();
        for table in [application, event, invite_code] {
            manager.create_table(table).await?;
        }
        for index in [
            index("application", &["suite_id"]),
            index("application_event", &["suite_id", "id"]),
            index("application_event", &["application_id"]),
            index("invite_code", &["vendor_id"]),
        ] {
            manager.create_index(index).await?;
        }
        for statement in STATEMENTS {
            manager
                .get_connection()
                .execute_unprepared(statement)
                .await?;
        }
        Ok(())
    }
}

fn key(table: &'static str, column: &'static str, of: &'static str) -> ForeignKeyCreateStatement {
    ForeignKey::create()
        .name(format!("{table}_{column}_fk"))
        .from(Alias::new(table), Alias::new(column))
        .to(Alias::new(of), Alias::new("id"))
        .take()
}
