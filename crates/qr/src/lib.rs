//! Links as QR codes that read back: as modules, SVG, PNG and for terminals. Knows nothing of the rest.
//!
//! ```
//! let url = qr::compact("https://qd.example/D/0123456789AB");
//! let code = qr::Code::new(&url, qr::Correction::Medium)?;
//! let png = qr::png(&code, qr::Colors::default(), 600)?;
//! # assert!(png.starts_with(b"\x89PNG"));
//! # Ok::<(), qr::Refused>(())
//! ```

mod check;
mod code;
mod color;
mod error;
mod mask;
mod png;
mod svg;
mod terminal;

pub use code::{Code, Correction, QUIET, compact};
pub use color::{Color, Colors, LEAST_CONTRAST};
pub use error::Refused;
pub use png::{DPI, MOST_PIXELS, png};
pub use svg::svg;
pub use terminal::terminal;
