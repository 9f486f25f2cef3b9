//! Accounts: signing up and in, passwords, sessions, the second factor.

use domain::account::{Permission, Role};
use serde::{Deserialize, Serialize};

/// Signs up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignUp {
    /// One's name.
    pub name: String,
    /// One's e-mail address.
    pub email: String,
    /// 10 to 128 characters.
    pub password: String,
    /// The full name of the vendor that one signs up for.
    pub vendor: String,
}

/// A token of a link that was mailed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailedToken {
    /// The token, as it stands in the link.
    pub token: String,
}

/// Signs in to the console.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignInConsole {
    /// The e-mail address.
    pub email: String,
    /// The password.
    pub password: String,
    /// The code of the second factor, or a recovery code; once the server has answered `totp_needed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
}

/// Who is signed in to the console.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Me {
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
    /// What they may do.
    #[serde(with = "crate::word::list")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<crate::word::schema::AccountPermission>))]
    pub permissions: Vec<Permission>,
    /// The short name of the vendor that they work for; operators have none.
    pub vendor: Option<String>,
    /// The second factor is switched on.
    pub second_factor: bool,
    /// Nothing but setting up the second factor is possible: everything else answers `totp_required`.
    pub totp_required: bool,
    /// How many recovery codes are left.
    pub recovery_codes: u32,
}

/// Changes one's name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangeMe {
    /// The name.
    pub name: String,
}

/// Changes one's password. The other sessions end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChangePassword {
    /// The present one.
    pub old: String,
    /// The other.
    pub new: String,
}

/// Asks for a link that sets another password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ForgottenPassword {
    /// The e-mail address.
    pub email: String,
}

/// Sets another password. All sessions end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResetPassword {
    /// The token of the link.
    pub token: String,
    /// The password.
    pub password: String,
}

/// One's sessions, the one used last first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sessions {
    /// All of them.
    pub sessions: Vec<AccountSession>,
}

/// A session of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountSession {
    /// Its id.
    pub id: i64,
    /// When it began, in milliseconds since 1970.
    pub created_at: i64,
    /// When it was used last, to some minutes, in milliseconds since 1970.
    pub seen_at: i64,
    /// The client's address when it was used last.
    pub address: String,
    /// What the browser said it was; may be empty.
    pub user_agent: String,
    /// It is the one that asks.
    pub current: bool,
}

/// Begins to set up the second factor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BeginTotp {
    /// One's password.
    pub password: String,
}

/// A secret to be entered into an authenticator app. It counts once a code of it has come.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewTotp {
    /// The secret in base32, to be typed.
    pub secret: String,
    /// The same as an `otpauth:` URI.
    pub uri: String,
    /// The URI as a QR code in SVG.
    pub qr: String,
}

/// Switches the second factor on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfirmTotp {
    /// The code that the app shows.
    pub code: String,
}

/// Codes that sign in once each in place of the app's. They are shown only here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// The codes.
    pub codes: Vec<String>,
}

/// Switches the second factor off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EndTotp {
    /// One's password.
    pub password: String,
}
