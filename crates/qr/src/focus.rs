//! What a code still loses when it is out of focus and its icon has taken a part of what it can lose. The standard's points
//! for masks say nothing about it.
//!
//! Most readers take for dark what is darker than the mean around it. Near the quiet zone that mean is bright, so that out
//! of focus they take lone light modules for dark there, of all codewords those of some blocks. An icon in the middle may
//! hide codewords of the same blocks: of 81 codes of version 4 OpenCV read 75, and 51 with nine modules inverted in the
//! middle, but 76 with those six modules above it, which other blocks have.
//!
//! Before that a reader must find the finders, which zbar misses behind long runs of light or dark, and the alignment
//! pattern in the corner, which is lost where it is dark around it.

use crate::alignment;
use crate::board::{Board, MOST_WORDS};
use crate::code::Code;
use crate::finder;
use crate::layout::Layout;

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
/// next to the alignment pattern, which hides the pattern's edge out of focus: of 800 codes jsQR read those best that have
/// fewest (a correlation of 0.56), and no module further away said anything.
const LOST_ALONG: f32 = 0.5;
const DARK_NEXT: f32 = 1.2;

/// As bad as so many is a second alignment pattern beside it, which light modules next to it make likelier; and what looks
/// like a fourth finder.
const DOUBLED: f32 = 8.0;
const MIMICKED: f32 = 8.0;

/// As bad as so many is each pair of modules alike in the rows and columns that lead into the finders, see [`Focus::even`].
const EVEN: f32 = 1.5;

/// Modules of a finder with what is light around it.
const FINDER: usize = 8;

/// Ways into the three finders, along rows and along columns.
const WAYS: f32 = 6.0;

/// The lines through the heart of a finder, from its outer edge on, and how much each counts: where zbar misses the middle
/// one the others are too few, and too far apart.
const THROUGH: [(usize, f32); 3] = [(2, 1.0 / 6.0), (3, 4.0 / 6.0), (4, 1.0 / 6.0)];

/// So many modules away from a finder what is even counts a third of what it does beside it.
const FADE: f32 = 30.0;

/// How much the worst of the ways into the finders outweighs the others.
const WORST: f32 = 0.4;

/// What is lost of codes of one size, with the strongest correction and something in their middle.
pub struct Focus<'a> {
    layout: &'a Layout,
    /// How dark what hides a module is, 0 to 1.
    hidden: Vec<Option<f32>>,
    window: Vec<f32>,
    /// How much pairs of modules alike count, from a finder on.
    fading: Vec<f32>,
}

impl<'a> Focus<'a> {
    /// Of codes some of whose modules are hidden by what is so dark, 0 to 1.
    pub fn new(layout: &'a Layout, hidden: impl Fn(usize, usize) -> Option<f32>) -> Self {
        let side = layout.side;
        let places = (0..side).flat_map(|y| (0..side).map(move |x| (x, y)));
        Self {
            layout,
            hidden: places.map(|(x, y)| hidden(x, y)).collect(),
            window: window(),
            fading: (0..side - FINDER)
                .map(|far| (-(far as f32) / FADE).exp())
                .collect(),
        }
    }

    /// What speaks against a code: how many codewords, about, the block loses out of focus that loses most, and what hides
    /// the alignment pattern and the finders, as so many codewords.
    pub fn cost(&self, code: &Code) -> f32 {
        let seen = self.seen(code);
        let around = self.spread(&seen, &self.window);
        let along = self.along_rows(&seen);
        let to_most = self.lost(code, |at| seen[at] - around[at]);
        let to_quirc = self.lost(code, |at| seen[at] - 1.0 + AS_BRIGHT * (1.0 - along[at]));
        let board = Board::<MOST_WORDS>::of(code.width(), |x, y| self.is_dark(code, x, y));
        let [doubled, mimicked] = [alignment::is_doubled(&board), finder::is_mimicked(&board)]
            .map(|is| f32::from(u8::from(is)));
        let dark_next = dark_next_to_alignment(code) as f32;
        let to_readers = to_most + LOST_ALONG * to_quirc;
        let of_alignment = DARK_NEXT * dark_next + DOUBLED * doubled;
        let of_finders = EVEN * self.even(|x, y| code.is_dark(x, y)) + MIMICKED * mimicked;
        to_readers + of_alignment + of_finders
    }

