//! Scans and refusals: nobody waits for them, so they are gathered and written together some times a second.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::{Arc, Mutex, PoisonError};

use domain::funnel::Event;
use domain::link::LinkToken;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::{funnel_event, link, onboarding};
use crate::{Result, Store};

/// How many different events are gathered at most; those beyond are dropped until the next flush.
const MAX_EVENTS: usize = 2_000;

/// What happened at a link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Happened {
    link: LinkToken,
    /// The person, if one is signed in.
    person_id: Option<i64>,
    /// The code of a refusal; none for a scan.
    code: Option<String>,
}

/// How often something happened, and when for the first time.
#[derive(Clone, Copy, Debug)]
struct Tally {
    first: Moment,
    count: i32,
}

/// What waits to be written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gathered {
    waiting: Arc<Mutex<HashMap<Happened, Tally>>>,
    /// Held while it is written, so that who flushes knows that all is written that was gathered before.
    writing: Arc<tokio::sync::Mutex<()>>,
}

impl Gathered {
    fn add(&self, what: Happened, new: Tally) {
        let mut all = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let is_full = all.len() >= MAX_EVENTS;
        match all.entry(what) {
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                known.count = known.count.saturating_add(new.count);
                known.first = known.first.min(new.first);
            }
            Entry::Vacant(place) if !is_full => {
                place.insert(new);
            }
            Entry::Vacant(_) => {}
        }
    }

    /// How many different events wait.
    pub fn len(&self) -> usize {
        let all = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        all.len()
    }

    fn take(&self) -> HashMap<Happened, Tally> {
        let mut all = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *all)
    }
}

impl Store {
    /// Counts a scan: the only thing that opening a link changes.
    pub fn gather_scan(&self, link: &LinkToken, now: Moment) {
        self.gather(link, None, None, now);
    }

    /// Notes the code with which a visitor of a link was refused.
    pub fn gather_refusal(
        &self,
        link: &LinkToken,
        person_id: Option<i64>,
        code: String,
        now: Moment,
    ) {
        self.gather(link, person_id, Some(code), now);
    }

    fn gather(
        &self,
        link: &LinkToken,
        person_id: Option<i64>,
        code: Option<String>,
        first: Moment,
    ) {
        let what = Happened {
            link: link.clone(),
            person_id,
            code,
        };
        self.gathered.add(what, Tally { first, count: 1 });
    }

    /// Writes what was gathered. What couldn't be written is gathered again.
    pub async fn flush(&self) -> Result<()> {
        let _writing = self.gathered.writing.lock().await;
        let taken = self.gathered.take();
        if taken.is_empty() {
            return Ok(());
        }
        let written = self.write_gathered(&taken).await;
        if written.is_err() {
            for (what, tally) in taken {
                self.gathered.add(what, tally);
            }
        }
        written
    }

    async fn write_gathered(&self, taken: &HashMap<Happened, Tally>) -> Result<()> {
        self.write(|tx| async move {
            let tokens = taken.keys().map(|what| what.link.as_str());
            let links: Vec<(String, i64, i64)> = link::Entity::find()
                .select_only()
                .columns([link::Column::Token, link::Column::Id, link::Column::SuiteId])
                .filter(link::Column::Token.is_in(tokens))
                .into_tuple()
                .all(&tx)
                .await?;
            let links: HashMap<String, (i64, i64)> = links
                .into_iter()
                .map(|(token, id, suite_id)| (token, (id, suite_id)))
                .collect();
            let begun = begun(&tx, taken, &links).await?;
            let mut rows = Vec::with_capacity(taken.len());
            for (what, tally) in taken {
                let Some(&(link_id, suite_id)) = links.get(what.link.as_str()) else {
                    continue;
                };
                let event = match what.code {
                    None => Event::Scanned,
                    Some(_) => Event::Error,
                };
                let of_person = what.person_id.and_then(|id| begun.get(&(link_id, id)));
                rows.push(funnel_event::ActiveModel {
                    link_id: Set(link_id),
                    suite_id: Set(suite_id),
                    onboarding_id: Set(of_person.copied()),
                    event: Set(event.word().into_owned()),
                    code: Set(what.code.clone()),
                    at: Set(tally.first.0),
                    count: Set(tally.count),
                    ..Default::default()
                });
                if event == Event::Scanned {
                    let scans = Expr::col(link::Column::Scans).add(i64::from(tally.count));
                    link::Entity::update_many()
                        .col_expr(link::Column::Scans, scans)
                        .filter(link::Column::Id.eq(link_id))
                        .exec(&tx)
                        .await?;
                }
            }
            if !rows.is_empty() {
                funnel_event::Entity::insert_many(rows).exec(&tx).await?;
            }
            Ok(())
        })
        .await
    }
}

/// The latest onboardings of those who were refused, by link and person.
async fn begun(
    db: &impl ConnectionTrait,
    taken: &HashMap<Happened, Tally>,
    links: &HashMap<String, (i64, i64)>,
) -> Result<HashMap<(i64, i64), i64>> {
    let people: Vec<i64> = taken.keys().filter_map(|what| what.person_id).collect();
    if people.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, i64, i64)> = onboarding::Entity::find()
        .select_only()
        .columns([
            onboarding::Column::LinkId,
            onboarding::Column::PersonId,
            onboarding::Column::Id,
        ])
        .filter(onboarding::Column::LinkId.is_in(links.values().map(|(id, _)| *id)))
        .filter(onboarding::Column::PersonId.is_in(people))
        .order_by_asc(onboarding::Column::Round)
        .into_tuple()
        .all(db)
        .await?;
    let rows = rows
        .into_iter()
        .map(|(link_id, person_id, id)| ((link_id, person_id), id));
    Ok(rows.collect())
}
