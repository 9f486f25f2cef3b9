//! What the server answers.

use domain::authorization::AuthorizationState;
use domain::link::LinkProblem;
use domain::request::RequestState;
use domain::task::{SerialRule, Task, TaskState};
use domain::team::TeamModes;
use serde::{Deserialize, Serialize};

use crate::problem::Code;
use crate::request::Scope;

/// What the HTML brings along, so that the page begins without a request.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Boot {
    /// `zh` or `en`, as the server painted the page.
    pub lang: String,
    /// The guide page's link, on the pages of one.
    pub guide: Option<Guide>,
    /// The visitor's onboarding through it, if they are signed in and have begun.
    pub onboarding: Option<Onboarding>,
    /// The visitor, if signed in.
    pub person: Option<Person>,
}

/// A text in Chinese and perhaps English.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English; the Chinese stands in where it is absent.
    #[serde(default)]
    pub en: Option<String>,
}

/// What a guide page shows of its link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Guide {
    /// The link's token.
    pub link: String,
    /// Why it can't be used, if so.
    #[serde(with = "crate::word::option")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::word::schema::LinkProblem>))]
    pub problem: Option<LinkProblem>,
    /// The suite; absent for an unknown link.
    pub suite: Option<Suite>,
    /// Where the visitor's device gets the client app, if there is one.
    pub client: Option<String>,
}

/// A suite as the customer sees it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suite {
    /// Its name.
    pub name: String,
    /// One line of what it does.
    pub tagline: Words,
    /// Its icon as a `data:` URL of a 120 x 120 PNG.
    pub icon: String,
    /// Its accent: a button's ground, white text is readable on it.
    pub accent: String,
    /// Its accent as text on dark ground.
    pub accent_dark: String,
    /// The vendor's full name.
    pub vendor: String,
    /// The vendor's name for sentences.
    pub vendor_short: String,
    /// The vendor is certified.
    pub certified: bool,
    /// How to reach the vendor: a `tel:`, `mailto:` or `https:` URL.
    pub contact: Option<String>,
    /// Which teams may be created.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::TeamModes))]
    pub team_modes: TeamModes,
    /// Which serials it asks for.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::SerialRule))]
    pub serial: SerialRule,
    /// Its tasks in order.
    pub tasks: Vec<TaskStep>,
    /// What the suite asks for.
    pub permissions: Vec<DataPermission>,
    /// The ISV's own tasks, by place.
    pub custom_tasks: Vec<CustomTask>,
}

/// A task and how it stands for this visitor.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TaskStep {
    /// Which.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Task))]
    pub task: Task,
    /// Done, now or later.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::TaskState))]
    pub state: TaskState,
}

/// Data or an interface that a suite asks for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DataPermission {
    /// What.
    pub title: Words,
    /// What for.
    pub text: Words,
}

/// A task of the ISV's own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomTask {
    /// Its title.
    pub title: Words,
    /// What to do.
    pub text: Words,
    /// Where to do it, an `https:` URL.
    pub url: Option<String>,
}

/// A code is on its way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CodeSent {
    /// Seconds until the next may be asked for.
    pub resend_after: u32,
    /// The code itself, in demo mode only.
    pub demo_code: Option<String>,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Person {
    /// Their number as people read it.
    pub phone: String,
    /// Their name, once they have given one.
    pub name: Option<String>,
}

/// Somebody is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignedIn {
    /// Who.
    pub person: Person,
    /// Their onboarding through the link they came by.
    pub onboarding: Option<Onboarding>,
}

/// An onboarding as the server holds it; every step answers with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Onboarding {
    /// The tasks in order.
    pub tasks: Vec<TaskStep>,
    /// Who is at it.
    pub person: Person,
    /// The teams that they are in, to pick from while the team is due.
    pub teams: Vec<TeamChoice>,
    /// The team, once there is one.
    pub team: Option<TeamInfo>,
    /// Another team may still be chosen.
    pub team_open: bool,
    /// How the request stands of one who may not authorize for the team.
    pub ask: Option<AskStatus>,
    /// How the serial stands, if the suite asks for one.
    pub serial: Option<SerialStatus>,
    /// The authorization, once given.
    pub authorization: Option<AuthorizationStatus>,
    /// The scope, once set.
    pub scope: Option<ScopeStatus>,
}

/// A team to pick.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamChoice {
    /// Its id.
    pub corpid: String,
    /// Its name.
    pub name: String,
    /// How many people.
    pub people: u32,
    /// It has the suite already: to the workbench instead.
    pub has_suite: bool,
    /// One may authorize for it; else one asks those who may.
    pub decides: bool,
}

/// How a request stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskStatus {
    /// Absent until one asks.
    #[serde(with = "crate::word::option")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::word::schema::RequestState>))]
    pub state: Option<RequestState>,
    /// Why it was declined.
    pub reason: Option<String>,
    /// Who decided.
    pub decided_by: Option<String>,
    /// How the team's authorization stands, once somebody has given it.
    #[serde(with = "crate::word::option")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::word::schema::AuthorizationState>))]
    pub authorization: Option<AuthorizationState>,
    /// The scope lets them in; while none is set, it doesn't.
    pub admitted: bool,
}

/// The onboarding's team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamInfo {
    /// Its id.
    pub corpid: String,
    /// Its name.
    pub name: String,
    /// How many people.
    pub people: u32,
}

/// How the serial stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SerialStatus {
    /// Brought by the link.
    pub prefilled: Option<String>,
    /// Accepted.
    pub accepted: Option<String>,
    /// Waiting for the vendor's word: the vendor hasn't answered yet and is asked again.
    pub pending: Option<String>,
    /// The vendor has been asked a hundred times without an answer; the next attempt comes when the same serial is sent again.
    pub stopped: bool,
    /// Refused by the vendor, once it answered.
    pub refused: Option<RefusedSerial>,
    /// Wrong ones that may still be tried.
    pub tries_left: u32,
    /// Seconds to wait when none is left.
    pub wait: Option<u32>,
}

/// A serial that the vendor refused after the customer had left it waiting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RefusedSerial {
    /// As it was entered.
    pub serial: String,
    /// Why.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Code))]
    pub code: Code,
}

/// How the authorization stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuthorizationStatus {
    /// Awaiting, active or refused.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::AuthorizationState))]
    pub state: AuthorizationState,
    /// When it was given, in milliseconds since 1970.
    pub authorized_at: i64,
    /// When it became active.
    pub active_at: Option<i64>,
    /// It has been waiting for more than 5 s.
    pub late: bool,
    /// The vendor has been told a hundred times without an answer; the next attempt comes when the customer authorizes again.
    pub stopped: bool,
    /// The vendor's words if it refused.
    pub reason: Option<String>,
}

/// The scope, with its names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ScopeStatus {
    /// What was chosen.
    pub scope: Scope,
    /// The names of the chosen departments or members, the first five.
    pub names: Vec<String>,
    /// How many people it lets in at present.
    pub people: u32,
}

/// What a scope is chosen from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Directory {
    /// How many people the team has.
    pub people: u32,
    /// Its departments that match.
    pub departments: Vec<Department>,
    /// The members that were asked for by id, and others that match, up to 100.
    pub members: Vec<Member>,
    /// There are more members than these.
    pub more: bool,
}

/// A department.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Department {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// How many people.
    pub people: u32,
}

/// A member.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Member {
    /// Their id.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their department's name.
    pub department: Option<String>,
}
