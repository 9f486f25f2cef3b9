//! What a code stands on: pictures of three sizes, an SVG in a browser, a printed page, a poster, a terminal.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use qr::{Ground, Paper, Poster, Refused};
use serde_json::{Value, json};

use crate::qrencode;
use crate::readers::program;
use crate::symbols::Named;
use crate::tell;

/// Sides of PNGs, in pixels.
const SIZES: [u32; 3] = [120, 200, 600];

/// Side of an SVG as a browser draws it: 300 CSS pixels on a phone's screen.
const DRAWN: usize = 600;

/// Side of a printed page, in millimetres.
const PRINTED: u32 = 60;

/// What a terminal of the longest code takes, in CSS pixels.
const TERMINAL: (usize, usize) = (1000, 1000);

/// Every symbol on everything, as the worker takes it; and what is refused: the carriers that are too small.
pub fn make(symbols: &[Named], folder: &Path) -> (Vec<Value>, Vec<String>) {
    let mut pictures = Vec::new();
    let mut refusals = Vec::new();
    for named in symbols {
        let Named { name, symbol, .. } = named;
        let mut add = |carrier: &str, file: &str, lies, bytes: Result<Vec<u8>, Refused>| match bytes
        {
            Ok(bytes) => {
                let path = write(folder, &format!("{name}.{file}"), &bytes);
                pictures.push(picture(named, carrier, &path, lies, &[]));
            }
            Err(refused) => {
                tell(&format!("{name}.{carrier} is refused: {refused}"));
                refusals.push(format!("{name}.{carrier}"));
            }
        };
        for size in SIZES {
            add(
                &format!("png{size}"),
                &format!("{size}.png"),
                Lies::Crisp,
                symbol.png(size),
            );
        }
        let poster = poster(named, Paper::Phone);
        add("poster", "poster.png", Lies::Amid, poster.png());
        pictures.push(printed(named, folder));
    }
    pictures.extend(drawn_by_a_browser(symbols, folder));
    pictures.extend(shown_by_a_terminal(symbols, folder));
    (pictures, refusals)
}

/// Every symbol as a PNG with so many pixels a module as the next may have.
pub fn photograph(symbols: &[Named], folder: &Path) -> Vec<Value> {
    let photograph = |(named, module): (&Named, u32)| {
        let side = u32::try_from(named.symbol.side()).unwrap() * module;
        let bytes = named.symbol.png(side).unwrap();
        let path = write(folder, &format!("{}.png", named.name), &bytes);
        picture(named, "png", &path, Lies::Crisp, &[])
    };
    let modules = [4, 5, 8, 12].into_iter().cycle();
    symbols.iter().zip(modules).map(photograph).collect()
}

/// Every symbol as PNGs with so many pixels a module, to which one thing happens.
pub fn at_sizes(symbols: &[Named], modules: &[u32], distortion: &str, folder: &Path) -> Vec<Value> {
    let all = symbols
        .iter()
        .flat_map(|named| modules.iter().map(move |module| (named, *module)));
    all.map(|(named, module)| {
        let side = u32::try_from(named.symbol.side()).unwrap() * module;
        let carrier = format!("{module}.png");
        let file = format!("{}.{carrier}", named.name);
        let path = write(folder, &file, &named.symbol.png(side).unwrap());
        let mut picture = picture(named, &carrier, &path, Lies::Crisp, &[]);
        picture["distortions"] = json!([distortion]);
        picture
    })
    .collect()
}

fn write(folder: &Path, file: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(file);
    fs::write(&path, bytes).unwrap();
    path
}

/// A symbol on a carrier, as the worker takes it.
fn picture(
    named: &Named,
    carrier: &str,
    file: &Path,
    lies: Lies,
    parts: &[(&str, Value)],
) -> Value {
    let Named {
        name,
        symbol,
        level,
        ..
    } = named;
    let modules = symbol.side() - 2 * qr::LEAST_QUIET;
    let text = symbol.text();
    let mut picture = json!({
        "name": format!("{name}.{carrier}"), "file": file, "text": text, "level": level, "modules": modules,
        "dark": qrencode::dark(symbol),
        "alone": lies != Lies::Amid, "crisp": lies != Lies::Scaled,
    });
    for (part, place) in parts {
        picture[part] = place.clone();
    }
    picture
}

/// How a code lies in its picture.
#[derive(Clone, Copy, PartialEq)]
enum Lies {
    /// Alone, its modules whole pixels.
    Crisp,
    /// Alone, and as large as the picture.
    Scaled,
    /// Amid other things, its modules whole pixels.
    Amid,
}

/// A poster with a symbol.
pub fn poster(named: &Named, paper: Paper) -> Poster {
    let step = |title: &str, detail: &str| (title.to_owned(), detail.to_owned());
    Poster {
        paper,
        icon: named.icon.clone(),
        name: "云考勤".to_owned(),
        vendor: "示例科技有限公司".to_owned(),
        accent: qr::Color::new(0x2b, 0x6c, 0xf6),
        symbol: named.symbol.clone(),
        call: "扫一扫，两分钟开通".to_owned(),
        steps: [
            step("获取客户端", "已安装可跳过"),
            step("扫码", "按提示操作"),
        ],
        notes: vec!["qd.example".to_owned()],
    }
}

