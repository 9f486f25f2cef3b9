//! Who went how far in a past, and which teams are customers since.

use std::collections::HashMap;

use domain::authorization::{AuthorizationState, Change};
use domain::callback::{CallbackKind, OutboxState};
use domain::funnel::Event;
use domain::invite::InviteCode;
use domain::role::Role;
use domain::serial::{Serial, SerialCheck};
use domain::team::{Industry, TeamMode};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};

use super::{PastSuite, events};
use crate::Result;
use crate::db::gathered::Attempt;
use crate::entity::{corp, invite, member, onboarding, person};
use crate::queries::funnel::{self, NewEvent};
use crate::queries::serials::CHUNK;

/// How often a link was opened from a moment on, or refused.
#[derive(Clone, Debug)]
pub struct PastScans {
    /// The link, counted from 0.
    pub link: usize,
    /// The code of the refusal.
    pub code: Option<String>,
    /// When first.
    pub at: Moment,
    /// How often.
    pub count: i32,
}

/// A person's way through a link. No number has two.
#[derive(Clone, Debug)]
pub struct PastWay {
    /// The link, counted from 0.
    pub link: usize,
    /// The phone number.
    pub phone: String,
    /// When they signed in.
    pub began_at: Moment,
    /// What came of each step, in order; the errors met on the way have their codes.
    pub steps: Vec<(Event, Option<String>, Moment)>,
    /// The team that was created.
    pub team: Option<PastTeam>,
    /// The serial that was redeemed.
    pub serial: Option<(Serial, Moment)>,
    /// What the team authorized.
    pub authorization: Option<PastAuthorization>,
}

/// A team, of which only its owner is entered.
#[derive(Clone, Debug)]
pub struct PastTeam {
    /// Its id for the outside.
    pub corpid: String,
    /// Its name.
    pub name: String,
    /// What it does.
    pub industry: Industry,
    /// How it began.
    pub mode: TeamMode,
    /// Its owner's name.
    pub owner: String,
    /// When it was created.
    pub created_at: Moment,
    /// The code of its invite link.
    pub invite: InviteCode,
}

/// An authorization.
#[derive(Clone, Debug)]
pub struct PastAuthorization {
    /// How it stands.
    pub state: AuthorizationState,
    /// The vendor's words if it refused.
    pub reason: Option<String>,
    /// `everyone`, once set.
    pub scope: Option<String>,
    /// When it was given.
    pub authorized_at: Moment,
    /// When it became active.
    pub active_at: Option<Moment>,
    /// What the team did, the earliest first.
    pub changes: Vec<(Change, Moment)>,
    /// What was pushed to the vendor's server about it.
    pub events: Vec<PastEvent>,
}

/// Something that was pushed to a vendor's server.
#[derive(Clone, Debug)]
pub struct PastEvent {
    /// What.
    pub kind: CallbackKind,
    /// When it happened.
    pub at: Moment,
    /// What came of it.
    pub state: OutboxState,
    /// How often it was pushed.
    pub attempts: u32,
    /// The attempts that are kept in the log.
    pub log: Vec<Attempt>,
}

/// A way with the rows that it hangs on.
pub struct Rows<'a> {
    /// The way.
    pub way: &'a PastWay,
    /// Its link.
    pub link_id: i64,
    /// Whose it is.
    pub person_id: i64,
    /// The team that was created.
    pub corp_id: Option<i64>,
    /// Its own row.
    pub onboarding_id: i64,
}

/// Enters how far people went in a suite, whose links have these ids; answers which team has redeemed which serial, and when.
pub async fn enter(
    db: &impl ConnectionTrait,
    (suite_id, links): (i64, &[i64]),
    past: &PastSuite,
) -> Result<HashMap<String, (i64, Moment)>> {
    let mut redeemed = HashMap::new();
    for chunk in past.ways.chunks(CHUNK) {
        let people = people(db, chunk).await?;
        let corps = teams(db, chunk, &people).await?;
        let placed = chunk.iter().filter_map(|way| {
            let team = way.team.as_ref();
            Some(Rows {
                way,
                link_id: *links.get(way.link)?,
                person_id: *people.get(&way.phone)?,
                corp_id: team.and_then(|team| corps.get(&team.corpid).copied()),
                onboarding_id: 0,
            })
        });
        let mut rows: Vec<_> = placed.collect();
        onboardings(db, suite_id, &mut rows).await?;
        steps(db, suite_id, &rows).await?;
        events::enter(db, suite_id, &rows).await?;
        for row in &rows {
            if let (Some((serial, at)), Some(corp_id)) = (&row.way.serial, row.corp_id) {
                redeemed.insert(serial.compact(), (corp_id, *at));
            }
        }
    }
    scans(db, (suite_id, links), &past.scans).await?;
    Ok(redeemed)
}

async fn people(db: &impl ConnectionTrait, ways: &[PastWay]) -> Result<HashMap<String, i64>> {
    let rows = ways.iter().map(|way| person::ActiveModel {
        phone: Set(way.phone.clone()),
        name: Set(way.team.as_ref().map(|team| team.owner.clone())),
        created_at: Set(way.began_at.0),
        ..Default::default()
    });
    person::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    let phones = ways.iter().map(|way| way.phone.as_str());
    let known: Vec<(String, i64)> = person::Entity::find()
        .select_only()
        .columns([person::Column::Phone, person::Column::Id])
        .filter(person::Column::Phone.is_in(phones))
        .into_tuple()
        .all(db)
        .await?;
    Ok(known.into_iter().collect())
}

