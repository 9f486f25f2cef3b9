//! Sheets of labels, one code each, written page by page: however many there are, one page is in memory.

use std::io::{self, Write};
use std::sync::Arc;

use crate::color::Color;
use crate::error::Refused;
use crate::print::{LEAST_MILLIMETRES, MILLIMETRE};
use crate::sheet::font::{Weight, wrap};
use crate::sheet::pdf::Document;
use crate::sheet::{Align, Area, Mark, Sheet, Type};
use crate::symbol::Symbol;

/// An A4 sheet, in millimetres.
const SHEET: (f32, f32) = (210.0, 297.0);

/// How far labels stay from the sheet's edges, in millimetres: what printers leave white.
const EDGE: f32 = 8.0;

/// How far a label's content stays from its own edges, in millimetres.
const PAD: f32 = 2.5;

/// Rows and columns of labels on an A4 sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grid {
    rows: u32,
    columns: u32,
}

impl Default for Grid {
    /// Eight rows of three, as label sheets of 70 x 36 mm have them.
    fn default() -> Self {
        Self {
            rows: 8,
            columns: 3,
        }
    }
}

impl Grid {
    /// So many rows and columns.
    ///
    /// # Errors
    ///
    /// [`Refused::Labels`] for none, and where a code would be too small to be read.
    pub fn new(rows: u32, columns: u32) -> Result<Self, Refused> {
        let grid = Self { rows, columns };
        let none = rows == 0 || columns == 0;
        if none || grid.code() < LEAST_MILLIMETRES as f32 {
            return Err(Refused::Labels { rows, columns });
        }
        Ok(grid)
    }

    fn label(self) -> (f32, f32) {
        let (width, height) = SHEET;
        (
            (width - 2.0 * EDGE) / self.columns as f32,
            (height - 2.0 * EDGE) / self.rows as f32,
        )
    }

    /// A code's side: a label's height, and at most half of its width, which leaves room for the words.
    fn code(self) -> f32 {
        let (width, height) = self.label();
        (height - 2.0 * PAD).min((width - 2.0 * PAD) * 0.52)
    }
}

/// A document of labels that is being written.
pub struct Labels<W: Write> {
    document: Document<W>,
    grid: Grid,
    sheet: Sheet,
    /// Labels on the sheet that is being filled.
    on_sheet: u32,
}

impl<W: Write> Labels<W> {
    /// Begins a document.
    ///
    /// # Errors
    ///
    /// What writing says.
    pub fn new(out: W, title: &str, grid: Grid) -> io::Result<Self> {
        Ok(Self {
            document: Document::new(out, title)?,
            grid,
            sheet: blank(),
            on_sheet: 0,
        })
    }

    /// Adds a label: a code, beside it whom it is for and what else there is to say, line by line.
    ///
    /// # Errors
    ///
    /// What writing says.
    pub fn add(&mut self, symbol: Arc<Symbol>, name: &str, details: &[&str]) -> io::Result<()> {
        let Grid { rows, columns } = self.grid;
        if self.on_sheet == rows * columns {
            self.turn()?;
        }
        let (width, height) = self.grid.label();
        let label = Area {
            x: EDGE + width * (self.on_sheet % columns) as f32,
            y: EDGE + height * (self.on_sheet / columns) as f32,
            width,
            height,
        };
        let side = self.grid.code();
        let code = Area {
            x: label.x + PAD,
            y: label.y + (height - side) / 2.0,
            width: side,
            height: side,
        };
        self.sheet.marks.push(Mark::Symbol(code, symbol));
        let style = |size, weight| Type {
            size,
            weight,
            color: Color::BLACK,
        };
        let room = width - side - 3.0 * PAD;
        let (bold, small) = (style(3.6, Weight::Bold), style(2.6, Weight::Regular));
        // Half of the label for the name, what is left for the rest.
        let tall = |style: Type, share: f32| (share / style.line()).floor().max(1.0) as usize;
        let name = wrap(
            name,
            bold.size,
            bold.weight,
            room,
            tall(bold, height * 0.5).min(3),
        );
        let left = height - 2.0 * PAD - bold.line() * name.len() as f32;
        let details = details.iter();
        let lines = details.flat_map(|text| wrap(text, small.size, small.weight, room, 3));
        let lines: Vec<String> = lines.take(tall(small, left)).collect();
        let all = bold.line() * name.len() as f32 + small.line() * lines.len() as f32;
        let beside = Area {
            x: code.x + side + PAD / 2.0,
            y: label.y + (height - all) / 2.0,
            width: room,
            height: all,
        };
        let under = self.sheet.lines(beside, Align::Left, name, bold);
        let under = Area { y: under, ..beside };
        self.sheet.lines(under, Align::Left, lines, small);
        self.on_sheet += 1;
        Ok(())
    }

    /// Writes the sheet that is full, and begins another.
    fn turn(&mut self) -> io::Result<()> {
        let full = std::mem::replace(&mut self.sheet, blank());
        self.on_sheet = 0;
        self.document.page(&full, MILLIMETRE)
    }

    /// Writes the last sheet and the end.
    ///
    /// # Errors
    ///
    /// What writing says.
    pub fn finish(mut self) -> io::Result<W> {
        self.turn()?;
        self.document.finish()
    }
}

fn blank() -> Sheet {
    let (width, height) = SHEET;
    Sheet {
        width,
        height,
        ground: Color::WHITE,
        marks: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Style;

    #[test]
    fn labels_too_small_to_be_read_are_refused() {
        for (rows, columns) in [(0, 3), (3, 0), (20, 3), (8, 8), (u32::MAX, 1)] {
            let refused = Grid::new(rows, columns);
            assert_eq!(refused, Err(Refused::Labels { rows, columns }));
        }
        for (rows, columns) in [(1, 1), (8, 3), (13, 5)] {
            assert!(Grid::new(rows, columns).is_ok(), "{rows} x {columns}");
        }
    }

    #[test]
    fn a_sheet_is_written_once_it_is_full_and_not_kept() {
        let symbol = Arc::new(Symbol::new("HTTPS://QD.EXAMPLE", Style::default()).unwrap());
        let mut labels = Labels::new(Vec::new(), "labels", Grid::new(2, 2).unwrap()).unwrap();
        for _ in 0..9 {
            let name = "一家名字很长很长的公司".repeat(9);
            labels.add(symbol.clone(), &name, &["ABCD-EFGH"]).unwrap();
            assert!(labels.sheet.marks.len() <= 4 * 9);
        }
        let pdf = labels.finish().unwrap();
        let pdf = String::from_utf8_lossy(&pdf);
        assert_eq!(pdf.matches("/Type /Page\n").count(), 3);
        assert!(pdf.contains("/Count 3"));
    }
}
