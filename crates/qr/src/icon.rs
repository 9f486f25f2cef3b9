//! A suite's icon: whether a file is one, what is wrong with it, and how any picture becomes one.

mod corner;
mod fault;

use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::imageops::{self, FilterType};
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Pixel, Rgba, RgbaImage};

use crate::color::Color;
pub use fault::{Corner, Fault};

/// Pixels on a side (seed 4.2: the application's icon).
pub const ICON_SIDE: u32 = 120;

/// Radius of its corners, in pixels.
pub const ICON_RADIUS: u32 = 22;

/// The largest file that is looked at, in bytes: 8 MB.
pub const ICON_BYTES: usize = 8 * 1024 * 1024;

/// The most pixels of a picture that is looked at: what the largest phone cameras make.
pub const ICON_PIXELS: u64 = 50_000_000;

/// What decoding may take, in bytes: four for each pixel and some room.
const MEMORY: u64 = 5 * ICON_PIXELS;

/// An icon as the application form wants it: PNG, 120 x 120, corners rounded with radius 22.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Icon {
    pixels: RgbaImage,
    png: Vec<u8>,
}

impl Icon {
    /// A file that is an icon as it stands.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it; at least one.
    pub fn check(file: &[u8]) -> Result<Self, Vec<Fault>> {
        let opened = Opened::new(file).map_err(|fault| vec![fault])?;
        let mut faults = Vec::new();
        if opened.format != ImageFormat::Png {
            faults.push(Fault::NotPng(name(opened.format)));
        }
        let (width, height) = opened.decoder.dimensions();
        // Where the radius is measured by pixels, a picture of another size has none to speak of: it stays packed.
        if (width, height) != (ICON_SIDE, ICON_SIDE) {
            faults.push(Fault::Size { width, height });
            return Err(faults);
        }
        let pixels = opened.picture().map_err(|fault| vec![fault])?.into_rgba8();
        faults.extend(corner::faults(&pixels));
        match faults.is_empty() {
            true => Ok(Self {
                pixels,
                png: file.to_vec(),
            }),
            false => Err(faults),
        }
    }

    /// An icon of any PNG, JPEG or WebP: its middle square, scaled, on white where it is transparent, rounded.
    ///
    /// # Errors
    ///
    /// The first reason why the file can't be read.
    pub fn make(file: &[u8]) -> Result<Self, Fault> {
        let picture = Opened::new(file)?.picture()?;
        let side = picture.width().min(picture.height());
        let (x, y) = ((picture.width() - side) / 2, (picture.height() - side) / 2);
        let mut square = picture.crop_imm(x, y, side, side);
        drop(picture);
        // On white before it is scaled: a transparent pixel's color is nobody's.
        if square.color().has_alpha() {
            let mut pixels = square.into_rgba8();
            for pixel in pixels.pixels_mut() {
                let mut ground = Rgba([255; 4]);
                ground.blend(pixel);
                *pixel = ground;
            }
            square = pixels.into();
        }
        // By its square's means first: the finer filter on a camera's picture would take seconds.
        if side > 4 * ICON_SIDE {
            square = square.thumbnail_exact(2 * ICON_SIDE, 2 * ICON_SIDE);
        }
        let square = square.into_rgba8();
        let mut pixels = imageops::resize(&square, ICON_SIDE, ICON_SIDE, FilterType::Lanczos3);
        corner::round(&mut pixels);
        let mut png = Vec::new();
        let picture = DynamicImage::ImageRgba8(pixels);
        picture
            .write_to(&mut Cursor::new(&mut png), ImageFormat::Png)
            .map_err(|why| Fault::Broken(why.to_string()))?;
        Ok(Self {
            pixels: picture.into_rgba8(),
            png,
        })
    }

    /// The file.
    pub fn png(&self) -> &[u8] {
        &self.png
    }

    /// The file as a `data:` URL.
    pub fn data_url(&self) -> String {
        format!("data:image/png;base64,{}", STANDARD.encode(&self.png))
    }

    /// Its colors and, apart, how opaque they are; row by row.
    pub(crate) fn parts(&self) -> (Vec<u8>, Vec<u8>) {
        let colors = self.pixels.pixels().flat_map(|p| [p.0[0], p.0[1], p.0[2]]);
        (
            colors.collect(),
            self.pixels.pixels().map(|p| p.0[3]).collect(),
        )
    }

    /// It on a ground, with this many pixels a side, row by row.
    pub(crate) fn on(&self, ground: Color, side: usize) -> Vec<Color> {
        let Color { red, green, blue } = ground;
        let mut flat = RgbaImage::from_pixel(ICON_SIDE, ICON_SIDE, Rgba([red, green, blue, 255]));
        imageops::overlay(&mut flat, &self.pixels, 0, 0);
        let side = u32::try_from(side).unwrap_or(ICON_SIDE);
        let filter = FilterType::CatmullRom;
        let scaled = imageops::resize(&flat, side, side, filter);
        let color = |p: &Rgba<u8>| Color::new(p.0[0], p.0[1], p.0[2]);
        scaled.pixels().map(color).collect()
    }
}

