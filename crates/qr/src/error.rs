//! Why a symbol, or what it is printed on, is refused.

use thiserror::Error;

use crate::color::Color;
use crate::style::QuietZone;

/// Why nothing is made. What is made has been read back.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Refused {
    /// An empty text.
    #[error("the text is empty")]
    Empty,
    /// Readers disagree about anything but ASCII: a URL is percent-encoded, its host in Punycode.
    #[error("the text holds {0:?}; percent-encode it")]
    NotAscii(char),
    /// More than a symbol of this error correction level holds.
    #[error("the text of {length} characters is too long; at most {max} fit")]
    TooLong {
        /// Characters given.
        length: usize,
        /// Characters that fit in byte mode.
        max: usize,
    },
    /// Readers look for dark on light.
    #[error("the modules are lighter than what is around them; swap the colors")]
    Inverted,
    /// The colors are too alike.
    #[error(
        "the contrast is {}; at least {min:.1} is needed{}",
        rounded_down(*given),
        has_good_contrast(*instead)
    )]
    Contrast {
        /// The contrast of the two colors (WCAG 2).
        given: f64,
        /// The lowest that is taken.
        min: f64,
        /// The color made so dark that it is read as well as black.
        instead: Option<Color>,
    },
    /// The quiet zone is narrower than readers need, or wider than is of use.
    #[error("a quiet zone of {given} modules; it has {min} to {max}", min = QuietZone::MIN, max = QuietZone::MAX)]
    QuietZone {
        /// Modules asked for.
        given: usize,
    },
    /// The symbol doesn't read back with the icon, however small it is made.
    #[error("this code doesn't read back with the icon in it; leave the icon out")]
    Icon,
    /// The picture is too small for its modules, or too large to be of use.
    #[error("{given} pixels; this code needs {min} to {max}")]
    Pixels {
        /// Pixels asked for.
        given: u32,
        /// The fewest: [`MIN_MODULE_PIXELS`](crate::MIN_MODULE_PIXELS) a module, the quiet zone counted.
        min: u32,
        /// The most.
        max: u32,
    },
    /// Too small to be read when printed, or too large for a sheet.
    #[error("{given} mm; a printed code has {min} to {max}")]
    Millimetres {
        /// Millimetres asked for.
        given: u32,
        /// The fewest.
        min: u32,
        /// The most.
        max: u32,
    },
    /// So many labels don't fit on a sheet with codes that can be read.
    #[error(
        "{rows} x {columns} labels: a code of at least {} mm must fit on each",
        crate::MIN_MILLIMETRES
    )]
    Labels {
        /// Rows asked for.
        rows: u32,
        /// Columns asked for.
        columns: u32,
    },
    /// What was drawn doesn't read back.
    #[error("the code doesn't read back: {0}")]
    Unreadable(String),
    /// What was drawn can't be written as a file: a fault of ours.
    #[error("the file can't be written: {0}")]
    Write(String),
}

impl From<png::EncodingError> for Refused {
    fn from(why: png::EncodingError) -> Self {
        Self::Write(why.to_string())
    }
}

impl From<std::io::Error> for Refused {
    fn from(why: std::io::Error) -> Self {
        Self::Write(why.to_string())
    }
}

/// What is too little must not look like enough.
fn rounded_down(contrast: f64) -> String {
    format!("{:.1}", (contrast * 10.0).floor() / 10.0)
}

fn has_good_contrast(instead: Option<Color>) -> String {
    let said = |color: Color| format!("; {} is dark enough", color.css());
    instead.map(said).unwrap_or_default()
}
