//! Rounds of acceptance with their defects.

use domain::acceptance::{
    AcceptanceAct, AcceptanceRefusal, AcceptanceState, CheckItem, Criteria, Defects, Judged,
    SelfCheck, Severity, Tick, Verdict,
};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::{Deserialize, Serialize};

use crate::Result;
use crate::entity::{acceptance, defect};
use crate::queries::row::{counted, json, moment, to_json, word};

/// A defect of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundDefect {
    /// Its id.
    pub id: i64,
    /// How grave it is.
    pub severity: Severity,
    /// What it is.
    pub title: String,
    /// How it shows itself.
    pub text: String,
    /// Who found it.
    pub found_by: String,
    /// When.
    pub found_at: Moment,
}

/// What a part of a round has come to, and by whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part<T> {
    /// What it has come to: the coverage in percent, or whether the suite is secure.
    pub result: T,
    /// What goes with it.
    pub note: String,
    /// Who recorded it.
    pub by: String,
    /// When.
    pub at: Moment,
}

/// A round that was handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Its id.
    pub id: i64,
    /// How it stands.
    pub state: AcceptanceState,
    /// What it is changed with.
    pub revision: i64,
    /// The version.
    pub version: String,
    /// Which round of the version it is, from 1.
    pub round: u32,
    /// What the vendor says of each item.
    pub checks: SelfCheck,
    /// When it was handed in.
    pub submitted_at: Moment,
    /// The quality part.
    pub quality: Option<Part<u32>>,
    /// The security part.
    pub security: Option<Part<bool>>,
    /// What was found, the gravest first.
    pub defects: Vec<RoundDefect>,
    /// The score: of what was found so far, or as the round was closed.
    pub score: u32,
    /// What it has come to; none until both parts are recorded.
    pub verdict: Option<Verdict>,
    /// Who closed it.
    pub decided_by: String,
    /// When.
    pub decided_at: Option<Moment>,
}

#[derive(Serialize, Deserialize)]
struct StoredTick {
    item: String,
    ticked: bool,
    remark: String,
}

/// A self-check as it is stored.
pub fn stored_checks(checks: &SelfCheck) -> String {
    let tick = |(item, tick): &(CheckItem, Tick)| StoredTick {
        item: item.word().into_owned(),
        ticked: tick.ticked,
        remark: tick.remark.clone(),
    };
    to_json(&checks.0.iter().map(tick).collect::<Vec<_>>())
}

/// A stored self-check.
pub fn checks(stored: &str) -> Result<SelfCheck> {
    let stored: Vec<StoredTick> = json(stored, "self-check")?;
    let tick = |stored: StoredTick| {
        let item = word(&stored.item, "item of a self-check")?;
        let tick = Tick {
            ticked: stored.ticked,
            remark: stored.remark,
        };
        Ok((item, tick))
    };
    let ticks: Result<Vec<_>> = stored.into_iter().map(tick).collect();
    Ok(SelfCheck(ticks?))
}

/// How a row stands.
pub fn state(row: &acceptance::Model) -> Result<AcceptanceState> {
    word(&row.state, "acceptance's state")
}

/// How a row that was read in this revision stands after an act.
///
/// # Errors
///
/// [`AcceptanceRefusal::Changed`], [`AcceptanceRefusal::NotNow`].
pub fn after(
    row: &acceptance::Model,
    revision: i64,
    act: AcceptanceAct,
) -> Result<AcceptanceState> {
    if row.revision != revision {
        return Err(AcceptanceRefusal::Changed.into());
    }
    Ok(state(row)?.after(act)?)
}

/// The row in its next revision.
pub fn changed(row: acceptance::Model, now: Moment) -> acceptance::ActiveModel {
    let revision = row.revision;
    let mut row = row.into_active_model();
    row.revision = Set(revision + 1);
    row.changed_at = Set(now.0);
    row
}

/// The round of a suite that isn't closed, if there is one.
pub async fn open_of(
    db: &impl ConnectionTrait,
    suite_id: i64,
) -> Result<Option<acceptance::Model>> {
    let open = [AcceptanceState::Draft, AcceptanceState::Submitted].map(|state| state.word());
    let found = acceptance::Entity::find()
        .filter(acceptance::Column::SuiteId.eq(suite_id))
        .filter(acceptance::Column::State.is_in(open.iter().map(AsRef::as_ref)));
    Ok(found.one(db).await?)
}

