//! A square of modules, one bit each, so that whole rows are compared at once.

use std::array;
use std::ops::{BitAnd, BitOr, BitXor, Not, Shl, Shr};

/// A row of modules, the first in the lowest bit of the first word. Shifts go up to 63.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<const WORDS: usize>([u64; WORDS]);

impl<const WORDS: usize> Default for Row<WORDS> {
    fn default() -> Self {
        Self([0; WORDS])
    }
}

impl<const WORDS: usize> Row<WORDS> {
    /// The first `n` modules set, and no other.
    pub fn first(n: usize) -> Self {
        Self(array::from_fn(|at| match n.saturating_sub(64 * at) {
            0 => 0,
            left @ 1..64 => (1 << left) - 1,
            _ => u64::MAX,
        }))
    }

    /// Its first words.
    pub fn narrowed<const FEWER: usize>(self) -> Row<FEWER> {
        Row(array::from_fn(|at| self.0.get(at).copied().unwrap_or(0)))
    }

    /// How many are set.
    pub fn count(self) -> u32 {
        self.0.iter().map(|word| word.count_ones()).sum()
    }

    /// Sets one.
    pub fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    /// Whether one is set.
    #[cfg(test)]
    pub fn is_set(self, at: usize) -> bool {
        self.0[at / 64] >> (at % 64) & 1 == 1
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
            // In two steps: `by` may be 0, and a shift by 64 is none.
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
pub struct BitMatrix<const WORDS: usize> {
    /// Its rows from the top, as many as each has modules.
    pub rows: Vec<Row<WORDS>>,
}

impl<const WORDS: usize> BitMatrix<WORDS> {
    /// The modules of a square that are set.
    pub fn new(size: usize, is_set: impl Fn(usize, usize) -> bool) -> Self {
        let mut rows = vec![Row::default(); size];
        for (y, row) in rows.iter_mut().enumerate() {
            for x in (0..size).filter(|&x| is_set(x, y)) {
                row.set(x);
            }
        }
        Self { rows }
    }

    /// Modules on a side.
    pub fn size(&self) -> usize {
        self.rows.len()
    }

    /// Rows and columns swapped.
    pub fn transposed(&self) -> Self {
        let mut rows = vec![Row::default(); self.size()];
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
        fn transposing_swaps_rows_and_columns(seed in any::<u64>()) {
            let is_set = |x: usize, y: usize| (seed >> ((x * 7 + y * 3) % 64)) & 1 == 1;
            let matrix = BitMatrix::<3>::new(69, is_set);
            let swapped = BitMatrix::<3>::new(69, |x, y| is_set(y, x));
            prop_assert_eq!(matrix.transposed().rows, swapped.rows);
        }

        #[test]
        fn shifts_carry_from_word_to_word(words in any::<[u64; 3]>(), by in 0_u32..64) {
            let row = Row(words);
            for at in 0..192 - by as usize {
                prop_assert_eq!((row >> by).is_set(at), row.is_set(at + by as usize));
                prop_assert_eq!((row << by).is_set(at + by as usize), row.is_set(at));
            }
        }
    }
}
