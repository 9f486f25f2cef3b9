//! People and their sessions.

use domain::time::Moment;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use crate::entity::{person, session};
use crate::queries::people::Person;
use crate::{Result, Store};

impl Store {
    /// Whose session this is, if it is anyone's and not over.
    pub async fn signed_in(&self, token_hash: &str, now: Moment) -> Result<Option<Person>> {
        let own = session::Entity::find()
            .select_only()
            .column(session::Column::PersonId)
            .filter(session::Column::TokenHash.eq(token_hash))
            .filter(session::Column::ExpiresAt.gt(now.0))
            .into_query();
        let row = person::Entity::find()
            .filter(person::Column::Id.in_subquery(own))
            .one(self.read())
            .await?;
        row.map(Person::of).transpose()
    }

    /// The person with this id.
    pub async fn person(&self, id: i64) -> Result<Option<Person>> {
        let row = person::Entity::find_by_id(id).one(self.read()).await?;
        row.map(Person::of).transpose()
    }

    /// Ends a session.
    pub async fn sign_out(&self, token_hash: &str) -> Result<()> {
        self.write(|tx| async move {
            session::Entity::delete_many()
                .filter(session::Column::TokenHash.eq(token_hash))
                .exec(&tx)
                .await?;
            Ok(())
        })
        .await
    }
}
