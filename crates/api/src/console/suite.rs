//! A vendor's suites with their apps, their secrets, and the checks of the vendor's server.

use domain::task::SerialRule;
use domain::team::TeamModes;
use serde::{Deserialize, Serialize};

/// A suite among others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ConsoleSuiteRow))]
pub struct SuiteRow {
    /// Its key.
    pub suite_key: String,
    /// Its name.
    pub name: String,
    /// Where its icon is.
    pub icon: String,
    /// `draft`, `approved` or `suspended`. Only an approved one is deployed to customers.
    pub state: String,
    /// How many apps it has.
    pub apps: u32,
    /// When it was made, in milliseconds since 1970.
    pub created_at: i64,
}

/// A text in Chinese and perhaps English.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bilingual {
    /// Chinese.
    pub zh: String,
    /// English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

/// Data or an interface that a suite asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AskedData {
    /// What: 1 to 40 characters.
    pub title: Bilingual,
    /// What for: 1 to 120 characters.
    pub text: Bilingual,
}

/// A task of the vendor's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnTask {
    /// The task that it follows: `sign-in`, `team`, `serial`, `authorize` or `scope`.
    pub after: String,
    /// Its title: 1 to 40 characters.
    pub title: Bilingual,
    /// What to do: 1 to 120 characters.
    pub text: Bilingual,
    /// Where to do it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// What a vendor sets of a suite. Errors name the field: `name`, `permissions.2.title`, `tasks.0.url`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuiteFields {
    /// 1 to 30 characters, without symbols, and no other suite's.
    pub name: String,
    /// One line of what it does, of up to 60 characters; may be empty.
    #[serde(default)]
    pub tagline: Bilingual,
    /// Its color, as in `#2b6cf6`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accent: Option<String>,
    /// Which teams may be created.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::TeamModes))]
    pub team_modes: TeamModes,
    /// Who verifies serials. `vendor` needs a callback URL.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::SerialRule))]
    pub serial: SerialRule,
    /// What it asks for, 20 at most.
    #[serde(default)]
    pub permissions: Vec<AskedData>,
    /// The vendor's own tasks, 20 at most.
    #[serde(default)]
    pub tasks: Vec<OwnTask>,
}

/// Makes a suite: a draft without apps, secrets and callback URL.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSuite {
    /// What is set of it.
    #[serde(flatten)]
    pub fields: SuiteFields,
    /// Its icon: a PNG of 120 x 120 with corners of radius 22, in base64.
    pub icon: String,
}

/// A vendor's suite, whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ConsoleSuite))]
pub struct Suite {
    /// Its key.
    pub suite_key: String,
    /// `draft`, `approved` or `suspended`.
    pub state: String,
    /// What is set of it.
    pub fields: SuiteFields,
    /// The name that customers see, where the one that is set waits for an approval.
    pub name_in_force: Option<String>,
    /// Where its icon is.
    pub icon: String,
    /// Its apps.
    pub apps: Vec<App>,
    /// Where its vendor's server is called; none for a hosted suite.
    pub callback_url: Option<String>,
    /// From where the vendor may call, separated by commas; empty for anywhere.
    pub whitelist: String,
    /// How its secrets stand.
    pub secrets: SecretsState,
    /// When it was made, in milliseconds since 1970.
    pub created_at: i64,
    /// When it was approved, in milliseconds since 1970.
    pub approved_at: Option<i64>,
}

/// How the secrets of a suite stand. They themselves are shown once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecretsState {
    /// There are some.
    pub made: bool,
    /// Until when those before hold as well, in milliseconds since 1970.
    pub former_until: Option<i64>,
}

/// An app of a suite.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ConsoleApp))]
pub struct App {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it does; empty for one made before descriptions were.
    pub description: String,
    /// Its home page.
    pub home_url: String,
    /// Where its icon is.
    pub icon: String,
}

/// Adds an app, or changes it. Errors name the field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AppFields {
    /// 2 to 16 characters.
    pub name: String,
    /// 4 to 120 characters.
    pub description: String,
    /// An http or https URL; `$CORPID$` in it stands for the team's id.
    pub home_url: String,
    /// Its icon: a square PNG of 50 to 200 pixels a side, 1 MB at most, in base64. Without, a new app has the suite's, and one
    /// that is changed keeps its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
}

/// Sets a suite's icon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetIcon {
    /// A PNG of 120 x 120 with corners of radius 22, in base64.
    pub icon: String,
}

/// Asks what is wrong with a picture that is to be an icon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IconToCheck {
    /// A picture of up to 8 MB, in base64.
    pub picture: String,
}

/// What is wrong with a picture as a suite's icon, and the icon that is made of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckedIcon {
    /// What is wrong; empty if the picture is right as it is.
    pub faults: Vec<IconFault>,
    /// The right icon that is made of it, a PNG in base64; none if the picture can't be read.
    pub repaired: Option<String>,
}

/// What is wrong with a picture that is to be an icon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IconFault {
    /// Its stable name.
    pub fault: String,
    /// The same in English words.
    pub what: String,
}

/// Sets where a vendor's server is called. It is asked first, and must answer as the protocol has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetCallback {
    /// The URL; none makes the suite a hosted one.
    pub url: Option<String>,
}

/// Sets from where a vendor may call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetWhitelist {
    /// Addresses, and forms such as `1.2.3.*`, separated by commas; empty for anywhere.
    pub whitelist: String,
}

/// Makes a suite's first secrets, or others.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MakeSecrets {
    /// Hours for which the present ones hold as well, 0 to 8760; 24 if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hold_hours: Option<u32>,
}

/// A suite's secrets. They are shown only here.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Secrets {
    /// `suite_secret`.
    pub suite_secret: String,
    /// `token`.
    pub token: String,
    /// `encoding_aes_key`.
    pub encoding_aes_key: String,
}

/// Begins a check of the vendor's server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BeginCheck {
    /// A serial that the vendor's server takes, where it verifies them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
}

/// The last check of the vendor's server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuiteCheck {
    /// `none`, `running`, `passed`, `failed` (something is bad) or `stopped` (it has no end).
    pub state: String,
    /// When it began, in milliseconds since 1970.
    pub began_at: Option<i64>,
    /// When it ended, in milliseconds since 1970.
    pub ended_at: Option<i64>,
    /// What it found so far, in order.
    pub lines: Vec<CheckLine>,
    /// Why it has no end, in English.
    pub error: Option<String>,
}

/// A line of a check's report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckLine {
    /// The step, as the protocol names it.
    pub step: String,
    /// `ok`, `skip`, `warn` or `bad`.
    pub level: String,
    /// What was found, in English.
    pub what: String,
    /// The fault's stable name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault: Option<String>,
    /// What to do about it, in English.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// How long it took, in milliseconds.
    #[serde(default)]
    pub took_ms: Option<i64>,
}
