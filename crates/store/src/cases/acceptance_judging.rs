//! Acceptance as operators do it: the queue, one round with its defects and parts, its end.

use domain::acceptance::{
    AcceptanceAct, AcceptanceRefusal, AcceptanceState, CheckItem, Criteria, Tick, Verdict,
};
use domain::audit::Act;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, ModelTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::{acceptance, defect, suite};
use crate::queries::acceptances::{Round, after, changed, closed_of, rounds, severities};
use crate::queries::applications::name_of;
use crate::queries::approvals::suspension;
use crate::queries::audit::record;
use crate::queries::defects::{DefectWords, new_row};
use crate::queries::desk::{SuiteName, VendorEntry, name_in, names, of_suite_named};
use crate::queries::letters::{SealedLetter, to_owners};
use crate::queries::lists::QueuePlace;
use crate::queries::row::{counted, moment, stored, word};
use crate::queries::suites::{self, Suite, load};
use crate::{Actor, Result, Store, StoreError};

/// How the queue is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AcceptanceListing {
    /// What the name of a suite or a vendor holds; empty for everything.
    pub search: String,
    /// Only those that stand so.
    pub state: Option<AcceptanceState>,
    /// Behind this one.
    pub after: Option<QueuePlace>,
    /// The most rows.
    pub limit: u64,
}

/// A round in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedAcceptance {
    /// Its id.
    pub id: i64,
    /// How it stands.
    pub state: AcceptanceState,
    /// Whose it is.
    pub of: SuiteName,
    /// The version.
    pub version: String,
    /// Which round of it.
    pub round: u32,
    /// When it was handed in.
    pub submitted_at: Moment,
    /// When it was closed.
    pub decided_at: Option<Moment>,
}

impl QueuedAcceptance {
    /// Its place in the queue.
    pub fn place(&self) -> QueuePlace {
        match self.state {
            AcceptanceState::Submitted => QueuePlace::Waiting(self.submitted_at, self.id),
            _ => QueuePlace::Decided(self.id),
        }
    }
}

/// A round with what it is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AcceptanceToJudge {
    /// Whose it is.
    pub of: SuiteName,
    /// The round.
    pub round: Round,
    /// The items that the vendor was asked, each with what it says.
    pub checks: Vec<(CheckItem, Tick)>,
    /// The rounds of the suite before it, the latest first.
    pub before: Vec<Round>,
    /// The vendor.
    pub vendor: VendorEntry,
    /// Why the suite is suspended.
    pub suspended_for: Option<String>,
}

impl Store {
    /// The rounds that were handed in: those that wait first, the oldest of them first, then the latest that are closed; and whether
    /// there are more.
    pub async fn acceptances(
        &self,
        listing: &AcceptanceListing,
    ) -> Result<(Vec<QueuedAcceptance>, bool)> {
        use acceptance::Column::{DecidedAt, Id, State, SubmittedAt, SuiteId};
        let db = self.read();
        let searched = || {
            let query = acceptance::Entity::find();
            match listing.search.is_empty() {
                true => query,
                false => query.filter(of_suite_named(SuiteId, &listing.search)),
            }
        };
        let most = listing.limit + 1;
        let mut rows = Vec::new();
        let wants_waiting = matches!(listing.state, None | Some(AcceptanceState::Submitted));
        if wants_waiting && !matches!(listing.after, Some(QueuePlace::Decided(_))) {
            let mut query = searched()
                .filter(SubmittedAt.is_not_null())
                .filter(DecidedAt.is_null());
            if let Some(QueuePlace::Waiting(at, id)) = listing.after {
                let later = SubmittedAt.gt(at.0);
                query = query.filter(later.or(SubmittedAt.eq(at.0).and(Id.gt(id))));
            }
            let query = query.order_by_asc(SubmittedAt).order_by_asc(Id);
            rows = query.limit(most).all(db).await?;
        }
        let left = most.saturating_sub(rows.len() as u64);
        if left > 0 && listing.state != Some(AcceptanceState::Submitted) {
            let mut query = searched().filter(DecidedAt.is_not_null());
            if let Some(state) = listing.state {
                query = query.filter(State.eq(state.word().as_ref()));
            }
            if let Some(QueuePlace::Decided(id)) = listing.after {
                query = query.filter(Id.lt(id));
            }
            rows.extend(query.order_by_desc(Id).limit(left).all(db).await?);
        }
        let most = usize::try_from(listing.limit).unwrap_or(usize::MAX);
        let is_more = rows.len() > most;
        rows.truncate(most);
        let names = names(db, rows.iter().map(|row| row.suite_id)).await?;
        let row = |row: acceptance::Model| {
            Ok(QueuedAcceptance {
                id: row.id,
                state: word(&row.state, "acceptance's state")?,
                of: name_in(&names, row.suite_id),
                version: row.version,
                round: counted(row.round, "round")?,
                submitted_at: Moment(row.submitted_at.unwrap_or_default()),
                decided_at: moment(row.decided_at),
            })
        };
        let rows: Result<_> = rows.into_iter().map(row).collect();
        Ok((rows?, is_more))
    }

