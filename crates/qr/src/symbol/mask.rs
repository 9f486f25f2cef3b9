//! The choice of the mask by the standard's penalty (ISO/IEC 18004, 7.8.3), on whole rows of bits: `qrcode` counts it
//! module by module, which takes five times as long as everything else about a symbol.

use std::array;
use std::sync::LazyLock;

use qrcode::canvas::{Canvas, MaskPattern, Module};
use qrcode::{EcLevel, Version};

use super::bit_matrix::{BitMatrix, Row};

/// Modules on a side of the largest symbol, version 40.
const MAX_SIZE: usize = 177;

/// Words of its rows.
const MAX_WORDS: usize = 3;

/// A mask, and whether it inverts the module in column x of row y.
type Mask = (MaskPattern, fn(usize, usize) -> bool);

/// The eight masks (ISO/IEC 18004, table 10).
const MASKS: [Mask; 8] = [
    (MaskPattern::Checkerboard, |x, y| (x + y).is_multiple_of(2)),
    (MaskPattern::HorizontalLines, |_, y| y.is_multiple_of(2)),
    (MaskPattern::VerticalLines, |x, _| x.is_multiple_of(3)),
    (MaskPattern::DiagonalLines, |x, y| (x + y).is_multiple_of(3)),
    (MaskPattern::LargeCheckerboard, |x, y| {
        (y / 2 + x / 3).is_multiple_of(2)
    }),
    (MaskPattern::Fields, |x, y| x * y % 2 + x * y % 3 == 0),
    (MaskPattern::Diamonds, |x, y| {
        (x * y % 2 + x * y % 3).is_multiple_of(2)
    }),
    (MaskPattern::Meadow, |x, y| {
        ((x + y) % 2 + x * y % 3).is_multiple_of(2)
    }),
];

/// What the masks invert in the largest symbol. Every mask repeats after 12 rows.
static PATTERNS: LazyLock<[[Row<MAX_WORDS>; 12]; 8]> = LazyLock::new(|| {
    MASKS.map(|(_, inverts)| {
        let largest = BitMatrix::new(MAX_SIZE, inverts);
        array::from_fn(|y| largest.rows[y])
    })
});

/// The mask with the lowest penalty, the first of equals, for a symbol that is drawn without one.
pub fn best(canvas: &Canvas, size: usize, level: EcLevel) -> MaskPattern {
    // One word has room for the rows of most symbols, and for what the rules shift in.
    match size {
        ..58 => best_in_words::<1>(canvas, size, level),
        _ => best_in_words::<MAX_WORDS>(canvas, size, level),
    }
}

fn best_in_words<const WORDS: usize>(canvas: &Canvas, size: usize, level: EcLevel) -> MaskPattern {
    let at = |x: usize, y: usize| {
        let place = |n: usize| i16::try_from(n).unwrap_or(i16::MAX);
        canvas.get(place(x), place(y))
    };
    let plain = BitMatrix::<WORDS>::new(size, |x, y| at(x, y).is_dark());
    let data = BitMatrix::<WORDS>::new(size, |x, y| {
        matches!(at(x, y), Module::Unmasked(_) | Module::Empty)
    });
    let masks = MASKS.iter().zip(PATTERNS.iter()).zip(formats(level));
    let best = masks.min_by_key(|((_, pattern), format)| {
        let rows = plain.rows.iter().zip(&data.rows).enumerate();
        let rows = rows.map(|(y, (row, data))| *row ^ (*data & pattern[y % 12].narrowed()));
        let mut masked = BitMatrix {
            rows: rows.collect(),
        };
        format.draw(&mut masked);
        penalty(&masked)
    });
    best.map_or(MaskPattern::Checkerboard, |(((mask, _), _), _)| *mask)
}

/// The format information: level and mask in 15 bits, drawn twice, with the dark module among them.
#[derive(Clone, Copy, Default)]
struct Format {
    /// In row 8: the first nine and the last eight modules.
    row: [u64; 2],
    /// In column 8.
    column: [u64; 2],
}

impl Format {
    /// As `qrcode` draws it.
    fn new(level: EcLevel, mask: MaskPattern) -> Self {
        let mut canvas = Canvas::new(Version::Normal(1), level);
        canvas.draw_all_functional_patterns();
        canvas.apply_mask(mask);
        let bits = |range: std::ops::Range<i16>, place: fn(i16) -> (i16, i16)| {
            range.rev().fold(0, |bits, at| {
                let (x, y) = place(at);
                bits << 1 | u64::from(canvas.get(x, y).is_dark())
            })
        };
        Self {
            row: [bits(0..9, |x| (x, 8)), bits(13..21, |x| (x, 8))],
            column: [bits(0..9, |y| (8, y)), bits(13..21, |y| (8, y))],
        }
    }

