//! Step 24: serials stand in links and where they are redeemed as their vendors know them, with the dashes of those issued here,
//! whatever becomes of their suite's rule; test teams refer to their suite; and the new teams that a person owns are counted.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::DbBackend;

use crate::build::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

const OF_POSTGRES: &[&str] = &[
    "ALTER TABLE corp ADD CONSTRAINT corp_test_suite_id_fk FOREIGN KEY (test_suite_id) REFERENCES suite (id)",
];

/// SQLite gives a column its key only when it makes it.
const OF_SQLITE: &[&str] = &[
    "DROP INDEX corp_test_suite_id",
    "ALTER TABLE corp RENAME COLUMN test_suite_id TO former_test_suite_id",
    "ALTER TABLE corp ADD COLUMN test_suite_id BIGINT REFERENCES suite (id)",
    "UPDATE corp SET test_suite_id = former_test_suite_id WHERE former_test_suite_id IS NOT NULL",
    "ALTER TABLE corp DROP COLUMN former_test_suite_id",
    "CREATE INDEX corp_test_suite_id ON corp (test_suite_id) WHERE test_suite_id IS NOT NULL",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for table in ["onboarding", "authorization", "link"] {
            let in_groups: Vec<String> = [1, 5, 9, 13]
                .map(|from| format!("substr(serial, {from}, 4)"))
                .to_vec();
            let issued = |of: &str| {
                format!(
                    "EXISTS (SELECT 1 FROM {of} AS issued WHERE issued.suite_id = \"{table}\".suite_id \
                     AND issued.code = \"{table}\".serial)"
                )
            };
            let with_dashes = format!(
                "UPDATE \"{table}\" SET serial = {} WHERE serial IS NOT NULL AND ({} OR {})",
                in_groups.join(" || '-' || "),
                issued("serial"),
                issued("test_serial"),
            );
            db.execute_unprepared(&with_dashes).await?;
        }
        let statements = match manager.get_database_backend() {
            DbBackend::Sqlite => OF_SQLITE,
            _ => OF_POSTGRES,
        };
        for statement in statements {
            db.execute_unprepared(statement).await?;
        }
        db.execute_unprepared("DROP INDEX corp_owner_id").await?;
        manager
            .create_index(index("corp", &["owner_id", "created_at"]))
            .await
    }
}
