//! Step 20: sandboxes. Test teams know their suite, and test serials stand in a table of their own.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

const STATEMENTS: &[&str] = &[
    // The suite that a team of a sandbox tries; null for all others.
    "ALTER TABLE corp ADD COLUMN test_suite_id BIGINT",
    "CREATE INDEX corp_test_suite_id ON corp (test_suite_id) WHERE test_suite_id IS NOT NULL",
    "CREATE INDEX link_suite_test ON link (suite_id, id) WHERE test IS NOT NULL",
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
        let key = |column, of: &str| {
            ForeignKey::create()
                .name(format!("test_serial_{column}_fk"))
                .from(Alias::new("test_serial"), Alias::new(column))
                .to(Alias::new(of), Alias::new("id"))
                .take()
        };
        // `corp_id` is the test team that has it now.
        let serial = table("test_serial")
            .col(big_integer("suite_id"))
            .col(string("code"))
            .col(big_integer_null("corp_id"))
            .col(big_integer_null("redeemed_at"))
            .col(big_integer("created_at"))
            .foreign_key(&mut key("suite_id", "suite"))
            .foreign_key(&mut key("corp_id", "corp"))
            .take();
        manager.create_table(serial).await?;
        let of_suite = index("test_serial", &["suite_id", "code"]).unique().take();
        manager.create_index(of_suite).await?;
        manager
            .create_index(index("test_serial", &["corp_id"]))
            .await
    }
}
