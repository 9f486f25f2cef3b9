//! A link's code, poster and preview card as files; what may be asked of them is checked here.

use std::fmt;
use std::sync::Arc;

use clap::Args;
use domain::time::Moment;
use qr::{Card, Color, Colors, Correction, Icon, Paper, Poster, Refused, Style, Symbol};
use serde::Deserialize;
use store::{Deployment, Suite};
use view::lang::Lang;
use view::text::share;

use crate::address;
use crate::digest::tag;

/// Changes when the same request would give another picture.
const EDITION: &str = "12";

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Vectors for the web.
    Svg,
    /// Pixels.
    Png,
    /// Vectors for print.
    Pdf,
}

impl Format {
    /// Reads the ending of a file's name.
    pub fn parse(ending: &str) -> Option<Self> {
        match ending.to_ascii_lowercase().as_str() {
            "svg" => Some(Self::Svg),
            "png" => Some(Self::Png),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Svg => "image/svg+xml",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }
}

/// What may be asked of a code, as a query or a command line has it.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Asked {
    /// A PNG's side in pixels (600), a PDF's in millimetres (60).
    #[arg(long)]
    pub size: Option<String>,
    /// Modules of the quiet zone, 4 to 40.
    #[arg(long)]
    pub quiet: Option<String>,
    /// Error correction: l, m, q or h.
    #[arg(long)]
    pub ec: Option<String>,
    /// The modules' color, as in 1f4fb4.
    #[arg(long)]
    pub dark: Option<String>,
    /// The ground's color.
    #[arg(long)]
    pub light: Option<String>,
    /// With the suite's icon in the middle (1) or without (0).
    #[arg(long, num_args = 0..=1, default_missing_value = "1", require_equals = true)]
    pub icon: Option<String>,
}

/// What may be asked of a poster, as a query or a command line has it.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PosterAsked {
    /// A poster instead, for this paper: a4, a6 or phone.
    #[arg(long = "poster", conflicts_with_all = ["size", "quiet", "ec", "dark", "light", "icon"])]
    pub paper: Option<String>,
    /// The poster's language: zh or en.
    #[arg(long, requires = "paper")]
    pub lang: Option<String>,
}

/// A wish that can't be granted: which, and why.
#[derive(Clone, Debug, PartialEq)]
pub struct Unfit {
    /// The name of the option.
    pub field: &'static str,
    /// The reason, for developers and vendors.
    pub why: String,
}

impl std::error::Error for Unfit {}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.field, self.why)
    }
}

fn unfit(field: &'static str, why: impl ToString) -> Unfit {
    let why = why.to_string();
    Unfit { field, why }
}

/// Which option a refusal is about.
pub fn about(refused: Refused) -> Unfit {
    let field = match refused {
        Refused::Inverted | Refused::Contrast { .. } => "dark",
        Refused::Quiet { .. } => "quiet",
        Refused::Icon => "icon",
        Refused::Size { .. } | Refused::Print { .. } => "size",
        Refused::Labels { .. } => "rows",
        Refused::TooLong { .. }
        | Refused::Empty
        | Refused::NotAscii(_)
        | Refused::Unreadable(_) => "link",
    };
    unfit(field, refused)
}

/// What a code shall be, read.
#[derive(Clone, Debug)]
pub struct Wish {
    size: Option<u32>,
    style: Style,
    icon: bool,
}

impl Asked {
    /// Reads the options.
    pub fn read(&self) -> Result<Wish, Unfit> {
        fn number<T: std::str::FromStr>(
            field: &'static str,
            given: &Option<String>,
        ) -> Result<Option<T>, Unfit> {
            let read = given.as_deref().map(str::parse).transpose();
            read.map_err(|_| unfit(field, "a whole number is needed"))
        }
        let color = |field, given: &Option<String>, or: Color| match given {
            None => Ok(or),
            Some(given) => given
                .parse()
                .map_err(|()| unfit(field, "a color is six hexadecimal digits, as in 1f4fb4")),
        };
        let (dark, light) = (
            color("dark", &self.dark, Color::BLACK)?,
            color("light", &self.light, Color::WHITE)?,
        );
        let defaults = Style::default();
        let style = Style {
            colors: Colors::new(dark, light).map_err(about)?,
            quiet: number("quiet", &self.quiet)?.unwrap_or(defaults.quiet),
            correction: match self.ec.as_deref().map(str::to_ascii_lowercase).as_deref() {
                None => defaults.correction,
                Some("l") => Correction::Low,
                Some("m") => Correction::Medium,
                Some("q") => Correction::Quartile,
                Some("h") => Correction::High,
                Some(_) => return Err(unfit("ec", "one of l, m, q and h is needed")),
            },
            icon: None,
        };
        let icon = match self.icon.as_deref() {
            None | Some("0") => false,
            Some("1") => true,
            Some(_) => return Err(unfit("icon", "0 or 1 is needed")),
        };
        Ok(Wish {
            size: number("size", &self.size)?,
            style,
            icon,
        })
    }
}

impl Wish {
    /// What stands for the same bytes: the wish, the link and the suite's icon.
    pub fn tag(&self, format: Format, url: &str, suite: &Suite) -> String {
        let wish = format!("{EDITION} {self:?} {format:?} {url}");
        let icon: &[u8] = if self.icon { &suite.icon } else { &[] };
        tag([wish.as_bytes(), icon])
    }

    /// How a suite's codes are drawn.
    pub fn style(&self, suite: &Suite) -> Result<Style, Unfit> {
        let icon = self.icon.then(|| icon(suite)).transpose()?;
        Ok(Style {
            icon,
            ..self.style.clone()
        })
    }

