//! The outbox: events for vendors' servers, in order for each team and suite.

use domain::authorization::VendorEvent;
use domain::callback::{self, CallbackKind, OutboxState};
use domain::serial::{Serial, SerialCheck};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::entity::{authorization, corp, onboarding, outbox, suite};
use crate::queries::row::{rows_in, word};
use crate::{Result, StoreError};

/// What a vendor's server is to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeliveryKind {
    /// A new ticket.
    Ticket,
    /// Its word on a serial is asked for.
    Serial(Serial),
    /// What became of a team's authorization.
    VendorEvent(VendorEvent),
}

impl DeliveryKind {
    /// The event that is pushed.
    pub fn callback(self) -> CallbackKind {
        match self {
            Self::Ticket => CallbackKind::SuiteTicket,
            Self::Serial(_) => CallbackKind::CheckLicenseCode,
            Self::VendorEvent(event) => event.into(),
        }
    }
}

/// An event that is to be pushed now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PendingDelivery {
    /// Its row in the outbox.
    pub id: i64,
    /// What it says.
    pub what: DeliveryKind,
    /// The last attempt, unless somebody asks for more.
    pub last: bool,
    /// The suite's row.
    pub suite_id: i64,
    /// Which suite.
    pub suite_key: String,
    /// Where its vendor's server is.
    pub callback_url: Option<String>,
    /// Which team; none for a ticket.
    pub corpid: Option<String>,
    /// The authorization that it is about.
    pub authorization_id: Option<i64>,
    /// The onboarding whose serial it is about.
    pub onboarding_id: Option<i64>,
}

/// To whom an event is pushed, and of which team.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// The suite's row.
    pub suite_id: i64,
    /// Its key.
    pub suite_key: String,
    /// Where its vendor's server is.
    pub callback_url: Option<String>,
    /// The team's row.
    pub corp_id: i64,
    /// Its id for the outside.
    pub corpid: String,
}

/// The recipient of events of a team about a suite.
pub async fn recipient(
    db: &impl ConnectionTrait,
    suite_id: i64,
    corp_id: i64,
) -> Result<Recipient> {
    let suite = suite::Entity::find_by_id(suite_id)
        .select_only()
        .columns([suite::Column::SuiteKey, suite::Column::CallbackUrl])
        .into_tuple::<(String, Option<String>)>()
        .one(db)
        .await?;
    let (suite_key, callback_url) = suite.ok_or(StoreError::Corrupt("suite of authorization"))?;
    let corp = corp::Entity::find_by_id(corp_id).one(db).await?;
    let corp = corp.ok_or(StoreError::Corrupt("team of authorization"))?;
    Ok(Recipient {
        suite_id,
        suite_key,
        callback_url,
        corp_id,
        corpid: corp.corpid,
    })
}

/// Puts an event of an authorization into the outbox. `Some` if it may be pushed at once: its first attempt is then taken. It
/// waits where an earlier one of the team and suite waits.
pub async fn push_event(
    db: &impl ConnectionTrait,
    to: Recipient,
    row: &authorization::Model,
    event: VendorEvent,
    now: Moment,
) -> Result<Option<PendingDelivery>> {
    let earlier = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::Id)
        .filter(outbox::Column::SuiteId.eq(to.suite_id))
        .filter(outbox::Column::CorpId.eq(to.corp_id))
        .filter(outbox::Column::State.eq(OutboxState::Waiting.word().into_owned()))
        .filter(outbox::Column::Kind.ne(CallbackKind::CheckLicenseCode.word().into_owned()))
        .into_tuple::<i64>()
        .one(db)
        .await?;
    let what = DeliveryKind::VendorEvent(event);
    let about = (Some(row.id), None);
    // The event is of this change of the authorization: `created_at` says which.
    let created_at = Moment(row.changed_at);
    let at_once = earlier.is_none();
    let pushed = insert(db, to, what, about, (created_at, at_once), now).await?;
    Ok(at_once.then_some(pushed))
}

/// Asks the vendor about the serial of an onboarding. It waits for no other event: somebody looks at the page.
pub async fn push_serial(
    db: &impl ConnectionTrait,
    to: Recipient,
    onboarding_id: i64,
    serial: Serial,
    now: Moment,
) -> Result<PendingDelivery> {
    let what = DeliveryKind::Serial(serial);
    insert(db, to, what, (None, Some(onboarding_id)), (now, true), now).await
}

