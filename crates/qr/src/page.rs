//! A printed page as a list of marks, and what they are written as: PDF, or PNG.

pub(crate) mod font;
pub(crate) mod pdf;
mod raster;

use std::sync::Arc;

use crate::color::Color;
use crate::icon::Icon;
use crate::style::StyledSymbol;
use font::{FontId, Weight};

/// A page, in units that its author chooses; y grows downwards.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub width: f32,
    pub height: f32,
    pub background: Color,
    pub marks: Vec<Mark>,
}

/// A rectangle.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

impl Area {
    pub fn new(x: f32, y: f32, width: f32, height: f32) -> Self {
        Self {
            x,
            y,
            width,
            height,
        }
    }

    pub fn square(x: f32, y: f32, side: f32) -> Self {
        Self::new(x, y, side, side)
    }

    /// This much larger on every side.
    pub fn grown(self, by: f32) -> Self {
        let (x, y) = (self.x - by, self.y - by);
        Self::new(x, y, self.width + 2.0 * by, self.height + 2.0 * by)
    }
}

/// A side of a rectangle and the round corner behind it.
pub(crate) struct RoundedSide {
    /// Where the side ends and the corner begins.
    pub line: [f32; 2],
    /// The corner as a cubic curve: two control points and its end.
    pub curve: [f32; 6],
}

impl Area {
    /// The outline with round corners: where it starts, and its sides, clockwise.
    pub fn rounded(self, radius: f32) -> ([f32; 2], [RoundedSide; 4]) {
        let (left, top) = (self.x, self.y);
        let (right, bottom) = (left + self.width, top + self.height);
        let (r, k) = (radius, radius * ARC);
        let side = |line, curve| RoundedSide { line, curve };
        let sides = [
            side(
                [right - r, top],
                [right - k, top, right, top + k, right, top + r],
            ),
            side(
                [right, bottom - r],
                [right, bottom - k, right - k, bottom, right - r, bottom],
            ),
            side(
                [left + r, bottom],
                [left + k, bottom, left, bottom - k, left, bottom - r],
            ),
            side(
                [left, top + r],
                [left, top + k, left + k, top, left + r, top],
            ),
        ];
        ([left + r, top], sides)
    }
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TextStyle {
    pub size: f32,
    pub weight: Weight,
    pub color: Color,
}

/// One thing on a page; later ones lie above.
#[derive(Clone, Debug)]
pub(crate) enum Mark {
    /// A rectangle with round corners.
    Fill(Area, f32, Color),
    /// A line of text from the left end of its baseline.
    Text(f32, f32, String, TextStyle),
    /// A symbol, as large as fits into a square.
    Symbol(Area, Arc<StyledSymbol>),
    /// An icon.
    Icon(Area, Arc<Icon>),
}

#[cfg(test)]
impl Mark {
    /// Where it lies.
    pub fn area(&self) -> Area {
        match self {
            Self::Fill(area, ..) | Self::Symbol(area, _) | Self::Icon(area, _) => *area,
            Self::Text(x, y, line, style) => {
                let wide = font::width(line, style.size, style.weight);
                Area::new(*x, y - style.size, wide, style.size * 1.25)
            }
        }
    }
}

/// Where a line stands between two edges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    Middle,
}

/// How far from a corner, in parts of its radius, one curve bends to be a quarter of a circle.
const ARC: f32 = 0.447_7;

/// How much wider strokes of a glyph become that is bold only by being drawn so, in parts of its size.
const EMBOLDENED: f32 = 0.03;

/// Lines are this much of their size apart.
const LEADING: f32 = 1.4;

impl TextStyle {
    /// From one baseline to the next.
    pub fn line(&self) -> f32 {
        self.size * LEADING
    }

    /// Whether the fallback, which has one weight, stands for the bold font.
    fn is_emboldened(&self, font: FontId) -> bool {
        self.weight == Weight::Bold && font == FontId::Fallback
    }
}

impl Page {
    pub fn new(width: f32, height: f32, background: Color) -> Self {
        Self {
            width,
            height,
            background,
            marks: Vec::new(),
        }
    }

    /// Writes lines below each other from a top edge; answers where they end.
    pub fn lines(&mut self, area: Area, align: Align, lines: Vec<String>, style: TextStyle) -> f32 {
        let mut y = area.y;
        for line in lines {
            let width = font::width(&line, style.size, style.weight);
            let x = match align {
                Align::Left => area.x,
                Align::Middle => area.x + (area.width - width) / 2.0,
            };
            // Chinese glyphs stand in the middle of their line's height.
            let baseline = y + style.line() / 2.0 + style.size * 0.36;
            self.marks.push(Mark::Text(x, baseline, line, style));
            y += style.line();
        }
        y
    }
}
