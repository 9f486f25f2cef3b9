//! Step 12: test teams, and which calls of a vendor's were refused while its suite was checked with one.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // What a test team and its link are for; customers' have none.
        for table in ["corp", "link"] {
            let more = Table::alter()
                .table(Alias::new(table))
                .add_column(string_null("test"))
                .take();
            manager.alter_table(more).await?;
        }
        let of_tests = "CREATE INDEX corp_test ON corp (test) WHERE test IS NOT NULL";
        manager
            .get_connection()
            .execute_unprepared(of_tests)
            .await?;
        let mut team = ForeignKey::create()
            .name("refused_call_corp_id_fk")
            .from(Alias::new("refused_call"), Alias::new("corp_id"))
            .to(Alias::new("corp"), Alias::new("id"))
            .take();
        // `certain` says that the call was the suite's own; nothing in the others told whose they were.
        let refused_call = table("refused_call")
            .col(big_integer("corp_id"))
            .col(string("path"))
            .col(integer("errcode"))
            .col(string("message"))
            .col(string("address"))
            .col(boolean("certain"))
            .col(big_integer("at"))
            .foreign_key(&mut team)
            .take();
        manager.create_table(refused_call).await?;
        manager
            .create_index(index("refused_call", &["corp_id"]))
            .await
    }
}
