//! Deleting an account, and with it the teams that nobody else is in.

use domain::role::{AccountDeletionEffect, account_deletion_effect};
use domain::time::Moment;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::entity::member;
use crate::queries::dissolving::dissolve;
use crate::queries::memberships::{Membership, all, member_of, take_out};
use crate::queries::people;
use crate::queries::row::count;
use crate::{PendingDelivery, Result, Store, StoreError};

impl Store {
    /// What deleting a person's account means for each of their teams, by id and name.
    pub async fn deletion_effects(
        &self,
        person_id: i64,
    ) -> Result<Vec<(String, String, AccountDeletionEffect)>> {
        let found = effects_of_deletion(self.read(), person_id).await?;
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
            let teams = effects_of_deletion(&tx, person_id).await?;
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
                    told.extend(dissolve(&tx, membership.corp_id, &membership.name, now).await?);
                } else {
                    let row = member_of(&tx, &membership, membership.member_id).await?;
                    take_out(&tx, &row, now).await?;
                }
            }
            people::forget(&tx, person_id).await?;
            Ok(told)
        })
        .await
    }
}

async fn effects_of_deletion(
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
