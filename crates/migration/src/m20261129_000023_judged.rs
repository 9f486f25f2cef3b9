//! Step 30: what operators judged of an application, the name that an approved suite shall get.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// How many applications stand so is counted without reading their forms.
const STATES: &str =
    "CREATE INDEX application_state ON application (state) WHERE submitted_at IS NOT NULL";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // A rejected form is changed by its vendor; operators see the one that they rejected.
        for (table, column) in [
            ("application", text_null("judged_form")),
            ("application", binary_null("judged_icon")),
            ("suite", string_null("wanted_name")),
        ] {
            let add = Table::alter()
                .table(Alias::new(table))
                .add_column(column)
                .take();
            manager.alter_table(add).await?;
        }
        let db = manager.get_connection();
        db.execute_unprepared(STATES).await?;
        Ok(())
    }
}