async fn insert(
    db: &impl ConnectionTrait,
    to: Recipient,
    what: DeliveryKind,
    (authorization_id, onboarding_id): (Option<i64>, Option<i64>),
    (created_at, at_once): (Moment, bool),
    now: Moment,
) -> Result<PendingDelivery> {
    let row = outbox::ActiveModel {
        suite_id: Set(to.suite_id),
        corp_id: Set(Some(to.corp_id)),
        authorization_id: Set(authorization_id),
        onboarding_id: Set(onboarding_id),
        kind: Set(what.callback().word().into_owned()),
        state: Set(OutboxState::Waiting.word().into_owned()),
        attempts: Set(i32::from(at_once)),
        next_at: Set(if at_once {
            next_attempt(1, now)
        } else {
            Some(now.0)
        }),
        created_at: Set(created_at.0),
        ..Default::default()
    };
    let row = row.insert(db).await?;
    Ok(PendingDelivery {
        id: row.id,
        what,
        last: false,
        suite_id: to.suite_id,
        suite_key: to.suite_key,
        callback_url: to.callback_url,
        corpid: Some(to.corpid),
        authorization_id,
        onboarding_id,
    })
}

/// Drops what the vendor is still to be asked about serials of an onboarding, or of all onboardings of a team.
pub async fn drop_serials(
    db: &impl ConnectionTrait,
    onboarding_id: Option<i64>,
    corp_id: i64,
) -> Result<()> {
    let of_onboarding = onboarding_id.map(|id| outbox::Column::OnboardingId.eq(id));
    let undone =
        [OutboxState::Waiting, OutboxState::GivenUp].map(|state| state.word().into_owned());
    outbox::Entity::update_many()
        .col_expr(
            outbox::Column::State,
            Expr::val(OutboxState::Dropped.word().into_owned()),
        )
        .col_expr(outbox::Column::NextAt, Expr::val(None::<i64>))
        .filter(outbox::Column::CorpId.eq(corp_id))
        .filter(outbox::Column::Kind.eq(CallbackKind::CheckLicenseCode.word().into_owned()))
        .filter(outbox::Column::State.is_in(undone))
        .filter(Condition::all().add_option(of_onboarding))
        .exec(db)
        .await?;
    Ok(())
}

/// No event before it waits for the same team and suite; serials wait for nothing, and nothing for them.
const IS_FIRST: &str = "(kind = 'check_suite_license_code' OR NOT EXISTS (SELECT 1 FROM outbox AS earlier \
     WHERE earlier.suite_id = outbox.suite_id AND earlier.corp_id = outbox.corp_id AND earlier.state = 'waiting' \
     AND earlier.kind <> 'check_suite_license_code' AND earlier.id < outbox.id))";

/// Up to `most` events that are due, of suites that aren't busy.
pub async fn due(
    db: &impl ConnectionTrait,
    most: u64,
    busy: &[i64],
    now: Moment,
) -> Result<Vec<outbox::Model>> {
    let rows = outbox::Entity::find()
        .filter(outbox::Column::NextAt.lte(now.0))
        .filter(outbox::Column::SuiteId.is_not_in(busy.iter().copied()))
        .filter(Expr::cust(IS_FIRST))
        .order_by_asc(outbox::Column::NextAt)
        .limit(most)
        .all(db)
        .await?;
    Ok(rows)
}

/// Takes the next attempt of an event, unless another server has; whether it could.
pub async fn take(db: &impl ConnectionTrait, row: &mut outbox::Model, now: Moment) -> Result<bool> {
    let attempts = row.attempts.saturating_add(1);
    let next = next_attempt(attempts, now);
    let state = match next {
        Some(_) => OutboxState::Waiting,
        None => OutboxState::GivenUp,
    };
    let done = outbox::Entity::update_many()
        .col_expr(outbox::Column::Attempts, Expr::val(attempts))
        .col_expr(outbox::Column::NextAt, Expr::val(next))
        .col_expr(outbox::Column::State, Expr::val(state.word().into_owned()))
        .filter(outbox::Column::Id.eq(row.id))
        .filter(outbox::Column::NextAt.eq(row.next_at))
        .exec(db)
        .await?;
    row.attempts = attempts;
    row.next_at = next;
    if done.rows_affected == 1 {
        count_attempts(db, row).await?;
    }
    Ok(done.rows_affected == 1)
}

