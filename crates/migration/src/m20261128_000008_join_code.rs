//! Step 8: a wish to join keeps the code that it was made with.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let code = Table::alter()
            .table(Alias::new("join_request"))
            // Null for those before this step whose invite was renewed since.
            .add_column(string_null("code"))
            .take();
        manager.alter_table(code).await?;
        let db = manager.get_connection();
        db.execute_unprepared(
            "UPDATE join_request SET code = (SELECT invite.code FROM invite \
             WHERE invite.corp_id = join_request.corp_id AND invite.renewed_at <= join_request.asked_at)",
        )
        .await?;
        // Teams that ended before this step left those behind who had asked to join.
        db.execute_unprepared(
            "UPDATE join_request SET state = 'declined' WHERE state = 'waiting' \
             AND corp_id IN (SELECT id FROM corp WHERE dissolved_at IS NOT NULL)",
        )
        .await?;
        Ok(())
    }
}
