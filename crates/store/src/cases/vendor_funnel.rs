//! The funnel of a suite as its vendor sees it. What isn't the actor's is not found.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use domain::funnel::Event;
use domain::link::LinkToken;
use domain::task::SerialRule;
use domain::time::Span;
use domain::word::Word;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Select};

use crate::entity::{funnel_day, funnel_time, link};
use crate::queries::funnel::ALL_LINKS;
use crate::queries::row::word;
use crate::queries::suites::load_own;
use crate::{Actor, Result, Store, StoreError};

/// A funnel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// Whether the suite asks for a serial.
    pub has_serial: bool,
    /// How many scans, and how many onboardings that signed in and started, each day had.
    pub days: HashMap<(i64, Event), u64>,
    /// How many onboardings came to each step for the first time.
    pub people: HashMap<Event, u64>,
    /// How often each error was met.
    pub errors: Vec<(String, u64)>,
    /// How many took how long from the step before to each step; times are rounded ([`domain::funnel::rounded`]).
    pub times: HashMap<Event, Vec<(Span, u64)>>,
}

impl Store {
    /// The funnel of a suite, or of one of its links, from one day to another.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`], also for a link of another suite.
    pub async fn own_funnel(
        &self,
        actor: &Actor,
        suite_key: &str,
        token: Option<&LinkToken>,
        (first, last): (i64, i64),
    ) -> Result<Funnel> {
        let db = self.read();
        let suite = load_own(db, actor, suite_key).await?;
        let link_id: i64 = match token {
            None => ALL_LINKS,
            Some(token) => {
                let id = link::Entity::find()
                    .select_only()
                    .column(link::Column::Id)
                    .filter(link::Column::Token.eq(token.as_str()))
                    .filter(link::Column::SuiteId.eq(suite.id))
                    .into_tuple()
                    .one(db)
                    .await?;
                id.ok_or(StoreError::NotFound)?
            }
        };
        let counts = || -> Select<funnel_day::Entity> {
            use funnel_day::Column::{Count, Day, Event as What, LinkId, SuiteId};
            funnel_day::Entity::find()
                .select_only()
                .column(What)
                .column_as(Count.sum(), "events")
                .filter(SuiteId.eq(suite.id))
                .filter(LinkId.eq(link_id))
                .filter(Day.between(first, last))
                .group_by(What)
        };
        let shown = [Event::Scanned, Event::SignedIn, Event::Started].map(|event| event.word());
        let days: Vec<(String, Option<i64>, i64)> = counts()
            .column(funnel_day::Column::Day)
            .filter(funnel_day::Column::Event.is_in(shown.iter().map(AsRef::as_ref)))
            .group_by(funnel_day::Column::Day)
            .into_tuple()
            .all(db)
            .await?;
        let all: Vec<(String, Option<i64>, String)> = counts()
            .column(funnel_day::Column::Code)
            .group_by(funnel_day::Column::Code)
            .into_tuple()
            .all(db)
            .await?;
        let times: Vec<(String, i64, Option<i64>)> = {
            use funnel_time::Column::{Count, Day, Event as What, LinkId, SuiteId, Took};
            funnel_time::Entity::find()
                .select_only()
                .columns([What, Took])
                .column_as(Count.sum(), "onboardings")
                .filter(SuiteId.eq(suite.id))
                .filter(LinkId.eq(link_id))
                .filter(Day.between(first, last))
                .group_by(What)
                .group_by(Took)
                .into_tuple()
                .all(db)
                .await?
        };
        let event = |stored: &str| word::<Event>(stored, "event of funnel");
        let count = |stored: Option<i64>| stored.unwrap_or_default().unsigned_abs();
        let mut found = Funnel {
            has_serial: suite.settings.serial != SerialRule::None,
            ..Funnel::default()
        };
        for (what, events, day) in days {
            found.days.insert((day, event(&what)?), count(events));
        }
        for (what, events, code) in all {
            match event(&what)? {
                Event::Scanned => {}
                Event::Error => found.errors.push((code, count(events))),
                step => {
                    found.people.insert(step, count(events));
                }
            }
        }
        for (what, took, onboardings) in times {
            let of_step = found.times.entry(event(&what)?).or_default();
            of_step.push((Span(took), count(onboardings)));
        }
        Ok(found)
    }
}
