//! QR codes of links: for terminals and as SVG. Knows nothing of the rest.

use qrcode::{EcLevel, QrCode};
use thiserror::Error;

/// Modules of white around a code; scanners need 4.
const QUIET: usize = 4;

/// Why no code could be made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct QrError(String);

/// A code's modules with its quiet zone, row by row; `true` is dark.
pub fn modules(text: &str) -> Result<Vec<Vec<bool>>, QrError> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M)
        .map_err(|why| QrError(why.to_string()))?;
    let width = code.width();
    let side = width + 2 * QUIET;
    let inside = |at: usize| (QUIET..QUIET + width).contains(&at);
    let dark = |x: usize, y: usize| {
        inside(x) && inside(y) && code[(x - QUIET, y - QUIET)] == qrcode::Color::Dark
    };
    Ok((0..side)
        .map(|y| (0..side).map(|x| dark(x, y)).collect())
        .collect())
}

/// The code as an SVG of one path, crisp at any size: black on white, its quiet zone in it.
pub fn svg(text: &str) -> Result<String, QrError> {
    let rows = modules(text)?;
    let side = rows.len();
    let mut path = String::new();
    for (y, row) in rows.iter().enumerate() {
        let mut x = 0;
        while x < side {
            let run = row[x..].iter().take_while(|dark| **dark).count();
            if run > 0 {
                path.push_str(&format!("M{x} {y}h{run}v1h-{run}z"));
            }
            x += run.max(1);
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path d=\"{path}\"/></svg>"
    ))
}

/// The code for a terminal: two rows of modules in a line of half blocks. Black on white is set by
/// escape codes, so that dark and light terminals show the same code.
pub fn terminal(text: &str) -> Result<String, QrError> {
    let rows = modules(text)?;
    let mut drawn = String::new();
    for pair in rows.chunks(2) {
        drawn.push_str("\u{1b}[30;107m");
        for x in 0..pair[0].len() {
            let upper = pair[0][x];
            let lower = pair.get(1).is_some_and(|row| row[x]);
            drawn.push(match (upper, lower) {
                (true, true) => '█',
                (true, false) => '▀',
                (false, true) => '▄',
                (false, false) => ' ',
            });
        }
        drawn.push_str("\u{1b}[0m\n");
    }
    Ok(drawn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_terminal_shows_every_module_once() {
        let rows = modules("HTTP://192.168.1.20:8080/D/0123456789AB").unwrap();
        let drawn = terminal("HTTP://192.168.1.20:8080/D/0123456789AB").unwrap();
        let lines: Vec<String> = drawn
            .lines()
            .map(|line| line.replace("\u{1b}[30;107m", "").replace("\u{1b}[0m", ""))
            .collect();
        for (y, row) in rows.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let block = lines[y / 2].chars().nth(x).unwrap();
                let shown = match y % 2 {
                    0 => matches!(block, '█' | '▀'),
                    _ => matches!(block, '█' | '▄'),
                };
                assert_eq!(shown, *dark, "{x}, {y}");
            }
        }
    }

    #[test]
    fn the_svg_darkens_every_dark_module_and_no_other() {
        let rows = modules("https://a.example/join/0123456789AB").unwrap();
        let drawn = svg("https://a.example/join/0123456789AB").unwrap();
        let path = drawn.rsplit("d=\"").next().unwrap();
        let mut dark = vec![vec![false; rows.len()]; rows.len()];
        for run in path.split('M').skip(1) {
            let (at, rest) = run.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            dark[y][x..x + length].fill(true);
        }
        assert_eq!(dark, rows);
    }

    #[test]
    fn the_quiet_zone_is_four_modules_on_every_side() {
        let rows = modules("A").unwrap();
        let side = rows.len();
        assert_eq!(side, 21 + 8);
        for (y, row) in rows.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                let at_edge = [x, y].iter().any(|&at| at < 4 || at >= side - 4);
                assert!(!(at_edge && *dark), "{x}, {y}");
            }
        }
    }

    #[test]
    fn a_text_that_no_code_can_hold_is_refused() {
        assert!(terminal(&"x".repeat(5000)).is_err());
    }
}
