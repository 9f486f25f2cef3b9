//! Step 15: until when an event is being pushed.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let add = "ALTER TABLE outbox ADD COLUMN pushed_until BIGINT";
        db.execute_unprepared(add).await?;
        Ok(())
    }
}
