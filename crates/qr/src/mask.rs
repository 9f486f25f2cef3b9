//! Choosing the mask by the standard's four rules (ISO 18004, 7.8.3), by whole rows of bits: `qrcode` tries each mask
//! module by module, which is nearly all of its time (5 times what everything else takes).
//!
//! Where the standard leaves a choice it is libqrencode's, so that under the same mask the same data become the same code.
//! Before the rules comes what they say nothing about: whether quirc may take something for a finder, or zbar, in small codes,
//! for the alignment pattern.

use std::array;
use std::sync::LazyLock;

use qrcode::canvas::{Canvas, MaskPattern, Module};
use qrcode::{EcLevel, Version};

use crate::alignment;
use crate::board::{Board, MOST_WORDS, Row, WIDEST};
use crate::finder;

/// The standard's points for runs, squares, a finder's ratios and too much of dark or light.
fn penalty<const WORDS: usize>(code: &Board<WORDS>) -> u32 {
    let side = code.side();
    let turned = code.turned();
    let lines = || code.rows.iter().chain(&turned.rows);
    let runs: u32 = lines().map(|row| long_runs(*row, side)).sum();
    let finders: u32 = lines().map(|row| finder_ratios(*row, side)).sum();
    runs + 3 * squares(code) + 40 * finders + 10 * imbalance(code)
}

/// The first rule: 3 points for a run of five modules of a kind, and one for each more.
fn long_runs<const WORDS: usize>(row: Row<WORDS>, side: usize) -> u32 {
    let same = !(row ^ row >> 1) & Row::lowest(side - 1);
    let two = same & same >> 1;
    // A run of n modules leaves n - 4 bits.
    let long = two & two >> 2;
    let starts = long & !(long << 1);
    long.count() + 2 * starts.count()
}

/// The second: squares of two by two modules of a kind.
fn squares<const WORDS: usize>(code: &Board<WORDS>) -> u32 {
    let inside = Row::lowest(code.side() - 1);
    let pairs = code.rows.iter().zip(code.rows.iter().skip(1));
    let squares = pairs.map(|(above, below)| {
        let differ = (*above ^ *below) | (*above ^ *above >> 1) | (*below ^ *below >> 1);
        (!differ & inside).count()
    });
    squares.sum()
}

/// The third: what goes dark, light, dark, light, dark by 1 : 1 : 3 : 1 : 1, as a finder does, with four times as much
/// light beside it, however wide it is. The quiet zone counts as light.
fn finder_ratios<const WORDS: usize>(row: Row<WORDS>, side: usize) -> u32 {
    let three = row & row >> 1 & row >> 2;
    let narrow = row & !(row >> 1) & three >> 2 & !(row >> 5) & row >> 6;
    let narrow = match narrow.is_empty() {
        true => 0,
        false => narrow_finders(row, narrow),
    };
    // Wider ones have six dark modules in their middle, and two light ones on both sides; few rows have such.
    let six = three & three >> 3;
    if six.is_empty() {
        return narrow;
    }
    let begins = six & !(row << 1 | row << 2) & !Row::lowest(4);
    let ends = six << 5 & !(row >> 1 | row >> 2) & Row::lowest(side - 4);
    match begins.is_empty() || ends.is_empty() {
        true => narrow,
        false => narrow + wide_finders(row, side),
    }
}

/// Of places where 1011101 begins, those with light before and behind it, and four times as much on one side.
fn narrow_finders<const WORDS: usize>(row: Row<WORDS>, places: Row<WORDS>) -> u32 {
    let (before, behind) = (row << 1, row >> 7);
    let four_before = before | row << 2 | row << 3 | row << 4;
    let four_behind = behind | row >> 8 | row >> 9 | row >> 10;
    let bounded = places & !before & !behind;
    (bounded & !(four_before & four_behind)).count()
}

/// Those that are twice as wide as a finder, or wider.
fn wide_finders<const WORDS: usize>(row: Row<WORDS>, side: usize) -> u32 {
    let is_dark = |at: usize| row.bits_from(at) & 1 == 1;
    // The quiet zone, and then light and dark by turns.
    let mut runs = vec![side];
    let mut dark = false;
    for at in 0..side {
        if is_dark(at) != dark {
            dark = !dark;
            runs.push(0);
        }
        if let Some(run) = runs.last_mut() {
            *run += 1;
        }
    }
    if dark {
        runs.push(0);
    }
    if let Some(last) = runs.last_mut() {
        *last += side;
    }
    // From dark to dark, with light on both sides.
    let finders = runs.windows(7).step_by(2).filter(|runs| {
        let wide = runs[1];
        let is_finder = runs[2..6] == [wide, 3 * wide, wide, wide];
        wide > 1 && is_finder && (runs[0] >= 4 * wide || runs[6] >= 4 * wide)
    });
    finders.map(|_| 1).sum()
}

