//! Gathers scans and refusals, and writes them, what steps did and the callback log some times a second.

use std::collections::{BTreeMap, HashMap};

use domain::funnel::Event;
use domain::link::LinkToken;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::db::gathered::{Attempt, Happened, StepEvent, Tally, Waiting};
use crate::db::transaction::is_busy;
use crate::entity::{callback_log, link, onboarding, outbox};
use crate::queries::funnel::{self, NewEvent};
use crate::queries::row::rows_in;
use crate::queries::sandbox;
use crate::queries::serials::CHUNK;
use crate::{Result, Store, StoreError};

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
        let mut taken = self.gathered.take();
        if taken.is_empty() {
            return Ok(());
        }
        let written = self.write_gathered(&taken).await;
        if let Err(why) = &written {
            // What isn't written though the database isn't busy would hold up all that comes after it.
            if !matches!(why, StoreError::Db(error) if is_busy(error)) {
                self.gathered.note_dropped(taken.attempts.len());
                taken.attempts.clear();
            }
            self.gathered.put_back(taken);
        }
        written
    }

    async fn write_gathered(&self, taken: &Waiting) -> Result<()> {
        self.write(|tx| async move {
            let links = links(&tx, &taken.tallies).await?;
            let begun = begun(&tx, &taken.tallies, &links).await?;
            // The funnel is of customers.
            let steps = &taken.noted.steps;
            let tests = sandbox::test_links_among(&tx, steps.iter().map(|step| step.ids.0)).await?;
            let steps = steps.iter().filter(|step| !tests.contains(&step.ids.0));
            let mut events: Vec<_> = steps.map(event_of_step).collect();
            for (what, tally) in &taken.tallies {
                let Some(&ids) = links.get(what.link.as_str()) else {
                    continue;
                };
                let event = match what.code {
                    None => Event::Scanned,
                    Some(_) => Event::Error,
                };
                let of_person = what.person_id.and_then(|id| begun.get(&(ids.0, id)));
                events.push(NewEvent {
                    ids,
                    onboarding_id: of_person.copied(),
                    event,
                    code: what.code.clone(),
                    at: tally.first,
                    count: tally.count,
                });
            }
            count_at_links(&tx, &events, &taken.noted.uses).await?;
            write_attempts(&tx, &taken.attempts).await?;
            funnel::enter(&tx, &events).await
        })
        .await
    }
}

/// Writes attempts of callbacks into the log; those of events that are gone are left out.
async fn write_attempts(db: &impl ConnectionTrait, attempts: &[(i64, Attempt)]) -> Result<()> {
    for chunk in attempts.chunks(CHUNK) {
        let ids = chunk.iter().map(|(id, _)| *id);
        let of = rows_in::<outbox::Entity>(db, outbox::Column::Id, ids).await?;
        let of: HashMap<i64, outbox::Model> = of.into_iter().map(|of| (of.id, of)).collect();
        let rows = chunk.iter().filter_map(|(id, attempt)| {
            let of = of.get(id)?;
            Some(callback_log::ActiveModel {
                outbox_id: Set(Some(of.id)),
                suite_id: Set(of.suite_id),
                corp_id: Set(of.corp_id),
                kind: Set(of.kind.clone()),
                message: Set(attempt.message.clone()),
                answer: Set(attempt.answer.clone()),
                outcome: Set(attempt.outcome.clone()),
                took_ms: Set(attempt.took_ms),
                at: Set(attempt.at.0),
                ..Default::default()
            })
        });
        callback_log::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// What is added to the counts of a link.
#[derive(Default)]
struct AtLink {
    scans: i64,
    starts: i64,
    uses: i32,
}

/// Counts scans and starts at their links, and uses that were spent of them.
async fn count_at_links(
    db: &impl ConnectionTrait,
    events: &[NewEvent],
    uses: &[i64],
) -> Result<()> {
    use link::Column::{Id, Scans, Starts, Uses};
    let mut links: BTreeMap<i64, AtLink> = BTreeMap::new();
    for event in events {
        let count = i64::from(event.count);
        match event.event {
            Event::Scanned => links.entry(event.ids.0).or_default().scans += count,
            Event::Started => links.entry(event.ids.0).or_default().starts += count,
            _ => {}
        }
    }
    for link_id in uses {
        links.entry(*link_id).or_default().uses += 1;
    }
    for (link_id, add) in links {
        link::Entity::update_many()
            .col_expr(Scans, Expr::col(Scans).add(add.scans))
            .col_expr(Starts, Expr::col(Starts).add(add.starts))
            .col_expr(Uses, Expr::col(Uses).add(add.uses))
            .filter(Id.eq(link_id))
            .exec(db)
            .await?;
    }
    Ok(())
}

fn event_of_step(step: &StepEvent) -> NewEvent {
    NewEvent {
        ids: step.ids,
        onboarding_id: Some(step.onboarding_id),
        event: step.event,
        code: step.code.map(str::to_owned),
        at: step.at,
        count: 1,
    }
}

/// The ids of the links of scans and refusals, and of their suites, by token; of no test links.
async fn links(
    db: &impl ConnectionTrait,
    taken: &HashMap<Happened, Tally>,
) -> Result<HashMap<String, (i64, i64)>> {
    if taken.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(String, i64, i64)> = link::Entity::find()
        .select_only()
        .columns([link::Column::Token, link::Column::Id, link::Column::SuiteId])
        .filter(link::Column::Token.is_in(taken.keys().map(|what| what.link.as_str())))
        .filter(link::Column::Test.is_null())
        .into_tuple()
        .all(db)
        .await?;
    let rows = rows
        .into_iter()
        .map(|(token, id, suite_id)| (token, (id, suite_id)));
    Ok(rows.collect())
}

/// The latest onboardings of those who were refused, by link and person.
async fn begun(
    db: &impl ConnectionTrait,
    taken: &HashMap<Happened, Tally>,
    links: &HashMap<String, (i64, i64)>,
) -> Result<HashMap<(i64, i64), i64>> {
    let people: Vec<i64> = taken.keys().filter_map(|what| what.person_id).collect();
    if people.is_empty() || links.is_empty() {
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
