//! Step 4: which request a one-time code was sent for, so that a repeated one sends no other.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let request = Table::alter()
            .table(Alias::new("sign_in_code"))
            .add_column(string_null("request_hash"))
            .take();
        manager.alter_table(request).await
    }
}
