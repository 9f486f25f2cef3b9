//! A link's code as a file: its options, checked before anything is drawn.

use clap::Args;
use qr::{Color, Colors, EcLevel, QuietZone, Style, StyledSymbol, Symbol};
use serde::Deserialize;
use store::Suite;

use super::{EDITION, Format, RenderError, icon};
use crate::digest::tag;

/// A PNG's side where none is asked for, in pixels.
const PIXELS: u32 = 600;

/// A PDF's, in millimetres.
const MILLIMETRES: u32 = 60;

/// The options of a code, as a query or a command line has them.
#[derive(Args, Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CodeQuery {
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
    /// The color around the modules.
    #[arg(long)]
    pub light: Option<String>,
    /// With the suite's icon in the middle (1) or without (0).
    #[arg(long, num_args = 0..=1, default_missing_value = "1", require_equals = true)]
    pub icon: Option<String>,
}

/// The options, parsed.
#[derive(Clone, Debug)]
pub struct CodeOptions {
    size: Option<u32>,
    /// Without the icon, which is the suite's.
    style: Style,
    with_icon: bool,
}

impl CodeQuery {
    /// Parses them.
    ///
    /// # Errors
    ///
    /// The first option that can't be had.
    pub fn parse(&self) -> Result<CodeOptions, RenderError> {
        let color = |field, given: &Option<String>, default: Color| match given {
            None => Ok(default),
            Some(given) => given.parse().map_err(|()| {
                RenderError::option(field, "a color is six hexadecimal digits, as in 1f4fb4")
            }),
        };
        let dark = color("dark", &self.dark, Color::BLACK)?;
        let light = color("light", &self.light, Color::WHITE)?;
        let quiet_zone = match number("quiet", &self.quiet)? {
            None => QuietZone::default(),
            Some(modules) => QuietZone::new(modules)?,
        };
        let style = Style {
            colors: Colors::new(dark, light)?,
            quiet_zone,
            ec_level: match self.ec.as_deref().map(str::to_ascii_lowercase).as_deref() {
                None => Style::default().ec_level,
                Some("l") => EcLevel::L,
                Some("m") => EcLevel::M,
                Some("q") => EcLevel::Q,
                Some("h") => EcLevel::H,
                Some(_) => {
                    return Err(RenderError::option("ec", "one of l, m, q and h is needed"));
                }
            },
            icon: None,
        };
        let with_icon = match self.icon.as_deref() {
            None | Some("0") => false,
            Some("1") => true,
            Some(_) => return Err(RenderError::option("icon", "0 or 1 is needed")),
        };
        Ok(CodeOptions {
            size: number("size", &self.size)?,
            style,
            with_icon,
        })
    }
}

fn number<T: std::str::FromStr>(
    field: &'static str,
    given: &Option<String>,
) -> Result<Option<T>, RenderError> {
    let parsed = given.as_deref().map(str::parse).transpose();
    parsed.map_err(|_| RenderError::option(field, "a whole number is needed"))
}

impl CodeOptions {
    /// The style of a suite's codes.
    ///
    /// # Errors
    ///
    /// An icon that can't be read.
    pub fn style(&self, suite: &Suite) -> Result<Style, RenderError> {
        let icon = self.with_icon.then(|| icon(&suite.icon)).transpose()?;
        Ok(Style {
            icon,
            ..self.style.clone()
        })
    }

    /// A PNG's side in pixels.
    pub fn pixels(&self) -> u32 {
        self.size.unwrap_or(PIXELS)
    }

    /// What weakly contrasting colors cost, if these are such.
    pub fn contrast_note(&self) -> Option<String> {
        let (contrast, darker) = self.style.colors.weak_contrast()?;
        let darker = darker.map(|color| format!("; {} is read as well as black", color.css()));
        Some(format!(
            "contrast {contrast:.1}: read as well as black in good light, less well in a dim room{}",
            darker.unwrap_or_default()
        ))
    }

