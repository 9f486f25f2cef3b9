//! A styled symbol as pixels.

use super::{PlacedIcon, StyledSymbol};
use crate::color::Color;

/// A square of pixels.
pub(crate) struct Painted {
    /// Pixels on a side.
    pub size: usize,
    /// Row by row.
    pub pixels: Vec<Color>,
}

impl Painted {
    /// One pixel.
    pub fn color(&self, x: usize, y: usize) -> Color {
        self.pixels[y * self.size + x]
    }
}

impl StyledSymbol {
    /// Its pixels, this many a module.
    pub(crate) fn paint(&self, module: usize) -> Painted {
        let size = self.size() * module;
        let (dark, light) = (self.colors.dark(), self.colors.light());
        let mut pixels = Vec::with_capacity(size * size);
        for y in 0..self.size() {
            let start = pixels.len();
            for x in 0..self.size() {
                let color = if self.is_dark(x, y) { dark } else { light };
                pixels.resize(pixels.len() + module, color);
            }
            for _ in 1..module {
                pixels.extend_from_within(start..start + size);
            }
        }
        let mut painted = Painted { size, pixels };
        if let Some(placed) = &self.icon {
            let (start, size) = placed.pixels(module);
            for (at, color) in placed.icon.on(light, size).into_iter().enumerate() {
                let (x, y) = (start + at % size, start + at / size);
                painted.pixels[y * painted.size + x] = color;
            }
        }
        painted
    }
}

impl PlacedIcon {
    /// The icon's first column and row, and its width, in whole pixels.
    fn pixels(&self, module: usize) -> (usize, usize) {
        let (start, width) = self.inner();
        let (start, end) = (start * module as f32, (start + width) * module as f32);
        (
            start.ceil() as usize,
            end.floor() as usize - start.ceil() as usize,
        )
    }
}