/// The rounds of a suite that are closed, the latest first.
pub async fn closed_of(db: &impl ConnectionTrait, suite_id: i64) -> Result<Vec<acceptance::Model>> {
    let found = acceptance::Entity::find()
        .filter(acceptance::Column::SuiteId.eq(suite_id))
        .filter(acceptance::Column::DecidedAt.is_not_null())
        .order_by_desc(acceptance::Column::Id);
    Ok(found.all(db).await?)
}

/// What of closed rounds bears on the next.
pub fn judged(rows: &[acceptance::Model]) -> Result<Vec<Judged>> {
    let judged = |row: &acceptance::Model| {
        Ok(Judged {
            version: row.version.clone(),
            passed: state(row)? == AcceptanceState::Passed,
        })
    };
    rows.iter().map(judged).collect()
}

/// The severities of what a round has found.
pub async fn severities(db: &impl ConnectionTrait, id: i64) -> Result<Defects> {
    let stored: Vec<String> = defect::Entity::find()
        .select_only()
        .column(defect::Column::Severity)
        .filter(defect::Column::AcceptanceId.eq(id))
        .into_tuple()
        .all(db)
        .await?;
    let severities: Result<Vec<Severity>> = stored.iter().map(|it| word(it, "severity")).collect();
    Ok(Defects::count(severities?))
}

/// Rounds with their defects.
pub async fn rounds(
    db: &impl ConnectionTrait,
    rows: Vec<acceptance::Model>,
    criteria: &Criteria,
) -> Result<Vec<Round>> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let found = defect::Entity::find()
        .filter(defect::Column::AcceptanceId.is_in(ids))
        .order_by_asc(defect::Column::Id)
        .all(db)
        .await?;
    let of = |row: acceptance::Model| {
        let id = row.id;
        let defects = found.iter().filter(|it| it.acceptance_id == Some(id));
        round(row, defects, criteria)
    };
    rows.into_iter().map(of).collect()
}

fn round<'a>(
    row: acceptance::Model,
    defects: impl Iterator<Item = &'a defect::Model>,
    criteria: &Criteria,
) -> Result<Round> {
    let defect = |row: &defect::Model| {
        Ok(RoundDefect {
            id: row.id,
            severity: word(&row.severity, "severity")?,
            title: row.title.clone(),
            text: row.text.clone(),
            found_by: row.found_by.clone(),
            found_at: Moment(row.found_at),
        })
    };
    let mut defects = defects.map(defect).collect::<Result<Vec<_>>>()?;
    defects.sort_by_key(|it| std::cmp::Reverse(it.severity));
    let counts = Defects::count(defects.iter().map(|it| it.severity));
    let coverage = row.coverage.map(|it| counted(it, "coverage")).transpose()?;
    let stored = row.verdict.as_deref().map(|it| word(it, "verdict"));
    let verdict = match stored.transpose()? {
        Some(verdict) => Some(verdict),
        None => coverage
            .zip(row.is_secure)
            .map(|(coverage, is_secure)| criteria.judge(counts, coverage, is_secure)),
    };
    let score = row.score.map(|it| counted(it, "score")).transpose()?;
    Ok(Round {
        state: state(&row)?,
        checks: checks(&row.checks)?,
        round: counted(row.round, "round")?,
        quality: coverage
            .zip(moment(row.quality_at))
            .map(|(result, at)| Part {
                result,
                note: row.quality_note,
                by: row.quality_by,
                at,
            }),
        security: row
            .is_secure
            .zip(moment(row.security_at))
            .map(|(result, at)| Part {
                result,
                note: row.security_note,
                by: row.security_by,
                at,
            }),
        score: score.unwrap_or_else(|| criteria.score(counts)),
        verdict,
        defects,
        id: row.id,
        revision: row.revision,
        version: row.version,
        submitted_at: Moment(row.submitted_at.unwrap_or_default()),
        decided_by: row.decided_by,
        decided_at: moment(row.decided_at),
    })
}
