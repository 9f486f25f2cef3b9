//! Teams that checks of suites make, and their end with all that hangs on them.

use domain::authorization::AuthorizationState;
use domain::check::TestKind;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::Result;
use crate::entity::{
    agent, authorization, authorization_event, callback_log, corp, department, funnel_event,
    invite, join_request, link, member, notice, onboarding, open_token, outbox, person,
    refused_call, scope_choice, suite_request, tmp_auth_code, wrong_serial,
};
use crate::queries::row::rows_in;

/// A team that a check of a suite has made, with its authorization of the suite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestTeam {
    /// The team's row.
    pub corp_id: i64,
    /// Its id for the outside.
    pub corpid: String,
    /// The suite's row.
    pub suite_id: i64,
    /// The authorization's row.
    pub authorization_id: i64,
}

/// The teams of checks, of one suite or of all.
pub async fn of_checks(
    db: &impl ConnectionTrait,
    suite_id: Option<i64>,
) -> Result<Vec<(TestTeam, Moment)>> {
    let kind = TestKind::Check.word();
    let corps = corp::Entity::find()
        .filter(corp::Column::Test.eq(kind.as_ref()))
        .all(db)
        .await?;
    let ids = corps.iter().map(|corp| corp.id);
    let given = rows_in::<authorization::Entity>(db, authorization::Column::CorpId, ids).await?;
    let team = |given: authorization::Model| {
        let corp = corps.iter().find(|corp| corp.id == given.corp_id)?;
        let team = TestTeam {
            corp_id: corp.id,
            corpid: corp.corpid.clone(),
            suite_id: given.suite_id,
            authorization_id: given.id,
        };
        Some((team, Moment(corp.created_at)))
    };
    let wanted = |given: &authorization::Model| suite_id.is_none_or(|id| id == given.suite_id);
    Ok(given.into_iter().filter(wanted).filter_map(team).collect())
}

/// Withdraws what test teams have authorized: vendors' calls about it are refused from now on.
pub async fn withdraw(db: &impl ConnectionTrait, teams: &[TestTeam]) -> Result<()> {
    let withdrawn = AuthorizationState::Withdrawn.word().into_owned();
    authorization::Entity::update_many()
        .col_expr(authorization::Column::State, Expr::val(withdrawn))
        .col_expr(
            authorization::Column::PermanentCode,
            Expr::val(None::<String>),
        )
        .col_expr(
            authorization::Column::PermanentCodeHash,
            Expr::val(None::<String>),
        )
        .filter(authorization::Column::Id.is_in(teams.iter().map(|team| team.authorization_id)))
        .exec(db)
        .await?;
    delete::<open_token::Entity>(db, open_token::Column::CorpId, &corp_ids(teams)).await
}

/// Removes test teams with their owners, their links and all else that hangs on them.
pub async fn remove(db: &impl ConnectionTrait, teams: &[TestTeam]) -> Result<()> {
    if teams.is_empty() {
        return Ok(());
    }
    let corps = corp_ids(teams);
    let given: Vec<i64> = teams.iter().map(|team| team.authorization_id).collect();
    let rows: Vec<(i64, i64, i64)> = authorization::Entity::find()
        .select_only()
        .columns([
            authorization::Column::OnboardingId,
            authorization::Column::LinkId,
            authorization::Column::AuthorizedBy,
        ])
        .filter(authorization::Column::Id.is_in(given.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let onboardings: Vec<i64> = rows.iter().map(|row| row.0).collect();
    let links: Vec<i64> = rows.iter().map(|row| row.1).collect();
    let owners: Vec<i64> = rows.iter().map(|row| row.2).collect();
    delete::<refused_call::Entity>(db, refused_call::Column::CorpId, &corps).await?;
    delete::<callback_log::Entity>(db, callback_log::Column::CorpId, &corps).await?;
    delete::<outbox::Entity>(db, outbox::Column::CorpId, &corps).await?;
    delete::<open_token::Entity>(db, open_token::Column::CorpId, &corps).await?;
    delete::<tmp_auth_code::Entity>(db, tmp_auth_code::Column::AuthorizationId, &given).await?;
    delete::<agent::Entity>(db, agent::Column::AuthorizationId, &given).await?;
    delete::<scope_choice::Entity>(db, scope_choice::Column::AuthorizationId, &given).await?;
    let of_given = authorization_event::Column::AuthorizationId;
    delete::<authorization_event::Entity>(db, of_given, &given).await?;
    delete::<authorization::Entity>(db, authorization::Column::Id, &given).await?;
    delete::<wrong_serial::Entity>(db, wrong_serial::Column::OnboardingId, &onboardings).await?;
    delete::<funnel_event::Entity>(db, funnel_event::Column::LinkId, &links).await?;
    delete::<onboarding::Entity>(db, onboarding::Column::Id, &onboardings).await?;
    delete::<suite_request::Entity>(db, suite_request::Column::CorpId, &corps).await?;
    delete::<link::Entity>(db, link::Column::Id, &links).await?;
    delete::<invite::Entity>(db, invite::Column::CorpId, &corps).await?;
    delete::<join_request::Entity>(db, join_request::Column::CorpId, &corps).await?;
    delete::<notice::Entity>(db, notice::Column::CorpId, &corps).await?;
    delete::<member::Entity>(db, member::Column::CorpId, &corps).await?;
    delete::<department::Entity>(db, department::Column::CorpId, &corps).await?;
    delete::<corp::Entity>(db, corp::Column::Id, &corps).await?;
    delete::<person::Entity>(db, person::Column::Id, &owners).await
}

fn corp_ids(teams: &[TestTeam]) -> Vec<i64> {
    teams.iter().map(|team| team.corp_id).collect()
}

async fn delete<E: EntityTrait>(
    db: &impl ConnectionTrait,
    column: E::Column,
    ids: &[i64],
) -> Result<()> {
    E::delete_many()
        .filter(column.is_in(ids.iter().copied()))
        .exec(db)
        .await?;
    Ok(())
}
