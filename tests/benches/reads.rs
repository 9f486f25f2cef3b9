//! How many codes are read by decoders that aren't ours, distorted as cameras distort them; `cargo xtask bench reads` runs it.
//!
//! Every maker draws the same links as PNGs of the same size. Every decoder has one look at each.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that can't go on has failed"
)]
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::fs;
use std::io::Cursor;
use std::path::Path;
use std::process::Command;

use image::{GrayImage, ImageFormat, Luma, Rgb, RgbImage};
use qr::{Color, Colors, Icon, Style, StyledSymbol};
use serde_json::json;
use tests::readers::{self, DECODERS};

/// Different links in each row.
const LINKS: usize = 100;

/// The side of a picture.
const PIXELS: u32 = 600;

/// The quiet zone, in modules.
const QUIET_ZONE: u32 = 4;

/// As the worker knows them.
const DISTORTIONS: [&str; 11] = [
    "none",
    "turned 7°",
    "turned 45°",
    "perspective",
    "blur",
    "JPEG 15",
    "noise",
    "half bright",
    "glare 5 %",
    "5 to 1",
    "2 px/module",
];

/// Who draws the codes, and how: `None` is qrencode.
type Maker = (&'static str, Option<Style>);

const QRENCODE: usize = 0;
const PLAIN: usize = 1;
const ICONS: [usize; 3] = [2, 3, 4];

fn makers() -> [Maker; 7] {
    let with_icon = |pixel: fn(u32, u32) -> [u8; 3]| {
        let picture = RgbImage::from_fn(240, 240, |x, y| Rgb(pixel(x, y)));
        let mut png = Cursor::new(Vec::new());
        picture.write_to(&mut png, ImageFormat::Png).unwrap();
        Style {
            icon: Some(Icon::make(png.get_ref()).unwrap().into()),
            ..Style::default()
        }
    };
    let in_color = |dark: &str| Style {
        colors: Colors::new(dark.parse().unwrap(), Color::WHITE).unwrap(),
        ..Style::default()
    };
    [
        ("qrencode", None),
        ("plain", Some(Style::default())),
        ("dark icon", Some(with_icon(dark))),
        ("light icon", Some(with_icon(light))),
        ("photo icon", Some(with_icon(photo))),
        ("blue 4.7:1", Some(in_color("#2b6cf6"))),
        ("blue 7:1", Some(in_color("#1f4fb4"))),
    ]
}

fn in_ring(x: u32, y: u32) -> bool {
    let (x, y) = (x.abs_diff(120), y.abs_diff(120));
    (50 * 50..80 * 80).contains(&(x * x + y * y))
}

/// A light ring on black.
fn dark(x: u32, y: u32) -> [u8; 3] {
    if in_ring(x, y) {
        [230; 3]
    } else {
        [16, 24, 40]
    }
}

/// A pale ring on almost white.
fn light(x: u32, y: u32) -> [u8; 3] {
    if in_ring(x, y) {
        [180, 205, 245]
    } else {
        [246; 3]
    }
}

/// Soft spots of many colors with a grain on them.
fn photo(x: u32, y: u32) -> [u8; 3] {
    let grain = f64::from((x * 7919 + y * 104_729) % 41) - 20.0;
    [(31.0, 0.0), (23.0, 2.0), (41.0, 4.0)].map(|(spot, phase)| {
        let wave = (f64::from(x) / spot + phase).sin() + (f64::from(y) / spot - phase).cos();
        (128.0 + 50.0 * wave + grain) as u8
    })
}

/// Deploy links on hosts of several lengths, every second with a serial, the same in every run.
fn links() -> Vec<String> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut letters = |count: usize| -> String {
        let letter = |_| {
            // An xorshift.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            char::from(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[(state >> 59) as usize])
        };
        (0..count).map(letter).collect()
    };
    let hosts = [
        "qd.example",
        "deploy.shop.example",
        "start.hotel-easy.example",
    ];
    let link = |at: usize| {
        let link = format!("https://{}/D/{}", hosts[at % 3], letters(12));
        match at % 2 {
            0 => qr::compact(&link),
            _ => qr::compact(&format!("{link}/{}", letters(16))),
        }
    };
    (0..LINKS).map(link).collect()
}

/// What qrencode makes of a text, drawn as ours: modules of whole pixels, the quiet zone widened evenly.
fn qrencode(text: &str) -> (Vec<u8>, u32) {
    let quiet_zone = QUIET_ZONE.to_string();
    let made = Command::new("qrencode")
        .args(["-t", "ASCII", "-l", "M", "-m", &quiet_zone, text])
        .output()
        .unwrap();
    // Two characters are a module.
    let rows: Vec<&[u8]> = made.stdout.split(|byte| *byte == b'\n').collect();
    let size = u32::try_from(rows.len() - 1).unwrap();
    let module = PIXELS / size;
    let before = (PIXELS - module * size) / 2;
    let is_dark = |x: u32, y: u32| {
        let at = |pixel: u32| Some(pixel.checked_sub(before)? / module).filter(|at| *at < size);
        let (Some(x), Some(y)) = (at(x), at(y)) else {
            return false;
        };
        rows[y as usize][2 * x as usize] == b'#'
    };
    let picture = GrayImage::from_fn(PIXELS, PIXELS, |x, y| {
        Luma([255 * u8::from(!is_dark(x, y))])
    });
    let mut png = Cursor::new(Vec::new());
    picture.write_to(&mut png, ImageFormat::Png).unwrap();
    (png.into_inner(), module)
}

