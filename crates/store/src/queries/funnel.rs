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

#[cfg(test)]
mod tests {
    use domain::time::Span;
    use migration::{Migrator, MigratorTrait};
    use sea_orm::{Database, DatabaseConnection};

    use super::*;
    use crate::Store;

    /// What events are of: two links of a suite, and onboardings of both.
    const BEFORE: [&str; 6] = [
        "INSERT INTO vendor (id, name, short_name, certified, created_at) VALUES (1, '示例', '示例', true, 0)",
        "INSERT INTO suite (id, vendor_id, suite_key, name, tagline, icon, accent, team_modes, serial_rule, permissions, \
         custom_tasks, version, created_at) \
         VALUES (1, 1, 'suite', '考勤', '{\"zh\":\"\"}', x'', '#2b6cf6', 'either', 'issued', '[]', '[]', '1.0', 0)",
        "INSERT INTO person (id, phone, created_at) VALUES (1, '+8613800138000', 0)",
        "INSERT INTO link (id, token, suite_id, label, uses, scans, created_at) \
         VALUES (1, 'ABCDEFGHJKM1', 1, '', 0, 0, 0), (2, 'ABCDEFGHJKM2', 1, '', 0, 0, 0)",
        "INSERT INTO onboarding (id, link_id, suite_id, person_id, round, serial_attempts, custom_done, created_at) \
         VALUES (1, 1, 1, 1, 0, 0, '[]', 0), (2, 1, 1, 1, 1, 0, '[]', 0), (3, 2, 1, 1, 0, 0, '[]', 0)",
        "INSERT INTO funnel_event (link_id, suite_id, onboarding_id, event, code, at, count) \
         SELECT * FROM (VALUES {rows}) AS events",
    ];

    /// Events of three onboardings over some days: some steps twice, some left out.
    fn events() -> Vec<NewEvent> {
        let mut events = Vec::new();
        for onboarding in 1..=3 {
            let begun = Moment(0) + Span::days(onboarding * 2);
            let new = |event, after: Span| NewEvent {
                ids: (1 + onboarding / 3, 1),
                onboarding_id: Some(onboarding),
                event,
                code: None,
                at: begun + after,
                count: 1,
            };
            events.push(NewEvent {
                onboarding_id: None,
                count: 3,
                ..new(Event::Scanned, Span(0))
            });
            events.push(new(Event::SignedIn, Span::seconds(10)));
            events.push(new(Event::Team, Span::seconds(33)));
            events.push(NewEvent {
                code: Some("serial_wrong".to_owned()),
                count: 2,
                ..new(Event::Error, Span::seconds(50))
            });
            if onboarding != 2 {
                events.push(new(Event::Serial, Span::minutes(7)));
            }
            events.push(new(Event::Authorized, Span::days(3)));
            events.push(new(Event::Active, Span::days(3)));
            events.push(new(Event::Active, Span::days(5)));
        }
        events
    }

    async fn counted(db: &DatabaseConnection) -> (Vec<funnel_day::Model>, Vec<funnel_time::Model>) {
        let mut days = funnel_day::Entity::find().all(db).await.unwrap();
        days.sort_by_key(|of| (of.link_id, of.day, of.event.clone(), of.code.clone()));
        let mut times = funnel_time::Entity::find().all(db).await.unwrap();
        times.sort_by_key(|of| (of.link_id, of.day, of.event.clone(), of.took));
        (days, times)
    }

    #[tokio::test]
    async fn events_of_before_are_counted_as_those_that_come_one_after_the_other() {
        let folder = tempfile::TempDir::new().unwrap();
        let url = format!("sqlite://{}/test.db?mode=rwc", folder.path().display());
        let before = Database::connect(&url).await.unwrap();
        Migrator::up(&before, Some(19)).await.unwrap();
        let rows: Vec<String> = events()
            .iter()
            .map(|event| {
                let code = event.code.as_ref().map(|code| format!("'{code}'"));
                let onboarding = event.onboarding_id.map(|id| id.to_string());
                format!(
                    "({}, {}, {}, '{}', {}, {}, {})",
                    event.ids.0,
                    event.ids.1,
                    onboarding.unwrap_or("NULL".to_owned()),
                    event.event.word(),
                    code.unwrap_or("NULL".to_owned()),
                    event.at.0,
                    event.count
                )
            })
            .collect();
        for statement in BEFORE {
            let statement = statement.replace("{rows}", &rows.join(", "));
            before.execute_unprepared(&statement).await.unwrap();
        }
        before.close().await.unwrap();
        Store::migrate(&url).await.unwrap();
        let store = Store::open(&url).await.unwrap();
        let expected = counted(store.read()).await;
        assert_eq!(expected.0.iter().map(|day| day.count).sum::<i32>(), 58);
        assert!(!expected.1.is_empty());
        for table in ["funnel_event", "funnel_day", "funnel_time"] {
            let delete = format!("DELETE FROM {table}");
            let db = &store.connections.write;
            db.execute_unprepared(&delete).await.unwrap();
        }
        for event in events() {
            let event = &[event];
            let entered = store.write(|tx| async move { enter(&tx, event).await });
            entered.await.unwrap();
        }
        assert_eq!(counted(store.read()).await, expected);
    }
}
