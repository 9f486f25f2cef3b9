//! A real server on a fresh database, with a clock, an SMS gateway and a vendor that tests set.
#![expect(
    clippy::expect_used,
    reason = "a test that can't set up its world has failed"
)]

pub mod console;
pub mod contract;
pub mod customer;
pub mod database;
mod entered;
pub mod isv;
pub mod mailbox;
pub mod outbox;
pub mod readers;
pub mod statements;
mod suite_like;
pub mod vendor;
pub mod vendor_server;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use domain::sign_in::SendPolicy;
use domain::time::{Moment, Span};
use server::accounts::breached::CommonPasswords;
use server::accounts::passwords::{PasswordCost, Passwords};
use server::callbacks::client::HttpVendor;
use server::connections::Limits;
use server::open_api::CallLimit;
use server::secrets::{SecretKey, Secrets};
use server::state::{AppState, Settings, system_random};
use server::vendor::Vendor;
use server::{
    ClientErrorLimit, ConsolePage, HeldRequests, Metrics, Pages, RenderCache, RenderLimit,
    Template, Worker,
};
use store::Store;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::database::Engine;
use crate::mailbox::Mailbox;
use crate::outbox::Outbox;
use crate::suite_like::vendor_like;
pub use crate::suite_like::{ICON, SuiteLike};
use crate::vendor::FakeVendor;

/// The funnel of a customer who went through everything once.
pub const WHOLE_FUNNEL: [&str; 8] = [
    "scanned",
    "signed_in",
    "team",
    "serial",
    "authorized",
    "active",
    "scope",
    "started",
];

/// The smallest page that the server accepts, for tests without a browser.
const BARE_PAGE: &str = "<!doctype html><html lang=\"zh-CN\"><head><!--qd:head--></head>\
    <body><div id=\"app\"><!--qd:body--></div><!--qd:boot-->\
    <!--qd:program--><!--/qd:program--></body></html>";

/// A server and everything around it.
pub struct World {
    /// Where it is: `http://127.0.0.1:port`.
    pub base: String,
    /// Its database.
    pub store: Store,
    /// The database's URL, to look into it past the store.
    pub database: String,
    /// What its vendors' secrets are encrypted with.
    pub secrets: Secrets,
    /// The key for that.
    pub secret_key: SecretKey,
    /// The codes it sent.
    pub outbox: Arc<Outbox>,
    /// The mails it sent.
    pub mailbox: Arc<Mailbox>,
    /// The vendor that it speaks to.
    pub vendor: Arc<FakeVendor>,
    /// How far its clock is ahead, in milliseconds.
    ahead: Arc<AtomicI64>,
    vendors: Vendors,
    vendor_id: i64,
    stop: Option<oneshot::Sender<()>>,
    server: Option<JoinHandle<()>>,
    /// Of the database, where it is a file of this world's own.
    _dir: TempDir,
}

/// What vendors' secrets are encrypted with, as `--secret-key` takes it.
pub const SECRET_KEY: &str = "dGhlIHNlY3JldCBrZXkgb2YgYWxsIHRlc3RzIGhlcmU=";

/// Which vendors a server speaks to.
#[derive(Clone, Copy)]
enum Vendors {
    /// The one that does what the test says.
    Fake,
    /// Those that listen on this machine.
    OverHttp,
}

/// What servers on one database share.
struct Surroundings {
    database: String,
    secret_key: SecretKey,
    outbox: Arc<Outbox>,
    mailbox: Arc<Mailbox>,
    vendor: Arc<FakeVendor>,
    ahead: Arc<AtomicI64>,
    vendors: Vendors,
    vendor_id: i64,
}

/// Where the client app is got for Android; for other devices there is none.
pub const CLIENT: &str = "https://example.com/client.apk";

/// Where the built app lies.
pub fn app_dir() -> PathBuf {
    let told = std::env::var_os("QUICKDEPLOY_APP_DIR").map(PathBuf::from);
    told.unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../dist")))
}

