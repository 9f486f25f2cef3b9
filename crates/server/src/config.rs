//! The command line: every option has a flag and an environment variable.

mod acceptance;
mod batch;
mod callback;
mod isv_demo;
mod mail;
mod operator;
mod secret_keys;
mod serve;
mod suite;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::client::Client;
use domain::text::Name;

pub use self::acceptance::AcceptanceOptions;
pub use self::batch::{Batch, BatchCreate, BatchFile, BatchFormat};
pub use self::callback::{Callback, CallbackList};
pub use self::isv_demo::IsvDemo;
pub use self::mail::MailOptions;
pub use self::operator::{Operator, OperatorAdd};
pub use self::secret_keys::SecretKeys;
pub use self::serve::Serve;
pub use self::suite::{GivenKeys, Suite, SuiteCheck, SuiteCreate, SuiteRotate, SuiteSetCallback};
use crate::handout::{CodeQuery, PosterQuery};

/// Puts a vendor's app into a company by one scan.
#[derive(Debug, Parser)]
#[command(name = "quickdeploy", version)]
pub struct Cli {
    /// Where the data lives.
    #[arg(
        long,
        env = "QUICKDEPLOY_DATABASE",
        default_value = "sqlite://data/quickdeploy.db",
        global = true
    )]
    pub database: String,
    /// How the log is written to standard error; what of it is set by RUST_LOG.
    #[arg(
        long,
        env = "QUICKDEPLOY_LOG_FORMAT",
        value_enum,
        default_value = "text",
        global = true
    )]
    pub log_format: LogFormat,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// A form of log.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs, one object a line.
    Json,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serves the pages and the API.
    Serve(Serve),
    /// Says what is wrong with a server that has these options, and what to do about it.
    Doctor(Serve),
    /// Brings the database's schema up to date.
    Migrate,
    /// Copies the database into a file, while servers run, and reads the copy back.
    Backup(Backup),
    /// Puts a copy in the database's place, while no server runs; the present one is kept beside it.
    Restore {
        /// What `backup` wrote.
        file: PathBuf,
    },
    /// Deploy links.
    #[command(subcommand)]
    Link(Link),
    /// Suites' icons.
    #[command(subcommand)]
    Icon(Icon),
    /// Serial numbers.
    #[command(subcommand)]
    Serials(Serials),
    /// Events that are pushed to vendors' servers.
    #[command(subcommand)]
    Callback(Callback),
    /// Operators of the console.
    #[command(subcommand)]
    Operator(Operator),
    /// Suites of vendors: made, shown, with other secrets or another callback URL.
    #[command(subcommand)]
    Suite(Suite),
    /// Runs a vendor's server for trying things out: it answers events, activates suites and prints what comes and goes.
    IsvDemo(IsvDemo),
}

/// Options of `backup`.
#[derive(Debug, Args)]
pub struct Backup {
    /// Where the copy is written.
    pub file: PathBuf,
    /// Overwrites the file if it is there.
    #[arg(long)]
    pub force: bool,
}

/// Where the client app is got, by what it runs on.
#[derive(Clone, Debug, Default, Args)]
pub struct ClientPlaces {
    /// Where the client is got for iOS.
    #[arg(long = "client-ios", env = "QUICKDEPLOY_CLIENT_IOS", default_value = "", hide_default_value = true, value_parser = place)]
    pub ios: Place,
    /// Where the client is got for Android.
    #[arg(long = "client-android", env = "QUICKDEPLOY_CLIENT_ANDROID", default_value = "", hide_default_value = true, value_parser = place)]
    pub android: Place,
    /// Where the client is got for HarmonyOS 5 and later.
    #[arg(long = "client-harmony", env = "QUICKDEPLOY_CLIENT_HARMONY", default_value = "", hide_default_value = true, value_parser = place)]
    pub harmony: Place,
    /// Where the client is got for desktops.
    #[arg(long = "client-desktop", env = "QUICKDEPLOY_CLIENT_DESKTOP", default_value = "", hide_default_value = true, value_parser = place)]
    pub desktop: Place,
}

