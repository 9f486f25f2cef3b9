//! The sandbox of a suite: its test links, test serials and test teams, apart from what customers have.

use std::collections::HashMap;

use domain::authorization::AuthorizationState;
use domain::check::TestKind;
use domain::link::{LinkFacts, LinkToken};
use domain::sandbox::MAX_TEAMS;
use domain::serial::{Serial, SerialFacts, SerialRefusal};
use domain::task::SerialRule;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, IntoActiveModel,
    PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::Result;
use crate::entity::{authorization, corp, link, member, test_serial};
use crate::queries::applications::{custom_tasks, form, open_of};
use crate::queries::links::{facts, token};
use crate::queries::row::{count, rows_in, word};
use crate::queries::suites::Suite;

/// A test link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestLink {
    /// Its token.
    pub token: LinkToken,
    /// Who tries the suite by it.
    pub label: String,
    /// Its state.
    pub facts: LinkFacts,
    /// When it was made.
    pub created_at: Moment,
}

/// A test serial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestSerial {
    /// It.
    pub serial: Serial,
    /// The name of the test team that has it.
    pub team: Option<String>,
}

/// A test team that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SandboxTeam {
    /// Its row.
    pub id: i64,
    /// Its id for the outside.
    pub corpid: String,
    /// Its name.
    pub name: String,
    /// How many people it has.
    pub people: u32,
    /// How its authorization of the suite stands, once there is one.
    pub state: Option<AuthorizationState>,
    /// When it was made.
    pub created_at: Moment,
}

/// Whether a team may come by a link of a suite: by a test link its own test teams, by any other all that aren't test teams.
pub fn admits(is_test: bool, suite_id: i64) -> Condition {
    Condition::all().add(match is_test {
        true => corp::Column::TestSuiteId.eq(suite_id),
        false => corp::Column::Test.is_null(),
    })
}

/// The test teams of a suite that are there.
fn teams_of(suite_id: i64) -> Select<corp::Entity> {
    corp::Entity::find()
        .filter(corp::Column::TestSuiteId.eq(suite_id))
        .filter(corp::Column::DissolvedAt.is_null())
}

/// How many places for test teams of a suite are taken.
async fn places_taken(db: &impl ConnectionTrait, suite_id: i64) -> Result<u32> {
    Ok(count(teams_of(suite_id).count(db).await?))
}

/// The facts of a test link, whose uses are the places for teams that its suite has.
fn with_places(facts: LinkFacts, taken: u32) -> LinkFacts {
    LinkFacts {
        uses: taken,
        max_uses: Some(MAX_TEAMS),
        ..facts
    }
}

/// The facts of a test link of a suite.
pub async fn facts_of(
    db: &impl ConnectionTrait,
    suite_id: i64,
    facts: LinkFacts,
) -> Result<LinkFacts> {
    Ok(with_places(facts, places_taken(db, suite_id).await?))
}

/// A suite as its test links show it: as its open application says, once every column of that is right.
pub async fn as_applied(db: &impl ConnectionTrait, mut suite: Suite) -> Result<Suite> {
    let Some(row) = open_of(db, suite.id).await? else {
        return Ok(suite);
    };
    let mut draft = form(&row, &suite)?;
    // The suite may have been read without its icon.
    draft.has_icon = true;
    let Ok(applied) = draft.check() else {
        return Ok(suite);
    };
    suite.settings.team_modes = applied.team_modes;
    // Nobody answers for serials of a suite that is hosted.
    if applied.serials != SerialRule::Vendor || !suite.hosted() {
        suite.settings.serial = applied.serials;
    }
    suite.settings.custom_after = applied.tasks.iter().map(|task| task.after).collect();
    suite.custom_tasks = custom_tasks(&applied.tasks);
    if let Some(icon) = row.icon.filter(|_| !suite.icon.is_empty()) {
        suite.icon = icon;
    }
    Ok(suite)
}

/// Gives a test serial to a test team, unless another has it. Others than test serials are unknown here.
pub async fn claim(
    db: &impl ConnectionTrait,
    suite_id: i64,
    code: &Serial,
    corp_id: i64,
    now: Moment,
) -> Result<std::result::Result<(), SerialRefusal>> {
    let found = test_serial::Entity::find()
        .filter(test_serial::Column::SuiteId.eq(suite_id))
        .filter(test_serial::Column::Code.eq(code.compact()))
        .one(db)
        .await?;
    let Some(found) = found else {
        return Ok(Err(SerialRefusal::Wrong));
    };
    let facts = SerialFacts {
        owner: found.corp_id,
        revoked: false,
        expires_at: None,
    };
    if let Err(refusal) = facts.redeemable_by(corp_id, now) {
        return Ok(Err(refusal));
    }
    let mut row = found.into_active_model();
    row.corp_id = Set(Some(corp_id));
    row.redeemed_at = Set(Some(now.0));
    row.update(db).await?;
    Ok(Ok(()))
}

