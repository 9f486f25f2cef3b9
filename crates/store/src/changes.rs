//! Later changes to what a team has authorized; each is recorded with who and when.

use domain::authorization::{AuthorizationState, Change};
use domain::link::LinkToken;
use domain::notice::NoticeKind;
use domain::role::Permission;
use domain::scope::Scope;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::authorizations::{first_retry, waiting_news};
use crate::entity::{authorization, authorization_event, link, suite};
use crate::memberships::{self, Membership};
use crate::onboardings::{At, find_authorization};
use crate::row::word;
use crate::{PendingDelivery, Result, Store, StoreError, notices, requests, scopes, suites};

/// A change as it is told later.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// What was done.
    pub change: Change,
    /// By whom, as they were called then.
    pub by: String,
    /// The kind of scope, for a change of it.
    pub detail: Option<String>,
    /// When.
    pub at: Moment,
}

/// How many changes are told.
const TOLD: u64 = 20;

/// What is being changed.
struct Given {
    row: authorization::Model,
    state: AuthorizationState,
}

impl Store {
    /// Sets who may use a suite. `Some` is what its vendor must be told.
    pub async fn change_scope(
        &self,
        by: &Membership,
        suite_key: &str,
        scope: &Scope,
        now: Moment,
    ) -> Result<Option<PendingDelivery>> {
        self.write(|tx| async move {
            memberships::still_member(&tx, by).await?;
            let given = given(&tx, by, suite_key).await?;
            given
                .state
                .changed(Change::Scope)
                .map_err(StoreError::NotNow)?;
            let before = scopes::read_parts(&tx, given.row.id, given.row.scope.as_deref()).await?;
            if before.as_ref() == Some(scope) {
                return Ok(None);
            }
            scopes::clear(&tx, given.row.id).await?;
            scopes::write(&tx, by.corp_id, given.row.id, scope).await?;
            finish(&tx, by, (given, Change::Scope), now).await
        })
        .await
    }

    /// Disables a suite, or enables it again.
    pub async fn switch(
        &self,
        by: &Membership,
        suite_key: &str,
        on: bool,
        now: Moment,
    ) -> Result<Option<PendingDelivery>> {
        let change = if on { Change::Enable } else { Change::Disable };
        self.write(|tx| async move {
            memberships::still_member(&tx, by).await?;
            let given = given(&tx, by, suite_key).await?;
            finish(&tx, by, (given, change), now).await
        })
        .await
    }

    /// Withdraws an authorization: members lose the apps at once, the vendor is told. Its serial
    /// stays the team's.
    pub async fn withdraw(
        &self,
        by: &Membership,
        suite_key: &str,
        now: Moment,
    ) -> Result<Option<PendingDelivery>> {
        self.write(|tx| async move {
            memberships::still_member(&tx, by).await?;
            let given = given(&tx, by, suite_key).await?;
            if given.state != AuthorizationState::Withdrawn {
                let people = memberships::who_may(&tx, by.corp_id, Permission::Withdraw).await?;
                let others: Vec<i64> = people
                    .into_iter()
                    .filter(|id| *id != by.person_id)
                    .collect();
                let suite = suites::name(&tx, given.row.suite_id).await?;
                let told = (NoticeKind::Withdrawn, by.name.as_str(), suite.as_str());
                notices::tell(&tx, by.corp_id, &others, told, now).await?;
            }
            finish(&tx, by, (given, Change::Withdraw), now).await
        })
        .await
    }

    /// Begins to authorize again what was withdrawn or refused, through the link of the last time;
    /// answers the link.
    pub async fn authorize_again(
        &self,
        by: &Membership,
        suite_key: &str,
        at: &At,
    ) -> Result<LinkToken> {
        self.write(|tx| async move {
            memberships::still_member(&tx, by).await?;
            let given = given(&tx, by, suite_key).await?;
            given
                .state
                .changed(Change::Authorize)
                .map_err(StoreError::NotNow)?;
            let link = link::Entity::find_by_id(given.row.link_id).one(&tx).await?;
            let link = link.and_then(|link| LinkToken::parse(&link.token));
            let link = link.ok_or(StoreError::Corrupt("link of authorization"))?;
            let at = At { link, ..at.clone() };
            requests::begin_authorized(&tx, by, &at).await?;
            Ok(at.link)
        })
        .await
    }