    /// How many pairs of modules are alike on the worst ways into the finders, about.
    ///
    /// zbar looks for those along lines, by bounds that sink from one edge to the next: after long runs of light or dark it
    /// takes noise for edges, and misses the finder behind them. From the quiet zone it often misses them anyway. Of what
    /// it read of 250 noisy and packed codes with 10 to 16 pixels a module this said three to five times as much as such
    /// pairs in all rows and columns of the finders.
    fn even(&self, is_dark: impl Fn(usize, usize) -> bool) -> f32 {
        let last = self.layout.side - 1;
        let finders = [(false, false), (true, false), (false, true)];
        let ways = finders
            .into_iter()
            .flat_map(|finder| [(finder, true), (finder, false)]);
        let even = ways.map(|((right, lower), is_row)| {
            let at = |far: usize, line: usize| {
                let (x, y) = if is_row { (far, line) } else { (line, far) };
                let mirrored = |at: usize, is: bool| if is { last - at } else { at };
                is_dark(mirrored(x, right), mirrored(y, lower))
            };
            let along = |line: usize| -> f32 {
                let pairs = (FINDER..).zip(&self.fading);
                let alike = pairs.filter(|(far, _)| at(*far, line) == at(far - 1, line));
                alike.map(|(_, counts)| counts).sum()
            };
            let lines = THROUGH.iter().map(|(line, part)| part * along(*line));
            (WORST * lines.sum::<f32>()).exp()
        });
        (even.sum::<f32>() / WAYS).ln() / WORST
    }

    /// Whether a module is dark, or what hides it.
    fn is_dark(&self, code: &Code, x: usize, y: usize) -> bool {
        let hidden = self.hidden[y * self.layout.side + x];
        hidden.map_or(code.is_dark(x, y), |dark| dark > 0.5)
    }

    /// How dark every module is out of focus, 0 to 1.
    fn seen(&self, code: &Code) -> Vec<f32> {
        let modules = code.modules().iter().zip(&self.hidden);
        let drawn = modules.map(|(dark, hidden)| hidden.unwrap_or(f32::from(u8::from(*dark))));
        self.spread(&drawn.collect::<Vec<_>>(), &SPREAD)
    }

    /// How many codewords the block loses that loses most, when each module looks so much darker than what it is compared
    /// with. A codeword is right if all its modules are.
    fn lost(&self, code: &Code, darker: impl Fn(usize) -> f32) -> f32 {
        let modules = code.modules();
        let right = |at: usize| {
            let margin = if modules[at] { darker(at) } else { -darker(at) };
            (0.5 + margin / (2.0 * SURE)).clamp(0.0, 1.0)
        };
        let mut blocks = vec![0.0; self.layout.blocks];
        for word in &self.layout.words {
            blocks[word.block] += 1.0 - word.places.map(right).iter().product::<f32>();
        }
        blocks.into_iter().fold(0.0, f32::max)
    }

    /// How dark every module is with what is around it, by weights for its own place and those further and further away,
    /// in both directions. Outside, all is light.
    fn spread(&self, dark: &[f32], weights: &[f32]) -> Vec<f32> {
        let (side, reach) = (self.layout.side, weights.len() - 1);
        // Light around, so that all places have as many neighbors.
        let mut row = vec![0.0; side + 2 * reach];
        let mut across = vec![0.0; side * (side + 2 * reach)];
        let inside = across[side * reach..].chunks_exact_mut(side);
        for (sums, dark) in inside.zip(dark.chunks_exact(side)) {
            row[reach..reach + side].copy_from_slice(dark);
            weigh(sums, &row, reach, 1, weights);
        }
        let mut sums = vec![0.0; dark.len()];
        for (y, sums) in sums.chunks_exact_mut(side).enumerate() {
            weigh(sums, &across[side * y..], reach, side, weights);
        }
        sums
    }

    /// How dark the rows are around every module, the nearest counting most.
    fn along_rows(&self, dark: &[f32]) -> Vec<f32> {
        let side = self.layout.side;
        let reach = ALONG * side as f32;
        let mut means = vec![0.0; dark.len()];
        let rows = means.chunks_exact_mut(side).zip(dark.chunks_exact(side));
        for (means, dark) in rows {
            add_running(means.iter_mut().zip(dark), reach);
            add_running(means.iter_mut().zip(dark).rev(), reach);
        }
        means
    }
}

