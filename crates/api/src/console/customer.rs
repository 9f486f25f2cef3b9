//! A suite's customers, and what was pushed to its vendor's server.

use domain::authorization::AuthorizationState;
use domain::callback::{CallbackKind, OutboxState};
use serde::{Deserialize, Serialize};

use super::serial::TeamName;

/// A customer: a team with its authorization of the suite. A list's `q` is a part of the team's name or its id, `state` the
/// authorization's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ConsoleCustomerRow))]
pub struct CustomerRow {
    /// The authorization's id.
    pub id: i64,
    /// The team.
    pub team: TeamName,
    /// How the authorization stands.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::AuthorizationState))]
    pub state: AuthorizationState,
    /// The serial that the team came with.
    pub serial: Option<String>,
    /// When it authorized, in milliseconds since 1970.
    pub authorized_at: i64,
    /// When the suite became active, in milliseconds since 1970.
    pub active_at: Option<i64>,
}

/// A customer, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ConsoleCustomer))]
pub struct Customer {
    /// As in the list.
    pub row: CustomerRow,
    /// The team's industry.
    pub industry: String,
    /// `everyone`, `departments` or `members`; none before the team has set it.
    pub scope: Option<String>,
    /// How many departments or members that names.
    pub scope_size: u64,
    /// The token of the link that the team came by.
    pub link: String,
    /// What that link is for.
    pub link_label: String,
    /// The vendor's words if it refused.
    pub reason: Option<String>,
    /// The link by which colleagues join the team, if it was made; as vendors' servers read it.
    pub invite_url: Option<String>,
    /// What has happened, the earliest first.
    pub timeline: Vec<TimelineEntry>,
}

/// Something that happened with a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TimelineEntry {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// `signed_in`, `team`, `serial`, `authorized`, `active`, `scope` and `started` of the way in; `error` for a step that was
    /// refused; `scope`, `disable`, `enable`, `withdraw` and `authorize` of later changes.
    pub what: String,
    /// The error's code, or what the change says of itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

/// An event that was pushed to the vendor's server. A list's `state` is the event's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ConsoleCallbackRow))]
pub struct CallbackRow {
    /// Its id.
    pub id: i64,
    /// What it says.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::CallbackKind))]
    pub kind: CallbackKind,
    /// How it stands.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::OutboxState))]
    pub state: OutboxState,
    /// The team; none for a ticket.
    pub corpid: Option<String>,
    /// How often it was pushed.
    pub attempts: u32,
    /// When it is pushed again, in milliseconds since 1970.
    pub next_at: Option<i64>,
    /// When it happened, in milliseconds since 1970.
    pub created_at: i64,
}

/// An event with its attempts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ConsoleCallback))]
pub struct Callback {
    /// As in the list.
    pub row: CallbackRow,
    /// The attempts, the latest first.
    pub attempts: Vec<CallbackAttempt>,
}

/// An attempt to push an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CallbackAttempt {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// How long it took, in milliseconds.
    pub took_ms: i64,
    /// What came of it, in English.
    pub outcome: String,
    /// What was sent, decrypted and without secrets.
    pub message: String,
    /// What the vendor's server answered.
    pub answer: String,
}
