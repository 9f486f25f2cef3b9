//! A suite's icon: whether a file is one, what is wrong with it, and how any picture becomes one.

mod corner;
mod fault;
mod file;

use std::io::Cursor;
use std::ops::RangeInclusive;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageFormat, Pixel, Rgba, RgbaImage};

use self::file::{IconFile, name, to_srgb};
use crate::color::Color;
pub use fault::{Corner, Fault};

/// Pixels on a side (seed 4.2: the application's icon).
pub const ICON_SIZE: u32 = 120;

/// Radius of its corners, in pixels.
pub const ICON_RADIUS: u32 = 22;

/// The largest file that is read, in bytes: 8 MB.
pub const MAX_ICON_BYTES: usize = 8 * 1024 * 1024;

/// The most pixels of a picture that is read: what the largest phone cameras make.
pub const MAX_ICON_PIXELS: u64 = 50_000_000;

/// The largest file of an app's icon, in bytes: 1 MB (open API 5).
const MAX_APP_BYTES: usize = 1024 * 1024;

/// Pixels on a side of an app's icon (open API 5).
const APP_PIXELS: RangeInclusive<u32> = 50..=200;

/// Whether a file is an app's icon: a whole PNG, square, of 50 to 200 pixels a side and at most 1 MB.
///
/// # Errors
///
/// Everything that is wrong with it; at least one.
pub fn check_app_icon(file: &[u8]) -> Result<(), Vec<Fault>> {
    let opened = IconFile::open(file).map_err(|fault| vec![fault])?;
    let mut faults = Vec::new();
    if opened.format() != ImageFormat::Png {
        faults.push(Fault::NotPng(name(opened.format())));
    }
    if file.len() > MAX_APP_BYTES {
        faults.push(Fault::AppBytes);
    }
    let (width, height) = opened.dimensions();
    if width != height || !APP_PIXELS.contains(&width) {
        faults.push(Fault::AppSize { width, height });
    }
    if faults.is_empty() {
        opened.decode().map_err(|fault| vec![fault])?;
        return Ok(());
    }
    Err(faults)
}

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
        let opened = IconFile::open(file).map_err(|fault| vec![fault])?;
        let mut faults = Vec::new();
        if opened.format() != ImageFormat::Png {
            faults.push(Fault::NotPng(name(opened.format())));
        }
        let (width, height) = opened.dimensions();
        // A radius is measured in pixels, so a picture of another size has none to speak of: it isn't decoded.
        if (width, height) != (ICON_SIZE, ICON_SIZE) {
            faults.push(Fault::Size { width, height });
            return Err(faults);
        }
        let (picture, profile) = opened.decode().map_err(|fault| vec![fault])?;
        let pixels = to_srgb(picture.into_rgba8(), profile.as_deref());
        faults.extend(corner::faults(&pixels));
        match faults.is_empty() {
            true => Ok(Self {
                pixels,
                png: file.to_vec(),
            }),
            false => Err(faults),
        }
    }

    /// An icon of any PNG, JPEG or WebP: its middle square, scaled, in sRGB, on white where it is transparent, rounded.
    ///
    /// # Errors
    ///
    /// The first reason why the file can't be read.
    pub fn make(file: &[u8]) -> Result<Self, Fault> {
        let (picture, profile) = IconFile::open(file)?.decode()?;
        let size = picture.width().min(picture.height());
        let (x, y) = ((picture.width() - size) / 2, (picture.height() - size) / 2);
        let mut square = picture.crop_imm(x, y, size, size);
        drop(picture);
        // On white before it is scaled: the color of a transparent pixel means nothing.
        if square.color().has_alpha() {
            let mut pixels = square.into_rgba8();
            for pixel in pixels.pixels_mut() {
                let mut background = Rgba([255; 4]);
                background.blend(pixel);
                *pixel = background;
            }
            square = pixels.into();
        }
        // By the means of squares first: the finer filter takes seconds on a camera's picture.
        if size > 4 * ICON_SIZE {
            square = square.thumbnail_exact(2 * ICON_SIZE, 2 * ICON_SIZE);
        }
        let square = to_srgb(square.into_rgba8(), profile.as_deref());
        let mut pixels = imageops::resize(&square, ICON_SIZE, ICON_SIZE, FilterType::Lanczos3);
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

    /// An icon that was stored as [`Self::png`] gave it.
    ///
    /// # Errors
    ///
    /// [`Fault`] for a file that isn't such a one.
    pub fn from_png(png: &[u8]) -> Result<Self, Fault> {
        let opened = IconFile::open(png)?;
        let (width, height) = opened.dimensions();
        if (width, height) != (ICON_SIZE, ICON_SIZE) {
            return Err(Fault::Size { width, height });
        }
        let (picture, profile) = opened.decode()?;
        Ok(Self {
            pixels: to_srgb(picture.into_rgba8(), profile.as_deref()),
            png: png.to_vec(),
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

    /// It on a color, with this many pixels a side, row by row.
    pub(crate) fn on(&self, background: Color, size: usize) -> Vec<Color> {
        let Color { red, green, blue } = background;
        let mut flat = RgbaImage::from_pixel(ICON_SIZE, ICON_SIZE, Rgba([red, green, blue, 255]));
        imageops::overlay(&mut flat, &self.pixels, 0, 0);
        let size = u32::try_from(size).unwrap_or(ICON_SIZE);
        let scaled = imageops::resize(&flat, size, size, FilterType::CatmullRom);
        let color = |p: &Rgba<u8>| Color::new(p.0[0], p.0[1], p.0[2]);
        scaled.pixels().map(color).collect()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// An icon of one color.
    pub fn icon([red, green, blue]: [u8; 3]) -> Icon {
        let mut pixels = RgbaImage::from_pixel(ICON_SIZE, ICON_SIZE, Rgba([red, green, blue, 255]));
        corner::round(&mut pixels);
        let mut png = Vec::new();
        let written = pixels.write_to(&mut Cursor::new(&mut png), ImageFormat::Png);
        written.unwrap();
        Icon { pixels, png }
    }
}
