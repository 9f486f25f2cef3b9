//! Teams: created on the phone, or picked from one's own.

use domain::funnel::Event;
use domain::task::Task;
use domain::team::{Colleague, Industry, NewTeam};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder,
};

use crate::entity::{corp, department, member, person};
use crate::onboardings::{At, Onboarding, find_authorization, must_load};
use crate::row::count;
use crate::{Person, Result, Store, StoreError, funnel};

/// The role of the person who owns the team.
pub(crate) const OWNER: &str = "owner";
const MEMBER: &str = "member";

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

/// A team that one owns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamChoice {
    /// The team.
    pub team: TeamInfo,
    /// It has the suite already.
    pub has_suite: bool,
}

impl Store {
    /// Creates the onboarding's team under a new id. The same team again is the one there is.
    pub async fn create_team(
        &self,
        at: &At,
        owner: &Person,
        new: NewTeam,
        industry: Industry,
        corpid: &str,
    ) -> Result<()> {
        let tx = self.begin().await?;
        let onboarding = must_load(&tx, at).await?;
        if onboarding
            .corp
            .as_ref()
            .is_some_and(|(.., name)| name == new.name.as_str())
        {
            return Ok(());
        }
        onboarding.require(Task::Team)?;
        let row = corp::ActiveModel {
            corpid: Set(corpid.to_owned()),
            name: Set(new.name.into()),
            industry: Set(industry.word().into_owned()),
            mode: Set(new.mode.word().into_owned()),
            owner_id: Set(owner.id),
            created_at: Set(at.now.0),
            ..Default::default()
        };
        let corp_id = row.insert(&tx).await?.id;
        let owner_name = String::from(new.owner_name);
        let mut rows = vec![member::ActiveModel {
            person_id: Set(Some(owner.id)),
            phone: Set(owner.phone.as_str().to_owned()),
            name: Set(owner_name.clone()),
            role: Set(OWNER.to_owned()),
            ..member_of(corp_id, at.now)
        }];
        rows.extend(colleagues(&tx, corp_id, new.colleagues, at.now).await?);
        member::Entity::insert_many(rows).exec(&tx).await?;
        let named = person::ActiveModel {
            id: Set(owner.id),
            name: Set(Some(owner_name)),
            ..Default::default()
        };
        named.update(&tx).await?;
        set_team(&tx, onboarding, corp_id, at.now).await?;
        Ok(tx.commit().await?)
    }

    /// Picks a team that the person owns and that hasn't the suite yet.
    pub async fn pick_team(&self, at: &At, corpid: &str) -> Result<()> {
        let tx = self.begin().await?;
        let onboarding = must_load(&tx, at).await?;
        if onboarding
            .corp
            .as_ref()
            .is_some_and(|(_, picked, _)| picked == corpid)
        {
            return Ok(());
        }
        onboarding.require(Task::Team)?;
        let found = corp::Entity::find()
            .filter(corp::Column::Corpid.eq(corpid))
            .filter(corp::Column::OwnerId.eq(at.person_id))
            .one(&tx)
            .await?;
        let corp = found.ok_or(StoreError::TeamNotOwned)?;
        if find_authorization(&tx, corp.id, onboarding.deployment.suite.id)
            .await?
            .is_some()
        {
            return Err(StoreError::TeamHasSuite);
        }
        set_team(&tx, onboarding, corp.id, at.now).await?;
        Ok(tx.commit().await?)
    }

    /// The teams that a person owns, and whether each has a suite.
    pub async fn own_teams(&self, person_id: i64, suite_id: i64) -> Result<Vec<TeamChoice>> {
        let corps = corp::Entity::find()
            .filter(corp::Column::OwnerId.eq(person_id))
            .order_by_asc(corp::Column::Id)
            .all(&self.read)
            .await?;
        let mut choices = Vec::with_capacity(corps.len());
        for corp in corps {
            let has_suite = find_authorization(&self.read, corp.id, suite_id)
                .await?
                .is_some();
            choices.push(TeamChoice {
                team: info(&self.read, corp).await?,
                has_suite,
            });
        }
        Ok(choices)
    }

    /// The onboarding's team.
    pub async fn team_of(&self, onboarding: &Onboarding) -> Result<Option<TeamInfo>> {
        let Some((id, corpid, name)) = onboarding.corp.clone() else {
            return Ok(None);
        };
        Ok(Some(TeamInfo {
            corpid,
            name,
            people: people(&self.read, id).await?,
        }))
    }
}

pub(crate) async fn info(db: &impl ConnectionTrait, corp: corp::Model) -> Result<TeamInfo> {
    Ok(TeamInfo {
        people: people(db, corp.id).await?,
        corpid: corp.corpid,
        name: corp.name,
    })
}

/// How many people a team has.
pub(crate) async fn people(db: &impl ConnectionTrait, corp_id: i64) -> Result<u32> {
    let members = member::Entity::find().filter(member::Column::CorpId.eq(corp_id));
    Ok(count(members.count(db).await?))
}

fn member_of(corp_id: i64, now: Moment) -> member::ActiveModel {
    member::ActiveModel {
        corp_id: Set(corp_id),
        department_id: Set(None),
        added_at: Set(now.0),
        ..Default::default()
    }
}

/// The colleagues' rows, their departments made on the way; those who have an account are linked.
async fn colleagues(
    db: &impl ConnectionTrait,
    corp_id: i64,
    colleagues: Vec<Colleague>,
    now: Moment,
) -> Result<Vec<member::ActiveModel>> {
    if colleagues.is_empty() {
        return Ok(Vec::new());
    }
    let phones = colleagues.iter().map(|colleague| colleague.phone.as_str());
    let known = person::Entity::find()
        .filter(person::Column::Phone.is_in(phones))
        .all(db)
        .await?;
    let mut departments: Vec<department::Model> = Vec::new();
    let mut rows = Vec::with_capacity(colleagues.len());
    for colleague in colleagues {
        let department_id = match colleague.department.map(String::from) {
            None => None,
            Some(name) => match departments.iter().find(|made| made.name == name) {
                Some(made) => Some(made.id),
                None => {
                    let row = department::ActiveModel {
                        corp_id: Set(corp_id),
                        name: Set(name),
                        ..Default::default()
                    };
                    let made = row.insert(db).await?;
                    let id = made.id;
                    departments.push(made);
                    Some(id)
                }
            },
        };
        let account = known
            .iter()
            .find(|person| person.phone == colleague.phone.as_str());
        rows.push(member::ActiveModel {
            person_id: Set(account.map(|person| person.id)),
            phone: Set(colleague.phone.as_str().to_owned()),
            name: Set(colleague.name.into()),
            role: Set(MEMBER.to_owned()),
            department_id: Set(department_id),
            ..member_of(corp_id, now)
        });
    }
    Ok(rows)
}

async fn set_team(
    db: &impl ConnectionTrait,
    onboarding: Onboarding,
    corp_id: i64,
    now: Moment,
) -> Result<()> {
    funnel::record(db, onboarding.ids(), Some(onboarding.id), Event::Team, now).await?;
    let mut row = onboarding.row.into_active_model();
    row.corp_id = Set(Some(corp_id));
    row.update(db).await?;
    Ok(())
}
