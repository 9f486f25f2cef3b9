//! A symbol by itself as a PDF.

use crate::color::Color;
use crate::error::Refused;
use crate::page::pdf::Document;
use crate::page::{Area, Mark, Page};
use crate::style::StyledSymbol;

/// Points of a millimetre.
pub(crate) const MILLIMETRE: f32 = 72.0 / 25.4;

/// The smallest side of a printed symbol, in millimetres: below it a phone's camera doesn't resolve the modules.
pub const MIN_MILLIMETRES: u32 = 15;

/// The largest side of a printed symbol, in millimetres.
pub const MAX_MILLIMETRES: u32 = 2000;

/// Whether a symbol can be printed so large.
///
/// # Errors
///
/// [`Refused::Millimetres`] outside of [`MIN_MILLIMETRES`] to [`MAX_MILLIMETRES`].
pub fn check_millimetres(given: u32) -> Result<(), Refused> {
    match (MIN_MILLIMETRES..=MAX_MILLIMETRES).contains(&given) {
        true => Ok(()),
        false => Err(Refused::Millimetres {
            given,
            min: MIN_MILLIMETRES,
            max: MAX_MILLIMETRES,
        }),
    }
}

impl StyledSymbol {
    /// The symbol as vectors, on a page of its own size, in millimetres.
    ///
    /// # Errors
    ///
    /// As [`check_millimetres`].
    pub fn pdf(&self, millimetres: u32) -> Result<Vec<u8>, Refused> {
        check_millimetres(millimetres)?;
        let size = millimetres as f32;
        let mut page = Page::new(size, size, Color::WHITE);
        let area = Area::square(0.0, 0.0, size);
        page.marks.push(Mark::Symbol(area, self.clone().into()));
        let mut document = Document::new(Vec::new(), self.text())?;
        document.page(&page, MILLIMETRE)?;
        Ok(document.finish()?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Style;

    #[test]
    fn a_code_alone_holds_no_font_and_prints_with_one_ink_at_its_own_size() {
        let symbol = StyledSymbol::new("HTTPS://A.EXAMPLE", &Style::default()).unwrap();
        let pdf = symbol.pdf(60).unwrap();
        let text = String::from_utf8_lossy(&pdf);
        assert!(!text.contains("/Font"), "{text}");
        assert!(text.contains("/PrintScaling /None"), "{text}");
        assert!(pdf.len() < 3_000, "{}", pdf.len());
    }

    #[test]
    fn a_size_that_is_of_no_use_is_refused() {
        for given in [0, 14, 2001, u32::MAX] {
            assert!(matches!(
                check_millimetres(given),
                Err(Refused::Millimetres {
                    min: 15,
                    max: 2000,
                    ..
                })
            ));
        }
    }
}