/// Whose page shows how often was tried: the authorization's, the onboarding's.
async fn count_attempts(db: &impl ConnectionTrait, row: &outbox::Model) -> Result<()> {
    if let Some(id) = row.authorization_id {
        authorization::Entity::update_many()
            .col_expr(authorization::Column::Attempts, Expr::val(row.attempts))
            .filter(authorization::Column::Id.eq(id))
            .filter(authorization::Column::ChangedAt.eq(row.created_at))
            .exec(db)
            .await?;
    }
    if let Some(id) = row.onboarding_id {
        onboarding::Entity::update_many()
            .col_expr(onboarding::Column::SerialAttempts, Expr::val(row.attempts))
            .filter(onboarding::Column::Id.eq(id))
            .exec(db)
            .await?;
    }
    Ok(())
}

/// What events say, with their recipients.
pub async fn read(
    db: &impl ConnectionTrait,
    rows: Vec<outbox::Model>,
) -> Result<Vec<PendingDelivery>> {
    let ids = |of: fn(&outbox::Model) -> Option<i64>| rows.iter().filter_map(of);
    let mut suites: Vec<i64> = rows.iter().map(|row| row.suite_id).collect();
    suites.sort_unstable();
    suites.dedup();
    // Without their pictures.
    let suites: Vec<(i64, String, Option<String>)> = suite::Entity::find()
        .select_only()
        .columns([
            suite::Column::Id,
            suite::Column::SuiteKey,
            suite::Column::CallbackUrl,
        ])
        .filter(suite::Column::Id.is_in(suites))
        .into_tuple()
        .all(db)
        .await?;
    let corps = rows_in::<corp::Entity>(db, corp::Column::Id, ids(|row| row.corp_id)).await?;
    let asked = ids(|row| row.onboarding_id);
    let asked = rows_in::<onboarding::Entity>(db, onboarding::Column::Id, asked).await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in rows {
        let suite = suites.iter().find(|(id, ..)| *id == row.suite_id);
        let (_, suite_key, callback_url) = suite.ok_or(StoreError::Corrupt("suite of outbox"))?;
        let corp = corps.iter().find(|corp| Some(corp.id) == row.corp_id);
        let what = match word(&row.kind, "kind of callback")? {
            CallbackKind::SuiteTicket => DeliveryKind::Ticket,
            CallbackKind::TmpAuthCode => DeliveryKind::VendorEvent(VendorEvent::Authorized),
            CallbackKind::ChangeAuth => DeliveryKind::VendorEvent(VendorEvent::Changed),
            CallbackKind::SuiteRelieve => DeliveryKind::VendorEvent(VendorEvent::Relieved),
            CallbackKind::CheckLicenseCode => {
                let of = asked.iter().find(|of| Some(of.id) == row.onboarding_id);
                let serial = of.and_then(|of| of.serial.as_deref());
                match serial.and_then(|serial| Serial::parse(serial).ok()) {
                    Some(serial) => DeliveryKind::Serial(serial),
                    None => continue,
                }
            }
        };
        found.push(PendingDelivery {
            id: row.id,
            what,
            last: row.next_at.is_none(),
            suite_id: row.suite_id,
            suite_key: suite_key.clone(),
            callback_url: callback_url.clone(),
            corpid: corp.map(|corp| corp.corpid.clone()),
            authorization_id: row.authorization_id,
            onboarding_id: row.onboarding_id,
        });
    }
    Ok(found)
}

/// An event that isn't delivered yet, or was given up.
pub async fn undelivered(db: &impl ConnectionTrait, id: i64) -> Result<Option<outbox::Model>> {
    let row = outbox::Entity::find_by_id(id).one(db).await?;
    let Some(row) = row else { return Ok(None) };
    let state = word(&row.state, "state of outbox")?;
    Ok(matches!(state, OutboxState::Waiting | OutboxState::GivenUp).then_some(row))
}

/// Whether the vendor's word on an onboarding's serial is still missing.
pub fn is_asked_about(row: &onboarding::Model) -> bool {
    row.serial_state.as_deref() == Some(&SerialCheck::Pending.word())
}

/// Marks an event as delivered: no attempt follows.
pub async fn delivered(db: &impl ConnectionTrait, id: i64) -> Result<()> {
    let row = outbox::ActiveModel {
        id: Set(id),
        state: Set(OutboxState::Delivered.word().into_owned()),
        next_at: Set(None),
        ..Default::default()
    };
    row.update(db).await?;
    Ok(())
}

