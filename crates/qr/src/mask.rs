//! Choosing the mask by whole rows of bits: `qrcode` tries each module by module, which is nearly all of
//! its time (5 times what everything else takes).

use std::ops::Range;
use std::sync::LazyLock;

use qrcode::canvas::{Canvas, MaskPattern, Module};

/// Modules on a side of the widest code.
const WIDEST: usize = 177;

/// Its modules, a bit each.
type Row = [u64; 3];

/// A square of modules, a bit each.
#[derive(Clone)]
struct Board {
    side: usize,
    rows: Vec<Row>,
}

fn shifted(row: Row, by: u32) -> Row {
    let (low, high) = (row[0], row[1]);
    let carry = |from: u64| from.checked_shl(64 - by).unwrap_or(0);
    [
        low >> by | carry(high),
        high >> by | carry(row[2]),
        row[2] >> by,
    ]
}

fn raised(row: Row, by: u32) -> Row {
    let carry = |from: u64| from.checked_shr(64 - by).unwrap_or(0);
    [
        row[0] << by,
        row[1] << by | carry(row[0]),
        row[2] << by | carry(row[1]),
    ]
}

fn either(a: Row, b: Row) -> Row {
    [a[0] | b[0], a[1] | b[1], a[2] | b[2]]
}

fn both(a: Row, b: Row) -> Row {
    [a[0] & b[0], a[1] & b[1], a[2] & b[2]]
}

fn differ(a: Row, b: Row) -> Row {
    [a[0] ^ b[0], a[1] ^ b[1], a[2] ^ b[2]]
}

fn not(a: Row) -> Row {
    a.map(|word| !word)
}

fn count(a: Row) -> u32 {
    a.iter().map(|word| word.count_ones()).sum()
}

/// The lowest `n` bits.
fn lowest(n: usize) -> Row {
    let mut row = [0; 3];
    for (at, word) in row.iter_mut().enumerate() {
        *word = match n.saturating_sub(64 * at) {
            0 => 0,
            left @ 1..64 => (1 << left) - 1,
            _ => u64::MAX,
        };
    }
    row
}

impl Board {
    fn of(side: usize, set: impl Fn(usize, usize) -> bool) -> Self {
        let mut rows = vec![[0; 3]; side];
        for (y, row) in rows.iter_mut().enumerate() {
            for x in (0..side).filter(|&x| set(x, y)) {
                row[x / 64] |= 1 << (x % 64);
            }
        }
        Self { side, rows }
    }

    /// The same with rows and columns swapped.
    fn turned(&self) -> Self {
        let mut rows = vec![[0; 3]; self.side];
        for (y, row) in self.rows.iter().enumerate() {
            for (word, &bits) in row.iter().enumerate() {
                let mut left = bits;
                while left != 0 {
                    let x = 64 * word + left.trailing_zeros() as usize;
                    rows[x][y / 64] |= 1 << (y % 64);
                    left &= left - 1;
                }
            }
        }
        Self {
            side: self.side,
            rows,
        }
    }

    /// Runs of five and more, and what looks like a finder, in each row (ISO 18004, 7.8.3.1 N1 and N3).
    fn rows_penalty(&self) -> u32 {
        let pairs = lowest(self.side - 1);
        let ends = lowest(self.side.saturating_sub(10));
        let row = |&row: &Row| {
            let same = both(not(differ(row, shifted(row, 1))), pairs);
            let mut long = same;
            for by in 1..4 {
                long = both(long, shifted(same, by));
            }
            // A run of n modules leaves n - 4 bits: 3 points for five and one for each more.
            let starts = both(long, not(raised(long, 1)));
            count(long) + 2 * count(starts) + 40 * finders(row, ends)
        };
        self.rows.iter().map(row).sum()
    }

    /// Squares of two by two (N2).
    fn blocks_penalty(&self) -> u32 {
        let pairs = lowest(self.side - 1);
        let two = |rows: &[Row]| {
            let across = not(differ(rows[0], shifted(rows[0], 1)));
            let down = not(differ(rows[0], rows[1]));
            let block = both(both(across, down), both(shifted(down, 1), pairs));
            3 * count(block)
        };
        self.rows.windows(2).map(two).sum()
    }

