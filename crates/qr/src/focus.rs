//! What a small code still loses when it is out of focus and its icon has taken a part of what it can lose. The standard's
//! points for masks say nothing about it.
//!
//! Most readers take for dark what is darker than the mean around it. Near the quiet zone that mean is bright, so that out
//! of focus they take lone light modules for dark there, of all codewords those of some blocks. An icon in the middle may
//! hide codewords of the same blocks: of 81 codes of version 4 OpenCV read 75, and 51 with nine modules inverted in the
//! middle, but 76 with those six modules above it, which other blocks have.

use qrcode::canvas::{Canvas, Module};
use qrcode::{EcLevel, Version};

use crate::code::Code;

/// How far a point spreads, by a Gaussian of half a module: what of a module's own light stays in its row, and what comes
/// from each of the next.
const SPREAD: [f32; 2] = [0.683, 0.157];

/// The sigma of the window in which OpenCV takes its means, in modules of four pixels.
const WINDOW: f32 = 3.0;

/// A module that is so much, of black, darker or lighter than its mean is read right, however it is read.
const SURE: f32 = 0.06;

/// quirc, and rqrr after it, take their means along rows over an eighth of the picture, in which the code is two thirds;
/// and take for dark what is less than so bright as they are.
const ALONG: f32 = 1.5 / 8.0;
const AS_BRIGHT: f32 = 0.95;

/// A codeword that those lose is as bad as so many that the others lose, of whom there are more; and so is a dark module
/// beside the alignment pattern, among which jsQR doesn't find it.
const LOST_ALONG: f32 = 0.5;
const DARK_BESIDE: f32 = 0.15;

/// Blocks of the versions 1 to 6 with the strongest correction (ISO 18004, table 9).
const BLOCKS: [usize; 6] = [1, 1, 2, 4, 4, 4];
const MOST_BLOCKS: usize = 4;

/// Of version 5 the first two blocks have 11 codewords of data, the others 12, after so many codewords.
const SHORTER: (usize, usize) = (5, 44);

/// What is lost of codes of one size, of the versions 1 to 6 with the strongest correction, with something in their middle.
pub struct Focus {
    side: usize,
    /// Of each module the codeword that it belongs to, and how dark what hides it is, 0 to 1.
    words: Vec<Option<usize>>,
    hidden: Vec<Option<f32>>,
}

impl Focus {
    /// Of codes so many modules wide, some of which are hidden by what is so dark, 0 to 1.
    pub fn new(side: usize, hidden: impl Fn(usize, usize) -> Option<f32>) -> Self {
        Self {
            side,
            words: words(side),
            hidden: places(side).map(|(x, y)| hidden(x, y)).collect(),
        }
    }

    /// What speaks against a code: how many codewords, about, the block loses out of focus that loses most.
    pub fn cost(&self, code: &Code) -> f32 {
        let seen = self.seen(code);
        let (around, along) = (self.spread(&seen, &window()), self.along_rows(&seen));
        let to_most = self.lost(code, |at| seen[at] - around[at]);
        let to_quirc = self.lost(code, |at| seen[at] - 1.0 + AS_BRIGHT * (1.0 - along[at]));
        to_most + LOST_ALONG * to_quirc + DARK_BESIDE * dark_beside_alignment(code) as f32
    }

    /// How dark every module is out of focus, 0 to 1.
    fn seen(&self, code: &Code) -> Vec<f32> {
        let whole = places(self.side).zip(&self.hidden);
        let drawn = whole.map(|((x, y), hidden)| match hidden {
            Some(dark) => *dark,
            None => f32::from(u8::from(code.is_dark(x, y))),
        });
        self.spread(&drawn.collect::<Vec<_>>(), &SPREAD)
    }

    /// How many codewords the block loses that loses most, when each module looks so much darker than what it is compared
    /// with. A codeword is right if all its modules are.
    fn lost(&self, code: &Code, darker: impl Fn(usize) -> f32) -> f32 {
        let count = self.words.iter().flatten().max().map_or(0, |most| most + 1);
        let mut right = vec![1.0; count];
        for (at, ((x, y), word)) in places(self.side).zip(&self.words).enumerate() {
            let Some(word) = word else { continue };
            let margin = if code.is_dark(x, y) {
                darker(at)
            } else {
                -darker(at)
            };
            right[*word] *= (0.5 + margin / (2.0 * SURE)).clamp(0.0, 1.0);
        }
        let mut blocks = [0.0; MOST_BLOCKS];
        for (word, right) in right.into_iter().enumerate() {
            blocks[block(self.side, word)] += 1.0 - right;
        }
        blocks.into_iter().fold(0.0, f32::max)
    }

