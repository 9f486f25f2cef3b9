//! What a vendor's server reads of a team's authorization.

use domain::authorization::AuthorizationState;
use domain::invite::InviteCode;
use domain::role::Permission;
use domain::team::Industry;
use domain::time::Moment;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use crate::entity::{authorization, member, suite};
use crate::queries::open_api::{AppAgent, agents, held, make_agents};
use crate::queries::row::{self, json, word};
use crate::queries::{invites, memberships};
use crate::{Result, Store, StoreError, Words};

/// An app of a suite in a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Agent {
    /// Its id.
    pub id: i64,
    /// The app's id.
    pub app_id: i64,
    /// The app's name.
    pub name: String,
    /// What the app does; may be empty.
    pub description: String,
}

/// An authorization as its vendor reads it. People are named by their member's rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthInfo {
    /// The team's id.
    pub corpid: String,
    /// The team's name.
    pub team: String,
    /// What the team does.
    pub industry: Industry,
    /// The serial as it was issued, or as the vendor's own was typed; empty without one.
    pub license_code: String,
    /// The code of the team's invite.
    pub invite_code: String,
    /// Who authorized, if they are still in the team.
    pub authorized_by: Option<i64>,
    /// Those who look after the team's apps.
    pub admins: Vec<i64>,
    /// The suite's apps in the team.
    pub agents: Vec<Agent>,
}

impl Store {
    /// A team's authorization. What it lacks of agents and of an invite (`fresh`) is made.
    ///
    /// # Errors
    ///
    /// [`StoreError::Access`].
    pub async fn auth_info(
        &self,
        suite_id: i64,
        (corpid, code_hash): (&str, Option<&str>),
        fresh: &InviteCode,
        now: Moment,
    ) -> Result<AuthInfo> {
        let db = self.read();
        let held = held(db, suite_id, corpid, code_hash).await?;
        let (given, corp) = (&held.row, &held.corp);
        let mut apps = agents(db, given).await?;
        let mut invite = invites::of_corp(db, corp.id).await?;
        if invite.is_none() || apps.iter().any(|app| app.agent_id.is_none()) {
            let made = self.write(|tx| async move {
                make_agents(&tx, given).await?;
                let invite = invites::find_or_make(&tx, corp.id, fresh, now).await?;
                Ok((agents(&tx, given).await?, invite))
            });
            let (all, made) = made.await?;
            (apps, invite) = (all, Some(made));
        }
        let looks_after = memberships::who_may(db, corp.id, Permission::Authorize).await?;
        let mut people = looks_after.clone();
        people.push(given.authorized_by);
        let rows: Vec<(i64, Option<i64>)> = member::Entity::find()
            .select_only()
            .columns([member::Column::Id, member::Column::PersonId])
            .filter(member::Column::CorpId.eq(corp.id))
            .filter(member::Column::PersonId.is_in(people))
            .into_tuple()
            .all(db)
            .await?;
        let member = |person: i64| {
            let found = rows.iter().find(|(_, of)| *of == Some(person));
            found.map(|(id, _)| *id)
        };
        let mut admins: Vec<i64> = looks_after.into_iter().filter_map(member).collect();
        admins.sort_unstable();
        Ok(AuthInfo {
            license_code: license_code(db, given).await?,
            industry: word(&corp.industry, "industry")?,
            invite_code: invite.map(|invite| invite.code).unwrap_or_default(),
            authorized_by: member(given.authorized_by),
            admins,
            agents: apps.into_iter().filter_map(Agent::of).collect(),
            corpid: held.corp.corpid,
            team: held.corp.name,
        })
    }

    /// An app of a suite in a team, what the suite is, and how the authorization stands; `None` if there is no such app.
    ///
    /// # Errors
    ///
    /// [`StoreError::Access`].
    pub async fn agent(
        &self,
        suite_id: i64,
        (corpid, code_hash): (&str, &str),
        agent_id: i64,
    ) -> Result<Option<(Agent, Words, AuthorizationState)>> {
        let db = self.read();
        let held = held(db, suite_id, corpid, Some(code_hash)).await?;
        let apps = agents(db, &held.row).await?;
        let mut found = apps.into_iter().filter_map(Agent::of);
        let Some(agent) = found.find(|agent| agent.id == agent_id) else {
            return Ok(None);
        };
        let tagline: Option<String> = suite::Entity::find_by_id(suite_id)
            .select_only()
            .column(suite::Column::Tagline)
            .into_tuple()
            .one(db)
            .await?;
        let tagline = tagline.ok_or(StoreError::Corrupt("suite"))?;
        Ok(Some((agent, json(&tagline, "tagline")?, held.state)))
    }
}

impl Agent {
    fn of(app: AppAgent) -> Option<Self> {
        Some(Self {
            id: app.agent_id?,
            app_id: app.app_id,
            name: app.name,
            description: app.description,
        })
    }
}

/// The serial of an authorization as its vendor knows it.
async fn license_code(db: &impl ConnectionTrait, given: &authorization::Model) -> Result<String> {
    let Some(stored) = &given.serial else {
        return Ok(String::new());
    };
    let rule: Option<String> = suite::Entity::find_by_id(given.suite_id)
        .select_only()
        .column(suite::Column::SerialRule)
        .into_tuple()
        .one(db)
        .await?;
    let rule = rule.ok_or(StoreError::Corrupt("suite of authorization"))?;
    Ok(row::serial(word(&rule, "serial rule")?, stored)?.to_string())
}
