//! Sheets of labels, one code each, written page by page: however many there are, one page is in memory.

mod sheet;

use std::io::{self, Write};
use std::sync::Arc;

use self::sheet::A4;
pub use self::sheet::LabelSheet;
use crate::color::Color;
use crate::page::font::{Weight, width, wrap};
use crate::page::pdf::Document;
use crate::page::{Align, Area, Mark, Page, TextStyle};
use crate::pdf::MILLIMETRE;
use crate::style::StyledSymbol;

/// Between a code, which has its quiet zone, and the words beside it, in millimetres.
const GAP: f32 = 1.25;

/// What stands on a label: a code, and beside it some words.
#[derive(Clone, Debug)]
pub struct Label<'a> {
    /// The code.
    pub symbol: Arc<StyledSymbol>,
    /// The customer's name; what doesn't fit is cut.
    pub name: &'a str,
    /// What it is; left out where there is no room.
    pub detail: &'a str,
    /// What is never cut, such as a serial: in a line, or in two that are divided at a dash. Some 20 characters.
    pub whole: &'a str,
}

/// A label's lines, from above.
struct Words([(TextStyle, Vec<String>); 3]);

impl Words {
    fn of(label: &Label<'_>, wide: f32, high: f32) -> Self {
        let style = |size, weight| TextStyle {
            size,
            weight,
            color: Color::BLACK,
        };
        let (bold, small) = (style(3.6, Weight::Bold), style(2.6, Weight::Regular));
        let (size, whole) = unbroken(label.whole, small, wide);
        let left = high - TextStyle { size, ..small }.line() * whole.len() as f32;
        let tall = |style: TextStyle, left: f32| (left / style.line()).floor() as usize;
        let max = tall(bold, left).clamp(1, 3);
        let name = wrap(label.name, bold.size, bold.weight, wide, max);
        let left = left - bold.line() * name.len() as f32;
        let detail = match tall(small, left) {
            0 => Vec::new(),
            max => wrap(label.detail, small.size, small.weight, wide, max.min(3)),
        };
        Self([
            (bold, name),
            (small, detail),
            (TextStyle { size, ..small }, whole),
        ])
    }
}

/// A text in one line, or in two divided at the dash next to its middle; as small as that needs.
fn unbroken(text: &str, style: TextStyle, wide: f32) -> (f32, Vec<String>) {
    let width = |line: &str| width(line, 1.0, style.weight);
    if text.is_empty() || width(text) * style.size <= wide {
        let line = (!text.is_empty()).then(|| text.to_owned());
        return (style.size, line.into_iter().collect());
    }
    let dashes = text.match_indices('-').map(|(at, dash)| at + dash.len());
    let divided = dashes.min_by_key(|at| at.abs_diff(text.len() / 2));
    let (first, second) = text.split_at(divided.unwrap_or(text.len()));
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
    sheet: LabelSheet,
    page: Page,
    /// Labels on the page that is being filled.
    on_page: u32,
}

impl<W: Write> Labels<W> {
    /// Begins a document.
    ///
    /// # Errors
    ///
    /// What writing says.
    pub fn new(out: W, title: &str, sheet: LabelSheet) -> io::Result<Self> {
        Ok(Self {
            document: Document::new(out, title)?,
            sheet,
            page: blank(),
            on_page: 0,
        })
    }

    /// Adds a label.
    ///
    /// # Errors
    ///
    /// What writing says.
    pub fn add(&mut self, label: &Label<'_>) -> io::Result<()> {
        if self.on_page == self.sheet.count() {
            self.finish_page()?;
        }
        let safe = self.sheet.safe(self.on_page);
        let (width, height) = self.sheet.content();
        let side = self.sheet.code();
        let left = safe.x + (safe.width - width) / 2.0;
        let code = Area::square(left, safe.y + (safe.height - side) / 2.0, side);
        self.page
            .marks
            .push(Mark::Symbol(code, label.symbol.clone()));
        let room = width - side - GAP;
        let words = Words::of(label, room, height);
        let all: f32 = words
            .0
            .iter()
            .map(|(style, lines)| style.line() * lines.len() as f32)
            .sum();
        let top = safe.y + (safe.height - all) / 2.0;
        let mut beside = Area::new(left + side + GAP, top, room, all);
        for (style, lines) in words.0 {
            beside.y = self.page.lines(beside, Align::Left, lines, style);
        }
        self.on_page += 1;
        Ok(())
    }

