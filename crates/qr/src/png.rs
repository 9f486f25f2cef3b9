//! A symbol as a PNG of one bit a pixel, or of a palette; every module the same whole number of pixels.

use color_quant::NeuQuant;
use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter, PixelDimensions, Unit};

use crate::color::{Color, Colors};
use crate::error::Refused;
use crate::symbol::Symbol;

/// The least side of a module, in pixels: OpenCV's reader finds nothing in a picture of two.
pub const LEAST_MODULE: u32 = 3;

/// The largest side, in pixels.
pub const MOST_PIXELS: u32 = 4096;

/// Dots an inch that a picture says it has: a 600 px code is then 2 inches wide.
pub const DPI: u32 = 300;

impl Symbol {
    /// The picture, `pixels` wide and high. Its modules are as large as whole pixels allow; what is left
    /// widens the quiet zone evenly.
    ///
    /// # Errors
    ///
    /// [`Refused::Size`] where a module would have less than [`LEAST_MODULE`] pixels, or above [`MOST_PIXELS`].
    pub fn png(&self, pixels: u32) -> Result<Vec<u8>, Refused> {
        let modules = u32::try_from(self.side()).unwrap_or(u32::MAX);
        if pixels < LEAST_MODULE * modules || pixels > MOST_PIXELS {
            return Err(Refused::Size {
                given: pixels,
                least: LEAST_MODULE * modules,
                most: MOST_PIXELS,
            });
        }
        let module = pixels as usize / self.side();
        let before = (pixels as usize - module * self.side()) / 2;
        let written = match self.icon {
            None => self.two_colors(pixels, module, before),
            Some(_) => self.many_colors(pixels, module, before),
        };
        written.map_err(|why| Refused::Unreadable(why.to_string()))
    }

    /// One bit a pixel.
    fn two_colors(&self, pixels: u32, module: usize, before: usize) -> Written {
        let row_bytes = (pixels as usize).div_ceil(8);
        let mut lines = vec![0xFF_u8; row_bytes * pixels as usize];
        let row_of = |y: usize| before + y * module;
        for y in 0..self.side() {
            let start = row_of(y) * row_bytes;
            let mut any = false;
            for x in (0..self.side()).filter(|&x| self.is_dark(x, y)) {
                any = true;
                for pixel in row_of(x)..row_of(x + 1) {
                    lines[start + pixel / 8] &= !(0x80 >> (pixel % 8));
                }
            }
            if any {
                for copy in 1..module {
                    lines.copy_within(start..start + row_bytes, start + copy * row_bytes);
                }
            }
        }
        let palette = (self.colors != Colors::default())
            .then(|| [bytes(self.colors.dark()), bytes(self.colors.light())].concat());
        write(pixels, BitDepth::One, palette, &lines)
    }

    /// A palette of 256: the two colors as they are, and the icon's as near as the others allow.
    fn many_colors(&self, pixels: u32, module: usize, before: usize) -> Written {
        let painted = self.paint(module);
        let own = [self.colors.dark(), self.colors.light()];
        let of_icon = painted.pixels.iter().filter(|color| !own.contains(color));
        let rgba = |color: &Color| [color.red, color.green, color.blue, u8::MAX];
        let of_icon: Vec<u8> = of_icon.flat_map(rgba).collect();
        let mut palette = own.map(bytes).concat();
        // An icon of the code's own two colors leaves none to find.
        let nearest = (!of_icon.is_empty()).then(|| NeuQuant::new(10, 254, &of_icon));
        palette.extend(nearest.iter().flat_map(NeuQuant::color_map_rgb));
        let index = |color: &Color| match own.iter().position(|own| own == color) {
            Some(own) => u8::try_from(own).unwrap_or_default(),
            None => {
                let near = nearest.as_ref().map_or(0, |map| map.index_of(&rgba(color)));
                u8::try_from(near + 2).unwrap_or_default()
            }
        };
        let side = pixels as usize;
        let mut lines = vec![1; side * side];
        for (y, row) in painted.pixels.chunks(painted.side).enumerate() {
            let start = (before + y) * side + before;
            let to = &mut lines[start..start + painted.side];
            for (to, color) in to.iter_mut().zip(row) {
                *to = index(color);
            }
        }
        write(pixels, BitDepth::Eight, Some(palette), &lines)
    }
}

