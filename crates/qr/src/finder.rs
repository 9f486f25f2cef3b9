//! Whether something in a code looks like a finder to quirc, and to rqrr, which comes from it.
//!
//! They take for one whatever goes dark, light, dark, light, dark by about 1 : 1 : 3 : 1 : 1 along a row of pixels, if the
//! outer two are parts of one dark area, the middle of another, and the areas' sizes are about a ring's and a stone's. With
//! one too many they may take the wrong three, and misread the code turned that way at nearly any size.

use std::mem;

use crate::board::Board;

/// A ring and the stone in it, a hundredth of the ring each: more than the first, less than the second.
const STONE: [usize; 2] = [10, 70];

/// Whether a row or column of a code's modules has what isn't a finder and looks like one.
pub fn is_mimicked<const WORDS: usize>(code: &Board<WORDS>) -> bool {
    let areas = Areas::of(code);
    let side = code.side();
    let corners = [(0, 0), (side - 1, 0), (0, side - 1)];
    let rings = corners.map(|(x, y)| areas.names[y * side + x]);
    let is_false = |line: &mut dyn Iterator<Item = usize>| {
        looks_like_a_finder(line, |ring, stone| {
            !rings.contains(&ring) && areas.are_a_finder(ring, stone)
        })
    };
    (0..side).any(|at| {
        let row = at * side..(at + 1) * side;
        let mut row = areas.names[row].iter().copied();
        let mut column = areas.names[at..].iter().copied().step_by(side);
        is_false(&mut row) || is_false(&mut column)
    })
}

/// Whether runs along a line of areas, of which light has none, are a finder's, of a ring and a stone.
fn looks_like_a_finder(
    line: &mut dyn Iterator<Item = usize>,
    is_one: impl Fn(usize, usize) -> bool,
) -> bool {
    let mut runs = [(LIGHT, 0); 5];
    let mut run = (LIGHT, 0);
    for area in line.chain([LIGHT]) {
        if area == run.0 {
            run.1 += 1;
            continue;
        }
        runs.rotate_left(1);
        runs[4] = mem::replace(&mut run, (area, 1));
        let [(left, _), .., (right, _)] = runs;
        if left != LIGHT && left == right {
            let (stone, _) = runs[2];
            if has_proportions(runs.map(|(_, length)| length)) && is_one(right, stone) {
                return true;
            }
        }
    }
    false
}

/// As quirc has them: each of four is a quarter to seven quarters of their mean, the middle 9 to 15 quarters of it.
fn has_proportions([first, second, middle, fourth, last]: [usize; 5]) -> bool {
    let outer = [first, second, fourth, last];
    let four_means: usize = outer.iter().sum();
    let is_mean = |run: &usize| (four_means..=7 * four_means).contains(&(16 * run));
    outer.iter().all(is_mean) && (9 * four_means..=15 * four_means).contains(&(16 * middle))
}

/// The name of what isn't dark.
const LIGHT: usize = 0;

/// Dark areas: modules that share sides.
struct Areas {
    /// Of each module.
    names: Vec<usize>,
    /// How many modules each has.
    sizes: Vec<usize>,
}

impl Areas {
    fn of<const WORDS: usize>(code: &Board<WORDS>) -> Self {
        let side = code.side();
        let mut names = vec![LIGHT; side * side];
        // What each name that was given too early is a part of.
        let mut wholes = vec![LIGHT];
        for (y, row) in code.rows.iter().enumerate() {
            for x in (0..side).filter(|x| row.bits_from(*x) & 1 == 1) {
                let at = y * side + x;
                let before = if x == 0 { LIGHT } else { names[at - 1] };
                let above = if y == 0 { LIGHT } else { names[at - side] };
                let [before, above] = [before, above].map(|name| whole(&wholes, name));
                names[at] = match (before, above) {
                    (LIGHT, LIGHT) => {
                        wholes.push(wholes.len());
                        wholes.len() - 1
                    }
                    (LIGHT, one) | (one, LIGHT) => one,
                    (one, other) => {
                        wholes[one.max(other)] = one.min(other);
                        one.min(other)
                    }
                };
            }
        }
        let mut sizes = vec![0; wholes.len()];
        for name in names.iter_mut().filter(|name| **name != LIGHT) {
            *name = whole(&wholes, *name);
            sizes[*name] += 1;
        }
        Self { names, sizes }
    }

