//! A vendor, its members, and the operators.

use domain::account::Role;
use serde::{Deserialize, Serialize};

/// The vendor that an account works for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Vendor {
    /// Its full name.
    pub name: String,
    /// Its name for sentences.
    pub short_name: String,
    /// How customers reach it: begins with `tel:`, `mailto:` or `https:`.
    pub contact: Option<String>,
    /// The operator has certified it. Its full name is then the operator's to change.
    pub certified: bool,
}

/// Changes a vendor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeVendor {
    /// Its full name, of 1 to 60 characters.
    pub name: String,
    /// Its name for sentences, of 1 to 30 characters.
    pub short_name: String,
    /// How customers reach it; empty for nothing.
    #[serde(default)]
    pub contact: String,
}

/// The members of a vendor, or the operators.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Members {
    /// The members, in the order in which they came.
    pub members: Vec<Member>,
    /// Who is invited and hasn't accepted, the newest first.
    pub invitations: Vec<OpenInvitation>,
}

/// A member of a vendor, or an operator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = AccountMember))]
pub struct Member {
    /// The account's id.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// Their e-mail address.
    pub email: String,
    /// What they are.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::AccountRole))]
    pub role: Role,
    /// Their second factor is switched on.
    pub second_factor: bool,
    /// When they came, in milliseconds since 1970.
    pub created_at: i64,
    /// When they were last signed in, to some minutes, in milliseconds since 1970.
    pub seen_at: Option<i64>,
}

/// An invitation that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenInvitation {
    /// Its id.
    pub id: i64,
    /// Where it was mailed to.
    pub email: String,
    /// What one becomes by it.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::AccountRole))]
    pub role: Role,
    /// When it was mailed last, in milliseconds since 1970.
    pub sent_at: i64,
    /// When its link ends, in milliseconds since 1970.
    pub expires_at: i64,
}

/// Invites somebody by e-mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InviteMember {
    /// Their e-mail address.
    pub email: String,
    /// What they become.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::AccountRole))]
    pub role: Role,
}

/// Sets somebody's role.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetAccountRole {
    /// What they become.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::AccountRole))]
    pub role: Role,
}

/// An invitation, for its recipient.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ConsoleInvitation))]
pub struct Invitation {
    /// Where it was mailed to.
    pub email: String,
    /// The vendor's full name; none where one becomes an operator.
    pub vendor: Option<String>,
    /// Who invites.
    pub inviter: String,
    /// What one becomes.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::AccountRole))]
    pub role: Role,
}

/// Accepts an invitation: makes the account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AcceptInvitation {
    /// The token of the link.
    pub token: String,
    /// One's name.
    pub name: String,
    /// 10 to 128 characters.
    pub password: String,
}
