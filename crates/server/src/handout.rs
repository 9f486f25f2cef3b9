//! What is handed out as files: a link's code, its poster and the card that chats show, and an invite's code.

mod card;
mod code;
mod invite;
mod poster;

use std::fmt;
use std::sync::Arc;

use domain::time::Moment;
use qr::{Color, Icon, Refused};
use store::Suite;

pub use card::CardFile;
pub use code::{CodeFile, CodeOptions, CodeQuery};
pub use invite::InviteFile;
pub use poster::{PosterFile, PosterQuery};

/// Changes when the same request would give another picture.
const EDITION: &str = "14";

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
    /// Reads the extension of a file's name.
    pub fn parse(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
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

/// Why a file isn't rendered.
#[derive(Clone, Debug, PartialEq)]
pub enum RenderError {
    /// An option that can't be had.
    Option {
        /// Its name.
        field: &'static str,
        /// The reason, for developers and vendors.
        why: String,
    },
    /// A fault of ours.
    Failed(String),
}

impl RenderError {
    /// An option that can't be had, and why.
    pub fn option(field: &'static str, why: impl ToString) -> Self {
        let why = why.to_string();
        Self::Option { field, why }
    }
}

impl std::error::Error for RenderError {}

impl fmt::Display for RenderError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Option { field, why } => write!(f, "{field}: {why}"),
            Self::Failed(why) => f.write_str(why),
        }
    }
}

impl From<Refused> for RenderError {
    /// Says which option is refused.
    fn from(refused: Refused) -> Self {
        let field = match refused {
            Refused::Inverted | Refused::Contrast { .. } => "dark",
            Refused::QuietZone { .. } => "quiet",
            Refused::Icon => "icon",
            Refused::Pixels { .. } | Refused::Millimetres { .. } => "size",
            Refused::Labels { .. } => "rows",
            Refused::TooLong { .. } | Refused::Empty | Refused::NotAscii(_) => "link",
            Refused::Unreadable(_) | Refused::Write(_) => return Self::Failed(refused.to_string()),
        };
        Self::option(field, refused)
    }
}

/// A suite's icon, as it is stored.
fn icon(png: &[u8]) -> Result<Arc<Icon>, RenderError> {
    let icon = Icon::from_png(png).map_err(|fault| RenderError::option("icon", fault))?;
    Ok(icon.into())
}

fn accent(suite: &Suite) -> Color {
    suite.accent.fill().css().parse().unwrap_or(Color::BLACK)
}

/// A day since 1970-01-01 as its year, month and day.
pub fn date(day: i64) -> (i32, u8, u8) {
    let epoch = time::OffsetDateTime::UNIX_EPOCH.date();
    let day = epoch.checked_add(time::Duration::days(day));
    let day = day.unwrap_or(epoch);
    (day.year(), u8::from(day.month()), day.day())
}

/// The day since 1970-01-01 of a date as in `2026-11-01`.
pub fn day(text: &str) -> Option<i64> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok()?;
    let month = parts.next()?.parse::<u8>().ok()?.try_into().ok()?;
    let date = time::Date::from_calendar_date(year, month, parts.next()?.parse().ok()?);
    Some((date.ok()? - time::OffsetDateTime::UNIX_EPOCH.date()).whole_days())
}

/// The last day, in China, of what ends at a moment: its year, month and day.
pub fn last_day(end: Moment) -> (i32, u8, u8) {
    date(end.last_day())
}

#[cfg(test)]
mod tests;