/// Whether the vendor's server didn't take the ticket before this one, or this one at first. A server that takes every ticket and
/// fails at an event isn't hurried: its attempts would be used up within a day.
pub async fn was_away(db: &impl ConnectionTrait, ticket: &outbox::Model) -> Result<bool> {
    if ticket.attempts > 1 {
        return Ok(true);
    }
    let before = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::State)
        .filter(outbox::Column::SuiteId.eq(ticket.suite_id))
        .filter(outbox::Column::CorpId.is_null())
        .filter(outbox::Column::Kind.eq(ticket.kind.as_str()))
        .filter(outbox::Column::Id.lt(ticket.id))
        .order_by_desc(outbox::Column::Id)
        .into_tuple::<String>()
        .one(db)
        .await?;
    let delivered = OutboxState::Delivered.word();
    Ok(before.is_some_and(|state| state != *delivered))
}

/// Pushes what waits for a suite's vendor at once: its server answers again.
pub async fn hurry(db: &impl ConnectionTrait, suite_id: i64, now: Moment) -> Result<()> {
    outbox::Entity::update_many()
        .col_expr(outbox::Column::NextAt, Expr::val(now.0))
        .filter(outbox::Column::SuiteId.eq(suite_id))
        .filter(outbox::Column::State.eq(OutboxState::Waiting.word().into_owned()))
        .filter(outbox::Column::NextAt.gt(now.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Pushes an authorization's code at once if it waits to be pushed; whether it does.
pub async fn hurry_authorization(
    db: &impl ConnectionTrait,
    authorization_id: i64,
    now: Moment,
) -> Result<bool> {
    let hurried = outbox::Entity::update_many()
        .col_expr(outbox::Column::NextAt, Expr::val(now.0))
        .filter(outbox::Column::AuthorizationId.eq(authorization_id))
        .filter(outbox::Column::Kind.eq(CallbackKind::TmpAuthCode.word().into_owned()))
        .filter(outbox::Column::State.eq(OutboxState::Waiting.word().into_owned()))
        .exec(db)
        .await?;
    Ok(hurried.rows_affected > 0)
}

/// Begins again to push what was given up of an authorization's latest change. `None` if nothing was.
pub async fn begin_again(
    db: &impl ConnectionTrait,
    given: &authorization::Model,
    now: Moment,
) -> Result<Option<PendingDelivery>> {
    let row = outbox::Entity::find()
        .filter(outbox::Column::AuthorizationId.eq(given.id))
        .filter(outbox::Column::CreatedAt.eq(given.changed_at))
        .filter(outbox::Column::State.eq(OutboxState::GivenUp.word().into_owned()))
        .one(db)
        .await?;
    let Some(row) = row else { return Ok(None) };
    let again = outbox::ActiveModel {
        id: Set(row.id),
        state: Set(OutboxState::Waiting.word().into_owned()),
        attempts: Set(1),
        next_at: Set(next_attempt(1, now)),
        ..Default::default()
    };
    let row = again.update(db).await?;
    Ok(read(db, vec![row]).await?.pop())
}

/// When an event is pushed again after so many attempts; `None` after the last.
pub fn next_attempt(attempts: i32, now: Moment) -> Option<i64> {
    callback::retry_after(unsigned(attempts)).map(|wait| (now + wait).0)
}

/// Whether no attempt follows so many, until somebody asks for one.
pub fn has_stopped(attempts: i32) -> bool {
    callback::has_stopped(unsigned(attempts))
}

fn unsigned(attempts: i32) -> u32 {
    u32::try_from(attempts).unwrap_or(u32::MAX)
}

/// Puts a new ticket into the outbox for each of these suites; an earlier one that still waits is dropped.
pub async fn push_tickets(db: &impl ConnectionTrait, suites: &[i64], now: Moment) -> Result<()> {
    let ticket = CallbackKind::SuiteTicket.word().into_owned();
    outbox::Entity::update_many()
        .col_expr(
            outbox::Column::State,
            Expr::val(OutboxState::Dropped.word().into_owned()),
        )
        .col_expr(outbox::Column::NextAt, Expr::val(None::<i64>))
        .filter(outbox::Column::SuiteId.is_in(suites.iter().copied()))
        .filter(outbox::Column::Kind.eq(ticket.clone()))
        .filter(outbox::Column::State.eq(OutboxState::Waiting.word().into_owned()))
        .exec(db)
        .await?;
    let rows = suites.iter().map(|suite_id| outbox::ActiveModel {
        suite_id: Set(*suite_id),
        kind: Set(ticket.clone()),
        state: Set(OutboxState::Waiting.word().into_owned()),
        attempts: Set(0),
        next_at: Set(Some(now.0)),
        created_at: Set(now.0),
        ..Default::default()
    });
    outbox::Entity::insert_many(rows).exec(db).await?;
    Ok(())
}
