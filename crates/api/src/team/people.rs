//! Who is in a team, and how one comes in.

use domain::invite::{InviteProblem, JoinStatus};
use domain::role::Role;
use serde::{Deserialize, Serialize};

use crate::answer::Person;

/// A team's invite link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invite {
    /// Its address.
    pub url: String,
    /// Its code as a picture.
    pub qr: String,
    /// Joining needs approval.
    pub approval: bool,
    /// When it was made, in milliseconds since 1970.
    pub renewed_at: i64,
}

/// How an invite is set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetInvite {
    /// Joining needs approval.
    pub approval: bool,
}

/// What an invite's page shows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// Its code.
    pub code: String,
    /// Why it leads nowhere, if so.
    #[serde(with = "crate::word::option")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::word::schema::InviteProblem>))]
    pub problem: Option<InviteProblem>,
    /// The team's id, for who is in it; else empty.
    pub corpid: String,
    /// The team's name; empty for a dead invite.
    pub team: String,
    /// How many people it has.
    pub people: u32,
    /// Who invites.
    pub inviter: String,
    /// The suites in use.
    pub suites: Vec<Badge>,
    /// Joining needs approval.
    pub approval: bool,
    /// How the visitor stands to the team.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::JoinStatus))]
    pub join_status: JoinStatus,
    /// Who the visitor is signed in as.
    pub person: Option<Person>,
    /// The visitor has never said their name.
    pub nameless: bool,
}

/// A suite by its picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Badge {
    /// Its name.
    pub name: String,
    /// Its icon's address.
    pub icon: String,
}

/// Joins.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Join {
    /// One's name, if one has never said it.
    #[serde(default)]
    pub name: Option<String>,
}

/// Who is in a team, and who wants to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct People {
    /// Who waits to be let in.
    pub joins: Vec<Joining>,
    /// The first hundred members that match.
    pub members: Vec<Colleague>,
    /// There are more than these.
    pub more: bool,
    /// The visitor's own row.
    pub me: i64,
    /// What the visitor is.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Role))]
    pub role: Role,
}

/// Somebody who waits to be let in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Joining {
    /// The wish's id.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their number as people read it.
    pub phone: String,
}

/// A member, for those who look after people.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    /// Their id.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their number as people read it.
    pub phone: String,
    /// Their department's name.
    pub department: Option<String>,
    /// What they are.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Role))]
    pub role: Role,
    /// They were added by number, and haven't accepted.
    pub invited: bool,
    /// When they came in by themselves, in milliseconds since 1970.
    pub joined_at: Option<i64>,
}

/// Lets somebody in, or not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decide {
    /// In.
    pub admit: bool,
}

/// Makes somebody an admin, or takes that back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetRole {
    /// An admin.
    pub admin: bool,
}

/// Makes somebody the owner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HandOver {
    /// The member's id.
    pub to: i64,
}
