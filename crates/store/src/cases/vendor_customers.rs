//! A suite's customers as its vendor sees them, and what was pushed to the vendor's server. What isn't the actor's is not found.

use domain::authorization::AuthorizationState;
use domain::callback::OutboxState;
use domain::funnel::Event;
use domain::license_code::LicenseCode;
use domain::link::LinkToken;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::db::gathered::Attempt;
use crate::entity::{
    authorization, authorization_event, corp, invite, link, onboarding, outbox, scope_choice,
    serial,
};
use crate::queries::callbacks::{Callback, attempts, read};
use crate::queries::customers::{self, TeamName};
use crate::queries::links::token;
use crate::queries::lists::{Listed, Listing};
use crate::queries::row::{holds_lower, moment, rows_in, serial as stored_serial, word};
use crate::queries::suites::{Suite, load_own, own};
use crate::{Actor, Result, Store, StoreError};

/// A customer as the vendor sees it among others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCustomerRow {
    /// The authorization's id.
    pub id: i64,
    /// The team.
    pub team: TeamName,
    /// How the authorization stands.
    pub state: AuthorizationState,
    /// The serial that the team came with.
    pub serial: Option<LicenseCode>,
    /// When it authorized.
    pub authorized_at: Moment,
    /// When the suite became active.
    pub active_at: Option<Moment>,
}

/// A customer as the vendor sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnCustomer {
    /// As among others.
    pub row: OwnCustomerRow,
    /// The team's industry.
    pub industry: String,
    /// `everyone`, `departments` or `members`, once set.
    pub scope: Option<String>,
    /// How many departments or members it names.
    pub scope_size: u64,
    /// The link that the team came by.
    pub link: LinkToken,
    /// What that link is for.
    pub link_label: String,
    /// The vendor's words if it refused.
    pub reason: Option<String>,
    /// The code of the team's invite link, if it was made.
    pub invite: Option<String>,
    /// What has happened, the earliest first.
    pub timeline: Vec<TimelineEntry>,
}

/// Something that happened with a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimelineEntry {
    /// When.
    pub at: Moment,
    /// The word of the funnel's event, or of the change.
    pub what: String,
    /// What the change says of itself.
    pub detail: Option<String>,
}

impl Store {
    /// A suite's customers whose name holds what is searched for, or whose id it is; only those that stand so, where that is
    /// asked for.
    pub async fn own_customers(
        &self,
        actor: &Actor,
        suite_key: &str,
        listing: &Listing,
        state: Option<AuthorizationState>,
    ) -> Result<Listed<OwnCustomerRow>> {
        let db = self.read();
        let suite = load_own(db, actor, suite_key).await?;
        let mut query = of_suite(suite.id);
        if let Some(state) = state {
            query = query.add(authorization::Column::State.eq(state.word().into_owned()));
        }
        let by_id = match listing.search.is_empty() {
            true => None,
            false => customers::customer_of(db, suite.id, &listing.search).await?,
        };
        if let Some(corp_id) = by_id {
            query = query.add(authorization::Column::CorpId.eq(corp_id));
        }
        let mut found = match listing.search.is_empty() || by_id.is_some() {
            true => {
                let query = authorization::Entity::find().filter(query);
                let of = (authorization::Column::Id, |row: &authorization::Model| {
                    row.id
                });
                listing.read(db, query, of).await?
            }
            false => named(db, listing, query).await?,
        };
        let rows = std::mem::take(&mut found.rows);
        let teams = customers::names(db, rows.iter().map(|row| row.corp_id)).await?;
        let rows = rows.iter().map(|row| row_of(row, &teams, &suite));
        Ok(found.with(rows.collect::<Result<_>>()?))
    }

    /// A customer of a suite, by its authorization's id.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`].
    pub async fn own_customer(
        &self,
        actor: &Actor,
        suite_key: &str,
        id: i64,
    ) -> Result<OwnCustomer> {
        let db = self.read();
        let suite = load_own(db, actor, suite_key).await?;
        let given = authorization::Entity::find_by_id(id)
            .filter(of_suite(suite.id))
            .one(db)
            .await?;
        let given = given.ok_or(StoreError::NotFound)?;
        let team = corp::Entity::find_by_id(given.corp_id).one(db).await?;
        let team = team.ok_or(StoreError::Corrupt("team of authorization"))?;
        let by = link::Entity::find_by_id(given.link_id).one(db).await?;
        let by = by.ok_or(StoreError::Corrupt("link of authorization"))?;
        let invite = invite::Entity::find()
            .filter(invite::Column::CorpId.eq(given.corp_id))
            .one(db)
            .await?;
        let scope_size = scope_choice::Entity::find()
            .filter(scope_choice::Column::AuthorizationId.eq(id))
            .count(db)
            .await?;
        let name = TeamName {
            id: team.id,
            corpid: team.corpid.clone(),
            name: team.name.clone(),
        };
        Ok(OwnCustomer {
            timeline: timeline(db, &given, &team).await?,
            row: row_of(&given, &[name], &suite)?,
            industry: team.industry,
            scope: given.scope,
            scope_size,
            link: token(&by)?,
            link_label: by.label,
            reason: given.reason,
            invite: invite.map(|invite| invite.code),
        })
    }

