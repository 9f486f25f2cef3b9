//! A code for a terminal: two rows of modules in a line of half blocks.

use crate::code::Code;

/// The code. Black on white is set by escape codes, so that dark and light terminals show the same.
pub fn terminal(code: &Code) -> String {
    let side = code.side();
    let mut drawn = String::new();
    for y in (0..side).step_by(2) {
        drawn.push_str("\u{1b}[30;107m");
        for x in 0..side {
            drawn.push(match (code.is_dark(x, y), code.is_dark(x, y + 1)) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        drawn.push_str("\u{1b}[0m\n");
    }
    drawn
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Correction;

    #[test]
    fn every_module_is_shown_once() {
        let code = Code::new(
            "HTTP://192.168.1.20:8080/D/0123456789AB",
            Correction::Medium,
        )
        .unwrap();
        let lines: Vec<String> = terminal(&code)
            .lines()
            .map(|line| line.replace("\u{1b}[30;107m", "").replace("\u{1b}[0m", ""))
            .collect();
        assert_eq!(lines.len(), code.side().div_ceil(2));
        for y in 0..code.side() {
            for x in 0..code.side() {
                let block = lines[y / 2].chars().nth(x).unwrap();
                let shown = match y % 2 {
                    0 => matches!(block, '█' | '▀'),
                    _ => matches!(block, '█' | '▄'),
                };
                assert_eq!(shown, code.is_dark(x, y), "{x}, {y}");
            }
        }
    }
}
