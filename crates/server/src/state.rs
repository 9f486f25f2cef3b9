//! What every handler shares. Clock, randomness and senders come in here, so that tests set them.

use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use domain::sign_in::SendPolicy;
use domain::time::Moment;
use store::Store;

use crate::accounts::passwords::Passwords;
use crate::callbacks::client::HttpVendor;
use crate::connections::Limits;
use crate::console_page::ConsolePage;
use crate::held::HeldRequests;
use crate::metrics::Metrics;
use crate::notify::Sms;
use crate::notify::mail::Mail;
use crate::open_api::CallLimit;
use crate::page::Pages;
use crate::render_cache::RenderCache;
use crate::render_limit::RenderLimit;
use crate::routes::ClientErrorLimit;
use crate::secrets::Secrets;
use crate::vendor::Vendor;
use crate::worker::Worker;

/// Fills bytes that nobody can guess.
pub type Random = dyn Fn(&mut [u8]) + Send + Sync;

/// The shared state; cheap to clone.
#[derive(Clone)]
pub struct AppState {
    /// The database.
    pub store: Store,
    /// What time it is.
    pub clock: Arc<dyn Fn() -> Moment + Send + Sync>,
    /// Where random bytes come from.
    pub random: Arc<Random>,
    /// Who sends one-time codes.
    pub sms: Arc<dyn Sms>,
    /// Who sends mails.
    pub mail: Arc<dyn Mail>,
    /// What hashes the passwords of accounts.
    pub passwords: Passwords,
    /// Who speaks to the vendors' servers.
    pub vendor: Arc<dyn Vendor>,
    /// Checks vendors' servers over HTTP.
    pub checker: Arc<HttpVendor>,
    /// The built app's pages.
    pub pages: Arc<Pages>,
    /// The console's page.
    pub console: Arc<ConsolePage>,
    /// What keeps the app on the phone.
    pub worker: Arc<Worker>,
    /// Files that were rendered.
    pub render_cache: RenderCache,
    /// What each address may have rendered.
    pub render_limit: RenderLimit,
    /// What each address may report.
    pub client_error_limit: ClientErrorLimit,
    /// How often each address may call the open API.
    pub call_limit: CallLimit,
    /// What vendors' secrets are encrypted with.
    pub secrets: Secrets,
    /// Requests that wait for changes.
    pub held: HeldRequests,
    /// What is counted for monitoring.
    pub metrics: Metrics,
    /// What is configured.
    pub settings: Arc<Settings>,
}

/// What the operator configures.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where customers reach us, without a slash at the end: `https://deploy.example.com`.
    pub public_url: String,
    /// One-time codes are shown on the page.
    pub demo: bool,
    /// What codes are sent.
    pub send_policy: SendPolicy,
    /// A proxy in front tells the client's address in `X-Forwarded-For`.
    pub trust_proxy: bool,
    /// What connections may take.
    pub limits: Limits,
    /// How many calls of the open API an address may make in a second.
    pub calls_per_second: NonZeroU32,
    /// What versions of suites are measured by.
    pub acceptance: domain::acceptance::Criteria,
    /// Where the client app is got.
    pub client: domain::client::Client,
    /// Where the built app lies.
    pub app_dir: std::path::PathBuf,
    /// Where the built console lies.
    pub console_dir: std::path::PathBuf,
}

impl Settings {
    /// Cookies are for https only where we are reached by it.
    pub fn secure(&self) -> bool {
        self.public_url.starts_with("https://")
    }
}

impl AppState {
    /// Now.
    pub fn now(&self) -> Moment {
        (self.clock)()
    }

    /// Bytes that nobody can guess.
    pub fn random<const N: usize>(&self) -> [u8; N] {
        let mut bytes = [0; N];
        (self.random)(&mut bytes);
        bytes
    }
}

/// The machine's clock.
pub fn system_clock() -> Moment {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Moment(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// The operating system's randomness, through the thread's generator.
pub fn system_random(bytes: &mut [u8]) {
    use rand::Rng as _;
    rand::rng().fill_bytes(bytes);
}