    /// Draws it into a symbol that has none.
    fn draw<const WORDS: usize>(self, symbol: &mut BitMatrix<WORDS>) {
        let end = symbol.size() - 8;
        let set = |bits: u64| (0..9).filter(move |at| bits >> at & 1 == 1);
        for (start, row, column) in [
            (0, self.row[0], self.column[0]),
            (end, self.row[1], self.column[1]),
        ] {
            for x in set(row) {
                symbol.rows[8].set(start + x);
            }
            for y in set(column) {
                symbol.rows[start + y].set(8);
            }
        }
    }
}

/// The formats of a level, in the order of [`MASKS`].
fn formats(level: EcLevel) -> &'static [Format; 8] {
    static FORMATS: LazyLock<[[Format; 8]; 4]> = LazyLock::new(|| {
        let levels = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H];
        levels.map(|level| MASKS.map(|(mask, _)| Format::new(level, mask)))
    });
    &FORMATS[level as usize]
}

/// The standard's penalty: runs, blocks, what looks like a finder, and too much of dark or light.
fn penalty<const WORDS: usize>(symbol: &BitMatrix<WORDS>) -> u32 {
    let size = symbol.size();
    let columns = symbol.transposed();
    let lines = || symbol.rows.iter().chain(&columns.rows);
    let runs: u32 = lines().map(|row| runs(*row, size)).sum();
    let finders: u32 = lines().map(|row| finder_like(*row)).sum();
    runs + 3 * blocks(symbol) + 40 * finders + 10 * imbalance(symbol)
}

/// The first rule: 3 points for a run of five modules of one color, and one for each more.
fn runs<const WORDS: usize>(row: Row<WORDS>, size: usize) -> u32 {
    let same = !(row ^ row >> 1) & Row::first(size - 1);
    let two = same & same >> 1;
    // A run of n modules leaves n - 4 bits.
    let long = two & two >> 2;
    let starts = long & !(long << 1);
    long.count() + 2 * starts.count()
}

/// The second: blocks of 2 x 2 modules of one color.
fn blocks<const WORDS: usize>(symbol: &BitMatrix<WORDS>) -> u32 {
    let inside = Row::first(symbol.size() - 1);
    let pairs = symbol.rows.iter().zip(symbol.rows.iter().skip(1));
    let blocks = pairs.map(|(above, below)| {
        let differ = (*above ^ *below) | (*above ^ *above >> 1) | (*below ^ *below >> 1);
        (!differ & inside).count()
    });
    blocks.sum()
}

/// The third: dark and light modules 1011101, as in a finder, with four light ones before or behind. The quiet zone is
/// light.
fn finder_like<const WORDS: usize>(row: Row<WORDS>) -> u32 {
    let three = row & row >> 1 & row >> 2;
    let ratio = row & !(row >> 1) & three >> 2 & !(row >> 5) & row >> 6;
    let before = row << 1 | row << 2 | row << 3 | row << 4;
    let behind = row >> 7 | row >> 8 | row >> 9 | row >> 10;
    // Runs are as long as that only where a light module ends them.
    let bounded = ratio & !(row << 1) & !(row >> 7);
    (bounded & !(before & behind)).count()
}

