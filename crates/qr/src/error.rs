//! Why a code is refused.

use thiserror::Error;

use crate::color::Color;

/// Why no code is made. Whatever would be made reads back exactly.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum Refused {
    /// Nothing to say.
    #[error("the payload is empty")]
    Empty,
    /// Readers disagree about anything but ASCII: a URL is percent-encoded, its host in Punycode.
    #[error("the payload holds {0:?}; percent-encode it")]
    NotAscii(char),
    /// More than a code of this error correction holds.
    #[error("the payload of {length} characters is too long; at most {most} fit")]
    TooLong {
        /// Characters given.
        length: usize,
        /// Characters that fit when nothing can be packed.
        most: usize,
    },
    /// Readers look for dark on light.
    #[error("the code is lighter than its ground; swap the colors")]
    Inverted,
    /// The colors are too alike.
    #[error(
        "the contrast is {:.1}; at least {least:.1} is needed{}",
        down(given),
        has(instead)
    )]
    Contrast {
        /// The contrast of the two colors (WCAG 2).
        given: f64,
        /// The least that is taken.
        least: f64,
        /// The color made so dark that it would do.
        instead: Option<Color>,
    },
    /// The quiet zone is less than readers need, or more than is of use.
    #[error("a quiet zone of {given} modules; it has {least} to {most}")]
    Quiet {
        /// Modules asked for.
        given: usize,
        /// The least.
        least: usize,
        /// The most.
        most: usize,
    },
    /// The code is too small to lose what an icon covers.
    #[error("this code can't lose what an icon would cover; leave the icon out")]
    Icon,
    /// The picture is too small for its modules, or too large to be of use.
    #[error("{given} pixels; this code needs {least} to {most}")]
    Size {
        /// Pixels asked for.
        given: u32,
        /// The least: 3 pixels a module, the quiet zone counted.
        least: u32,
        /// The most.
        most: u32,
    },
    /// Too small to be read when printed, or too large for a sheet.
    #[error("{given} mm; a printed code has {least} to {most}")]
    Print {
        /// Millimetres asked for.
        given: u32,
        /// The least.
        least: u32,
        /// The most.
        most: u32,
    },
    /// So many labels don't fit on a sheet with codes that can be read.
    #[error("{rows} x {columns} labels: a code of at least 15 mm must fit on each")]
    Labels {
        /// Rows asked for.
        rows: u32,
        /// Columns asked for.
        columns: u32,
    },
    /// The code was made and doesn't read back.
    #[error("the code doesn't read back: {0}")]
    Unreadable(String),
}

/// Rounded down: what is too little must not look like enough.
fn down(contrast: &f64) -> f64 {
    (contrast * 10.0).floor() / 10.0
}

fn has(instead: &Option<Color>) -> String {
    instead.map_or_else(String::new, |color| format!("; {} has it", color.css()))
}
