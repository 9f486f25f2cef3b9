//! Step 6: what limits one-time codes. The country that one was sent to, and the wrong ones of an address.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let country = Table::alter()
            .table(Alias::new("sign_in_code"))
            .add_column(string("country").default(""))
            .take();
        manager.alter_table(country).await?;
        let wrong_code = table("wrong_code")
            .col(string("address"))
            .col(big_integer("at"))
            .take();
        manager.create_table(wrong_code).await?;
        for index in [
            index("sign_in_code", &["country", "sent_at"]),
            index("wrong_code", &["address", "at"]),
            index("wrong_code", &["at"]),
            // What the hourly sweep looks for.
            index("wrong_serial", &["at"]),
        ] {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}