/// Photographs a page of this size.
fn shoot(page: &str, (width, height): (usize, usize), folder: &Path, name: &str) -> PathBuf {
    let html = write(folder, &format!("{name}.html"), page.as_bytes());
    let picture = folder.join(format!("{name}.png"));
    let chrome = std::env::var_os("CHROME").unwrap_or_else(|| "chromium".into());
    let done = Command::new(chrome)
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
        ])
        .args([
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ])
        .args([
            "--allow-file-access-from-files",
            "--hide-scrollbars",
            "--virtual-time-budget=5000",
        ])
        .arg(format!(
            "--user-data-dir={}",
            folder.join("profile").display()
        ))
        .arg(format!("--window-size={width},{height}"))
        .arg(format!("--screenshot={}", picture.display()))
        .arg(html)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && picture.exists(), "{said}");
    picture
}

/// Our page, and one like it of qrencode's modules.
fn printed(named: &Named, folder: &Path) -> Value {
    let file = |name: &str| format!("{}.{name}", named.name);
    let ours = named.symbol.pdf(PRINTED).unwrap();
    let ours = write(folder, &file("pdf"), &ours);
    let theirs = qrencode::pdf(named, PRINTED);
    let theirs = write(folder, &file("qrencode.pdf"), theirs.as_bytes());
    let parts = [("reference", json!(theirs))];
    picture(named, "pdf", &ours, Lies::Scaled, &parts)
}

/// In each row our SVG, and one like it of qrencode's modules.
fn drawn_by_a_browser(symbols: &[Named], folder: &Path) -> Vec<Value> {
    let mut page = "<!doctype html><body style='margin:0;font-size:0'>".to_owned();
    for named in symbols {
        for (maker, svg) in [
            ("ours", named.symbol.svg()),
            ("qrencode", qrencode::svg(named)),
        ] {
            let file = format!("{}.{maker}.svg", named.name);
            write(folder, &file, svg.as_bytes());
            page += &format!("<img src='{file}' width={DRAWN} height={DRAWN}>");
        }
    }
    let shot = shoot(&page, (2 * DRAWN, DRAWN * symbols.len()), folder, "svgs");
    let cut = |(at, named): (usize, &Named)| {
        let area = |column: usize| json!([column * DRAWN, DRAWN * at, DRAWN, DRAWN]);
        let parts = [("crop", area(0)), ("reference", area(1))];
        picture(named, "svg", &shot, Lies::Scaled, &parts)
    };
    symbols.iter().enumerate().map(cut).collect()
}

/// A terminal shows neither color nor icon; so the three styles stand on its three grounds.
fn shown_by_a_terminal(symbols: &[Named], folder: &Path) -> Vec<Value> {
    // A page has at most 16 canvases of this kind.
    let (width, height) = TERMINAL;
    let mut pictures = Vec::new();
    for some in symbols.chunks(3) {
        let name = format!("terminals-{}", some[0].name);
        let size = (2 * width, height * some.len());
        let shot = shoot(&terminals(some), size, folder, &name);
        for (at, named) in some.iter().enumerate() {
            let area = |column: usize| json!([column * width, height * at, width, height]);
            let parts = [("crop", area(0)), ("reference", area(1))];
            pictures.push(picture(named, "terminal", &shot, Lies::Amid, &parts));
        }
    }
    pictures
}

/// A page of terminals: in each row our code and qrencode's.
fn terminals(symbols: &[Named]) -> String {
    let xterm = program("NODE_MODULES");
    let mut page = format!(
        "<!doctype html><meta charset=utf-8><link rel=stylesheet href='{xterm}/@xterm/xterm/css/xterm.css'>\
         <script src='{xterm}/@xterm/xterm/lib/xterm.js'></script>\
         <script src='{xterm}/@xterm/addon-webgl/lib/addon-webgl.js'></script>\
         <body style='margin:0'>"
    );
    let (width, height) = TERMINAL;
    for (at, named) in symbols.iter().enumerate() {
        let (ground, kind, back, front) = match named.name.split('-').next() {
            Some("plain") => (Ground::Any, "ANSIUTF8", "#1e1e1e", "#d4d4d4"),
            Some("icon") => (Ground::Dark, "UTF8", "#000000", "#e5e5e5"),
            _ => (Ground::Light, "UTF8i", "#ffffff", "#333333"),
        };
        let ours = named.symbol.terminal(ground);
        let theirs = qrencode::make(kind, named);
        for (column, text) in [ours, theirs].into_iter().enumerate() {
            let options = json!({
                "cols": 130, "rows": 60, "fontSize": 15, "convertEol": true,
                "fontFamily": "'DejaVu Sans Mono', 'Liberation Mono', monospace",
                "theme": { "background": back, "foreground": front, "cursor": back },
            });
            let (left, top) = (column * width, at * height);
            page += &format!(
                "<div id=t{at}{column} style='position:absolute;left:{left}px;top:{top}px;width:{width}px;\
                 height:{height}px;overflow:hidden;background:{back}'></div><script>{{\
                 const t = new Terminal({options}); t.open(document.getElementById('t{at}{column}'));\
                 t.loadAddon(new WebglAddon.WebglAddon(true)); t.write({});}}</script>",
                json!(text.trim_end())
            );
        }
    }
    page
}
