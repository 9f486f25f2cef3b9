//! Links as QR codes that read back, and what they are printed on. Knows nothing of the rest.
//!
//! ```
//! let symbol = qr::Symbol::of_link("https://qd.example/D/0123456789AB", qr::Style::default())?;
//! let png = symbol.png(600)?;
//! # assert!(png.starts_with(b"\x89PNG"));
//! # Ok::<(), qr::Refused>(())
//! ```

mod alignment;
mod board;
mod card;
mod check;
mod code;
mod color;
mod error;
mod finder;
mod focus;
mod icon;
mod labels;
mod layout;
mod mask;
mod outline;
mod png;
mod poster;
mod print;
mod segments;
mod sheet;
mod svg;
mod symbol;
mod terminal;

pub use card::Card;
pub use code::{Code, Correction, compact};
pub use color::{Color, Colors, LEAST_CONTRAST};
pub use error::Refused;
pub use icon::{Corner, Fault, ICON_BYTES, ICON_PIXELS, ICON_RADIUS, ICON_SIDE, Icon};
pub use labels::{Grid, Label, Labels};
pub use png::{DPI, LEAST_MODULE, MOST_PIXELS};
pub use poster::{Paper, Poster};
pub use print::{LEAST_MILLIMETRES, MOST_MILLIMETRES};
pub use symbol::{LEAST_QUIET, MOST_QUIET, Style, Symbol};
pub use terminal::Ground;