    /// The file of a link's code, which isn't drawn yet.
    ///
    /// # Errors
    ///
    /// What its text and its size are refused for.
    pub fn file(&self, format: Format, url: &str, suite: &Suite) -> Result<CodeFile, RenderError> {
        let level = match self.with_icon {
            true => EcLevel::H,
            false => self.style.ec_level,
        };
        let symbol = Symbol::new(&qr::compact(url), level)?;
        let size = match (format, self.size) {
            (Format::Svg, None) => 0,
            (Format::Svg, Some(_)) => {
                return Err(RenderError::option("size", "an SVG has none: it fits any"));
            }
            (Format::Png, _) => {
                let pixels = self.pixels();
                qr::check_pixels(pixels, self.style.size(&symbol))?;
                pixels
            }
            (Format::Pdf, size) => {
                let millimetres = size.unwrap_or(MILLIMETRES);
                qr::check_millimetres(millimetres)?;
                millimetres
            }
        };
        Ok(CodeFile {
            format,
            size,
            symbol,
            style: self.style.clone(),
            icon: self.with_icon.then(|| suite.icon.clone()),
        })
    }
}

/// A code's file, which isn't drawn yet; its options are good.
#[derive(Clone, Debug)]
pub struct CodeFile {
    format: Format,
    /// A PNG's in pixels, a PDF's in millimetres.
    size: u32,
    symbol: Symbol,
    style: Style,
    /// The icon's PNG.
    icon: Option<Vec<u8>>,
}

impl CodeFile {
    /// What stands for the same bytes: everything that the file shows, however it was asked for.
    pub fn tag(&self) -> String {
        let Self {
            format,
            size,
            symbol,
            style,
            icon,
        } = self;
        let (text, level) = (symbol.text(), symbol.level());
        let (colors, quiet_zone) = (style.colors, style.quiet_zone);
        let shown =
            format!("{EDITION} {format:?} {size} {level:?} {colors:?} {quiet_zone:?} {text}");
        tag([shown.as_bytes(), icon.as_deref().unwrap_or_default()])
    }

    /// Draws it.
    ///
    /// # Errors
    ///
    /// An icon that can't be read, or around which the code can't.
    pub fn render(self) -> Result<Vec<u8>, RenderError> {
        let style = Style {
            icon: self.icon.as_deref().map(icon).transpose()?,
            ..self.style
        };
        let code = StyledSymbol::new(self.symbol.text(), &style)?;
        Ok(match self.format {
            Format::Svg => code.svg().into_bytes(),
            Format::Png => code.png(self.size)?,
            Format::Pdf => code.pdf(self.size)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handout::tests::suite;

    const URL: &str = "https://qd.example/D/0123456789AB";

    fn tag_of(query: CodeQuery) -> String {
        let options = query.parse().unwrap();
        options.file(Format::Png, URL, &suite()).unwrap().tag()
    }

    #[test]
    fn what_shows_the_same_has_the_same_tag() {
        let plain = tag_of(CodeQuery::default());
        let some = |text: &str| Some(text.to_owned());
        for same in [
            CodeQuery {
                size: some("600"),
                ..CodeQuery::default()
            },
            CodeQuery {
                dark: some("#000000"),
                icon: some("0"),
                ..CodeQuery::default()
            },
            CodeQuery {
                quiet: some("4"),
                ec: some("M"),
                ..CodeQuery::default()
            },
        ] {
            assert_eq!(tag_of(same.clone()), plain, "{same:?}");
        }
        for other in [
            CodeQuery {
                size: some("601"),
                ..CodeQuery::default()
            },
            CodeQuery {
                light: some("fffffe"),
                ..CodeQuery::default()
            },
            CodeQuery {
                quiet: some("5"),
                ..CodeQuery::default()
            },
            CodeQuery {
                ec: some("h"),
                ..CodeQuery::default()
            },
            CodeQuery {
                icon: some("1"),
                ..CodeQuery::default()
            },
        ] {
            assert_ne!(tag_of(other.clone()), plain, "{other:?}");
        }
    }

    #[test]
    fn a_weak_contrast_is_taken_with_a_note_of_its_cost() {
        let note = |dark: &str| {
            let dark = Some(dark.to_owned());
            let query = CodeQuery {
                dark,
                ..CodeQuery::default()
            };
            query.parse().unwrap().contrast_note()
        };
        assert_eq!(note("1f4fb4"), None);
        let weak = note("2b6cf6").unwrap();
        assert!(
            weak.contains("contrast 4.") && weak.contains("; #"),
            "{weak}"
        );
    }
}
