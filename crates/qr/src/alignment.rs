//! Whether what is drawn over the alignment pattern in a code's middle looks like one beside it.
//!
//! Readers such as zbar look around for the pattern and then take all modules nearby from there: of 251 codes of
//! versions 7 to 13 with an icon of a fifth of their width zbar read 15, undistorted.

use std::array;

/// Of a pattern, which is a square.
const MODULES: usize = 25;

/// How many of them may differ where zbar still takes it for a pattern.
const SLACK: usize = 6;

/// By how many more a false one must be worse than that, or than the right place: a reader may see the next pixel.
const SPARE: usize = 1;

/// Modules between a pattern's middle and its edge.
const EDGE: usize = 2;

/// Whether an alignment pattern would rather be found beside the middle of a square picture than there, up to 1.75
/// modules away. Light and dark are the code's.
pub fn misleads(
    side: usize,
    module: usize,
    grey: impl Fn(usize, usize) -> u8,
    dark: u8,
    light: u8,
) -> bool {
    let grey = |x, y| u32::from(grey(x, y));
    let sums = Sums::of(side, grey);
    let found = |is_dark: &dyn Fn(usize, usize) -> bool| {
        Middle::of(side / 2, module, is_dark).has_a_pattern_beside()
    };
    // What is dark to zbar is darker than the mean around it, from an eighth to a quarter of a picture's width: always
    // a power of two of pixels, so that it depends on the picture. With much beside the code it is more.
    let mut reaches = (side / 16..=side / 8).chain([side / 4]);
    let around = reaches.any(|reach| {
        let area = u32::try_from(4 * reach * reach).unwrap_or(u32::MAX);
        found(&|x, y| (grey(x, y) + 3) * area < sums.around(x, y, reach))
    });
    // Others have one bound for all, and differ in it.
    let (dark, light) = (u32::from(dark), u32::from(light));
    let mut eighths = 2..=6;
    around
        || eighths.any(|part| {
            let bound = dark + (light - dark) * part / 8;
            found(&|x, y| grey(x, y) < bound)
        })
}

/// What is dark around a picture's middle, as far as is looked at.
struct Middle {
    module: usize,
    /// How far the looking goes, in pixels.
    far: usize,
    /// Pixels on a side.
    side: usize,
    dark: Vec<bool>,
}

impl Middle {
    fn of(middle: usize, module: usize, is_dark: impl Fn(usize, usize) -> bool) -> Self {
        let far = 7 * module / 4;
        let reach = far + EDGE * module;
        let around = middle - reach..=middle + reach;
        let rows = around.clone();
        Self {
            module,
            far,
            side: 2 * reach + 1,
            dark: rows
                .flat_map(|y| around.clone().map(move |x| (x, y)))
                .map(|(x, y)| is_dark(x, y))
                .collect(),
        }
    }

    fn has_a_pattern_beside(&self) -> bool {
        let near = self.module / 2;
        let [mut here, mut beside] = [MODULES; 2];
        for at in 0..(2 * self.far + 1).pow(2) {
            let (x, y) = (at % (2 * self.far + 1), at / (2 * self.far + 1));
            let beyond = x.abs_diff(self.far).max(y.abs_diff(self.far)) > near;
            let least = if beyond { &mut beside } else { &mut here };
            *least = self.differs(x, y).min(*least);
        }
        beside <= SLACK + SPARE && beside < here + SPARE
    }

    /// How many modules differ from those of a pattern that begins here.
    fn differs(&self, x: usize, y: usize) -> usize {
        let modules: [bool; MODULES] = array::from_fn(|at| {
            let (column, row) = (at % 5, at / 5);
            let ring = column.abs_diff(EDGE).max(row.abs_diff(EDGE));
            let (x, y) = (x + column * self.module, y + row * self.module);
            self.dark[y * self.side + x] != (ring != 1)
        });
        modules.into_iter().filter(|differs| *differs).count()
    }
}

/// A picture's greys summed from its corner on, so that any square's sum is four of them.
struct Sums {
    side: usize,
    until: Vec<u32>,
}

impl Sums {
    fn of(side: usize, grey: impl Fn(usize, usize) -> u32) -> Self {
        let width = side + 1;
        let mut until = vec![0; width * width];
        for y in 0..side {
            let mut row = 0;
            for x in 0..side {
                row += grey(x, y);
                until[(y + 1) * width + x + 1] = until[y * width + x + 1] + row;
            }
        }
        Self { side, until }
    }

    /// Of the square around a pixel that ends so many away.
    fn around(&self, x: usize, y: usize, reach: usize) -> u32 {
        let until = |x: usize, y: usize| self.until[y * (self.side + 1) + x];
        let (left, right, top, bottom) = (x - reach, x + reach, y - reach, y + reach);
        until(right, bottom) + until(left, top) - until(right, top) - until(left, bottom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MODULE: usize = 4;
    const SIDE: usize = 200;

    fn misleads(is_dark: impl Fn(usize, usize) -> bool) -> bool {
        let grey = |x, y| if is_dark(x, y) { 0 } else { 255 };
        super::misleads(SIDE, MODULE, grey, 0, 255)
    }

    /// An alignment pattern so many pixels beside the middle.
    fn pattern(beside: usize) -> impl Fn(usize, usize) -> bool {
        let at = SIDE / 2 + beside;
        move |x, y| {
            let modules = |place: usize| (place.abs_diff(at) + MODULE / 2) / MODULE;
            let ring = modules(x).max(modules(y));
            ring != 1 && ring <= EDGE
        }
    }

    #[test]
    fn what_looks_like_an_alignment_pattern_beside_the_middle_misleads() {
        assert!(!misleads(pattern(0)));
        assert!(misleads(pattern(6)));
        assert!(!misleads(|_, _| true));
        assert!(!misleads(|_, _| false));
    }

    #[test]
    fn what_is_as_grey_as_the_mean_around_it_is_seen_both_ways() {
        // A pattern that only stands out against its neighbours: 140 on 150, where a code's own bounds see it light.
        let faint = pattern(6);
        let around = |x: usize, y: usize| {
            let far = x.abs_diff(SIDE / 2).max(y.abs_diff(SIDE / 2));
            match far > 24 {
                true if (x / MODULE + y / MODULE).is_multiple_of(2) => 255,
                true => 40,
                false if faint(x, y) => 140,
                false => 150,
            }
        };
        assert!(super::misleads(SIDE, MODULE, around, 0, 255));
    }

    #[test]
    fn a_square_is_summed_as_pixel_by_pixel() {
        let grey = |x: usize, y: usize| u32::try_from(x * 7 + y * 13).unwrap_or(0) % 256;
        let sums = Sums::of(20, grey);
        let around = (5..11).flat_map(|y| (4..10).map(move |x| grey(x, y)));
        assert_eq!(sums.around(7, 8, 3), around.sum());
    }
}
