//! Step 5: people who are added by number are invited, and accept or decline.

use sea_orm_migration::prelude::*;
use sea_orm_migration::schema::*;

use crate::build::{index, table};

#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let invited_by = Table::alter()
            .table(Alias::new("member"))
            // The inviter's name at that time; null for members who joined by themselves.
            .add_column(string_null("invited_by"))
            .take();
        manager.alter_table(invited_by).await?;
        // Members without a person were entered by their team's owner. Nobody is an admin before they accept.
        let db = manager.get_connection();
        db.execute_unprepared(
            "UPDATE member SET role = 'member', invited_by = (SELECT owner.name FROM member AS owner \
             WHERE owner.corp_id = member.corp_id AND owner.role = 'owner') WHERE person_id IS NULL",
        )
        .await?;
        // What remains of an invitation that was declined, so that a repeated answer is known as such.
        let declined = table("declined_invitation")
            .col(big_integer_uniq("member_id"))
            .col(big_integer("person_id"))
            .col(big_integer("declined_at"))
            .foreign_key(
                ForeignKey::create()
                    .from(Alias::new("declined_invitation"), Alias::new("person_id"))
                    .to(Alias::new("person"), Alias::new("id")),
            )
            .take();
        manager.create_table(declined).await?;
        // A number's open invitations: those without a person. It replaces the index on the number alone.
        manager
            .create_index(index("member", &["phone", "person_id"]))
            .await?;
        let of_phone = Index::drop()
            .name("member_phone")
            .table(Alias::new("member"))
            .to_owned();
        manager.drop_index(of_phone).await?;
        for column in ["person_id", "declined_at"] {
            manager
                .create_index(index("declined_invitation", &[column]))
                .await?;
        }
        Ok(())
    }
}
