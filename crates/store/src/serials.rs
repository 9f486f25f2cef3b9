//! Serials: issuing, redeeming, revoking. One serial belongs to one team, whoever comes at once.

use domain::authorization::Verdict;
use domain::funnel::Event;
use domain::limit::{Limit, WRONG_SERIALS_PER_ADDRESS, WRONG_SERIALS_PER_ONBOARDING};
use domain::serial::{Serial, SerialFacts, SerialRefusal};
use domain::task::{SerialRule, Task};
use domain::time::{Moment, Span};
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};

use crate::authorizations::{DeliveryKind, PendingDelivery, first_retry};
use crate::entity::{onboarding, serial, serial_batch, wrong_serial};
use crate::onboardings::{ACCEPTED, At, Onboarding, PENDING, SerialState, must_load};
use crate::row::moment;
use crate::{Result, Store, StoreError, funnel};

/// How many rows go into one INSERT: SQLite takes 32,766 values.
pub(crate) const CHUNK: usize = 1000;

impl Store {
    /// Issues a batch of serials of a suite.
    pub async fn issue_serials(
        &self,
        suite_id: i64,
        label: &str,
        serials: &[Serial],
        expires_at: Option<Moment>,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            enter(&tx, suite_id, label, serials, expires_at, now).await?;
            Ok(())
        })
        .await
    }

    /// Takes a serial back; a team that has redeemed it keeps what it has.
    pub async fn revoke_serial(&self, suite_id: i64, code: &Serial, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            let done = serial::Entity::update_many()
                .col_expr(serial::Column::RevokedAt, Expr::val(now.0))
                .filter(of_suite(suite_id, code))
                .exec(&tx)
                .await?;
            match done.rows_affected {
                0 => Err(StoreError::NotFound),
                _ => Ok(()),
            }
        })
        .await
    }

    /// The oldest serial of a suite that nobody has redeemed yet.
    pub async fn free_serial(&self, suite_id: i64) -> Result<Option<Serial>> {
        let row = serial::Entity::find()
            .filter(serial::Column::SuiteId.eq(suite_id))
            .filter(serial::Column::CorpId.is_null())
            .filter(serial::Column::RevokedAt.is_null())
            .filter(serial::Column::ExpiresAt.is_null())
            .order_by_asc(serial::Column::Id)
            .one(self.read())
            .await?;
        Ok(row.and_then(|row| Serial::parse(&row.code).ok()))
    }

    /// Redeems a serial for the onboarding's team. `Some` if the vendor must be asked first. One that waits for the vendor's
    /// word is replaced as often as a wrong one may be tried; the same one is asked about again if that has stopped.
    pub async fn redeem(&self, at: &At, typed: Serial) -> Result<Option<PendingDelivery>> {
        let outcome = self.write(|tx| async move {
            let found = must_load(&tx, at).await?;
            if found.serial == SerialState::Accepted(typed) {
                return Ok(Ok(None));
            }
            found.require(Task::Serial)?;
            let again = found.serial == SerialState::Pending(typed);
            if again && !found.serial_has_stopped() {
                return Ok(Ok(None));
            }
            if !again {
                tries_left(&tx, found.id, &at.address, at.now)
                    .await?
                    .map_err(StoreError::SerialWait)?;
            }
            if found.deployment.suite.settings.serial == SerialRule::Vendor {
                let waiting = PendingDelivery::of_serial(&found, typed)?;
                if !again && matches!(found.serial, SerialState::Pending(_)) {
                    count_wrong(&tx, found.id, &at.address, at.now).await?.ok();
                }
                let mut row = found.row.into_active_model();
                row.serial = Set(Some(typed.compact()));
                row.serial_state = Set(Some(PENDING.to_owned()));
                row.serial_attempts = Set(1);
                row.serial_next_at = Set(first_retry(at.now));
                row.update(&tx).await?;
                return Ok(Ok(Some(waiting)));
            }
            match claim(&tx, found.ids().1, &typed, found.corp_id()?, at.now).await? {
                Ok(()) => {
                    accept(&tx, found, typed, at.now).await?;
                    Ok(Ok(None))
                }
                // A wrong one is counted, so it is no error of the transaction.
                Err(refusal) => {
                    let left = count_wrong(&tx, found.id, &at.address, at.now).await?;
                    Ok(Err(StoreError::Serial(refusal, left)))
                }
            }
        });
        outcome.await?
    }

    /// Takes the vendor's verdict on a pending serial. `Some` is the refusal to be told.
    pub async fn settle_serial(
        &self,
        waiting: &PendingDelivery,
        serial: Serial,
        verdict: &Verdict,
        address: &str,
        now: Moment,
    ) -> Result<Option<StoreError>> {
        self.write(|tx| async move {
            let row = onboarding::Entity::find_by_id(waiting.id).one(&tx).await?;
            let Some(row) = row.filter(|row| {
                row.serial.as_deref() == Some(&serial.compact())
                    && row.serial_state.as_deref() == Some(PENDING)
            }) else {
                return Ok(None);
            };
            let corp_id = row
                .corp_id
                .ok_or(StoreError::Corrupt("team of onboarding"))?;
            let refusal = match verdict {
                Verdict::Acknowledged | Verdict::NoAnswer => return Ok(None),
                Verdict::Refused(_) => Some(SerialRefusal::Wrong),
                Verdict::Accepted => claim_or_enter(&tx, row.suite_id, &serial, corp_id, now)
                    .await?
                    .err(),
            };
            let ids = (row.link_id, row.suite_id);
            let id = row.id;
            let mut row = row.into_active_model();
            row.serial_next_at = Set(None);
            // A refusal stays there to be read: the customer may be looking elsewhere just now.
            let state = refusal.map_or(ACCEPTED.into(), |refusal| refusal.word());
            row.serial_state = Set(Some(state.into_owned()));
            row.update(&tx).await?;
            let told = match refusal {
                Some(refusal) => {
                    let left = count_wrong(&tx, id, address, now).await?;
                    Some(StoreError::Serial(refusal, left))
                }
                None => {
                    funnel::record(&tx, ids, id, Event::Serial, now).await?;
                    None
                }
            };
            Ok(told)
        })
        .await
    }

    /// How many wrong serials may still be tried, or how long to wait.
    pub async fn serial_tries_left(&self, at: &At, id: i64) -> Result<Result<usize, Span>> {
        tries_left(self.read(), id, &at.address, at.now).await
    }
}

