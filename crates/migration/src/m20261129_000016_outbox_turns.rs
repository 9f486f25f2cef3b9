//! Step 16: indexes of the outbox by suite, so that a suite with much that is due holds up no other, and by age.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for change in [
            // Most rows are delivered.
            "CREATE INDEX outbox_suite_id_next_at ON outbox (suite_id, next_at) \
             WHERE next_at IS NOT NULL",
            "CREATE INDEX outbox_state_created_at ON outbox (state, created_at)",
            // Else SQLite looks for those of several authorizations that wait among all that wait.
            "CREATE INDEX outbox_authorization_id_state ON outbox (authorization_id, state)",
            "DROP INDEX outbox_authorization_id",
            "DROP INDEX outbox_next_at",
            "DROP INDEX outbox_state",
        ] {
            db.execute_unprepared(change).await?;
        }
        Ok(())
    }
}
