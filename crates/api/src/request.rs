//! What the pages send. Texts are as typed: the server parses them into domain values.

use domain::team::TeamMode;
use serde::{Deserialize, Serialize};

/// Asks for a one-time code.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SendCode {
    /// The number as typed.
    pub phone: String,
    /// The link one came by.
    #[serde(default)]
    pub link: Option<String>,
    /// A random text that can't be guessed, of 16 to 64 characters: the code signs in with it alone. The same again within
    /// the code's 5 minutes sends no other code: the answer may have been lost.
    pub request: String,
    /// The proof of work, once the server has asked for one. On the phone `public/proof.js` adds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
}

/// A proof of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Proof {
    /// The minute of the challenge.
    pub minute: i64,
    /// The number that was found: as 4 bytes, the first one the highest, behind the challenge's 32 it makes a SHA-256 that
    /// begins with so many zero bits.
    pub nonce: u32,
}

/// Signs in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignIn {
    /// The number as typed.
    pub phone: String,
    /// The code as typed.
    pub code: String,
    /// What the code was asked for with; absent where none was asked for.
    #[serde(default)]
    pub request: Option<String>,
    /// The link one came by; its onboarding begins at once.
    #[serde(default)]
    pub link: Option<String>,
}

/// Begins an onboarding.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Begin {
    /// The last one through this link is finished and another team shall have the suite too.
    #[serde(default)]
    pub again: bool,
}

/// Creates or picks a team.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "how", rename_all = "snake_case")]
pub enum Team {
    /// A new one.
    Create {
        /// 1-person or group.
        #[serde(with = "crate::word")]
        #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::TeamMode))]
        mode: TeamMode,
        /// The team's name.
        name: String,
        /// The industry's word.
        industry: String,
        /// The owner's own name.
        owner_name: String,
        /// The others, for a group.
        #[serde(default)]
        colleagues: Vec<Colleague>,
    },
    /// One that the person is in.
    Pick {
        /// Its id.
        corpid: String,
    },
    /// Another than the one picked: the choice is open again.
    Other,
}

/// A colleague as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = TypedColleague))]
pub struct Colleague {
    /// Their name.
    pub name: String,
    /// Their number.
    pub phone: String,
    /// Their department; may be empty.
    #[serde(default)]
    pub department: String,
}

/// Redeems a serial.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Redeem {
    /// As typed.
    pub serial: String,
}

/// Authorizes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Authorize {
    /// The box is ticked.
    pub consent: bool,
}

/// Sets the scope.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "ScopeParts", into = "ScopeParts")]
pub enum Scope {
    /// Everyone.
    Everyone,
    /// These departments.
    Departments(Vec<i64>),
    /// These members.
    Members(Vec<i64>),
}

/// Reports an error of a page's program. The server keeps 1,000 characters of each text, and 8 KB of the whole. It is sent
/// as `application/json`, or as the `text/plain` of `navigator.sendBeacon`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct ClientError {
    /// What went wrong.
    pub message: String,
    /// The path of the page.
    pub page: String,
    /// Where in the program: its name, version, file and line.
    pub at: String,
}

/// Who may use a suite: `{"who": "members", "ids": [1, 2]}`.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
struct ScopeParts {
    /// Everyone, these departments or these members.
    who: Who,
    /// The departments or members; left out for everyone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    ids: Vec<i64>,
}

/// The kind of a scope.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ScopeKind))]
#[serde(rename_all = "snake_case")]
enum Who {
    Everyone,
    Departments,
    Members,
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Scope {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
        ScopeParts::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Scope {
    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::Schema>)>) {
        ScopeParts::schemas(schemas);
    }
}

impl From<ScopeParts> for Scope {
    fn from(ScopeParts { who, ids }: ScopeParts) -> Self {
        match who {
            Who::Everyone => Self::Everyone,
            Who::Departments => Self::Departments(ids),
            Who::Members => Self::Members(ids),
        }
    }
}

impl From<Scope> for ScopeParts {
    fn from(scope: Scope) -> Self {
        let (who, ids) = match scope {
            Scope::Everyone => (Who::Everyone, Vec::new()),
            Scope::Departments(ids) => (Who::Departments, ids),
            Scope::Members(ids) => (Who::Members, ids),
        };
        Self { who, ids }
    }
}
