//! The poster: what the app is, its code, and how one begins.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::color::Color;
use crate::error::Refused;
use crate::icon::Icon;
use crate::page::font::{Weight, missing_glyphs, width, wrap};
use crate::page::pdf::Document;
use crate::page::{Align, Area, Mark, Page, TextStyle};
use crate::pdf::MILLIMETRE;
use crate::style::StyledSymbol;

const TEXT: Color = Color::new(0x16, 0x18, 0x1d);
const SECOND: Color = Color::new(0x4b, 0x51, 0x5d);
const BACKGROUND: Color = Color::new(0xf4, 0xf5, 0xf7);

/// How far from the edges everything stays.
const EDGE: f32 = 44.0;

/// What a poster is made for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Paper {
    /// 210 x 297 mm.
    A4,
    /// 105 x 148 mm.
    A6,
    /// 1080 x 1920 pixels.
    Phone,
}

impl Paper {
    /// Its size in the layout's units: an A4 page has 595 x 842 of them, as it has points.
    fn units(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.28, 841.89),
            // Half of an A4's sides, but for a millimetre that the standard rounds away.
            Self::A6 => (595.28, 839.06),
            Self::Phone => (540.0, 960.0),
        }
    }

    fn points(self) -> f32 {
        match self {
            Self::A4 => 1.0,
            Self::A6 => 105.0 * MILLIMETRE / 595.28,
            Self::Phone => 1.0,
        }
    }

    /// Pixels of a unit, and dots an inch.
    fn pixels(self) -> (f32, u32) {
        match self {
            Self::A4 => (2480.0 / 595.28, 300),
            Self::A6 => (1240.0 / 595.28, 300),
            Self::Phone => (2.0, 144),
        }
    }
}

/// What stands on a poster, in the language of its readers.
#[derive(Clone, Debug)]
pub struct Poster {
    /// What it is made for.
    pub paper: Paper,
    /// The app's icon.
    pub icon: Arc<Icon>,
    /// The app's name.
    pub name: String,
    /// Whose it is.
    pub vendor: String,
    /// A color on which white is readable.
    pub accent: Color,
    /// The code.
    pub symbol: Arc<StyledSymbol>,
    /// What to do with the code.
    pub call: String,
    /// The two steps, each with a title and a detail.
    pub steps: [(String, String); 2],
    /// What stands small at the end: the address, how long it holds.
    pub notes: Vec<String>,
}

pub(crate) fn style(size: f32, weight: Weight, color: Color) -> TextStyle {
    TextStyle {
        size,
        weight,
        color,
    }
}

/// Mixes two colors, so much of the first.
pub(crate) fn mix(one: Color, other: Color, much: f32) -> Color {
    let part = |a: u8, b: u8| (f32::from(a) * much + f32::from(b) * (1.0 - much)).round() as u8;
    Color::new(
        part(one.red, other.red),
        part(one.green, other.green),
        part(one.blue, other.blue),
    )
}

/// A text in the largest of some sizes at which it takes at most two lines; in the smallest it may take three.
pub(crate) fn fit(text: &str, weight: Weight, wide: f32, sizes: [f32; 3]) -> (f32, Vec<String>) {
    for size in sizes {
        let lines = wrap(text, size, weight, wide, 3);
        if lines.len() <= 2 {
            return (size, lines);
        }
    }
    let smallest = sizes[2];
    (smallest, wrap(text, smallest, weight, wide, 3))
}

impl Poster {
    /// The poster as vectors with parts of the fonts in it.
    ///
    /// # Errors
    ///
    /// [`Refused::Write`] if it can't be written.
    pub fn pdf(&self) -> Result<Vec<u8>, Refused> {
        let mut document = Document::new(Vec::new(), &self.name)?;
        document.page(&self.layout(), self.paper.points())?;
        Ok(document.finish()?)
    }

    /// The poster as a picture: 300 dots an inch on paper.
    ///
    /// # Errors
    ///
    /// [`Refused::Write`] if it can't be drawn.
    pub fn png(&self) -> Result<Vec<u8>, Refused> {
        let (scale, dpi) = self.paper.pixels();
        self.layout().png(scale, dpi)
    }

    /// The characters on it for which no font has a glyph.
    pub fn missing_glyphs(&self) -> BTreeSet<char> {
        let Self {
            name, vendor, call, ..
        } = self;
        let steps = self
            .steps
            .iter()
            .flat_map(|(title, detail)| [title, detail]);
        let texts = [name, vendor, call]
            .into_iter()
            .chain(steps)
            .chain(&self.notes);
        texts.flat_map(|text| missing_glyphs(text)).collect()
    }

    /// From the top the app, from the bottom notes and steps; the code takes what is left between them.
    fn layout(&self) -> Page {
        let (width, height) = self.paper.units();
        let inner = Area::new(EDGE, 0.0, width - 2.0 * EDGE, height);
        let mut page = Page::new(width, height, BACKGROUND);
        let head = self.head(&mut page, inner);
        let foot = self.foot(&mut page, inner);
        self.card(&mut page, head, foot);
        page
    }

