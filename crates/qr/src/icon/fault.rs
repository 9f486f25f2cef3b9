//! What may be wrong with an icon's file, in words that say what to change.

use std::fmt;

use thiserror::Error;

use super::{ICON_RADIUS, ICON_SIZE};

/// A corner of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Corner {
    /// Left above.
    TopLeft,
    /// Right above.
    TopRight,
    /// Left below.
    BottomLeft,
    /// Right below.
    BottomRight,
}

impl fmt::Display for Corner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TopLeft => "top left",
            Self::TopRight => "top right",
            Self::BottomLeft => "bottom left",
            Self::BottomRight => "bottom right",
        })
    }
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Larger than is looked at.
    #[error("the file has more than 8 MB")]
    TooManyBytes,
    /// Larger than is unpacked.
    #[error("the picture has more than 50 million pixels")]
    TooManyPixels,
    /// An app's icon that is larger than the open API allows.
    #[error("an app's icon has at most 1 MB")]
    AppBytes,
    /// An app's icon that isn't square, or too small or too large.
    #[error(
        "the picture is {width} x {height}; an app's icon is square, of 50 to 200 pixels a side"
    )]
    AppSize {
        /// Its width.
        width: u32,
        /// Its height.
        height: u32,
    },
    /// Nothing that is known.
    #[error("the file is no picture")]
    NotPicture,
    /// A picture that isn't read.
    #[error("the file is {0}; PNG, JPEG and WebP can be read")]
    Format(&'static str),
    /// A photograph of an iPhone, in a format that few other programs read.
    #[error(
        "the file is HEIC, as iPhones save photos; export it as JPEG (iPhone: Settings, Camera, Formats, Most Compatible)"
    )]
    Heic,
    /// A PNG in the form of Apple's app packages, which no other program reads.
    #[error("the file is a PNG out of an iOS app's package; take the original picture")]
    ApplePng,
    /// A picture that can't be read to its end.
    #[error("the picture is broken: {0}")]
    Broken(String),
    /// Another format than the form's.
    #[error("the file is {0}; it must be PNG")]
    NotPng(&'static str),
    /// Another size than the form's.
    #[error("the picture is {width} x {height}; it must be {ICON_SIZE} x {ICON_SIZE}")]
    Size {
        /// Pixels in a row.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// A corner isn't rounded as the form's.
    #[error("the {corner} corner has a radius of about {radius}; it must be {ICON_RADIUS}")]
    Radius {
        /// Which.
        corner: Corner,
        /// What was measured, in pixels.
        radius: u32,
    },
    /// A corner is as deep as the form's, and of another shape.
    #[error(
        "the {corner} corner is no arc from edge to edge; the picture must reach its edges, rounded with a radius of {ICON_RADIUS}"
    )]
    Arc {
        /// Which.
        corner: Corner,
    },
}

impl Fault {
    /// A stable word for it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooManyBytes => "too_many_bytes",
            Self::TooManyPixels => "too_many_pixels",
            Self::AppBytes => "app_bytes",
            Self::AppSize { .. } => "app_size",
            Self::NotPicture => "not_picture",
            Self::Format(_) => "format",
            Self::Heic => "heic",
            Self::ApplePng => "apple_png",
            Self::Broken(_) => "broken",
            Self::NotPng(_) => "not_png",
            Self::Size { .. } => "size",
            Self::Radius { .. } => "radius",
            Self::Arc { .. } => "arc",
        }
    }
}
