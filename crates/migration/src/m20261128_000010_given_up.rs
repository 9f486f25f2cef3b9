//! Step 10: indexes of the deliveries to vendors that are given up, so that counting them reads nothing else.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for index in [
            "CREATE INDEX authorization_given_up ON \"authorization\" (attempts) \
             WHERE attempts >= 100 AND next_attempt_at IS NULL",
            "CREATE INDEX onboarding_given_up ON onboarding (serial_state) \
             WHERE serial_state = 'pending' AND serial_next_at IS NULL",
        ] {
            db.execute_unprepared(index).await?;
        }
        Ok(())
    }
}
