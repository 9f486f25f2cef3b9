//! Events of the funnel as they are entered, and what is counted of them by day.

use std::collections::{BTreeMap, HashMap};

use domain::funnel::{Arrival, Event, Way, rounded};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::Result;
use crate::entity::{funnel_day, funnel_event, funnel_time};
use crate::queries::row::word;
use crate::queries::serials::CHUNK;

/// The id of no link, under which those of a suite are counted together.
pub const ALL_LINKS: i64 = 0;

/// An event that is entered.
#[derive(Clone, Debug)]
pub struct NewEvent {
    /// Its link and its suite.
    pub ids: (i64, i64),
    /// The onboarding, if it is one's.
    pub onboarding_id: Option<i64>,
    /// What happened.
    pub event: Event,
    /// The code of an error.
    pub code: Option<String>,
    /// When, for the first time.
    pub at: Moment,
    /// How often.
    pub count: i32,
}

/// A day of a link: the suite, the link, the day.
type Day = (i64, i64, i64);

/// What is counted of events: scans and errors by their number, onboardings at each step once, and how long that took.
#[derive(Default)]
struct Counts {
    events: BTreeMap<(Day, String, String), i32>,
    times: BTreeMap<(Day, String, i64), i32>,
}

/// Enters events, in their order, and counts them.
pub async fn enter(db: &impl ConnectionTrait, events: &[NewEvent]) -> Result<()> {
    let mut ways = ways(db, events).await?;
    let mut counts = Counts::default();
    for event in events {
        match (event.event, event.onboarding_id) {
            (Event::Scanned | Event::Error, _) => counts.add(event, event.count),
            (_, Some(id)) => {
                let arrival = ways.entry(id).or_default().come(event.event, event.at);
                if let Arrival::First(took) = arrival {
                    counts.add(event, 1);
                    counts.add_time(event, took.map(|took| rounded(took).0));
                }
            }
            (_, None) => {}
        }
    }
    for chunk in events.chunks(CHUNK) {
        let rows = chunk.iter().map(|event| funnel_event::ActiveModel {
            link_id: Set(event.ids.0),
            suite_id: Set(event.ids.1),
            onboarding_id: Set(event.onboarding_id),
            event: Set(event.event.word().into_owned()),
            code: Set(event.code.clone()),
            at: Set(event.at.0),
            count: Set(event.count),
            ..Default::default()
        });
        funnel_event::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    counts.write(db).await
}

impl Counts {
    fn add(&mut self, event: &NewEvent, count: i32) {
        let code = event.code.clone().unwrap_or_default();
        for day in days(event) {
            let key = (day, event.event.word().into_owned(), code.clone());
            let counted = self.events.entry(key).or_default();
            *counted = counted.saturating_add(count);
        }
    }

    fn add_time(&mut self, event: &NewEvent, took: Option<i64>) {
        let Some(took) = took else { return };
        for day in days(event) {
            let key = (day, event.event.word().into_owned(), took);
            *self.times.entry(key).or_default() += 1;
        }
    }

    /// Adds to what is counted already, in the order of the keys: two servers at it don't wait for each other.
    async fn write(self, db: &impl ConnectionTrait) -> Result<()> {
        let rows = self.events.into_iter().map(|((day, event, code), count)| {
            let (suite_id, link_id, day) = day;
            funnel_day::ActiveModel {
                suite_id: Set(suite_id),
                link_id: Set(link_id),
                day: Set(day),
                event: Set(event),
                code: Set(code),
                count: Set(count),
            }
        });
        let mut rows = rows.peekable();
        while rows.peek().is_some() {
            use funnel_day::Column::{Code, Count, Day, Event, LinkId, SuiteId};
            funnel_day::Entity::insert_many(rows.by_ref().take(CHUNK))
                .on_conflict(adding([SuiteId, LinkId, Day, Event, Code], Count))
                .exec_without_returning(db)
                .await?;
        }
        let rows = self.times.into_iter().map(|((day, event, took), count)| {
            let (suite_id, link_id, day) = day;
            funnel_time::ActiveModel {
                suite_id: Set(suite_id),
                link_id: Set(link_id),
                day: Set(day),
                event: Set(event),
                took: Set(took),
                count: Set(count),
            }
        });
        let mut rows = rows.peekable();
        while rows.peek().is_some() {
            use funnel_time::Column::{Count, Day, Event, LinkId, SuiteId, Took};
            funnel_time::Entity::insert_many(rows.by_ref().take(CHUNK))
                .on_conflict(adding([SuiteId, LinkId, Day, Event, Took], Count))
                .exec_without_returning(db)
                .await?;
        }
        Ok(())
    }
}

/// The days that an event is counted at: its link's, and that of all links of the suite.
fn days(event: &NewEvent) -> [Day; 2] {
    let (link_id, suite_id) = event.ids;
    [link_id, ALL_LINKS].map(|link_id| (suite_id, link_id, event.at.day()))
}

/// Adds the count to that of a row that is there.
fn adding<C: ColumnTrait>(key: [C; 5], count: C) -> OnConflict {
    let inserted = Expr::col((Alias::new("excluded"), count));
    let there = Expr::col(count.as_column_ref());
    OnConflict::columns(key)
        .value(count, there.add(inserted))
        .to_owned()
}

/// How far the onboardings of these events have come until now; no onboardings ask nothing.
async fn ways(db: &impl ConnectionTrait, events: &[NewEvent]) -> Result<HashMap<i64, Way>> {
    use funnel_event::Column::{At, Event as What, OnboardingId};
    let steps = events.iter().filter(|event| event.event != Event::Error);
    let mut ids: Vec<i64> = steps.filter_map(|event| event.onboarding_id).collect();
    ids.sort_unstable();
    ids.dedup();
    let mut ways: HashMap<i64, Way> = HashMap::new();
    for ids in ids.chunks(CHUNK) {
        let rows: Vec<(i64, String, i64)> = funnel_event::Entity::find()
            .select_only()
            .columns([OnboardingId, What, At])
            .filter(OnboardingId.is_in(ids.iter().copied()))
            .order_by_asc(At)
            .into_tuple()
            .all(db)
            .await?;
        for (id, event, at) in rows {
            let event = word(&event, "event of funnel")?;
            ways.entry(id).or_default().come(event, Moment(at));
        }
    }
    Ok(ways)
}
