//! How a vendor's live suites do, all at one glance.

use std::collections::HashMap;

use domain::funnel::Event;
use domain::word::Word;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::{funnel_day, suite};
use crate::queries::funnel::ALL_LINKS;
use crate::queries::row::word;
use crate::queries::suites::of_actor;
use crate::{Actor, Result, Store};

/// The suites of a summary: those that came live last.
const MOST: u64 = 20;

/// How a suite does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuiteSummary {
    /// The suite's key.
    pub suite_key: String,
    /// Its name.
    pub name: String,
    /// Scans, and the onboardings that came to each step for the first time.
    pub events: HashMap<Event, u64>,
}

impl SuiteSummary {
    /// How many there were.
    pub fn count(&self, event: Event) -> u64 {
        self.events.get(&event).copied().unwrap_or_default()
    }
}

impl Store {
    /// How the vendor's live suites did from one day to another, the latest suite first.
    pub async fn own_summary(
        &self,
        actor: &Actor,
        (first, last): (i64, i64),
    ) -> Result<Vec<SuiteSummary>> {
        let db = self.read();
        let suites: Vec<(i64, String, String)> = suite::Entity::find()
            .select_only()
            .columns([
                suite::Column::Id,
                suite::Column::SuiteKey,
                suite::Column::Name,
            ])
            .filter(of_actor(actor)?)
            .filter(suite::Column::ApprovedAt.is_not_null())
            .filter(suite::Column::SuspendedAt.is_null())
            .order_by_desc(suite::Column::ApprovedAt)
            .order_by_desc(suite::Column::Id)
            .limit(MOST)
            .into_tuple()
            .all(db)
            .await?;
        if suites.is_empty() {
            return Ok(Vec::new());
        }
        let shown = [Event::Scanned, Event::SignedIn, Event::Started].map(|event| event.word());
        let counts: Vec<(i64, String, Option<i64>)> = {
            use funnel_day::Column::{Count, Day, Event as What, LinkId, SuiteId};
            funnel_day::Entity::find()
                .select_only()
                .columns([SuiteId, What])
                .column_as(Count.sum(), "events")
                .filter(SuiteId.is_in(suites.iter().map(|(id, ..)| *id)))
                .filter(LinkId.eq(ALL_LINKS))
                .filter(Day.between(first, last))
                .filter(What.is_in(shown.iter().map(AsRef::as_ref)))
                .group_by(SuiteId)
                .group_by(What)
                .into_tuple()
                .all(db)
                .await?
        };
        let mut events: HashMap<i64, HashMap<Event, u64>> = HashMap::new();
        for (suite_id, what, count) in counts {
            let event = word::<Event>(&what, "event of funnel")?;
            let of_suite = events.entry(suite_id).or_default();
            of_suite.insert(event, count.unwrap_or_default().unsigned_abs());
        }
        let summary = |(id, suite_key, name)| SuiteSummary {
            suite_key,
            name,
            events: events.remove(&id).unwrap_or_default(),
        };
        Ok(suites.into_iter().map(summary).collect())
    }
}
