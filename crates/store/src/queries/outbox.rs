//! The outbox: events for vendors' servers, in order for each team and suite.

mod attempts;
mod turns;

use domain::authorization::VendorEvent;
use domain::callback::{self, CallbackKind, OutboxState};
use domain::serial::SerialCheck;
use domain::time::Moment;
use domain::vendor_serial::VendorSerial;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Condition, Expr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
};

pub use self::attempts::{
    answered, begin_again, delivered, drop_all_of_suite, end_codes, hurry, hurry_authorization,
    hurry_behind, hurry_young, take, undelivered, was_away,
};
pub use self::turns::{due, put_off};
use crate::entity::{authorization, corp, onboarding, outbox, suite};
use crate::queries::row::{rows_in, word};
use crate::{Result, StoreError};

/// What a vendor's server is to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeliveryKind {
    /// A new ticket.
    Ticket,
    /// Its word on a serial is asked for.
    Serial(VendorSerial),
    /// What became of a team's authorization.
    VendorEvent(VendorEvent),
}

impl DeliveryKind {
    /// The event that is pushed.
    pub fn callback(&self) -> CallbackKind {
        match self {
            Self::Ticket => CallbackKind::SuiteTicket,
            Self::Serial(_) => CallbackKind::CheckLicenseCode,
            Self::VendorEvent(event) => (*event).into(),
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
/// waits where an earlier one of the team and suite waits, and is due with that.
pub async fn push_event(
    db: &impl ConnectionTrait,
    to: Recipient,
    row: &authorization::Model,
    event: VendorEvent,
    now: Moment,
) -> Result<Option<PendingDelivery>> {
    let earlier = outbox::Entity::find()
        .select_only()
        .column_as(outbox::Column::Id.count(), "earlier")
        .column_as(outbox::Column::NextAt.max(), "next_at")
        .filter(outbox::Column::SuiteId.eq(to.suite_id))
        .filter(outbox::Column::CorpId.eq(to.corp_id))
        .filter(
            Condition::any()
                .add(outbox::Column::State.eq(OutboxState::Waiting.word().into_owned()))
                .add(outbox::Column::PushedUntil.gt(now.0)),
        )
        .filter(outbox::Column::Kind.ne(CallbackKind::CheckLicenseCode.word().into_owned()))
        .into_tuple::<(i64, Option<i64>)>()
        .one(db)
        .await?;
    let first_at = match earlier {
        None | Some((0, _)) => None,
        Some((_, next_at)) => Some(next_at.map_or(now, |at| now.max(Moment(at)))),
    };
    let pushed = insert_event(db, to, row, event, first_at, now).await?;
    Ok(first_at.is_none().then_some(pushed))
}

/// Puts an event of an authorization into the outbox, which is pushed from there, and never at once.
pub async fn push_event_later(
    db: &impl ConnectionTrait,
    to: Recipient,
    row: &authorization::Model,
    event: VendorEvent,
    now: Moment,
) -> Result<()> {
    insert_event(db, to, row, event, Some(now), now).await?;
    Ok(())
}

async fn insert_event(
    db: &impl ConnectionTrait,
    to: Recipient,
    row: &authorization::Model,
    event: VendorEvent,
    first_at: Option<Moment>,
    now: Moment,
) -> Result<PendingDelivery> {
    let what = DeliveryKind::VendorEvent(event);
    let about = (Some(row.id), None);
    // The event is of this change of the authorization: `created_at` says which.
    let created_at = Moment(row.changed_at);
    insert(db, to, what, about, (created_at, first_at), now).await
}

/// Asks the vendor about the serial of an onboarding. It waits for no other event: somebody looks at the page.
pub async fn push_serial(
    db: &impl ConnectionTrait,
    to: Recipient,
    onboarding_id: i64,
    serial: VendorSerial,
    now: Moment,
) -> Result<PendingDelivery> {
    let what = DeliveryKind::Serial(serial);
    insert(db, to, what, (None, Some(onboarding_id)), (now, None), now).await
}

/// Its first attempt is taken now, or `first_at` is when it is due.
async fn insert(
    db: &impl ConnectionTrait,
    to: Recipient,
    what: DeliveryKind,
    (authorization_id, onboarding_id): (Option<i64>, Option<i64>),
    (created_at, first_at): (Moment, Option<Moment>),
    now: Moment,
) -> Result<PendingDelivery> {
    let at_once = first_at.is_none();
    let row = outbox::ActiveModel {
        suite_id: Set(to.suite_id),
        corp_id: Set(Some(to.corp_id)),
        authorization_id: Set(authorization_id),
        onboarding_id: Set(onboarding_id),
        kind: Set(what.callback().word().into_owned()),
        state: Set(OutboxState::Waiting.word().into_owned()),
        attempts: Set(i32::from(at_once)),
        next_at: Set(match first_at {
            Some(at) => Some(at.0),
            None => next_attempt(1, now),
        }),
        pushed_until: Set(at_once.then(|| attempts::pushed_until(now))),
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

/// What events say, with their recipients.
pub async fn read(
    db: &impl ConnectionTrait,
    rows: Vec<outbox::Model>,
) -> Result<Vec<PendingDelivery>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
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
                match serial.and_then(|serial| VendorSerial::parse(serial).ok()) {
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

/// Whether the vendor's word on an onboarding's serial is still missing.
pub fn is_asked_about(row: &onboarding::Model) -> bool {
    row.serial_state.as_deref() == Some(&SerialCheck::Pending.word())
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
