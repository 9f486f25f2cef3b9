//! The choice of the mask by the standard's penalty (ISO/IEC 18004, 7.8.3), on rows of bits: `qrcode` counts it module
//! by module, which takes five times as long as everything else about a symbol.

use std::sync::LazyLock;

use qrcode::canvas::{Canvas, MaskPattern, Module};
use qrcode::{EcLevel, Version};

/// The largest symbol whose rows, with what the rules shift in, are a word: version 10.
const MAX_SIZE: usize = 57;

/// A row of modules, the first in the lowest bit.
type Row = u64;

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

/// What the masks invert.
static PATTERNS: LazyLock<[Vec<Row>; 8]> =
    LazyLock::new(|| MASKS.map(|(_, inverts)| rows(MAX_SIZE, inverts)));

/// A symbol that is drawn without a mask, with the best one.
pub fn masked(mut canvas: Canvas, size: usize, level: EcLevel) -> Canvas {
    // Few symbols are so large; they take as long as it takes.
    if size > MAX_SIZE {
        return canvas.apply_best_mask();
    }
    canvas.apply_mask(best(&canvas, size, level));
    canvas
}

/// The mask with the lowest penalty, the first of equals.
fn best(canvas: &Canvas, size: usize, level: EcLevel) -> MaskPattern {
    let at = |x: usize, y: usize| {
        let place = |n: usize| i16::try_from(n).unwrap_or(i16::MAX);
        canvas.get(place(x), place(y))
    };
    let plain = rows(size, |x, y| at(x, y).is_dark());
    let data = rows(size, |x, y| {
        matches!(at(x, y), Module::Unmasked(_) | Module::Empty)
    });
    let masks = MASKS.iter().zip(PATTERNS.iter()).zip(formats(level));
    let best = masks.min_by_key(|((_, pattern), format)| {
        let rows = plain.iter().zip(&data).zip(*pattern);
        let mut symbol: Vec<Row> = rows
            .map(|((row, data), inverts)| row ^ (data & inverts))
            .collect();
        format.draw(&mut symbol);
        penalty(&symbol)
    });
    best.map_or(MaskPattern::Checkerboard, |(((mask, _), _), _)| *mask)
}

/// The modules of a square that are set.
fn rows(size: usize, is_set: impl Fn(usize, usize) -> bool) -> Vec<Row> {
    let row = |y| {
        let set = (0..size).filter(|&x| is_set(x, y));
        set.fold(0, |row, x| row | 1 << x)
    };
    (0..size).map(row).collect()
}

/// The columns as rows.
fn transposed(symbol: &[Row]) -> Vec<Row> {
    let mut columns = vec![0; symbol.len()];
    for (y, row) in symbol.iter().enumerate() {
        let mut left = *row;
        while left != 0 {
            columns[left.trailing_zeros() as usize] |= 1 << y;
            left &= left - 1;
        }
    }
    columns
}