/// Sums a row and those before and behind it: each begins so many places after the one before, the first at the start.
fn weigh(sums: &mut [f32], dark: &[f32], reach: usize, step: usize, weights: &[f32]) {
    let length = sums.len();
    let row = |at: usize| &dark[at * step..at * step + length];
    for (sum, dark) in sums.iter_mut().zip(row(reach)) {
        *sum = weights[0] * dark;
    }
    for (far, weight) in weights.iter().enumerate().skip(1) {
        let (before, behind) = (row(reach - far), row(reach + far));
        for ((sum, before), behind) in sums.iter_mut().zip(before).zip(behind) {
            *sum += weight * (before + behind);
        }
    }
}

/// Adds to each mean half of how dark it was so far, the nearest counting most.
fn add_running<'a>(row: impl Iterator<Item = (&'a mut f32, &'a f32)>, reach: f32) {
    let (kept, part) = (1.0 - 1.0 / reach, 0.5 / reach);
    let mut running = 0.0;
    for (mean, dark) in row {
        running = kept * running + dark;
        *mean += part * running;
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

/// In the ring of modules around it; version 1 has none.
fn dark_next_to_alignment(code: &Code) -> usize {
    let middle = code.width() - 7;
    if middle == 14 {
        return 0;
    }
    let around = || middle - 3..=middle + 3;
    let places = around().flat_map(|y| around().map(move |x| (x, y)));
    let next = places.filter(|(x, y)| x.abs_diff(middle).max(y.abs_diff(middle)) == 3);
    next.filter(|(x, y)| code.is_dark(*x, *y)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::Correction;

    #[test]
    fn what_hides_a_part_speaks_against_a_code_unless_it_looks_the_same() {
        for length in [10, 20, 35, 50, 64, 84] {
            let code = Code::new(&"A".repeat(length), Correction::High).unwrap();
            let (layout, middle) = (Layout::of(code.width()), code.width() / 2);
            let is_icon = |x: usize, y: usize| x.abs_diff(middle).max(y.abs_diff(middle)) <= 1;
            let cost = |hidden: &dyn Fn(bool) -> f32| {
                let hidden = |x, y| is_icon(x, y).then(|| hidden(code.is_dark(x, y)));
                Focus::new(&layout, hidden).cost(&code)
            };
            let bare = Focus::new(&layout, |_, _| None).cost(&code);
            let same = cost(&|dark| f32::from(u8::from(dark)));
            let inverted = cost(&|dark| f32::from(u8::from(!dark)));
            assert_eq!(bare, same, "{length}");
            assert!(bare <= inverted, "{length}");
        }
    }

    #[test]
    fn out_of_focus_it_is_light_modules_at_the_edge_that_are_lost() {
        let mut lost = [0; 4];
        for number in 0..40 {
            let text = format!("HTTPS://QUICK-DEPLOY.EXAMPLE/D/{number:012}");
            let code = Code::new(&text, Correction::High).unwrap();
            let (layout, edge) = (Layout::of(code.width()), 2);
            let focus = Focus::new(&layout, |_, _| None);
            let seen = focus.seen(&code);
            let around = focus.spread(&seen, &focus.window);
            for (at, dark) in code.modules().iter().enumerate() {
                let inside = edge..layout.side - edge;
                let place = [at % layout.side, at / layout.side];
                let is_inside = place.iter().all(|at| inside.contains(at));
                let wrong = (seen[at] > around[at]) != *dark;
                lost[2 * usize::from(is_inside) + usize::from(*dark)] += usize::from(wrong);
            }
        }
        let [light_at_the_edge, dark_at_the_edge, ..] = lost;
        assert!(light_at_the_edge > 10 * dark_at_the_edge, "{lost:?}");
    }

    /// Codes of a short link, the best first.
    fn best_first(number: usize) -> Vec<Code> {
        let text = format!("HTTPS://QUICK-DEPLOY.EXAMPLE/D/{number:012}");
        let code = Code::new(&text, Correction::High).unwrap();
        let layout = Layout::of(code.width());
        let focus = Focus::new(&layout, |_, _| None);
        let mut alike = code.alike(&layout).unwrap();
        alike.sort_by(|a, b| focus.cost(a).total_cmp(&focus.cost(b)));
        alike
    }

    #[test]
    fn of_codes_alike_the_best_has_its_alignment_pattern_alone_in_the_light() {
        let [mut dark_next, mut doubled, mut count] = [[0; 2]; 3];
        for number in 0..8 {
            for (rank, code) in best_first(number).iter().enumerate() {
                let (kind, side) = (usize::from(rank > 0), code.width());
                let board = Board::<MOST_WORDS>::of(side, |x, y| code.is_dark(x, y));
                doubled[kind] += usize::from(alignment::is_doubled(&board));
                let corner = side - 10..side - 3;
                let places = corner
                    .clone()
                    .flat_map(|y| corner.clone().map(move |x| (x, y)));
                // Of the pattern itself 17 modules are dark.
                dark_next[kind] += places.filter(|(x, y)| code.is_dark(*x, *y)).count() - 17;
                count[kind] += 1;
            }
        }
        let mean = |kind: usize| dark_next[kind] as f32 / count[kind] as f32;
        let (best, others) = (mean(0), mean(1));
        assert!(best < 0.8 * others, "{best} {others}");
        assert!(doubled[0] == 0 && doubled[1] > 0, "{doubled:?}");
    }

    #[test]
    fn the_ring_next_to_the_alignment_pattern_is_counted_where_there_is_one() {
        let count = |length: usize| {
            let code = Code::new(&"7".repeat(length), Correction::High).unwrap();
            dark_next_to_alignment(&code)
        };
        assert_eq!(count(1), 0);
        assert!((1..=24).contains(&count(40)));
    }

    #[test]
    fn of_codes_alike_the_best_change_more_on_the_ways_into_the_finders() {
        let mean = |some: usize| {
            let codes = (0..6).flat_map(|number| best_first(number).into_iter().take(some));
            let even = codes.map(|code| {
                let layout = Layout::of(code.width());
                Focus::new(&layout, |_, _| None).even(|x, y| code.is_dark(x, y))
            });
            let even: Vec<f32> = even.collect();
            even.iter().sum::<f32>() / even.len() as f32
        };
        let (best, all) = (mean(8), mean(usize::MAX));
        assert!(best < all - 0.3, "{best} {all}");
    }

    #[test]
    fn all_ways_into_the_finders_count_and_the_worst_most() {
        let code = Code::new("HTTPS://QD.EXAMPLE/D/0", Correction::High).unwrap();
        let (layout, last) = (Layout::of(code.width()), code.width() - 1);
        let focus = Focus::new(&layout, |_, _| None);
        let checkered = |x: usize, y: usize| (x + y).is_multiple_of(2);
        let whole = focus.even(|_, _| true);
        assert!(focus.even(checkered).abs() < 0.01);
        // One of the lines through a finder's middle: of the way into one finder, or into two from both sides.
        let ways = [(3, 0, 2), (last - 3, 0, 1), (3, 1, 2), (last - 3, 1, 1)];
        for (line, axis, finders) in ways {
            let one = focus.even(|x, y| [y, x][axis] != line && checkered(x, y));
            let mean = finders as f32 / WAYS * whole;
            assert!(mean < one && one < whole, "{line} {axis}: {one} of {whole}");
        }
    }

    #[test]
    fn an_even_grey_is_as_dark_as_its_mean() {
        let side = 41;
        let layout = Layout::of(side);
        let focus = Focus::new(&layout, |_, _| Some(0.5));
        let grey = vec![0.5; side * side];
        let middle = side * side / 2;
        for weights in [SPREAD.to_vec(), window()] {
            let spread = focus.spread(&grey, &weights);
            assert!((spread[middle] - 0.5).abs() < 0.01, "{}", spread[middle]);
            // Beyond a corner all is light.
            assert!(spread[0] < 0.4, "{}", spread[0]);
        }
        // Beyond the code the row is light.
        let mean = focus.along_rows(&grey)[middle];
        assert!((0.4..0.5).contains(&mean), "{mean}");
    }
}
