//! Later changes to what a team has authorized; each is recorded with who and when.

use domain::authorization::{AuthorizationState, Change};
use domain::link::LinkToken;
use domain::notice::NoticeKind;
use domain::role::Permission;
use domain::scope::Scope;
use domain::time::Moment;
use sea_orm::{ConnectionTrait, EntityTrait};

use crate::entity::{authorization, link};
use crate::queries::authorizations::find_authorization;
use crate::queries::memberships::{self, Membership};
use crate::queries::onboardings::At;
use crate::queries::outbox;
use crate::queries::row::word;
use crate::queries::suites::hosted;
use crate::queries::{changes, notices, onboardings, scopes, suites};
use crate::{PendingDelivery, Result, Store, StoreError};

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
            scopes::enter(&tx, by.corp_id, given.row.id, scope).await?;
            finish(&tx, by, (given, Change::Scope), Some(scope), now).await
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
            finish(&tx, by, (given, change), None, now).await
        })
        .await
    }

    /// Withdraws an authorization: members lose the apps at once, an event is pushed to the vendor. Its serial
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
            finish(&tx, by, (given, Change::Withdraw), None, now).await
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
            onboardings::begin_authorized(&tx, by, &at).await?;
            Ok(at.link)
        })
        .await
    }
}

/// Writes the state after a change and the scope if it was set, records it, and says what the vendor must be told.
async fn finish(
    db: &impl ConnectionTrait,
    by: &Membership,
    (given, change): (Given, Change),
    scope: Option<&Scope>,
    now: Moment,
) -> Result<Option<PendingDelivery>> {
    let after = given.state.changed(change).map_err(StoreError::NotNow)?;
    if after == given.state && change != Change::Scope {
        return Ok(None);
    }
    if change != Change::Withdraw {
        changes::check_rate(db, given.row.id, now).await?;
    }
    let hosted = hosted(db, given.row.suite_id).await?;
    let scope = scope.map(scopes::word_of);
    let row = changes::apply(db, given.row, (after, scope), now).await?;
    let detail = scope.map(str::to_owned);
    changes::record(db, row.id, change, &by.name, detail, now).await?;
    memberships::touch(db, by.corp_id).await?;
    match hosted {
        true => Ok(None),
        false => {
            let to = outbox::recipient(db, row.suite_id, row.corp_id).await?;
            outbox::push_event(db, to, &row, after.vendor_event(), now).await
        }
    }
}

async fn given(db: &impl ConnectionTrait, by: &Membership, suite_key: &str) -> Result<Given> {
    let suite_id = suites::id_of(db, suite_key).await?;
    let suite_id = suite_id.ok_or(StoreError::NotFound)?;
    let row = find_authorization(db, by.corp_id, suite_id).await?;
    let row = row.ok_or(StoreError::NotFound)?;
    let state = word(&row.state, "authorization state")?;
    Ok(Given { row, state })
}