/// A picture that is still packed, and isn't too large to be unpacked.
struct Opened<'a> {
    format: ImageFormat,
    decoder: Box<dyn ImageDecoder + 'a>,
}

impl<'a> Opened<'a> {
    /// Doesn't trust what the file says of itself.
    fn new(file: &'a [u8]) -> Result<Self, Fault> {
        if file.is_empty() {
            return Err(Fault::Empty);
        }
        if file.len() > ICON_BYTES {
            return Err(Fault::TooManyBytes);
        }
        let format = image::guess_format(file).map_err(|_| Fault::NotPicture)?;
        if !matches!(
            format,
            ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP
        ) {
            return Err(Fault::Format(name(format)));
        }
        let mut reader = ImageReader::with_format(Cursor::new(file), format);
        let mut limits = Limits::default();
        limits.max_alloc = Some(MEMORY);
        reader.limits(limits);
        let decoder = reader.into_decoder().map_err(broken)?;
        let (width, height) = decoder.dimensions();
        if width == 0 || height == 0 {
            return Err(Fault::Broken("it has no pixels".to_owned()));
        }
        // Not every decoder counts the picture itself among what it may take.
        let pixels = u64::from(width) * u64::from(height);
        if pixels > ICON_PIXELS || decoder.total_bytes() > MEMORY {
            return Err(Fault::TooManyPixels);
        }
        let decoder = Box::new(decoder);
        Ok(Self { format, decoder })
    }

    /// It, upright.
    fn picture(mut self) -> Result<DynamicImage, Fault> {
        // A camera's picture says which side is up.
        let orientation = self.decoder.orientation();
        let mut picture = DynamicImage::from_decoder(self.decoder).map_err(broken)?;
        picture.apply_orientation(orientation.unwrap_or(Orientation::NoTransforms));
        Ok(picture)
    }
}

fn broken(why: image::ImageError) -> Fault {
    match why {
        image::ImageError::Limits(_) => Fault::TooManyPixels,
        why => Fault::Broken(why.to_string()),
    }
}