    /// How far the dark ones are from being half (N4): 10 points for each whole 5 %.
    fn balance_penalty(&self) -> u32 {
        let dark: u32 = self.rows.iter().map(|row| count(*row)).sum();
        let all = u32::try_from(self.side * self.side).unwrap_or(u32::MAX);
        (20 * dark).abs_diff(10 * all) / all * 10
    }

    /// How hard it is to read: first by what looks like a finder and is none, then by what goes first in a
    /// blurred picture, then as the standard weighs it.
    fn penalty(&self) -> (u32, u32, u32) {
        let turned = self.turned();
        let standard = self.rows_penalty()
            + turned.rows_penalty()
            + self.blocks_penalty()
            + self.balance_penalty();
        (self.false_finders(&turned), self.lonely(), standard)
    }

    /// Modules unlike all four beside them. A blur takes them first: by sigma 0.4 modules OpenCV reads 25 % of the
    /// two masks of a text that have fewest, 13 % of those that have most, and jsQR by 0.45 modules 32 and 5 %.
    fn lonely(&self) -> u32 {
        let inside = lowest(self.side);
        let beyond = [0; 3];
        let row = |y: usize| self.rows.get(y).unwrap_or(&beyond);
        let lonely = |(y, here): (usize, &Row)| {
            let aside = both(
                differ(*here, shifted(*here, 1)),
                differ(*here, raised(*here, 1)),
            );
            let above = differ(*here, *row(y.wrapping_sub(1)));
            let below = differ(*here, *row(y + 1));
            count(both(both(aside, inside), both(above, below)))
        };
        self.rows.iter().enumerate().map(lonely).sum()
    }

    /// Modules outside of the finders around which dark and light alternate as in a finder, 1 : 1 : 3 : 1 : 1 from
    /// above to below and about so from left to right. Readers that look for three such places, and find a
    /// fourth, give up (OpenCV misses 3 % of the codes with none, 15 % of those with one, 31 % with two).
    fn false_finders(&self, turned: &Self) -> u32 {
        // A row's first module, too, has light before it: the quiet zone's.
        let marks = |row: &Row, bits: u32, length: u32, middles: Range<u32>| {
            let starts = found(raised(*row, 1), bits, length);
            middles.fold([0; 3], |all, by| either(all, raised(starts, by)))
        };
        let across = self.map(|row| {
            let two = marks(row, 0b0101_1010, 8, 2..4);
            let three = marks(row, 0b0_1011_1010, 9, 3..4);
            let four = marks(row, 0b01_0111_1010, 10, 3..5);
            either(two, either(three, four))
        });
        let down = turned
            .map(|row| marks(row, 0b0_1011_1010, 9, 2..5))
            .turned();
        let corner = lowest(8);
        let right = differ(lowest(self.side), lowest(self.side - 8));
        let rows = across.rows.iter().zip(&down.rows).enumerate();
        let outside = rows.map(|(y, (across, down))| {
            let finders = match y {
                _ if y < 8 => either(corner, right),
                _ if y >= self.side - 8 => corner,
                _ => [0; 3],
            };
            count(both(both(*across, *down), not(finders)))
        });
        outside.sum()
    }

    fn map(&self, row: impl Fn(&Row) -> Row) -> Self {
        Self {
            side: self.side,
            rows: self.rows.iter().map(row).collect(),
        }
    }
}

/// How often `1011101` stands in a row with four light modules before or after it.
fn finders(row: Row, starts: Row) -> u32 {
    let at = |bits: u32| count(both(starts, found(row, bits, 11)));
    at(0b000_0101_1101) + at(0b101_1101_0000)
}