/// The format information: level and mask in 15 bits, drawn twice, with the dark module among them.
#[derive(Clone, Copy, Default)]
struct Format {
    /// In row 8: the first nine and the last eight modules.
    row: [Row; 2],
    /// In column 8.
    column: [Row; 2],
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
                bits << 1 | Row::from(canvas.get(x, y).is_dark())
            })
        };
        Self {
            row: [bits(0..9, |x| (x, 8)), bits(13..21, |x| (x, 8))],
            column: [bits(0..9, |y| (8, y)), bits(13..21, |y| (8, y))],
        }
    }

    /// Draws it into a symbol that has none.
    fn draw(self, symbol: &mut [Row]) {
        let end = symbol.len() - 8;
        symbol[8] |= self.row[0] | self.row[1] << end;
        for (start, column) in [(0, self.column[0]), (end, self.column[1])] {
            for y in (0..9).filter(|y| column >> y & 1 == 1) {
                symbol[start + y] |= 1 << 8;
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
fn penalty(symbol: &[Row]) -> u32 {
    let size = symbol.len();
    let columns = transposed(symbol);
    let lines = symbol.iter().chain(&columns);
    let of_lines: u32 = lines
        .map(|row| runs(*row, size) + 40 * finder_like(*row))
        .sum();
    of_lines + 3 * blocks(symbol) + 10 * imbalance(symbol)
}

/// The first `n` modules.
fn first(n: usize) -> Row {
    (1 << n) - 1
}

/// The first rule: 3 points for a run of five modules of one color, and one for each more.
fn runs(row: Row, size: usize) -> u32 {
    let same = !(row ^ row >> 1) & first(size - 1);
    let two = same & same >> 1;
    // A run of n modules leaves n - 4 bits.
    let long = two & two >> 2;
    let starts = long & !(long << 1);
    long.count_ones() + 2 * starts.count_ones()
}

/// The second: blocks of 2 x 2 modules of one color.
fn blocks(symbol: &[Row]) -> u32 {
    let inside = first(symbol.len() - 1);
    let blocks = symbol.windows(2).map(|rows| {
        let [above, below] = [rows[0], rows[1]];
        let differ = (above ^ below) | (above ^ above >> 1) | (below ^ below >> 1);
        (!differ & inside).count_ones()
    });
    blocks.sum()
}

/// The third: dark and light modules 1011101, as in a finder, with four light ones before or behind. The quiet zone is
/// light.
fn finder_like(row: Row) -> u32 {
    let three = row & row >> 1 & row >> 2;
    let ratio = row & !(row >> 1) & three >> 2 & !(row >> 5) & row >> 6;
    let before = row << 1 | row << 2 | row << 3 | row << 4;
    let behind = row >> 7 | row >> 8 | row >> 9 | row >> 10;
    // Runs are as long as that only where a light module ends them.
    let bounded = ratio & !(row << 1) & !(row >> 7);
    (bounded & !(before & behind)).count_ones()
}

/// The fourth: how many whole steps of 5 % the dark modules are away from half of all.
fn imbalance(symbol: &[Row]) -> u32 {
    let all = u32::try_from(symbol.len().pow(2)).unwrap_or(u32::MAX);
    let dark: u32 = symbol.iter().map(|row| row.count_ones()).sum();
    let percent = (200 * dark + all) / all / 2;
    percent.abs_diff(50) / 5
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The points of a line for runs and for what looks like a finder, counted module by module.
    fn slow_line(line: &[bool]) -> usize {
        let lengths = line.chunk_by(|a, b| a == b).map(<[bool]>::len);
        let runs: usize = lengths.filter(|n| *n >= 5).map(|n| n - 2).sum();
        let padded = [&[false; 4], line, &[false; 4]].concat();
        let finders = padded.windows(15).filter(|window| {
            let is_light = |part: &[bool]| part.iter().all(|dark| !dark);
            let is_ratio = window[4..11] == [true, false, true, true, true, false, true];
            let is_bounded = !window[3] && !window[11];
            is_ratio && is_bounded && (is_light(&window[..4]) || is_light(&window[11..]))
        });
        runs + 40 * finders.count()
    }

    /// The penalty, counted module by module.
    fn slow_penalty(size: usize, is_dark: impl Fn(usize, usize) -> bool) -> usize {
        let line = |y| (0..size).map(|x| is_dark(x, y)).collect::<Vec<_>>();
        let column = |x| (0..size).map(|y| is_dark(x, y)).collect::<Vec<_>>();
        let lines = (0..size).flat_map(|at| [line(at), column(at)]);
        let of_lines: usize = lines.map(|line| slow_line(&line)).sum();
        let places = (1..size).flat_map(|y| (1..size).map(move |x| (x, y)));
        let blocks = places.filter(|&(x, y)| {
            let four = [(x - 1, y - 1), (x, y - 1), (x - 1, y), (x, y)];
            four.iter().filter(|(x, y)| is_dark(*x, *y)).count() % 4 == 0
        });
        let dark = (0..size).flat_map(line).filter(|dark| *dark).count();
        let percent = (100.0 * dark as f64 / size.pow(2) as f64 + 0.5) as usize;
        of_lines + 3 * blocks.count() + 10 * (percent.abs_diff(50) / 5)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]

        #[test]
        fn the_penalty_on_rows_of_bits_is_the_one_module_by_module(
            size in prop::sample::select(vec![21_usize, 33, 57]),
            seed in any::<u64>(),
            density in 1_u64..8,
            // Finder-like rows, which chance seldom brings.
            finders in prop::collection::vec((0_usize..57, 0_usize..57), 0..8),
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
            let fast = penalty(&rows(size, is_dark));
            prop_assert_eq!(fast as usize, slow_penalty(size, is_dark));
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
}
