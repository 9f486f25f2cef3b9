//! What Chromium shows of codes: SVGs, also in its forced dark mode, and a terminal.

use std::path::{Path, PathBuf};
use std::process::Command;

use qr::Background;
use serde_json::json;
use tests::readers::program;

use crate::symbols::Named;
use crate::write;

/// A picture of a page, and where in it each code is.
pub struct Shot {
    pub file: PathBuf,
    pub crops: Vec<[usize; 4]>,
}

/// The side of an SVG: 300 CSS pixels on a phone's screen.
const IMAGE: usize = 600;

/// The side of a terminal with the longest code.
const TERMINAL: usize = 1000;

/// Below each other, each in a square; the rest of the page is as wide again.
fn shoot(name: &str, page: &str, count: usize, side: usize, dark: bool, folder: &Path) -> Shot {
    let html = write(folder, &format!("{name}.html"), page);
    let file = folder.join(format!("{name}.png"));
    let done = Command::new(program("CHROME"))
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--allow-file-access-from-files",
            "--hide-scrollbars",
            "--virtual-time-budget=5000",
        ])
        .args(dark.then_some("--enable-features=WebContentsForceDark"))
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .arg(format!("--window-size={},{}", side + 100, side * count))
        .arg(format!("--screenshot={}", file.display()))
        .arg(html)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && file.exists(), "{said}");
    let crops = (0..count).map(|at| [0, side * at, side, side]);
    Shot {
        file,
        crops: crops.collect(),
    }
}

/// Every code as an SVG in a page. It must be dark on light in dark mode, too: decoders don't look for any other.
pub fn images(symbols: &[Named], dark: bool, folder: &Path) -> Shot {
    let mut page = "<!doctype html><body style='margin:0;font-size:0'>".to_owned();
    for Named { name, symbol } in symbols {
        let file = format!("{name}.svg");
        write(folder, &file, symbol.svg());
        page += &format!("<img src='{file}' width={IMAGE} height={IMAGE} style='display:block'>");
    }
    let name = if dark { "dark" } else { "light" };
    let shot = shoot(name, &page, symbols.len(), IMAGE, dark, folder);
    // Beside the images the page is as dark as the mode makes it.
    let picture = image::open(&shot.file).unwrap().into_luma8();
    let [beside] = picture.get_pixel(picture.width() - 1, 0).0;
    assert_eq!(beside < 64, dark, "{beside}");
    shot
}

/// Every code in xterm.js. A terminal shows neither colors nor icons, so the three styles stand on the three backgrounds.
pub fn terminals(symbols: &[Named], folder: &Path) -> Shot {
    let xterm = program("NODE_MODULES");
    let mut page = format!(
        "<!doctype html><meta charset=utf-8><link rel=stylesheet href='{xterm}/@xterm/xterm/css/xterm.css'>\
         <script src='{xterm}/@xterm/xterm/lib/xterm.js'></script>\
         <script src='{xterm}/@xterm/addon-webgl/lib/addon-webgl.js'></script><body style='margin:0'>"
    );
    for (at, Named { name, symbol }) in symbols.iter().enumerate() {
        let (background, back, front) = match name.split('-').next() {
            Some("plain") => (Background::Any, "#1e1e1e", "#d4d4d4"),
            Some("icon") => (Background::Dark, "#000000", "#e5e5e5"),
            _ => (Background::Light, "#ffffff", "#333333"),
        };
        let options = json!({
            "cols": 110, "rows": 55, "fontSize": 15, "convertEol": true,
            "fontFamily": "'DejaVu Sans Mono', 'Liberation Mono', monospace",
            "theme": { "background": back, "foreground": front, "cursor": back },
        });
        let text = json!(symbol.terminal(background).trim_end());
        page += &format!(
            "<div id=t{at} style='width:{TERMINAL}px;height:{TERMINAL}px;overflow:hidden;background:{back}'></div>\
             <script>{{const t = new Terminal({options}); t.open(document.getElementById('t{at}'));\
             t.loadAddon(new WebglAddon.WebglAddon(true)); t.write({text});}}</script>"
        );
    }
    shoot("terminals", &page, symbols.len(), TERMINAL, false, folder)
}
