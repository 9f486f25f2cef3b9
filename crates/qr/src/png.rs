//! A symbol as a PNG; every module has the same whole number of pixels.

use std::cell::RefCell;
use std::io::{self, Write};

use flate2::Compression;
use flate2::write::ZlibEncoder;
use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit, chunk};

use crate::color::{Color, Colors};
use crate::error::Refused;
use crate::style::StyledSymbol;

/// The smallest side of a module, in pixels: with two, OpenCV's reader finds nothing.
pub const MIN_MODULE_PIXELS: u32 = 3;

/// The largest side of a picture, in pixels.
pub const MAX_PIXELS: u32 = 4096;

/// Dots an inch that a picture says it has: a 600 px code is then 2 inches wide.
pub const DPI: u32 = 300;

/// Whether a symbol of so many modules, with its quiet zone, can have so many pixels on a side.
///
/// # Errors
///
/// [`Refused::Pixels`] where a module would have less than [`MIN_MODULE_PIXELS`], or above [`MAX_PIXELS`].
pub fn check_pixels(given: u32, modules: usize) -> Result<(), Refused> {
    let modules = u32::try_from(modules).unwrap_or(u32::MAX);
    let min = MIN_MODULE_PIXELS.saturating_mul(modules);
    match (min..=MAX_PIXELS).contains(&given) {
        true => Ok(()),
        false => Err(Refused::Pixels {
            given,
            min,
            max: MAX_PIXELS,
        }),
    }
}

impl StyledSymbol {
    /// The picture, `pixels` wide and high. What its modules, as large as whole pixels allow, leave over widens the
    /// quiet zone evenly. One bit a pixel; with an icon, its exact colors.
    ///
    /// # Errors
    ///
    /// As [`check_pixels`].
    pub fn png(&self, pixels: u32) -> Result<Vec<u8>, Refused> {
        check_pixels(pixels, self.size())?;
        let module = pixels as usize / self.size();
        let before = (pixels as usize - module * self.size()) / 2;
        Ok(match self.icon {
            None => self.one_bit(pixels, module, before),
            Some(_) => self.with_colors(pixels, module, before),
        }?)
    }

    /// One bit a pixel, in a palette of two where it isn't black on white.
    fn one_bit(&self, pixels: u32, module: usize, before: usize) -> Written {
        let light = vec![0xFF_u8; (pixels as usize).div_ceil(8)];
        let mut rows = vec![(before, light.clone())];
        for y in 0..self.size() {
            let mut row = light.clone();
            for x in (0..self.size()).filter(|&x| self.is_dark(x, y)) {
                darken(&mut row, before + x * module, module);
            }
            rows.push((module, row));
        }
        rows.push((pixels as usize - before - module * self.size(), light));
        let palette = (self.colors() != Colors::default())
            .then(|| [rgb(self.colors().dark()), rgb(self.colors().light())].concat());
        let kind = palette.map_or(Kind::BlackAndWhite, Kind::TwoColors);
        write(pixels, kind, &rows)
    }

    /// Three bytes a pixel.
    fn with_colors(&self, pixels: u32, module: usize, before: usize) -> Written {
        let painted = self.paint(module);
        let light = rgb(self.colors().light()).repeat(pixels as usize);
        let after = pixels as usize - before - painted.size;
        let mut rows = vec![(before, light.clone())];
        for colors in painted.pixels.chunks(painted.size) {
            let mut row = light.clone();
            for (to, color) in row[3 * before..].chunks_exact_mut(3).zip(colors) {
                to.copy_from_slice(&rgb(*color));
            }
            rows.push((1, row));
        }
        rows.push((after, light));
        write(pixels, Kind::Rgb, &rows)
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

fn rgb(color: Color) -> [u8; 3] {
    [color.red, color.green, color.blue]
}

/// What a pixel is written as.
enum Kind {
    /// One bit.
    BlackAndWhite,
    /// One bit, with this palette.
    TwoColors(Vec<u8>),
    /// Three bytes.
    Rgb,
}

/// Writes rows, each of which is repeated so many times.
fn write(pixels: u32, kind: Kind, rows: &[(usize, Vec<u8>)]) -> Written {
    let mut bytes = Vec::with_capacity(4096);
    let mut encoder = Encoder::new(&mut bytes, pixels, pixels);
    let (color, depth) = match &kind {
        Kind::BlackAndWhite => (ColorType::Grayscale, BitDepth::One),
        Kind::TwoColors(_) => (ColorType::Indexed, BitDepth::One),
        Kind::Rgb => (ColorType::Rgb, BitDepth::Eight),
    };
    encoder.set_color(color);
    encoder.set_depth(depth);
    if let Kind::TwoColors(palette) = kind {
        encoder.set_palette(palette);
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
    use std::sync::Arc;

    use super::*;
    use crate::{Icon, Style};

    fn symbol(colors: Colors) -> StyledSymbol {
        let style = Style {
            colors,
            ..Style::default()
        };
        StyledSymbol::new("HTTPS://QD.EXAMPLE/D/0123456789AB", &style).unwrap()
    }

    fn plain() -> StyledSymbol {
        symbol(Colors::default())
    }

    fn decoded(png: &[u8]) -> image::RgbImage {
        image::load_from_memory(png).unwrap().into_rgb8()
    }

    #[test]
    fn every_module_has_the_same_whole_number_of_pixels_in_its_color() {
        let blue = Colors::new("#1f4fb4".parse().unwrap(), Color::WHITE).unwrap();
        for colors in [Colors::default(), blue] {
            let code = symbol(colors);
            for pixels in [99, 120, 200, 601, 1024] {
                let picture = decoded(&code.png(pixels).unwrap());
                assert_eq!(picture.dimensions(), (pixels, pixels));
                let pixels = pixels as usize;
                let module = pixels / code.size();
                let before = (pixels - module * code.size()) / 2;
                for (x, y) in (0..pixels).flat_map(|y| (0..pixels).map(move |x| (x, y))) {
                    let at =
                        |at: usize| at.checked_sub(before).map_or(usize::MAX, |at| at / module);
                    let expected = match code.is_dark(at(x), at(y)) {
                        true => colors.dark(),
                        false => colors.light(),
                    };
                    let found = picture.get_pixel(x as u32, y as u32).0;
                    assert_eq!(found, rgb(expected), "{x}, {y} of {pixels}");
                }
            }
        }
    }

    #[test]
    fn an_icon_keeps_its_exact_colors_at_every_size() {
        let style = Style {
            icon: Some(Arc::new(
                Icon::make(include_bytes!("../../server/demo/leave.png")).unwrap(),
            )),
            ..Style::default()
        };
        let code = StyledSymbol::new("HTTPS://QD.EXAMPLE/D/0123456789AB", &style).unwrap();
        for module in [3, 5, 14] {
            let painted = code.paint(module);
            let picture = decoded(&code.png(painted.size as u32).unwrap());
            let colors = picture.pixels().map(|pixel| pixel.0);
            assert!(
                colors.eq(painted.pixels.iter().map(|color| rgb(*color))),
                "{module}"
            );
        }
    }

    #[test]
    fn a_plain_code_takes_at_most_three_kilobytes() {
        let bytes = plain().png(600).unwrap();
        assert!(bytes.len() <= 3000, "{}", bytes.len());
    }

    #[test]
    fn a_size_that_is_of_no_use_is_refused() {
        for pixels in [0, 98, 4097, u32::MAX] {
            let refused = plain().png(pixels);
            assert!(
                matches!(refused, Err(Refused::Pixels { min: 99, .. })),
                "{pixels}"
            );
        }
    }
}
