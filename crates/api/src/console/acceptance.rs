//! Acceptance (验收): a vendor's self-check, rounds, defects, and the road of a suite.

use domain::acceptance::{AcceptanceState, CheckItem, DefectState, Severity, Verdict};
use domain::road::{Lack, Step, StepState, Who};
use serde::{Deserialize, Serialize};

use super::desk::VendorRow;

/// A step of a suite's road.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoadStep {
    /// The step.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::RoadStepWord))]
    pub step: Step,
    /// How it stands.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::RoadStepState))]
    pub state: StepState,
    /// Who must act; nobody where it is done.
    #[serde(with = "crate::word::option")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::word::schema::RoadWho>))]
    pub who: Option<Who>,
    /// What is missing, in the order in which it is done.
    #[serde(with = "crate::word::list")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::word::schema::RoadLack>))]
    pub lacks: Vec<Lack>,
}

/// The road of a suite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Road {
    /// Its six steps, in order.
    pub steps: Vec<RoadStep>,
}

/// What a version is measured by, as the operator has set it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcceptanceCriteria {
    /// Points that a major defect costs.
    pub major: u32,
    /// Points that a minor one costs.
    pub minor: u32,
    /// Points that a trivial one costs.
    pub trivial: u32,
    /// The score that is to be exceeded, of 100.
    pub score_above: u32,
    /// The least share of cases that tests cover, in percent.
    pub min_coverage: u32,
    /// How many rounds a version has at most.
    pub max_rounds: u32,
    /// In how many days the plan is due for a slight defect that was found later.
    pub plan_days: u32,
    /// In how many days such a defect is to be mended.
    pub mend_days: u32,
}

/// An item of the self-check, with what the vendor says of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckTick {
    /// The item.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::CheckItem))]
    pub item: CheckItem,
    /// It is so.
    pub ticked: bool,
    /// What goes with it: up to 500 characters.
    #[serde(default)]
    pub remark: String,
}

/// A part of a round, with who recorded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityPart {
    /// The share of cases that tests cover, in percent.
    pub coverage: u32,
    /// What goes with it.
    pub note: String,
    /// Who recorded it: an account's name.
    pub by: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// A part of a round, with who recorded it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecurityPart {
    /// The suite is secure.
    pub passed: bool,
    /// What goes with it.
    pub note: String,
    /// Who recorded it: an account's name.
    pub by: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// A defect of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoundDefect {
    /// Its id.
    pub id: i64,
    /// How grave it is.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Severity))]
    pub severity: Severity,
    /// What it is.
    pub title: String,
    /// How it shows itself.
    pub text: String,
    /// Who found it: an account's name.
    pub found_by: String,
    /// When, in milliseconds since 1970.
    pub found_at: i64,
}

/// A round that was handed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcceptanceRound {
    /// Its id.
    pub id: i64,
    /// How it stands: `submitted`, `passed` or `failed`.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::AcceptanceState))]
    pub state: AcceptanceState,
    /// The version.
    pub version: String,
    /// Which round of the version it is, from 1.
    pub round: u32,
    /// When it was handed in, in milliseconds since 1970.
    pub submitted_at: i64,
    /// The quality part, once it is recorded.
    pub quality: Option<QualityPart>,
    /// The security part, once it is recorded.
    pub security: Option<SecurityPart>,
    /// What was found, the gravest first.
    pub defects: Vec<RoundDefect>,
    /// The score: of what was found so far, or as the round was closed.
    pub score: u32,
    /// What it has come to, or would if it were closed now; none until both parts are recorded.
    #[serde(with = "crate::word::option")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::word::schema::Verdict>))]
    pub verdict: Option<Verdict>,
    /// Who closed it: an account's name; empty until then.
    pub decided_by: String,
    /// When, in milliseconds since 1970.
    pub decided_at: Option<i64>,
}

/// Why a version can't be handed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum VersionFault {
    /// It is accepted.
    Accepted,
    /// It had all its rounds.
    Spent,
}

/// The acceptance of a suite as its vendor sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Acceptance {
    /// How the open round stands: `draft`, which it is too where there is none yet, or `submitted`.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::AcceptanceState))]
    pub state: AcceptanceState,
    /// What the next change is sent with; 0 before the first. Each change makes another.
    pub revision: i64,
    /// The version; empty until it is named.
    pub version: String,
    /// Which round of the version it is; none until the version is named, or where it can't be handed in.
    pub round: Option<u32>,
    /// Why it can't be.
    pub version_fault: Option<VersionFault>,
    /// The items that are asked, in the list's order.
    pub checks: Vec<CheckTick>,
    /// When the open round was handed in, in milliseconds since 1970.
    pub submitted_at: Option<i64>,
    /// The rounds that are closed, the latest first.
    pub rounds: Vec<AcceptanceRound>,
    /// What a version is measured by.
    pub criteria: AcceptanceCriteria,
}

