//! Sheets of labels, one code each, written page by page: however many there are, one page is in memory.

use std::io::{self, Write};
use std::sync::Arc;

use crate::color::Color;
use crate::error::Refused;
use crate::print::{LEAST_MILLIMETRES, MILLIMETRE};
use crate::sheet::font::{Weight, width, wrap};
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

/// What stands on a label: a code, and beside it some words.
#[derive(Clone, Debug)]
pub struct Label<'a> {
    /// The code.
    pub symbol: Arc<Symbol>,
    /// Whom it is for; what doesn't fit is cut.
    pub name: &'a str,
    /// What it is; left out where there is no room.
    pub detail: &'a str,
    /// What is never cut, such as a serial: in a line, or in two that are parted at a dash. Some 20 characters.
    pub whole: &'a str,
}

/// A label's lines, from above.
struct Words([(Type, Vec<String>); 3]);

impl Words {
    fn of(label: &Label<'_>, wide: f32, high: f32) -> Self {
        let style = |size, weight| Type {
            size,
            weight,
            color: Color::BLACK,
        };
        let (bold, small) = (style(3.6, Weight::Bold), style(2.6, Weight::Regular));
        let (size, whole) = unbroken(label.whole, small, wide);
        let left = high - Type { size, ..small }.line() * whole.len() as f32;
        let tall = |style: Type, left: f32| (left / style.line()).floor() as usize;
        let most = tall(bold, left).clamp(1, 3);
        let name = wrap(label.name, bold.size, bold.weight, wide, most);
        let left = left - bold.line() * name.len() as f32;
        let detail = match tall(small, left) {
            0 => Vec::new(),
            most => wrap(label.detail, small.size, small.weight, wide, most.min(3)),
        };
        Self([
            (bold, name),
            (small, detail),
            (Type { size, ..small }, whole),
        ])
    }
}

/// A text in one line, or in two parted at the dash next to its middle; as small as that needs.
fn unbroken(text: &str, style: Type, wide: f32) -> (f32, Vec<String>) {
    let width = |line: &str| width(line, 1.0, style.weight);
    if text.is_empty() || width(text) * style.size <= wide {
        let line = (!text.is_empty()).then(|| text.to_owned());
        return (style.size, line.into_iter().collect());
    }
    let dashes = text.match_indices('-').map(|(at, dash)| at + dash.len());
    let part = dashes.min_by_key(|at| at.abs_diff(text.len() / 2));
    let (first, second) = text.split_at(part.unwrap_or(text.len()));
    let widest = width(first).max(width(second));
    let lines = [first, second].into_iter().filter(|line| !line.is_empty());
    (
        style.size.min(wide / widest),
        lines.map(str::to_owned).collect(),
    )
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

    /// Adds a label.
    ///
    /// # Errors
    ///
    /// What writing says.
    pub fn add(&mut self, label: &Label<'_>) -> io::Result<()> {
        let Grid { rows, columns } = self.grid;
        if self.on_sheet == rows * columns {
            self.turn()?;
        }
        let (width, height) = self.grid.label();
        let (x, y) = (self.on_sheet % columns, self.on_sheet / columns);
        let side = self.grid.code();
        let code = Area {
            x: EDGE + width * x as f32 + PAD,
            y: EDGE + height * y as f32 + (height - side) / 2.0,
            width: side,
            height: side,
        };
        self.sheet
            .marks
            .push(Mark::Symbol(code, label.symbol.clone()));
        let room = width - side - 3.0 * PAD;
        let words = Words::of(label, room, height - 2.0 * PAD);
        let all: f32 = words
            .0
            .iter()
            .map(|(style, lines)| style.line() * lines.len() as f32)
            .sum();
        let mut beside = Area {
            x: code.x + side + PAD / 2.0,
            y: code.y + (side - all) / 2.0,
            width: room,
            height: all,
        };
        for (style, lines) in words.0 {
            beside.y = self.sheet.lines(beside, Align::Left, lines, style);
        }
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

    fn symbol() -> Arc<Symbol> {
        Arc::new(Symbol::new("HTTPS://QD.EXAMPLE", Style::default()).unwrap())
    }

    #[test]
    fn a_serial_stands_whole_on_every_label_however_many_there_are_and_however_long_the_names() {
        let serial = "WMQ4-MNHK-WWWW-QMGW";
        let long = "一家名字很长很长的公司".repeat(9);
        for rows in 1..=20 {
            for columns in 1..=8 {
                let Ok(grid) = Grid::new(rows, columns) else {
                    continue;
                };
                for name in ["甲", &long] {
                    let mut labels = Labels::new(Vec::new(), "labels", grid).unwrap();
                    let label = Label {
                        symbol: symbol(),
                        name,
                        detail: &long,
                        whole: serial,
                    };
                    labels.add(&label).unwrap();
                    let mut written = String::new();
                    let (right, bottom) = (EDGE + grid.label().0, EDGE + grid.label().1);
                    for mark in &labels.sheet.marks {
                        let Mark::Text(x, y, line, style) = mark else {
                            continue;
                        };
                        let end = x + width(line, style.size, style.weight);
                        assert!(
                            end <= right && *y <= bottom && y - style.size >= EDGE,
                            "{grid:?}: {mark:?}"
                        );
                        assert!(style.size >= 1.6, "{grid:?}: {mark:?}");
                        written.push_str(line);
                    }
                    assert!(written.ends_with(serial), "{grid:?}: {written}");
                }
            }
        }
    }

    #[test]
    fn a_sheet_is_written_once_it_is_full_and_not_kept() {
        let mut labels = Labels::new(Vec::new(), "labels", Grid::new(2, 2).unwrap()).unwrap();
        for _ in 0..9 {
            let name = &"一家名字很长很长的公司".repeat(9);
            let label = Label {
                symbol: symbol(),
                name,
                detail: "",
                whole: "ABCD-EFGH",
            };
            labels.add(&label).unwrap();
            assert!(labels.sheet.marks.len() <= 4 * 9);
        }
        let pdf = labels.finish().unwrap();
        let pdf = String::from_utf8_lossy(&pdf);
        assert_eq!(pdf.matches("/Type /Page\n").count(), 3);
        assert!(pdf.contains("/Count 3"));
    }
}
