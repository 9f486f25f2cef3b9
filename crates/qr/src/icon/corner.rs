//! The rounded corners of an icon: made, and measured.

use image::RgbaImage;

use super::fault::{Corner, Fault};
use super::{ICON_RADIUS, ICON_SIDE};

/// How far a measured radius may be off, in pixels: programs draw the same arc a little differently.
const OFF: f32 = 4.0;

/// Parts of a pixel by which the arc is drawn.
const PARTS: u32 = 4;

const CORNERS: [Corner; 4] = [
    Corner::TopLeft,
    Corner::TopRight,
    Corner::BottomLeft,
    Corner::BottomRight,
];

/// A place counted from a corner, as one counted from the picture's first pixel.
fn from(corner: Corner, x: u32, y: u32) -> (u32, u32) {
    let last = ICON_SIDE - 1;
    match corner {
        Corner::TopLeft => (x, y),
        Corner::TopRight => (last - x, y),
        Corner::BottomLeft => (x, last - y),
        Corner::BottomRight => (last - x, last - y),
    }
}

/// Takes away what lies outside the arcs, smoothly.
pub fn round(pixels: &mut RgbaImage) {
    let radius = (ICON_RADIUS * PARTS) as f32;
    let inside = |part: u32| radius - part as f32 - 0.5;
    for y in 0..ICON_RADIUS {
        for x in 0..ICON_RADIUS {
            let within = (0..PARTS * PARTS).filter(|part| {
                let (dx, dy) = (
                    inside(x * PARTS + part % PARTS),
                    inside(y * PARTS + part / PARTS),
                );
                dx * dx + dy * dy <= radius * radius
            });
            let covered = u32::try_from(within.count()).unwrap_or(0);
            for corner in CORNERS {
                let (x, y) = from(corner, x, y);
                let alpha = &mut pixels.get_pixel_mut(x, y).0[3];
                let kept = u32::from(*alpha) * covered / (PARTS * PARTS);
                *alpha = u8::try_from(kept).unwrap_or(u8::MAX);
            }
        }
    }
}

/// Every corner that isn't rounded as it must be.
pub fn faults(pixels: &RgbaImage) -> Vec<Fault> {
    let wrong = |corner: &Corner| {
        let radius = radius(pixels, *corner);
        ((radius - ICON_RADIUS as f32).abs() > OFF).then_some(Fault::Radius {
            corner: *corner,
            radius: radius.round() as u32,
        })
    };
    CORNERS.iter().filter_map(wrong).collect()
}

/// The radius of a corner, by how far along its diagonal the picture begins: an arc of radius r leaves
/// r * (sqrt 2 - 1) of it, r * (1 - 1 / sqrt 2) counted along a side.
fn radius(pixels: &RgbaImage, corner: Corner) -> f32 {
    let mut clear = 0.0;
    for at in 0..ICON_SIDE / 2 {
        let (x, y) = from(corner, at, at);
        let alpha = f32::from(pixels.get_pixel(x, y).0[3]) / 255.0;
        clear += 1.0 - alpha;
        if alpha > 0.98 {
            break;
        }
    }
    clear / (1.0 - std::f32::consts::FRAC_1_SQRT_2)
}

#[cfg(test)]
mod tests {
    use image::Rgba;

    use super::*;

    #[test]
    fn a_rounded_square_measures_22_and_a_square_or_a_circle_does_not() {
        let square = RgbaImage::from_pixel(ICON_SIDE, ICON_SIDE, Rgba([1, 2, 3, 255]));
        assert_eq!(faults(&square).len(), 4);
        let mut rounded = square.clone();
        round(&mut rounded);
        assert_eq!(faults(&rounded), []);
        for corner in CORNERS {
            assert!((radius(&rounded, corner) - 22.0).abs() < 1.5);
        }
        let circle = RgbaImage::from_fn(ICON_SIDE, ICON_SIDE, |x, y| {
            let (dx, dy) = (x as f32 - 59.5, y as f32 - 59.5);
            let inside = dx * dx + dy * dy <= 60.0 * 60.0;
            Rgba([0, 0, 0, if inside { 255 } else { 0 }])
        });
        assert!((radius(&circle, Corner::TopLeft) - 60.0).abs() < 3.0);
        assert_eq!(faults(&circle).len(), 4);
    }
}