    /// Whether two are as large as a ring and the stone in it.
    fn are_a_finder(&self, ring: usize, stone: usize) -> bool {
        let part = 100 * self.sizes[stone] / self.sizes[ring];
        let [least, most] = STONE;
        ring != stone && least < part && part < most
    }
}

fn whole(wholes: &[usize], mut name: usize) -> usize {
    while wholes[name] != name {
        name = wholes[name];
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::board::MOST_WORDS;
    use crate::check;
    use crate::code::{Code, Correction};

    fn is_mimicked(code: &Code) -> bool {
        let is_dark = |x, y| code.is_dark(x, y);
        let narrow = code.width() < 58;
        let is = super::is_mimicked(&Board::<MOST_WORDS>::of(code.width(), is_dark));
        if narrow {
            assert_eq!(
                is,
                super::is_mimicked(&Board::<1>::of(code.width(), is_dark))
            );
        }
        is
    }

    /// Whether it is read however it is turned.
    fn is_read(code: &Code) -> bool {
        let (module, quiet) = (4, 4);
        let side = (code.width() + 2 * quiet) * module;
        let grey = |x: usize, y: usize| {
            let [x, y] = [x, y].map(|at| (at / module).wrapping_sub(quiet));
            if code.is_dark(x, y) { 0 } else { 255 }
        };
        (0..4).all(|quarters| check::turned(code, side, grey, quarters).is_ok())
    }

    #[test]
    fn what_rqrr_misreads_turned_has_its_finders_mimicked_and_no_code_that_is_made_has() {
        let [mut mimicked, mut misread] = [0; 2];
        for number in 0..100_u64 {
            let text = format!(
                "HTTPS://SHOP.EXAMPLE/D/{:024}",
                number * 7_777_777_054_444_439
            );
            let codes = (0..8).map(|rank| Code::of_rank(&text, Correction::Medium, rank).unwrap());
            for (rank, code) in codes.enumerate() {
                if is_mimicked(&code) {
                    assert!(rank > 0, "{text}");
                    mimicked += 1;
                    misread += usize::from(!is_read(&code));
                } else if number % 10 == 0 {
                    assert!(is_read(&code), "{text} {rank}");
                }
            }
        }
        assert!(misread > 0, "none of {mimicked}");
    }

    /// A square of modules with finders in three corners and this at a place, dark where there is a `#`.
    fn with(drawn: [&str; 7], (left, top): (usize, usize)) -> Board<1> {
        let side = 33;
        let middles = [(3, 3), (side - 4, 3), (3, side - 4)];
        let is_of_a_finder = |x: usize, y: usize| {
            let mut away = middles
                .iter()
                .map(|(left, top)| x.abs_diff(*left).max(y.abs_diff(*top)));
            away.any(|away| [0, 1, 3].contains(&away))
        };
        Board::of(side, |x, y| {
            let drawn = y.checked_sub(top).and_then(|y| drawn.get(y));
            let drawn = drawn.and_then(|row| row.as_bytes().get(x.checked_sub(left)?));
            drawn == Some(&b'#') || is_of_a_finder(x, y)
        })
    }

    #[test]
    fn a_ring_with_a_stone_in_it_looks_like_a_finder_unless_it_is_one_or_is_broken() {
        let nothing = [""; 7];
        let finder = [
            "#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######",
        ];
        // Another shape, but one row through it looks so.
        let odd = ["", "######", "#....##", "#.###.#", "#....##", "######", ""];
        let open = [
            "#######", "#......", "#.###.#", "#.###.#", "#.###.#", "......#", "#######",
        ];
        let leaning = [
            "#######", "#.....#", "#.###.#", "#.#####", "#.###.#", "#.....#", "#######",
        ];
        let grown = [
            "#######", "#######", "#.###.#", "#######", "#######", "#######", "#######",
        ];
        for (drawn, is) in [
            (nothing, false),
            (finder, true),
            (odd, true),
            (open, false),
            (leaning, false),
            (grown, false),
        ] {
            for place in [(13, 13), (20, 11), (10, 23)] {
                let board = with(drawn, place);
                assert_eq!(super::is_mimicked(&board), is, "{drawn:?}");
                assert_eq!(super::is_mimicked(&board.turned()), is, "{drawn:?} turned");
            }
        }
    }
}
