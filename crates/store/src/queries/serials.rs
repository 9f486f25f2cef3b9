//! Serials as stored. One serial belongs to one team, even if many ask at once.

use domain::serial::{Serial, SerialCheck, SerialFacts, SerialRefusal};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter,
};

use crate::Result;
use crate::entity::{onboarding, serial, serial_batch};
use crate::queries::outbox;
use crate::queries::row::moment;

/// How many rows go into one INSERT: SQLite takes 32,766 values.
pub const CHUNK: usize = 1000;

/// The team ends: no vendor is asked about a serial for it any more.
pub async fn dissolve(db: &impl ConnectionTrait, corp_id: i64) -> Result<()> {
    onboarding::Entity::update_many()
        .col_expr(onboarding::Column::Serial, Expr::val(None::<String>))
        .col_expr(onboarding::Column::SerialState, Expr::val(None::<String>))
        .filter(onboarding::Column::CorpId.eq(corp_id))
        .filter(onboarding::Column::SerialState.eq(SerialCheck::Pending.word().into_owned()))
        .exec(db)
        .await?;
    outbox::drop_serials(db, None, corp_id).await
}

/// Enters a batch of serials; answers its number.
pub async fn enter(
    db: &impl ConnectionTrait,
    suite_id: i64,
    label: &str,
    serials: &[Serial],
    expires_at: Option<Moment>,
    now: Moment,
) -> Result<i64> {
    let batch = serial_batch::ActiveModel {
        suite_id: Set(suite_id),
        label: Set(label.to_owned()),
        issued_at: Set(now.0),
        issued: Set(i32::try_from(serials.len()).unwrap_or(i32::MAX)),
        expires_at: Set(expires_at.map(|at| at.0)),
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
    Ok(batch_id)
}

/// What a change adds to the counts of a batch.
#[derive(Clone, Copy, Debug, Default)]
pub struct Added {
    /// Serials that belong to a team.
    pub redeemed: i32,
    /// Serials that are taken back and belong to no team.
    pub revoked: i32,
}

/// Counts a change of its serials at a batch, in the change's own transaction.
pub async fn count(db: &impl ConnectionTrait, batch_id: Option<i64>, added: Added) -> Result<()> {
    use serial_batch::Column::{Id, Redeemed, Revoked};
    let Some(batch_id) = batch_id else {
        return Ok(());
    };
    serial_batch::Entity::update_many()
        .col_expr(Redeemed, Expr::col(Redeemed).add(added.redeemed))
        .col_expr(Revoked, Expr::col(Revoked).add(added.revoked))
        .filter(Id.eq(batch_id))
        .exec(db)
        .await?;
    Ok(())
}

/// Takes a serial back, or gives it back; counts it unless it is a team's.
pub async fn set_revoked(
    db: &impl ConnectionTrait,
    row: &serial::Model,
    revoked_at: Option<i64>,
) -> Result<()> {
    serial::Entity::update_many()
        .col_expr(serial::Column::RevokedAt, Expr::val(revoked_at))
        .filter(serial::Column::Id.eq(row.id))
        .exec(db)
        .await?;
    let revoked = i32::from(revoked_at.is_some()) - i32::from(row.revoked_at.is_some());
    if row.corp_id.is_some() || revoked == 0 {
        return Ok(());
    }
    let added = Added {
        revoked,
        ..Added::default()
    };
    count(db, row.batch_id, added).await
}

pub fn of_suite(suite_id: i64, code: &Serial) -> SimpleExpr {
    serial::Column::SuiteId
        .eq(suite_id)
        .and(serial::Column::Code.eq(code.compact()))
}

/// Gives the serial to the team, unless it is another's. The condition stands in the UPDATE
/// itself: of a hundred at once, one finds it free.
pub async fn claim(
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
    if claimed.rows_affected != 1 {
        return Ok(Err(SerialRefusal::Used));
    }
    let added = Added {
        redeemed: 1,
        ..Added::default()
    };
    count(db, found.batch_id, added).await?;
    Ok(Ok(()))
}
