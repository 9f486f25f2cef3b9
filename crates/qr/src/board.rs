//! A square of modules, a bit each, so that whole rows are weighed at once.

use std::array;
use std::ops::{BitAnd, BitOr, BitXor, Not, Shl, Shr};

/// Modules on a side of the widest code.
pub const WIDEST: usize = 177;

/// Words of a row of the widest code.
pub const MOST_WORDS: usize = 3;

/// A row of modules in so many words, the first in the lowest bit. Shifts go up to 63.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Default for Row<WORDS> {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl<const WORDS: usize> Row<WORDS> {
    /// Its first modules set, and no other.
    pub fn lowest(n: usize) -> Self {
        Self(array::from_fn(|at| match n.saturating_sub(64 * at) {
            0 => 0,
            left @ 1..64 => (1 << left) - 1,
            _ => u64::MAX,
        }))
    }

    /// How many are set.
    pub fn count(self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Whether none is set.
    pub fn is_empty(self) -> bool {
        self == Self::default()
    }

    /// The 64 modules from a place on.
    pub fn bits_from(self, start: usize) -> u64 {
        let word = |at: usize| self.0.get(at).copied().unwrap_or(0);
        let (at, by) = (start / 64, start % 64);
        // In two steps, as a shift by 64 is none.
        word(at) >> by | word(at + 1) << 1 << (63 - by)
    }

    /// Its first words.
    pub fn first<const FEWER: usize>(self) -> Row<FEWER> {
        Row(array::from_fn(|at| self.0.get(at).copied().unwrap_or(0)))
    }

    /// Sets one.
    pub fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }
}

impl<const WORDS: usize> BitAnd for Row<WORDS> {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(array::from_fn(|at| self.0[at] & other.0[at]))
    }
}

impl<const WORDS: usize> BitOr for Row<WORDS> {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(array::from_fn(|at| self.0[at] | other.0[at]))
    }
}

impl<const WORDS: usize> BitXor for Row<WORDS> {
    type Output = Self;

    fn bitxor(self, other: Self) -> Self {
        Self(array::from_fn(|at| self.0[at] ^ other.0[at]))
    }
}

impl<const WORDS: usize> Not for Row<WORDS> {
    type Output = Self;

    fn not(self) -> Self {
        Self(self.0.map(|word| !word))
    }
}

impl<const WORDS: usize> Shr<u32> for Row<WORDS> {
    type Output = Self;

    fn shr(self, by: u32) -> Self {
        Self(array::from_fn(|at| {
            let next = self.0.get(at + 1).copied().unwrap_or(0);
            self.0[at] >> by | next << 1 << (63 - by)
        }))
    }
}

impl<const WORDS: usize> Shl<u32> for Row<WORDS> {
    type Output = Self;

    fn shl(self, by: u32) -> Self {
        Self(array::from_fn(|at| {
            let before = at.checked_sub(1).map_or(0, |at| self.0[at]);
            self.0[at] << by | before >> 1 >> (63 - by)
        }))
    }
}

/// A square of modules.
#[derive(Clone, Debug)]
pub struct Board<const WORDS: usize> {
    /// Its rows, from above; as many as each has modules.
    pub rows: Vec<Row<WORDS>>,
}

impl<const WORDS: usize> Board<WORDS> {
    /// The modules of a square of this side that are set.
    pub fn of(side: usize, is_set: impl Fn(usize, usize) -> bool) -> Self {
        let mut rows = vec![Row::default(); side];
        for (y, row) in rows.iter_mut().enumerate() {
            for x in (0..side).filter(|&x| is_set(x, y)) {
                row.set(x);
            }
        }
        Self { rows }
    }

    /// Modules on a side.
    pub fn side(&self) -> usize {
        self.rows.len()
    }

    /// The same with rows and columns swapped.
    pub fn turned(&self) -> Self {
        let mut rows = vec![Row::default(); self.side()];
        for (y, row) in self.rows.iter().enumerate() {
            for (word, &bits) in row.0.iter().enumerate() {
                let mut left = bits;
                while left != 0 {
                    let x = 64 * word + left.trailing_zeros() as usize;
                    rows[x].set(y);
                    left &= left - 1;
                }
            }
        }
        Self { rows }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_board_turned_twice_is_itself(seed in any::<u64>()) {
            let board = Board::<3>::of(69, |x, y| (seed >> ((x * 7 + y * 3) % 64)) & 1 == 1);
            prop_assert_eq!(board.turned().turned().rows, board.rows);
        }

        #[test]
        fn a_row_goes_on_from_a_place_as_its_modules_do(words in any::<[u64; 3]>(), start in 0_usize..192) {
            let row = Row(words);
            let is_set = |at: usize| words.get(at / 64).is_some_and(|word| word >> (at % 64) & 1 == 1);
            let bits = (0..64).filter(|by| is_set(start + by)).map(|by| 1_u64 << by);
            prop_assert_eq!(row.bits_from(start), bits.sum::<u64>());
        }
    }
}
