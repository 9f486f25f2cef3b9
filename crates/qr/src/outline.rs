//! The borders of a symbol's dark modules. Drawn as one path, they leave no seams between rows.

/// A closed line through the corners of modules; what is dark is on its right.
pub type Loop = Vec<(usize, usize)>;

const RIGHT: u8 = 1;
const DOWN: u8 = 2;
const LEFT: u8 = 4;
const UP: u8 = 8;

/// All borders of a square of modules. Filled by either rule they give the dark modules again.
pub fn trace(size: usize, dark: impl Fn(usize, usize) -> bool) -> Vec<Loop> {
    let mut edges = edges(size, dark);
    let mut loops = Vec::new();
    for start in 0..edges.len() {
        while edges[start] != 0 {
            loops.push(walk(&mut edges, size + 1, start));
        }
    }
    loops
}

/// For each corner, the directions in which a border leaves it.
fn edges(size: usize, dark: impl Fn(usize, usize) -> bool) -> Vec<u8> {
    let corners = size + 1;
    let mut edges = vec![0; corners * corners];
    let dark = |x: usize, y: usize| x < size && y < size && dark(x, y);
    for y in 0..size {
        for x in (0..size).filter(|&x| dark(x, y)) {
            let at = y * corners + x;
            if !dark(x, y.wrapping_sub(1)) {
                edges[at] |= RIGHT;
            }
            if !dark(x + 1, y) {
                edges[at + 1] |= DOWN;
            }
            if !dark(x, y + 1) {
                edges[at + corners + 1] |= LEFT;
            }
            if !dark(x.wrapping_sub(1), y) {
                edges[at + corners] |= UP;
            }
        }
    }
    edges
}

/// Follows one border to its beginning, taking its edges away; only corners where it turns are kept.
fn walk(edges: &mut [u8], corners: usize, start: usize) -> Loop {
    let mut line = Vec::new();
    let (mut at, mut before) = (start, 0);
    while edges[at] != 0 {
        // Where two modules touch by a corner two borders meet, and either way on is right.
        let towards = edges[at] & edges[at].wrapping_neg();
        edges[at] &= !towards;
        if towards != before {
            line.push((at % corners, at / corners));
        }
        before = towards;
        at = match towards {
            RIGHT => at + 1,
            DOWN => at + corners,
            LEFT => at - 1,
            _ => at - corners,
        };
    }
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// How often the loops go around the middle of a module, by the edges on its left.
    fn around(loops: &[Loop], x: usize, y: usize) -> i32 {
        let mut turns = 0;
        for line in loops {
            for (a, b) in line.iter().zip(line.iter().cycle().skip(1)) {
                if a.0 == b.0 && a.0 <= x {
                    turns += i32::from(b.1 <= y && y < a.1) - i32::from(a.1 <= y && y < b.1);
                }
            }
        }
        turns
    }

    proptest! {
        #[test]
        fn filled_the_borders_are_the_modules_again(bits in prop::collection::vec(any::<bool>(), 81)) {
            let dark = |x: usize, y: usize| bits[y * 9 + x];
            let loops = trace(9, dark);
            for y in 0..9 {
                for x in 0..9 {
                    prop_assert_eq!(around(&loops, x, y), i32::from(dark(x, y)), "{}, {}", x, y);
                }
            }
        }
    }
}