/// Saves a self-check.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveAcceptance {
    /// The revision that was changed.
    pub revision: i64,
    /// The version: up to 20 characters, or nothing yet.
    #[serde(default)]
    pub version: String,
    /// What is said of items; those that are left out aren't ticked.
    #[serde(default)]
    pub checks: Vec<CheckTick>,
}

/// Does something with an acceptance as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfRevision {
    /// The revision that was read.
    pub revision: i64,
}

/// A round among others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcceptanceRow {
    /// Its id.
    pub id: i64,
    /// How it stands.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::AcceptanceState))]
    pub state: AcceptanceState,
    /// The suite's key.
    pub suite_key: String,
    /// The suite's name.
    pub suite: String,
    /// Where the suite's icon is.
    pub icon: String,
    /// The vendor's full name.
    pub vendor: String,
    /// The version.
    pub version: String,
    /// Which round of the version it is, from 1.
    pub round: u32,
    /// When it was handed in, in milliseconds since 1970.
    pub submitted_at: i64,
    /// When it was closed, in milliseconds since 1970.
    pub decided_at: Option<i64>,
}

/// A round with all that it is judged by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcceptanceToJudge {
    /// The suite's key.
    pub suite_key: String,
    /// The suite's name.
    pub suite: String,
    /// Where the suite's icon is.
    pub icon: String,
    /// The suite was suspended for this reason.
    pub suspended_for: Option<String>,
    /// The vendor.
    pub vendor: VendorRow,
    /// The round.
    pub round: AcceptanceRound,
    /// What it is closed with.
    pub revision: i64,
    /// What the vendor says of each item.
    pub checks: Vec<CheckTick>,
    /// The suite's rounds before it, the latest first.
    pub before: Vec<AcceptanceRound>,
    /// What it is measured by.
    pub criteria: AcceptanceCriteria,
}

/// Records the quality part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordQuality {
    /// The share of cases that tests cover, in percent: 0 to 100.
    pub coverage: u32,
    /// What goes with it: up to 500 characters, or nothing.
    #[serde(default)]
    pub note: String,
}

/// Records the security part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecordSecurity {
    /// The suite is secure.
    pub passed: bool,
    /// What goes with it: up to 500 characters, or nothing.
    #[serde(default)]
    pub note: String,
}

/// Records a defect.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewDefect {
    /// How grave it is.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Severity))]
    pub severity: Severity,
    /// What it is: 1 to 80 characters.
    pub title: String,
    /// How it shows itself: up to 1,000 characters, or nothing.
    #[serde(default)]
    pub text: String,
}

/// Records a defect that was found later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FindDefect {
    /// The key of the suite in which it was found.
    pub suite: String,
    /// The defect.
    #[serde(flatten)]
    pub defect: NewDefect,
}

/// A defect that was found later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Defect {
    /// Its id.
    pub id: i64,
    /// How it stands.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::DefectState))]
    pub state: DefectState,
    /// How grave it is.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Severity))]
    pub severity: Severity,
    /// The suite may be suspended for it.
    pub may_suspend: bool,
    /// In which version it was found.
    pub version: String,
    /// What it is.
    pub title: String,
    /// How it shows itself.
    pub text: String,
    /// Who found it: an account's name.
    pub found_by: String,
    /// When, in milliseconds since 1970.
    pub found_at: i64,
    /// When the plan is due, in milliseconds since 1970.
    pub plan_due: i64,
    /// When the mended version is due, in milliseconds since 1970.
    pub mend_due: i64,
    /// The vendor is late.
    pub overdue: bool,
    /// The plan.
    pub plan: Option<String>,
    /// When it was submitted, in milliseconds since 1970.
    pub planned_at: Option<i64>,
    /// When the vendor said that it is mended, in milliseconds since 1970.
    pub mended_at: Option<i64>,
    /// Why it was found to be still there, until the vendor says again that it is mended.
    pub returned_for: Option<String>,
    /// When it was closed, in milliseconds since 1970.
    pub closed_at: Option<i64>,
}

/// A defect of any vendor's suite that was found later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskDefect {
    /// The suite's key.
    pub suite_key: String,
    /// The suite's name.
    pub suite: String,
    /// Where the suite's icon is.
    pub icon: String,
    /// The vendor's full name.
    pub vendor: String,
    /// The defect.
    pub defect: Defect,
}

/// Submits a plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SubmitPlan {
    /// The plan: 4 to 1,000 characters.
    pub plan: String,
}

/// How the defects of all vendors are asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
pub struct DefectQuery {
    /// What is searched for; empty for everything.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub q: String,
    /// `open`, `planned`, `mended`, `closed` or `overdue`; all that aren't closed if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<String>,
    /// Only those of the suite with this key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suite: Option<String>,
    /// The page that follows: `next` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// The most rows, 1 to 200; 50 if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}
