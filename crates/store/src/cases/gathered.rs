//! Gathers scans and refusals, and writes them, what steps did and the callback log some times a second.

use std::collections::{BTreeMap, HashMap};

use domain::funnel::Event;
use domain::link::LinkToken;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::db::gathered::{Attempt, Happened, StepEvent, Tally, Waiting};
use crate::db::transaction::is_busy;
use crate::entity::{callback_log, funnel_event, link, onboarding, outbox};
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
            let mut rows: Vec<_> = steps.map(row_of_step).collect();
            for (what, tally) in &taken.tallies {
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
            count_uses(&tx, &taken.noted.uses).await?;
            write_attempts(&tx, &taken.attempts).await?;
            let mut rows = rows.into_iter().peekable();
            while rows.peek().is_some() {
                let chunk = rows.by_ref().take(CHUNK);
                funnel_event::Entity::insert_many(chunk).exec(&tx).await?;
            }
            Ok(())
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

/// Counts uses that were spent of links.
async fn count_uses(db: &impl ConnectionTrait, uses: &[i64]) -> Result<()> {
    let mut counts: BTreeMap<i64, i32> = BTreeMap::new();
    for link_id in uses {
        *counts.entry(*link_id).or_default() += 1;
    }
    for (link_id, count) in counts {
        link::Entity::update_many()
            .col_expr(link::Column::Uses, Expr::col(link::Column::Uses).add(count))
            .filter(link::Column::Id.eq(link_id))
            .exec(db)
            .await?;
    }
    Ok(())
}

fn row_of_step(step: &StepEvent) -> funnel_event::ActiveModel {
    funnel_event::ActiveModel {
        link_id: Set(step.ids.0),
        suite_id: Set(step.ids.1),
        onboarding_id: Set(Some(step.onboarding_id)),
        event: Set(step.event.word().into_owned()),
        code: Set(step.code.map(str::to_owned)),
        at: Set(step.at.0),
        count: Set(1),
        ..Default::default()
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
