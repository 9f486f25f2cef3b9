//! What a suite's road is made from.

use domain::acceptance::{AcceptanceState, Criteria, VersionName, next_round};
use domain::application::{ApplicationState, Draft, ProductCode};
use domain::road::{Accepting, Facts, Server};
use domain::time::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect};

use crate::entity::{authorization, invite_code, link, micro_app, suite};
use crate::queries::acceptances::{self, checks, closed_of, judged};
use crate::queries::applications::{self, form, in_force};
use crate::queries::defects::has_late;
use crate::queries::suites::load;
use crate::{Result, StoreError};

/// Reads the facts of a suite; `server` says how its vendor's server stands if it has one.
pub async fn facts(
    db: &impl ConnectionTrait,
    id: i64,
    (server, criteria): (Server, &Criteria),
    now: Moment,
) -> Result<Facts> {
    let suite = load(db, id).await?;
    let row: Option<(i64, Option<i64>)> = suite::Entity::find_by_id(id)
        .select_only()
        .columns([suite::Column::VendorId, suite::Column::SuspendedAt])
        .into_tuple()
        .one(db)
        .await?;
    let (vendor_id, suspended_at) = row.ok_or(StoreError::NotFound)?;
    let approved = in_force(db, id).await?;
    let open = applications::open_of(db, id).await?;
    let forms: Result<Vec<Draft>> = [&approved, &open]
        .into_iter()
        .flatten()
        .map(|row| form(row, &suite))
        .collect();
    let has_code = |form: &Draft| form.product_code.parse::<ProductCode>().is_ok();
    let state = open.as_ref().map(applications::state).transpose()?;
    Ok(Facts {
        has_app: has_app(db, id).await?,
        server: match suite.hosted() {
            true => Server::Hosted,
            false => server,
        },
        has_contact: suite.contact.is_some(),
        has_product_code: forms?.iter().any(has_code),
        accepting: accepting(db, (id, suite.hosted()), criteria).await?,
        has_invite_code: has_invite_code(db, vendor_id).await?,
        is_approved: approved.is_some(),
        application: state.unwrap_or(ApplicationState::Draft),
        is_suspended: suspended_at.is_some(),
        has_link: has_link(db, id, now).await?,
        has_customer: has_customer(db, id).await?,
        has_late_defect: has_late(db, id, now).await?,
    })
}

/// How the acceptance stands: what passed stays so while the next version is handed in.
async fn accepting(
    db: &impl ConnectionTrait,
    (id, hosted): (i64, bool),
    criteria: &Criteria,
) -> Result<Accepting> {
    let closed = closed_of(db, id).await?;
    let judged = judged(&closed)?;
    if judged.iter().any(|round| round.passed) {
        return Ok(Accepting::Passed);
    }
    let open = acceptances::open_of(db, id).await?;
    if let Some(row) = &open {
        let state = acceptances::state(row)?;
        if state == AcceptanceState::Submitted {
            return Ok(Accepting::Submitted);
        }
    }
    let last = closed.first().map(|row| VersionName::parse(&row.version));
    Ok(match (last, open) {
        (Some(Ok(version)), _) => match next_round(criteria, &version, &judged) {
            Ok(_) => Accepting::Failed,
            Err(_) => Accepting::Spent,
        },
        (_, Some(row)) if checks(&row.checks)?.missing(hosted).is_empty() => Accepting::Checked,
        _ => Accepting::Unchecked,
    })
}

async fn has_app(db: &impl ConnectionTrait, id: i64) -> Result<bool> {
    let app = micro_app::Entity::find().filter(micro_app::Column::SuiteId.eq(id));
    let app = app.select_only().column(micro_app::Column::Id);
    Ok(app.into_tuple::<i64>().one(db).await?.is_some())
}

async fn has_invite_code(db: &impl ConnectionTrait, vendor_id: i64) -> Result<bool> {
    let code = invite_code::Entity::find()
        .select_only()
        .column(invite_code::Column::Id)
        .filter(invite_code::Column::VendorId.eq(vendor_id))
        .filter(invite_code::Column::RevokedAt.is_null());
    Ok(code.into_tuple::<i64>().one(db).await?.is_some())
}

/// Whether a link lets a customer begin.
async fn has_link(db: &impl ConnectionTrait, id: i64, now: Moment) -> Result<bool> {
    use link::Column::{ExpiresAt, Id, MaxUses, RevokedAt, SuiteId, Test, Uses};
    let is_running = ExpiresAt.is_null().or(ExpiresAt.gt(now.0));
    let has_uses = MaxUses.is_null().or(Expr::col(Uses).lt(Expr::col(MaxUses)));
    let link = link::Entity::find()
        .select_only()
        .column(Id)
        .filter(SuiteId.eq(id))
        .filter(Test.is_null())
        .filter(RevokedAt.is_null())
        .filter(is_running)
        .filter(has_uses)
        .limit(1);
    Ok(link.into_tuple::<i64>().one(db).await?.is_some())
}

async fn has_customer(db: &impl ConnectionTrait, id: i64) -> Result<bool> {
    let customer = authorization::Entity::find()
        .select_only()
        .column(authorization::Column::Id)
        .filter(authorization::Column::SuiteId.eq(id))
        .filter(authorization::Column::Customer.is_not_null())
        .limit(1);
    Ok(customer.into_tuple::<i64>().one(db).await?.is_some())
}