/// What a format is called.
fn name(format: ImageFormat) -> &'static str {
    match format {
        ImageFormat::Png => "PNG",
        ImageFormat::Jpeg => "JPEG",
        ImageFormat::WebP => "WebP",
        ImageFormat::Gif => "GIF",
        ImageFormat::Bmp => "BMP",
        ImageFormat::Tiff => "TIFF",
        ImageFormat::Ico => "ICO",
        ImageFormat::Avif => "AVIF",
        _ => "another format",
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use image::RgbImage;
    use proptest::prelude::*;

    use super::*;

    fn encoded(picture: impl Into<DynamicImage>, format: ImageFormat) -> Vec<u8> {
        let mut file = Vec::new();
        let picture = picture.into();
        picture
            .write_to(&mut Cursor::new(&mut file), format)
            .unwrap();
        file
    }

    /// An icon of one color.
    pub fn icon(color: [u8; 3]) -> Icon {
        let square = RgbImage::from_pixel(200, 200, image::Rgb(color));
        Icon::make(&encoded(square, ImageFormat::Png)).unwrap()
    }

    /// An icon of stripes of any two colors.
    pub fn any_icon() -> impl Strategy<Value = Icon> {
        (any::<[u8; 3]>(), any::<[u8; 3]>(), 1_u32..90).prop_map(|(one, other, wide)| {
            let stripe = |x: u32, y: u32| match (x + y) / wide % 2 {
                0 => image::Rgb(one),
                _ => image::Rgb(other),
            };
            let square = RgbImage::from_fn(130, 130, stripe);
            Icon::make(&encoded(square, ImageFormat::Png)).unwrap()
        })
    }

    #[test]
    fn what_was_made_of_any_picture_passes_the_check_and_is_kept_as_it_is() {
        let wide = RgbImage::from_fn(640, 300, |x, _| {
            image::Rgb([u8::try_from(x / 3).unwrap(), 80, 200])
        });
        for (format, file) in [
            (ImageFormat::Png, encoded(wide.clone(), ImageFormat::Png)),
            (ImageFormat::Jpeg, encoded(wide.clone(), ImageFormat::Jpeg)),
            (ImageFormat::WebP, encoded(wide, ImageFormat::WebP)),
            (
                ImageFormat::Png,
                encoded(RgbaImage::new(1, 1), ImageFormat::Png),
            ),
            (
                ImageFormat::Png,
                encoded(RgbaImage::new(3000, 20), ImageFormat::Png),
            ),
        ] {
            let made = Icon::make(&file).unwrap();
            let checked = Icon::check(made.png()).map_err(|faults| (format, faults));
            assert_eq!(checked, Ok(made), "{format:?}");
        }
    }

    #[test]
    fn the_middle_is_what_is_kept() {
        let thirds = RgbImage::from_fn(300, 100, |x, _| match x / 100 {
            1 => image::Rgb([10, 200, 30]),
            _ => image::Rgb([0, 0, 0]),
        });
        let made = Icon::make(&encoded(thirds, ImageFormat::Png)).unwrap();
        assert_eq!(made.pixels.get_pixel(60, 60).0, [10, 200, 30, 255]);
        assert_eq!(made.pixels.get_pixel(6, 60).0, [10, 200, 30, 255]);
    }

    #[test]
    fn everything_that_is_wrong_is_said() {
        let square = RgbImage::from_pixel(120, 120, image::Rgb([9, 9, 200]));
        let faults = Icon::check(&encoded(square.clone(), ImageFormat::Jpeg)).unwrap_err();
        assert_eq!(faults[0], Fault::NotPng("JPEG"));
        assert_eq!(faults.len(), 1 + 4, "{faults:?}");
        assert!(matches!(
            faults[1],
            Fault::Radius {
                corner: Corner::TopLeft,
                ..
            }
        ));
        let small = RgbImage::new(100, 120);
        let faults = Icon::check(&encoded(small, ImageFormat::Png)).unwrap_err();
        assert_eq!(
            faults,
            [Fault::Size {
                width: 100,
                height: 120
            }]
        );
        for (file, fault) in [
            (&b""[..], Fault::Empty),
            (&b"hello"[..], Fault::NotPicture),
            (&b"GIF89a\x01\0\x01\0\0\0\0"[..], Fault::Format("GIF")),
            (&vec![0; ICON_BYTES + 1][..], Fault::TooManyBytes),
        ] {
            assert_eq!(Icon::check(file), Err(vec![fault.clone()]));
            assert_eq!(Icon::make(file), Err(fault));
        }
        let whole = encoded(square, ImageFormat::Png);
        for cut in [9, 40, whole.len() / 2] {
            let fault = Icon::make(&whole[..cut]).unwrap_err();
            assert!(matches!(fault, Fault::Broken(_)), "{cut}: {fault:?}");
        }
    }

    #[test]
    fn a_file_that_would_unfold_into_gigabytes_is_refused_unread() {
        // Said by the header of a file of some bytes; of the second each pixel takes eight.
        for (side, picture) in [
            (60_000_u32, DynamicImage::new_rgb8(1, 1)),
            (7_000, DynamicImage::new_rgba16(1, 1)),
        ] {
            let mut header = encoded(picture, ImageFormat::Png);
            header[16..20].copy_from_slice(&side.to_be_bytes());
            header[20..24].copy_from_slice(&side.to_be_bytes());
            let sum = crc32(&header[12..29]);
            header[29..33].copy_from_slice(&sum.to_be_bytes());
            assert_eq!(Icon::make(&header), Err(Fault::TooManyPixels), "{side}");
        }
    }

    #[test]
    fn what_is_half_transparent_lies_on_white_however_large_it_is() {
        for side in [240, 960, 1920] {
            // Red stripes on transparent black.
            let stripes = RgbaImage::from_fn(side, side, |x, _| match x % 2 {
                0 => Rgba([200, 0, 0, 255]),
                _ => Rgba([0; 4]),
            });
            let made = Icon::make(&encoded(stripes, ImageFormat::Png)).unwrap();
            let [red, green, ..] = made.pixels.get_pixel(60, 60).0;
            let is_near = |value: u8, expected: u8| value.abs_diff(expected) <= 4;
            assert!(
                is_near(red, 228) && is_near(green, 128),
                "{side}: {red}, {green}"
            );
        }
    }

    fn crc32(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
                (sum >> 1) ^ (0xEDB8_8320 * (sum & 1))
            })
        })
    }

    #[test]
    fn what_fuzzing_found_worth_keeping_is_judged_and_made_or_refused() {
        let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/seeds/icon");
        let mut made = 0;
        for seed in std::fs::read_dir(seeds).unwrap() {
            let file = std::fs::read(seed.unwrap().path()).unwrap();
            Icon::check(&file).ok();
            if let Ok(icon) = Icon::make(&file) {
                assert_eq!(Icon::check(icon.png()), Ok(icon));
                made += 1;
            }
        }
        assert!(made >= 9, "{made}");
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_broken_file_is_a_fault_and_never_a_panic(
            cut in 0_usize..2000,
            flips in prop::collection::vec((0_usize..2000, any::<u8>()), 0..8),
            format in prop::sample::select(vec![ImageFormat::Png, ImageFormat::Jpeg, ImageFormat::WebP]),
        ) {
            let picture = RgbImage::from_fn(64, 64, |x, y| {
                image::Rgb([u8::try_from(x * 3).unwrap(), u8::try_from(y * 3).unwrap(), 90])
            });
            let mut file = encoded(picture, format);
            for (at, value) in flips {
                let at = at % file.len();
                file[at] ^= value;
            }
            file.truncate(cut.max(1));
            if let Ok(made) = Icon::make(&file) {
                prop_assert!(Icon::check(made.png()).is_ok());
            }
            Icon::check(&file).ok();
        }
    }
}
