//! Step 7: a funnel's event may stand for several of one kind within a moment.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::index;

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let count = Table::alter()
            .table(Alias::new("funnel_event"))
            .add_column(integer("count").default(1))
            .take();
        manager.alter_table(count).await?;
        // What the hourly sweep looks for.
        manager.create_index(index("funnel_event", &["at"])).await
    }
}
