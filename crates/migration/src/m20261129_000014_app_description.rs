//! Step 14: what an app does, for its vendor's server to read.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        let add = "ALTER TABLE micro_app ADD COLUMN description TEXT NOT NULL DEFAULT ''";
        db.execute_unprepared(add).await?;
        Ok(())
    }
}
