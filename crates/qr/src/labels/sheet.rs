//! How a sheet of labels is cut, and where on each label is safe to print.

use crate::error::Refused;
use crate::page::Area;
use crate::pdf::MIN_MILLIMETRES;

/// An A4 sheet, in millimetres.
pub(super) const A4: (f32, f32) = (210.0, 297.0);

/// What many printers can't print at a sheet's edges, in millimetres.
const UNPRINTABLE: f32 = 5.0;

/// How far from a label's cut everything stays, in millimetres: printers draw sheets in a little askew.
const PAD: f32 = 1.5;

/// The strongest shrinking that labels survive: some viewers fit a page to the printable part of a sheet, around its
/// middle.
const MIN_SCALE: f32 = 0.94;

/// The part of a label's width that its code may take, which leaves room for the words.
const CODE_PART: f32 = 0.52;

/// Labels on an A4 sheet: how many, how large, where. Lengths are in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelSheet {
    rows: u32,
    columns: u32,
    /// A label.
    width: f32,
    height: f32,
    /// Between two labels of a row; those of a column touch.
    gap: f32,
}

impl LabelSheet {
    /// Sheets that are sold, by the size of their labels.
    pub const PRODUCTS: [(&str, Self); 4] = [
        ("70x37", Self::new(8, 3, 70.0, 37.0, 0.0)),
        ("70x36", Self::new(8, 3, 70.0, 36.0, 0.0)),
        ("63.5x38.1", Self::new(7, 3, 63.5, 38.1, 2.54)),
        ("52.5x29.7", Self::new(10, 4, 52.5, 29.7, 0.0)),
    ];

    const fn new(rows: u32, columns: u32, width: f32, height: f32, gap: f32) -> Self {
        Self {
            rows,
            columns,
            width,
            height,
            gap,
        }
    }

    /// A sheet that is sold, by the size of its labels.
    pub fn product(name: &str) -> Option<Self> {
        let named = Self::PRODUCTS.into_iter().find(|(it, _)| *it == name);
        named.map(|(_, sheet)| sheet)
    }

    /// A sheet that is cut evenly, from edge to edge.
    ///
    /// # Errors
    ///
    /// [`Refused::Labels`] for none, and where a code would be too small to be read.
    pub fn even(rows: u32, columns: u32) -> Result<Self, Refused> {
        let (width, height) = (A4.0 / columns as f32, A4.1 / rows as f32);
        let sheet = Self::new(rows, columns, width, height, 0.0);
        let holds = |length: f32| length.is_finite() && length >= MIN_MILLIMETRES as f32;
        // Labels are looked at one by one only where there can't be too many of them.
        match holds(width) && holds(height) && holds(sheet.code()) {
            true => Ok(sheet),
            false => Err(Refused::Labels { rows, columns }),
        }
    }

    /// Labels on a sheet.
    pub fn count(self) -> u32 {
        self.rows * self.columns
    }

    /// The label of this number, row by row from 0, as it is cut.
    pub(super) fn cut(self, number: u32) -> Area {
        let (rows, columns) = (self.rows as f32, self.columns as f32);
        let (x, y) = (number % self.columns, number / self.columns);
        let left = (A4.0 - self.width * columns - self.gap * (columns - 1.0)) / 2.0;
        let top = (A4.1 - self.height * rows) / 2.0;
        let (x, y) = (
            left + (self.width + self.gap) * x as f32,
            top + self.height * y as f32,
        );
        Area::new(x, y, self.width, self.height)
    }

    /// What is printed inside of the label's cut, at 100 % and shrunk by a viewer.
    pub(super) fn safe(self, number: u32) -> Area {
        let cut = self.cut(number);
        let (x, width) = safe(cut.x, cut.width, A4.0);
        let (y, height) = safe(cut.y, cut.height, A4.1);
        Area::new(x, y, width, height)
    }

    /// The width and height that every label has for what stands on it.
    pub(super) fn content(self) -> (f32, f32) {
        let all = (0..self.count()).map(|number| self.safe(number));
        all.fold((f32::MAX, f32::MAX), |least, it| {
            (least.0.min(it.width), least.1.min(it.height))
        })
    }

    /// A code's side.
    pub(super) fn code(self) -> f32 {
        let (width, height) = self.content();
        height.min(width * CODE_PART)
    }
}

impl Default for LabelSheet {
    /// 8 rows of 3 labels of 70 x 37 mm.
    fn default() -> Self {
        Self::PRODUCTS[0].1
    }
}

/// The safe part of a length: where it begins, and its own length.
fn safe(start: f32, length: f32, sheet: f32) -> (f32, f32) {
    let unshrunk = |at: f32| (at - sheet / 2.0) / MIN_SCALE + sheet / 2.0;
    let (start, end) = (start + PAD, start + length - PAD);
    let from = start.max(unshrunk(start)).max(UNPRINTABLE);
    let to = end.min(unshrunk(end)).min(sheet - UNPRINTABLE);
    (from, (to - from).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_too_small_to_be_read_are_refused() {
        for (rows, columns) in [
            (0, 3),
            (3, 0),
            (20, 3),
            (8, 8),
            (u32::MAX, 1),
            (1, u32::MAX),
        ] {
            let refused = LabelSheet::even(rows, columns);
            assert_eq!(refused, Err(Refused::Labels { rows, columns }));
        }
        for (rows, columns) in [(1, 1), (8, 3), (10, 4)] {
            assert!(
                LabelSheet::even(rows, columns).is_ok(),
                "{rows} x {columns}"
            );
        }
    }

    #[test]
    fn the_cells_are_where_the_products_are_cut() {
        for (name, first, last) in [
            ("70x37", (0.0, 0.5), (140.0, 259.5)),
            ("70x36", (0.0, 4.5), (140.0, 256.5)),
            ("63.5x38.1", (7.21, 15.15), (139.29, 243.75)),
            ("52.5x29.7", (0.0, 0.0), (157.5, 267.3)),
        ] {
            let sheet = LabelSheet::product(name).unwrap();
            for (number, (x, y)) in [(0, first), (sheet.count() - 1, last)] {
                let cut = sheet.cut(number);
                let is_near = (cut.x - x).abs() < 0.01 && (cut.y - y).abs() < 0.01;
                assert!(is_near, "{name}: {cut:?}");
            }
            assert!(
                sheet.code() >= MIN_MILLIMETRES as f32,
                "{name}: {}",
                sheet.code()
            );
        }
        assert_eq!(LabelSheet::product("70 x 37"), None);
    }
}
