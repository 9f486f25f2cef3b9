//! Teams: created on the phone, or picked from one's own.

use domain::check::TestKind;
use domain::funnel::Event;
use domain::limit::TEAMS_PER_PERSON;
use domain::role::{Permission, Role};
use domain::sandbox;
use domain::task::Task;
use domain::team::TypedTeam;
use domain::team::{Colleague, Industry, NewTeam};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
};

use crate::db::transaction::Tx;
use crate::entity::{corp, department, member, person};
use crate::queries::authorizations::find_authorization;
use crate::queries::limits;
use crate::queries::links::Deployment;
use crate::queries::memberships;
use crate::queries::onboardings::SerialState;
use crate::queries::onboardings::{At, Onboarding, must_load};
use crate::queries::row::count;
use crate::queries::sandbox::admits;
use crate::queries::teams::TeamChoice;
use crate::queries::teams::has_suite;
use crate::queries::teams::{choices, team_choices};
use crate::{Person, Result, Store, StoreError};

impl Store {
    /// Creates the onboarding's team under a new id. The same team again is the one there is.
    pub async fn create_team(
        &self,
        at: &At,
        owner: &Person,
        typed: &TypedTeam,
        industry: Industry,
        corpid: &str,
    ) -> Result<Onboarding> {
        self.write(|tx| async move {
            let mut onboarding = must_load(&tx, at).await?;
            let modes = onboarding.deployment.suite.settings.team_modes;
            let new = NewTeam::parse(typed, modes, &owner.phone)?;
            let is_test = onboarding.deployment.test;
            let name = match is_test {
                true => sandbox::marked(new.name.as_str()),
                false => new.name.as_str().to_owned(),
            };
            if onboarding
                .corp
                .as_ref()
                .is_some_and(|(.., known)| *known == name)
            {
                return Ok(onboarding);
            }
            onboarding.require(Task::Team)?;
            let uses = onboarding.deployment.facts.has_use();
            uses.map_err(StoreError::Link)?;
            // Not in the transaction, which would get in the way of others' new teams.
            let owned = corp::Entity::find().filter(corp::Column::OwnerId.eq(owner.id));
            let made_at = corp::Column::CreatedAt;
            limits::check(self.read(), owned, made_at, TEAMS_PER_PERSON, at.now).await?;
            let row = corp::ActiveModel {
                corpid: Set(corpid.to_owned()),
                name: Set(name.clone()),
                industry: Set(industry.word().into_owned()),
                mode: Set(new.mode.word().into_owned()),
                owner_id: Set(owner.id),
                created_at: Set(at.now.0),
                test: Set(is_test.then(|| TestKind::Sandbox.word().into_owned())),
                test_suite_id: Set(is_test.then_some(onboarding.deployment.suite.id)),
                ..Default::default()
            };
            let corp_id = row.insert(&tx).await?.id;
            let owner_name = new.owner_name.as_str().to_owned();
            let mut rows = vec![member::ActiveModel {
                person_id: Set(Some(owner.id)),
                joined_at: Set(Some(at.now.0)),
                phone: Set(owner.phone.as_str().to_owned()),
                name: Set(owner_name.clone()),
                role: Set(Role::Owner.word().into_owned()),
                invited_by: Set(None),
                ..member_of(corp_id, at.now)
            }];
            let colleagues = colleagues(&tx, corp_id, new.colleagues, &owner_name, at.now);
            rows.extend(colleagues.await?);
            let people = count(rows.len() as u64);
            member::Entity::insert_many(rows).exec(&tx).await?;
            let named = person::ActiveModel {
                id: Set(owner.id),
                name: Set(Some(owner_name.clone())),
                ..Default::default()
            };
            named.update(&tx).await?;
            set_team(&tx, &mut onboarding, corp_id, at.now).await?;
            onboarding.corp = Some((corp_id, corpid.to_owned(), name));
            onboarding.people = people;
            onboarding.role = Some(Role::Owner);
            onboarding.called = owner_name;
            // Nothing is authorized for a new team; a test team has its place.
            onboarding.spends_use = !is_test;
            Ok(onboarding)
        })
        .await
    }

