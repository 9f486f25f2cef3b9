//! Onboardings: one person's way through one link, and what is due on it.

use domain::funnel::Event;
use domain::link::LinkToken;
use domain::role::Permission;
use domain::task::Task;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait, IntoActiveModel};

use crate::queries::authorizations::find_authorization;
use crate::queries::onboardings::{At, Onboarding, insert, load, must_load};
use crate::queries::row::to_json;
use crate::queries::{funnel, memberships, step, teams};
use crate::{Result, Store, StoreError};

impl Store {
    /// Begins an onboarding through a link, or goes on with the one that was begun. With `again`,
    /// a finished one is followed by another, for another team.
    pub async fn begin_onboarding(&self, at: &At, again: bool) -> Result<()> {
        self.write(|tx| async move {
            let rows = step::must_find(&tx, &at.link, at.person_id).await?;
            let deployment = rows.deployment;
            let round = match rows.onboarding {
                None => 0,
                Some(last) => {
                    let over = load(&tx, &at.link, at.person_id).await?.is_none();
                    let another = again && last.started_at.is_some();
                    if !over && !another {
                        return Ok(());
                    }
                    last.round + 1
                }
            };
            deployment
                .facts
                .may_begin(at.now)
                .map_err(StoreError::Link)?;
            let corp_id = match again {
                true => None,
                false => only_choice(&tx, at.person_id, deployment.suite.id).await?,
            };
            insert(&tx, &deployment, (round, corp_id), at).await?;
            Ok(())
        })
        .await
    }

    /// The person's latest onboarding through a link; `None` if they haven't begun one.
    pub async fn onboarding(&self, link: &LinkToken, person_id: i64) -> Result<Option<Onboarding>> {
        load(self.read(), link, person_id).await
    }

    /// Marks the ISV's own task as done.
    pub async fn finish_custom_task(&self, at: &At, place: u8) -> Result<()> {
        self.write(|tx| async move {
            let onboarding = must_load(&tx, at).await?;
            if onboarding.custom_done.contains(&place) {
                return Ok(());
            }
            onboarding.require(Task::Custom(place))?;
            let mut done = onboarding.custom_done.clone();
            done.push(place);
            let mut row = onboarding.row.into_active_model();
            row.custom_done = Set(to_json(&done));
            row.update(&tx).await?;
            Ok(())
        })
        .await
    }

    /// Starts.
    pub async fn start(&self, at: &At) -> Result<()> {
        self.write(|tx| async move {
            let onboarding = must_load(&tx, at).await?;
            if onboarding.started {
                return Ok(());
            }
            onboarding.require(Task::Start)?;
            let ids = onboarding.ids();
            funnel::record(&tx, ids, onboarding.id, Event::Started, at.now).await?;
            let mut row = onboarding.row.into_active_model();
            row.started_at = Set(Some(at.now.0));
            row.update(&tx).await?;
            Ok(())
        })
        .await
    }
}

/// The team that a suite is surely meant for: the person's only one, if they may authorize for it
/// and it hasn't the suite.
async fn only_choice(
    db: &impl ConnectionTrait,
    person_id: i64,
    suite_id: i64,
) -> Result<Option<i64>> {
    let memberships = memberships::all(db, person_id).await?;
    let [(membership, _)] = memberships.as_slice() else {
        return Ok(None);
    };
    let given = find_authorization(db, membership.corp_id, suite_id).await?;
    let free = !teams::has_suite(given.as_ref())?;
    Ok((membership.role.may(Permission::Authorize) && free).then_some(membership.corp_id))
}
