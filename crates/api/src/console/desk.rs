//! The operator's desk: applications to be judged, suites of all vendors, invite codes, complaints.

use domain::application::ApplicationState;
use serde::{Deserialize, Serialize};

use super::application::{ApplicationForm, Fault, HistoryEntry, Reason};
use super::sandbox::TestLink;
use super::suite::{Suite, SuiteCheck};

/// How much waits for an operator, and how many applications are decided.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Waiting {
    /// Applications that wait to be judged.
    pub submitted: u64,
    /// Since when the oldest of them waits, in milliseconds since 1970.
    pub submitted_since: Option<i64>,
    /// Applications that are rejected, and not submitted again yet.
    pub rejected: u64,
    /// Applications that are in force.
    pub approved: u64,
    /// Applications that another one has replaced.
    pub replaced: u64,
    /// Complaints without an answer.
    pub complaints: u64,
    /// Since when the oldest of them waits, in milliseconds since 1970.
    pub complaints_since: Option<i64>,
    /// Rounds of acceptance that wait to be judged.
    pub acceptances: u64,
    /// Since when the oldest of them waits, in milliseconds since 1970.
    pub acceptances_since: Option<i64>,
    /// Defects that were found later and are overdue.
    pub overdue: u64,
    /// When the first of them was due, in milliseconds since 1970.
    pub overdue_since: Option<i64>,
}

/// An application among others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationRow {
    /// Its id.
    pub id: i64,
    /// How it stands.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::ApplicationState))]
    pub state: ApplicationState,
    /// The suite's key.
    pub suite_key: String,
    /// The suite's name.
    pub suite: String,
    /// Where the application's icon is.
    pub icon: String,
    /// The vendor's full name.
    pub vendor: String,
    /// When it was submitted last, in milliseconds since 1970.
    pub submitted_at: i64,
    /// How often it was submitted.
    pub rounds: u32,
}

/// An application with all that it is judged by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationToJudge {
    /// The application.
    pub row: ApplicationRow,
    /// What it is approved or rejected with.
    pub version: i64,
    /// The form: for one that is rejected as it was when it was.
    pub form: ApplicationForm,
    /// The icon is the application's own, and not the suite's.
    pub has_own_icon: bool,
    /// What is wrong with the form by now: a suite that became a hosted one, an invite code that was revoked.
    pub faults: Vec<Fault>,
    /// Why it was rejected last, if it wasn't submitted again since.
    pub reasons: Vec<Reason>,
    /// The form that is in force, if there is one.
    pub in_force: Option<ApplicationForm>,
    /// The suite as it stands.
    pub suite: Suite,
    /// The suite was suspended for this reason.
    pub suspended_for: Option<String>,
    /// The vendor.
    pub vendor: VendorRow,
    /// What happened to this application and those of its suite before it, the latest first.
    pub history: Vec<HistoryEntry>,
    /// The last check of the vendor's server.
    pub check: SuiteCheck,
    /// The token of the suite's first deploy link, once there is one.
    pub link: Option<String>,
    /// The suite's test links, by which the application is tried.
    pub test_links: Vec<TestLink>,
}

/// Rejects an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reject {
    /// The version that was judged.
    pub version: i64,
    /// Why, at each field that is to be mended: at least one.
    pub reasons: Vec<Reason>,
}

/// A vendor among others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VendorRow {
    /// Its id.
    pub id: i64,
    /// Its full name.
    pub name: String,
    /// Its name for sentences.
    pub short_name: String,
    /// It is certified.
    pub certified: bool,
    /// How customers reach it.
    pub contact: Option<String>,
    /// When it came, in milliseconds since 1970.
    pub created_at: i64,
}

/// A suite among those of all vendors.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskSuiteRow {
    /// Its key.
    pub suite_key: String,
    /// Its name.
    pub name: String,
    /// Where its icon is.
    pub icon: String,
    /// `draft`, `approved` or `suspended`.
    pub state: String,
    /// Why it is suspended.
    pub suspended_for: Option<String>,
    /// When it was suspended, in milliseconds since 1970.
    pub suspended_at: Option<i64>,
    /// The vendor's full name.
    pub vendor: String,
    /// When it was approved, in milliseconds since 1970.
    pub approved_at: Option<i64>,
    /// When it was made, in milliseconds since 1970.
    pub created_at: i64,
}

/// Suspends a suite, or resumes it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WithReason {
    /// Why: 1 to 500 characters.
    pub reason: String,
}

/// An invite code that a vendor was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InviteCodeRow {
    /// Its id.
    pub id: i64,
    /// The code.
    pub code: String,
    /// The vendor's id.
    pub vendor_id: i64,
    /// The vendor's full name.
    pub vendor: String,
    /// What it is called; may be empty.
    pub label: String,
    /// When it was made, in milliseconds since 1970.
    pub created_at: i64,
    /// When it was revoked, in milliseconds since 1970.
    pub revoked_at: Option<i64>,
}

/// Makes an invite code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewInviteCode {
    /// For the vendor with this id.
    pub vendor_id: i64,
    /// What it is called: up to 40 characters, or nothing.
    #[serde(default)]
    pub label: String,
}

/// A problem that a member of a team reported.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ComplaintRow {
    /// Its id.
    pub id: i64,
    /// `open`, `answered` or `closed`.
    pub state: String,
    /// The suite's key.
    pub suite_key: String,
    /// The suite's name.
    pub suite: String,
    /// The vendor's full name.
    pub vendor: String,
    /// The team's name.
    pub team: String,
    /// What was reported.
    pub text: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// The answer.
    pub answer: Option<String>,
    /// Whose answer it is: an account's name.
    pub answered_by: Option<String>,
    /// When it was answered, in milliseconds since 1970.
    pub answered_at: Option<i64>,
    /// When it was closed, in milliseconds since 1970.
    pub closed_at: Option<i64>,
}

/// Answers a complaint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answer {
    /// The answer: 1 to 1,000 characters.
    pub text: String,
}
