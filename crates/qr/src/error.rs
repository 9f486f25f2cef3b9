//! Why a code is refused.

use thiserror::Error;

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
    #[error("the contrast is {given:.1}; at least {least:.1} is needed")]
    Contrast {
        /// The contrast of the two colors (WCAG 2).
        given: f64,
        /// The least that is taken.
        least: f64,
    },
    /// The picture is too small for its modules, or too large to be of use.
    #[error("{given} pixels; this code needs {least} to {most}")]
    Size {
        /// Pixels asked for.
        given: u32,
        /// The least: 2 pixels a module, the quiet zone counted.
        least: u32,
        /// The most.
        most: u32,
    },
    /// The code was made and doesn't read back.
    #[error("the code doesn't read back: {0}")]
    Unreadable(String),
}