    /// How dark every module is with what is around it, by weights for its own place and those further and further away,
    /// in both directions. Outside, all is light.
    fn spread(&self, dark: &[f32], weights: &[f32]) -> Vec<f32> {
        let down = |dark: &[f32]| {
            let mut sums = vec![0.0; dark.len()];
            for (y, sums) in sums.chunks_exact_mut(self.side).enumerate() {
                let reach = weights.len() - 1;
                let near = y.saturating_sub(reach)..self.side.min(y + reach + 1);
                for from in near {
                    let weight = weights[y.abs_diff(from)];
                    let row = &dark[from * self.side..(from + 1) * self.side];
                    sums.iter_mut()
                        .zip(row)
                        .for_each(|(sum, dark)| *sum += weight * dark);
                }
            }
            sums
        };
        self.turned(&down(&self.turned(&down(dark))))
    }

    fn turned(&self, dark: &[f32]) -> Vec<f32> {
        places(self.side)
            .map(|(x, y)| dark[x * self.side + y])
            .collect()
    }

    /// How dark the rows are around every module, the nearest counting most.
    fn along_rows(&self, dark: &[f32]) -> Vec<f32> {
        let reach = ALONG * self.side as f32;
        let mut means = vec![0.0; dark.len()];
        let rows = means
            .chunks_exact_mut(self.side)
            .zip(dark.chunks_exact(self.side));
        for (means, dark) in rows {
            add_running(means.iter_mut().zip(dark), reach);
            add_running(means.iter_mut().zip(dark).rev(), reach);
        }
        means
    }
}

/// Adds to each mean half of how dark it was so far, the nearest counting most.
fn add_running<'a>(row: impl Iterator<Item = (&'a mut f32, &'a f32)>, reach: f32) {
    let mut running = 0.0;
    for (mean, dark) in row {
        running += dark - running / reach;
        *mean += running / (2.0 * reach);
    }
}

/// The weights of a window in which means are taken.
fn window() -> Vec<f32> {
    let reach = 0..=(3.0 * WINDOW) as usize;
    let weights = reach.map(|far| (-(far as f32 / WINDOW).powi(2) / 2.0).exp());
    let weights: Vec<f32> = weights.collect();
    let sum = 2.0 * weights.iter().sum::<f32>() - weights[0];
    weights.into_iter().map(|weight| weight / sum).collect()
}

fn places(side: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..side).flat_map(move |y| (0..side).map(move |x| (x, y)))
}

/// Which codeword a module belongs to, in the order in which they are drawn: upwards and downwards by turns in columns of
/// two, from the right (ISO 18004, 7.7.3).
fn words(side: usize) -> Vec<Option<usize>> {
    let version = i16::try_from((side - 17) / 4).unwrap_or_default();
    let mut canvas = Canvas::new(Version::Normal(version), EcLevel::H);
    canvas.draw_all_functional_patterns();
    let is_free = |x: usize, y: usize| {
        let place = |at: usize| i16::try_from(at).unwrap_or_default();
        canvas.get(place(x), place(y)) == Module::Empty
    };
    let mut words = vec![None; side * side];
    let mut drawn = 0;
    // The timing pattern's column is left out.
    let columns: Vec<usize> = (0..side).rev().filter(|x| *x != 6).collect();
    for (pair, columns) in columns.chunks(2).enumerate() {
        for row in 0..side {
            let y = if pair % 2 == 0 { side - 1 - row } else { row };
            for x in columns.iter().filter(|x| is_free(**x, y)) {
                words[y * side + x] = Some(drawn / 8);
                drawn += 1;
            }
        }
    }
    // What is left after the last whole codeword says nothing.
    for word in &mut words {
        *word = word.filter(|word| *word < drawn / 8);
    }
    words
}

/// The block of a codeword: they take turns.
fn block(side: usize, word: usize) -> usize {
    let version = (side - 17) / 4;
    let blocks = BLOCKS.get(version - 1).copied().unwrap_or(1);
    match SHORTER {
        (of, after) if version == of && word >= after => (word + 2) % blocks,
        _ => word % blocks,
    }
}

