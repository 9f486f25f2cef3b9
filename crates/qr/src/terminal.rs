//! A symbol for a terminal: two rows of modules in a line of half blocks.

use crate::style::StyledSymbol;

/// What a terminal draws text on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Background {
    /// Black on white is set by escape codes: right on every terminal that knows colors.
    Any,
    /// Dark, with light text: what is light is drawn. For terminals and logs without colors.
    Dark,
    /// Light, with dark text: what is dark is drawn.
    Light,
}

impl StyledSymbol {
    /// The symbol without its colors and its icon.
    pub fn terminal(&self, background: Background) -> String {
        let (before, after) = match background {
            Background::Any => ("\u{1b}[30;107m", "\u{1b}[0m"),
            Background::Dark | Background::Light => ("", ""),
        };
        let size = self.size();
        let inked = |x, y| self.is_dark_below_icon(x, y) == (background != Background::Dark);
        let mut drawn = String::new();
        for y in (0..size).step_by(2) {
            drawn.push_str(before);
            for x in 0..size {
                // The last line is half empty: there is no row below the last.
                let below = y + 1 < size && inked(x, y + 1);
                drawn.push(match (inked(x, y), below) {
                    (true, true) => '█',
                    (true, false) => '▀',
                    (false, true) => '▄',
                    (false, false) => ' ',
                });
            }
            drawn.push_str(after);
            drawn.push('\n');
        }
        drawn
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Style;

    #[test]
    fn every_module_is_shown_once_on_either_background() {
        let text = "HTTP://192.168.1.20:8080/D/0123456789AB";
        let symbol = StyledSymbol::new(text, &Style::default()).unwrap();
        for (background, inked) in [
            (Background::Any, true),
            (Background::Dark, false),
            (Background::Light, true),
        ] {
            let drawn = symbol.terminal(background);
            let plain = drawn.replace("\u{1b}[30;107m", "").replace("\u{1b}[0m", "");
            let lines: Vec<&str> = plain.lines().collect();
            assert_eq!(lines.len(), symbol.size().div_ceil(2));
            for y in 0..symbol.size() {
                for x in 0..symbol.size() {
                    let block = lines[y / 2].chars().nth(x).unwrap();
                    let ink = match y % 2 {
                        0 => matches!(block, '█' | '▀'),
                        _ => matches!(block, '█' | '▄'),
                    };
                    assert_eq!(
                        ink == inked,
                        symbol.is_dark(x, y),
                        "{background:?} {x}, {y}"
                    );
                }
            }
        }
    }
}
