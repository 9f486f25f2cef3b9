//! Invites: a team's link, and how people come in by it.

use domain::invite::{InviteCode, InviteProblem, JoinFacts, Joining, MOST_PEOPLE, Standing};
use domain::notice::NoticeKind;
use domain::role::{Act, Role};
use domain::team::PersonName;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder,
};

use crate::entity::{authorization, corp, invite, join_request, member, person, suite};
use crate::row::{count, rows_in, word};
use crate::seats::Seat;
use crate::{Person, Result, Store, StoreError, notices, seats, teams};

/// A team's invite link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// Its code.
    pub code: String,
    /// Joining needs approval.
    pub approval: bool,
    /// When it was made.
    pub renewed_at: Moment,
}

/// What an invite's page shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The team's row.
    corp_id: i64,
    /// Joining needs approval.
    pub approval: bool,
    /// The team's id.
    pub corpid: String,
    /// The team's name.
    pub team: String,
    /// How many people it has.
    pub people: u32,
    /// Its owner's name.
    pub inviter: String,
    /// The suites in use: key and name.
    pub suites: Vec<(String, String)>,
    /// How the visitor stands to the team.
    pub standing: Standing,
}

impl Invitation {
    /// The team takes no more people.
    pub fn full(&self) -> bool {
        self.people >= MOST_PEOPLE
    }
}

/// Somebody who waits to be let in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JoinRow {
    /// The request's row.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their number.
    pub phone: String,
    /// When they asked.
    pub asked_at: Moment,
}

impl Store {
    /// A team's invite link; `fresh` becomes its code if it has none yet.
    pub async fn invite(&self, seat: &Seat, fresh: &InviteCode, now: Moment) -> Result<Invite> {
        if let Some(row) = of_corp(&self.read, seat.corp_id).await? {
            return Ok(Invite::of(row));
        }
        let tx = self.begin().await?;
        let row = match of_corp(&tx, seat.corp_id).await? {
            Some(row) => row,
            None => {
                let row = invite::ActiveModel {
                    corp_id: Set(seat.corp_id),
                    code: Set(fresh.as_str().to_owned()),
                    approval: Set(false),
                    renewed_at: Set(now.0),
                    ..Default::default()
                };
                row.insert(&tx).await?
            }
        };
        tx.commit().await?;
        Ok(Invite::of(row))
    }

    /// Gives the team another code; the old link is dead from now on.
    pub async fn renew_invite(
        &self,
        seat: &Seat,
        code: &InviteCode,
        now: Moment,
    ) -> Result<Invite> {
        self.invite(seat, code, now).await?;
        let set = invite::ActiveModel {
            code: Set(code.as_str().to_owned()),
            renewed_at: Set(now.0),
            ..Default::default()
        };
        self.set_invite(seat, set).await
    }

    /// Sets whether joining needs approval.
    pub async fn set_approval(
        &self,
        seat: &Seat,
        approval: bool,
        fresh: &InviteCode,
        now: Moment,
    ) -> Result<Invite> {
        self.invite(seat, fresh, now).await?;
        let set = invite::ActiveModel {
            approval: Set(approval),
            ..Default::default()
        };
        self.set_invite(seat, set).await
    }

    async fn set_invite(&self, seat: &Seat, set: invite::ActiveModel) -> Result<Invite> {
        let tx = self.begin().await?;
        let row = of_corp(&tx, seat.corp_id).await?;
        let id = row.ok_or(StoreError::NotFound)?.id;
        let row = invite::ActiveModel { id: Set(id), ..set };
        let row = row.update(&tx).await?;
        tx.commit().await?;
        Ok(Invite::of(row))
    }

    /// What an invite leads to, as this visitor sees it; `None` if it is dead.
    pub async fn invitation(
        &self,
        code: &InviteCode,
        visitor: Option<&Person>,
    ) -> Result<Option<Invitation>> {
        invitation(&self.read, code, visitor).await
    }

