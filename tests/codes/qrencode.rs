//! What qrencode makes of the same texts, drawn like ours.

use std::process::Command;

use qr::{Color, Symbol};

use crate::symbols::Named;

/// What it makes of a symbol's text, with its color and error correction.
pub fn make(kind: &str, Named { symbol, level, .. }: &Named) -> String {
    let made = Command::new("qrencode")
        .args(["-t", kind, "-l", level, "-m", "4"])
        .args([&format!("--foreground={}", dark(symbol)), symbol.text()])
        .output()
        .unwrap();
    String::from_utf8(made.stdout).unwrap()
}

/// A symbol's color as qrencode is told it.
pub fn dark(symbol: &Symbol) -> String {
    symbol
        .colors()
        .dark()
        .css()
        .trim_start_matches('#')
        .to_owned()
}

/// An SVG like ours. Between the modules of its own, one rectangle each, thin lines shine through where a browser smooths
/// their edges.
pub fn svg(named: &Named) -> String {
    let (side, dark) = modules(named);
    let color = named.symbol.colors().dark().css();
    let dark = dark.iter().map(|(x, y)| format!("M{x} {y}h1v1h-1z"));
    let dark: String = dark.collect();
    format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {side} {side}' shape-rendering='crispEdges'>\
         <path fill='#fff' d='M0 0h{side}v{side}H0z'/><path fill='{color}' d='{dark}'/></svg>"
    )
}

/// A PDF like ours, so many millimetres wide. Without a table of what is where, which this has none of, readers look for it.
pub fn pdf(named: &Named, millimetres: u32) -> String {
    let (side, dark) = modules(named);
    let width = millimetres as f32 * 72.0 / 25.4;
    let module = width / side as f32;
    let Color { red, green, blue } = named.symbol.colors().dark();
    let [red, green, blue] = [red, green, blue].map(|part| f32::from(part) / 255.0);
    let dark = dark.iter().map(|(x, y)| format!("{x} {y} 1 1 re "));
    let dark: String = dark.collect();
    let drawn = format!(
        "{module} 0 0 {} 0 {width} cm 1 g 0 0 {side} {side} re f {red} {green} {blue} rg {dark}f",
        -module
    );
    format!(
        "%PDF-1.7\n\
         1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n\
         2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n\
         3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 {width} {width}] /Contents 4 0 R>> endobj\n\
         4 0 obj <</Length {}>> stream\n{drawn}\nendstream endobj\n\
         trailer <</Root 1 0 R>>\n",
        drawn.len() + 1
    )
}

/// How many modules wide a code is with its quiet zone, and where it is dark.
fn modules(named: &Named) -> (usize, Vec<(usize, usize)>) {
    let made = make("ASCII", named);
    // Two characters are a module.
    let rows = made.lines().enumerate();
    let dark = rows.flat_map(|(y, row)| {
        let modules = row.as_bytes().chunks(2).enumerate();
        let dark = modules.filter(|(_, module)| *module == b"##");
        dark.map(move |(x, _)| (x, y))
    });
    (made.lines().count(), dark.collect())
}
