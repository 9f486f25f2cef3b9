//! The sandbox of a suite: links, serials and teams to try it with.

use serde::{Deserialize, Serialize};

/// A suite's sandbox.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sandbox {
    /// Its test links, the latest first.
    pub links: Vec<TestLink>,
    /// The most test links at once.
    pub most_links: u32,
    /// Its test serials, the earliest first.
    pub serials: Vec<TestSerial>,
    /// The most test serials.
    pub most_serials: u32,
    /// Who verifies serials of test teams: `none`, `issued` or `vendor`. Test serials are of use with `issued`.
    pub serial_rule: String,
    /// Its test teams, the earliest first.
    pub teams: Vec<TestTeam>,
    /// The most test teams at once.
    pub most_teams: u32,
}

/// A test link. It holds for 30 days, also before the suite is approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TestLink {
    /// Its token.
    pub token: String,
    /// Where it leads.
    pub url: String,
    /// Who tries the suite by it; may be empty.
    pub label: String,
    /// `open`, `link_expired`, `link_used_up` while all places for test teams are taken, or `suite_suspended`.
    pub state: String,
    /// When it ends, in milliseconds since 1970.
    pub expires_at: Option<i64>,
    /// When it was made, in milliseconds since 1970.
    pub created_at: i64,
}

/// A test serial: only test links take it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TestSerial {
    /// As people read it: `XXXX-XXXX-XXXX-XXXX`.
    pub serial: String,
    /// The name of the test team that has it.
    pub team: Option<String>,
}

/// A test team: it counts nowhere, and is listed nowhere else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TestTeam {
    /// What it is removed by.
    pub id: i64,
    /// Its id for the outside.
    pub corpid: String,
    /// Its name.
    pub name: String,
    /// How many people it has.
    pub people: u32,
    /// `awaiting`, `active`, `refused`, `disabled` or `withdrawn`, once it has authorized the suite.
    pub state: Option<String>,
    /// When it was made, in milliseconds since 1970.
    pub created_at: i64,
}

/// Makes a test link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTestLink {
    /// Who tries the suite by it, in up to 60 characters; may be empty.
    #[serde(default)]
    pub label: String,
}

/// Issues test serials.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssueTestSerials {
    /// How many.
    pub count: u32,
}