    /// Writes the page that is full, and begins another.
    fn finish_page(&mut self) -> io::Result<()> {
        let full = std::mem::replace(&mut self.page, blank());
        self.on_page = 0;
        self.document.page(&full, MILLIMETRE)
    }

    /// Writes the last page and the end.
    ///
    /// # Errors
    ///
    /// What writing says.
    pub fn finish(mut self) -> io::Result<W> {
        self.finish_page()?;
        self.document.finish()
    }
}

fn blank() -> Page {
    Page::new(A4.0, A4.1, Color::WHITE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Style;

    fn symbol() -> Arc<StyledSymbol> {
        Arc::new(StyledSymbol::new("HTTPS://QD.EXAMPLE", &Style::default()).unwrap())
    }

    fn sheets() -> impl Iterator<Item = LabelSheet> {
        let even = (1..=20).flat_map(|rows| (1..=8).map(move |columns| (rows, columns)));
        let even = even.filter_map(|(rows, columns)| LabelSheet::even(rows, columns).ok());
        let products = LabelSheet::PRODUCTS.into_iter().map(|(_, sheet)| sheet);
        even.chain(products)
    }

    #[test]
    fn everything_stays_inside_of_its_cut_also_where_a_viewer_shrinks_the_page() {
        let serial = "WMQ4-MNHK-WWWW-QMGW";
        let long = "一家名字很长很长的公司".repeat(9);
        for sheet in sheets() {
            let mut labels = Labels::new(Vec::new(), "labels", sheet).unwrap();
            for number in 0..sheet.count() {
                let label = Label {
                    symbol: symbol(),
                    name: if number % 2 == 0 { "甲" } else { &long },
                    detail: &long,
                    whole: serial,
                };
                let before = labels.page.marks.len();
                labels.add(&label).unwrap();
                let cut = sheet.cut(number);
                let mut written = String::new();
                for mark in &labels.page.marks[before..] {
                    let at = mark.area();
                    for scale in [1.0, 0.97, 0.94] {
                        let shrunk = |at: f32, page: f32| (at - page / 2.0) * scale + page / 2.0;
                        let [left, right] = [at.x, at.x + at.width].map(|x| shrunk(x, A4.0));
                        let [top, bottom] = [at.y, at.y + at.height].map(|y| shrunk(y, A4.1));
                        let is_inside = left >= cut.x
                            && right <= cut.x + cut.width
                            && top >= cut.y
                            && bottom <= cut.y + cut.height;
                        assert!(is_inside, "{sheet:?} {number} at {scale}: {mark:?}");
                    }
                    if let Mark::Text(_, _, line, style) = mark {
                        assert!(style.size >= 1.5, "{sheet:?}: {mark:?}");
                        written.push_str(line);
                    }
                }
                assert!(written.ends_with(serial), "{sheet:?}: {written}");
            }
        }
    }

    #[test]
    fn a_page_is_written_once_it_is_full_and_not_kept() {
        let sheet = LabelSheet::even(2, 2).unwrap();
        let mut labels = Labels::new(Vec::new(), "labels", sheet).unwrap();
        for _ in 0..9 {
            let name = &"一家名字很长很长的公司".repeat(9);
            let label = Label {
                symbol: symbol(),
                name,
                detail: "",
                whole: "ABCD-EFGH",
            };
            labels.add(&label).unwrap();
            assert!(labels.page.marks.len() <= 4 * 9);
        }
        let pdf = labels.finish().unwrap();
        let pdf = String::from_utf8_lossy(&pdf);
        assert_eq!(pdf.matches("/Type /Page\n").count(), 3);
        assert!(pdf.contains("/Count 3"));
    }
}