impl PendingDelivery {
    fn of_serial(onboarding: &Onboarding, serial: Serial) -> Result<Self> {
        let corp = onboarding
            .corp
            .as_ref()
            .ok_or(StoreError::NotDue(Some(Task::Team)))?;
        Ok(Self {
            id: onboarding.id,
            changed_at: 0,
            what: DeliveryKind::Serial(serial),
            last: false,
            suite_key: onboarding.deployment.suite.suite_key.clone(),
            callback_url: onboarding.deployment.suite.callback_url.clone(),
            corpid: corp.1.clone(),
        })
    }
}

/// The team ends: no vendor is asked about a serial for it any more.
pub(crate) async fn dissolve(db: &impl ConnectionTrait, corp_id: i64) -> Result<()> {
    onboarding::Entity::update_many()
        .col_expr(onboarding::Column::Serial, Expr::val(None::<String>))
        .col_expr(onboarding::Column::SerialState, Expr::val(None::<String>))
        .col_expr(onboarding::Column::SerialNextAt, Expr::val(None::<i64>))
        .filter(onboarding::Column::CorpId.eq(corp_id))
        .filter(onboarding::Column::SerialState.eq(PENDING))
        .exec(db)
        .await?;
    Ok(())
}

/// Enters a batch of serials.
pub(crate) async fn enter(
    db: &impl ConnectionTrait,
    suite_id: i64,
    label: &str,
    serials: &[Serial],
    expires_at: Option<Moment>,
    now: Moment,
) -> Result<()> {
    let batch = serial_batch::ActiveModel {
        suite_id: Set(suite_id),
        label: Set(label.to_owned()),
        issued_at: Set(now.0),
        ..Default::default()
    };
    let batch_id = batch.insert(db).await?.id;
    for chunk in serials.chunks(CHUNK) {
        let rows = chunk.iter().map(|serial| serial::ActiveModel {
            batch_id: Set(Some(batch_id)),
            suite_id: Set(suite_id),
            code: Set(serial.compact()),
            expires_at: Set(expires_at.map(|at| at.0)),
            ..Default::default()
        });
        serial::Entity::insert_many(rows).exec(db).await?;
    }
    Ok(())
}

fn of_suite(suite_id: i64, code: &Serial) -> SimpleExpr {
    serial::Column::SuiteId
        .eq(suite_id)
        .and(serial::Column::Code.eq(code.compact()))
}