/// The serials of a test team that ends are free again.
pub async fn free_serials(db: &impl ConnectionTrait, corp_id: i64) -> Result<()> {
    test_serial::Entity::update_many()
        .col_expr(test_serial::Column::CorpId, Expr::val(None::<i64>))
        .col_expr(test_serial::Column::RedeemedAt, Expr::val(None::<i64>))
        .filter(test_serial::Column::CorpId.eq(corp_id))
        .exec(db)
        .await?;
    Ok(())
}

/// The test links of a suite that weren't taken back.
pub fn links_of(suite_id: i64) -> Select<link::Entity> {
    link::Entity::find()
        .filter(link::Column::SuiteId.eq(suite_id))
        .filter(link::Column::Test.eq(TestKind::Sandbox.word().as_ref()))
        .filter(link::Column::RevokedAt.is_null())
}

/// The test serials of a suite.
pub fn serials_of(suite_id: i64) -> Select<test_serial::Entity> {
    test_serial::Entity::find().filter(test_serial::Column::SuiteId.eq(suite_id))
}

/// A suite's test links, the latest first.
pub async fn links(db: &impl ConnectionTrait, suite: &Suite) -> Result<Vec<TestLink>> {
    let rows = links_of(suite.id).order_by_desc(link::Column::Id);
    let rows = rows.all(db).await?;
    let taken = match rows.is_empty() {
        true => 0,
        false => places_taken(db, suite.id).await?,
    };
    let read = |row: link::Model| {
        Ok(TestLink {
            token: token(&row)?,
            facts: with_places(facts(&row, suite)?, taken),
            created_at: Moment(row.created_at),
            label: row.label,
        })
    };
    rows.into_iter().map(read).collect()
}

/// A suite's test serials, the earliest first, with the names of these teams.
pub async fn serials(
    db: &impl ConnectionTrait,
    suite_id: i64,
    teams: &[SandboxTeam],
) -> Result<Vec<TestSerial>> {
    let rows = serials_of(suite_id).order_by_asc(test_serial::Column::Id);
    let read = |row: test_serial::Model| {
        let team = teams.iter().find(|team| Some(team.id) == row.corp_id);
        let serial = Serial::parse(&row.code).ok()?;
        Some(TestSerial {
            serial,
            team: team.map(|team| team.name.clone()),
        })
    };
    Ok(rows.all(db).await?.into_iter().filter_map(read).collect())
}

/// A suite's test teams that are there, the earliest first.
pub async fn teams(db: &impl ConnectionTrait, suite_id: i64) -> Result<Vec<SandboxTeam>> {
    let rows = teams_of(suite_id)
        .order_by_asc(corp::Column::Id)
        .all(db)
        .await?;
    let ids = || rows.iter().map(|row| row.id);
    let given = rows_in::<authorization::Entity>(db, authorization::Column::CorpId, ids()).await?;
    let given: HashMap<i64, authorization::Model> = given
        .into_iter()
        .filter(|given| given.suite_id == suite_id)
        .map(|given| (given.corp_id, given))
        .collect();
    let members = rows_in::<member::Entity>(db, member::Column::CorpId, ids()).await?;
    let team = |row: corp::Model| {
        let state = given.get(&row.id).map(|given| &given.state);
        let people = members.iter().filter(|member| member.corp_id == row.id);
        Ok(SandboxTeam {
            id: row.id,
            state: state
                .map(|state| word(state, "authorization state"))
                .transpose()?,
            people: count(people.count() as u64),
            created_at: Moment(row.created_at),
            corpid: row.corpid,
            name: row.name,
        })
    };
    rows.into_iter().map(team).collect()
}

/// A test team of a suite, if it is there.
pub async fn team(
    db: &impl ConnectionTrait,
    suite_id: i64,
    id: i64,
) -> Result<Option<corp::Model>> {
    let found = teams_of(suite_id).filter(corp::Column::Id.eq(id));
    Ok(found.one(db).await?)
}

/// Which of these links are test links, by id.
pub async fn test_links_among(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = i64>,
) -> Result<Vec<i64>> {
    let mut ids: Vec<i64> = ids.into_iter().collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() {
        return Ok(ids);
    }
    let found = link::Entity::find()
        .select_only()
        .column(link::Column::Id)
        .filter(link::Column::Id.is_in(ids))
        .filter(link::Column::Test.is_not_null())
        .into_tuple();
    Ok(found.all(db).await?)
}

/// The teams that a person is in, the latest first, by their ids for the outside; whether each is a test team.
pub async fn teams_of_person(
    db: &impl ConnectionTrait,
    person_id: i64,
) -> Result<Vec<(String, bool)>> {
    let own = member::Entity::find()
        .filter(member::Column::PersonId.eq(person_id))
        .order_by_desc(member::Column::Id)
        .all(db)
        .await?;
    let ids = own.iter().map(|row| row.corp_id);
    let rows = rows_in::<corp::Entity>(db, corp::Column::Id, ids).await?;
    let teams = own.iter().filter_map(|own| {
        let row = rows.iter().find(|row| row.id == own.corp_id)?;
        Some((row.corpid.clone(), row.test.is_some()))
    });
    Ok(teams.collect())
}