    /// A round that was handed in, with what it is judged by.
    pub async fn acceptance_to_judge(
        &self,
        id: i64,
        criteria: &Criteria,
    ) -> Result<AcceptanceToJudge> {
        let db = self.read();
        let row = submitted(db, id).await?;
        let suite = load(db, row.suite_id).await?;
        let (suspended_for, vendor) = suspension(db, suite.id).await?;
        let mut before = closed_of(db, suite.id).await?;
        before.retain(|it| it.id < id);
        before.insert(0, row);
        let mut before = rounds(db, before, criteria).await?;
        let round = before.remove(0);
        Ok(AcceptanceToJudge {
            checks: round.checks.asked(suite.hosted()),
            of: named(&suite),
            round,
            before,
            vendor,
            suspended_for,
        })
    }

    /// Records the quality part: the share of cases that tests cover, in percent.
    ///
    /// # Errors
    ///
    /// [`AcceptanceRefusal::NotNow`] where the round is closed.
    pub async fn record_quality(
        &self,
        actor: &Actor,
        id: i64,
        (coverage, note): (u32, &str),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let (suite, row) = judging(&tx, actor, id).await?;
            let mut row = changed(row, now);
            row.coverage = Set(Some(stored(coverage)));
            row.quality_note = Set(note.to_owned());
            row.quality_by = Set(name_of(&tx, actor).await?);
            row.quality_at = Set(Some(now.0));
            let row = row.update(&tx).await?;
            let coverage = coverage.to_string();
            let detail = [("coverage", coverage.as_str()), ("note", note)];
            let done = (Act::QualityRecorded, &detail[..]);
            recorded(&tx, actor, (&suite, &row), done, now).await
        })
        .await
    }

    /// Records the security part.
    ///
    /// # Errors
    ///
    /// [`AcceptanceRefusal::NotNow`] where the round is closed.
    pub async fn record_security(
        &self,
        actor: &Actor,
        id: i64,
        (is_secure, note): (bool, &str),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let (suite, row) = judging(&tx, actor, id).await?;
            let mut row = changed(row, now);
            row.is_secure = Set(Some(is_secure));
            row.security_note = Set(note.to_owned());
            row.security_by = Set(name_of(&tx, actor).await?);
            row.security_at = Set(Some(now.0));
            let row = row.update(&tx).await?;
            let passed = is_secure.to_string();
            let detail = [("passed", passed.as_str()), ("note", note)];
            let done = (Act::SecurityRecorded, &detail[..]);
            recorded(&tx, actor, (&suite, &row), done, now).await
        })
        .await
    }

    /// Records a defect of a round.
    ///
    /// # Errors
    ///
    /// [`AcceptanceRefusal::NotNow`] where the round is closed.
    pub async fn record_defect(
        &self,
        actor: &Actor,
        id: i64,
        words: &DefectWords,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let (suite, row) = judging(&tx, actor, id).await?;
            let by = name_of(&tx, actor).await?;
            let of_round = (Some(id), row.version.as_str());
            let defect = new_row(row.suite_id, of_round, words, by, now);
            defect.insert(&tx).await?;
            let row = changed(row, now).update(&tx).await?;
            let severity = words.severity.word();
            let detail = [("title", words.title.as_str()), ("severity", &severity)];
            let done = (Act::DefectRecorded, &detail[..]);
            recorded(&tx, actor, (&suite, &row), done, now).await
        })
        .await
    }

    /// Takes a defect out of a round.
    ///
    /// # Errors
    ///
    /// [`AcceptanceRefusal::NotNow`] where the round is closed.
    pub async fn remove_defect(
        &self,
        actor: &Actor,
        (id, defect): (i64, i64),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let (suite, row) = judging(&tx, actor, id).await?;
            let found = defect::Entity::find_by_id(defect)
                .filter(defect::Column::AcceptanceId.eq(id))
                .one(&tx)
                .await?;
            let found = found.ok_or(StoreError::NotFound)?;
            let title = found.title.clone();
            found.delete(&tx).await?;
            let row = changed(row, now).update(&tx).await?;
            let detail = [("title", title.as_str())];
            let done = (Act::DefectRemoved, &detail[..]);
            recorded(&tx, actor, (&suite, &row), done, now).await
        })
        .await
    }

    /// Closes a round as the rule says; its vendor's owners are mailed. A version that passes is the suite's from now on.
    ///
    /// # Errors
    ///
    /// [`AcceptanceRefusal::Changed`], [`AcceptanceRefusal::NotNow`], [`AcceptanceRefusal::Unjudged`] where a part has no result.
    pub async fn decide_acceptance(
        &self,
        actor: &Actor,
        (id, revision): (i64, i64),
        (criteria, letter): (&Criteria, &SealedLetter),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let (suite, row) = judging(&tx, actor, id).await?;
            let parts = row.coverage.zip(row.is_secure);
            let (coverage, is_secure) = parts.ok_or(AcceptanceRefusal::Unjudged)?;
            let defects = severities(&tx, id).await?;
            let coverage = counted(coverage, "coverage")?;
            let verdict = criteria.judge(defects, coverage, is_secure);
            let score = criteria.score(defects);
            let passed = verdict == Verdict::Passed;
            let act = match passed {
                true => AcceptanceAct::Pass,
                false => AcceptanceAct::Fail,
            };
            let after = after(&row, revision, act)?;
            let (version, suite_id) = (row.version.clone(), row.suite_id);
            let mut row = changed(row, now);
            row.state = Set(after.word().into_owned());
            row.score = Set(Some(stored(score)));
            row.verdict = Set(Some(verdict.word().into_owned()));
            row.decided_by = Set(name_of(&tx, actor).await?);
            row.decided_at = Set(Some(now.0));
            let row = row.update(&tx).await?;
            let found = suites::head(&tx, suite::Column::Id.eq(suite_id)).await?;
            let vendor_id = found.ok_or(StoreError::Corrupt("suite"))?.vendor_id;
            if passed {
                let row = suite::ActiveModel {
                    id: Set(suite_id),
                    version: Set(version),
                    ..Default::default()
                };
                suite::Entity::update(row)
                    .exec_without_returning(&tx)
                    .await?;
            }
            let (verdict, score) = (verdict.word(), score.to_string());
            let detail = [("verdict", verdict.as_ref()), ("score", &score)];
            let act = match passed {
                true => Act::AcceptancePassed,
                false => Act::AcceptanceFailed,
            };
            recorded(&tx, actor, (&suite, &row), (act, &detail), now).await?;
            to_owners(&tx, vendor_id, letter, now).await
        })
        .await
    }
}

