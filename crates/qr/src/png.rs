//! A code as a PNG of one bit a pixel, every module the same whole number of pixels.

use png::{BitDepth, ColorType, DeflateCompression, Encoder, Filter, PixelDimensions, Unit};

use crate::code::Code;
use crate::color::{Color, Colors};
use crate::error::Refused;

/// The largest side, in pixels.
pub const MOST_PIXELS: u32 = 4096;

/// Dots an inch that the picture says it has: what a 600 px code needs to be 2 inches wide.
pub const DPI: u32 = 300;

/// The picture, `pixels` wide and high. Its modules are as large as whole pixels allow; what is left
/// widens the quiet zone evenly.
///
/// # Errors
///
/// [`Refused::Size`] where a module would have less than 2 pixels, or above [`MOST_PIXELS`].
pub fn png(code: &Code, colors: Colors, pixels: u32) -> Result<Vec<u8>, Refused> {
    let modules = u32::try_from(code.side()).unwrap_or(u32::MAX);
    if pixels < 2 * modules || pixels > MOST_PIXELS {
        return Err(Refused::Size {
            given: pixels,
            least: 2 * modules,
            most: MOST_PIXELS,
        });
    }
    let side = pixels as usize;
    let module = side / code.side();
    let before = (side - module * code.side()) / 2;
    let written = write(code, colors, pixels, module, before);
    written.map_err(|why| Refused::Unreadable(why.to_string()))
}

fn write(
    code: &Code,
    colors: Colors,
    pixels: u32,
    module: usize,
    before: usize,
) -> Result<Vec<u8>, png::EncodingError> {
    let row_bytes = (pixels as usize).div_ceil(8);
    let mut lines = vec![0xFF_u8; row_bytes * pixels as usize];
    let row_of = |y: usize| before + y * module;
    for y in 0..code.side() {
        let start = row_of(y) * row_bytes;
        let mut any = false;
        for x in (0..code.side()).filter(|&x| code.is_dark(x, y)) {
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
    let mut bytes = Vec::with_capacity(4096);
    let mut encoder = Encoder::new(&mut bytes, pixels, pixels);
    encoder.set_depth(BitDepth::One);
    if colors == Colors::default() {
        encoder.set_color(ColorType::Grayscale);
    } else {
        let rgb = |color: Color| [color.red, color.green, color.blue];
        encoder.set_color(ColorType::Indexed);
        encoder.set_palette([rgb(colors.dark()), rgb(colors.light())].concat());
    }
    // A row that is like the one above is all zeros. Level 2 of zlib-rs packs them to 1.4 KB in 60 us;
    // fdeflate takes half the time and 2.5 times the bytes, miniz eight times as long.
    encoder.set_deflate_compression(DeflateCompression::Level(2));
    encoder.set_filter(Filter::Up);
    let per_metre = DPI * 10_000 / 254;
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: per_metre,
        yppu: per_metre,
        unit: Unit::Meter,
    }));
    let mut writer = encoder.write_header()?;
    writer.write_image_data(&lines)?;
    writer.finish()?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Correction;

    fn code() -> Code {
        Code::new("HTTPS://QD.EXAMPLE/D/0123456789AB", Correction::Medium).unwrap()
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
            for pixels in [66, 120, 200, 601, 1024] {
                let bytes = png(&code(), colors, pixels).unwrap();
                let (side, grey) = read(&bytes);
                assert_eq!(side, pixels as usize);
                let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, |x, y| {
                    grey[y * side + x]
                });
                let (_, text) = image.detect_grids()[0].decode().unwrap();
                assert_eq!(text, code().text(), "{pixels}");
            }
        }
    }

    #[test]
    fn every_module_has_the_same_whole_number_of_pixels() {
        let code = code();
        let (side, grey) = read(&png(&code, Colors::default(), 600).unwrap());
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
        let bytes = png(&code(), Colors::default(), 600).unwrap();
        assert!(bytes.len() <= 3000, "{}", bytes.len());
    }

    #[test]
    fn a_size_that_is_no_use_is_refused() {
        for pixels in [0, 65, 4097, u32::MAX] {
            let refused = png(&code(), Colors::default(), pixels);
            assert!(
                matches!(refused, Err(Refused::Size { least: 66, .. })),
                "{pixels}"
            );
        }
    }
}