    /// The band with the app; answers where the card under it begins.
    fn head(&self, page: &mut Page, inner: Area) -> f32 {
        let (size, name) = fit(&self.name, Weight::Bold, inner.width, [40.0, 32.0, 25.0]);
        let vendor = wrap(&self.vendor, 17.0, Weight::Regular, inner.width, 2);
        let mut marks = std::mem::take(&mut page.marks);
        let icon = 84.0;
        let (top, frame) = (inner.y + 36.0, 4.0);
        let place = Area::square((page.width - icon) / 2.0, top, icon);
        let around = place.grown(frame);
        let at = Area {
            y: top + icon + 14.0,
            ..inner
        };
        let bold = style(size, Weight::Bold, Color::WHITE);
        let at = Area {
            y: page.lines(at, Align::Middle, name, bold),
            ..inner
        };
        let light = mix(Color::WHITE, self.accent, 0.9);
        let end = page.lines(
            at,
            Align::Middle,
            vendor,
            style(17.0, Weight::Regular, light),
        );
        // The band lies under what it holds, and reaches below it: the card overlaps.
        let band = Area::new(0.0, 0.0, page.width, end + 112.0);
        marks.push(Mark::Fill(band, 0.0, self.accent));
        marks.push(Mark::Fill(around, icon * 0.2, Color::WHITE));
        marks.push(Mark::Icon(place, self.icon.clone()));
        marks.append(&mut page.marks);
        page.marks = marks;
        end + 20.0
    }

    /// The notes and the steps above them; answers where the card above must end.
    fn foot(&self, page: &mut Page, inner: Area) -> f32 {
        let note = style(13.0, Weight::Regular, SECOND);
        let notes = self.notes.iter();
        let notes = notes.flat_map(|text| wrap(text, note.size, note.weight, inner.width, 2));
        let notes: Vec<String> = notes.collect();
        let top = page.height - 26.0 - note.line() * notes.len() as f32;
        page.lines(Area { y: top, ..inner }, Align::Middle, notes, note);

        let columns = self.paper != Paper::Phone;
        let (gap, badge) = (24.0, 34.0);
        let wide = match columns {
            true => (inner.width - gap) / 2.0,
            false => inner.width,
        };
        let title = style(19.0, Weight::Bold, TEXT);
        let detail = style(14.0, Weight::Regular, SECOND);
        let room = wide - badge - 12.0;
        let steps: Vec<_> = self
            .steps
            .iter()
            .map(|(first, then)| {
                let lines =
                    |text, style: TextStyle, most| wrap(text, style.size, style.weight, room, most);
                (lines(first, title, 2), lines(then, detail, 3))
            })
            .collect();
        let tall = |(first, then): &(Vec<String>, Vec<String>)| {
            title.line() * first.len() as f32 + detail.line() * then.len() as f32
        };
        let all = match columns {
            true => steps.iter().map(tall).fold(0.0, f32::max),
            false => steps.iter().map(tall).sum::<f32>() + 16.0,
        };
        let top = top - 22.0 - all;
        let mut at = Area::new(inner.x, top, room, all);
        for (number, (first, then)) in (1..).zip(steps) {
            let tall = tall(&(first.clone(), then.clone()));
            let circle = Area::square(at.x, at.y - 2.0, badge);
            page.marks
                .push(Mark::Fill(circle, badge / 2.0, self.accent));
            let digit = style(18.0, Weight::Bold, Color::WHITE);
            let middle = Area {
                y: circle.y + (badge - digit.line()) / 2.0,
                ..circle
            };
            page.lines(middle, Align::Middle, vec![number.to_string()], digit);
            let beside = Area {
                x: at.x + badge + 12.0,
                ..at
            };
            let under = page.lines(beside, Align::Left, first, title);
            page.lines(Area { y: under, ..beside }, Align::Left, then, detail);
            match columns {
                true => at.x += wide + gap,
                false => at.y += tall + 16.0,
            }
        }
        top - 22.0
    }

    fn card(&self, page: &mut Page, top: f32, bottom: f32) {
        let call = style(22.0, Weight::Bold, TEXT);
        let wide = page.width - 2.0 * EDGE;
        let lines = wrap(&self.call, call.size, call.weight, wide - 40.0, 2);
        let text = call.line() * lines.len() as f32;
        let pad = 16.0;
        let side = (bottom - top - text - 2.0 * pad)
            .min(wide - 2.0 * pad)
            .max(0.0);
        let wanted = lines.iter().map(|line| width(line, call.size, call.weight));
        let inside = wanted.fold(side, f32::max);
        // What a code that has its largest size leaves over is shared out above and below.
        let free = (bottom - top - text - 2.0 * pad - side) / 2.0;
        let card = Area::new(
            (page.width - inside) / 2.0 - pad,
            top + free.clamp(0.0, 40.0),
            inside + 2.0 * pad,
            side + text + 2.0 * pad,
        );
        let edge = Mark::Fill(card.grown(1.0), 23.0, mix(TEXT, BACKGROUND, 0.1));
        page.marks.push(edge);
        page.marks.push(Mark::Fill(card, 22.0, Color::WHITE));
        let code = Area::square((page.width - side) / 2.0, card.y + pad * 0.75, side);
        page.marks.push(Mark::Symbol(code, self.symbol.clone()));
        let under = Area {
            y: code.y + side,
            ..card
        };
        page.lines(under, Align::Middle, lines, call);
    }
}

#[cfg(test)]
mod tests;
