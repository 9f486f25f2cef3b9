//! Choosing the mask by whole rows of bits: `qrcode` tries each module by module, which is nearly all of
//! its time (5 times what everything else takes).

use std::array;
use std::ops::Range;
use std::sync::LazyLock;

use qrcode::canvas::{Canvas, MaskPattern, Module};

use crate::board::{Board, Row, WIDEST};
use crate::check::ALIGNMENT_SLACK;

/// Modules on a side of the corner without a finder, in which the alignment pattern is: readers find the code's
/// fourth corner by it.
const CORNER: usize = 13;

/// What a mask costs for each thing that makes a code harder to read, in points of the standard's first rule.
///
/// Measured with 600 texts on random hosts, each with all eight masks and distorted in ten ways, read by zbar, ZXing,
/// OpenCV, jsQR and rqrr: how many of a text's 50 reads each thing loses, others equal. Of these codes 251 reads more
/// succeed than of those with the standard's choice; its four rules, together, say nothing about what is read.
mod cost {
    /// A place that looks like a finder and is none: OpenCV's older detector misses 3 % of the codes with none,
    /// 15 % of those with one, 31 % with two.
    pub const FINDER: u32 = 20;
    /// One that looks like the alignment pattern, near it: where glare hides the true one, zbar takes such.
    pub const ALIGNMENT: u32 = 40;
    /// A module unlike all four beside it: a blur takes it first.
    pub const LONELY: u32 = 1;
    /// Such a one in the corner.
    pub const LONELY_IN_CORNER: u32 = 9;
    /// A dark one in the corner: blurred, it takes the light from around the alignment pattern.
    pub const DARK_IN_CORNER: u32 = 4;
}

/// How hard a code is to read.
fn penalty(code: &Board) -> u32 {
    let turned = code.turned();
    let lonely = lonely(code);
    let in_corner = |board: &Board| {
        let start = board.side() - CORNER;
        let rows = board.rows.iter().skip(start);
        rows.map(|row| row.bits_from(start).count_ones())
            .sum::<u32>()
    };
    let alone: u32 = lonely.rows.iter().map(|row| row.count()).sum();
    let alone_in_corner = in_corner(&lonely);
    cost::FINDER * false_finders(code, &turned)
        + cost::ALIGNMENT * false_alignments(code)
        + cost::LONELY * (alone - alone_in_corner)
        + cost::LONELY_IN_CORNER * alone_in_corner
        + cost::DARK_IN_CORNER * in_corner(code)
        + long_runs(code)
        + long_runs(&turned)
}

/// Runs of five modules and more in each row (ISO 18004, 7.8.3.1, the first rule): 3 points for five and one for
/// each more.
fn long_runs(code: &Board) -> u32 {
    let pairs = Row::lowest(code.side() - 1);
    let row = |&row: &Row| {
        let same = !(row ^ row >> 1) & pairs;
        let two = same & same >> 1;
        // A run of n modules leaves n - 4 bits.
        let long = two & two >> 2;
        let starts = long & !(long << 1);
        long.count() + 2 * starts.count()
    };
    code.rows.iter().map(row).sum()
}

/// Modules unlike all four beside them. By sigma 0.4 modules OpenCV reads 25 % of the two masks of a text that have
/// fewest, 13 % of those that have most, and jsQR by 0.45 modules 32 and 5 %.
fn lonely(code: &Board) -> Board {
    let inside = Row::lowest(code.side());
    let row = |y: usize| code.rows.get(y).copied().unwrap_or_default();
    let lonely = |y: usize| {
        let here = row(y);
        let aside = (here ^ here >> 1) & (here ^ here << 1);
        let above = here ^ row(y.wrapping_sub(1));
        let below = here ^ row(y + 1);
        aside & above & below & inside
    };
    Board {
        rows: (0..code.side()).map(lonely).collect(),
    }
}

/// Modules outside of the finders around which dark and light alternate as in a finder, 1 : 1 : 3 : 1 : 1 from
/// above to below and about so from left to right. Readers that look for three such places, and find a fourth,
/// may give up.
fn false_finders(code: &Board, turned: &Board) -> u32 {
    let side = code.side();
    // A row's first module, too, has light before it: the quiet zone's.
    let marks = |row: Row, bits: u32, length: u32, middles: Range<u32>| {
        let starts = (row << 1).found(bits, length);
        middles.fold(Row::default(), |all, by| all | starts << by)
    };
    let across = code.map(|row| {
        marks(row, 0b0101_1010, 8, 2..4)
            | marks(row, 0b0_1011_1010, 9, 3..4)
            | marks(row, 0b01_0111_1010, 10, 3..5)
    });
    let down = turned
        .map(|row| marks(row, 0b0_1011_1010, 9, 2..5))
        .turned();
    let left = Row::lowest(8);
    let right = Row::lowest(side) ^ Row::lowest(side - 8);
    let rows = across.rows.iter().zip(&down.rows).enumerate();
    let outside = rows.map(|(y, (across, down))| {
        let finders = match y {
            _ if y < 8 => left | right,
            _ if y >= side - 8 => left,
            _ => Row::default(),
        };
        (*across & *down & !finders).count()
    });
    outside.sum()
}

