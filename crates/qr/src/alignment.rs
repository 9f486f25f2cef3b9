//! Whether what is drawn over the alignment pattern in a code's middle looks like one beside it.
//!
//! Readers such as zbar look around for the pattern and then take all modules nearby from there: of 251 codes of
//! versions 7 to 13 with an icon of a fifth of their width zbar read 15, undistorted.

use std::array;

use crate::board::Board;

/// Of a pattern, which is a square.
const MODULES: usize = 25;

/// How many of them may differ where zbar still takes it for a pattern.
const SLACK: usize = 6;

/// By how many more a false one must be worse than that, or than the right place: a reader may see the next pixel.
const SPARE: usize = 1;

/// Modules between a pattern's middle and its edge.
const EDGE: usize = 2;

/// The rows of a pattern.
const PATTERN: [u64; 5] = [0b11111, 0b10001, 0b10101, 0b10001, 0b11111];

/// Modules from the pattern's middle to those places which zbar takes for it when it is lost: they share a side with it.
const NEXT: usize = 4;

/// How many of a pattern's modules differ there where zbar misreads one of ten codes; with one more it is one of a hundred.
const ALIKE: u32 = 5;

/// Whether what is beside the alignment pattern in a code's corner may be taken for it where that is lost, by glare or a
/// stain. Version 1 has no pattern.
pub fn is_doubled<const WORDS: usize>(code: &Board<WORDS>) -> bool {
    let reach = NEXT + EDGE;
    if code.side() == 21 {
        return false;
    }
    let start = code.side() - 7 - reach;
    let rows = code.rows[start..].iter().map(|row| row.bits_from(start));
    let rows: Vec<u64> = rows.collect();
    let differ = |x: usize, y: usize| -> u32 {
        let rows = rows[y..].iter().zip(PATTERN);
        rows.map(|(row, pattern)| (row >> x & 0b11111 ^ pattern).count_ones())
            .sum()
    };
    let last = 2 * NEXT;
    (0..=last).any(|at| {
        let around = [(at, 0), (at, last), (0, at), (last, at)];
        around.into_iter().any(|(x, y)| differ(x, y) <= ALIKE)
    })
}

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
    let near = (side / 16..=side / 8).step_by(module.div_ceil(4));
    let mut reaches = near.chain([side / 4]);
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
            let (x, y) = (x + column * self.module, y + row * self.module);
            self.dark[y * self.side + x] != (PATTERN[row] >> column & 1 == 1)
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

    /// A checkerboard of version 3 with an alignment pattern here and there.
    fn board(patterns: &[(usize, usize)]) -> Board<1> {
        Board::of(29, |x, y| {
            let ring = |(at_x, at_y): &(usize, usize)| x.abs_diff(*at_x).max(y.abs_diff(*at_y));
            let rings = patterns.iter().map(ring);
            match rings.filter(|ring| *ring <= EDGE).min() {
                Some(ring) => ring != 1,
                None => (x + y).is_multiple_of(2),
            }
        })
    }

    #[test]
    fn a_pattern_is_doubled_by_one_like_it_beside_it() {
        let right = (22, 22);
        assert!(!is_doubled(&board(&[right])));
        for beside in [(18, 18), (22, 26), (18, 21), (26, 26)] {
            assert!(is_doubled(&board(&[right, beside])), "{beside:?}");
        }
        assert!(!is_doubled(&board(&[right, (17, 17)])));
        // Five modules of it may differ.
        let with_dark = |count: usize| {
            let mut board = board(&[right, (18, 18)]);
            let light = [17, 18, 19, 17, 19, 17]
                .iter()
                .zip([17, 17, 17, 18, 18, 19]);
            for (x, y) in light.take(count) {
                board.rows[y].set(*x);
            }
            is_doubled(&board)
        };
        assert_eq!((with_dark(5), with_dark(6)), (true, false));
        // A code of version 1 has no pattern that could be lost.
        assert!(!is_doubled(&Board::<1>::of(21, |_, _| true)));
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
