//! `quickdeploy suite create`: everything is checked before anything is sent, and entered at once.

use std::path::Path;

use anyhow::{Context, Result, bail};
use domain::accent;
use domain::offer::{AskedData, Bilingual, OwnTask, check_most, check_one_each};
use domain::suite::{KEY_RANDOM_BYTES, SuiteKey, check_serial_rule};
use domain::text::{Name, same_name};
use domain::word::Word;
use server::config::SuiteCreate;
use server::state::{system_clock, system_random};
use store::{
    CustomTask, DataPermission, Known, MicroApp, NewSuite, NewVendor, Store, SuiteVendor, Words,
};

use super::{keys, print, vendors};
use crate::{input, output};

pub async fn run((store, database): (&Store, &str), options: SuiteCreate) -> Result<()> {
    let new = new_suite(store, &options).await?;
    let vendor = vendor(store, &options).await?;
    let now = system_clock();
    let checked = match &options.callback_url {
        Some(url) => {
            let keys = keys(options.given)?;
            let secrets = options.check.secret_keys.load(database)?;
            // Before anything is sent or made: without a key for it, nothing would be encrypted afterwards.
            let known = Known {
                keys: keys.seal(&new.suite_key, &secrets, &system_random)?,
                whitelist: options.ip_whitelist.unwrap_or_default(),
            };
            let vendors = vendors((store, &secrets), options.check.callback_targets)?;
            let checked = vendors.check_new_url(url, (&new.suite_key, &keys), now);
            let checked = checked.await;
            checked.context("--callback-url: the suite isn't created")?;
            Some((keys, known))
        }
        None if options.given.is_any() => {
            bail!("--token, --aes-key and --secret are for a suite with a --callback-url")
        }
        None => None,
    };
    // Before anything is printed: the secrets are kept, also if nobody reads on.
    let known = checked.as_ref().map(|(_, known)| known);
    store.register_suite(&vendor, &new, known, now).await?;
    output::line(format_args!("suite_key\t{}", new.suite_key))?;
    match &checked {
        Some((keys, _)) => print(keys),
        None => Ok(()),
    }
}

async fn new_suite(store: &Store, options: &SuiteCreate) -> Result<NewSuite> {
    let serial = options.serial.into();
    check_serial_rule(serial, options.callback_url.is_some()).context("--serial")?;
    let icon = icon(&options.icon)?;
    let apps = apps(options, &icon)?;
    check_most(options.permission.len()).context("--permission")?;
    check_most(options.task.len()).context("--task")?;
    let key = options.key.clone().unwrap_or_else(new_key);
    if store.suite_by_key(key.as_str()).await?.is_some() {
        bail!("--key: there is a suite with the key {key} already");
    }
    let name = String::from(options.name.clone());
    let names = store.suite_names().await?;
    if let Some(taken) = names.iter().find(|taken| same_name(&name, taken)) {
        bail!("--name: there is a suite with the name {taken} already");
    }
    let tagline = options.tagline.clone().map(String::from);
    Ok(NewSuite {
        suite_key: key.to_string(),
        name,
        tagline: Words {
            zh: tagline.unwrap_or_default(),
            en: options.tagline_en.clone().map(String::from),
        },
        icon,
        accent: options.accent.unwrap_or(accent::DEFAULT),
        callback_url: options.callback_url.as_ref().map(ToString::to_string),
        team_modes: options.team_modes.into(),
        serial,
        permissions: options.permission.iter().cloned().map(permission).collect(),
        custom_tasks: options.task.iter().cloned().map(task).collect(),
        apps,
    })
}

/// The apps, of which each has its own of all that is given.
fn apps(options: &SuiteCreate, suites: &[u8]) -> Result<Vec<MicroApp>> {
    let SuiteCreate {
        app_name,
        home_url,
        app_icon,
        app_description,
        ..
    } = options;
    let number = app_name.len();
    check_most(number).context("--app-name")?;
    check_one_each(home_url.len(), number).context("--home-url")?;
    for (option, given) in [
        ("--app-icon", app_icon.len()),
        ("--app-description", app_description.len()),
    ] {
        if given > 0 {
            check_one_each(given, number).context(option)?;
        }
    }
    let app = |at: usize| {
        let icon = app_icon.get(at).map(|file| own_icon(file)).transpose()?;
        let description = app_description.get(at).cloned();
        Ok(MicroApp {
            name: app_name[at].clone().into(),
            icon: icon.unwrap_or_else(|| suites.to_vec()),
            home_url: home_url[at].clone().into(),
            description: description.map(String::from).unwrap_or_default(),
        })
    };
    (0..number).map(app).collect()
}

fn permission(asked: AskedData) -> DataPermission {
    DataPermission {
        title: words(asked.title),
        text: words(asked.text),
    }
}

fn task(own: OwnTask) -> CustomTask {
    CustomTask {
        after: own.after.word().into_owned(),
        title: words(own.title),
        text: words(own.text),
        url: own.url,
    }
}

fn words(Bilingual { zh, en }: Bilingual) -> Words {
    Words { zh, en }
}

/// Who the suite is of.
async fn vendor(store: &Store, options: &SuiteCreate) -> Result<SuiteVendor> {
    let known = match options.vendor.parse() {
        Ok(id) => match store.has_vendor(id).await? {
            true => Some(id),
            false => bail!("--vendor: there is no vendor with the id {id}"),
        },
        Err(_) => None,
    };
    let name = Name::<60>::parse(&options.vendor);
    let name = String::from(name.map_err(|why| anyhow::anyhow!("--vendor: it is {why}"))?);
    let known = match known {
        None => match store.vendors_named(&name).await?[..] {
            [] => None,
            [id] => Some(id),
            ref several => bail!("--vendor: several are called {name}; their ids are {several:?}"),
        },
        known => known,
    };
    match known {
        Some(id) if options.contact.is_none() && !options.certified => Ok(SuiteVendor::Known(id)),
        Some(_) => bail!("--contact and --certified are for a new vendor: {name} is there already"),
        None => {
            let short_name = options.vendor_short.clone();
            Ok(SuiteVendor::New(NewVendor {
                short_name: short_name
                    .with_context(|| format!("--vendor-short is needed: {name} is a new vendor"))?,
                name,
                certified: options.certified,
                contact: options.contact.clone().map(String::from),
            }))
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
    faultless("--icon", file, qr::Icon::check(&png).map(drop))?;
    Ok(png)
}

/// An app's icon of its own.
fn own_icon(file: &Path) -> Result<Vec<u8>> {
    let png = input::read(file, qr::MAX_ICON_BYTES).context("--app-icon")?;
    faultless("--app-icon", file, qr::check_app_icon(&png))?;
    Ok(png)
}

fn faultless(option: &str, file: &Path, checked: Result<(), Vec<qr::Fault>>) -> Result<()> {
    let Err(faults) = checked else {
        return Ok(());
    };
    let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
    bail!("{option}: {}: {}", file.display(), faults.join("; "))
}
