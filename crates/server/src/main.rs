//! The `quickdeploy` program.

mod backups;
mod callback_log;
mod doctor;
mod icons;
mod input;
mod isv_demo;
mod links;
mod operators;
mod output;
mod suites;

use std::future::pending;
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use clap::Parser;
use domain::serial::Serial;
use domain::task::SerialRule;
use domain::time::Span;
use server::accounts::breached::{Breached, CommonPasswords, LeakedPasswords};
use server::accounts::passwords::{PasswordCost, Passwords};
use server::callbacks::client::HttpVendor;
use server::config::{Cli, Command, LogFormat, Serials, Serve};
use server::connections::Limits;
use server::notify::{Gateway, Log, Sms};
use server::open_api::CallLimit;
use server::state::{AppState, Settings, system_clock, system_random};
use server::vendor::{DemoVendor, Vendor};
use server::{
    ClientErrorLimit, ConsolePage, HeldRequests, Metrics, Pages, RenderCache, RenderLimit, Worker,
    demo, http, metrics,
};
use store::{Actor, Store};
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

#[tokio::main]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // One line, also where RUST_BACKTRACE is set: it is for the person who typed the command.
            output::tell(format_args!("error: {error:#}\n"));
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let Cli {
        database,
        log_format,
        command,
    } = Cli::parse();
    log_to_stderr(log_format);
    let answered = match command {
        Command::Serve(options) => return serve(&database, options).await,
        Command::Icon(icon) => icons::run(icon),
        Command::Doctor(options) => doctor::run(&database, options).await,
        Command::Backup(options) => backups::back_up(&database, &options).await,
        Command::Restore { file } => backups::restore(&database, &file).await,
        Command::Migrate => open(&database).await.map(drop),
        Command::Link(link) => links::run(&open(&database).await?, link).await,
        Command::Callback(callback) => callback_log::run(&open(&database).await?, callback).await,
        Command::IsvDemo(options) => return isv_demo::run(options, asked_to_stop()?).await,
        Command::Operator(operator) => operators::run(&open(&database).await?, operator).await,
        Command::Suite(suite) => suites::run((&open(&database).await?, &database), suite).await,
        Command::Serials(serials) => issue_serials(&open(&database).await?, serials).await,
    };
    match answered {
        Err(error) if output::is_unread(&error) => Ok(()),
        answered => answered,
    }
}

/// Opens the database and brings its schema up to date.
async fn open(database: &str) -> Result<Store> {
    if let Some(path) = database.strip_prefix("sqlite://")
        && let Some(folder) = std::path::Path::new(path).parent()
    {
        std::fs::create_dir_all(folder).with_context(|| format!("making {}", folder.display()))?;
    }
    let shown = without_password(database);
    let migrated = Store::migrate(database).await;
    migrated.with_context(|| format!("opening the database at {shown}"))?;
    let store = Store::open(database).await;
    store.with_context(|| format!("opening the database at {shown}"))
}

/// A database's URL as it may be shown.
fn without_password(database: &str) -> &str {
    database.rsplit('@').next().unwrap_or_default()
}

fn log_to_stderr(format: LogFormat) {
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("warn,quickdeploy=info,server=info,tower_http=info"));
    let log = tracing_subscriber::fmt()
        .with_env_filter(filter)
        // It would say, on what nobody reads, that nobody reads it: and panic.
        .log_internal_errors(false)
        .with_writer(std::io::stderr);
    match format {
        LogFormat::Text => log.init(),
        LogFormat::Json => log.json().init(),
    }
}