/// Places in the corner that zbar takes for an alignment pattern, but for the true one.
fn false_alignments(code: &Board) -> u32 {
    const PATTERN: u64 = 0b11111_10001_10101_10001_11111;
    let side = code.side();
    // From two modules before the corner's first to two behind its last, where the quiet zone is.
    let start = side - CORNER - 2;
    let row = |y: usize| code.rows.get(y).map_or(0, |row| row.bits_from(start));
    let true_one = (side - 7, side - 7);
    let mut places = 0;
    for y in side - CORNER..side {
        let five: [u64; 5] = array::from_fn(|at| row(y + at - 2));
        for x in side - CORNER..side {
            let square = five.iter().fold(0, |square, row| {
                square << 5 | (row >> (x - 2 - start) & 0b11111)
            });
            let differ = (square ^ PATTERN).count_ones() as usize;
            places += u32::from(differ <= ALIGNMENT_SLACK && (x, y) != true_one);
        }
    }
    places
}

/// A mask, and whether it inverts the module at a place.
type Mask = (MaskPattern, fn(usize, usize) -> bool);

/// The eight masks (ISO 18004, table 10).
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

/// The mask that leaves a code easiest to read, or of those after it the one of this rank, 0 to 7. The format's
/// own bits, 30 of a code's hundreds, aren't weighed: they differ with the mask.
pub fn of_rank(canvas: &Canvas, side: usize, rank: usize) -> MaskPattern {
    let at = |x: usize, y: usize| {
        let place = |n: usize| i16::try_from(n).unwrap_or(i16::MAX);
        canvas.get(place(x), place(y))
    };
    let plain = Board::of(side, |x, y| at(x, y).is_dark());
    let data = Board::of(side, |x, y| {
        matches!(at(x, y), Module::Unmasked(_) | Module::Empty)
    });
    let penalty = |pattern: &[Row; 12]| {
        let rows = plain.rows.iter().zip(&data.rows).enumerate();
        let rows = rows.map(|(y, (row, data))| *row ^ (*data & pattern[y % 12]));
        penalty(&Board {
            rows: rows.collect(),
        })
    };
    let mut masks: Vec<_> = MASKS.iter().zip(PATTERNS.iter()).collect();
    masks.sort_by_cached_key(|(_, pattern)| penalty(pattern));
    let best = masks.get(rank);
    best.map_or(MaskPattern::Checkerboard, |((mask, _), _)| *mask)
}

