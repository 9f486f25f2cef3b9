//! The funnel of a suite as its vendor sees it. What isn't the actor's is not found.

use std::collections::HashMap;

use domain::funnel::{Event, StepTime};
use domain::link::LinkToken;
use domain::task::SerialRule;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Select};

use crate::entity::{funnel_event, link};
use crate::queries::row::word;
use crate::queries::suites::load_own;
use crate::{Actor, Result, Store, StoreError};

/// The most events that medians are taken of: the latest.
const SAMPLE: u64 = 20_000;

/// The day of an event, in China: days since 1970.
const DAY: &str = "(\"funnel_event\".\"at\" + 28800000) / 86400000";

/// A funnel.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    /// Whether the suite asks for a serial.
    pub has_serial: bool,
    /// How often each event was met on each day.
    pub days: Vec<(i64, Event, u64)>,
    /// How many onboardings came to each step.
    pub people: HashMap<Event, u64>,
    /// How often each error was met.
    pub errors: Vec<(String, u64)>,
    /// When onboardings came to steps: the latest.
    pub times: Vec<StepTime>,
}

impl Store {
    /// The funnel of a suite, or of one of its links, from one moment up to another.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`], also for a link of another suite.
    pub async fn own_funnel(
        &self,
        actor: &Actor,
        suite_key: &str,
        token: Option<&LinkToken>,
        (from, to): (Moment, Moment),
    ) -> Result<Funnel> {
        use funnel_event::Column::{At, Code, Count, Event as What, LinkId, OnboardingId, SuiteId};
        let db = self.read();
        let suite = load_own(db, actor, suite_key).await?;
        let link_id: Option<i64> = match token {
            None => None,
            Some(token) => {
                let id = link::Entity::find()
                    .select_only()
                    .column(link::Column::Id)
                    .filter(link::Column::Token.eq(token.as_str()))
                    .filter(link::Column::SuiteId.eq(suite.id))
                    .into_tuple()
                    .one(db)
                    .await?;
                Some(id.ok_or(StoreError::NotFound)?)
            }
        };
        let events = || -> Select<funnel_event::Entity> {
            let query = funnel_event::Entity::find()
                .select_only()
                .filter(At.gte(from.0))
                .filter(At.lt(to.0));
            match link_id {
                Some(id) => query.filter(LinkId.eq(id)),
                None => query.filter(SuiteId.eq(suite.id)),
            }
        };
        let words = |events: &[Event]| -> Vec<String> {
            events
                .iter()
                .map(|event| event.word().into_owned())
                .collect()
        };
        let daily = [Event::Scanned, Event::SignedIn, Event::Started];
        let days: Vec<(i64, String, Option<i64>)> = events()
            .column_as(Expr::cust(DAY), "day")
            .column(What)
            .column_as(Count.sum(), "events")
            .filter(What.is_in(words(&daily)))
            .group_by(Expr::cust(DAY))
            .group_by(What)
            .into_tuple()
            .all(db)
            .await?;
        let steps = || {
            let query = events().filter(What.is_in(words(&Event::STEPS)));
            query.filter(OnboardingId.is_not_null())
        };
        let people: Vec<(String, i64)> = steps()
            .column(What)
            .column_as(Expr::col(OnboardingId).count_distinct(), "onboardings")
            .group_by(What)
            .into_tuple()
            .all(db)
            .await?;
        let errors: Vec<(Option<String>, Option<i64>)> = events()
            .column(Code)
            .column_as(Count.sum(), "events")
            .filter(What.eq(Event::Error.word().into_owned()))
            .group_by(Code)
            .into_tuple()
            .all(db)
            .await?;
        let times: Vec<(i64, String, i64)> = steps()
            .columns([OnboardingId, What, At])
            .order_by_desc(At)
            .limit(SAMPLE)
            .into_tuple()
            .all(db)
            .await?;
        let event = |stored: &str| word::<Event>(stored, "event of funnel");
        let count = |stored: Option<i64>| stored.unwrap_or_default().unsigned_abs();
        Ok(Funnel {
            has_serial: suite.settings.serial != SerialRule::None,
            days: days
                .into_iter()
                .map(|(day, what, events)| Ok((day, event(&what)?, count(events))))
                .collect::<Result<_>>()?,
            people: people
                .into_iter()
                .map(|(what, people)| Ok((event(&what)?, people.unsigned_abs())))
                .collect::<Result<_>>()?,
            errors: errors
                .into_iter()
                .filter_map(|(code, events)| Some((code?, count(events))))
                .collect(),
            times: times
                .into_iter()
                .map(|(onboarding, what, at)| {
                    Ok(StepTime {
                        onboarding,
                        event: event(&what)?,
                        at: Moment(at),
                    })
                })
                .collect::<Result<_>>()?,
        })
    }
}
