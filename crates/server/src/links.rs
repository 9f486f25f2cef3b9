//! `quickdeploy link …`: makes links, takes them back, writes their codes and posters.

use anyhow::{Context, Result, anyhow, bail};
use domain::link::LinkToken;
use domain::serial::Serial;
use domain::time::Span;
use server::address;
use server::config::{Link, LinkCode, LinkCreate};
use server::picture::{Asked, Format, PosterAsked, Unfit};
use server::state::{system_clock, system_random};
use store::{Deployment, LinkSettings, Store};
use view::lang::Lang;

use crate::suite_id;

/// Runs a subcommand.
pub async fn run(store: &Store, link: Link) -> Result<()> {
    match link {
        Link::Create(options) => create(store, options).await,
        Link::Code(options) => code(store, options).await,
        Link::Revoke { link } => {
            let found = find(store, &link).await?;
            store.revoke_link(&found.token, system_clock()).await?;
            println!("revoked {}", found.token);
            Ok(())
        }
    }
}

/// A link by its token or by an address that ends with it.
async fn find(store: &Store, given: &str) -> Result<Deployment> {
    let token = given.trim_end_matches('/').rsplit('/').next();
    let token = token.and_then(LinkToken::parse);
    let token = token.with_context(|| format!("{given} is neither a token nor a link"))?;
    let found = store.deployment(&token).await?;
    found.with_context(|| format!("there is no link {token}"))
}

fn refused(unfit: Unfit) -> anyhow::Error {
    anyhow!("{}: {}", unfit.field, unfit.why)
}

async fn code(store: &Store, options: LinkCode) -> Result<()> {
    let found = find(store, &options.link).await?;
    found
        .facts
        .may_begin(system_clock())
        .context("the link can't be used")?;
    let public_url = options.public_url.trim_end_matches('/');
    let ending = options.out.extension().and_then(|it| it.to_str());
    let format = ending.and_then(Format::parse);
    let format = format.context("the file must end with .svg, .png or .pdf")?;
    let file = match options.poster {
        Some(paper) => {
            if format == Format::Svg {
                bail!("a poster is a .png or a .pdf");
            }
            let asked = PosterAsked {
                paper: Some(paper),
                lang: options.lang,
            };
            let poster = asked.read(found, public_url, options.client, Lang::Zh);
            poster.and_then(|poster| poster.file(format))
        }
        None => {
            let asked = Asked {
                size: options.size,
                quiet: options.quiet,
                ec: options.ec,
                dark: options.dark,
                light: options.light,
                icon: options.icon.then(|| "1".to_owned()),
            };
            let url = address::scanned(public_url, &found.token);
            let wish = asked.read();
            wish.and_then(|wish| wish.file(format, &url, &found.suite))
        }
    };
    let file = file.map_err(refused)?;
    std::fs::write(&options.out, file)
        .with_context(|| format!("writing {}", options.out.display()))?;
    println!("{}", options.out.display());
    Ok(())
}

async fn create(store: &Store, options: LinkCreate) -> Result<()> {
    let LinkCreate {
        suite,
        label,
        days,
        uses,
        serial,
        public_url,
        qr,
    } = options;
    let suite_id = suite_id(store, &suite).await?;
    let serial = serial
        .map(|typed| Serial::parse(&typed))
        .transpose()
        .context("the serial")?;
    let now = system_clock();
    let expires_at = days.map(|days| now + Span::days(days));
    let mut random = [0; domain::link::TOKEN_LENGTH];
    system_random(&mut random);
    let token = LinkToken::generate(random);
    let settings = LinkSettings {
        label,
        expires_at,
        max_uses: uses,
        serial,
    };
    store.create_link(suite_id, &token, settings, now).await?;
    let public_url = public_url.trim_end_matches('/');
    println!("{}", address::guide(public_url, &token));
    if qr {
        let url = address::scanned(public_url, &token);
        let code = qr::Symbol::of_link(&url, qr::Style::default())?;
        print!("{}", code.terminal(qr::Ground::Any));
    }
    Ok(())
}