    /// Picks a team that the person is in. A person who may authorize for it picks one that hasn't the
    /// suite; anybody else asks those who may.
    pub async fn pick_team(&self, at: &At, corpid: &str) -> Result<Onboarding> {
        self.write(|tx| async move {
            let mut onboarding = must_load(&tx, at).await?;
            if onboarding
                .corp
                .as_ref()
                .is_some_and(|(_, picked, _)| picked == corpid)
            {
                return Ok(onboarding);
            }
            onboarding.require(Task::Team)?;
            let Deployment { suite, test, .. } = &onboarding.deployment;
            let found = corp::Entity::find()
                .filter(corp::Column::Corpid.eq(corpid))
                .filter(admits(*test, suite.id))
                .one(&tx)
                .await?;
            let membership = match found {
                Some(corp) => memberships::find(&tx, at.person_id, corp.id).await?,
                None => None,
            };
            let membership = membership.ok_or(StoreError::NotATeamMember)?;
            let suite_id = onboarding.deployment.suite.id;
            let given = find_authorization(&tx, membership.corp_id, suite_id).await?;
            if given.is_none() {
                let uses = onboarding.deployment.facts.has_use();
                uses.map_err(StoreError::Link)?;
            }
            if membership.role.may(Permission::Authorize) && has_suite(given.as_ref())? {
                return Err(StoreError::TeamHasSuite);
            }
            set_team(&tx, &mut onboarding, membership.corp_id, at.now).await?;
            must_load(&tx, at).await
        })
        .await
    }

    /// Leaves the choice of the team open again, as long as nothing hangs on it.
    pub async fn unpick_team(&self, at: &At) -> Result<Onboarding> {
        self.write(|tx| async move {
            let onboarding = must_load(&tx, at).await?;
            if onboarding.corp.is_none() {
                return Ok(onboarding);
            }
            if !onboarding.team_is_open() {
                return Err(StoreError::NotDue(None));
            }
            let mut row = onboarding.row.into_active_model();
            row.corp_id = Set(None);
            row.update(&tx).await?;
            must_load(&tx, at).await
        })
        .await
    }

    /// The teams that a person may deploy to by a link, those they may authorize for first, and whether each has the suite.
    pub async fn teams_of(
        &self,
        person_id: i64,
        deployment: &Deployment,
    ) -> Result<Vec<TeamChoice>> {
        let Deployment { suite, test, .. } = deployment;
        team_choices(choices(self.read(), person_id, suite.id, *test).await?)
    }
}

fn member_of(corp_id: i64, now: Moment) -> member::ActiveModel {
    member::ActiveModel {
        corp_id: Set(corp_id),
        department_id: Set(None),
        added_at: Set(now.0),
        ..Default::default()
    }
}

/// The colleagues' rows, their departments made on the way. All are invited, whether they have an account or not: neither
/// the rows nor the time they take tell the owner which.
async fn colleagues(
    db: &impl ConnectionTrait,
    corp_id: i64,
    colleagues: Vec<Colleague>,
    owner: &str,
    now: Moment,
) -> Result<Vec<member::ActiveModel>> {
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
        rows.push(member::ActiveModel {
            person_id: Set(None),
            joined_at: Set(None),
            invited_by: Set(Some(owner.to_owned())),
            phone: Set(colleague.phone.as_str().to_owned()),
            name: Set(colleague.name.into()),
            role: Set(Role::Member.word().into_owned()),
            department_id: Set(department_id),
            ..member_of(corp_id, now)
        });
    }
    Ok(rows)
}

async fn set_team(tx: &Tx, onboarding: &mut Onboarding, corp_id: i64, now: Moment) -> Result<()> {
    tx.note(onboarding.ids(), onboarding.id, Event::Team, now);
    let mut row = onboarding.row.clone().into_active_model();
    row.corp_id = Set(Some(corp_id));
    // A serial that was redeemed for a team stays that team's.
    row.serial = Set(None);
    row.serial_state = Set(None);
    onboarding.row = row.update(tx).await?;
    onboarding.serial = SerialState::Missing;
    Ok(())
}