    /// What was done to a team's authorization of a suite, the latest first.
    pub async fn events_of(&self, authorization_id: i64) -> Result<Vec<Event>> {
        let rows = authorization_event::Entity::find()
            .filter(authorization_event::Column::AuthorizationId.eq(authorization_id))
            .order_by_desc(authorization_event::Column::Id)
            .limit(TOLD)
            .all(self.read())
            .await?;
        let event = |row: authorization_event::Model| {
            Ok(Event {
                change: word(&row.change, "change")?,
                by: row.by_name,
                detail: row.detail,
                at: Moment(row.at),
            })
        };
        rows.into_iter().map(event).collect()
    }
}

/// Writes the state after a change, records it, and says what the vendor must be told.
async fn finish(
    db: &impl ConnectionTrait,
    by: &Membership,
    (given, change): (Given, Change),
    now: Moment,
) -> Result<Option<PendingDelivery>> {
    let after = given.state.changed(change).map_err(StoreError::NotNow)?;
    if after == given.state && change != Change::Scope {
        return Ok(None);
    }
    let hosted = hosted(db, given.row.suite_id).await?;
    let row = apply(db, given.row, after, hosted, now).await?;
    let detail = match change {
        Change::Scope => row.scope.clone(),
        _ => None,
    };
    record(db, row.id, change, &by.name, detail, now).await?;
    memberships::touch(db, by.corp_id).await?;
    match hosted {
        true => Ok(None),
        false => Ok(Some(waiting_news(db, &row, after).await?)),
    }
}

/// Withdraws all that a team has authorized; answers what vendors must be told.
pub(crate) async fn withdraw_all(
    db: &impl ConnectionTrait,
    by: &Membership,
    now: Moment,
) -> Result<Vec<authorization::Model>> {
    let rows = authorization::Entity::find()
        .filter(authorization::Column::CorpId.eq(by.corp_id))
        .all(db)
        .await?;
    let mut told = Vec::new();
    for row in rows {
        let state: AuthorizationState = word(&row.state, "authorization state")?;
        if state == AuthorizationState::Withdrawn {
            continue;
        }
        let hosted = hosted(db, row.suite_id).await?;
        let row = apply(db, row, AuthorizationState::Withdrawn, hosted, now).await?;
        record(db, row.id, Change::Withdraw, &by.name, None, now).await?;
        if !hosted {
            told.push(row);
        }
    }
    Ok(told)
}

async fn apply(
    db: &impl ConnectionTrait,
    row: authorization::Model,
    after: AuthorizationState,
    hosted: bool,
    now: Moment,
) -> Result<authorization::Model> {
    // Two changes in one millisecond are still two.
    let changed_at = now.0.max(row.changed_at + 1);
    let mut row = row.into_active_model();
    row.state = Set(after.word().into_owned());
    row.changed_at = Set(changed_at);
    row.attempts = Set(1);
    row.next_attempt_at = Set(if hosted { None } else { first_retry(now) });
    Ok(row.update(db).await?)
}

async fn hosted(db: &impl ConnectionTrait, suite_id: i64) -> Result<bool> {
    let url: Option<Option<String>> = suite::Entity::find_by_id(suite_id)
        .select_only()
        .column(suite::Column::CallbackUrl)
        .into_tuple()
        .one(db)
        .await?;
    Ok(url.flatten().is_none())
}

async fn given(db: &impl ConnectionTrait, by: &Membership, suite_key: &str) -> Result<Given> {
    let suite_id = suites::id_of(db, suite_key).await?;
    let suite_id = suite_id.ok_or(StoreError::NotFound)?;
    let row = find_authorization(db, by.corp_id, suite_id).await?;
    let row = row.ok_or(StoreError::NotFound)?;
    let state = word(&row.state, "authorization state")?;
    Ok(Given { row, state })
}

/// Records a change.
pub(crate) async fn record(
    db: &impl ConnectionTrait,
    authorization_id: i64,
    change: Change,
    by: &str,
    detail: Option<String>,
    now: Moment,
) -> Result<()> {
    let row = authorization_event::ActiveModel {
        authorization_id: Set(authorization_id),
        change: Set(change.word().into_owned()),
        by_name: Set(by.to_owned()),
        detail: Set(detail),
        at: Set(now.0),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(())
}
