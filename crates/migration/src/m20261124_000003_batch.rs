//! Step 3: batches of links, one link for each customer of a list.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let batch = table("link_batch")
            .col(big_integer("suite_id"))
            .col(string("label"))
            .col(big_integer("made_at"))
            .take();
        manager.create_table(batch).await?;
        let of_batch = Table::alter()
            .table(Alias::new("link"))
            .add_column(big_integer_null("batch_id"))
            .take();
        manager.alter_table(of_batch).await?;
        for index in [
            index("link_batch", &["suite_id"]),
            index("link", &["batch_id"]),
            // Whether a serial is in a link already.
            index("link", &["suite_id", "serial"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
