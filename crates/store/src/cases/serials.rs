//! Serials: issuing, redeeming, revoking. One serial belongs to one team, however many try at once.

use domain::authorization::Verdict;
use domain::funnel::Event;
use domain::limit::{Limit, WRONG_SERIALS_PER_ADDRESS, WRONG_SERIALS_PER_ONBOARDING};
use domain::serial::{Serial, SerialCheck, SerialRefusal};
use domain::task::{SerialRule, Task};
use domain::time::{Moment, Span};
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};

use crate::db::transaction::Tx;
use crate::entity::{onboarding, serial, wrong_serial};
use crate::queries::onboardings::{At, Onboarding, SerialState, must_load};
use crate::queries::outbox::{self, PendingDelivery};
use crate::queries::serials::{claim, claim_or_enter, enter, of_suite};
use crate::{Result, Store, StoreError};

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
    pub async fn redeem(
        &self,
        at: &At,
        typed: Serial,
    ) -> Result<(Onboarding, Option<PendingDelivery>)> {
        let outcome = self.write(|tx| async move {
            let mut found = must_load(&tx, at).await?;
            if found.serial == SerialState::Accepted(typed) {
                return Ok(Ok((found, None)));
            }
            found.require(Task::Serial)?;
            let again = found.serial == SerialState::Pending(typed);
            if again && !found.serial_has_stopped() {
                return Ok(Ok((found, None)));
            }
            if !again {
                tries_left(&tx, found.id, &at.address, at.now)
                    .await?
                    .map_err(StoreError::SerialWait)?;
            }
            if found.deployment.suite.settings.serial == SerialRule::Vendor {
                if matches!(found.serial, SerialState::Pending(_)) {
                    outbox::drop_serials(&tx, Some(found.id), found.corp_id()?).await?;
                    if !again {
                        count_wrong(&tx, found.id, &at.address, at.now).await?.ok();
                    }
                }
                let to = found.recipient()?;
                let waiting = outbox::push_serial(&tx, to, found.id, typed, at.now).await?;
                let mut row = found.row.clone().into_active_model();
                row.serial = Set(Some(typed.compact()));
                row.serial_state = Set(Some(SerialCheck::Pending.word().into_owned()));
                row.serial_attempts = Set(1);
                found.row = row.update(&tx).await?;
                found.serial = SerialState::Pending(typed);
                return Ok(Ok((found, Some(waiting))));
            }
            match claim(&tx, found.ids().1, &typed, found.corp_id()?, at.now).await? {
                Ok(()) => {
                    accept(&tx, &mut found, typed, at.now).await?;
                    Ok(Ok((found, None)))
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
            if matches!(verdict, Verdict::Acknowledged | Verdict::NoAnswer)
                || outbox::undelivered(&tx, waiting.id).await?.is_none()
            {
                return Ok(None);
            }
            outbox::delivered(&tx, waiting.id).await?;
            let Some(id) = waiting.onboarding_id else {
                return Ok(None);
            };
            let row = onboarding::Entity::find_by_id(id).one(&tx).await?;
            let Some(row) = row.filter(|row| {
                row.serial.as_deref() == Some(&serial.compact())
                    && row.serial_state.as_deref() == Some(&SerialCheck::Pending.word())
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
            // A refusal stays there to be read: the customer may be looking elsewhere just now.
            let check = refusal.map_or(SerialCheck::Accepted, SerialCheck::Refused);
            row.serial_state = Set(Some(check.word().into_owned()));
            row.update(&tx).await?;
            let told = match refusal {
                Some(refusal) => {
                    let left = count_wrong(&tx, id, address, now).await?;
                    Some(StoreError::Serial(refusal, left))
                }
                None => {
                    tx.note(ids, id, Event::Serial, now);
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

async fn accept(tx: &Tx, onboarding: &mut Onboarding, code: Serial, now: Moment) -> Result<()> {
    tx.note(onboarding.ids(), onboarding.id, Event::Serial, now);
    let mut row = onboarding.row.clone().into_active_model();
    row.serial = Set(Some(code.compact()));
    row.serial_state = Set(Some(SerialCheck::Accepted.word().into_owned()));
    onboarding.row = row.update(tx).await?;
    onboarding.serial = SerialState::Accepted(code);
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