async fn serve(database: &str, options: Serve) -> Result<()> {
    let store = open(database).await?;
    let secrets = options.secret_keys.load(database)?;
    let listener = listen(options.addr).await?;
    let metrics_listener = match options.metrics_addr {
        Some(addr) => Some(listen(addr).await?),
        None => None,
    };
    let addr = listener.local_addr()?;
    let send_policy = options.send_policy();
    let public_url = options
        .public_url
        .unwrap_or_else(|| format!("http://{}", reachable(addr)));
    let sms: Arc<dyn Sms> = match options.sms_url {
        Some(url) => Arc::new(Gateway::new(http::client()?, url, options.sms_token)),
        None => Arc::new(Log),
    };
    let breached: Arc<dyn Breached> = match options.breached_passwords {
        Some(file) => {
            let read = LeakedPasswords::read(&file);
            Arc::new(read.with_context(|| format!("reading {}", file.display()))?)
        }
        None => Arc::new(CommonPasswords),
    };
    let passwords = Passwords::new(PasswordCost::default(), breached, Arc::new(system_random));
    let randomness = (Arc::new(system_clock) as _, Arc::new(system_random) as _);
    let own = (store.clone(), secrets.clone());
    let checker = Arc::new(HttpVendor::new(options.callback_targets, own, randomness)?);
    let vendor: Arc<dyn Vendor> = match options.demo {
        true => Arc::new(DemoVendor(checker.clone())),
        false => checker.clone(),
    };
    let limits = Limits {
        max_connections: options.max_connections,
        ..Limits::default()
    };
    let state = AppState {
        store,
        clock: Arc::new(system_clock),
        random: Arc::new(system_random),
        sms,
        mail: options.mail.sender().context("--smtp-url")?,
        passwords: passwords.context("hashing passwords")?,
        vendor,
        checker,
        pages: Arc::new(Pages::read(&options.app_dir, options.live)?),
        console: Arc::new(ConsolePage::read(&options.console_dir)?),
        worker: Arc::new(match options.live {
            true => Worker::none(),
            false => Worker::read(&options.app_dir)?,
        }),
        render_cache: RenderCache::default(),
        render_limit: RenderLimit::default(),
        client_error_limit: ClientErrorLimit::default(),
        call_limit: CallLimit::new(options.calls_per_second),
        secrets,
        held: HeldRequests::new(limits.max_held()),
        metrics: Metrics::default(),
        settings: Arc::new(Settings {
            public_url: public_url.trim_end_matches('/').to_owned(),
            demo: options.demo,
            send_policy,
            trust_proxy: options.trust_proxy,
            limits,
            calls_per_second: options.calls_per_second,
            acceptance: options.acceptance.into(),
            client: options.client.into(),
            app_dir: options.app_dir,
            console_dir: options.console_dir,
        }),
    };
    if state.settings.demo {
        let entered = demo::enter(&state, options.demo_history).await;
        // Served it is whether anybody reads this or not.
        output::line(entered.context("entering the demo data")?.trim_end()).ok();
    }
    tracing::info!(%addr, public_url = state.settings.public_url, "listening");
    if let Some(listener) = metrics_listener {
        tokio::spawn(metrics::serve(listener, state.clone(), pending()));
    }
    server::run(listener, state, asked_to_stop()?).await;
    tracing::info!("stopped");
    Ok(())
}

async fn listen(addr: SocketAddr) -> Result<TcpListener> {
    let listener = TcpListener::bind(addr).await;
    listener.with_context(|| format!("listening on {addr}"))
}

/// Waits for SIGINT or SIGTERM.
fn asked_to_stop() -> Result<impl Future<Output = ()> + Send + 'static> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! { _ = interrupt.recv() => {}, _ = terminate.recv() => {} }
    })
}

/// The address under which a phone in the same network reaches us.
fn reachable(addr: SocketAddr) -> SocketAddr {
    if !addr.ip().is_unspecified() {
        return addr;
    }
    // Choosing a route to some outside address tells our own; no packet is sent.
    let route = UdpSocket::bind("0.0.0.0:0").and_then(|socket| {
        socket.connect("203.0.113.1:9")?;
        socket.local_addr()
    });
    let ip = route
        .map(|own| own.ip())
        .unwrap_or(IpAddr::from([127, 0, 0, 1]));
    SocketAddr::new(ip, addr.port())
}

async fn issue_serials(
    store: &Store,
    Serials::Issue {
        suite,
        count,
        label,
        days,
    }: Serials,
) -> Result<()> {
    let found = links::suite(store, &suite).await?;
    if found.settings.serial == SerialRule::Vendor {
        bail!(
            "the vendor of {} verifies its serials itself: none is issued here",
            found.name
        );
    }
    let now = system_clock();
    let issued: Vec<Serial> = (0..count)
        .map(|_| {
            let mut random = [0; domain::serial::RANDOM_BYTES];
            system_random(&mut random);
            Serial::generate(random)
        })
        .collect();
    let expires_at = days.map(|days| now + Span::days(days));
    store
        .issue_batch(
            &Actor::machine(),
            &suite,
            (&label, &issued),
            expires_at,
            now,
        )
        .await?;
    let lines: Vec<String> = issued.iter().map(Serial::to_string).collect();
    Ok(output::line(lines.join("\n"))?)
}
