//! Where in a code with the strongest correction its codewords are, and which block has each.

use qrcode::canvas::{Canvas, Module};
use qrcode::{EcLevel, Version};

use crate::segments;

/// Blocks of each version with the strongest correction (ISO 18004, table 9).
const BLOCKS: [usize; 40] = [
    1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25, 25, 34, 30, 32, 35, 37,
    40, 42, 45, 48, 51, 54, 57, 60, 63, 66, 70, 74, 77, 81,
];

/// Of the codes of one version.
pub struct Layout {
    /// Modules on a side.
    pub side: usize,
    /// In the order in which they are drawn.
    pub words: Vec<Word>,
    /// How many share the codewords.
    pub blocks: usize,
}

/// A codeword's.
pub struct Word {
    /// Its modules, the highest bit's first, counted row by row.
    pub places: [usize; 8],
    /// Which has it.
    pub block: usize,
}

impl Layout {
    /// Of codes so many modules wide.
    pub fn of(side: usize) -> Self {
        let number = (side - 17) / 4;
        let version = Version::Normal(i16::try_from(number).unwrap_or_default());
        let blocks = BLOCKS[number - 1];
        let data = segments::room(version, EcLevel::H) / 8;
        // What is left after the last whole codeword says nothing.
        let places = free(version, side);
        let words = places.as_chunks().0.iter().enumerate();
        let words = words.map(|(word, places)| Word {
            places: *places,
            block: block(word, data, blocks),
        });
        Self {
            side,
            words: words.collect(),
            blocks,
        }
    }

    /// Inverts the modules of every one in the codewords.
    pub fn draw(&self, codewords: impl Iterator<Item = u8>, dark: &mut [bool]) {
        for (word, bits) in self.words.iter().zip(codewords) {
            for (bit, place) in word.places.iter().enumerate() {
                dark[*place] ^= bits << bit & 0x80 != 0;
            }
        }
    }
}

/// The block that has a codeword, when so many don't correct others. They take turns; of those with data the last ones
/// have one more than the others.
fn block(word: usize, data: usize, blocks: usize) -> usize {
    let more = data % blocks;
    match word {
        word if word < data - more => word % blocks,
        word if word < data => word + blocks - data,
        word => (word - data) % blocks,
    }
}

/// The modules for codewords' bits, in the order in which they are drawn: upwards and downwards by turns in columns of
/// two, from the right (ISO 18004, 7.7.3).
fn free(version: Version, side: usize) -> Vec<usize> {
    // Its own `is_functional` forgets what says the version.
    let mut canvas = Canvas::new(version, EcLevel::H);
    canvas.draw_all_functional_patterns();
    let is_free = |x: usize, y: usize| {
        let place = |at: usize| i16::try_from(at).unwrap_or_default();
        canvas.get(place(x), place(y)) == Module::Empty
    };
    // The timing pattern's column is left out.
    let columns: Vec<usize> = (0..side).rev().filter(|x| *x != 6).collect();
    let mut free = Vec::new();
    for (pair, columns) in columns.chunks(2).enumerate() {
        for row in 0..side {
            let y = if pair % 2 == 0 { side - 1 - row } else { row };
            let in_row = columns.iter().filter(|x| is_free(**x, y));
            free.extend(in_row.map(|x| y * side + x));
        }
    }
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check;
    use crate::code::{Code, Correction};

    #[test]
    fn a_block_can_lose_the_codewords_that_it_can_and_no_more() {
        // Letters that fill a code of each version, and what a block of it can lose.
        let versions = [
            (1, 10, 8),
            (2, 20, 14),
            (3, 35, 11),
            (4, 50, 8),
            (5, 64, 11),
            (6, 84, 14),
            (7, 93, 13),
            (10, 174, 14),
            (14, 283, 12),
            (15, 321, 12),
            (40, 1852, 15),
        ];
        for (version, length, spare) in versions {
            let code = Code::new(&"A".repeat(length), Correction::High).unwrap();
            let side = code.width();
            assert_eq!(side, 17 + 4 * version);
            let layout = Layout::of(side);
            for which in [0, layout.blocks / 2, layout.blocks - 1] {
                let of_block = layout.words.iter().filter(|word| word.block == which);
                let of_block: Vec<_> = of_block.collect();
                let read = |count: usize| {
                    let lost = of_block[..count].iter().flat_map(|word| word.places);
                    let mut is_lost = vec![false; side * side];
                    lost.for_each(|place| is_lost[place] = true);
                    check::lossy(&code, |x, y| is_lost[y * side + x])
                };
                assert_eq!(read(spare), Ok(()), "{version} {which}");
                assert!(read(spare + 1).is_err(), "{version} {which}");
            }
        }
    }
}
