//! Whose turn it is in the outbox: what is due of each suite, and what waits behind something else.

use std::collections::BTreeMap;

use domain::callback::{CallbackKind, OutboxState};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::sea_query::{Alias, Condition, Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Statement,
};

use crate::Result;
use crate::entity::outbox;

/// The suites of which something waits, and when the first of it is due. Each is a step in an index, from suite to suite: what one
/// has waiting isn't walked over.
const SUITES_WITH_WAITING: &str = "\
    WITH RECURSIVE waiting (suite_id) AS ( \
        SELECT MIN(suite_id) FROM outbox WHERE next_at IS NOT NULL \
        UNION ALL \
        SELECT (SELECT MIN(outbox.suite_id) FROM outbox \
            WHERE outbox.next_at IS NOT NULL AND outbox.suite_id > waiting.suite_id) \
        FROM waiting WHERE waiting.suite_id IS NOT NULL) \
    SELECT suite_id, (SELECT MIN(outbox.next_at) FROM outbox \
        WHERE outbox.next_at IS NOT NULL AND outbox.suite_id = waiting.suite_id) \
    FROM waiting WHERE suite_id IS NOT NULL";

/// Up to `most` events that are due, of suites that aren't busy; those first whose suite has waited longest.
pub async fn due(
    db: &impl ConnectionTrait,
    most: usize,
    busy: &[i64],
    now: Moment,
) -> Result<Vec<outbox::Model>> {
    let mut rows = Vec::new();
    for suite_id in suites_with_due(db, busy, now).await? {
        if rows.len() >= most {
            break;
        }
        let of_suite = outbox::Entity::find()
            .filter(outbox::Column::SuiteId.eq(suite_id))
            .filter(outbox::Column::NextAt.lte(now.0))
            .filter(is_first(now))
            .order_by_asc(outbox::Column::NextAt)
            .limit((most - rows.len()) as u64);
        rows.extend(of_suite.all(db).await?);
    }
    Ok(rows)
}

async fn suites_with_due(db: &impl ConnectionTrait, busy: &[i64], now: Moment) -> Result<Vec<i64>> {
    let statement = Statement::from_string(db.get_database_backend(), SUITES_WITH_WAITING);
    let mut due = Vec::new();
    for row in db.query_all_raw(statement).await? {
        let suite_id: i64 = row.try_get_by_index(0)?;
        let next_at: i64 = row.try_get_by_index(1)?;
        if next_at <= now.0 && !busy.contains(&suite_id) {
            due.push((next_at, suite_id));
        }
    }
    due.sort_unstable();
    Ok(due.into_iter().map(|(_, suite_id)| suite_id).collect())
}

/// No event before it waits or is being pushed for the same team and suite; serials wait for nothing, and nothing for them.
fn is_first(now: Moment) -> Condition {
    let serial = CallbackKind::CheckLicenseCode.word().into_owned();
    let earlier = Alias::new("earlier");
    let of = |column: outbox::Column| Expr::col((earlier.clone(), column));
    let own = |column: outbox::Column| Expr::col((outbox::Entity, column));
    let under_way = Condition::any()
        .add(of(outbox::Column::State).eq(OutboxState::Waiting.word().into_owned()))
        .add(of(outbox::Column::PushedUntil).gt(now.0));
    let before = Query::select()
        .expr(Expr::val(1))
        .from_as(outbox::Entity, earlier.clone())
        .and_where(of(outbox::Column::SuiteId).eq(own(outbox::Column::SuiteId)))
        .and_where(of(outbox::Column::CorpId).eq(own(outbox::Column::CorpId)))
        .and_where(of(outbox::Column::Kind).ne(serial.clone()))
        .and_where(of(outbox::Column::Id).lt(own(outbox::Column::Id)))
        .cond_where(under_way)
        .take();
    Condition::any()
        .add(outbox::Column::Kind.eq(serial))
        .add(Expr::exists(before).not())
}

/// Puts off what waits behind these events, which were taken, until their own next attempts: of what is due little waits for
/// something else, however much has come together behind a vendor's server that is away.
pub async fn put_off(db: &impl ConnectionTrait, taken: &[outbox::Model]) -> Result<()> {
    let mut behind: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for row in taken {
        if let (Some(next_at), Some(authorization_id)) = (row.next_at, row.authorization_id) {
            behind.entry(next_at).or_default().push(authorization_id);
        }
    }
    for (next_at, authorizations) in behind {
        outbox::Entity::update_many()
            .col_expr(outbox::Column::NextAt, Expr::val(next_at))
            .filter(outbox::Column::AuthorizationId.is_in(authorizations))
            .filter(outbox::Column::State.eq(OutboxState::Waiting.word().into_owned()))
            .filter(outbox::Column::NextAt.lt(next_at))
            .exec(db)
            .await?;
    }
    Ok(())
}