/// What the masks invert, in the widest code. Every mask repeats after 12 rows: after 6, or after 4 and 3.
static PATTERNS: LazyLock<[[Row; 12]; 8]> = LazyLock::new(|| {
    MASKS.map(|(_, inverts)| {
        let widest = Board::of(WIDEST, inverts);
        array::from_fn(|y| widest.rows[y])
    })
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The penalty, module by module.
    struct Slow<'a>(&'a Board);

    impl Slow<'_> {
        /// Whether a module is dark; beyond the edge is the quiet zone, which is light.
        fn is_dark(&self, x: i32, y: i32) -> bool {
            let row = usize::try_from(y).ok().and_then(|y| self.0.rows.get(y));
            let inside = (0..self.side()).contains(&x);
            inside && row.is_some_and(|row| row.bits_from(usize::try_from(x).unwrap()) & 1 == 1)
        }

        fn side(&self) -> i32 {
            i32::try_from(self.0.side()).unwrap()
        }

        fn count(&self, such: impl Fn(i32, i32) -> bool) -> u32 {
            let side = self.side();
            let modules = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
            u32::try_from(modules.filter(|(x, y)| such(*x, *y)).count()).unwrap()
        }

        /// Whether the alignment pattern's middle is at most 6 modules away.
        fn is_near(&self, x: i32, y: i32) -> bool {
            let middle = self.side() - 7;
            x.abs_diff(middle).max(y.abs_diff(middle)) <= 6
        }

        fn is_lonely(&self, x: i32, y: i32) -> bool {
            let beside = [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)];
            let here = self.is_dark(x, y);
            beside.iter().all(|(x, y)| self.is_dark(*x, *y) != here)
        }

        /// Rows, and then columns.
        fn lines(&self) -> Vec<Vec<bool>> {
            let line = |turned: bool, line: i32| {
                let module = |at| if turned { (line, at) } else { (at, line) };
                let modules = (0..self.side()).map(module);
                modules.map(|(x, y)| self.is_dark(x, y)).collect()
            };
            let lines = |turned| (0..self.side()).map(move |at| line(turned, at));
            lines(false).chain(lines(true)).collect()
        }

        fn long_runs(&self) -> u32 {
            let lines = self.lines();
            let runs = lines.iter().flat_map(|line| line.chunk_by(|a, b| a == b));
            let lengths = runs.map(|run| u32::try_from(run.len()).unwrap());
            lengths.filter(|n| *n >= 5).map(|n| n - 2).sum()
        }

        fn seems_aligned(&self, x: i32, y: i32) -> bool {
            let around = (-2..=2).flat_map(|down| (-2..=2).map(move |right| (right, down)));
            let differ = around.filter(|(right, down): &(i32, i32)| {
                let light = right.abs().max(down.abs()) == 1;
                self.is_dark(x + right, y + down) == light
            });
            let middle = self.side() - 7;
            (x, y) != (middle, middle) && differ.count() <= ALIGNMENT_SLACK
        }

        /// The lengths of five runs of which the middle one, a dark one, holds a place in a row.
        fn runs(line: &[bool], at: usize) -> Option<[usize; 5]> {
            let mut lengths = Vec::new();
            let mut middle = None;
            let mut start = 0;
            for run in line.chunk_by(|a, b| a == b) {
                if (start..start + run.len()).contains(&at) && run[0] {
                    middle = Some(lengths.len());
                }
                lengths.push(run.len());
                start += run.len();
            }
            let first = middle?.checked_sub(2)?;
            lengths.get(first..first + 5)?.try_into().ok()
        }

        fn false_finders(&self) -> u32 {
            let (side, lines) = (self.side(), self.lines());
            let place = |n: i32| usize::try_from(n).unwrap();
            self.count(|x, y| {
                let far = side - 8;
                let finder = (x < 8 && (y < 8 || y >= far)) || (y < 8 && x >= far);
                let (row, column) = (&lines[place(y)], &lines[place(side + x)]);
                let before = row[..place(x)].iter().rev().take_while(|dark| **dark);
                let before = before.count();
                let across = Self::runs(row, place(x)).is_some_and(|[a, b, middle, c, d]| {
                    let middles: &[usize] = match middle {
                        2 => &[0, 1],
                        3 => &[1],
                        4 => &[1, 2],
                        _ => &[],
                    };
                    [a, b, c, d] == [1; 4] && middles.contains(&before)
                });
                !finder && across && Self::runs(column, place(y)) == Some([1, 1, 3, 1, 1])
            })
        }

        fn penalty(&self) -> u32 {
            let near = |such: &dyn Fn(i32, i32) -> bool| {
                self.count(|x, y| self.is_near(x, y) && such(x, y))
            };
            let lonely_near = near(&|x, y| self.is_lonely(x, y));
            let lonely_far = self.count(|x, y| self.is_lonely(x, y)) - lonely_near;
            cost::FINDER * self.false_finders()
                + cost::ALIGNMENT * near(&|x, y| self.seems_aligned(x, y))
                + cost::LONELY * lonely_far
                + cost::LONELY_IN_CORNER * lonely_near
                + cost::DARK_IN_CORNER * near(&|x, y| self.is_dark(x, y))
                + self.long_runs()
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn the_penalty_by_rows_of_bits_is_the_one_by_modules(
            side in prop::sample::select(vec![21_usize, 33, 65, 129, 177]),
            seed in any::<u64>(),
            density in 1_u64..8,
        ) {
            let board = Board::of(side, |x, y| {
                let mixed = (seed ^ (x as u64) << 32 ^ y as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                (mixed >> 40) % 8 < density
            });
            prop_assert_eq!(penalty(&board), Slow(&board).penalty());
        }
    }

    #[test]
    fn the_masks_are_those_that_are_applied() {
        let (version, level) = (qrcode::Version::Normal(3), qrcode::EcLevel::M);
        let mut canvas = Canvas::new(version, level);
        canvas.draw_all_functional_patterns();
        for (pattern, inverts) in MASKS {
            let mut masked = canvas.clone();
            masked.apply_mask(pattern);
            for y in 0..29_i16 {
                for x in 0..29 {
                    // What isn't drawn yet counts as light, and is masked.
                    if canvas.get(x, y) == Module::Empty {
                        let (at_x, at_y) =
                            (usize::try_from(x).unwrap(), usize::try_from(y).unwrap());
                        assert_eq!(
                            masked.get(x, y).is_dark(),
                            inverts(at_x, at_y),
                            "{pattern:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_mask_repeats_after_twelve() {
        for (pattern, inverts) in MASKS {
            for y in 0..60 {
                for x in 0..60 {
                    assert_eq!(inverts(x, y), inverts(x, y % 12), "{pattern:?}");
                }
            }
        }
    }
}
