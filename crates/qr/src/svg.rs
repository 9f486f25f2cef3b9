//! A symbol as an SVG of one path, crisp at any size.

use std::fmt::Write;

use crate::outline::trace;
use crate::style::{PlacedIcon, StyledSymbol};

/// CSS pixels of a module where nothing else sets the picture's size.
const MODULE_PIXELS: usize = 8;

impl StyledSymbol {
    /// The picture with its quiet zone; a module is one unit. A browser's dark mode leaves its colors as they are.
    pub fn svg(&self) -> String {
        let size = self.size();
        let pixels = size * MODULE_PIXELS;
        let (dark, light) = (self.colors().dark().css(), self.colors().light().css());
        let path = self.path();
        let icon = self.icon.as_ref().map(image).unwrap_or_default();
        // Readers that are older than SVG 2 know the icon by `xlink:href` alone.
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
             width=\"{pixels}\" height=\"{pixels}\" viewBox=\"0 0 {size} {size}\" \
             shape-rendering=\"crispEdges\" style=\"color-scheme:only light\">\
             <path fill=\"{light}\" d=\"M0 0h{size}v{size}H0z\"/>\
             <path fill=\"{dark}\" d=\"{path}\"/>{icon}</svg>"
        )
    }

    fn path(&self) -> String {
        let mut path = String::new();
        for line in trace(self.size(), |x, y| self.is_dark(x, y)) {
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

fn image(placed: &PlacedIcon) -> String {
    let (start, width) = placed.inner();
    let url = placed.icon.data_url();
    format!(
        "<image x=\"{start}\" y=\"{start}\" width=\"{width}\" height=\"{width}\" \
         href=\"{url}\" xlink:href=\"{url}\"/>"
    )
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use crate::icon::tests::icon;
    use crate::{Style, StyledSymbol};

    #[test]
    fn every_dark_module_is_darkened_and_no_other() {
        let symbol =
            StyledSymbol::new("https://a.example/join/0123456789AB", &Style::default()).unwrap();
        let drawn = symbol.svg();
        let path = drawn
            .rsplit("d=\"")
            .next()
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let size = symbol.size();
        // Each vertical line turns over all modules on its right: even-odd.
        let mut dark = vec![false; size * size];
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
                    for x in from.0..size {
                        dark[y * size + x] ^= true;
                    }
                }
            }
        }
        for (at, dark) in dark.into_iter().enumerate() {
            let (x, y) = (at % size, at / size);
            assert_eq!(dark, symbol.is_dark(x, y), "{x}, {y}");
        }
    }

    #[test]
    fn old_and_new_readers_find_the_icon_and_the_size() {
        let style = Style {
            icon: Some(Arc::new(icon([200, 30, 30]))),
            ..Style::default()
        };
        let svg = StyledSymbol::new("HTTPS://A.EXAMPLE", &style)
            .unwrap()
            .svg();
        for part in [" href=\"data:image/png;base64,", " xlink:href=\"data:"] {
            assert_eq!(svg.matches(part).count(), 1, "{part}");
        }
        assert!(
            svg.contains("width=\"264\" height=\"264\" viewBox=\"0 0 33 33\""),
            "{svg}"
        );
        assert!(svg.contains("color-scheme:only light"));
    }
}
