//! A picture's file: its format, whether it is whole, and its pixels upright in sRGB.

use std::io::Cursor;

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, RgbaImage};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use super::fault::Fault;
use super::{MAX_ICON_BYTES, MAX_ICON_PIXELS};

/// What decoding may take, in bytes: four for each pixel and some room.
const MEMORY: u64 = 5 * MAX_ICON_PIXELS;

/// A picture that isn't decoded yet, and isn't too large for it.
pub struct IconFile<'a> {
    format: ImageFormat,
    decoder: Box<dyn ImageDecoder + 'a>,
}

impl<'a> IconFile<'a> {
    /// Looks at the file's head, and doesn't trust what it says of its size.
    pub fn open(file: &'a [u8]) -> Result<Self, Fault> {
        if file.is_empty() {
            return Err(Fault::Empty);
        }
        if file.len() > MAX_ICON_BYTES {
            return Err(Fault::TooManyBytes);
        }
        if is_heif(file) {
            return Err(Fault::Heic);
        }
        if file.get(12..16) == Some(b"CgBI") {
            return Err(Fault::ApplePng);
        }
        let format = image::guess_format(file).map_err(|_| Fault::NotPicture)?;
        if !matches!(
            format,
            ImageFormat::Png | ImageFormat::Jpeg | ImageFormat::WebP
        ) {
            return Err(Fault::Format(name(format)));
        }
        // The decoder fills up what is missing with grey.
        if format == ImageFormat::Jpeg && !is_whole_jpeg(file) {
            return Err(Fault::Broken("it ends too early".to_owned()));
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
        if pixels > MAX_ICON_PIXELS || decoder.total_bytes() > MEMORY {
            return Err(Fault::TooManyPixels);
        }
        let decoder = Box::new(decoder);
        Ok(Self { format, decoder })
    }

    /// Its format.
    pub fn format(&self) -> ImageFormat {
        self.format
    }

    /// Its width and height in pixels.
    pub fn dimensions(&self) -> (u32, u32) {
        self.decoder.dimensions()
    }

    /// The picture, turned as its camera says, and its color profile (ICC).
    pub fn decode(mut self) -> Result<(DynamicImage, Option<Vec<u8>>), Fault> {
        let orientation = self.decoder.orientation();
        let profile = self.decoder.icc_profile().ok().flatten();
        let mut picture = DynamicImage::from_decoder(self.decoder).map_err(broken)?;
        picture.apply_orientation(orientation.unwrap_or(Orientation::NoTransforms));
        Ok((picture, profile))
    }
}

/// Pixels of a color profile in sRGB. A profile that can't be used, such as CMYK's, is left out of account.
pub fn to_srgb(pixels: RgbaImage, profile: Option<&[u8]>) -> RgbaImage {
    let converted = profile.and_then(|profile| {
        let profile = ColorProfile::new_from_slice(profile).ok()?;
        if profile.color_space != DataColorSpace::Rgb {
            return None;
        }
        let srgb = ColorProfile::new_srgb();
        let options = TransformOptions::default();
        let transform = profile.create_transform_8bit(Layout::Rgba, &srgb, Layout::Rgba, options);
        let mut converted = RgbaImage::new(pixels.width(), pixels.height());
        transform.ok()?.transform(&pixels, &mut converted).ok()?;
        Some(converted)
    });
    converted.unwrap_or(pixels)
}

/// What a format is called.
pub fn name(format: ImageFormat) -> &'static str {
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

fn broken(why: image::ImageError) -> Fault {
    match why {
        image::ImageError::Limits(_) => Fault::TooManyPixels,
        why => Fault::Broken(why.to_string()),
    }
}

/// Whether it is HEIC or another kind of HEIF, as iPhones save photographs (ISO/IEC 23008-12).
fn is_heif(file: &[u8]) -> bool {
    const BRANDS: [&[u8]; 8] = [
        b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1",
    ];
    let brand = file.get(8..12).unwrap_or_default();
    file.get(4..8) == Some(b"ftyp") && BRANDS.contains(&brand)
}

/// Whether a JPEG goes on to its end marker. What comes behind that, as some phones add it, doesn't matter; nor does the
/// end of a small picture inside of a segment.
fn is_whole_jpeg(file: &[u8]) -> bool {
    const END: u8 = 0xd9;
    // Marker, then two bytes of length, which count themselves.
    let mut at = 2;
    loop {
        let Some(next) = file[at.min(file.len())..]
            .iter()
            .position(|byte| *byte == 0xff)
        else {
            return false;
        };
        at += next + 1;
        match file.get(at) {
            None => return false,
            Some(&END) => return true,
            // Padding, a byte of 255 among the data, restarts: no length follows.
            Some(0xff) => {}
            Some(0x00 | 0x01 | 0xd0..=0xd8) => at += 1,
            Some(_) => match file.get(at + 1..at + 3) {
                Some(length) => {
                    at += 1 + usize::from(u16::from_be_bytes([length[0], length[1]])).max(2);
                }
                None => return false,
            },
        }
    }
}