    /// Joins, or asks to. Whoever was added by number takes the place that was kept for them.
    pub async fn join(
        &self,
        code: &InviteCode,
        person: &Person,
        name: Option<PersonName>,
        now: Moment,
    ) -> Result<Joining> {
        let tx = self.begin().await?;
        let found = invitation(&tx, code, Some(person)).await?;
        let found = found.ok_or(StoreError::Invite(InviteProblem::Dead))?;
        let kept = member::Entity::find()
            .filter(member::Column::CorpId.eq(found.corp_id))
            .filter(member::Column::Phone.eq(person.phone.as_str()))
            .one(&tx)
            .await?;
        let facts = JoinFacts {
            standing: found.standing,
            expected: kept.is_some(),
            people: found.people,
            approval: found.approval,
        };
        let joining = facts.join().map_err(StoreError::Invite)?;
        let name = match (joining, name.map(String::from).or(person.name.clone())) {
            (Joining::Already, _) => return Ok(joining),
            (Joining::Recognised, _) => {
                if let Some(kept) = kept {
                    let mut row = kept.into_active_model();
                    row.person_id = Set(Some(person.id));
                    row.joined_at = Set(Some(now.0));
                    row.update(&tx).await?;
                }
                seats::touch(&tx, found.corp_id).await?;
                tx.commit().await?;
                return Ok(joining);
            }
            (_, name) => name.ok_or(StoreError::NameNeeded)?,
        };
        keep_name(&tx, person, &name).await?;
        match joining {
            Joining::Asks => ask(&tx, &found, person, &name, now).await?,
            _ => {
                settle(&tx, found.corp_id, person.id, now).await?;
                seat(&tx, found.corp_id, person, name, now).await?;
            }
        }
        tx.commit().await?;
        Ok(joining)
    }

    /// Takes one's wish to join back.
    pub async fn take_join_back(&self, code: &InviteCode, person: &Person) -> Result<()> {
        let tx = self.begin().await?;
        let Some(found) = invitation(&tx, code, Some(person)).await? else {
            return Ok(());
        };
        join_request::Entity::delete_many()
            .filter(join_request::Column::CorpId.eq(found.corp_id))
            .filter(join_request::Column::PersonId.eq(person.id))
            .exec(&tx)
            .await?;
        seats::touch(&tx, found.corp_id).await?;
        Ok(tx.commit().await?)
    }

    /// Who waits to be let in, the first to ask first.
    pub async fn joins(&self, seat: &Seat) -> Result<Vec<JoinRow>> {
        let db = &self.read;
        let rows = waiting(seat.corp_id).all(db).await?;
        let people =
            rows_in::<person::Entity>(db, person::Column::Id, rows.iter().map(|row| row.person_id))
                .await?;
        let phone = |id| people.iter().find(|person| person.id == id);
        Ok(rows
            .into_iter()
            .filter_map(|row| {
                Some(JoinRow {
                    id: row.id,
                    phone: phone(row.person_id)?.phone.clone(),
                    name: row.name,
                    asked_at: Moment(row.asked_at),
                })
            })
            .collect())
    }

    /// Lets somebody in, or not. What was decided stays so: the same answer twice is one.
    pub async fn decide_join(&self, by: &Seat, id: i64, admit: bool, now: Moment) -> Result<()> {
        let tx = self.begin().await?;
        let row = join_request::Entity::find_by_id(id)
            .filter(join_request::Column::CorpId.eq(by.corp_id))
            .one(&tx)
            .await?;
        let row = row.ok_or(StoreError::NotFound)?;
        let before: Standing = word(&row.state, "join request")?;
        if before != Standing::Waiting {
            return Ok(());
        }
        let person = person::Entity::find_by_id(row.person_id).one(&tx).await?;
        let person = Person::of(person.ok_or(StoreError::NotFound)?)?;
        if admit && teams::people(&tx, by.corp_id).await? >= MOST_PEOPLE {
            return Err(StoreError::Invite(InviteProblem::Full));
        }
        let (after, kind) = match admit {
            true => (Standing::Inside, NoticeKind::Admitted),
            false => (Standing::Declined, NoticeKind::NotAdmitted),
        };
        let name = row.name.clone();
        let mut row = row.into_active_model();
        row.state = Set(after.word().into_owned());
        row.decided_at = Set(Some(now.0));
        row.update(&tx).await?;
        if admit {
            seat(&tx, by.corp_id, &person, name, now).await?;
        }
        let told = (kind, by.name.as_str(), "");
        notices::tell(&tx, by.corp_id, &[person.id], told, now).await?;
        Ok(tx.commit().await?)
    }
}

