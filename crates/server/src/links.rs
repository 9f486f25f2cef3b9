//! `quickdeploy link …`: makes links, lists them, takes them back, writes their codes and posters.

mod batch;

use anyhow::{Context, Result, bail};
use domain::client::Client;
use domain::license_code::LicenseCode;
use domain::link::LinkToken;
use domain::serial::Serial;
use server::address;
use server::carrying::carried;
use server::config::{Link, LinkCode, LinkCreate, LinkList, Terminal};
use server::handout::{Format, RenderError, last_day};
use server::state::{system_clock, system_random};
use store::{Actor, Deployment, LinkSettings, Store, Suite};
use ui::lang::Lang;

use crate::output;

/// Runs a subcommand.
pub async fn run(store: &Store, link: Link) -> Result<()> {
    match link {
        Link::Create(options) => create(store, options).await,
        Link::Code(options) => code(store, options).await,
        Link::Revoke { link } => {
            let found = find(store, &link).await?;
            store.revoke_link(&found.token, system_clock()).await?;
            Ok(output::line(format_args!("revoked {}", found.token))?)
        }
        Link::List(options) => list(store, options).await,
        Link::Batch(options) => batch::run(store, options).await,
    }
}

/// A suite by its key.
pub async fn suite(store: &Store, key: &str) -> Result<Suite> {
    let found = store.suite(key).await?;
    found.with_context(|| format!("there is no suite with the key {key}"))
}

/// A suite by its key for which links are of use.
pub async fn offered(store: &Store, key: &str) -> Result<Suite> {
    let suite = suite(store, key).await?;
    if !suite.approved {
        bail!(
            "{} isn't approved yet: nobody could begin with its links",
            suite.name
        );
    }
    if suite.suspended {
        bail!(
            "{} is suspended: nobody could begin with its links",
            suite.name
        );
    }
    Ok(suite)
}

async fn list(store: &Store, options: LinkList) -> Result<()> {
    let suite = suite(store, &options.suite).await?;
    let public_url = &options.public.url;
    for link in store.links(&suite).await? {
        let state = match link.facts.may_begin(system_clock()) {
            Ok(()) => "open".to_owned(),
            Err(problem) => problem.to_string(),
        };
        let ends = link.facts.expires_at.map(last_day);
        let ends = ends.map(|(year, month, day)| format!(", through {year}-{month:02}-{day:02}"));
        let of = link.facts.max_uses.map(|most| format!(" of {most}"));
        output::line(format_args!(
            "{}\t{state}{}\t{}{} used\t{} scans\t{}\t{}",
            address::guide(public_url, &link.token),
            ends.unwrap_or_default(),
            link.facts.uses,
            of.unwrap_or_default(),
            link.scans,
            link.serial
                .map(|serial| serial.to_string())
                .unwrap_or_default(),
            link.label,
        ))?;
    }
    Ok(())
}

/// A link by its token or by the address of any of its pages and files.
async fn find(store: &Store, given: &str) -> Result<Deployment> {
    let token = address::token_in(given);
    let token = token.with_context(|| format!("{given} is neither a token nor a link"))?;
    let found = store.deployment(&token).await?;
    found.with_context(|| format!("there is no link {token}"))
}

async fn code(store: &Store, options: LinkCode) -> Result<()> {
    let found = find(store, &options.link).await?;
    found
        .facts
        .may_begin(system_clock())
        .context("the link can't be used")?;
    let public_url = &options.public.url;
    let url = match options.serial {
        None => address::scanned(public_url, &found.token),
        Some(typed) => {
            let serial = carried(store, &found.suite, &typed, system_clock()).await;
            let serial = in_code(&serial.context("the serial")?)?;
            address::scanned_with_serial(public_url, &found.token, &serial)
        }
    };
    let Some(out) = options.out else {
        let style = options.drawn.parse()?.style(&found.suite)?;
        let code = qr::StyledSymbol::of_link(&url, &style).map_err(RenderError::from)?;
        let terminal = options.terminal.unwrap_or(Terminal::Any);
        return Ok(output::line(
            code.terminal(terminal.into()).trim_end_matches('\n'),
        )?);
    };
    let ending = out.extension().and_then(|it| it.to_str());
    let format = ending.and_then(Format::parse);
    let format = format.context("the file must end with .svg, .png or .pdf")?;
    let file = match options.poster.paper {
        Some(_) => {
            let asked = options.poster;
            let client = Client::from(options.client).is_for_phones();
            let poster = asked.parse(found, public_url, client, (format, Lang::Zh));
            let poster = poster.map_err(|error| match error {
                RenderError::Option {
                    field: "paper",
                    why,
                } => RenderError::option("poster", why),
                other => other,
            })?;
            output::tell_missing_glyphs(&poster.clone().poster()?.missing_glyphs());
            poster.render()?
        }
        None => {
            let wanted = options.drawn.parse()?;
            if let Some(note) = wanted.contrast_note() {
                output::tell(format_args!("{note}\n"));
            }
            wanted.file(format, &url, &found.suite)?.render()?
        }
    };
    std::fs::write(&out, file).with_context(|| format!("writing {}", out.display()))?;
    Ok(output::line(out.display())?)
}

async fn create(store: &Store, options: LinkCreate) -> Result<()> {
    let LinkCreate {
        suite,
        label,
        days,
        uses,
        serial,
        public,
        qr,
    } = options;
    let suite = offered(store, &suite).await?;
    let now = system_clock();
    let serial = match serial {
        Some(typed) => Some(
            carried(store, &suite, &typed, now)
                .await
                .context("the serial")?,
        ),
        None => None,
    };
    let max_uses = domain::link::uses(uses, serial.is_some()).context("--uses")?;
    let expires_at = days.map(|days| now.end_of_day_in(days));
    let mut random = [0; domain::link::TOKEN_LENGTH];
    system_random(&mut random);
    let token = LinkToken::generate(random);
    let settings = LinkSettings {
        label,
        expires_at,
        max_uses,
        serial,
    };
    let link = (&token, &settings);
    let made = store
        .make_link(&Actor::machine(), &suite.suite_key, link, now)
        .await?;
    made.context("the serial")?;
    let public_url = &public.url;
    output::line(address::guide(public_url, &token))?;
    if let Some(terminal) = qr {
        let url = address::scanned(public_url, &token);
        let code = qr::StyledSymbol::of_link(&url, &qr::Style::default())?;
        output::line(code.terminal(terminal.into()).trim_end_matches('\n'))?;
    }
    Ok(())
}

/// A serial as it may stand in a code behind the link: in the form of those issued here, and read back as it was typed.
fn in_code(serial: &LicenseCode) -> Result<Serial> {
    let text = serial.to_string();
    let found = Serial::parse(&text).ok();
    let found = found.filter(|found| found.to_string() == text);
    found.context(
        "a code carries only serials like XXXX-XXXX-XXXX-XXXX; `quickdeploy link create --serial` makes a link that carries any",
    )
}
