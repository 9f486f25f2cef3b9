//! Rounds, self-checks and defects: from what is typed, and to what is answered.

use api::Code;
use api::console::acceptance::{
    AcceptanceCriteria, AcceptanceRound, CheckTick, Defect, NewDefect, QualityPart,
    RoundDefect as ShownDefect, SecurityPart,
};
use domain::acceptance::{
    AcceptanceRefusal, CheckItem, Criteria, DefectText, DefectTitle, Remark, Tick,
};
use domain::word::Word;
use store::{DefectWords, LaterDefect, Round, RoundDefect};

use crate::error::{ApiError, ApiResult};

/// What a version is measured by.
pub fn criteria(criteria: &Criteria) -> AcceptanceCriteria {
    AcceptanceCriteria {
        major: criteria.major,
        minor: criteria.minor,
        trivial: criteria.trivial,
        score_above: criteria.score_above,
        min_coverage: criteria.min_coverage,
        max_rounds: criteria.max_rounds,
        plan_days: criteria.plan_within.whole_days(),
        mend_days: criteria.mended_within.whole_days(),
    }
}

/// What a vendor says of items.
pub fn ticks(checks: Vec<(CheckItem, Tick)>) -> Vec<CheckTick> {
    let tick = |(item, tick): (CheckItem, Tick)| CheckTick {
        item,
        ticked: tick.ticked,
        remark: tick.remark,
    };
    checks.into_iter().map(tick).collect()
}

/// A round.
pub fn round(round: Round) -> AcceptanceRound {
    let defect = |defect: RoundDefect| ShownDefect {
        id: defect.id,
        severity: defect.severity,
        title: defect.title,
        text: defect.text,
        found_by: defect.found_by,
        found_at: defect.found_at.0,
    };
    AcceptanceRound {
        id: round.id,
        state: round.state,
        version: round.version,
        round: round.round,
        submitted_at: round.submitted_at.0,
        quality: round.quality.map(|part| QualityPart {
            coverage: part.result,
            note: part.note,
            by: part.by,
            at: part.at.0,
        }),
        security: round.security.map(|part| SecurityPart {
            passed: part.result,
            note: part.note,
            by: part.by,
            at: part.at.0,
        }),
        defects: round.defects.into_iter().map(defect).collect(),
        score: round.score,
        verdict: round.verdict,
        decided_by: round.decided_by,
        decided_at: round.decided_at.map(|at| at.0),
    }
}

/// A defect that was found later.
pub fn defect(defect: LaterDefect) -> Defect {
    Defect {
        id: defect.id,
        state: defect.state,
        severity: defect.severity,
        may_suspend: defect.severity.may_suspend(),
        version: defect.version,
        title: defect.title,
        text: defect.text,
        found_by: defect.found_by,
        found_at: defect.found_at.0,
        plan_due: defect.due.plan.0,
        mend_due: defect.due.mend.0,
        overdue: defect.is_overdue,
        plan: defect.plan,
        planned_at: defect.planned_at.map(|at| at.0),
        mended_at: defect.mended_at.map(|at| at.0),
        returned_for: defect.returned_for,
        closed_at: defect.closed_at.map(|at| at.0),
    }
}

/// The words of a defect.
pub fn defect_words(typed: &NewDefect) -> ApiResult<DefectWords> {
    let title = DefectTitle::parse(&typed.title);
    let title = title.map_err(|why| {
        ApiError::new(Code::DefectTitle, &format!("The title is {why}.")).field("title")
    })?;
    let text = DefectText::parse(&typed.text);
    let text = text.map_err(|why| {
        ApiError::new(Code::DefectText, &format!("The text is {why}.")).field("text")
    })?;
    Ok(DefectWords {
        severity: typed.severity,
        title: title.into(),
        text: text.into(),
    })
}

/// A remark at a field.
pub fn remark(typed: &str, field: impl Into<String>) -> ApiResult<String> {
    let remark = Remark::parse(typed).map(String::from);
    remark.map_err(|why| ApiError::new(Code::Remark, &format!("The remark is {why}.")).field(field))
}

impl From<AcceptanceRefusal> for ApiError {
    fn from(refusal: AcceptanceRefusal) -> Self {
        let title = refusal.to_string();
        let of = |code| Self::new(code, &title);
        match refusal {
            AcceptanceRefusal::Changed => of(Code::AcceptanceChanged),
            AcceptanceRefusal::NotNow(_) => of(Code::AcceptanceNotNow),
            AcceptanceRefusal::Begun => of(Code::AcceptanceBegun),
            AcceptanceRefusal::VersionMissing => of(Code::VersionName).field("version"),
            AcceptanceRefusal::VersionAccepted => of(Code::VersionAccepted).field("version"),
            AcceptanceRefusal::RoundsSpent => of(Code::RoundsSpent).field("version"),
            AcceptanceRefusal::Unticked(items) => {
                let first = items.first().map(|item| format!("checks.{}", item.word()));
                of(Code::ChecksMissing).field(first.unwrap_or_else(|| "checks".to_owned()))
            }
            AcceptanceRefusal::Unjudged => of(Code::Unjudged),
        }
    }
}