/// Gives the serial to the team, unless it is another's. The condition stands in the UPDATE
/// itself: of a hundred at once, one finds it free.
async fn claim(
    db: &impl ConnectionTrait,
    suite_id: i64,
    code: &Serial,
    corp_id: i64,
    now: Moment,
) -> Result<Result<(), SerialRefusal>> {
    let found = serial::Entity::find()
        .filter(of_suite(suite_id, code))
        .one(db)
        .await?;
    let Some(found) = found else {
        return Ok(Err(SerialRefusal::Wrong));
    };
    let facts = SerialFacts {
        owner: found.corp_id,
        revoked: found.revoked_at.is_some(),
        expires_at: moment(found.expires_at),
    };
    if let Err(refusal) = facts.redeemable_by(corp_id, now) {
        return Ok(Err(refusal));
    }
    if facts.owner.is_some() {
        return Ok(Ok(()));
    }
    let claimed = serial::Entity::update_many()
        .col_expr(serial::Column::CorpId, Expr::val(corp_id))
        .col_expr(serial::Column::RedeemedAt, Expr::val(now.0))
        .filter(serial::Column::Id.eq(found.id))
        .filter(serial::Column::CorpId.is_null())
        .exec(db)
        .await?;
    Ok(if claimed.rows_affected == 1 {
        Ok(())
    } else {
        Err(SerialRefusal::Used)
    })
}

/// The same for a serial that the vendor issued and vouches for: entered when first redeemed.
async fn claim_or_enter(
    db: &impl ConnectionTrait,
    suite_id: i64,
    code: &Serial,
    corp_id: i64,
    now: Moment,
) -> Result<Result<(), SerialRefusal>> {
    match claim(db, suite_id, code, corp_id, now).await? {
        Err(SerialRefusal::Wrong) => {
            let row = serial::ActiveModel {
                batch_id: Set(None),
                suite_id: Set(suite_id),
                code: Set(code.compact()),
                corp_id: Set(Some(corp_id)),
                redeemed_at: Set(Some(now.0)),
                ..Default::default()
            };
            row.insert(db).await?;
            Ok(Ok(()))
        }
        outcome => Ok(outcome),
    }
}

async fn accept(
    db: &impl ConnectionTrait,
    onboarding: Onboarding,
    code: Serial,
    now: Moment,
) -> Result<()> {
    funnel::record(db, onboarding.ids(), onboarding.id, Event::Serial, now).await?;
    let mut row = onboarding.row.into_active_model();
    row.serial = Set(Some(code.compact()));
    row.serial_state = Set(Some(ACCEPTED.to_owned()));
    row.serial_next_at = Set(None);
    row.update(db).await?;
    Ok(())
}

async fn count_wrong(
    db: &impl ConnectionTrait,
    onboarding_id: i64,
    address: &str,
    now: Moment,
) -> Result<Result<usize, Span>> {
    let row = wrong_serial::ActiveModel {
        onboarding_id: Set(onboarding_id),
        address: Set(address.to_owned()),
        at: Set(now.0),
        ..Default::default()
    };
    row.insert(db).await?;
    tries_left(db, onboarding_id, address, now).await
}

async fn tries_left(
    db: &impl ConnectionTrait,
    onboarding_id: i64,
    address: &str,
    now: Moment,
) -> Result<Result<usize, Span>> {
    let by_onboarding = wrong_serial::Column::OnboardingId.eq(onboarding_id);
    let by_address = wrong_serial::Column::Address.eq(address);
    let longest = WRONG_SERIALS_PER_ONBOARDING
        .span
        .max(WRONG_SERIALS_PER_ADDRESS.span);
    let rows = wrong_serial::Entity::find()
        .filter(by_onboarding.or(by_address))
        .filter(wrong_serial::Column::At.gt((now - longest).0))
        .all(db)
        .await?;
    let left = |limit: Limit, is_own: &dyn Fn(&wrong_serial::Model) -> bool| {
        let own = rows.iter().filter(|row| is_own(row));
        let past: Vec<_> = own.map(|row| Moment(row.at)).collect();
        limit.left(&past, now)
    };
    let here = left(WRONG_SERIALS_PER_ONBOARDING, &|row| {
        row.onboarding_id == onboarding_id
    });
    let there = left(WRONG_SERIALS_PER_ADDRESS, &|row| row.address == address);
    Ok(match (here, there) {
        (Ok(a), Ok(b)) => Ok(a.min(b)),
        (Err(a), Err(b)) => Err(a.max(b)),
        (Err(wait), _) | (_, Err(wait)) => Err(wait),
    })
}