    /// The code.
    pub fn symbol(&self, url: &str, suite: &Suite) -> Result<Symbol, Unfit> {
        Symbol::of_link(url, self.style(suite)?).map_err(about)
    }

    /// A PNG's side in pixels.
    pub fn pixels(&self) -> u32 {
        self.size.unwrap_or(600)
    }

    /// The file.
    pub fn file(&self, format: Format, url: &str, suite: &Suite) -> Result<Vec<u8>, Unfit> {
        if let (Format::Svg, Some(_)) = (format, self.size) {
            return Err(unfit("size", "an SVG has none: it fits any"));
        }
        let symbol = self.symbol(url, suite)?;
        match format {
            Format::Svg => Ok(symbol.svg().into_bytes()),
            Format::Png => symbol.png(self.pixels()).map_err(about),
            Format::Pdf => symbol.pdf(self.size.unwrap_or(60)).map_err(about),
        }
    }
}

/// A suite's icon as codes and posters have it.
fn icon(suite: &Suite) -> Result<Arc<Icon>, Unfit> {
    let made = Icon::make(&suite.icon).map_err(|fault| unfit("icon", fault))?;
    Ok(made.into())
}

/// A poster in the making.
pub struct PosterOf {
    paper: Paper,
    lang: Lang,
    deployment: Deployment,
    public_url: String,
    /// Whether there is a client to get first.
    client: bool,
}

impl PosterAsked {
    /// Reads the options, for a link.
    pub fn read(
        &self,
        deployment: Deployment,
        public_url: &str,
        client: bool,
        lang: Lang,
    ) -> Result<PosterOf, Unfit> {
        let paper = match self
            .paper
            .as_deref()
            .map(str::to_ascii_lowercase)
            .as_deref()
        {
            None | Some("a4") => Paper::A4,
            Some("a6") => Paper::A6,
            Some("phone") => Paper::Phone,
            Some(_) => return Err(unfit("paper", "one of a4, a6 and phone is needed")),
        };
        let lang = match &self.lang {
            None => lang,
            Some(word) => {
                Lang::parse(word).ok_or_else(|| unfit("lang", "one of zh and en is needed"))?
            }
        };
        Ok(PosterOf {
            paper,
            lang,
            deployment,
            public_url: public_url.to_owned(),
            client,
        })
    }
}

impl PosterOf {
    /// What stands for the same bytes.
    pub fn tag(&self, format: Format) -> String {
        let Self {
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

    /// The file: PNG or PDF.
    pub fn file(self, format: Format) -> Result<Vec<u8>, Unfit> {
        let draw = match format {
            Format::Png => Poster::png,
            Format::Pdf => Poster::pdf,
            Format::Svg => return Err(unfit("poster", "it is had as .png and .pdf")),
        };
        let suite = &self.deployment.suite;
        let icon = icon(suite)?;
        let token = &self.deployment.token;
        let style = Style {
            icon: Some(icon.clone()),
            ..Style::default()
        };
        let url = address::scanned(&self.public_url, token);
        let bare = |url: String| {
            let rest = url.split_once("://").map(|(_, rest)| rest.to_owned());
            rest.unwrap_or(url)
        };
        let page = bare(address::share(&self.public_url, token));
        let ends = self.deployment.facts.expires_at.map(last_day);
        let ends = ends.map(|(year, month, day)| share::until(self.lang, year, month, day));
        let poster = Poster {
            paper: self.paper,
            icon,
            name: suite.name.clone(),
            vendor: suite.vendor.clone(),
            accent: color(suite),
            symbol: Symbol::of_link(&url, style).map_err(about)?.into(),
            call: share::of(self.lang).call.to_owned(),
            steps: share::steps(self.lang, self.client.then_some(page.as_str())),
            notes: ends
                .into_iter()
                .chain([bare(address::guide(&self.public_url, token))])
                .collect(),
        };
        draw(&poster).map_err(about)
    }
}

/// The picture that chats show of a suite's link.
pub fn card(suite: &Suite, lang: Lang) -> Result<Vec<u8>, Unfit> {
    let tagline = match lang {
        Lang::En => suite.tagline.en.as_ref(),
        Lang::Zh => None,
    };
    let card = Card {
        icon: icon(suite)?,
        name: suite.name.clone(),
        tagline: tagline.unwrap_or(&suite.tagline.zh).clone(),
        vendor: suite.vendor.clone(),
        accent: color(suite),
    };
    card.png().map_err(about)
}

/// What stands for the same card.
pub fn card_tag(suite: &Suite, lang: Lang) -> String {
    let words = (&suite.name, &suite.tagline, &suite.vendor);
    let card = format!("{EDITION} {lang:?} {words:?} {}", suite.accent.css());
    tag([card.as_bytes(), &suite.icon])
}

fn color(suite: &Suite) -> Color {
    suite.accent.fill().css().parse().unwrap_or(Color::BLACK)
}

/// A day since 1970-01-01 as its year, month and day.
pub fn date(day: i64) -> (i32, u8, u8) {
    let epoch = time::OffsetDateTime::UNIX_EPOCH.date();
    let day = epoch.checked_add(time::Duration::days(day));
    let day = day.unwrap_or(epoch);
    (day.year(), u8::from(day.month()), day.day())
}

/// The last day, in China, of what ends at a moment: its year, month and day.
pub fn last_day(end: Moment) -> (i32, u8, u8) {
    date(end.last_day())
}

#[cfg(test)]
mod tests;
