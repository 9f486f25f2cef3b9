//! What a step needs, in one statement: the link with its suite and vendor, and the person's latest onboarding through it with
//! their team, their membership in it and its authorization.

use domain::link::LinkToken;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, IntoCondition, Order, Query, SelectStatement};
use sea_orm::{ColumnTrait, ConnectionTrait, FromQueryResult, IdenStatic, Iterable, JoinType};

use crate::entity::{authorization, corp, link, member, onboarding, suite, vendor};
use crate::queries::joined::{
    AUTHORIZATION, CORP, COUNT_PEOPLE, LINK, MEMBER, ONBOARDING, PEOPLE, SUITE, VENDOR, columns,
    same,
};
use crate::queries::links::{Deployment, facts, serial};
use crate::queries::sandbox;
use crate::queries::suites::Suite;
use crate::{Result, StoreError};

/// The rows of a step.
#[derive(Clone)]
pub struct Rows {
    /// The link and its suite.
    pub deployment: Deployment,
    /// The latest onboarding, if there is one.
    pub onboarding: Option<onboarding::Model>,
    /// The person's row in its team, if they are a member.
    pub member: Option<member::Model>,
    /// That team, if they are a member.
    pub corp: Option<corp::Model>,
    /// What that team has authorized of the suite.
    pub authorization: Option<authorization::Model>,
    /// How many people that team has.
    pub people: u32,
}

/// Reads a link with its suite; with a person, their onboarding too. The suite comes with its icon only where it is asked for.
pub async fn find(
    db: &impl ConnectionTrait,
    token: &LinkToken,
    person_id: Option<i64>,
    with_icon: bool,
) -> Result<Option<Rows>> {
    let mut select = Query::select();
    columns::<link::Entity>(&mut select, LINK);
    columns::<vendor::Entity>(&mut select, VENDOR);
    for column in suite::Column::iter() {
        let name = Alias::new(format!("{SUITE}{}", column.as_str()));
        match column {
            suite::Column::Icon if !with_icon => select.expr_as(Expr::val(Vec::<u8>::new()), name),
            column => select.expr_as(Expr::col(column.as_column_ref()), name),
        };
    }
    select
        .from(link::Entity)
        .inner_join(
            suite::Entity,
            same(suite::Column::Id, link::Column::SuiteId),
        )
        .inner_join(
            vendor::Entity,
            same(vendor::Column::Id, suite::Column::VendorId),
        )
        .and_where(link::Column::Token.eq(token.as_str()))
        .limit(1);
    if let Some(person_id) = person_id {
        join_onboarding(&mut select, person_id);
    }
    let Some(row) = db.query_one(&select).await? else {
        return Ok(None);
    };
    let link = link::Model::from_query_result(&row, LINK)?;
    let suite = suite::Model::from_query_result(&row, SUITE)?;
    let vendor = vendor::Model::from_query_result(&row, VENDOR)?;
    let mut suite = Suite::of(suite, vendor)?;
    let mut facts = facts(&link, &suite)?;
    let test = link.test.is_some();
    if test {
        facts = sandbox::facts_of(db, suite.id, facts).await?;
        suite = sandbox::as_applied(db, suite).await?;
    }
    let deployment = Deployment {
        link_id: link.id,
        token: token.clone(),
        test,
        facts,
        serial: serial(&link, suite.settings.serial)?,
        suite,
    };
    if person_id.is_none() {
        return Ok(Some(Rows {
            deployment,
            onboarding: None,
            member: None,
            corp: None,
            authorization: None,
            people: 0,
        }));
    }
    Ok(Some(Rows {
        deployment,
        onboarding: FromQueryResult::from_query_result(&row, ONBOARDING)?,
        member: FromQueryResult::from_query_result(&row, MEMBER)?,
        corp: FromQueryResult::from_query_result(&row, CORP)?,
        authorization: FromQueryResult::from_query_result(&row, AUTHORIZATION)?,
        people: row
            .try_get::<i64>("", PEOPLE)?
            .try_into()
            .unwrap_or(u32::MAX),
    }))
}

fn join_onboarding(select: &mut SelectStatement, person_id: i64) {
    columns::<onboarding::Entity>(select, ONBOARDING);
    columns::<member::Entity>(select, MEMBER);
    columns::<corp::Entity>(select, CORP);
    columns::<authorization::Entity>(select, AUTHORIZATION);
    select.expr_as(Expr::cust(COUNT_PEOPLE), Alias::new(PEOPLE));
    let own = same(onboarding::Column::LinkId, link::Column::Id)
        .and(onboarding::Column::PersonId.eq(person_id));
    let membership = same(member::Column::CorpId, onboarding::Column::CorpId)
        .and(member::Column::PersonId.eq(person_id));
    let given = same(authorization::Column::CorpId, corp::Column::Id)
        .and(same(authorization::Column::SuiteId, link::Column::SuiteId));
    let team = same(corp::Column::Id, member::Column::CorpId);
    select
        .join(JoinType::LeftJoin, onboarding::Entity, own.into_condition())
        .join(
            JoinType::LeftJoin,
            member::Entity,
            membership.into_condition(),
        )
        .join(JoinType::LeftJoin, corp::Entity, team.into_condition())
        .join(
            JoinType::LeftJoin,
            authorization::Entity,
            given.into_condition(),
        )
        .order_by((onboarding::Entity, onboarding::Column::Round), Order::Desc);
}

/// The rows of a link that is there.
pub async fn must_find(
    db: &impl ConnectionTrait,
    token: &LinkToken,
    person_id: i64,
) -> Result<Rows> {
    let found = find(db, token, Some(person_id), false).await?;
    found.ok_or(StoreError::Link(domain::link::LinkProblem::Unknown))
}

/// Reads a link with its suite and vendor, without the suite's icon.
pub async fn deployment(
    db: &impl ConnectionTrait,
    token: &LinkToken,
) -> Result<Option<Deployment>> {
    let found = find(db, token, None, false).await?;
    Ok(found.map(|rows| rows.deployment))
}
