//! Deleting an account, and with it the teams that nobody else is in.

use domain::authorization::AuthorizationState;
use domain::role::{Farewell, farewell};
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};

use crate::authorizations::waiting_news;
use crate::entity::{authorization, corp, invite, member, suite_request};
use crate::row::count;
use crate::seats::{Seat, all, member_of, take_out};
use crate::{Result, Store, StoreError, Waiting, changes, joining, people, serials};

impl Store {
    /// What deleting a person's account means for each of their teams, by id and name.
    pub async fn farewells(&self, person_id: i64) -> Result<Vec<(String, String, Farewell)>> {
        let found = farewells_of(self.read(), person_id).await?;
        let named = found
            .into_iter()
            .map(|(seat, team, what)| (seat.corpid, team, what));
        Ok(named.collect())
    }

    /// Deletes a person's account with all their seats; teams that end with them withdraw what they
    /// have authorized. Answers what the vendors must be told.
    pub async fn delete_account(&self, person_id: i64, now: Moment) -> Result<Vec<Waiting>> {
        self.write(|tx| async move {
            let teams = farewells_of(&tx, person_id).await?;
            let first = teams
                .iter()
                .filter(|(.., what)| *what == Farewell::HandOverFirst);
            let first: Vec<String> = first.map(|(_, team, _)| team.clone()).collect();
            if !first.is_empty() {
                return Err(StoreError::HandOverFirst(first));
            }
            let mut told = Vec::new();
            for (seat, _, what) in teams {
                if what == Farewell::Dissolve {
                    told.extend(dissolve(&tx, &seat, now).await?);
                } else {
                    let row = member_of(&tx, &seat, seat.member_id).await?;
                    take_out(&tx, &row).await?;
                }
            }
            people::forget(&tx, person_id).await?;
            let mut waiting = Vec::with_capacity(told.len());
            for row in told {
                waiting.push(waiting_news(&tx, &row, AuthorizationState::Withdrawn).await?);
            }
            Ok(waiting)
        })
        .await
    }
}

async fn farewells_of(
    db: &impl ConnectionTrait,
    person_id: i64,
) -> Result<Vec<(Seat, String, Farewell)>> {
    let mut found = Vec::new();
    for (seat, corp) in all(db, person_id).await? {
        let others = member::Entity::find()
            .filter(member::Column::CorpId.eq(corp.id))
            .filter(member::Column::PersonId.is_not_null())
            .filter(member::Column::PersonId.ne(person_id));
        let others = count(others.count(db).await?);
        let what = farewell(seat.role, others);
        found.push((seat, corp.name, what));
    }
    Ok(found)
}

/// Ends a team: nobody is in it any more, vendors learn that it has withdrawn everything, and nobody waits for it or asks on
/// its behalf.
async fn dissolve(
    db: &impl ConnectionTrait,
    seat: &Seat,
    now: Moment,
) -> Result<Vec<authorization::Model>> {
    let told = changes::withdraw_all(db, seat, now).await?;
    joining::dissolve(db, seat.corp_id, now).await?;
    serials::dissolve(db, seat.corp_id).await?;
    suite_request::Entity::delete_many()
        .filter(suite_request::Column::CorpId.eq(seat.corp_id))
        .exec(db)
        .await?;
    member::Entity::delete_many()
        .filter(member::Column::CorpId.eq(seat.corp_id))
        .exec(db)
        .await?;
    invite::Entity::delete_many()
        .filter(invite::Column::CorpId.eq(seat.corp_id))
        .exec(db)
        .await?;
    let row = corp::ActiveModel {
        id: Set(seat.corp_id),
        dissolved_at: Set(Some(now.0)),
        ..Default::default()
    };
    row.update(db).await?;
    Ok(told)
}
