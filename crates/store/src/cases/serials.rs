//! Serials: issuing, redeeming, revoking. One serial belongs to one team, however many try at once.

use domain::authorization::Verdict;
use domain::funnel::Event;
use domain::license_code::LicenseCode;
use domain::limit::{Limit, WRONG_SERIALS_PER_ADDRESS, WRONG_SERIALS_PER_ONBOARDING};
use domain::serial::{Serial, SerialCheck, SerialRefusal};
use domain::task::Task;
use domain::time::{Moment, Span};
use domain::vendor_serial::VendorSerial;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, QueryOrder,
};

use crate::db::transaction::Tx;
use crate::entity::{onboarding, serial, wrong_serial};
use crate::queries::onboardings::{At, Onboarding, SerialState, must_load};
use crate::queries::outbox::{self, PendingDelivery};
use crate::queries::sandbox;
use crate::queries::serials::{claim, enter, of_suite, set_revoked};
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
            let row = serial::Entity::find()
                .filter(of_suite(suite_id, code))
                .one(&tx)
                .await?;
            let row = row.ok_or(StoreError::NotFound)?;
            set_revoked(&tx, &row, Some(now.0)).await
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

    /// Redeems a serial, read by the suite's rule, for the onboarding's team. `Some` if the vendor must be asked first. One
    /// that waits for the vendor's word is replaced as often as a wrong one may be tried; the same one is asked about again if
    /// that has stopped.
    ///
    /// # Errors
    ///
    /// [`StoreError::LicenseCode`], [`StoreError::Serial`], [`StoreError::SerialWait`].
    pub async fn redeem(
        &self,
        at: &At,
        typed: &str,
    ) -> Result<(Onboarding, Option<PendingDelivery>)> {
        let outcome = self.write(|tx| async move {
            let mut found = must_load(&tx, at).await?;
            let typed = LicenseCode::parse(found.deployment.suite.settings.serial, typed)?;
            if found.serial == SerialState::Accepted(typed.clone()) {
                return Ok(Ok((found, None)));
            }
            found.require(Task::Serial)?;
            let again = found.serial == SerialState::Pending(typed.clone());
            if again && !found.serial_has_stopped() {
                return Ok(Ok((found, None)));
            }
            if !again {
                tries_left(&tx, found.id, &at.address, at.now)
                    .await?
                    .map_err(StoreError::SerialWait)?;
            }
            let issued = match typed {
                LicenseCode::Issued(serial) => serial,
                LicenseCode::Vendor(serial) => {
                    let waiting = ask(&tx, &mut found, at, (serial, again)).await?;
                    return Ok(Ok((found, Some(waiting))));
                }
            };
            let (suite_id, corp_id) = (found.ids().1, found.corp_id()?);
            let claimed = match found.deployment.test {
                true => sandbox::claim(&tx, suite_id, &issued, corp_id, at.now).await?,
                false => claim(&tx, suite_id, &issued, corp_id, at.now).await?,
            };
            match claimed {
                Ok(()) => {
                    accept(&tx, &mut found, issued, at.now).await?;
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

    /// Takes the vendor's verdict on a pending serial. `Some` is the refusal to be told. Whether several teams may have the same
    /// one is for the vendor to say.
    pub async fn settle_serial(
        &self,
        waiting: &PendingDelivery,
        serial: &VendorSerial,
        verdict: &Verdict,
        address: &str,
        now: Moment,
    ) -> Result<Option<StoreError>> {
        self.write(|tx| async move {
            if matches!(verdict, Verdict::Acknowledged | Verdict::NoAnswer)
                || outbox::undelivered(&tx, [waiting.id]).await?.is_empty()
            {
                return Ok(None);
            }
            outbox::delivered(&tx, [waiting.id]).await?;
            let Some(id) = waiting.onboarding_id else {
                return Ok(None);
            };
            let row = onboarding::Entity::find_by_id(id).one(&tx).await?;
            let Some(row) = row.filter(|row| {
                row.serial.as_deref() == Some(serial.as_str())
                    && row.serial_state.as_deref() == Some(&SerialCheck::Pending.word())
            }) else {
                return Ok(None);
            };
            let refusal = match verdict {
                Verdict::Acknowledged | Verdict::NoAnswer => return Ok(None),
                Verdict::Refused(_) => Some(SerialRefusal::ByVendor),
                Verdict::Accepted => None,
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

/// Has the vendor asked about a serial. One that waits already is given up for it, which counts as a wrong one.
async fn ask(
    tx: &Tx,
    found: &mut Onboarding,
    at: &At,
    (serial, again): (VendorSerial, bool),
) -> Result<PendingDelivery> {
    if matches!(found.serial, SerialState::Pending(_)) {
        outbox::drop_serials(tx, Some(found.id), found.corp_id()?).await?;
        if !again {
            count_wrong(tx, found.id, &at.address, at.now).await?.ok();
        }
    }
    let mut row = found.row.clone().into_active_model();
    row.serial = Set(Some(serial.as_str().to_owned()));
    row.serial_state = Set(Some(SerialCheck::Pending.word().into_owned()));
    row.serial_attempts = Set(1);
    found.row = row.update(tx).await?;
    found.serial = SerialState::Pending(serial.clone().into());
    outbox::push_serial(tx, found.recipient()?, found.id, serial, at.now).await
}

async fn accept(tx: &Tx, onboarding: &mut Onboarding, code: Serial, now: Moment) -> Result<()> {
    tx.note(onboarding.ids(), onboarding.id, Event::Serial, now);
    let mut row = onboarding.row.clone().into_active_model();
    // As its vendor knows it, whatever becomes of the suite's rule.
    row.serial = Set(Some(code.to_string()));
    row.serial_state = Set(Some(SerialCheck::Accepted.word().into_owned()));
    onboarding.row = row.update(tx).await?;
    onboarding.serial = SerialState::Accepted(code.into());
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

#[cfg(test)]
mod tests {
    use domain::link::LinkToken;

    use super::*;
    use crate::db::empty::migrated;
    use crate::entity::{corp, suite};

    /// From before the step that keeps vendors' serials as they are passed on: a team that has authorized with one, and the
    /// same of a suite whose serials are issued here.
    const BEFORE: [&str; 8] = [
        "INSERT INTO vendor (id, name, short_name, certified, created_at) VALUES (1, '示例', '示例', true, 0)",
        "INSERT INTO suite (id, vendor_id, suite_key, name, tagline, icon, accent, team_modes, serial_rule, permissions, \
         custom_tasks, version, callback_url, created_at) SELECT id, 1, 'suite' || id, '考勤' || id, '{\"zh\":\"\"}', '', '#2b6cf6', 'either', \
         rule, '[]', '[]', '1.0', 'https://isv.example/', 0 FROM (SELECT 1 AS id, 'vendor' AS rule UNION SELECT 2, 'issued') AS rules",
        "INSERT INTO person (id, phone, created_at) VALUES (1, '+8613800138000', 0)",
        "INSERT INTO corp (id, corpid, name, industry, mode, owner_id, created_at) \
         VALUES (1, 'ding1', '老街', 'catering', 'solo', 1, 0)",
        "INSERT INTO member (corp_id, person_id, phone, name, role, added_at) VALUES (1, 1, '+8613800138000', '王', 'owner', 0)",
        "INSERT INTO link (id, token, suite_id, label, serial, uses, scans, created_at) \
         SELECT id, 'ABCDEFGHJKM' || id, id, '', '0123456789ABCDEF', 0, 0, 0 FROM suite",
        "INSERT INTO onboarding (id, link_id, suite_id, person_id, round, corp_id, serial, serial_state, serial_attempts, \
         custom_done, created_at) SELECT id, id, id, 1, 0, 1, serial, 'accepted', 1, '[]', 0 FROM link",
        "INSERT INTO serial (suite_id, code, corp_id) SELECT id, '0123456789ABCDEF', 1 FROM suite",
    ];

    #[tokio::test]
    async fn a_vendors_serial_of_before_is_passed_on_with_its_dashes_still() {
        let folder = tempfile::TempDir::new().unwrap();
        let issued = Serial::generate([7; 15]);
        let rows = BEFORE.map(|row| row.replace("0123456789ABCDEF", &issued.compact()));
        for store in migrated(folder.path(), (11, &rows)).await {
            for (suite, rows) in [(1, 0), (2, 1)] {
                let link = LinkToken::parse(&format!("ABCDEFGHJKM{suite}")).unwrap();
                let found = store.onboarding(&link, 1).await.unwrap().unwrap();
                let shown = match found.serial {
                    SerialState::Accepted(serial) => serial.to_string(),
                    other => panic!("{other:?}"),
                };
                assert_eq!(shown, issued.to_string());
                assert_eq!(found.row.serial, Some(issued.to_string()));
                let carried = found.deployment.serial.unwrap();
                assert_eq!(carried.to_string(), issued.to_string());
                let of_suite = serial::Entity::find().filter(serial::Column::SuiteId.eq(suite));
                assert_eq!(of_suite.all(store.read()).await.unwrap().len(), rows);
            }
        }
    }

    #[tokio::test]
    async fn a_test_team_of_before_keeps_its_suite() {
        let folder = tempfile::TempDir::new().unwrap();
        let rows = [
            BEFORE[0].to_owned(),
            BEFORE[1].to_owned(),
            BEFORE[2].to_owned(),
            "INSERT INTO corp (id, corpid, name, industry, mode, owner_id, created_at, test, test_suite_id) \
             VALUES (1, 'ding1', '试用', 'catering', 'solo', 1, 0, 'sandbox', 2)"
                .to_owned(),
        ];
        for store in migrated(folder.path(), (23, &rows)).await {
            let team = corp::Entity::find_by_id(1).one(store.read()).await.unwrap();
            assert_eq!(team.unwrap().test_suite_id, Some(2));
            let gone = suite::Entity::delete_by_id(2).exec(store.read()).await;
            assert!(gone.is_err(), "a suite with a test team isn't deleted");
        }
    }
}