impl Invite {
    fn of(row: invite::Model) -> Self {
        Self {
            code: row.code,
            approval: row.approval,
            renewed_at: Moment(row.renewed_at),
        }
    }
}

async fn of_corp(db: &impl ConnectionTrait, corp_id: i64) -> Result<Option<invite::Model>> {
    let found = invite::Entity::find()
        .filter(invite::Column::CorpId.eq(corp_id))
        .one(db)
        .await?;
    Ok(found)
}

/// The requests to join a team that wait.
pub(crate) fn waiting(corp_id: i64) -> sea_orm::Select<join_request::Entity> {
    join_request::Entity::find()
        .filter(join_request::Column::CorpId.eq(corp_id))
        .filter(join_request::Column::State.eq(Standing::Waiting.word().into_owned()))
        .order_by_asc(join_request::Column::Id)
}

async fn invitation(
    db: &impl ConnectionTrait,
    code: &InviteCode,
    visitor: Option<&Person>,
) -> Result<Option<Invitation>> {
    let found = invite::Entity::find()
        .filter(invite::Column::Code.eq(code.as_str()))
        .one(db)
        .await?;
    let Some(invite) = found else { return Ok(None) };
    let corp = corp::Entity::find_by_id(invite.corp_id).one(db).await?;
    let corp = corp.ok_or(StoreError::Corrupt("team of invite"))?;
    let owner = seats::find(db, corp.owner_id, corp.id).await?;
    let standing = match visitor {
        Some(visitor) => standing(db, corp.id, visitor.id).await?,
        None => Standing::Outside,
    };
    Ok(Some(Invitation {
        corp_id: corp.id,
        approval: invite.approval,
        people: teams::people(db, corp.id).await?,
        inviter: owner.map(|owner| owner.name).unwrap_or_default(),
        suites: suites_in_use(db, corp.id).await?,
        standing,
        corpid: corp.corpid,
        team: corp.name,
    }))
}

async fn standing(db: &impl ConnectionTrait, corp_id: i64, person_id: i64) -> Result<Standing> {
    if seats::find(db, person_id, corp_id).await?.is_some() {
        return Ok(Standing::Inside);
    }
    let asked = request_of(db, corp_id, person_id).await?;
    match asked
        .map(|row| word(&row.state, "join request"))
        .transpose()?
    {
        // Let in once, and out again since.
        Some(Standing::Inside) | None => Ok(Standing::Outside),
        Some(standing) => Ok(standing),
    }
}

async fn request_of(
    db: &impl ConnectionTrait,
    corp_id: i64,
    person_id: i64,
) -> Result<Option<join_request::Model>> {
    let found = join_request::Entity::find()
        .filter(join_request::Column::CorpId.eq(corp_id))
        .filter(join_request::Column::PersonId.eq(person_id))
        .one(db)
        .await?;
    Ok(found)
}

async fn suites_in_use(db: &impl ConnectionTrait, corp_id: i64) -> Result<Vec<(String, String)>> {
    use domain::authorization::AuthorizationState::Active;
    let given = authorization::Entity::find()
        .filter(authorization::Column::CorpId.eq(corp_id))
        .filter(authorization::Column::State.eq(Active.word().into_owned()))
        .all(db)
        .await?;
    if given.is_empty() {
        return Ok(Vec::new());
    }
    use sea_orm::QuerySelect;
    let rows: Vec<(String, String)> = suite::Entity::find()
        .select_only()
        .columns([suite::Column::SuiteKey, suite::Column::Name])
        .filter(suite::Column::Id.is_in(given.into_iter().map(|given| given.suite_id)))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows)
}

