//! Deleting an account, and with it the teams that nobody else is in.

use domain::role::{AccountDeletionEffect, account_deletion_effect};
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};

use crate::entity::{corp, invite, member, suite_request};
use crate::queries::memberships::{Membership, all, member_of, take_out};
use crate::queries::row::count;
use crate::queries::{changes, joining, people, serials};
use crate::{PendingDelivery, Result, Store, StoreError};

impl Store {
    /// What deleting a person's account means for each of their teams, by id and name.
    pub async fn farewells(
        &self,
        person_id: i64,
    ) -> Result<Vec<(String, String, AccountDeletionEffect)>> {
        let found = farewells_of(self.read(), person_id).await?;
        let named = found
            .into_iter()
            .map(|(membership, team, what)| (membership.corpid, team, what));
        Ok(named.collect())
    }

    /// Deletes a person's account with all their memberships; teams that end with them withdraw what they
    /// have authorized. Answers what the vendors must be told.
    pub async fn delete_account(
        &self,
        person_id: i64,
        now: Moment,
    ) -> Result<Vec<PendingDelivery>> {
        self.write(|tx| async move {
            let teams = farewells_of(&tx, person_id).await?;
            let first = teams
                .iter()
                .filter(|(.., what)| *what == AccountDeletionEffect::HandOverFirst);
            let first: Vec<String> = first.map(|(_, team, _)| team.clone()).collect();
            if !first.is_empty() {
                return Err(StoreError::HandOverFirst(first));
            }
            let mut told = Vec::new();
            for (membership, _, what) in teams {
                if what == AccountDeletionEffect::Dissolve {
                    told.extend(dissolve(&tx, &membership, now).await?);
                } else {
                    let row = member_of(&tx, &membership, membership.member_id).await?;
                    take_out(&tx, &row).await?;
                }
            }
            people::forget(&tx, person_id).await?;
            Ok(told)
        })
        .await
    }
}

async fn farewells_of(
    db: &impl ConnectionTrait,
    person_id: i64,
) -> Result<Vec<(Membership, String, AccountDeletionEffect)>> {
    let mut found = Vec::new();
    for (membership, corp) in all(db, person_id).await? {
        let others = member::Entity::find()
            .filter(member::Column::CorpId.eq(corp.id))
            .filter(member::Column::PersonId.is_not_null())
            .filter(member::Column::PersonId.ne(person_id));
        let others = count(others.count(db).await?);
        let what = account_deletion_effect(membership.role, others);
        found.push((membership, corp.name, what));
    }
    Ok(found)
}

/// Ends a team: nobody is in it any more, vendors learn that it has withdrawn everything, and nobody waits for it or asks on
/// its behalf.
async fn dissolve(
    db: &impl ConnectionTrait,
    membership: &Membership,
    now: Moment,
) -> Result<Vec<PendingDelivery>> {
    let told = changes::withdraw_all(db, membership, now).await?;
    joining::dissolve(db, membership.corp_id, now).await?;
    serials::dissolve(db, membership.corp_id).await?;
    suite_request::Entity::delete_many()
        .filter(suite_request::Column::CorpId.eq(membership.corp_id))
        .exec(db)
        .await?;
    member::Entity::delete_many()
        .filter(member::Column::CorpId.eq(membership.corp_id))
        .exec(db)
        .await?;
    invite::Entity::delete_many()
        .filter(invite::Column::CorpId.eq(membership.corp_id))
        .exec(db)
        .await?;
    let row = corp::ActiveModel {
        id: Set(membership.corp_id),
        dissolved_at: Set(Some(now.0)),
        ..Default::default()
    };
    row.update(db).await?;
    Ok(told)
}
