//! Step 10: what no vendor is told any more is counted without reading everything else.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for index in [
            "CREATE INDEX authorization_given_up ON \"authorization\" (id) \
             WHERE attempts >= 100 AND next_attempt_at IS NULL",
            "CREATE INDEX onboarding_given_up ON onboarding (id) \
             WHERE serial_state = 'pending' AND serial_next_at IS NULL",
        ] {
            db.execute_unprepared(index).await?;
        }
        Ok(())
    }
}
