//! A code as an SVG of one path, crisp at any size.

use std::fmt::Write;

use crate::code::Code;
use crate::color::Colors;

/// The picture; its quiet zone is in it, a module is one unit.
pub fn svg(code: &Code, colors: Colors) -> String {
    let side = code.side();
    let (dark, light) = (colors.dark().css(), colors.light().css());
    let path = path(code);
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" \
         shape-rendering=\"crispEdges\"><path fill=\"{light}\" d=\"M0 0h{side}v{side}H0z\"/>\
         <path fill=\"{dark}\" d=\"{path}\"/></svg>"
    )
}

/// The dark modules, each run of a row as a rectangle.
pub(crate) fn path(code: &Code) -> String {
    let side = code.side();
    let mut path = String::new();
    for y in 0..side {
        let mut x = 0;
        while x < side {
            let run = (x..side).take_while(|&x| code.is_dark(x, y)).count();
            if run > 0 {
                // Writing to a text can't fail.
                write!(path, "M{x} {y}h{run}v1h-{run}z").ok();
            }
            x += run.max(1);
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Correction;

    #[test]
    fn every_dark_module_is_darkened_and_no_other() {
        let code = Code::new("https://a.example/join/0123456789AB", Correction::Medium).unwrap();
        let drawn = svg(&code, Colors::default());
        let path = drawn.rsplit("d=\"").next().unwrap();
        let mut dark = vec![vec![false; code.side()]; code.side()];
        for run in path.split('M').skip(1) {
            let (at, rest) = run.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let length: usize = rest.split_once('v').unwrap().0.parse().unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            dark[y][x..x + length].fill(true);
        }
        for (y, row) in dark.iter().enumerate() {
            for (x, dark) in row.iter().enumerate() {
                assert_eq!(*dark, code.is_dark(x, y), "{x}, {y}");
            }
        }
    }
}