async fn teams(
    db: &impl ConnectionTrait,
    ways: &[PastWay],
    people: &HashMap<String, i64>,
) -> Result<HashMap<String, i64>> {
    let created = || {
        ways.iter()
            .filter_map(|way| Some((way, way.team.as_ref()?)))
    };
    let person = |way: &PastWay| people.get(&way.phone).copied().unwrap_or_default();
    let rows = created().map(|(way, team)| corp::ActiveModel {
        corpid: Set(team.corpid.clone()),
        name: Set(team.name.clone()),
        industry: Set(team.industry.word().into_owned()),
        mode: Set(team.mode.word().into_owned()),
        owner_id: Set(person(way)),
        created_at: Set(team.created_at.0),
        ..Default::default()
    });
    corp::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    let corpids = created().map(|(_, team)| team.corpid.as_str());
    let known: Vec<(String, i64)> = corp::Entity::find()
        .select_only()
        .columns([corp::Column::Corpid, corp::Column::Id])
        .filter(corp::Column::Corpid.is_in(corpids))
        .into_tuple()
        .all(db)
        .await?;
    let known: HashMap<String, i64> = known.into_iter().collect();
    let corp_id = |team: &PastTeam| known.get(&team.corpid).copied().unwrap_or_default();
    let owners = created().map(|(way, team)| member::ActiveModel {
        corp_id: Set(corp_id(team)),
        person_id: Set(Some(person(way))),
        phone: Set(way.phone.clone()),
        name: Set(team.owner.clone()),
        role: Set(Role::Owner.word().into_owned()),
        added_at: Set(team.created_at.0),
        joined_at: Set(Some(team.created_at.0)),
        ..Default::default()
    });
    member::Entity::insert_many(owners)
        .exec_without_returning(db)
        .await?;
    let invites = created().map(|(_, team)| invite::ActiveModel {
        corp_id: Set(corp_id(team)),
        code: Set(team.invite.as_str().to_owned()),
        approval: Set(false),
        renewed_at: Set(team.created_at.0),
        ..Default::default()
    });
    invite::Entity::insert_many(invites)
        .exec_without_returning(db)
        .await?;
    Ok(known)
}

async fn onboardings(
    db: &impl ConnectionTrait,
    suite_id: i64,
    rows: &mut [Rows<'_>],
) -> Result<()> {
    let begun = rows.iter().map(|row| {
        let serial = row
            .way
            .serial
            .as_ref()
            .map(|(serial, _)| serial.to_string());
        let started = row.way.steps.iter();
        let mut started = started.filter(|(event, ..)| *event == Event::Started);
        onboarding::ActiveModel {
            link_id: Set(row.link_id),
            suite_id: Set(suite_id),
            person_id: Set(row.person_id),
            round: Set(1),
            corp_id: Set(row.corp_id),
            serial_state: Set(serial
                .as_ref()
                .map(|_| SerialCheck::Accepted.word().into_owned())),
            serial: Set(serial),
            serial_attempts: Set(0),
            custom_done: Set("[]".to_owned()),
            started_at: Set(started.next().map(|(.., at)| at.0)),
            created_at: Set(row.way.began_at.0),
            ..Default::default()
        }
    });
    onboarding::Entity::insert_many(begun)
        .exec_without_returning(db)
        .await?;
    let people = rows.iter().map(|row| row.person_id);
    let known: Vec<(i64, i64)> = onboarding::Entity::find()
        .select_only()
        .columns([onboarding::Column::PersonId, onboarding::Column::Id])
        .filter(onboarding::Column::PersonId.is_in(people))
        .into_tuple()
        .all(db)
        .await?;
    let known: HashMap<i64, i64> = known.into_iter().collect();
    for row in rows {
        row.onboarding_id = known.get(&row.person_id).copied().unwrap_or_default();
    }
    Ok(())
}

async fn steps(db: &impl ConnectionTrait, suite_id: i64, rows: &[Rows<'_>]) -> Result<()> {
    let events = rows.iter().flat_map(|row| {
        let steps = row.way.steps.iter();
        steps.map(move |(event, code, at)| NewEvent {
            ids: (row.link_id, suite_id),
            onboarding_id: Some(row.onboarding_id),
            event: *event,
            code: code.clone(),
            at: *at,
            count: 1,
        })
    });
    let events: Vec<_> = events.collect();
    funnel::enter(db, &events).await
}

async fn scans(
    db: &impl ConnectionTrait,
    (suite_id, links): (i64, &[i64]),
    scans: &[PastScans],
) -> Result<()> {
    let events = scans.iter().filter_map(|seen| {
        let event = match seen.code {
            None => Event::Scanned,
            Some(_) => Event::Error,
        };
        Some(NewEvent {
            ids: (*links.get(seen.link)?, suite_id),
            onboarding_id: None,
            event,
            code: seen.code.clone(),
            at: seen.at,
            count: seen.count,
        })
    });
    let events: Vec<_> = events.collect();
    funnel::enter(db, &events).await
}