/// Where so many modules, the lowest bit first, begin in a row.
fn found(row: Row, bits: u32, length: u32) -> Row {
    (0..length).fold([u64::MAX; 3], |found, by| {
        let here = shifted(row, by);
        both(found, if bits >> by & 1 == 1 { here } else { not(here) })
    })
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
        let rows = rows.map(|(y, (row, data))| differ(*row, both(*data, pattern[y % 12])));
        let rows = rows.collect();
        Board { side, rows }.penalty()
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
        std::array::from_fn(|y| widest.rows[y])
    })
});

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The penalty, module by module as the standard words it.
    fn slow(board: &Board) -> u32 {
        let side = board.side;
        let dark = |x: usize, y: usize| board.rows[y][x / 64] >> (x % 64) & 1 == 1;
        let mut sum = 0;
        for line in 0..side {
            for turned in [false, true] {
                let at = |n: usize| if turned { dark(line, n) } else { dark(n, line) };
                let cells: Vec<bool> = (0..side).map(at).collect();
                for run in cells.chunk_by(|a, b| a == b) {
                    if run.len() >= 5 {
                        sum += u32::try_from(run.len()).unwrap() - 2;
                    }
                }
                for window in cells.windows(11) {
                    let text: String = window.iter().map(|d| if *d { '1' } else { '0' }).collect();
                    if text == "10111010000" || text == "00001011101" {
                        sum += 40;
                    }
                }
            }
        }
        let mut all = 0;
        for y in 0..side {
            for x in 0..side {
                all += u32::from(dark(x, y));
                let square = x + 1 < side && y + 1 < side;
                if square {
                    let here = dark(x, y);
                    let same = [dark(x + 1, y), dark(x, y + 1), dark(x + 1, y + 1)];
                    sum += if same.iter().all(|d| *d == here) {
                        3
                    } else {
                        0
                    };
                }
            }
        }
        let area = u32::try_from(side * side).unwrap();
        sum + (20 * all).abs_diff(10 * area) / area * 10
    }

    /// Modules unlike all beside them, one by one; the quiet zone is light.
    fn slow_lonely(board: &Board) -> u32 {
        let place = |n: i32| usize::try_from(n).ok().filter(|n| *n < board.side);
        let dark = |x: i32, y: i32| {
            let (x, y) = (place(x)?, place(y)?);
            Some(board.rows[y][x / 64] >> (x % 64) & 1 == 1)
        };
        let side = i32::try_from(board.side).unwrap();
        let unlike = |x: i32, y: i32| {
            let beside = [(x - 1, y), (x + 1, y), (x, y - 1), (x, y + 1)];
            let same = |(bx, by)| dark(bx, by).unwrap_or(false) == dark(x, y).unwrap();
            !beside.into_iter().any(same)
        };
        let modules = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
        u32::try_from(modules.filter(|(x, y)| unlike(*x, *y)).count()).unwrap()
    }

    /// Places that look like a finder, run by run.
    fn slow_finders(board: &Board) -> u32 {
        let side = board.side;
        let dark = |x: usize, y: usize| board.rows[y][x / 64] >> (x % 64) & 1 == 1;
        // The lengths of five runs of which the middle one holds a place.
        let runs = |at: usize, dark: &dyn Fn(usize) -> bool| -> Option<[usize; 5]> {
            let cells: Vec<bool> = (0..side).map(dark).collect();
            let mut lengths = Vec::new();
            let mut middle = None;
            let mut start = 0;
            for run in cells.chunk_by(|a, b| a == b) {
                if (start..start + run.len()).contains(&at) && run[0] {
                    middle = Some(lengths.len());
                }
                lengths.push(run.len());
                start += run.len();
            }
            lengths
                .get(middle?.checked_sub(2)?..middle? + 3)?
                .try_into()
                .ok()
        };
        let mut sum = 0;
        for y in 0..side {
            for x in 0..side {
                let far = side - 8;
                let finder = (x < 8 && (y < 8 || y >= far)) || (y < 8 && x >= far);
                if finder || !dark(x, y) {
                    continue;
                }
                let middles = |length: usize| match length {
                    2 => vec![0, 1],
                    3 => vec![1],
                    4 => vec![1, 2],
                    _ => vec![],
                };
                let across = runs(x, &|x| dark(x, y)).is_some_and(|[a, b, middle, c, d]| {
                    let before = (0..x).rev().take_while(|&x| dark(x, y)).count();
                    [a, b, c, d] == [1; 4] && middles(middle).contains(&before)
                });
                let down = runs(y, &|y| dark(x, y)) == Some([1, 1, 3, 1, 1]);
                sum += u32::from(across && down);
            }
        }
        sum
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
            let one_by_one = (slow_finders(&board), slow_lonely(&board), slow(&board));
            prop_assert_eq!(board.penalty(), one_by_one);
        }

        #[test]
        fn a_board_turned_twice_is_itself(seed in any::<u64>()) {
            let board = Board::of(69, |x, y| (seed >> ((x * 7 + y * 3) % 64)) & 1 == 1);
            prop_assert_eq!(board.turned().turned().rows, board.rows);
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
