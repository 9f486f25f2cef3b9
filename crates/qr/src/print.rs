//! A symbol by itself as a PDF.

use crate::color::Color;
use crate::error::Refused;
use crate::sheet::pdf::Document;
use crate::sheet::{Area, Mark, Sheet};
use crate::symbol::Symbol;

/// Points of a millimetre.
pub(crate) const MILLIMETRE: f32 = 72.0 / 25.4;

/// The least side of a printed symbol, in millimetres: below it a phone's camera sees no modules.
pub const LEAST_MILLIMETRES: u32 = 15;

/// The largest side of a printed symbol, in millimetres.
pub const MOST_MILLIMETRES: u32 = 2000;

impl Symbol {
    /// The symbol as vectors, on a page of its own size, in millimetres.
    ///
    /// # Errors
    ///
    /// [`Refused::Print`] outside of [`LEAST_MILLIMETRES`] to [`MOST_MILLIMETRES`].
    pub fn pdf(&self, millimetres: u32) -> Result<Vec<u8>, Refused> {
        if !(LEAST_MILLIMETRES..=MOST_MILLIMETRES).contains(&millimetres) {
            return Err(Refused::Print {
                given: millimetres,
                least: LEAST_MILLIMETRES,
                most: MOST_MILLIMETRES,
            });
        }
        let side = millimetres as f32;
        let area = Area {
            x: 0.0,
            y: 0.0,
            width: side,
            height: side,
        };
        let sheet = Sheet {
            width: side,
            height: side,
            ground: Color::WHITE,
            marks: vec![Mark::Symbol(area, self.clone().into())],
        };
        let written = Document::new(Vec::new(), self.text()).and_then(|mut document| {
            document.page(&sheet, MILLIMETRE)?;
            document.finish()
        });
        written.map_err(|why| Refused::Unreadable(why.to_string()))
    }
}