impl From<ClientPlaces> for Client {
    fn from(places: ClientPlaces) -> Self {
        let ClientPlaces {
            ios,
            android,
            harmony,
            desktop,
        } = places;
        Self {
            ios: ios.0,
            android: android.0,
            harmony: harmony.0,
            desktop: desktop.0,
        }
    }
}

/// Where something is got, if it is got anywhere.
#[derive(Clone, Debug, Default)]
pub struct Place(Option<String>);

/// Where customers reach us. Codes and links lead there, so it is never guessed.
#[derive(Debug, Args)]
pub struct Public {
    /// Where customers reach us, as in https://deploy.example.com.
    #[arg(long = "public-url", env = "QUICKDEPLOY_PUBLIC_URL", value_parser = public_url)]
    pub url: String,
}

/// An address that codes can say, without a slash at the end.
fn public_url(given: &str) -> Result<String, String> {
    if !given.is_ascii() {
        return Err("a host in Punycode is needed, as codes say it".to_owned());
    }
    let address = web_address(given)?.trim_end_matches('/');
    match address.split_once("://") {
        Some((scheme, host)) if !host.contains(['/', '?', '#', '@']) => {
            // Browsers leave the usual port out, too.
            let usual = if scheme == "https" { ":443" } else { ":80" };
            let host = host.strip_suffix(usual).unwrap_or(host);
            Ok(format!("{scheme}://{host}"))
        }
        _ => Err("a host and perhaps a port are needed, without a path".to_owned()),
    }
}

/// An address that a page may lead to, or none where it is left empty, as compose files do.
fn place(given: &str) -> Result<Place, String> {
    match given.trim() {
        "" => Ok(Place(None)),
        given => Ok(Place(Some(web_address(given)?.to_owned()))),
    }
}

/// What a link or a batch is for: a line.
fn label(given: &str) -> Result<String, String> {
    match given.trim() {
        "" => Ok(String::new()),
        given => match Name::<120>::parse(given) {
            Ok(name) => Ok(name.into()),
            Err(why) => Err(format!("it is {why}")),
        },
    }
}

/// An address that a page may lead to.
fn web_address(given: &str) -> Result<&str, String> {
    let host = given
        .strip_prefix("https://")
        .or_else(|| given.strip_prefix("http://"));
    match host {
        Some(rest) if !rest.is_empty() && !rest.contains(char::is_whitespace) => Ok(given),
        _ => Err("an address that begins with https:// is needed".to_owned()),
    }
}

/// Subcommands of `link`.
#[derive(Debug, Subcommand)]
pub enum Link {
    /// Writes a link's QR code or poster into a file, which says by its ending what it becomes, or draws the code here.
    Code(LinkCode),
    /// Takes a link back: nobody begins with it any more.
    Revoke {
        /// The link's token, or its address.
        link: String,
    },
    /// Makes a deploy link of a suite and prints it.
    Create(LinkCreate),
    /// Lists a suite's links that are in no batch: address, state, uses, scans, serial, label.
    List(LinkList),
    /// Links for a list of customers, one for each.
    #[command(subcommand)]
    Batch(Batch),
}

/// Options of `link create`.
#[derive(Debug, Args)]
pub struct LinkCreate {
    /// The suite's key.
    #[arg(long, env = "QUICKDEPLOY_SUITE")]
    pub suite: String,
    /// A campaign, a reseller.
    #[arg(long, default_value = "", value_parser = label)]
    pub label: String,
    /// Days after today through which it holds, to midnight in China; without, for ever.
    #[arg(long, value_parser = clap::value_parser!(i64).range(1..=36_500))]
    pub days: Option<i64>,
    /// How many teams may authorize through it; without, any number, or one if it carries a serial.
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=2_147_483_647))]
    pub uses: Option<u32>,
    /// A serial that it carries; it is the team's that authorizes.
    #[arg(long)]
    pub serial: Option<String>,
    /// Where customers reach us.
    #[command(flatten)]
    pub public: Public,
    /// Also draws the QR code, for any terminal or for a dark or light one without colors.
    #[arg(long, value_enum, num_args = 0..=1, default_missing_value = "any", require_equals = true)]
    pub qr: Option<Terminal>,
}