type Written = Result<Vec<u8>, png::EncodingError>;

fn bytes(color: Color) -> [u8; 3] {
    [color.red, color.green, color.blue]
}

fn write(pixels: u32, depth: BitDepth, palette: Option<Vec<u8>>, lines: &[u8]) -> Written {
    let mut bytes = Vec::with_capacity(4096);
    let mut encoder = Encoder::new(&mut bytes, pixels, pixels);
    encoder.set_depth(depth);
    match palette {
        None => encoder.set_color(ColorType::Grayscale),
        Some(palette) => {
            encoder.set_color(ColorType::Indexed);
            encoder.set_palette(palette);
        }
    }
    // A row that is like the one above is all zeros. Level 2 of zlib-rs packs them to 1.4 KB in 60 us;
    // fdeflate takes half the time and 2.5 times the bytes, miniz eight times as long.
    encoder.set_deflate_compression(DeflateCompression::Level(2));
    encoder.set_filter(Filter::Up);
    encoder.set_pixel_dims(Some(dots(DPI)));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(lines)?;
    writer.finish()?;
    Ok(bytes)
}

/// Dots an inch, as a PNG says it.
pub(crate) fn dots(dpi: u32) -> PixelDimensions {
    let per_metre = dpi * 10_000 / 254;
    PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: Unit::Meter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Style;

    fn symbol(colors: Colors) -> Symbol {
        let style = Style {
            colors,
            ..Style::default()
        };
        Symbol::new("HTTPS://QD.EXAMPLE/D/0123456789AB", style).unwrap()
    }

    fn plain() -> Symbol {
        symbol(Colors::default())
    }

    /// The picture's greys, as a reader sees them.
    fn read(bytes: &[u8]) -> (usize, Vec<u8>) {
        let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut pixels).unwrap();
        let grey = match info.color_type {
            ColorType::Grayscale => pixels,
            _ => pixels
                .chunks(3)
                .map(|p| Color::new(p[0], p[1], p[2]).grey())
                .collect(),
        };
        (info.width as usize, grey)
    }

    #[test]
    fn it_reads_back_at_every_size_in_black_and_in_color() {
        let blue = Colors::new("#2b6cf6".parse().unwrap(), Color::WHITE).unwrap();
        for colors in [Colors::default(), blue] {
            for pixels in [99, 120, 200, 601, 1024] {
                let bytes = symbol(colors).png(pixels).unwrap();
                let (side, grey) = read(&bytes);
                assert_eq!(side, pixels as usize);
                let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
                    grey[y * side + x]
                });
                let (_, text) = image.detect_grids()[0].decode().unwrap();
                assert_eq!(text, plain().text(), "{pixels}");
            }
        }
    }

    #[test]
    fn every_module_has_the_same_whole_number_of_pixels() {
        let code = plain();
        let (side, grey) = read(&code.png(600).unwrap());
        let module = side / code.side();
        let before = (side - module * code.side()) / 2;
        for y in 0..code.side() * module {
            for x in 0..code.side() * module {
                let dark = grey[(before + y) * side + before + x] == 0;
                assert_eq!(dark, code.is_dark(x / module, y / module), "{x}, {y}");
            }
        }
    }

    #[test]
    fn a_plain_code_takes_at_most_three_kilobytes() {
        let bytes = plain().png(600).unwrap();
        assert!(bytes.len() <= 3000, "{}", bytes.len());
    }

    #[test]
    fn a_size_that_is_no_use_is_refused() {
        for pixels in [0, 98, 4097, u32::MAX] {
            let refused = plain().png(pixels);
            assert!(
                matches!(refused, Err(Refused::Size { least: 99, .. })),
                "{pixels}"
            );
        }
    }
}
