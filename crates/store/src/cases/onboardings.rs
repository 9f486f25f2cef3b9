//! Onboardings: one person's way through one link, and what is due on it.

use domain::funnel::Event;
use domain::link::LinkToken;
use domain::task::Task;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, IntoActiveModel};

use crate::queries::links::Deployment;
use crate::queries::onboardings::{At, Onboarding, load, load_with_link, must_load};
use crate::queries::onboardings::{Beginning, begin};
use crate::queries::row::to_json;
use crate::{Result, Store};

impl Store {
    /// Begins an onboarding through a link, or goes on with the one that was begun. With `again`,
    /// a finished one is followed by another, for another team.
    pub async fn begin_onboarding(&self, at: &At, again: bool) -> Result<Onboarding> {
        let how = Beginning {
            again,
            is_new: false,
        };
        self.write(|tx| async move { begin(&tx, at, how).await })
            .await
    }

    /// The person's latest onboarding through a link; `None` if they haven't begun one.
    pub async fn onboarding(&self, link: &LinkToken, person_id: i64) -> Result<Option<Onboarding>> {
        load(self.read(), link, person_id).await
    }

    /// What a link's guide shows: the link with its suite and the suite's icon, and the person's latest onboarding through it.
    /// `None` if there is no such link.
    pub async fn guide(
        &self,
        link: &LinkToken,
        person_id: Option<i64>,
    ) -> Result<Option<(Deployment, Option<Onboarding>)>> {
        load_with_link(self.read(), link, person_id).await
    }

    /// Marks the ISV's own task as done.
    pub async fn finish_custom_task(&self, at: &At, place: u8) -> Result<Onboarding> {
        self.write(|tx| async move {
            let mut onboarding = must_load(&tx, at).await?;
            if onboarding.custom_done.contains(&place) {
                return Ok(onboarding);
            }
            onboarding.require(Task::Custom(place))?;
            onboarding.custom_done.push(place);
            let mut row = onboarding.row.clone().into_active_model();
            row.custom_done = Set(to_json(&onboarding.custom_done));
            onboarding.row = row.update(&tx).await?;
            Ok(onboarding)
        })
        .await
    }

    /// Starts.
    pub async fn start(&self, at: &At) -> Result<Onboarding> {
        self.write(|tx| async move {
            let mut onboarding = must_load(&tx, at).await?;
            if onboarding.started {
                return Ok(onboarding);
            }
            onboarding.require(Task::Start)?;
            let ids = onboarding.ids();
            tx.note(ids, onboarding.id, Event::Started, at.now);
            let mut row = onboarding.row.clone().into_active_model();
            row.started_at = Set(Some(at.now.0));
            onboarding.row = row.update(&tx).await?;
            onboarding.started = true;
            Ok(onboarding)
        })
        .await
    }
}