/// Where the built console lies.
pub fn console_dir() -> PathBuf {
    let told = std::env::var_os("QUICKDEPLOY_CONSOLE_DIR").map(PathBuf::from);
    told.unwrap_or_else(|| PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../dist-console")))
}

/// What the code in a picture says, read by zbar: a decoder that isn't ours.
pub fn scan(picture: &[u8]) -> String {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("code");
    std::fs::write(&file, picture).expect("a file");
    let read = std::process::Command::new("zbarimg")
        .args(["--quiet", "--raw"])
        .arg(&file)
        .output()
        .expect("zbarimg");
    let said = String::from_utf8(read.stdout).expect("a text");
    said.trim().to_owned()
}

/// Passwords that cost next to nothing.
fn passwords() -> Passwords {
    let cost = PasswordCost {
        memory_kib: 8,
        passes: 1,
        lanes: 1,
    };
    let made = Passwords::new(cost, Arc::new(CommonPasswords), Arc::new(system_random));
    made.expect("a cost")
}

/// A client's connections are idle for a shorter time than the server leaves them open: it never sends into one that is being closed.
const MAX_IDLE: Duration = Duration::from_secs(3);

/// How every HTTP client of the tests begins.
pub fn client() -> reqwest::ClientBuilder {
    server::http::builder().pool_idle_timeout(MAX_IDLE)
}

/// An HTTP client for what no customer asks.
pub fn http() -> reqwest::Client {
    client().build().expect("a client")
}

impl World {
    /// Starts a server without the built app: for programs.
    pub async fn bare() -> Self {
        Self::bare_with(|_| ()).await
    }

    /// Starts one that sends codes by this policy.
    pub async fn sending(policy: SendPolicy) -> Self {
        Self::bare_with(|settings| settings.send_policy = policy).await
    }

    /// Starts one with other settings.
    pub async fn bare_with(change: impl FnOnce(&mut Settings)) -> Self {
        Self::start(None, Engine::of_tests(), Vendors::Fake, change).await
    }

    /// Starts one that speaks to vendors' servers on this machine over HTTP, not to [`World::vendor`].
    pub async fn bare_with_vendors() -> Self {
        Self::start(None, Engine::of_tests(), Vendors::OverHttp, |_| ()).await
    }

    /// Starts such a one with the built app: for browsers.
    pub async fn with_app_and_vendors() -> Self {
        let app = Some(app_dir());
        Self::start(app, Engine::of_tests(), Vendors::OverHttp, |_| ()).await
    }

    /// Starts one on this database, whatever the tests run on.
    pub async fn bare_on(engine: Engine) -> Self {
        Self::start(None, engine, Vendors::Fake, |_| ()).await
    }

    /// Starts a server with the built app: for browsers.
    pub async fn with_app() -> Self {
        Self::with_app_sending(SendPolicy::default()).await
    }

    /// Starts one that sends codes by this policy.
    pub async fn with_app_sending(policy: SendPolicy) -> Self {
        Self::with_app_and(|settings| settings.send_policy = policy).await
    }

    /// Starts one with other settings.
    pub async fn with_app_and(change: impl FnOnce(&mut Settings)) -> Self {
        Self::start(Some(app_dir()), Engine::of_tests(), Vendors::Fake, change).await
    }

    async fn start(
        app_dir: Option<PathBuf>,
        engine: Engine,
        vendors: Vendors,
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        let dir = TempDir::new().expect("a folder");
        let database = database::fresh(engine, dir.path()).await;
        let store = Store::open(&database).await.expect("a database");
        let vendor_id = store
            .create_vendor(vendor_like(), Moment(0))
            .await
            .expect("a vendor");
        let surroundings = Surroundings {
            database,
            secret_key: SecretKey::parse(SECRET_KEY).expect("a key"),
            outbox: Arc::default(),
            mailbox: Arc::default(),
            vendor: Arc::default(),
            ahead: Arc::default(),
            vendors,
            vendor_id,
        };
        Self::serve(surroundings, store, dir, app_dir, change).await
    }

    /// Starts a second server on the database of this one, with the same clock, gateway and vendor, and with these settings.
    pub async fn beside(&self, change: impl FnOnce(&mut Settings)) -> Self {
        let surroundings = Surroundings {
            database: self.database.clone(),
            secret_key: self.secret_key.clone(),
            outbox: self.outbox.clone(),
            mailbox: self.mailbox.clone(),
            vendor: self.vendor.clone(),
            ahead: self.ahead.clone(),
            vendors: self.vendors,
            vendor_id: self.vendor_id,
        };
        let store = Store::open(&self.database).await.expect("a database");
        let dir = TempDir::new().expect("a folder");
        Self::serve(surroundings, store, dir, None, change).await
    }

    async fn serve(
        surroundings: Surroundings,
        store: Store,
        dir: TempDir,
        app_dir: Option<PathBuf>,
        change: impl FnOnce(&mut Settings),
    ) -> Self {
        // The browsers' drivers are spoken to by a client that isn't ours.
        server::http::install_cryptography();
        let Surroundings {
            database,
            secret_key,
            outbox,
            mailbox,
            vendor,
            ahead,
            vendors,
            vendor_id,
        } = surroundings;
        let bare = || Template::new(BARE_PAGE).expect("the page");
        let (pages, worker) = match &app_dir {
            Some(dist) => (
                Pages::read(dist, false).expect("the built app"),
                Worker::read(dist).expect("the service worker"),
            ),
            None => {
                let pages = Pages {
                    deploy: bare(),
                    workbench: bare(),
                };
                (pages, Worker(String::new()))
            }
        };
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let base = format!("http://{}", listener.local_addr().expect("an address"));
        let clock = ahead.clone();
        let mut settings = Settings {
            public_url: base.clone(),
            demo: false,
            send_policy: SendPolicy::default(),
            trust_proxy: true,
            limits: Limits::default(),
            calls_per_second: CallLimit::PER_SECOND,
            acceptance: domain::acceptance::Criteria::default(),
            client: domain::client::Client {
                android: Some(CLIENT.to_owned()),
                ..domain::client::Client::default()
            },
            console_dir: match app_dir {
                Some(_) => console_dir(),
                None => dir.path().to_owned(),
            },
            app_dir: app_dir.unwrap_or_else(|| dir.path().to_owned()),
        };
        change(&mut settings);
        contract::read(&settings);
        let secrets = Secrets::new(Some(secret_key.clone()), None);
        let clock: Arc<dyn Fn() -> Moment + Send + Sync> =
            Arc::new(move || server::state::system_clock() + Span(clock.load(Ordering::Relaxed)));
        let here = "127.0.0.1".parse().expect("an address");
        let own = (store.clone(), secrets.clone());
        let with = (clock.clone(), Arc::new(system_random) as _);
        let checker = Arc::new(HttpVendor::new(here, own, with).expect("a client"));
        let spoken_to: Arc<dyn Vendor> = match vendors {
            Vendors::Fake => vendor.clone(),
            Vendors::OverHttp => checker.clone(),
        };
        let state = AppState {
            store: store.clone(),
            clock,
            random: Arc::new(system_random),
            sms: outbox.clone(),
            mail: mailbox.clone(),
            passwords: passwords(),
            vendor: spoken_to,
            checker,
            pages: Arc::new(pages),
            console: Arc::new(ConsolePage::read(&settings.console_dir).expect("the console")),
            worker: Arc::new(worker),
            render_cache: RenderCache::default(),
            render_limit: RenderLimit::default(),
            client_error_limit: ClientErrorLimit::default(),
            call_limit: CallLimit::new(settings.calls_per_second),
            secrets: secrets.clone(),
            held: HeldRequests::new(settings.limits.max_held()),
            metrics: Metrics::default(),
            settings: Arc::new(settings),
        };
        let (stop, stopped) = oneshot::channel();
        let server = tokio::spawn(server::run(listener, state, async move {
            stopped.await.ok();
        }));
        let stop = Some(stop);
        Self {
            base,
            store,
            database,
            secret_key,
            secrets,
            outbox,
            mailbox,
            vendor,
            ahead,
            vendors,
            vendor_id,
            stop,
            server: Some(server),
            _dir: dir,
        }
    }

    /// Stops the server, as a signal does, and waits until it has ended.
    pub async fn stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            stop.send(()).ok();
        }
        if let Some(server) = self.server.take() {
            server.await.expect("the server's task");
        }
    }

    /// What time it is at the server.
    pub fn now(&self) -> Moment {
        server::state::system_clock() + Span(self.ahead.load(Ordering::Relaxed))
    }

    /// Sets the server's clock ahead.
    pub fn pass(&self, span: Span) {
        self.ahead.fetch_add(span.0, Ordering::Relaxed);
    }
}

impl Drop for World {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            stop.send(()).ok();
        }
    }
}