/// The fourth: how many whole twentieths more or less than half of it is dark.
fn imbalance<const WORDS: usize>(code: &Board<WORDS>) -> u32 {
    let all = u32::try_from(code.side().pow(2)).unwrap_or(u32::MAX);
    let dark: u32 = code.rows.iter().map(|row| row.count()).sum();
    let percent = (200 * dark + all) / all / 2;
    percent.abs_diff(50) / 5
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

/// What says the mask and the level: 15 bits, twice, along the finders, with the dark module among them.
#[derive(Clone, Copy, Default)]
struct Format {
    /// In the ninth row: its first nine and its last eight modules.
    row: [u64; 2],
    /// In the ninth column.
    column: [u64; 2],
}

impl Format {
    /// As `qrcode` draws it.
    fn of(level: EcLevel, mask: MaskPattern) -> Self {
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

    /// Draws it into a code that has none.
    fn draw<const WORDS: usize>(self, code: &mut Board<WORDS>) {
        let end = code.side() - 8;
        let set = |bits: u64| (0..9).filter(move |at| bits >> at & 1 == 1);
        for (start, row, column) in [
            (0, self.row[0], self.column[0]),
            (end, self.row[1], self.column[1]),
        ] {
            for x in set(row) {
                code.rows[8].set(start + x);
            }
            for y in set(column) {
                code.rows[start + y].set(8);
            }
        }
    }
}

/// The formats of a level, in the masks' order.
fn formats(level: EcLevel) -> &'static [Format; 8] {
    static FORMATS: LazyLock<[[Format; 8]; 4]> = LazyLock::new(|| {
        let levels = [EcLevel::L, EcLevel::M, EcLevel::Q, EcLevel::H];
        levels.map(|level| MASKS.map(|(mask, _)| Format::of(level, mask)))
    });
    &FORMATS[level as usize]
}

/// The widest codes in which it matters that something looks like the alignment pattern beside it, those of version 3.
///
/// With 5 % of the code in glare around the pattern zbar read 444 of 446 pictures of versions 2 and 3 under masks by which
/// nothing does, 338 under those of the rules alone; of versions 4 and 5 it read 384 of 388 under either. With an icon, which
/// takes from what can be lost, that was not measured: `focus` minds it in every size.
const WIDEST_DOUBLED: usize = 29;

/// All.
pub fn all() -> impl Iterator<Item = MaskPattern> {
    MASKS.into_iter().map(|(mask, _)| mask)
}

/// The best mask, or of those after it the one of this rank, 0 to 7: first those under which quirc takes nothing for a
/// finder, of them those under which zbar takes nothing for a small code's alignment pattern, and of these those with the
/// fewest points.
pub fn of_rank(canvas: &Canvas, side: usize, level: EcLevel, rank: usize) -> MaskPattern {
    // Most codes' rows are a word with room for what the rules shift.
    match side {
        ..58 => in_words::<1>(canvas, side, level, rank),
        _ => in_words::<MOST_WORDS>(canvas, side, level, rank),
    }
}

fn in_words<const WORDS: usize>(
    canvas: &Canvas,
    side: usize,
    level: EcLevel,
    rank: usize,
) -> MaskPattern {
    let at = |x: usize, y: usize| {
        let place = |n: usize| i16::try_from(n).unwrap_or(i16::MAX);
        canvas.get(place(x), place(y))
    };
    let plain = Board::<WORDS>::of(side, |x, y| at(x, y).is_dark());
    let data = Board::<WORDS>::of(side, |x, y| {
        matches!(at(x, y), Module::Unmasked(_) | Module::Empty)
    });
    let masked = |(pattern, format): (&[Row<MOST_WORDS>; 12], &Format)| {
        let rows = plain.rows.iter().zip(&data.rows).enumerate();
        let rows = rows.map(|(y, (row, data))| *row ^ (*data & pattern[y % 12].first()));
        let mut code = Board {
            rows: rows.collect(),
        };
        format.draw(&mut code);
        code
    };
    let parts = PATTERNS.iter().zip(formats(level));
    let mut masks: Vec<_> = MASKS.iter().zip(parts).collect();
    masks.sort_by_cached_key(|(_, parts)| {
        let code = masked(*parts);
        let is_doubled = side <= WIDEST_DOUBLED && alignment::is_doubled(&code);
        (is_doubled, penalty(&code))
    });
    // Few are mimicked, one of sixty of short links, so that the best is looked at and seldom another.
    let are_mimicked = |are: bool| {
        let masks = masks.iter();
        masks.filter(move |(_, parts)| finder::is_mimicked(&masked(*parts)) == are)
    };
    let best = are_mimicked(false).chain(are_mimicked(true)).nth(rank);
    best.map_or(MaskPattern::Checkerboard, |((mask, _), _)| *mask)
}

/// What the masks invert, in the widest code. Every mask repeats after 12 rows: after 6, or after 4 and 3.
static PATTERNS: LazyLock<[[Row<MOST_WORDS>; 12]; 8]> = LazyLock::new(|| {
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
    struct Slow<'a>(&'a Board<MOST_WORDS>);

    impl Slow<'_> {
        fn side(&self) -> usize {
            self.0.side()
        }

        fn is_dark(&self, x: usize, y: usize) -> bool {
            self.0.rows[y].bits_from(x) & 1 == 1
        }

        /// Rows, and then columns.
        fn lines(&self) -> impl Iterator<Item = Vec<bool>> {
            let side = self.side();
            let row = move |y| (0..side).map(|x| self.is_dark(x, y)).collect();
            let column = move |x| (0..side).map(|y| self.is_dark(x, y)).collect();
            (0..side).map(row).chain((0..side).map(column))
        }

        fn long_runs(line: &[bool]) -> usize {
            let lengths = line.chunk_by(|a, b| a == b).map(<[bool]>::len);
            lengths.filter(|n| *n >= 5).map(|n| n - 2).sum()
        }

        /// Tries every place and every width.
        fn finder_ratios(line: &[bool]) -> usize {
            let dark = |at: isize| usize::try_from(at).is_ok_and(|at| line.get(at) == Some(&true));
            let are = |from: isize, count: isize, wanted: bool| {
                (from..from + count).all(|at| dark(at) == wanted)
            };
            let length = isize::try_from(line.len()).unwrap();
            let places = (1..=length / 7).flat_map(|wide| (0..length).map(move |at| (at, wide)));
            let begins = |at: isize| dark(at) && !dark(at - 1);
            let finders = places.filter(|&(at, _)| begins(at)).filter(|&(at, n)| {
                let end = at + 7 * n;
                let core = are(at, n, true)
                    && are(at + n, n, false)
                    && are(at + 2 * n, 3 * n, true)
                    && are(at + 5 * n, n, false)
                    && are(at + 6 * n, n, true);
                let (before, behind) = (are(at - 4 * n, 4 * n, false), are(end, 4 * n, false));
                core && !dark(end) && (before || behind)
            });
            finders.count()
        }

        fn squares(&self) -> usize {
            let places = (1..self.side()).flat_map(|y| (1..self.side()).map(move |x| (x, y)));
            let alike = places.filter(|&(x, y)| {
                let four = [(x - 1, y - 1), (x, y - 1), (x - 1, y), (x, y)];
                let dark = four.iter().filter(|(x, y)| self.is_dark(*x, *y)).count();
                dark % 4 == 0
            });
            alike.count()
        }

        fn penalty(&self) -> usize {
            let runs: usize = self.lines().map(|line| Self::long_runs(&line)).sum();
            let finders: usize = self.lines().map(|line| Self::finder_ratios(&line)).sum();
            let dark = self
                .lines()
                .take(self.side())
                .flatten()
                .filter(|dark| *dark)
                .count();
            let percent = (100.0 * dark as f64 / self.side().pow(2) as f64 + 0.5) as usize;
            let imbalance = percent.abs_diff(50) / 5;
            runs + 3 * self.squares() + 40 * finders + 10 * imbalance
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn the_penalty_by_rows_of_bits_is_the_one_by_modules(
            side in prop::sample::select(vec![21_usize, 33, 57, 65, 129, 177]),
            seed in any::<u64>(),
            density in 1_u64..8,
            // Rows of a finder's runs, however wide, which chance doesn't bring.
            finders in prop::collection::vec((0_usize..177, 0_usize..177, 1_usize..20), 0..8),
        ) {
            let is_of_a_finder = |x: usize, y: usize| {
                finders.iter().find_map(|(row, start, wide)| {
                    let at = x.checked_sub(*start)? / wide;
                    (y == *row && at < 7).then_some(![1, 5].contains(&at))
                })
            };
            let is_dark = |x: usize, y: usize| {
                let mixed = (seed ^ (x as u64) << 32 ^ y as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
                is_of_a_finder(x, y).unwrap_or((mixed >> 40) % 8 < density)
            };
            let board = Board::of(side, is_dark);
            prop_assert_eq!(penalty(&board) as usize, Slow(&board).penalty());
            if side < 58 {
                prop_assert_eq!(penalty(&Board::<1>::of(side, is_dark)), penalty(&board));
            }
        }
    }

    #[test]
    fn the_masks_are_those_that_are_applied() {
        let (version, level) = (Version::Normal(3), EcLevel::M);
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
