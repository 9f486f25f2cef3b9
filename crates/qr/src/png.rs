//! A symbol as a PNG of one bit a pixel, or of a palette; every module the same whole number of pixels.

use std::cell::RefCell;
use std::io::{self, Write};

use color_quant::NeuQuant;
use flate2::Compression;
use flate2::write::ZlibEncoder;
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit, chunk};

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
        let light = vec![0xFF_u8; (pixels as usize).div_ceil(8)];
        let mut rows = vec![(before, light.clone())];
        for y in 0..self.side() {
            let mut row = light.clone();
            for x in (0..self.side()).filter(|&x| self.is_dark(x, y)) {
                darken(&mut row, before + x * module, module);
            }
            rows.push((module, row));
        }
        rows.push((pixels as usize - before - module * self.side(), light));
        let palette = (self.colors != Colors::default())
            .then(|| [bytes(self.colors.dark()), bytes(self.colors.light())].concat());
        write(pixels, BitDepth::One, palette, &rows)
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
        let light = vec![1; pixels as usize];
        let after = pixels as usize - before - painted.side;
        let mut rows = vec![(before, light.clone())];
        for colors in painted.pixels.chunks(painted.side) {
            let mut row = light.clone();
            for (to, color) in row[before..].iter_mut().zip(colors) {
                *to = index(color);
            }
            rows.push((1, row));
        }
        rows.push((after, light));
        write(pixels, BitDepth::Eight, Some(palette), &rows)
    }
}

/// Clears so many bits of a row, the highest bit of a byte first.
fn darken(row: &mut [u8], start: usize, count: usize) {
    let (first, last) = (start / 8, (start + count - 1) / 8);
    let from = 0xFF_u8 >> (start % 8);
    let to = 0xFF_u8 << (7 - (start + count - 1) % 8);
    if first == last {
        row[first] &= !(from & to);
    } else {
        row[first] &= !from;
        row[first + 1..last].fill(0);
        row[last] &= !to;
    }
}

type Written = Result<Vec<u8>, png::EncodingError>;

fn bytes(color: Color) -> [u8; 3] {
    [color.red, color.green, color.blue]
}

/// Writes rows, each of which stands so many times below itself.
fn write(
    pixels: u32,
    depth: BitDepth,
    palette: Option<Vec<u8>>,
    rows: &[(usize, Vec<u8>)],
) -> Written {
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
    encoder.set_pixel_dims(Some(dots(DPI)));
    let mut writer = encoder.write_header()?;
    writer.write_chunk(chunk::IDAT, &packed(rows)?)?;
    writer.finish()?;
    Ok(bytes)
}

/// The rows, each as its difference to the one above (filter Up), packed. `png` itself packs row by row, which takes
/// three times as long as the whole at once.
fn packed(rows: &[(usize, Vec<u8>)]) -> io::Result<Vec<u8>> {
    const UP: u8 = 2;
    let wide = rows.first().map_or(0, |(_, row)| row.len());
    let high: usize = rows.iter().map(|(times, _)| times).sum();
    // What is as above is zero.
    let mut filtered = vec![0; (1 + wide) * high];
    filtered
        .iter_mut()
        .step_by(1 + wide)
        .for_each(|filter| *filter = UP);
    let mut above = vec![0; wide];
    let mut y = 0;
    for (times, row) in rows {
        if *times > 0 {
            let start = y * (1 + wide) + 1;
            let to = &mut filtered[start..start + wide];
            for ((to, here), above) in to.iter_mut().zip(row).zip(&mut above) {
                *to = here.wrapping_sub(*above);
                *above = *here;
            }
        }
        y += times;
    }
    PACKER.with_borrow_mut(|packer| {
        packer.write_all(&filtered)?;
        packer.reset(Vec::with_capacity(4096))
    })
}

thread_local! {
    /// Its tables take 250 KB: kept, they are not cleared for a picture of one. Level 2 of zlib-rs packs 600 px into
    /// 1.1 KB; level 1 takes 10 us less and 1.8 KB, miniz eight times as long.
    static PACKER: RefCell<ZlibEncoder<Vec<u8>>> =
        RefCell::new(ZlibEncoder::new(Vec::new(), Compression::new(2)));
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
        let mut decoder = png::Decoder::new(io::Cursor::new(bytes));
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
        let blue = Colors::new("#1f4fb4".parse().unwrap(), Color::WHITE).unwrap();
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
