//! A symbol as an SVG of one path, crisp at any size.

use std::fmt::Write;

use crate::outline::{Loop, trace};
use crate::style::{PlacedIcon, StyledSymbol};

/// CSS pixels of a module where nothing else sets the picture's size.
const MODULE_PIXELS: usize = 8;

impl StyledSymbol {
    /// The picture with its quiet zone; a module is one unit. A browser's dark mode leaves its colors as they are.
    pub fn svg(&self) -> String {
        let size = self.size();
        let pixels = size * MODULE_PIXELS;
        let (dark, light) = (self.colors().dark().css(), self.colors().light().css());
        let path = path(&trace(size, |x, y| self.is_dark(x, y)));
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
}

/// Closed lines as an SVG's path. Each begins with a step to the right, and turns by right angles.
fn path(lines: &[Loop]) -> String {
    let mut path = String::new();
    for line in lines {
        let mut before = line.first().copied().unwrap_or_default();
        // Writing to a text can't fail.
        write!(path, "M{} {}", before.0, before.1).ok();
        for &(x, y) in line.iter().skip(1) {
            match y == before.1 {
                true => write!(path, "H{x}").ok(),
                false => write!(path, "V{y}").ok(),
            };
            before = (x, y);
        }
        path.push('z');
    }
    path
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

    use super::*;
    use crate::Style;
    use crate::icon::tests::icon;

    #[test]
    fn a_border_is_written_by_its_corners() {
        let dark = |x: usize, y: usize| y == 0 || x == 0;
        assert_eq!(path(&trace(2, dark)), "M0 0H2V1H1V2H0z");
        let ring = |x: usize, y: usize| (x, y) != (1, 1);
        assert_eq!(path(&trace(3, ring)), "M0 0H3V3H0zM1 1V2H2V1z");
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