/// A terminal's background.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Terminal {
    /// One with colors: black on white is set by escape codes.
    Any,
    /// A dark one, without escape codes.
    Dark,
    /// A light one, without escape codes.
    Light,
}

impl From<Terminal> for qr::Background {
    fn from(terminal: Terminal) -> Self {
        match terminal {
            Terminal::Any => Self::Any,
            Terminal::Dark => Self::Dark,
            Terminal::Light => Self::Light,
        }
    }
}

/// Options of `link code`.
#[derive(Debug, Args)]
pub struct LinkCode {
    /// The link's token, or its address.
    pub link: String,
    /// The file: .svg, .png or .pdf; a poster is .png or .pdf.
    #[arg(long, short, required_unless_present = "terminal")]
    pub out: Option<PathBuf>,
    /// Draws the code here, for this terminal, instead.
    #[arg(long, value_enum, num_args = 0..=1, default_missing_value = "any", require_equals = true,
          conflicts_with_all = ["out", "paper", "lang", "size", "dark", "light", "icon"])]
    pub terminal: Option<Terminal>,
    /// A serial that the code carries behind the link: it is filled in on the phone that scans it.
    #[arg(long, conflicts_with = "paper")]
    pub serial: Option<String>,
    /// How the code is drawn.
    #[command(flatten)]
    pub drawn: CodeQuery,
    /// Whether a poster, and which.
    #[command(flatten)]
    pub poster: PosterQuery,
    /// Where customers get the client app: a poster says that it must be got first.
    #[command(flatten)]
    pub client: ClientPlaces,
    /// Where customers reach us.
    #[command(flatten)]
    pub public: Public,
}

/// Options of `link list`.
#[derive(Debug, Args)]
pub struct LinkList {
    /// The suite's key.
    #[arg(long, env = "QUICKDEPLOY_SUITE")]
    pub suite: String,
    /// Where customers reach us.
    #[command(flatten)]
    pub public: Public,
}

/// Subcommands of `icon`.
#[derive(Debug, Subcommand)]
pub enum Icon {
    /// Says everything that is wrong with a file as an icon.
    Check {
        /// A PNG of 120 x 120 with corners of radius 22.
        file: PathBuf,
    },
    /// Makes an icon of a picture's middle.
    Make {
        /// A PNG, JPEG or WebP of at most 8 MB.
        picture: PathBuf,
        /// Where the icon is written.
        #[arg(long, short)]
        out: PathBuf,
    },
}

/// Subcommands of `serials`.
#[derive(Debug, Subcommand)]
pub enum Serials {
    /// Issues serials of a suite and prints them, one a line.
    Issue {
        /// The suite's key.
        #[arg(long, env = "QUICKDEPLOY_SUITE")]
        suite: String,
        /// How many.
        #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100_000))]
        count: u32,
        /// What they are for.
        #[arg(long, default_value = "")]
        label: String,
        /// Days until they end; without, never.
        #[arg(long, value_parser = clap::value_parser!(i64).range(1..=36_500))]
        days: Option<i64>,
    },
}

#[cfg(test)]
mod tests {
    use super::public_url;

    #[test]
    fn a_public_url_is_the_origin_that_browsers_name() {
        for (given, url) in [
            (
                "https://deploy.example.com",
                Some("https://deploy.example.com"),
            ),
            (
                "https://deploy.example.com/",
                Some("https://deploy.example.com"),
            ),
            (
                "https://deploy.example.com:443",
                Some("https://deploy.example.com"),
            ),
            ("http://192.168.0.2:80/", Some("http://192.168.0.2")),
            (
                "https://deploy.example.com:80",
                Some("https://deploy.example.com:80"),
            ),
            ("http://[::1]:8080", Some("http://[::1]:8080")),
            ("https://deploy.example.com/app", None),
            ("deploy.example.com", None),
        ] {
            assert_eq!(public_url(given).ok().as_deref(), url, "{given}");
        }
    }
}