/// The fourth: how many whole steps of 5 % the dark modules are away from half of all.
fn imbalance<const WORDS: usize>(symbol: &BitMatrix<WORDS>) -> u32 {
    let all = u32::try_from(symbol.size().pow(2)).unwrap_or(u32::MAX);
    let dark: u32 = symbol.rows.iter().map(|row| row.count()).sum();
    let percent = (200 * dark + all) / all / 2;
    percent.abs_diff(50) / 5
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same penalty, counted module by module.
    struct Slow<'a>(&'a BitMatrix<MAX_WORDS>);

    impl Slow<'_> {
        fn size(&self) -> usize {
            self.0.size()
        }

        fn is_dark(&self, x: usize, y: usize) -> bool {
            self.0.rows[y].is_set(x)
        }

        /// Rows, and then columns.
        fn lines(&self) -> impl Iterator<Item = Vec<bool>> {
            let size = self.size();
            let row = move |y| (0..size).map(|x| self.is_dark(x, y)).collect();
            let column = move |x| (0..size).map(|y| self.is_dark(x, y)).collect();
            (0..size).map(row).chain((0..size).map(column))
        }

        fn runs(line: &[bool]) -> usize {
            let lengths = line.chunk_by(|a, b| a == b).map(<[bool]>::len);
            lengths.filter(|n| *n >= 5).map(|n| n - 2).sum()
        }

        fn finder_like(line: &[bool]) -> usize {
            let quiet = [false; 4];
            let padded = [&quiet, line, &quiet].concat();
            let windows = padded.windows(15).map(|window| {
                let (before, rest) = window.split_at(4);
                let (seven, behind) = rest.split_at(7);
                let is_light = |part: &[bool]| part.iter().all(|dark| !dark);
                let is_ratio = seven == [true, false, true, true, true, false, true];
                let is_bounded = !before[3] && !behind[0];
                is_ratio && is_bounded && (is_light(before) || is_light(behind))
            });
            windows.filter(|it| *it).count()
        }

        fn blocks(&self) -> usize {
            let places = (1..self.size()).flat_map(|y| (1..self.size()).map(move |x| (x, y)));
            let alike = places.filter(|&(x, y)| {
                let four = [(x - 1, y - 1), (x, y - 1), (x - 1, y), (x, y)];
                let dark = four.iter().filter(|(x, y)| self.is_dark(*x, *y)).count();
                dark % 4 == 0
            });
            alike.count()
        }

        fn penalty(&self) -> usize {
            let runs: usize = self.lines().map(|line| Self::runs(&line)).sum();
            let finders: usize = self.lines().map(|line| Self::finder_like(&line)).sum();
            let rows = self.lines().take(self.size());
            let dark = rows.flatten().filter(|dark| *dark).count();
            let percent = (100.0 * dark as f64 / self.size().pow(2) as f64 + 0.5) as usize;
            let imbalance = percent.abs_diff(50) / 5;
            runs + 3 * self.blocks() + 40 * finders + 10 * imbalance
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn the_penalty_on_rows_of_bits_is_the_one_module_by_module(
            size in prop::sample::select(vec![21_usize, 33, 57, 65, 129, 177]),
            seed in any::<u64>(),
            density in 1_u64..8,
            // Finder-like rows, which chance seldom brings.
            finders in prop::collection::vec((0_usize..177, 0_usize..177), 0..8),
        ) {
            let is_of_a_finder = |x: usize, y: usize| {
                finders.iter().find_map(|(row, start)| {
                    let at = x.checked_sub(*start)?;
                    (y == *row && at < 7).then_some(![1, 5].contains(&at))
                })
            };
            let is_dark = |x: usize, y: usize| {
                let mixed = (seed ^ (x as u64) << 32 ^ y as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                is_of_a_finder(x, y).unwrap_or((mixed >> 40) % 8 < density)
            };
            let matrix = BitMatrix::new(size, is_dark);
            prop_assert_eq!(penalty(&matrix) as usize, Slow(&matrix).penalty());
            if size < 58 {
                prop_assert_eq!(penalty(&BitMatrix::<1>::new(size, is_dark)), penalty(&matrix));
            }
        }
    }

    #[test]
    fn the_masks_are_those_that_qrcode_applies() {
        let (version, level) = (Version::Normal(3), EcLevel::M);
        let mut canvas = Canvas::new(version, level);
        canvas.draw_all_functional_patterns();
        for (pattern, inverts) in MASKS {
            let mut masked = canvas.clone();
            masked.apply_mask(pattern);
            for (x, y) in (0..29_i16).flat_map(|y| (0..29_i16).map(move |x| (x, y))) {
                // What isn't drawn yet counts as light, and is masked.
                if canvas.get(x, y) == Module::Empty {
                    let [at_x, at_y] = [x, y].map(|at| usize::try_from(at).unwrap());
                    let is_dark = masked.get(x, y).is_dark();
                    assert_eq!(is_dark, inverts(at_x, at_y), "{pattern:?}");
                }
            }
        }
    }

    #[test]
    fn a_mask_repeats_after_twelve_rows() {
        for (pattern, inverts) in MASKS {
            for (x, y) in (0..60).flat_map(|y| (0..60).map(move |x| (x, y))) {
                assert_eq!(inverts(x, y), inverts(x, y % 12), "{pattern:?}");
            }
        }
    }
}
