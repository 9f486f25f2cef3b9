//! A link's poster as a file.

use clap::Args;
use qr::{Paper, Poster, Refused, Style, StyledSymbol};
use serde::Deserialize;
use store::Deployment;
use ui::lang::Lang;
use ui::text::share;

use super::{EDITION, Format, RenderError, accent, icon, last_day};
use crate::address;
use crate::digest::tag;

/// The options of a poster, as a query or a command line has them.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PosterQuery {
    /// A poster instead, for this paper: a4, a6 or phone.
    #[arg(long = "poster", conflicts_with_all = ["size", "quiet", "ec", "dark", "light", "icon"])]
    pub paper: Option<String>,
    /// The poster's language: zh or en.
    #[arg(long, requires = "paper")]
    pub lang: Option<String>,
}

/// A link's poster, which isn't drawn yet; its options are good.
#[derive(Clone)]
pub struct PosterFile {
    format: Format,
    draw: fn(&Poster) -> Result<Vec<u8>, Refused>,
    paper: Paper,
    lang: Lang,
    deployment: Deployment,
    public_url: String,
    /// Whether there is a client to get first.
    client: bool,
}

impl PosterQuery {
    /// Parses the options, for a link. A poster is a PNG or a PDF.
    ///
    /// # Errors
    ///
    /// The first option that can't be had.
    pub fn parse(
        &self,
        deployment: Deployment,
        public_url: &str,
        client: bool,
        (format, default): (Format, Lang),
    ) -> Result<PosterFile, RenderError> {
        let draw = match format {
            Format::Png => Poster::png,
            Format::Pdf => Poster::pdf,
            Format::Svg => {
                return Err(RenderError::option("poster", "it is had as .png and .pdf"));
            }
        };
        let paper = self.paper.as_deref().map(str::to_ascii_lowercase);
        let paper = match paper.as_deref() {
            None | Some("a4") => Paper::A4,
            Some("a6") => Paper::A6,
            Some("phone") => Paper::Phone,
            Some(_) => {
                let why = "one of a4, a6 and phone is needed";
                return Err(RenderError::option("paper", why));
            }
        };
        let lang = match &self.lang {
            None => default,
            Some(word) => Lang::parse(word)
                .ok_or_else(|| RenderError::option("lang", "one of zh and en is needed"))?,
        };
        Ok(PosterFile {
            format,
            draw,
            paper,
            lang,
            deployment,
            public_url: public_url.to_owned(),
            client,
        })
    }
}

impl PosterFile {
    /// What stands for the same bytes.
    pub fn tag(&self) -> String {
        let Self {
            format,
            paper,
            lang,
            client,
            ..
        } = self;
        let (found, url) = (&self.deployment, &self.public_url);
        let (suite, ends) = (&found.suite, found.facts.expires_at);
        let words = (&suite.name, &suite.vendor, suite.accent.css());
        let poster = format!(
            "{EDITION} {paper:?} {lang:?} {client} {format:?} {url} {} {ends:?} {words:?}",
            found.token
        );
        tag([poster.as_bytes(), &suite.icon])
    }

    /// What is on it.
    ///
    /// # Errors
    ///
    /// An icon that can't be read, or around which the code can't.
    pub fn poster(self) -> Result<Poster, RenderError> {
        let Deployment {
            token,
            facts,
            suite,
            ..
        } = self.deployment;
        let icon = icon(&suite.icon)?;
        let style = Style {
            icon: Some(icon.clone()),
            ..Style::default()
        };
        let url = address::scanned(&self.public_url, &token);
        let bare = |url: String| {
            let rest = url.split_once("://").map(|(_, rest)| rest.to_owned());
            rest.unwrap_or(url)
        };
        let page = bare(address::share(&self.public_url, &token));
        let ends = facts.expires_at.map(last_day);
        let ends = ends.map(|(year, month, day)| share::until(self.lang, year, month, day));
        Ok(Poster {
            paper: self.paper,
            icon,
            accent: accent(&suite),
            name: suite.name,
            vendor: suite.vendor,
            symbol: StyledSymbol::of_link(&url, &style)?.into(),
            call: share::of(self.lang).call.to_owned(),
            steps: share::steps(self.lang, self.client.then_some(page.as_str())),
            notes: ends
                .into_iter()
                .chain([bare(address::guide(&self.public_url, &token))])
                .collect(),
        })
    }

    /// Draws it.
    ///
    /// # Errors
    ///
    /// As [`Self::poster`].
    pub fn render(self) -> Result<Vec<u8>, RenderError> {
        let draw = self.draw;
        Ok(draw(&self.poster()?)?)
    }
}
