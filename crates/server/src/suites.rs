//! `quickdeploy suite …`: makes suites, shows them, gives them other secrets and callback URLs, checks them.

mod check;
mod create;

use std::sync::Arc;

use anyhow::{Context, Result};
use domain::suite::check_given;
use domain::target::Targets;
use domain::time::Span;
use domain::whitelist::Whitelist;
use domain::word::Word;
use server::callbacks::client::HttpVendor;
use server::callbacks::envelope::CallbackKey;
use server::config::{GivenKeys, Suite, SuiteRotate, SuiteSetCallback};
use server::credentials::{self, CredentialError, SuiteKeys};
use server::secrets::Secrets;
use server::state::{system_clock, system_random};
use store::Store;

use crate::links::suite as find;
use crate::output;

/// The fewest characters of a secret that a vendor gives: fewer could be guessed.
const MIN_SECRET: usize = 16;

/// Runs a subcommand on the database at this URL.
pub async fn run((store, database): (&Store, &str), suite: Suite) -> Result<()> {
    match suite {
        Suite::Create(options) => create::run((store, database), *options).await,
        Suite::Show { suite } => show(store, &suite).await,
        Suite::Rotate(options) => rotate((store, database), options).await,
        Suite::SetCallback(options) => set_callback((store, database), options).await,
        Suite::Check(options) => check::run((store, database), options).await,
        Suite::SetWhitelist { suite, list } => set_whitelist(store, &suite, &list).await,
    }
}

/// The secrets that are given, and others for those that aren't.
fn keys(given: GivenKeys) -> Result<SuiteKeys> {
    let mut keys = SuiteKeys::generate(&system_random);
    if let Some(token) = given.token {
        check_given(&token, 1).context("--token")?;
        keys.token = token;
    }
    if let Some(aes_key) = given.aes_key {
        CallbackKey::parse(&aes_key).context("--aes-key")?;
        keys.aes_key = aes_key;
    }
    if let Some(secret) = given.secret {
        check_given(&secret, MIN_SECRET).context("--secret")?;
        keys.secret = secret;
    }
    Ok(keys)
}

fn vendors((store, secrets): (&Store, &Secrets), targets: Targets) -> Result<HttpVendor> {
    let randomness = (Arc::new(system_clock) as _, Arc::new(system_random) as _);
    let own = (store.clone(), secrets.clone());
    Ok(HttpVendor::new(targets, own, randomness)?)
}

fn print(keys: &SuiteKeys) -> Result<()> {
    let SuiteKeys {
        secret,
        token,
        aes_key,
    } = keys;
    let secrets =
        format_args!("suite_secret\t{secret}\ntoken\t{token}\nencoding_aes_key\t{aes_key}");
    Ok(output::line(secrets)?)
}

async fn show(store: &Store, key: &str) -> Result<()> {
    let suite = find(store, key).await?;
    let found = store.credential(key, system_clock()).await?;
    let secrets = match &found {
        None => "none".to_owned(),
        Some(found) => match found.former {
            None => "made".to_owned(),
            Some((_, until)) => {
                let left = (until - system_clock()).seconds_up();
                format!("made; those before hold for {left} s")
            }
        },
    };
    let titles = suite.permissions.iter().map(|asked| &*asked.title.zh);
    let permissions: Vec<&str> = titles.collect();
    let tasks = suite.custom_tasks.iter();
    let tasks: Vec<String> = tasks
        .map(|task| format!("{} after {}", task.title.zh, task.after))
        .collect();
    let whitelist = found.map(|found| found.whitelist.to_string());
    for (what, value) in [
        ("suite_key", suite.suite_key),
        ("name", suite.name),
        ("tagline", suite.tagline.zh),
        ("apps", store.app_names(suite.id).await?.join(", ")),
        ("permissions", permissions.join(", ")),
        ("tasks", tasks.join(", ")),
        ("vendor", suite.vendor),
        ("vendor_short", suite.vendor_short),
        ("certified", suite.certified.to_string()),
        ("contact", suite.contact.unwrap_or_default()),
        ("accent", suite.accent.css()),
        ("team_modes", suite.settings.team_modes.word().into_owned()),
        ("serial", suite.settings.serial.word().into_owned()),
        (
            "callback_url",
            suite.callback_url.unwrap_or_else(|| "none: hosted".into()),
        ),
        ("secrets", secrets),
        ("ip_whitelist", whitelist.unwrap_or_default()),
        ("suspended", suite.suspended.to_string()),
    ] {
        output::line(format_args!("{what}\t{value}"))?;
    }
    Ok(())
}

async fn rotate((store, database): (&Store, &str), options: SuiteRotate) -> Result<()> {
    let key = find(store, &options.suite).await?.suite_key;
    let secrets = options.secret_keys.load(database)?;
    let own = (store, &secrets, &system_random as _);
    let now = system_clock();
    let hold = Span::minutes(options.hold_hours * 60);
    let keys = match credentials::rotate(own, &key, hold, now).await {
        // A hosted suite gets its first ones, so that it may get a callback URL.
        Err(CredentialError::None) => credentials::create(own, &key, now).await?,
        rotated => rotated?,
    };
    print(&keys)
}

async fn set_callback((store, database): (&Store, &str), options: SuiteSetCallback) -> Result<()> {
    let suite = find(store, &options.suite).await?;
    let secrets = options.check.secret_keys.load(database)?;
    let now = system_clock();
    let (key, url) = (&suite.suite_key, &options.url);
    let found = credentials::load(store, &secrets, key, now).await?;
    let found = found.with_context(|| {
        format!("the suite has no secrets yet: `quickdeploy suite rotate {key}` makes them")
    })?;
    let vendors = vendors((store, &secrets), options.check.callback_targets)?;
    let checked = vendors.check_changed_url(url, (key, &found), now).await;
    checked.context("the callback URL isn't set")?;
    let text = url.to_string();
    store.set_callback_url(suite.id, &text).await?;
    Ok(output::line(format_args!("{key} is told at {url}"))?)
}

async fn set_whitelist(store: &Store, key: &str, list: &Whitelist) -> Result<()> {
    let suite = find(store, key).await?;
    let set = store.set_suite_whitelist(suite.id, list).await;
    set.with_context(|| {
        format!("the suite has no secrets yet: `quickdeploy suite rotate {key}` makes them")
    })?;
    let from = match list.to_string() {
        all if all.is_empty() => "anywhere".to_owned(),
        list => list,
    };
    Ok(output::line(format_args!("{key} is called from {from}"))?)
}
