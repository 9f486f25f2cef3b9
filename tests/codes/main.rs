//! Every code is read by decoders that aren't ours, on everything that it stands on. The files stay in `target/codes`.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod chromium;
mod labels;
mod symbols;

use std::fs;
use std::path::{Path, PathBuf};

use qr::{Paper, Poster};
use serde_json::{Value, json};
use symbols::Named;
use tests::readers::{self, Seen, folder};

/// Sides of PNGs, in pixels.
const PIXELS: [u32; 3] = [120, 200, 600];

/// PNGs in which a module would have less than three pixels.
const REFUSED: [&str; 5] = [
    "plain-long.120.png",
    "plain-long.200.png",
    "icon-serial.120.png",
    "color-long.120.png",
    "color-long.200.png",
];

/// The side of a PDF, in millimetres.
const MILLIMETRES: u32 = 60;

fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

/// Fails with the names of the pictures in which some decoder doesn't find the text, or not alone.
fn read_all(expected: &[(String, &str)], tasks: &[Value], folder: &Path) -> Vec<Seen> {
    let seen = readers::read(tasks, folder);
    let missed = expected
        .iter()
        .zip(&seen)
        .filter_map(|((name, text), seen)| {
            let missed = seen.missed(text);
            (!missed.is_empty()).then(|| format!("{name} by {}", missed.join(", ")))
        });
    let missed: Vec<String> = missed.collect();
    assert!(missed.is_empty(), "not read: {missed:#?}");
    seen
}

#[test]
fn every_code_is_read_on_everything_by_every_decoder() {
    let folder = folder("carriers");
    let symbols = symbols::all();
    let (mut expected, mut tasks, mut refused) = (Vec::new(), Vec::new(), Vec::new());
    for named in &symbols {
        let Named { name, symbol } = named;
        let mut add = |file: String, bytes: Vec<u8>| {
            tasks.push(json!({ "file": write(&folder, &file, bytes) }));
            expected.push((file, symbol.text()));
        };
        for pixels in PIXELS {
            let file = format!("{name}.{pixels}.png");
            let fits = qr::check_pixels(pixels, symbol.size());
            let png = symbol.png(pixels);
            assert_eq!(fits.is_err(), png.is_err(), "{file}: {fits:?}");
            match png {
                Ok(bytes) => add(file, bytes),
                Err(_) => refused.push(file),
            }
        }
        add(format!("{name}.pdf"), symbol.pdf(MILLIMETRES).unwrap());
        let poster = poster(named, Paper::Phone).png().unwrap();
        add(format!("{name}.poster.png"), poster);
    }
    assert_eq!(refused, REFUSED);
    for (carrier, shot) in [
        ("svg", chromium::images(&symbols, false, &folder)),
        (
            "svg in dark mode",
            chromium::images(&symbols, true, &folder),
        ),
        ("terminal", chromium::terminals(&symbols, &folder)),
    ] {
        for (Named { name, symbol }, crop) in symbols.iter().zip(shot.crops) {
            tasks.push(json!({ "file": shot.file, "crop": crop }));
            expected.push((format!("{name}.{carrier}"), symbol.text()));
        }
    }
    assert_eq!(tasks.len() + refused.len(), symbols.len() * 8);
    read_all(&expected, &tasks, &folder);
}

fn poster(symbol: &Named, paper: Paper) -> Poster {
    let step = |title: &str, detail: &str| (title.to_owned(), detail.to_owned());
    Poster {
        paper,
        icon: symbols::icon(),
        name: "云考勤".to_owned(),
        vendor: "示例科技有限公司".to_owned(),
        accent: qr::Color::new(0x2b, 0x6c, 0xf6),
        symbol: symbol.symbol.clone(),
        call: "扫一扫，两分钟开通".to_owned(),
        steps: [
            step("获取客户端", "已安装可跳过"),
            step("扫码", "按提示操作"),
        ],
        notes: vec!["qd.example".to_owned()],
    }
}

#[test]
fn every_poster_is_read_and_its_words_can_be_copied() {
    let folder = folder("posters");
    let symbols = symbols::all();
    let papers = [
        (Paper::A4, "a4"),
        (Paper::A6, "a6"),
        (Paper::Phone, "phone"),
    ];
    let (mut expected, mut tasks) = (Vec::new(), Vec::new());
    for symbol in symbols.iter().filter(|it| it.name.ends_with("serial")) {
        for (paper, name) in papers {
            let poster = poster(symbol, paper);
            for (ending, bytes) in [("pdf", poster.pdf()), ("png", poster.png())] {
                let file = format!("{}.{name}.{ending}", symbol.name);
                let path = write(&folder, &file, bytes.unwrap());
                tasks.push(json!({ "file": path, "readers": readers::PRINT }));
                expected.push((file, symbol.symbol.text()));
            }
        }
    }
    let seen = read_all(&expected, &tasks, &folder);
    let poster = poster(&symbols[0], Paper::A4);
    let steps = poster
        .steps
        .iter()
        .flat_map(|(title, detail)| [title, detail]);
    let said = [&poster.name, &poster.vendor, &poster.call];
    let said: Vec<&String> = said.into_iter().chain(steps).chain(&poster.notes).collect();
    for ((file, _), seen) in expected.iter().zip(&seen) {
        let missing = said.iter().find(|text| !seen.says(text));
        let is_there = file.ends_with(".png") || missing.is_none();
        assert!(is_there, "{file}: {missing:?} isn't in {}", seen.words);
    }
}