/// In the two rings of modules around it; version 1 has none.
fn dark_beside_alignment(code: &Code) -> usize {
    let middle = code.width() - 7;
    if middle == 14 {
        return 0;
    }
    let around = || middle - 4..=middle + 4;
    let places = around().flat_map(|y| around().map(move |x| (x, y)));
    let beside = places.filter(|(x, y)| x.abs_diff(middle).max(y.abs_diff(middle)) > 2);
    beside.filter(|(x, y)| code.is_dark(*x, *y)).count()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::check;
    use crate::code::Correction;

    /// A code of each version, with what a block of it can lose.
    fn codes() -> impl Iterator<Item = (Code, usize)> {
        let most = [(10, 8), (20, 14), (35, 11), (50, 8), (64, 11), (84, 14)];
        most.into_iter().enumerate().map(|(at, (length, lost))| {
            let code = Code::new(&"A".repeat(length), Correction::High).unwrap();
            assert_eq!(code.width(), 21 + 4 * at);
            (code, lost)
        })
    }

    #[test]
    fn a_block_can_lose_the_codewords_that_it_can_and_no_more() {
        for (code, spare) in codes() {
            let side = code.width();
            let words = words(side);
            let all: BTreeSet<usize> = words.iter().flatten().copied().collect();
            for which in 0..BLOCKS[(side - 17) / 4 - 1] {
                let of_block = all.iter().filter(|word| block(side, **word) == which);
                let of_block: Vec<_> = of_block.copied().collect();
                let read = |count: usize| {
                    let lost = &of_block[..count];
                    check::lossy(&code, |x, y| {
                        words[y * side + x].is_some_and(|word| lost.contains(&word))
                    })
                };
                assert_eq!(read(spare), Ok(()), "{side} {which}");
                assert!(read(spare + 1).is_err(), "{side} {which}");
            }
        }
    }

    #[test]
    fn what_hides_a_part_speaks_against_a_code_unless_it_looks_the_same() {
        for (code, _) in codes() {
            let (side, middle) = (code.width(), code.width() / 2);
            let is_icon = |x: usize, y: usize| x.abs_diff(middle).max(y.abs_diff(middle)) <= 1;
            let cost = |hidden: &dyn Fn(bool) -> f32| {
                let hidden = |x, y| is_icon(x, y).then(|| hidden(code.is_dark(x, y)));
                Focus::new(side, hidden).cost(&code)
            };
            let bare = Focus::new(side, |_, _| None).cost(&code);
            let same = cost(&|dark| f32::from(u8::from(dark)));
            let inverted = cost(&|dark| f32::from(u8::from(!dark)));
            assert_eq!(bare, same, "{side}");
            assert!(bare <= inverted, "{side}");
        }
    }

    #[test]
    fn out_of_focus_it_is_light_modules_at_the_edge_that_are_lost() {
        let mut lost = [0; 4];
        for number in 0..40 {
            let text = format!("HTTPS://QUICK-DEPLOY.EXAMPLE/D/{number:012}");
            let code = Code::new(&text, Correction::High).unwrap();
            let (side, edge) = (code.width(), 2);
            let focus = Focus::new(side, |_, _| None);
            let seen = focus.seen(&code);
            let around = focus.spread(&seen, &window());
            for (at, (x, y)) in places(side).enumerate() {
                let is_inside = [x, y].iter().all(|at| (edge..side - edge).contains(at));
                let wrong = (seen[at] > around[at]) != code.is_dark(x, y);
                let kind = 2 * usize::from(is_inside) + usize::from(code.is_dark(x, y));
                lost[kind] += usize::from(wrong);
            }
        }
        let [light_at_the_edge, dark_at_the_edge, ..] = lost;
        assert!(light_at_the_edge > 10 * dark_at_the_edge, "{lost:?}");
    }

    #[test]
    fn an_even_grey_is_as_dark_as_its_mean() {
        let side = 41;
        let focus = Focus::new(side, |_, _| Some(0.5));
        let grey = vec![0.5; side * side];
        let middle = side * side / 2;
        for weights in [SPREAD.to_vec(), window()] {
            let mean = focus.spread(&grey, &weights)[middle];
            assert!((mean - 0.5).abs() < 0.01, "{mean}");
        }
        // Beyond the code the row is light.
        let mean = focus.along_rows(&grey)[middle];
        assert!((0.4..0.5).contains(&mean), "{mean}");
    }
}
