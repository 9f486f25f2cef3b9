//! A symbol's pixels.

use super::Symbol;
use crate::color::Color;

/// A painted symbol.
pub(crate) struct Painted {
    pub side: usize,
    pub pixels: Vec<Color>,
}

impl Painted {
    pub fn color(&self, x: usize, y: usize) -> Color {
        self.pixels[y * self.side + x]
    }

    /// Its greys, each point spread by a Gaussian of so many pixels.
    pub fn blurred(&self, sigma: f32) -> Vec<u8> {
        let side = u32::try_from(self.side).unwrap_or_default();
        let greys = self.pixels.iter().map(|color| color.grey()).collect();
        let sharp = image::GrayImage::from_raw(side, side, greys).unwrap_or_default();
        image::imageops::blur(&sharp, sigma).into_raw()
    }
}

impl Symbol {
    /// It in colors, with this many pixels a module.
    pub(crate) fn paint(&self, module: usize) -> Painted {
        let side = self.side() * module;
        let (dark, light) = (self.colors.dark(), self.colors.light());
        let mut pixels = Vec::with_capacity(side * side);
        for y in 0..self.side() {
            let start = pixels.len();
            for x in 0..self.side() {
                let color = if self.is_dark(x, y) { dark } else { light };
                pixels.resize(pixels.len() + module, color);
            }
            for _ in 1..module {
                pixels.extend_from_within(start..start + side);
            }
        }
        let mut painted = Painted { side, pixels };
        if let Some(placed) = &self.icon {
            let [(start, size), around] = placed.squares().map(|(start, width)| {
                // Less than a pixel of what is beside it stays dark.
                let (start, end) = (start * module as f32, (start + width) * module as f32);
                let (start, end) = (start.ceil() as usize, end.floor() as usize);
                (start, end - start)
            });
            for y in around.0..around.0 + around.1 {
                let row = y * side + around.0;
                painted.pixels[row..row + around.1].fill(light);
            }
            for (at, color) in placed.icon.on(light, size).into_iter().enumerate() {
                let (x, y) = (start + at % size, start + at / size);
                painted.pixels[y * side + x] = color;
            }
        }
        painted
    }
}
