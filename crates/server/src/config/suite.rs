//! Options of `quickdeploy suite …`.

use std::fmt;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use domain::accent::Color;
use domain::offer::{AppDescription, AskedData, Contact, OwnTask, Tagline};
use domain::suite::{AppName, HomeUrl, SuiteKey, SuiteName};
use domain::target::{CallbackUrl, Targets};
use domain::task::SerialRule;
use domain::team::TeamModes;
use domain::text::Name;
use domain::vendor_serial::VendorSerial;
use domain::whitelist::Whitelist;

use super::{Public, SecretKeys};

/// Subcommands of `suite`.
#[derive(Debug, Subcommand)]
pub enum Suite {
    /// Makes a suite; with a callback URL, once its vendor's server has answered the check.
    Create(Box<SuiteCreate>),
    /// Shows everything of a suite but its secrets.
    Show {
        /// The suite's key.
        suite: String,
    },
    /// Makes new secrets for a suite and prints them, once; the present ones hold for a while as well.
    Rotate(SuiteRotate),
    /// Sets the callback URL of a suite, once its server has answered the check.
    SetCallback(SuiteSetCallback),
    /// Onboards a test team with the vendor's real server, and says what is wrong there and what to do about it.
    Check(SuiteCheck),
    /// Sets from where a suite's vendor may call.
    SetWhitelist {
        /// The suite's key.
        suite: String,
        /// Addresses, and forms such as 1.2.3.* and 1.2.*.*, separated by commas; empty for anywhere.
        list: Whitelist,
    },
}

/// Options of `suite create`.
#[derive(Debug, Args)]
pub struct SuiteCreate {
    /// The vendor's id, or its full name; a new vendor is made if there is none of this name.
    #[arg(long)]
    pub vendor: String,
    /// A new vendor's name for sentences.
    #[arg(long, value_parser = short_name)]
    pub vendor_short: Option<String>,
    /// How customers reach a new vendor, as in tel:4000000000, mailto:help@isv.example or https://isv.example/help.
    #[arg(long)]
    pub contact: Option<Contact>,
    /// A new vendor is certified.
    #[arg(long)]
    pub certified: bool,
    /// The suite's key; without, one is made.
    #[arg(long)]
    pub key: Option<SuiteKey>,
    /// The suite's name; 6 Chinese characters or fewer are best.
    #[arg(long)]
    pub name: SuiteName,
    /// One line of what the suite does, of up to 60 characters.
    #[arg(long, value_parser = tagline)]
    pub tagline: Option<Tagline>,
    /// The same in English.
    #[arg(long, value_parser = tagline, requires = "tagline")]
    pub tagline_en: Option<Tagline>,
    /// Its icon: a PNG of 120 x 120 with corners of radius 22, as `icon make` makes it.
    #[arg(long)]
    pub icon: PathBuf,
    /// Its color, as in #2b6cf6.
    #[arg(long, value_parser = color)]
    pub accent: Option<Color>,
    /// An app's name, 2 to 16 characters; once for each app. What is said of apps belongs together by its order.
    #[arg(long, required = true)]
    pub app_name: Vec<AppName>,
    /// An app's home page; $CORPID$ in it stands for the team's id.
    #[arg(long, required = true)]
    pub home_url: Vec<HomeUrl>,
    /// An app's icon: a square PNG of 50 to 200 pixels a side, 1 MB at most; without, all have the suite's.
    #[arg(long)]
    pub app_icon: Vec<PathBuf>,
    /// What an app does, in 4 to 120 characters.
    #[arg(long)]
    pub app_description: Vec<AppDescription>,
    /// Data that the suite asks for: TITLE|TEXT, perhaps with |ENGLISH TITLE|ENGLISH TEXT; may be given several times.
    #[arg(long)]
    pub permission: Vec<AskedData>,
    /// A task of the vendor's own: AFTER|TITLE|TEXT, perhaps with |ADDRESS and |ENGLISH TITLE|ENGLISH TEXT; it comes after sign-in,
    /// team, serial, authorize or scope.
    #[arg(long)]
    pub task: Vec<OwnTask>,
    /// Which teams may be created.
    #[arg(long, value_enum, default_value = "either")]
    pub team_modes: Modes,
    /// Who verifies serials.
    #[arg(long, value_enum, default_value = "none")]
    pub serial: Rule,
    /// The callback URL of the vendor's server; without, the suite is a hosted one.
    #[arg(long, value_parser = callback_url)]
    pub callback_url: Option<CallbackUrl>,
    /// From where the vendor may call: addresses, and forms such as 1.2.3.* and 1.2.*.*, separated by commas.
    #[arg(long, requires = "callback_url")]
    pub ip_whitelist: Option<Whitelist>,
    /// What the vendor's server knows already.
    #[command(flatten)]
    pub given: GivenKeys,
    /// How the vendor's server is reached.
    #[command(flatten)]
    pub check: Check,
}

