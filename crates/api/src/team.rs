//! What the workbench and everything managed from it ask and answer.

mod people;

use domain::authorization::{AuthorizationState, Change};
use domain::notice::NoticeKind;
use domain::request::RequestState;
use domain::role::Role;
use serde::{Deserialize, Serialize};

pub use self::people::*;
use crate::answer::{DataPermission, Person, ScopeStatus};

/// What the HTML of the workbench and of an invite brings along.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamBoot {
    /// `zh` or `en`; empty in the page that is kept on the phone.
    pub lang: String,
    /// Where an invite leads, on its page.
    pub invitation: Option<Invitation>,
    /// The visitor, if signed in.
    pub person: Option<Person>,
    /// Nobody asked who the visitor is: the page was kept on the phone.
    pub unknown: bool,
}

/// A team that one is in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Membership {
    /// The team's id.
    pub corpid: String,
    /// The team's name.
    pub name: String,
    /// How many people it has.
    pub people: u32,
    /// What one is in it.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Role))]
    pub role: Role,
    /// Grows with every change that its members see.
    pub changes: i64,
}

/// A person's view of a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Workbench {
    /// Who looks at it.
    pub person: Person,
    /// The teams that they are in.
    pub teams: Vec<Membership>,
    /// The one shown; absent if they are in none, or not in the one asked for.
    pub team: Option<Membership>,
    /// The apps within their scope.
    pub apps: Vec<App>,
    /// How many want to join, for those who decide that.
    pub joins: u32,
    /// The names of the first three.
    pub joining: Vec<String>,
    /// How many requests for suites wait, for those who decide them.
    pub requests: u32,
    /// The names of those suites.
    pub requested: Vec<String>,
    /// Notices that they haven't read.
    pub unread: u32,
    /// The teams that they are invited to, the latest first.
    pub invitations: Vec<Invited>,
    /// The names of teams that they wait to be let into, while they are in none.
    pub wishes: Vec<String>,
}

/// An invitation of one's number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invited {
    /// Its id.
    pub id: i64,
    /// The team's name.
    pub team: String,
    /// Who invites.
    pub by: String,
}

/// Accepts an invitation, or declines it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnswerInvited {
    /// Accepts.
    pub accept: bool,
}

/// What an answer has led to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AnsweredInvited {
    /// The id of the team that one is in now.
    pub corpid: Option<String>,
}

/// An app on the workbench.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct App {
    /// Its suite's key.
    pub suite: String,
    /// Its name.
    pub name: String,
    /// Its icon's address.
    pub icon: String,
    /// Its home page with the corp's id filled in.
    pub url: String,
    /// How its suite stands.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::AuthorizationState))]
    pub state: AuthorizationState,
}

/// How often what a team's members see has changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changes {
    /// A number that grows.
    pub changes: i64,
}

/// A suite of a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuiteRow {
    /// Its key.
    pub key: String,
    /// Its name.
    pub name: String,
    /// Its icon's address.
    pub icon: String,
    /// The vendor's name for sentences.
    pub vendor: String,
    /// How it stands.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::AuthorizationState))]
    pub state: AuthorizationState,
    /// Who may use it, for those who set it.
    pub scope: Option<ScopeStatus>,
}

/// The suites of a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Suites {
    /// In the order in which they were authorized.
    pub suites: Vec<SuiteRow>,
}

/// All of a suite that a member sees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuitePage {
    /// The suite.
    pub suite: SuiteRow,
    /// What the visitor is in the team.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Role))]
    pub role: Role,
    /// The vendor's full name.
    pub vendor: String,
    /// How to reach the vendor: a `tel:`, `mailto:` or `https:` URL.
    pub contact: Option<String>,
    /// What it asks for.
    pub permissions: Vec<DataPermission>,
    /// Its version.
    pub version: String,
    /// What the visitor has said of that version.
    pub rating: Option<Rating>,
    /// The serial that it was authorized with, for those who may authorize.
    pub serial: Option<String>,
    /// When it was authorized, in milliseconds since 1970.
    pub authorized_at: i64,
    /// What was done to it, the latest first, for those who may authorize.
    pub events: Vec<Event>,
}

/// Something that was done to an authorization.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// What.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Change))]
    pub change: Change,
    /// By whom.
    pub by: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// Stars and words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rating {
    /// 1 to 5.
    pub stars: i64,
    /// Up to 500 characters.
    pub text: String,
}

/// A problem in the member's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Report {
    /// 1 to 1000 characters.
    pub text: String,
}

/// Switches a suite off or on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Switch {
    /// On.
    pub on: bool,
}

/// Withdraws an authorization, with the suite's name typed so that no tap does it by chance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Withdraw {
    /// The suite's name.
    pub name: String,
}

/// Where an onboarding goes on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Onward {
    /// The deploy link.
    pub link: String,
}

/// The requests of a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Requests {
    /// Those that wait first.
    pub requests: Vec<Request>,
}

/// A member's request for a suite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Request {
    /// Its id.
    pub id: i64,
    /// Waiting or declined.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::RequestState))]
    pub state: RequestState,
    /// Who asks.
    pub asker: String,
    /// When, in milliseconds since 1970.
    pub asked_at: i64,
    /// Why it was declined.
    pub reason: Option<String>,
    /// Who declined.
    pub decided_by: Option<String>,
    /// The suite's name.
    pub suite: String,
    /// Its icon's address.
    pub icon: String,
    /// The vendor's full name.
    pub vendor: String,
    /// The vendor is certified.
    pub certified: bool,
    /// What the suite asks for.
    pub permissions: Vec<DataPermission>,
}

/// Declines a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decline {
    /// Why, 1 to 200 characters.
    pub reason: String,
}

/// A notice to a person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notice {
    /// What happened.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::NoticeKind))]
    pub kind: NoticeKind,
    /// The team's id.
    pub corpid: String,
    /// The team's name.
    pub team: String,
    /// Who did it; may be empty.
    pub who: String,
    /// Which suite; may be empty.
    pub what: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Not read yet.
    pub new: bool,
}

/// A person's notices.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notices {
    /// The latest first.
    pub notices: Vec<Notice>,
}

/// A team by its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamRef {
    /// Its id.
    pub corpid: String,
    /// Its name.
    pub name: String,
}

/// A person's account, and what deleting it would mean.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// Who.
    pub person: Person,
    /// Teams that are handed over first.
    pub hand_over: Vec<TeamRef>,
    /// Teams that end with the account.
    pub dissolve: Vec<TeamRef>,
    /// Teams that are left.
    pub leave: Vec<TeamRef>,
}
