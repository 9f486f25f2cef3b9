//! How a vendor's server comes to a team's authorization: it swaps a code, activates, asks for another push.

use domain::authorization::{AuthorizationState, VendorEvent};
use domain::callback::OutboxState;
use domain::funnel::Event;
use domain::open_api::{AccessError, MAX_TEAMS, TemporaryCode, TemporaryCodeError};
use domain::time::Moment;
use domain::whitelist::Whitelist;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::{authorization, corp, micro_app, tmp_auth_code};
use crate::queries::open_api::{held, held_among, use_codes};
use crate::queries::row::{rows_in, word};
use crate::queries::{memberships, notices, outbox, suites};
use crate::{Result, Store, StoreError};

/// For how many teams codes are pushed again in a transaction.
const TEAMS_AT_ONCE: usize = 50;

/// A permanent code that an authorization gets if it has none.
#[derive(Clone, Debug)]
pub struct NewPermanentCode {
    /// The code, sealed.
    pub sealed: String,
    /// Its hash.
    pub hash: String,
}

/// What a temporary code was swapped for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swapped {
    /// The permanent code, sealed.
    pub sealed_code: String,
    /// The team's id.
    pub corpid: String,
    /// The team's name.
    pub team: String,
}

impl Store {
    /// Enters a temporary code that is pushed for an authorization; others of it stay good.
    pub async fn enter_temporary_code(
        &self,
        authorization_id: i64,
        hash: &str,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let row = tmp_auth_code::ActiveModel {
                code_hash: Set(hash.to_owned()),
                authorization_id: Set(authorization_id),
                made_at: Set(now.0),
                ..Default::default()
            };
            row.insert(&tx).await?;
            Ok(())
        })
        .await
    }

    /// Swaps a temporary code of a suite's for the permanent code, which is `fresh` if there is none yet. That uses up all
    /// temporary codes of the authorization.
    ///
    /// # Errors
    ///
    /// [`StoreError::TemporaryCode`].
    pub async fn swap_temporary_code(
        &self,
        suite_id: i64,
        hash: &str,
        fresh: &NewPermanentCode,
        now: Moment,
    ) -> Result<Swapped> {
        self.write(|tx| async move {
            let code = tmp_auth_code::Entity::find()
                .filter(tmp_auth_code::Column::CodeHash.eq(hash))
                .one(&tx)
                .await?;
            let code = code.ok_or(TemporaryCodeError::Unknown)?;
            let given = authorization::Entity::find_by_id(code.authorization_id)
                .filter(authorization::Column::SuiteId.eq(suite_id))
                .one(&tx)
                .await?;
            let given = given.ok_or(TemporaryCodeError::Unknown)?;
            let code = TemporaryCode {
                made_at: Moment(code.made_at),
                used: code.used_at.is_some(),
                state: word(&given.state, "authorization state")?,
            };
            code.usable(now)?;
            use_codes(&tx, given.id, now).await?;
            let corp = corp::Entity::find_by_id(given.corp_id).one(&tx).await?;
            let corp = corp.ok_or(StoreError::Corrupt("team of authorization"))?;
            let sealed_code = match given.permanent_code.clone() {
                Some(sealed) => sealed,
                None => {
                    let mut row = given.into_active_model();
                    row.permanent_code = Set(Some(fresh.sealed.clone()));
                    row.permanent_code_hash = Set(Some(fresh.hash.clone()));
                    row.update(&tx).await?;
                    fresh.sealed.clone()
                }
            };
            Ok(Swapped {
                sealed_code,
                corpid: corp.corpid,
                team: corp.name,
            })
        })
        .await
    }

    /// Activates a suite in a team, as its vendor says. Again changes nothing.
    ///
    /// # Errors
    ///
    /// [`StoreError::Access`].
    pub async fn activate(
        &self,
        suite_id: i64,
        (corpid, code_hash): (&str, &str),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let held = held(&tx, suite_id, corpid, Some(code_hash)).await?;
            let after = held.state.activated();
            let after = after.map_err(|_| AccessError::NotAuthorized)?;
            if after == held.state {
                return Ok(());
            }
            // The funnel is of customers: a test team's row would outlive what it names.
            if held.corp.test.is_none() {
                let ids = (held.row.link_id, suite_id);
                tx.note(ids, held.row.onboarding_id, Event::Active, now);
            }
            // Its vendor has a code, and needs no other.
            outbox::end_codes(&tx, held.row.id, OutboxState::Delivered, now).await?;
            let mut row = held.row.into_active_model();
            row.state = Set(after.word().into_owned());
            row.active_at = Set(Some(now.0));
            row.attempts = Set(0);
            row.update(&tx).await?;
            let suite = suites::name(&tx, suite_id).await?;
            notices::activated(&tx, held.corp.id, &suite, now).await?;
            memberships::touch(&tx, held.corp.id).await
        })
        .await
    }

    /// Whether an app is a suite's.
    pub async fn has_app(&self, suite_id: i64, app_id: i64) -> Result<bool> {
        let found = micro_app::Entity::find_by_id(app_id)
            .filter(micro_app::Column::SuiteId.eq(suite_id))
            .count(self.read())
            .await?;
        Ok(found > 0)
    }

    /// The ids of the teams that wait for a suite's activation, those that authorized first before the others, at most
    /// [`MAX_TEAMS`]; whether there are more.
    pub async fn teams_awaiting(&self, suite_id: i64) -> Result<(Vec<String>, bool)> {
        let db = self.read();
        let awaiting = AuthorizationState::AwaitingActivation.word();
        let mut ids: Vec<i64> = authorization::Entity::find()
            .select_only()
            .column(authorization::Column::CorpId)
            .filter(authorization::Column::SuiteId.eq(suite_id))
            .filter(authorization::Column::State.eq(awaiting.as_ref()))
            .order_by_asc(authorization::Column::AuthorizedAt)
            .order_by_asc(authorization::Column::Id)
            .limit(MAX_TEAMS as u64 + 1)
            .into_tuple()
            .all(db)
            .await?;
        let more = ids.len() > MAX_TEAMS;
        ids.truncate(MAX_TEAMS);
        let corps = rows_in::<corp::Entity>(db, corp::Column::Id, ids.iter().copied()).await?;
        let corpid = |id: &i64| {
            let found = corps.iter().find(|corp| corp.id == *id);
            found.map(|corp| corp.corpid.clone())
        };
        Ok((ids.iter().filter_map(corpid).collect(), more))
    }

    /// Has a new temporary code pushed for each of these teams, as their suite's vendor asks. One that
    /// waits to be pushed is pushed sooner, and no other beside it. None is pushed at once: they are many, and the suite has its
    /// share of what is under way.
    ///
    /// # Errors
    ///
    /// [`AccessError::NotAuthorized`] if any of them hasn't authorized the suite: then nothing is pushed. Where a team withdraws
    /// meanwhile, some are.
    pub async fn push_authorizations_again(
        &self,
        suite_id: i64,
        corpids: &[String],
        now: Moment,
    ) -> Result<()> {
        if held_among(self.read(), suite_id, corpids).await? < corpids.len() {
            return Err(AccessError::NotAuthorized.into());
        }
        for corpids in corpids.chunks(TEAMS_AT_ONCE) {
            self.write(|tx| async move {
                for corpid in corpids {
                    let given = held_by(&tx, suite_id, corpid).await?;
                    if outbox::hurry_authorization(&tx, given.id, now).await? {
                        continue;
                    }
                    let to = outbox::recipient(&tx, suite_id, given.corp_id).await?;
                    outbox::push_event_later(&tx, to, &given, VendorEvent::Authorized, now).await?;
                }
                Ok(())
            })
            .await?;
        }
        Ok(())
    }

    /// Sets from where a team's data may be read; an empty list limits nothing.
    ///
    /// # Errors
    ///
    /// [`AccessError::NotAuthorized`].
    pub async fn set_team_whitelist(
        &self,
        suite_id: i64,
        corpid: &str,
        list: &Whitelist,
    ) -> Result<()> {
        self.write(|tx| async move {
            let given = held_by(&tx, suite_id, corpid).await?;
            let mut row = given.into_active_model();
            row.whitelist = Set(list.to_string());
            row.update(&tx).await?;
            Ok(())
        })
        .await
    }
}

/// A team's authorization of a suite; a team that isn't there hasn't authorized it.
async fn held_by(
    db: &impl ConnectionTrait,
    suite_id: i64,
    corpid: &str,
) -> Result<authorization::Model> {
    match held(db, suite_id, corpid, None).await {
        Ok(held) => Ok(held.row),
        Err(StoreError::Access(_)) => Err(AccessError::NotAuthorized.into()),
        Err(error) => Err(error),
    }
}