async fn ask(
    db: &impl ConnectionTrait,
    found: &Invitation,
    person: &Person,
    name: &str,
    now: Moment,
) -> Result<()> {
    if found.standing == Standing::Waiting {
        return Ok(());
    }
    let row = join_request::ActiveModel {
        corp_id: Set(found.corp_id),
        person_id: Set(person.id),
        name: Set(name.to_owned()),
        state: Set(Standing::Waiting.word().into_owned()),
        asked_at: Set(now.0),
        decided_at: Set(None),
        ..Default::default()
    };
    match request_of(db, found.corp_id, person.id).await? {
        Some(old) => {
            let row = join_request::ActiveModel {
                id: Set(old.id),
                ..row
            };
            row.update(db).await?;
        }
        None => {
            row.insert(db).await?;
        }
    }
    let people = seats::who_may(db, found.corp_id, Act::Admit).await?;
    let told = (NoticeKind::JoinAsked, name, "");
    notices::tell(db, found.corp_id, &people, told, now).await
}

/// A wish to join that waited is over once its person is in.
async fn settle(
    db: &impl ConnectionTrait,
    corp_id: i64,
    person_id: i64,
    now: Moment,
) -> Result<()> {
    if let Some(row) = request_of(db, corp_id, person_id).await? {
        let mut row = row.into_active_model();
        row.state = Set(Standing::Inside.word().into_owned());
        row.decided_at = Set(Some(now.0));
        row.update(db).await?;
    }
    Ok(())
}

/// Seats a person, or gives them the seat that was kept for their number.
async fn seat(
    db: &impl ConnectionTrait,
    corp_id: i64,
    person: &Person,
    name: String,
    now: Moment,
) -> Result<()> {
    let kept = member::Entity::find()
        .filter(member::Column::CorpId.eq(corp_id))
        .filter(member::Column::Phone.eq(person.phone.as_str()))
        .one(db)
        .await?;
    match kept {
        Some(kept) => {
            let mut row = kept.into_active_model();
            row.person_id = Set(Some(person.id));
            row.joined_at = Set(Some(now.0));
            row.update(db).await?;
        }
        None => {
            let row = member::ActiveModel {
                corp_id: Set(corp_id),
                person_id: Set(Some(person.id)),
                phone: Set(person.phone.as_str().to_owned()),
                name: Set(name.clone()),
                role: Set(Role::Member.word().into_owned()),
                department_id: Set(None),
                added_at: Set(now.0),
                joined_at: Set(Some(now.0)),
                ..Default::default()
            };
            row.insert(db).await?;
        }
    }
    let people = seats::who_may(db, corp_id, Act::SeePeople).await?;
    let told = (NoticeKind::Joined, name.as_str(), "");
    notices::tell(db, corp_id, &people, told, now).await
}

async fn keep_name(db: &impl ConnectionTrait, person: &Person, name: &str) -> Result<()> {
    if person.name.is_none() {
        let row = person::ActiveModel {
            id: Set(person.id),
            name: Set(Some(name.to_owned())),
            ..Default::default()
        };
        row.update(db).await?;
    }
    Ok(())
}

/// How many wait to be let into a team, and the names of the first three.
pub(crate) async fn waiting_names(
    db: &impl ConnectionTrait,
    corp_id: i64,
) -> Result<(u32, Vec<String>)> {
    let all = waiting(corp_id).count(db).await?;
    use sea_orm::QuerySelect;
    let rows = waiting(corp_id).limit(3).all(db).await?;
    Ok((count(all), rows.into_iter().map(|row| row.name).collect()))
}
