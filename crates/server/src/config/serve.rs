//! Options of `serve`, which `doctor` has as well.

use std::net::SocketAddr;
use std::num::{NonZeroU32, NonZeroUsize};
use std::path::PathBuf;

use clap::Args;
use domain::phone::CountryCode;
use domain::sign_in::SendPolicy;
use domain::target::Targets;

use super::{AcceptanceOptions, ClientPlaces, MailOptions, SecretKeys, public_url};
use crate::connections::Limits;
use crate::open_api::CallLimit;

/// Options of `serve`.
#[derive(Debug, Args)]
pub struct Serve {
    /// The address to listen on.
    #[arg(long, env = "QUICKDEPLOY_ADDR", default_value = "0.0.0.0:8080")]
    pub addr: SocketAddr,
    /// Where the built app lies.
    #[arg(long, env = "QUICKDEPLOY_APP_DIR", default_value = "dist")]
    pub app_dir: PathBuf,
    /// Where the built console lies.
    #[arg(long, env = "QUICKDEPLOY_CONSOLE_DIR", default_value = "dist-console")]
    pub console_dir: PathBuf,
    /// Reads the app's pages each time that one is asked for: for `cargo xtask dev`.
    #[arg(long, hide = true)]
    pub live: bool,
    /// Where customers reach us; by default this machine's address in its network.
    #[arg(long, env = "QUICKDEPLOY_PUBLIC_URL", value_parser = public_url)]
    pub public_url: Option<String>,
    /// Enters demo suites, shows one-time codes on the page, prints links, a QR code, and sign-ins for the console.
    #[arg(long, env = "QUICKDEPLOY_DEMO")]
    pub demo: bool,
    /// Enters two months of customers with it, so that the console has something to show.
    #[arg(long, env = "QUICKDEPLOY_DEMO_HISTORY", requires = "demo")]
    pub demo_history: bool,
    /// Where customers get the client app.
    #[command(flatten)]
    pub client: ClientPlaces,
    /// An SMS gateway that takes `POST {"phone","code","text"}`; without one, codes go to the log.
    #[arg(long, env = "QUICKDEPLOY_SMS_URL")]
    pub sms_url: Option<String>,
    /// The gateway's bearer token.
    #[arg(long, env = "QUICKDEPLOY_SMS_TOKEN", hide_env_values = true)]
    pub sms_token: Option<String>,
    /// The countries to whose numbers one-time codes are sent, as in 86,852,853,886; without, all.
    #[arg(long, env = "QUICKDEPLOY_SMS_COUNTRIES", value_delimiter = ',')]
    pub sms_countries: Vec<CountryCode>,
    /// How many one-time codes are sent in a minute, whatever the number.
    #[arg(long, env = "QUICKDEPLOY_SMS_PER_MINUTE", default_value_t = SendPolicy::default().per_minute)]
    pub sms_per_minute: usize,
    /// How many one-time codes are sent in an hour to one country other than China.
    #[arg(long, env = "QUICKDEPLOY_SMS_ABROAD_PER_HOUR", default_value_t = SendPolicy::default().abroad_per_hour)]
    pub sms_abroad_per_hour: usize,
    /// How many one-time codes one address gets in an hour before its phones show a proof of work; each as many more double it.
    #[arg(long, env = "QUICKDEPLOY_SMS_UNPROVEN_PER_ADDRESS", default_value_t = SendPolicy::default().unproven_per_address)]
    pub sms_unproven_per_address: NonZeroUsize,
    /// How many one-time codes one address gets in an hour in all.
    #[arg(long, env = "QUICKDEPLOY_SMS_PER_ADDRESS", default_value_t = SendPolicy::default().per_address)]
    pub sms_per_address: usize,
    /// How mails leave.
    #[command(flatten)]
    pub mail: MailOptions,
    /// A file of passwords that are known from leaks, or of their SHA-1 in hex, one a line: nobody sets one of them.
    #[arg(long, env = "QUICKDEPLOY_BREACHED_PASSWORDS")]
    pub breached_passwords: Option<PathBuf>,
    /// What versions of suites are measured by.
    #[command(flatten)]
    pub acceptance: AcceptanceOptions,
    /// Where figures are served, on /metrics in the text format of Prometheus: for the inside of a network.
    #[arg(long, env = "QUICKDEPLOY_METRICS_ADDR")]
    pub metrics_addr: Option<SocketAddr>,
    /// Takes the client's address from X-Forwarded-For: only behind a proxy that sets it.
    #[arg(long, env = "QUICKDEPLOY_TRUST_PROXY")]
    pub trust_proxy: bool,
    /// How many calls of the open API an address may make in a second.
    #[arg(long, env = "QUICKDEPLOY_CALLS_PER_SECOND", default_value_t = CallLimit::PER_SECOND)]
    pub calls_per_second: NonZeroU32,
    /// Where callbacks may go besides public addresses, as in 10.0.0.0/8,127.0.0.1: for vendors' servers in one's own network.
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
    /// How many connections are held at once; each takes a file descriptor.
    #[arg(long, env = "QUICKDEPLOY_MAX_CONNECTIONS", default_value_t = Limits::default().max_connections)]
    pub max_connections: NonZeroUsize,
}

impl Serve {
    /// What codes the operator lets the server send.
    pub fn send_policy(&self) -> SendPolicy {
        SendPolicy {
            countries: self.sms_countries.clone(),
            per_minute: self.sms_per_minute,
            abroad_per_hour: self.sms_abroad_per_hour,
            unproven_per_address: self.sms_unproven_per_address,
            per_address: self.sms_per_address,
        }
    }
}