/// A round that operators may see: drafts are their vendor's own.
async fn submitted(db: &impl ConnectionTrait, id: i64) -> Result<acceptance::Model> {
    let found = acceptance::Entity::find_by_id(id)
        .filter(acceptance::Column::SubmittedAt.is_not_null())
        .one(db)
        .await?;
    found.ok_or(StoreError::NotFound)
}

/// A round that an operator judges, with its suite.
async fn judging(
    db: &impl ConnectionTrait,
    actor: &Actor,
    id: i64,
) -> Result<(Suite, acceptance::Model)> {
    actor.operator()?;
    let row = submitted(db, id).await?;
    after(&row, row.revision, AcceptanceAct::Record)?;
    Ok((load(db, row.suite_id).await?, row))
}

fn named(suite: &Suite) -> SuiteName {
    SuiteName {
        suite_key: suite.suite_key.clone(),
        suite: suite.name.clone(),
        vendor: suite.vendor.clone(),
    }
}

/// Writes what was done with a round into the audit log.
async fn recorded(
    db: &impl ConnectionTrait,
    actor: &Actor,
    (suite, row): (&Suite, &acceptance::Model),
    (act, more): (Act, &[(&str, &str)]),
    now: Moment,
) -> Result<()> {
    let round = row.round.to_string();
    let mut detail = vec![
        ("suite_key", suite.suite_key.as_str()),
        ("version", row.version.as_str()),
        ("round", round.as_str()),
    ];
    detail.extend(more.iter().filter(|(_, value)| !value.is_empty()));
    record(db, actor.by(), (act, &suite.name), &detail, now).await
}