/// A suite's secrets that are given; the others are made.
#[derive(Args)]
pub struct GivenKeys {
    /// The token that the vendor's server has; without, one is made.
    #[arg(long, env = "QUICKDEPLOY_SUITE_TOKEN", hide_env_values = true)]
    pub token: Option<String>,
    /// The encoding_aes_key that the vendor's server has, 43 letters and digits; without, one is made.
    #[arg(long, env = "QUICKDEPLOY_SUITE_AES_KEY", hide_env_values = true)]
    pub aes_key: Option<String>,
    /// The suite_secret that the vendor's server has; without, one is made.
    #[arg(long, env = "QUICKDEPLOY_SUITE_SECRET", hide_env_values = true)]
    pub secret: Option<String>,
}

impl GivenKeys {
    /// Whether any is given.
    pub fn is_any(&self) -> bool {
        self.token.is_some() || self.aes_key.is_some() || self.secret.is_some()
    }
}

impl fmt::Debug for GivenKeys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("GivenKeys(..)")
    }
}

/// What checking a callback URL needs.
#[derive(Debug, Args)]
pub struct Check {
    /// Where callbacks may go besides public addresses, as `serve` has it.
    #[arg(
        long,
        env = "QUICKDEPLOY_CALLBACK_TARGETS",
        default_value = "",
        hide_default_value = true
    )]
    pub callback_targets: Targets,
    /// The key that vendors' secrets are encrypted with.
    #[command(flatten)]
    pub secret_keys: SecretKeys,
}

/// Options of `suite rotate`.
#[derive(Debug, Args)]
pub struct SuiteRotate {
    /// The suite's key.
    pub suite: String,
    /// Hours for which the present secrets hold as well.
    #[arg(long, default_value_t = 24, value_parser = clap::value_parser!(i64).range(0..=8_760))]
    pub hold_hours: i64,
    /// The key that vendors' secrets are encrypted with.
    #[command(flatten)]
    pub secret_keys: SecretKeys,
}

/// Options of `suite set-callback`.
#[derive(Debug, Args)]
pub struct SuiteSetCallback {
    /// The suite's key.
    pub suite: String,
    /// The URL.
    #[arg(value_parser = callback_url)]
    pub url: CallbackUrl,
    /// How the vendor's server is reached.
    #[command(flatten)]
    pub check: Check,
}

/// Options of `suite check`.
#[derive(Debug, Args)]
pub struct SuiteCheck {
    /// The suite's key.
    pub suite: String,
    /// A serial that the vendor's server accepts, where it verifies serials: it is tried with the test team.
    #[arg(long, value_parser = vendor_serial)]
    pub serial: Option<VendorSerial>,
    /// Prints the report as one JSON object.
    #[arg(long)]
    pub json: bool,
    /// Where the vendor's server calls the running one.
    #[command(flatten)]
    pub public: Public,
    /// How the vendor's server is reached.
    #[command(flatten)]
    pub check: Check,
}

/// Which teams may be created.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Modes {
    /// Only 1-person teams.
    Solo,
    /// Only teams of 6 or more.
    Group,
    /// The customer chooses.
    Either,
}

impl From<Modes> for TeamModes {
    fn from(modes: Modes) -> Self {
        match modes {
            Modes::Solo => Self::Solo,
            Modes::Group => Self::Group,
            Modes::Either => Self::Either,
        }
    }
}

/// Who verifies serials.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum Rule {
    /// The suite asks for none.
    None,
    /// They are issued and verified here.
    Issued,
    /// The vendor's server.
    Vendor,
}

impl From<Rule> for SerialRule {
    fn from(rule: Rule) -> Self {
        match rule {
            Rule::None => Self::None,
            Rule::Issued => Self::Issued,
            Rule::Vendor => Self::Vendor,
        }
    }
}

fn short_name(given: &str) -> Result<String, String> {
    let name = Name::<30>::parse(given).map_err(|why| format!("it is {why}"))?;
    Ok(name.into())
}

fn tagline(given: &str) -> Result<Tagline, String> {
    Tagline::parse(given).map_err(|why| format!("it is {why}"))
}

fn color(given: &str) -> Result<Color, String> {
    Color::parse(given).ok_or_else(|| "a color as in #2b6cf6 is needed".to_owned())
}

fn callback_url(given: &str) -> Result<CallbackUrl, String> {
    given.parse().map_err(|why| format!("the URL is {why}"))
}

fn vendor_serial(given: &str) -> Result<VendorSerial, String> {
    VendorSerial::parse(given).map_err(|why| why.to_string())
}
