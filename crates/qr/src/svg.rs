//! A symbol as an SVG of one path, crisp at any size.

use std::fmt::Write;

use crate::outline::trace;
use crate::symbol::{Placed, Symbol};

impl Symbol {
    /// The picture; its quiet zone is in it, a module is one unit.
    pub fn svg(&self) -> String {
        let side = self.side();
        let (dark, light) = (self.colors.dark().css(), self.colors.light().css());
        let path = self.path();
        let icon = self.icon.as_ref().map(|placed| image(placed, &light));
        let icon = icon.unwrap_or_default();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
             shape-rendering=\"crispEdges\"><path fill=\"{light}\" d=\"M0 0h{side}v{side}H0z\"/>\
             <path fill=\"{dark}\" d=\"{path}\"/>{icon}</svg>"
        )
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for line in trace(self.side(), |x, y| self.is_dark(x, y)) {
            // Writing to a text can't fail. A border turns by right angles and begins with one to the right.
            let mut before = line.first().copied().unwrap_or_default();
            write!(path, "M{} {}", before.0, before.1).ok();
            for &(x, y) in line.iter().skip(1) {
                if y == before.1 {
                    write!(path, "H{x}").ok();
                } else {
                    write!(path, "V{y}").ok();
                }
                before = (x, y);
            }
            path.push('z');
        }
        path
    }
}

fn image(placed: &Placed, light: &str) -> String {
    let [(at, side), (around, whole)] = placed.squares();
    let href = placed.icon.data_url();
    format!(
        "<path fill=\"{light}\" d=\"M{around} {around}h{whole}v{whole}h-{whole}z\"/>\
         <image x=\"{at}\" y=\"{at}\" width=\"{side}\" height=\"{side}\" href=\"{href}\"/>"
    )
}

#[cfg(test)]
mod tests {
    use crate::{Style, Symbol};

    #[test]
    fn every_dark_module_is_darkened_and_no_other() {
        let symbol = Symbol::new("https://a.example/join/0123456789AB", Style::default()).unwrap();
        let drawn = symbol.svg();
        let path = drawn
            .rsplit("d=\"")
            .next()
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let side = symbol.side();
        // Each vertical line turns over all modules on its right: even-odd.
        let mut dark = vec![false; side * side];
        for run in path.split_terminator('z') {
            let start = run.find(['H', 'V']).unwrap();
            let (x, y) = run[1..start].split_once(' ').unwrap();
            let first: (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let (mut at, mut corners) = (first, Vec::new());
            let mut rest = &run[start..];
            while !rest.is_empty() {
                let end = rest[1..].find(['H', 'V']).map_or(rest.len(), |n| n + 1);
                let value = rest[1..end].parse().unwrap();
                let next = if rest.starts_with('H') {
                    (value, at.1)
                } else {
                    (at.0, value)
                };
                corners.push((at, next));
                (at, rest) = (next, &rest[end..]);
            }
            corners.push((at, first));
            for (from, to) in corners.into_iter().filter(|(from, to)| from.0 == to.0) {
                for y in from.1.min(to.1)..from.1.max(to.1) {
                    for x in from.0..side {
                        dark[y * side + x] ^= true;
                    }
                }
            }
        }
        for (at, dark) in dark.into_iter().enumerate() {
            let (x, y) = (at % side, at / side);
            assert_eq!(dark, symbol.is_dark(x, y), "{x}, {y}");
        }
    }
}
