//! Step 13: serials that vendors verify are kept as they are passed on. Until now they were kept without the dashes of those
//! issued here, and belonged to one team.

use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let db = manager.get_connection();
        for table in ["onboarding", "authorization", "link"] {
            let in_groups: Vec<String> = [1, 5, 9, 13]
                .map(|from| format!("substr(serial, {from}, 4)"))
                .to_vec();
            let with_dashes = format!(
                "UPDATE \"{table}\" SET serial = {} WHERE length(serial) = 16 \
                 AND suite_id IN (SELECT id FROM suite WHERE serial_rule = 'vendor')",
                in_groups.join(" || '-' || ")
            );
            db.execute_unprepared(&with_dashes).await?;
        }
        db.execute_unprepared(
            "DELETE FROM serial WHERE batch_id IS NULL \
             AND suite_id IN (SELECT id FROM suite WHERE serial_rule = 'vendor')",
        )
        .await?;
        Ok(())
    }
}
