//! Rounds of acceptance of a past, and defects that were found later.

use domain::acceptance::{
    AcceptanceState, CheckItem, Criteria, DefectState, Defects, SelfCheck, Tick, Verdict,
};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait};

use crate::Result;
use crate::entity::{acceptance, defect};
use crate::queries::acceptances::stored_checks;
use crate::queries::defects::{DefectWords, new_row};
use crate::queries::row::stored;

/// A round of acceptance that was handed in, of a hosted suite.
#[derive(Clone, Debug)]
pub struct PastAcceptance {
    /// The version.
    pub version: String,
    /// Which round of it, from 1.
    pub round: u32,
    /// When it was handed in.
    pub submitted_at: Moment,
    /// What came of it; it waits without.
    pub judged: Option<PastJudgement>,
}

/// How a secure version was judged.
#[derive(Clone, Debug)]
pub struct PastJudgement {
    /// The operator's name.
    pub by: String,
    /// When.
    pub at: Moment,
    /// How much of what customers do is tested, in percent.
    pub coverage: u32,
    /// What goes with the quality part.
    pub note: String,
    /// What was found.
    pub defects: Vec<DefectWords>,
}

impl PastJudgement {
    /// The score, and what it comes to.
    pub fn verdict(&self) -> (u32, Verdict) {
        let criteria = Criteria::DEFAULT;
        let found = Defects::count(self.defects.iter().map(|it| it.severity));
        let verdict = criteria.judge(found, self.coverage, true);
        (criteria.score(found), verdict)
    }
}

/// A defect that was found later.
#[derive(Clone, Debug)]
pub struct PastDefect {
    /// What it is.
    pub words: DefectWords,
    /// In which version.
    pub version: String,
    /// Who found it.
    pub found_by: String,
    /// When.
    pub found_at: Moment,
    /// The plan, and when it was submitted.
    pub plan: Option<(String, Moment)>,
    /// When it was mended.
    pub mended_at: Option<Moment>,
    /// When it was closed.
    pub closed_at: Option<Moment>,
}

/// Enters a suite's rounds of acceptance.
pub async fn enter(
    db: &impl ConnectionTrait,
    suite_id: i64,
    rounds: &[PastAcceptance],
) -> Result<()> {
    let tick = |item| {
        let tick = Tick {
            ticked: true,
            remark: String::new(),
        };
        (item, tick)
    };
    let asked = CheckItem::ALL
        .into_iter()
        .filter(|item| item.is_asked(true));
    let checks = stored_checks(&SelfCheck(asked.map(tick).collect()));
    for new in rounds {
        let judged = new.judged.as_ref();
        let verdict = judged.map(PastJudgement::verdict);
        let state = match verdict {
            None => AcceptanceState::Submitted,
            Some((_, Verdict::Passed)) => AcceptanceState::Passed,
            Some(_) => AcceptanceState::Failed,
        };
        let by = judged.map(|it| it.by.clone()).unwrap_or_default();
        let at = judged.map(|it| it.at.0);
        let row = acceptance::ActiveModel {
            suite_id: Set(suite_id),
            state: Set(state.word().into_owned()),
            revision: Set(1),
            version: Set(new.version.clone()),
            round: Set(stored(new.round)),
            checks: Set(checks.clone()),
            created_at: Set(new.submitted_at.0),
            changed_at: Set(at.unwrap_or(new.submitted_at.0)),
            submitted_at: Set(Some(new.submitted_at.0)),
            coverage: Set(judged.map(|it| stored(it.coverage))),
            quality_note: Set(judged.map(|it| it.note.clone()).unwrap_or_default()),
            quality_by: Set(by.clone()),
            quality_at: Set(at),
            is_secure: Set(judged.map(|_| true)),
            security_note: Set(String::new()),
            security_by: Set(by.clone()),
            security_at: Set(at),
            score: Set(verdict.map(|(score, _)| stored(score))),
            verdict: Set(verdict.map(|(_, verdict)| verdict.word().into_owned())),
            decided_by: Set(by.clone()),
            decided_at: Set(at),
            ..Default::default()
        };
        let id = row.insert(db).await?.id;
        let Some(judged) = judged.filter(|it| !it.defects.is_empty()) else {
            continue;
        };
        let of_round = (Some(id), new.version.as_str());
        let found = judged.defects.iter();
        let found = found.map(|words| new_row(suite_id, of_round, words, by.clone(), judged.at));
        defect::Entity::insert_many(found)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// Enters defects that were found later in a suite.
pub async fn find(db: &impl ConnectionTrait, suite_id: i64, defects: &[PastDefect]) -> Result<()> {
    for new in defects {
        let due = Criteria::DEFAULT.due(new.words.severity, new.found_at);
        let (plan, planned_at) = new.plan.clone().unzip();
        let state = DefectState::of(
            planned_at.is_some(),
            new.mended_at.is_some(),
            new.closed_at.is_some(),
        );
        let of_version = (None, new.version.as_str());
        let by = new.found_by.clone();
        let mut row = new_row(suite_id, of_version, &new.words, by, new.found_at);
        row.plan_due = Set(Some(due.plan.0));
        row.mend_due = Set(Some(due.mend.0));
        row.due_at = Set(state.next_due(due, new.mended_at).map(|at| at.0));
        row.plan = Set(plan);
        row.planned_at = Set(planned_at.map(|at| at.0));
        row.mended_at = Set(new.mended_at.map(|at| at.0));
        row.closed_at = Set(new.closed_at.map(|at| at.0));
        row.insert(db).await?;
    }
    Ok(())
}
