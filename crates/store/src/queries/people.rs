//! People and their accounts.

use domain::phone::Phone;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entity::{
    declined_invitation, join_request, notice, person, session, sign_in_code, suite_request,
};
use crate::{Result, StoreError};

/// Someone who has signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: i64,
    /// Their number.
    pub phone: Phone,
    /// Their name, once given.
    pub name: Option<String>,
}

impl Person {
    pub(crate) fn of(row: person::Model) -> Result<Self> {
        let phone = Phone::parse(&row.phone).map_err(|_| StoreError::Corrupt("phone"))?;
        Ok(Self {
            id: row.id,
            phone,
            name: row.name,
        })
    }
}

/// The person with a number, registered if it is new; whether it is.
pub async fn find_or_register(
    db: &impl ConnectionTrait,
    phone: &Phone,
    now: Moment,
) -> Result<(person::Model, bool)> {
    let known = person::Entity::find()
        .filter(person::Column::Phone.eq(phone.as_str()))
        .one(db)
        .await?;
    if let Some(person) = known {
        return Ok((person, false));
    }
    let person = person::ActiveModel {
        phone: Set(phone.as_str().to_owned()),
        name: Set(None),
        created_at: Set(now.0),
        ..Default::default()
    };
    Ok((person.insert(db).await?, true))
}

/// Deletes an account: sessions, notices, wishes, and the person. What they did for a team stays
/// the team's, under the name they had. Codes that were sent are good no more, and count until they are swept.
pub async fn forget(db: &impl ConnectionTrait, person_id: i64) -> Result<()> {
    let row = person::Entity::find_by_id(person_id).one(db).await?;
    let Some(row) = row else { return Ok(()) };
    session::Entity::delete_many()
        .filter(session::Column::PersonId.eq(person_id))
        .exec(db)
        .await?;
    sign_in_code::Entity::update_many()
        .set(sign_in_code::ActiveModel {
            code_hash: Set(String::new()),
            request_hash: Set(None),
            ..Default::default()
        })
        .filter(sign_in_code::Column::Phone.eq(row.phone))
        .exec(db)
        .await?;
    notice::Entity::delete_many()
        .filter(notice::Column::PersonId.eq(person_id))
        .exec(db)
        .await?;
    join_request::Entity::delete_many()
        .filter(join_request::Column::PersonId.eq(person_id))
        .exec(db)
        .await?;
    suite_request::Entity::delete_many()
        .filter(suite_request::Column::PersonId.eq(person_id))
        .exec(db)
        .await?;
    declined_invitation::Entity::delete_many()
        .filter(declined_invitation::Column::PersonId.eq(person_id))
        .exec(db)
        .await?;
    // The row stays without its number: what the person did for teams refers to it.
    let gone = person::ActiveModel {
        id: Set(person_id),
        phone: Set(format!("deleted {person_id}")),
        name: Set(None),
        ..Default::default()
    };
    gone.update(db).await?;
    Ok(())
}
