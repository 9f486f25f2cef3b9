//! Step 2: the team after the start. Invites, requests, later changes, notices, what members say.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (of, column) in columns() {
            // SQLite adds one column a statement.
            let add = Table::alter()
                .table(Alias::new(of))
                .add_column(column)
                .take();
            manager.alter_table(add).await?;
        }
        for table in tables() {
            manager.create_table(table).await?;
        }
        for index in indexes() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

fn columns() -> Vec<(&'static str, ColumnDef)> {
    vec![
        // Grows with whatever a member's workbench shows.
        ("corp", big_integer("changes").default(0).take()),
        ("corp", big_integer_null("dissolved_at")),
        // Null for who was added and hasn't signed in; for those before this step, too.
        ("member", big_integer_null("joined_at")),
        // The last change that the vendor is to be told of.
        ("authorization", big_integer("changed_at").default(0).take()),
        ("suite", string("version").default("1").take()),
    ]
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        table("invite")
            .col(big_integer_uniq("corp_id"))
            .col(string_uniq("code"))
            .col(boolean("approval"))
            .col(big_integer("renewed_at"))
            .take(),
        table("join_request")
            .col(big_integer("corp_id"))
            .col(big_integer("person_id"))
            .col(string("name"))
            .col(string("state"))
            .col(big_integer("asked_at"))
            .col(big_integer_null("decided_at"))
            .take(),
        table("suite_request")
            .col(big_integer("corp_id"))
            .col(big_integer("suite_id"))
            .col(big_integer("link_id"))
            .col(big_integer("person_id"))
            .col(string("state"))
            .col(text_null("reason"))
            .col(string_null("decided_by"))
            .col(big_integer("asked_at"))
            .col(big_integer_null("decided_at"))
            .take(),
        table("authorization_event")
            .col(big_integer("authorization_id"))
            .col(string("change"))
            // As they were called then: people leave, what they did stays.
            .col(string("by_name"))
            .col(string_null("detail"))
            .col(big_integer("at"))
            .take(),
        table("notice")
            .col(big_integer("person_id"))
            .col(big_integer("corp_id"))
            .col(string("kind"))
            .col(string("who"))
            .col(string("what"))
            .col(big_integer("at"))
            .col(big_integer_null("read_at"))
            .take(),
        table("complaint")
            .col(big_integer("suite_id"))
            .col(big_integer("corp_id"))
            .col(big_integer("person_id"))
            .col(text("text"))
            .col(big_integer("at"))
            .take(),
        table("rating")
            .col(big_integer("suite_id"))
            .col(string("version"))
            .col(big_integer("corp_id"))
            .col(big_integer("person_id"))
            .col(integer("stars"))
            .col(text("text"))
            .col(big_integer("at"))
            .take(),
    ]
}

fn indexes() -> Vec<IndexCreateStatement> {
    vec![
        index("join_request", &["corp_id", "person_id"])
            .unique()
            .take(),
        index("join_request", &["corp_id", "state"]),
        index("join_request", &["person_id"]),
        index("suite_request", &["corp_id", "suite_id", "person_id"])
            .unique()
            .take(),
        index("suite_request", &["corp_id", "state"]),
        index("suite_request", &["person_id"]),
        index("authorization_event", &["authorization_id"]),
        index("notice", &["person_id", "read_at"]),
        index("notice", &["at"]),
        index("complaint", &["suite_id", "at"]),
        index("complaint", &["person_id", "at"]),
        index("rating", &["suite_id", "version", "person_id"])
            .unique()
            .take(),
        index("member", &["corp_id", "person_id"]),
        index("onboarding", &["corp_id"]),
        index("session", &["expires_at"]),
        index("sign_in_code", &["sent_at"]),
    ]
}
