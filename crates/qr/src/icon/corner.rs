//! The rounded corners of an icon: made, and measured.

use image::RgbaImage;

use super::fault::{Corner, Fault};
use super::{ICON_RADIUS, ICON_SIZE};

/// How far a measured radius may be off, in pixels: programs draw the same arc a little differently.
const OFF: f32 = 4.0;

/// By how many pixels' area a corner of the right radius may differ from the arc: as much as one of a radius that is so far
/// off. An even frame around a square has the arc's depth, and not its shape.
const AREA_OFF: f32 = 41.0;

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
    let last = ICON_SIZE - 1;
    match corner {
        Corner::TopLeft => (x, y),
        Corner::TopRight => (last - x, y),
        Corner::BottomLeft => (x, last - y),
        Corner::BottomRight => (last - x, last - y),
    }
}

/// How many parts of a pixel, counted from a corner, lie within the arc.
fn within(x: u32, y: u32) -> u32 {
    let radius = (ICON_RADIUS * PARTS) as f32;
    let before = |part: u32| (radius - part as f32 - 0.5).max(0.0);
    let parts = (0..PARTS * PARTS).filter(|part| {
        let dx = before(x * PARTS + part % PARTS);
        let dy = before(y * PARTS + part / PARTS);
        dx * dx + dy * dy <= radius * radius
    });
    u32::try_from(parts.count()).unwrap_or(0)
}

/// Takes away what lies outside the arcs, smoothly.
pub fn round(pixels: &mut RgbaImage) {
    for y in 0..ICON_RADIUS {
        for x in 0..ICON_RADIUS {
            let within = within(x, y);
            for corner in CORNERS {
                let (x, y) = from(corner, x, y);
                let alpha = &mut pixels.get_pixel_mut(x, y).0[3];
                let kept = u32::from(*alpha) * within / (PARTS * PARTS);
                *alpha = u8::try_from(kept).unwrap_or(u8::MAX);
            }
        }
    }
}

/// Every corner that isn't rounded as it must be.
pub fn faults(pixels: &RgbaImage) -> Vec<Fault> {
    let wrong = |corner: Corner| {
        let radius = radius(pixels, corner);
        if (radius - ICON_RADIUS as f32).abs() > OFF {
            let radius = radius.round() as u32;
            return Some(Fault::Radius { corner, radius });
        }
        (area_off(pixels, corner) > AREA_OFF).then_some(Fault::Arc { corner })
    };
    CORNERS.into_iter().filter_map(wrong).collect()
}

/// The area, in pixels, by which a corner differs from the arc.
fn area_off(pixels: &RgbaImage, corner: Corner) -> f32 {
    // Beyond the arc a picture is whole: what isn't there belongs to the corner up to the middles of its sides.
    let places = (0..ICON_SIZE / 2).flat_map(|y| (0..ICON_SIZE / 2).map(move |x| (x, y)));
    let near_edge = places.filter(|(x, y)| *x < ICON_RADIUS || *y < ICON_RADIUS);
    let off = near_edge.map(|(x, y)| {
        let (at_x, at_y) = from(corner, x, y);
        let alpha = f32::from(pixels.get_pixel(at_x, at_y).0[3]) / 255.0;
        (alpha - within(x, y) as f32 / (PARTS * PARTS) as f32).abs()
    });
    off.sum()
}

/// The radius of a corner, by how far along its diagonal the picture begins: an arc of radius r leaves
/// r * (sqrt 2 - 1) of it, r * (1 - 1 / sqrt 2) counted along a side.
fn radius(pixels: &RgbaImage, corner: Corner) -> f32 {
    let mut clear = 0.0;
    for at in 0..ICON_SIZE / 2 {
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
        let square = RgbaImage::from_pixel(ICON_SIZE, ICON_SIZE, Rgba([1, 2, 3, 255]));
        assert_eq!(faults(&square).len(), 4);
        let mut rounded = square.clone();
        round(&mut rounded);
        assert_eq!(faults(&rounded), []);
        for corner in CORNERS {
            assert!((radius(&rounded, corner) - 22.0).abs() < 1.5);
        }
        let circle = RgbaImage::from_fn(ICON_SIZE, ICON_SIZE, |x, y| {
            let (dx, dy) = (x as f32 - 59.5, y as f32 - 59.5);
            let inside = dx * dx + dy * dy <= 60.0 * 60.0;
            Rgba([0, 0, 0, if inside { 255 } else { 0 }])
        });
        assert!((radius(&circle, Corner::TopLeft) - 60.0).abs() < 3.0);
        assert_eq!(faults(&circle).len(), 4);
    }

    /// A square in a transparent frame of so many pixels, its corners rounded by so many, drawn without smoothing.
    fn framed(frame: f32, radius: f32) -> RgbaImage {
        RgbaImage::from_fn(ICON_SIZE, ICON_SIZE, |x, y| {
            let [dx, dy] = [x, y].map(|at| (at as f32 - 59.5).abs() - (60.0 - frame - radius));
            let inside = match dx > 0.0 && dy > 0.0 {
                true => dx * dx + dy * dy <= radius * radius,
                false => dx.max(dy) <= radius,
            };
            Rgba([0, 0, 0, if inside { 255 } else { 0 }])
        })
    }

    #[test]
    fn an_arc_may_be_a_little_off_and_a_picture_in_a_frame_is_none() {
        for radius in [19.0, 22.0, 25.0] {
            assert_eq!(faults(&framed(0.0, radius)), [], "{radius}");
        }
        for (frame, radius) in [(6.0, 0.0), (7.0, 0.0), (3.0, 12.0), (1.0, 20.0)] {
            let arc = |corner| Fault::Arc { corner };
            assert_eq!(
                faults(&framed(frame, radius)),
                CORNERS.map(arc),
                "{frame} {radius}"
            );
        }
    }
}
