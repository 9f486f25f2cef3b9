//! Links as QR codes that read back, and what they are printed on. Knows nothing of the rest of the product.
//!
//! A code is made in one straight line. A text becomes a [`Symbol`]: `qrcode` cuts it into segments, corrects errors and
//! draws the function patterns; the mask is the standard's, chosen on whole rows of bits. A [`Style`] adds colors, the
//! quiet zone and an icon. The [`StyledSymbol`] that comes of both has been read back by `rqrr`; with an icon in its
//! middle, a fifth as wide, it has been found and read in its own picture, and where that failed, with a smaller icon.
//! It is written as SVG, PNG, PDF or text for a terminal. A [`Poster`], [`Labels`] and a [`Card`] have it on a page of
//! words. A page is a list of marks, written as PDF or PNG. An [`Icon`] is a checked or made PNG of 120 x 120. What can't
//! be made is [`Refused`], with its reason. Types and files have the words of ISO/IEC 18004.
//!
//! ```
//! let style = qr::Style::default();
//! let code = qr::StyledSymbol::of_link("https://qd.example/D/0123456789AB", &style)?;
//! let png = code.png(600)?;
//! # assert!(png.starts_with(b"\x89PNG"));
//! # Ok::<(), qr::Refused>(())
//! ```

mod card;
mod color;
mod error;
mod icon;
mod labels;
mod outline;
mod page;
mod pdf;
mod png;
mod poster;
mod read_back;
mod style;
mod svg;
mod symbol;
mod terminal;

pub use card::Card;
pub use color::{Color, Colors, GOOD_CONTRAST, MIN_CONTRAST};
pub use error::Refused;
pub use icon::{
    Corner, Fault, ICON_RADIUS, ICON_SIZE, Icon, MAX_ICON_BYTES, MAX_ICON_PIXELS, check_app_icon,
};
pub use labels::{Label, LabelSheet, Labels};
pub use page::font::missing_glyphs;
pub use pdf::{MAX_MILLIMETRES, MIN_MILLIMETRES, check_millimetres};
pub use png::{DPI, MAX_PIXELS, MIN_MODULE_PIXELS, check_pixels};
pub use poster::{Paper, Poster};
pub use style::{QuietZone, Style, StyledSymbol};
pub use symbol::{EcLevel, Symbol, compact};
pub use terminal::Background;
