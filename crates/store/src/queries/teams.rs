//! Teams, and how many people they have.

use domain::authorization::{AuthorizationState, Change};
use domain::role::{Permission, Role};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};
use sea_orm::{FromQueryResult, QueryResult};

use crate::Result;
use crate::entity::{authorization, corp, member};
use crate::queries::joined::{AUTHORIZATION, CORP, COUNT_PEOPLE, MEMBER, PEOPLE, columns, same};
use crate::queries::row::{count, word};
use crate::queries::sandbox;

/// A team with how many people it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamInfo {
    /// Its id for the outside.
    pub corpid: String,
    /// Its name.
    pub name: String,
    /// How many people.
    pub people: u32,
}

/// Whether a team has a suite: it was authorized, and neither refused nor withdrawn.
pub fn has_suite(given: Option<&authorization::Model>) -> Result<bool> {
    let Some(given) = given else { return Ok(false) };
    let state: AuthorizationState = word(&given.state, "authorization state")?;
    Ok(state.changed(Change::Authorize).is_err())
}

/// How many people a team has.
pub async fn people(db: &impl ConnectionTrait, corp_id: i64) -> Result<u32> {
    let members = member::Entity::find().filter(member::Column::CorpId.eq(corp_id));
    Ok(count(members.count(db).await?))
}

/// A team that a person is in, as one to deploy a suite to.
#[derive(Clone, Debug)]
pub struct Choice {
    /// The person's place in it.
    pub member: member::Model,
    /// The team.
    pub corp: corp::Model,
    /// What it has authorized of the suite.
    pub given: Option<authorization::Model>,
    /// How many people it has.
    pub people: u32,
}

/// The teams that a person is in and that may come by a link of a suite, a test link or another, the latest first, and what each
/// has authorized of the suite.
pub async fn choices(
    db: &impl ConnectionTrait,
    person_id: i64,
    suite_id: i64,
    is_test: bool,
) -> Result<Vec<Choice>> {
    let mut select = Query::select();
    columns::<member::Entity>(&mut select, MEMBER);
    columns::<corp::Entity>(&mut select, CORP);
    columns::<authorization::Entity>(&mut select, AUTHORIZATION);
    let given = same(authorization::Column::CorpId, corp::Column::Id)
        .and(authorization::Column::SuiteId.eq(suite_id));
    select
        .expr_as(Expr::cust(COUNT_PEOPLE), Alias::new(PEOPLE))
        .from(member::Entity)
        .inner_join(corp::Entity, same(corp::Column::Id, member::Column::CorpId))
        .left_join(authorization::Entity, given)
        .and_where(member::Column::PersonId.eq(person_id))
        .cond_where(sandbox::admits(is_test, suite_id))
        .order_by((member::Entity, member::Column::Id), Order::Desc);
    let rows = db.query_all(&select).await?;
    let choice = |row: QueryResult| {
        Ok(Choice {
            member: FromQueryResult::from_query_result(&row, MEMBER)?,
            corp: FromQueryResult::from_query_result(&row, CORP)?,
            given: FromQueryResult::from_query_result(&row, AUTHORIZATION)?,
            people: row
                .try_get::<i64>("", PEOPLE)?
                .try_into()
                .unwrap_or(u32::MAX),
        })
    };
    rows.into_iter().map(choice).collect()
}

/// A team that one is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamChoice {
    /// The team.
    pub team: TeamInfo,
    /// What one is in it.
    pub role: Role,
    /// It has the suite already.
    pub has_suite: bool,
}

/// The team that a suite is surely meant for: the person's only one, if they may authorize for it and it hasn't the suite.
pub fn only_choice(choices: &[Choice]) -> Result<Option<&Choice>> {
    let [choice] = choices else { return Ok(None) };
    let role: Role = word(&choice.member.role, "role")?;
    let free = !has_suite(choice.given.as_ref())?;
    Ok((role.may(Permission::Authorize) && free).then_some(choice))
}

/// Teams to choose from, those that the person may authorize for first.
pub fn team_choices(choices: Vec<Choice>) -> Result<Vec<TeamChoice>> {
    let mut found = Vec::with_capacity(choices.len());
    for choice in choices {
        let role: Role = word(&choice.member.role, "role")?;
        let order = (!role.may(Permission::Authorize), choice.corp.id);
        let shown = TeamChoice {
            has_suite: has_suite(choice.given.as_ref())?,
            role,
            team: TeamInfo {
                corpid: choice.corp.corpid,
                name: choice.corp.name,
                people: choice.people,
            },
        };
        found.push((order, shown));
    }
    found.sort_by_key(|(order, _)| *order);
    Ok(found.into_iter().map(|(_, shown)| shown).collect())
}
