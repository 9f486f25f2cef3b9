//! The workbench: a person's teams, and the apps within their scope.

use domain::authorization::AuthorizationState;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::{authorization, corp, member, micro_app};
use crate::row::word;
use crate::scopes::read_parts;
use crate::teams::{self, TeamInfo};
use crate::{Result, Store};

/// An app on a workbench.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    /// Its name.
    pub name: String,
    /// PNG.
    pub icon: Vec<u8>,
    /// Its home page, with `$CORPID$` in it.
    pub home_url: String,
    /// How its suite's authorization stands.
    pub state: AuthorizationState,
}

/// A person's view of a team.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Workbench {
    /// All their teams.
    pub teams: Vec<TeamInfo>,
    /// The one shown.
    pub team: Option<TeamInfo>,
    /// Its apps within their scope.
    pub apps: Vec<App>,
}

impl Store {
    /// The workbench of the team with this id, or of the team joined last.
    pub async fn workbench(&self, person_id: i64, corpid: Option<&str>) -> Result<Workbench> {
        let db = &self.read;
        let memberships = member::Entity::find()
            .filter(member::Column::PersonId.eq(person_id))
            .order_by_desc(member::Column::Id)
            .all(db)
            .await?;
        let mut teams = Vec::with_capacity(memberships.len());
        let mut shown = None;
        for membership in memberships {
            let Some(corp) = corp::Entity::find_by_id(membership.corp_id).one(db).await? else {
                continue;
            };
            let team = teams::info(db, corp).await?;
            if shown.is_none() && corpid.is_none_or(|wanted| wanted == team.corpid) {
                shown = Some((membership, team.clone()));
            }
            teams.push(team);
        }
        let Some((membership, team)) = shown else {
            return Ok(Workbench {
                teams,
                ..Workbench::default()
            });
        };
        let apps = self.apps_of(&membership).await?;
        Ok(Workbench {
            teams,
            team: Some(team),
            apps,
        })
    }

    async fn apps_of(&self, membership: &member::Model) -> Result<Vec<App>> {
        let db = &self.read;
        let given = authorization::Entity::find()
            .filter(authorization::Column::CorpId.eq(membership.corp_id))
            .order_by_asc(authorization::Column::Id)
            .all(db)
            .await?;
        let mut apps = Vec::new();
        for given in given {
            let scope = read_parts(db, given.id, given.scope.as_deref()).await?;
            // Until a scope is set, only whoever deploys the suite sees that it is on its way.
            let admitted = match scope {
                Some(scope) => scope.admits(membership.id, membership.department_id),
                None => membership.role == teams::OWNER,
            };
            if !admitted {
                continue;
            }
            let state = word(&given.state, "authorization state")?;
            let rows = micro_app::Entity::find()
                .filter(micro_app::Column::SuiteId.eq(given.suite_id))
                .order_by_asc(micro_app::Column::Id)
                .all(db)
                .await?;
            apps.extend(rows.into_iter().map(|row| App {
                name: row.name,
                icon: row.icon,
                home_url: row.home_url,
                state,
            }));
        }
        Ok(apps)
    }
}
