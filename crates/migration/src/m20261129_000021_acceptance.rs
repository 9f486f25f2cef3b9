//! Step 21: rounds of acceptance, and the defects that they or customers find.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATEMENTS: &[&str] = &[
    "CREATE UNIQUE INDEX acceptance_open ON acceptance (suite_id) WHERE state IN ('draft', 'submitted')",
    // What waits for an operator is few; the rest is listed by id.
    "CREATE INDEX acceptance_waiting ON acceptance (submitted_at, id) WHERE submitted_at IS NOT NULL AND decided_at IS NULL",
    // Defects that were found later: those that something is due of, and those that are over.
    "CREATE INDEX defect_due ON defect (due_at, id) WHERE due_at IS NOT NULL",
    "CREATE INDEX defect_closed ON defect (id) WHERE acceptance_id IS NULL AND closed_at IS NOT NULL",
    "CREATE INDEX defect_later ON defect (suite_id, id) WHERE acceptance_id IS NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A round of a version. `checks` is the vendor's self-check, as JSON. Each change makes another `revision`. The quality part
        // has `coverage`, the security part `is_secure`; `score` and `verdict` are what the round has come to.
        let acceptance = table("acceptance")
            .col(big_integer("suite_id"))
            .col(string("state"))
            .col(big_integer("revision"))
            .col(string("version"))
            .col(integer("round"))
            .col(text("checks"))
            .col(big_integer("created_at"))
            .col(big_integer("changed_at"))
            .col(big_integer_null("submitted_at"))
            .col(integer_null("coverage"))
            .col(text("quality_note"))
            .col(string("quality_by"))
            .col(big_integer_null("quality_at"))
            .col(boolean_null("is_secure"))
            .col(text("security_note"))
            .col(string("security_by"))
            .col(big_integer_null("security_at"))
            .col(integer_null("score"))
            .col(string_null("verdict"))
            .col(string("decided_by"))
            .col(big_integer_null("decided_at"))
            .foreign_key(&mut key("acceptance", "suite_id", "suite"))
            .take();
        // A defect of a round, or with no `acceptance_id` one that was found later, which has its dates. `due_at` is when the next
        // thing is due of one that was found later and isn't closed.
        let defect = table("defect")
            .col(big_integer("suite_id"))
            .col(big_integer_null("acceptance_id"))
            .col(string("version"))
            .col(string("severity"))
            .col(string("title"))
            .col(text("text"))
            .col(string("found_by"))
            .col(big_integer("found_at"))
            .col(big_integer_null("plan_due"))
            .col(big_integer_null("mend_due"))
            .col(big_integer_null("due_at"))
            .col(text_null("plan"))
            .col(big_integer_null("planned_at"))
            .col(big_integer_null("mended_at"))
            .col(text_null("returned_for"))
            .col(big_integer_null("closed_at"))
            .foreign_key(&mut key("defect", "suite_id", "suite"))
            .foreign_key(&mut key("defect", "acceptance_id", "acceptance"))
            .take();
        manager.create_table(acceptance).await?;
        manager.create_table(defect).await?;
        for index in [
            index("acceptance", &["suite_id", "id"]),
            index("defect", &["suite_id"]),
            index("defect", &["acceptance_id", "id"]),
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