    /// A suite's events, only those that stand so, where that is asked for.
    pub async fn own_callbacks(
        &self,
        actor: &Actor,
        suite_key: &str,
        listing: &Listing,
        state: Option<OutboxState>,
    ) -> Result<Listed<Callback>> {
        let db = self.read();
        let suite_id = own(db, actor, suite_key).await?;
        let mut query = outbox::Entity::find().filter(outbox::Column::SuiteId.eq(suite_id));
        if let Some(state) = state {
            query = query.filter(outbox::Column::State.eq(state.word().into_owned()));
        }
        let of = (outbox::Column::Id, |row: &outbox::Model| row.id);
        let mut found = listing.read(db, query, of).await?;
        let rows = read(db, std::mem::take(&mut found.rows)).await?;
        Ok(found.with(rows))
    }

    /// An event of a suite with its attempts, the latest first.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`].
    pub async fn own_callback(
        &self,
        actor: &Actor,
        suite_key: &str,
        id: i64,
    ) -> Result<(Callback, Vec<Attempt>)> {
        let db = self.read();
        let suite_id = own(db, actor, suite_key).await?;
        let row = outbox::Entity::find_by_id(id)
            .filter(outbox::Column::SuiteId.eq(suite_id))
            .one(db)
            .await?;
        let row = row.ok_or(StoreError::NotFound)?;
        let attempts = attempts(db, id).await?;
        let found = read(db, vec![row]).await?.pop();
        Ok((found.ok_or(StoreError::NotFound)?, attempts))
    }
}

/// Authorizations of a suite's customers: a test team is none.
fn of_suite(suite_id: i64) -> Condition {
    Condition::all()
        .add(authorization::Column::SuiteId.eq(suite_id))
        .add(authorization::Column::Customer.is_not_null())
}

/// A page of those among these authorizations whose team's name holds what is searched for. The names are read in their index;
/// of the rows, only those of the page.
async fn named(
    db: &impl ConnectionTrait,
    listing: &Listing,
    among: Condition,
) -> Result<Listed<authorization::Model>> {
    use authorization::Column::{Customer, Id};
    let holds = holds_lower(db.get_database_backend(), Customer, &listing.search);
    let ids = authorization::Entity::find()
        .select_only()
        .column(Id)
        .filter(among)
        .filter(holds);
    let ids: Vec<i64> = listing.of(ids, Id).into_tuple().all(db).await?;
    let mut rows = rows_in::<authorization::Entity>(db, Id, ids).await?;
    rows.sort_unstable_by_key(|row| row.id);
    if !listing.oldest_first {
        rows.reverse();
    }
    Ok(listing.page(rows, |row| row.id))
}

fn row_of(row: &authorization::Model, teams: &[TeamName], suite: &Suite) -> Result<OwnCustomerRow> {
    let team = teams.iter().find(|team| team.id == row.corp_id);
    let rule = suite.settings.serial;
    let serial = row.serial.as_deref();
    Ok(OwnCustomerRow {
        id: row.id,
        team: team
            .cloned()
            .ok_or(StoreError::Corrupt("team of authorization"))?,
        state: word(&row.state, "authorization state")?,
        // A rule that was changed reads the serials of before no more.
        serial: serial.and_then(|serial| stored_serial(rule, serial).ok()),
        authorized_at: Moment(row.authorized_at),
        active_at: moment(row.active_at),
    })
}

/// What is known of a customer's way in, and what the team did later.
async fn timeline(
    db: &impl ConnectionTrait,
    given: &authorization::Model,
    team: &corp::Model,
) -> Result<Vec<TimelineEntry>> {
    let begun = onboarding::Entity::find_by_id(given.onboarding_id)
        .one(db)
        .await?;
    let begun = begun.ok_or(StoreError::Corrupt("onboarding of authorization"))?;
    let redeemed = match &given.serial {
        None => None,
        Some(code) => {
            serial::Entity::find()
                .filter(serial::Column::SuiteId.eq(given.suite_id))
                .filter(serial::Column::Code.eq(code.replace('-', "")))
                .filter(serial::Column::CorpId.eq(given.corp_id))
                .one(db)
                .await?
        }
    };
    let changes = authorization_event::Entity::find()
        .filter(authorization_event::Column::AuthorizationId.eq(given.id))
        .order_by_asc(authorization_event::Column::Id)
        .all(db)
        .await?;
    let step = |event: Event, at: Option<i64>| {
        let what = event.word().into_owned();
        at.map(|at| TimelineEntry {
            at: Moment(at),
            what,
            detail: None,
        })
    };
    let new_team = (team.created_at >= begun.created_at).then_some(team.created_at);
    let steps = [
        step(Event::SignedIn, Some(begun.created_at)),
        step(Event::Team, new_team),
        step(Event::Serial, redeemed.and_then(|row| row.redeemed_at)),
        step(Event::Active, given.active_at),
        step(Event::Started, begun.started_at),
    ];
    let changes = changes.into_iter().map(|row| TimelineEntry {
        at: Moment(row.at),
        what: row.change,
        detail: row.detail,
    });
    // A hosted suite is active at the moment at which it is authorized.
    let mut timeline: Vec<_> = changes.chain(steps.into_iter().flatten()).collect();
    timeline.sort_by_key(|entry| entry.at);
    Ok(timeline)
}
