//! Codes a second and bytes a code, each code of another link: `codes SECONDS THREADS`; `cargo xtask bench qr` runs it.
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that can't go on has failed"
)]
#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::env;
use std::hint::black_box;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use fast_qr::{ECL, QRBuilder, QRCode};
use png::{BitDepth, ColorType, Compression, DeflateCompression, Encoder, Filter};
use qr::{Icon, QuietZone, Style, StyledSymbol};

/// Pixels on a side.
const PIXELS: u32 = 600;
/// Seconds before anything is counted.
const WARM_UP: f64 = 0.3;
const ICON: &[u8] = include_bytes!("../../server/demo/attendance.png");

fn main() {
    // `cargo bench` adds an argument of its own.
    let mut args = env::args().skip(1).filter(|arg| arg != "--bench");
    let seconds = args.next().map_or(3.0, |it| it.parse().unwrap());
    let cores = thread::available_parallelism().unwrap().get();
    let threads = args
        .next()
        .map_or(vec![1, cores], |it| vec![it.parse().unwrap()]);
    let with_icon = Style {
        icon: Some(Arc::new(Icon::make(ICON).unwrap())),
        ..Style::default()
    };
    for threads in threads {
        let measure = |name: &str, make: &Make| measure(name, threads, seconds, make);
        measure("ours plain", &|link| ours(link, &Style::default()));
        measure("ours icon", &|link| ours(link, &with_icon));
        for (kind, level) in [("plain", ECL::M), ("icon", ECL::H)] {
            measure(&format!("fast_qr {kind}"), &|link| {
                written(&fast(link, level), None)
            });
            // What we would do with it: read it back, and write it small.
            measure(&format!("fast_qr_checked {kind}"), &|link| {
                let code = fast(link, level);
                read_back(&code, link);
                written(&code, Some(DeflateCompression::Level(2)))
            });
        }
    }
}

/// Makes a link's PNG.
type Make<'a> = dyn Fn(&str) -> Vec<u8> + Sync + 'a;

fn ours(link: &str, style: &Style) -> Vec<u8> {
    let code = StyledSymbol::of_link(link, style).unwrap();
    code.png(PIXELS).unwrap()
}

fn fast(link: &str, level: ECL) -> QRCode {
    QRBuilder::new(qr::compact(link))
        .ecl(level)
        .build()
        .unwrap()
}

fn read_back(code: &QRCode, link: &str) {
    let dark = |x: usize, y: usize| code[y][x].value();
    let grid = rqrr::Grid::new(rqrr::SimpleGrid::from_func(code.size, dark));
    assert_eq!(grid.decode().unwrap().1, qr::compact(link));
}

/// A code as a PNG of one bit a pixel; packed by `fdeflate`, the fastest, if nothing else is asked for.
fn written(code: &QRCode, packing: Option<DeflateCompression>) -> Vec<u8> {
    let pixels = PIXELS as usize;
    let module = pixels / (code.size + 2 * QuietZone::MIN);
    let before = (pixels - module * code.size) / 2;
    let row_bytes = pixels.div_ceil(8);
    let mut lines = vec![0xFF_u8; row_bytes * pixels];
    for y in 0..code.size {
        let start = (before + y * module) * row_bytes;
        for x in (0..code.size).filter(|&x| code[y][x].value()) {
            for pixel in before + x * module..before + (x + 1) * module {
                lines[start + pixel / 8] &= !(0x80 >> (pixel % 8));
            }
        }
        for copy in 1..module {
            lines.copy_within(start..start + row_bytes, start + copy * row_bytes);
        }
    }
    let mut bytes = Vec::with_capacity(4096);
    let mut encoder = Encoder::new(&mut bytes, PIXELS, PIXELS);
    encoder.set_color(ColorType::Grayscale);
    encoder.set_depth(BitDepth::One);
    encoder.set_compression(Compression::Fast);
    if let Some(packing) = packing {
        encoder.set_deflate_compression(packing);
    }
    encoder.set_filter(Filter::Up);
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&lines).unwrap();
    writer.finish().unwrap();
    bytes
}

/// Prints the name, the number of threads, codes a second of all threads together, and bytes a code.
fn measure(name: &str, threads: usize, seconds: f64, make: &Make) {
    let alone = |thread: usize| {
        let mut links = Links(thread as u64);
        repeat(WARM_UP, &mut links, make);
        repeat(seconds, &mut links, make)
    };
    let (rate, bytes) = thread::scope(|scope| {
        let all = (0..threads).map(|thread| scope.spawn(move || alone(thread)));
        let all: Vec<_> = all.collect();
        all.into_iter()
            .map(|thread| thread.join().unwrap())
            .fold((0.0, 0.0), |sum, one| (sum.0 + one.0, sum.1 + one.1))
    });
    println!("{name} {threads} {rate:.1} {:.1}", bytes / threads as f64);
}

/// Codes a second and bytes a code.
fn repeat(seconds: f64, links: &mut Links, make: &Make) -> (f64, f64) {
    let began = Instant::now();
    let (mut codes, mut bytes) = (0, 0);
    while began.elapsed().as_secs_f64() < seconds {
        bytes += black_box(make(&links.next())).len();
        codes += 1;
    }
    let codes = f64::from(codes);
    (codes / began.elapsed().as_secs_f64(), bytes as f64 / codes)
}

/// Deploy links, each another.
struct Links(u64);

impl Links {
    fn next(&mut self) -> String {
        // SplitMix64.
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut bits = self.0;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        bits ^= bits >> 31;
        let character = |at: u32| {
            char::from(b"0123456789ABCDEFGHJKMNPQRSTVWXYZ"[(bits >> (5 * at)) as usize % 32])
        };
        let token: String = (0..12).map(character).collect();
        format!("https://qd.example/D/{token}")
    }
}