/// A link's PNG and the pixels of its modules.
fn draw(style: Option<&Style>, text: &str) -> (Vec<u8>, u32) {
    let Some(style) = style else {
        return qrencode(text);
    };
    let symbol = StyledSymbol::new(text, style).unwrap();
    let module = PIXELS / u32::try_from(symbol.size()).unwrap();
    (symbol.png(PIXELS).unwrap(), module)
}

/// How many of some reads succeeded.
#[derive(Clone, Copy, Default)]
struct Reads {
    good: u32,
    all: u32,
}

impl Reads {
    fn add(&mut self, good: bool) {
        self.good += u32::from(good);
        self.all += 1;
    }

    fn sum(reads: impl Iterator<Item = Self>) -> Self {
        reads.fold(Self::default(), |sum, it| Self {
            good: sum.good + it.good,
            all: sum.all + it.all,
        })
    }

    fn percent(self) -> f64 {
        100.0 * f64::from(self.good) / f64::from(self.all)
    }

    /// Wilson's interval of 95 %, in percent.
    fn interval(self) -> (f64, f64) {
        let (n, p, z) = (f64::from(self.all), self.percent() / 100.0, 1.96_f64);
        let middle = p + z * z / (2.0 * n);
        let half = z * (p * (1.0 - p) / n + z * z / (4.0 * n * n)).sqrt();
        let scale = 100.0 / (1.0 + z * z / n);
        ((middle - half) * scale, (middle + half) * scale)
    }
}

/// The reads of each maker, distortion and decoder.
type Table = [[[Reads; DECODERS.len()]; DISTORTIONS.len()]; 7];

/// The table, and which undistorted codes of ours some decoder missed.
fn measure(makers: &[Maker; 7], folder: &Path) -> (Table, Vec<String>) {
    let links = links();
    let (mut tasks, mut keys) = (Vec::new(), Vec::new());
    for (at, link) in links.iter().enumerate() {
        for (maker, (_, style)) in makers.iter().enumerate() {
            let (png, module) = draw(style.as_ref(), link);
            let file = folder.join(format!("{at}-{maker}.png"));
            fs::write(&file, png).unwrap();
            for (row, distortion) in DISTORTIONS.iter().enumerate() {
                tasks.push(json!({
                    "file": file, "distortion": distortion, "module": module, "seed": at,
                }));
                keys.push((maker, row, link));
            }
        }
    }
    let (mut table, mut missed) = (Table::default(), Vec::new());
    for ((maker, row, link), seen) in keys.into_iter().zip(readers::read(&tasks, folder)) {
        for (reads, decoder) in table[maker][row].iter_mut().zip(DECODERS) {
            let good = seen.reads[decoder].contains(link);
            reads.add(good);
            if !good && maker != QRENCODE && DISTORTIONS[row] == "none" {
                missed.push(format!("{} by {decoder}: {link}", makers[maker].0));
            }
        }
    }
    (table, missed)
}

fn print(name: &str, reads: impl Iterator<Item = Reads>) {
    let cell = |reads: Reads| {
        let (from, to) = reads.interval();
        format!("{:>7.1} ({from:>5.1}-{to:>5.1})", reads.percent())
    };
    println!("{name:<12}{}", reads.map(cell).collect::<String>());
}

fn verdict(what: &str, keeps: bool) {
    println!("{what}: {}", if keeps { "ok" } else { "MISSED" });
}

fn main() {
    let makers = makers();
    let (table, missed) = measure(&makers, &readers::folder("reads"));
    println!(
        "\n% read of {LINKS} links by {} decoders, (95 % interval); PNGs of {PIXELS} px",
        DECODERS.len()
    );
    let heads = makers.each_ref().map(|(name, _)| format!("{name:>21}"));
    println!("{:<12}{}", "", heads.concat());
    for (row, name) in DISTORTIONS.iter().enumerate() {
        print(name, table.iter().map(|of| Reads::sum(of[row].into_iter())));
    }
    let all = table.map(|of| Reads::sum(of.into_iter().flatten()));
    print("all rows", all.into_iter());
    println!("all rows, by decoder");
    for (at, decoder) in DECODERS.iter().enumerate() {
        print(
            decoder,
            table
                .iter()
                .map(|of| Reads::sum(of.iter().map(|row| row[at]))),
        );
    }
    println!();
    let (least, _) = all[QRENCODE].interval();
    verdict(
        "plain, all rows, within qrencode's interval or above",
        all[PLAIN].percent() >= least,
    );
    for icon in ICONS {
        let fewer = all[PLAIN].percent() - all[icon].percent();
        verdict(
            &format!(
                "{}, all rows, {fewer:.1} points below plain, at most 5",
                makers[icon].0
            ),
            fewer <= 5.0,
        );
    }
    verdict("ours undistorted 100 %", missed.is_empty());
    missed.iter().for_each(|missed| println!("  {missed}"));
}
