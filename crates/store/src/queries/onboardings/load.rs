//! An onboarding read with all that its steps need.

use domain::authorization::AuthorizationState;
use domain::link::LinkToken;
use domain::role::Permission;
use domain::serial::SerialCheck;
use domain::task::Task;
use domain::word::Word;
use sea_orm::ConnectionTrait;

use super::{At, Onboarding, SerialState, has_team_with};
use crate::entity::authorization;
use crate::queries::authorizations::AuthorizationRow;
use crate::queries::links::Deployment;
use crate::queries::requests;
use crate::queries::row::{self, json, word};
use crate::queries::teams::Choice;
use crate::queries::{memberships, scopes, step};
use crate::{Result, StoreError};

/// The onboarding that a step is for; out of order if it was never begun.
pub async fn must_load(db: &impl ConnectionTrait, at: &At) -> Result<Onboarding> {
    let found = load(db, &at.link, at.person_id).await?;
    found.ok_or(StoreError::NotDue(Some(Task::SignIn)))
}

/// The latest round, unless it is history: finished, and what it deployed is withdrawn or out of the
/// person's reach.
pub async fn load(
    db: &impl ConnectionTrait,
    link: &LinkToken,
    person_id: i64,
) -> Result<Option<Onboarding>> {
    let rows = step::must_find(db, link, person_id).await?;
    assemble(db, rows, person_id, None).await
}

/// A link with its suite and the suite's icon, and the latest round of a person through it, as [`load`] has it.
pub async fn load_with_link(
    db: &impl ConnectionTrait,
    link: &LinkToken,
    person_id: Option<i64>,
) -> Result<Option<(Deployment, Option<Onboarding>)>> {
    let Some(rows) = step::find(db, link, person_id, true).await? else {
        return Ok(None);
    };
    let Some(person_id) = person_id else {
        return Ok(Some((rows.deployment, None)));
    };
    let deployment = rows.deployment.clone();
    let begun = assemble(db, rows, person_id, None).await?;
    Ok(Some((deployment, begun)))
}

/// An onboarding of the rows that were read. The teams that the person may choose from spare a statement where they are known.
pub(super) async fn assemble(
    db: &impl ConnectionTrait,
    rows: step::Rows,
    person_id: i64,
    choices: Option<&[Choice]>,
) -> Result<Option<Onboarding>> {
    let (deployment, corp, authorization) = (rows.deployment, rows.corp, rows.authorization);
    let given = authorization.clone();
    let Some(row) = rows.onboarding else {
        return Ok(None);
    };
    let membership = match (rows.member, &corp) {
        (Some(member), Some(corp)) => Some(memberships::membership_of(
            member,
            corp.corpid.clone(),
            person_id,
        )?),
        _ => None,
    };
    let withdrawn =
        |given: &authorization::Model| given.state == AuthorizationState::Withdrawn.word();
    if row.started_at.is_some() && authorization.as_ref().is_none_or(withdrawn) {
        return Ok(None);
    }
    let asks = membership
        .as_ref()
        .is_some_and(|membership| !membership.role.may(Permission::Authorize));
    let asked = match &corp {
        Some(corp) if asks => requests::find(db, corp.id, row.suite_id, person_id).await?,
        _ => None,
    };
    let admitted = match (&membership, &authorization) {
        (Some(membership), Some(given)) if asks => {
            let scope = scopes::read_parts(db, given.id, given.scope.as_deref()).await?;
            scope.is_some_and(|scope| scope.admits(membership.member_id, membership.department_id))
        }
        _ => true,
    };
    // What was redeemed for a team that the person has lost is not the next one's.
    let serial = row.serial.as_deref().filter(|_| corp.is_some());
    let rule = deployment.suite.settings.serial;
    let serial = serial.map(|stored| row::serial(rule, stored)).transpose()?;
    let check = row.serial_state.as_deref();
    let check = check.map(|check| word(check, "state of a serial"));
    let serial = match (serial, check.transpose()?) {
        (Some(serial), Some(SerialCheck::Accepted)) => SerialState::Accepted(serial),
        (Some(serial), Some(SerialCheck::Pending)) => SerialState::Pending(serial),
        (Some(serial), Some(SerialCheck::Refused(refusal))) => {
            SerialState::Refused(serial, refusal)
        }
        _ => SerialState::Missing,
    };
    let of_link = |given: &authorization::Model| given.link_id == deployment.link_id;
    let spends_use = match &corp {
        // A test team has taken its place by being made.
        Some(_) if deployment.test => false,
        Some(_) => !authorization.as_ref().is_some_and(of_link),
        // Where any number of teams may authorize, it is the same.
        None if deployment.test || deployment.facts.max_uses.is_none() => true,
        None => match choices {
            Some(choices) => choices.iter().all(|choice| choice.given.is_none()),
            None => !has_team_with(db, person_id, row.suite_id).await?,
        },
    };
    let authorization = authorization.filter(|found| asks || found.onboarding_id == row.id);
    let authorization = authorization.map(AuthorizationRow::of).transpose()?;
    Ok(Some(Onboarding {
        id: row.id,
        deployment,
        corp: corp.map(|corp| (corp.id, corp.corpid, corp.name)),
        people: rows.people,
        role: membership.as_ref().map(|membership| membership.role),
        called: membership
            .map(|membership| membership.name)
            .unwrap_or_default(),
        asked,
        admitted,
        serial,
        authorization,
        spends_use,
        custom_done: json(&row.custom_done, "custom tasks done")?,
        started: row.started_at.is_some(),
        row,
        given,
        teams: None,
    }))
}
