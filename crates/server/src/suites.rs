//! `quickdeploy suite …`: makes suites, shows them, gives them other secrets and callback URLs, checks them.

mod check;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use domain::accent;
use domain::suite::{KEY_RANDOM_BYTES, SuiteKey, check_given, check_serial_rule};
use domain::target::Targets;
use domain::text::{Name, same_name};
use domain::time::Span;
use domain::word::Word;
use server::callbacks::client::HttpVendor;
use server::callbacks::envelope::CallbackKey;
use server::config::{GivenKeys, Suite, SuiteCreate, SuiteRotate, SuiteSetCallback};
use server::credentials::{self, CredentialError, SuiteKeys};
use server::secrets::{Purpose, Secrets};
use server::state::{system_clock, system_random};
use store::{MicroApp, NewSuite, NewVendor, Store, Words};

use crate::links::suite as find;
use crate::{input, output};

/// The fewest characters of a secret that a vendor gives: fewer could be guessed.
const MIN_SECRET: usize = 16;

/// Runs a subcommand on the database at this URL.
pub async fn run((store, database): (&Store, &str), suite: Suite) -> Result<()> {
    match suite {
        Suite::Create(options) => create((store, database), *options).await,
        Suite::Show { suite } => show(store, &suite).await,
        Suite::Rotate(options) => rotate((store, database), options).await,
        Suite::SetCallback(options) => set_callback((store, database), options).await,
        Suite::Check(options) => check::run((store, database), options).await,
    }
}

async fn create((store, database): (&Store, &str), options: SuiteCreate) -> Result<()> {
    let serial = options.serial.into();
    check_serial_rule(serial, options.callback_url.is_some()).context("--serial")?;
    let icon = icon(&options.icon)?;
    let key = options.key.unwrap_or_else(new_key);
    if store.suite_by_key(key.as_str()).await?.is_some() {
        bail!("--key: there is a suite with the key {key} already");
    }
    let name = String::from(options.name);
    let names = store.suite_names().await?;
    if let Some(taken) = names.iter().find(|taken| same_name(&name, taken)) {
        bail!("--name: there is a suite with the name {taken} already");
    }
    let vendor = Vendor::find(store, &options.vendor, options.vendor_short).await?;
    let now = system_clock();
    let checked = match &options.callback_url {
        Some(url) => {
            let keys = keys(options.given)?;
            let secrets = options.check.secret_keys.load(database)?;
            // Before anything is sent or made: without a key for it, nothing would be encrypted afterwards.
            secrets.seal(Purpose::SuiteSecret(key.as_str()), "", &system_random)?;
            let vendors = vendors((store, &secrets), options.check.callback_targets)?;
            let checked = vendors.check_new_url(url, &keys, now).await;
            checked.context("--callback-url: the suite isn't created")?;
            Some((keys, secrets))
        }
        None if options.given.is_any() => {
            bail!("--token, --aes-key and --secret are for a suite with a --callback-url")
        }
        None => None,
    };
    let new = NewSuite {
        suite_key: key.to_string(),
        name,
        tagline: Words {
            zh: options.tagline,
            en: None,
        },
        icon: icon.clone(),
        accent: options.accent.unwrap_or(accent::DEFAULT),
        callback_url: options.callback_url.map(|url| url.to_string()),
        team_modes: options.team_modes.into(),
        serial,
        permissions: Vec::new(),
        custom_tasks: Vec::new(),
        apps: vec![MicroApp {
            name: options.app_name.into(),
            icon,
            home_url: options.home_url.into(),
        }],
    };
    let vendor_id = vendor.id(store).await?;
    store.create_suite(vendor_id, new, now).await?;
    // Before anything is printed: the secrets are kept, also if nobody reads on.
    if let Some((keys, secrets)) = &checked {
        let own = (store, secrets, &system_random as _);
        credentials::enter(own, key.as_str(), keys, now).await?;
    }
    output::line(format_args!("suite_key\t{key}"))?;
    match &checked {
        Some((keys, _)) => print(keys),
        None => Ok(()),
    }
}

/// Who a suite is of.
enum Vendor {
    Known(i64),
    New(NewVendor),
}

impl Vendor {
    async fn find(store: &Store, given: &str, short_name: Option<String>) -> Result<Self> {
        if let Ok(id) = given.parse() {
            return match store.has_vendor(id).await? {
                true => Ok(Self::Known(id)),
                false => bail!("--vendor: there is no vendor with the id {id}"),
            };
        }
        let name = Name::<60>::parse(given);
        let name = String::from(name.map_err(|why| anyhow::anyhow!("--vendor: it is {why}"))?);
        match store.vendors_named(&name).await?[..] {
            [id] => Ok(Self::Known(id)),
            [] => {
                let short_name = short_name
                    .with_context(|| format!("--vendor-short is needed: {name} is a new vendor"))?;
                Ok(Self::New(NewVendor {
                    name,
                    short_name,
                    certified: false,
                    contact: None,
                }))
            }
            ref several => bail!("--vendor: several are called {name}; their ids are {several:?}"),
        }
    }

    async fn id(self, store: &Store) -> Result<i64> {
        match self {
            Self::Known(id) => Ok(id),
            Self::New(vendor) => Ok(store.create_vendor(vendor, system_clock()).await?),
        }
    }
}

fn new_key() -> SuiteKey {
    let mut random = [0; KEY_RANDOM_BYTES];
    system_random(&mut random);
    SuiteKey::generate(random)
}

fn icon(file: &Path) -> Result<Vec<u8>> {
    let png = input::read(file, qr::MAX_ICON_BYTES).context("--icon")?;
    match qr::Icon::check(&png) {
        Ok(_) => Ok(png),
        Err(faults) => {
            let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
            bail!("--icon: {}: {}", file.display(), faults.join("; "))
        }
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

/// What speaks to vendors' servers.
pub fn vendors((store, secrets): (&Store, &Secrets), targets: Targets) -> Result<HttpVendor> {
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
    let whitelist = found.map(|found| found.whitelist.to_string());
    for (what, value) in [
        ("suite_key", suite.suite_key),
        ("name", suite.name),
        ("tagline", suite.tagline.zh),
        ("apps", store.app_names(suite.id).await?.join(", ")),
        ("vendor", suite.vendor),
        ("vendor_short", suite.vendor_short),
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
    store.set_callback_url(suite.id, Some(&text)).await?;
    Ok(output::line(format_args!("{key} is told at {url}"))?)
}
