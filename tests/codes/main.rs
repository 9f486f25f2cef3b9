//! Every code that we make is read by strangers' decoders, on whatever it stands and whatever happened to it.
//!
//! Prints the tables of read rates; the pictures stay in `target/codes`.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod carriers;
mod printed;
mod qrencode;
mod readers;
mod symbols;

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::slice;

use qr::{Code, Correction};
use readers::{DECODERS, FRAMES, Pair, Reads};
use symbols::Named;

const UNDISTORTED: &str = "none";

/// What has less than three pixels a module, and is refused for it.
const TOO_SMALL: [&str; 12] = [
    "plain-serial.png120",
    "plain-middle.png120",
    "plain-long.png120",
    "plain-long.png200",
    "icon-serial.png120",
    "icon-middle.png120",
    "icon-long.png120",
    "icon-long.png200",
    "color-serial.png120",
    "color-middle.png120",
    "color-long.png120",
    "color-long.png200",
];

/// The decoder that phones' own come closest to, and how many of a hundred it must read of whatever happened.
const BEST: (&str, f64) = ("ZXing", 95.0);

/// How often a decoder looks at each picture of the matrix, aimed otherwise each time. By one look apiece a row of 72
/// pictures is three reads more or fewer by luck of aim alone.
const GLANCES: u32 = 4;

/// Rates at four glances that differ by no more are the same: so far off, of a hundred, are those of 72 pictures by luck of
/// aim, were there no other difference (two standard deviations of most rows).
const SAME: f64 = 0.5;

/// Of a hundred.
fn percent(some: usize, all: usize) -> f64 {
    100.0 * some as f64 / all.max(1) as f64
}

/// How many standard deviations are no luck: of some fifty comparisons in a table one in twenty tables has one that
/// is so far off by luck alone. Where ours has other modules than qrencode's, by its icon or stronger correction, luck
/// decides about many a picture.
const NO_LUCK: f64 = 3.1;

/// Who of the readers counts: those of each glance, or of the whole scan.
type Counted = fn(&Reads) -> &[Vec<&'static str>];

/// How often a decoder read.
fn count(decoder: &str, counted: &[Vec<&str>]) -> usize {
    counted.iter().filter(|by| by.contains(&decoder)).count()
}

/// How many more reads of ours there were, and a standard deviation of that if only luck decided.
struct Lead {
    more: i32,
    luck: f64,
}

impl Lead {
    /// What a symbol stands on counts once for luck: everywhere its modules are the same.
    fn of(decoders: &[&str], pairs: &[&Pair], counted: Counted) -> Self {
        let mut more = BTreeMap::<&str, i32>::new();
        for pair in pairs {
            let (symbol, _) = pair.name.split_once('.').unwrap();
            for decoder in decoders {
                let read = |by: &Reads| i32::try_from(count(decoder, counted(by))).unwrap();
                *more.entry(symbol).or_default() += read(&pair.ours) - read(&pair.theirs);
            }
        }
        let squares: i32 = more.values().map(|more| more.pow(2)).sum();
        Self {
            more: more.values().sum(),
            luck: f64::from(squares).sqrt(),
        }
    }

    fn is_worse(&self) -> bool {
        f64::from(-self.more) > NO_LUCK * self.luck
    }
}

/// How many pictures each decoder reads after the same happened to all, of ours and of qrencode's.
struct Row<'a> {
    distortion: &'a str,
    pairs: Vec<&'a Pair>,
    counted: Counted,
    /// How many looks each decoder had at ours, and as many at qrencode's.
    looks: usize,
    read: [[usize; 2]; DECODERS.len()],
}

impl<'a> Row<'a> {
    /// A table's.
    fn all(pairs: &'a [Pair], counted: Counted) -> Vec<Self> {
        let row = |distortion| {
            let pairs = pairs.iter().filter(|pair| pair.distortion == distortion);
            let pairs: Vec<&Pair> = pairs.collect();
            let read = DECODERS.map(|decoder| {
                let reads = |of: fn(&Pair) -> &Reads| {
                    let by = pairs.iter().map(|pair| count(decoder, counted(of(pair))));
                    by.sum()
                };
                [reads(|pair| &pair.ours), reads(|pair| &pair.theirs)]
            });
            Self {
                distortion,
                looks: pairs.iter().map(|pair| counted(&pair.ours).len()).sum(),
                pairs,
                counted,
                read,
            }
        };
        readers::distortions(pairs).into_iter().map(row).collect()
    }

    fn lead(&self, decoders: &[&str]) -> Lead {
        Lead::of(decoders, &self.pairs, self.counted)
    }

    /// Of all decoders together.
    fn sum(&self) -> [usize; 2] {
        [0, 1].map(|whose| self.read.iter().map(|read| read[whose]).sum())
    }

    fn print(&self) -> String {
        let cell = |read: [usize; 2], all: usize| {
            let [ours, theirs] = read.map(|read| percent(read, all));
            format!("{ours:>9.1} |{theirs:>5.1}")
        };
        let cells = self.read.map(|read| cell(read, self.looks));
        let all = cell(self.sum(), DECODERS.len() * self.looks);
        let Lead { more, luck } = self.lead(&DECODERS);
        let (distortion, cells) = (self.distortion, cells.concat());
        format!("{distortion:<12}{cells}{all}{more:>8} ± {luck:.0}")
    }
}

/// Prints a line also where the test passes.
#[expect(
    clippy::explicit_write,
    reason = "what `println!` says in a test that passes is kept back"
)]
fn tell(line: &str) {
    writeln!(io::stdout(), "{line}").unwrap();
}

/// An empty folder for a test's pictures.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/codes")).join(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).unwrap();
    folder
}

/// Prints a table of who read how many.
fn print(title: &str, rows: &[Row]) {
    let count = rows[0].pairs.len();
    let heads = DECODERS.map(|decoder| format!("{decoder:>16}"));
    tell(&format!(
        "\n{count} pictures {title}; % of ours read | of qrencode's"
    ));
    tell(&format!(
        "{:<12}{}{:>16}  more, ± luck",
        "",
        heads.concat(),
        "all"
    ));
    rows.iter().for_each(|row| tell(&row.print()));
    let all = [0, 1].map(|whose| rows.iter().map(|row| row.sum()[whose]).sum::<usize>());
    tell(&format!("all reads: {} | {}", all[0], all[1]));
}

/// Prints who read how many, at a glance and in a scan, and fails where ours are read worse by more than luck: at a glance
/// by one decoder or by all together, in a scan by all. Answers the rows of the scan.
fn compare(pairs: &[Pair]) -> Vec<Row<'_>> {
    let at_a_glance = Row::all(pairs, |reads| &reads.glances);
    let glances = pairs.iter().map(|pair| pair.ours.glances.len()).max();
    let title = match glances.unwrap_or_default() {
        1 => "at a glance".to_owned(),
        glances => format!("at {glances} glances"),
    };
    print(&title, &at_a_glance);
    let scanned = Row::all(pairs, |reads| slice::from_ref(&reads.scanned));
    print(&format!("in {FRAMES} frames"), &scanned);

    let whole = pairs.iter().filter(|pair| pair.distortion == UNDISTORTED);
    let missed: Vec<&Pair> = whole
        .filter(|pair| pair.ours.scanned.len() < DECODERS.len())
        .collect();
    assert!(missed.is_empty(), "undistorted: {missed:#?}");
    let mut worse = Vec::new();
    for row in at_a_glance {
        let distortion = row.distortion;
        for (decoder, [ours, _]) in DECODERS.iter().zip(row.read) {
            let is_bad = *decoder == BEST.0 && percent(ours, row.looks) < BEST.1;
            if is_bad || row.lead(&[decoder]).is_worse() {
                worse.push(format!("{distortion} at a glance by {decoder}"));
            }
        }
        if row.lead(&DECODERS).is_worse() {
            worse.push(format!("{distortion} at a glance by all"));
        }
    }
    let fewer = scanned.iter().filter(|row| row.lead(&DECODERS).is_worse());
    worse.extend(fewer.map(|row| format!("{} in a scan", row.distortion)));
    assert!(worse.is_empty(), "read too badly: {worse:?}");
    scanned
}

#[test]
fn every_code_reads_on_every_carrier_and_distorted_as_well_as_qrencodes() {
    let folder = folder("few");
    let (pictures, refused) = carriers::make(&symbols::few(), &folder);
    assert_eq!(refused, TOO_SMALL);
    assert_eq!(pictures.len(), 12 * 7 - TOO_SMALL.len());
    let pairs = readers::read(&pictures, &folder, GLANCES);
    // In a scan luck decides about few reads: of these codes no row may be below, of others one may be by a read or two.
    for row in compare(&pairs) {
        let [ours, theirs] = row.sum();
        assert!(ours >= theirs, "{}: {ours} of {theirs}", row.distortion);
    }
    for row in Row::all(&pairs, |reads| &reads.glances) {
        let looks = DECODERS.len() * row.looks;
        let [ours, theirs] = row.sum().map(|read| percent(read, looks));
        assert!(
            ours + SAME > theirs,
            "{} at a glance: {ours} of {theirs}",
            row.distortion
        );
    }
}

#[test]
fn many_codes_are_read_distorted_as_well_as_qrencodes() {
    let folder = folder("many");
    let pictures = carriers::photograph(&symbols::many(24), &folder);
    compare(&readers::read(&pictures, &folder, 1));
}

#[test]
fn codes_with_an_icon_over_their_alignment_pattern_are_read_at_any_size() {
    let folder = folder("aligned");
    let symbols = symbols::over_an_alignment_pattern(40);
    let pictures = carriers::at_sizes(&symbols, &[3, 4, 5, 6, 8, 11], UNDISTORTED, &folder);
    compare(&readers::read(&pictures, &folder, 1));
}

#[test]
fn short_links_whose_alignment_pattern_is_in_glare_are_read_by_zbar_that_misses_many_of_qrencodes()
{
    let folder = folder("glare");
    let pictures = carriers::at_sizes(&symbols::short(40), &[5, 12], "glare 5 %", &folder);
    let pairs = readers::read(&pictures, &folder, 1);
    compare(&pairs);
    let missed_by_zbar = |of: fn(&Pair) -> &Reads| {
        let missed = pairs
            .iter()
            .filter(|pair| count("zbar", &of(pair).glances) == 0);
        missed.count()
    };
    let [ours, theirs] = [
        missed_by_zbar(|pair| &pair.ours),
        missed_by_zbar(|pair| &pair.theirs),
    ];
    assert!(
        3 * ours < theirs,
        "zbar missed {ours} of ours, {theirs} of qrencode's"
    );
}

#[test]
fn of_the_same_data_under_the_same_mask_the_same_code_is_made_as_by_qrencode() {
    let levels = [
        (Correction::Low, "L"),
        (Correction::Medium, "M"),
        (Correction::Quartile, "Q"),
        (Correction::High, "H"),
    ];
    // In small codes, of up to version 3, and in larger ones.
    let [mut same, mut others] = [[0; 2]; 2];
    for Named { symbol, .. } in symbols::many(24) {
        let text = symbol.text();
        let code = Code::new(text, Correction::Medium).unwrap();
        let (_, level) = levels
            .iter()
            .find(|(it, _)| *it == code.correction())
            .unwrap();
        let made = Command::new("qrencode")
            .args(["-t", "ASCII", "-m", "0", "-l", level, text])
            .output()
            .unwrap();
        let theirs = String::from_utf8(made.stdout).unwrap();
        let row = |y| (0..code.width()).map(move |x| (x, y));
        let rows = (0..code.width()).map(|y| {
            let modules = row(y).map(|(x, y)| if code.is_dark(x, y) { "##" } else { "  " });
            modules.collect::<String>() + "\n"
        });
        let ours: String = rows.collect();
        // The ninth row begins with two modules of the level and three of the mask (ISO 18004, 7.9.1).
        let mask = |code: &str| code.lines().nth(8).map(|row| row[4..10].to_owned());
        let size = usize::from(code.width() > 29);
        if theirs.len() == ours.len() && mask(&ours) == mask(&theirs) {
            assert_eq!(ours, theirs, "{text}");
            same[size] += 1;
        } else {
            others[size] += 1;
        }
    }
    // By chance one of eight had the same mask. Of the larger ones only those have another in which quirc would see a fourth
    // finder.
    let [[small, large], [other_small, other_large]] = [same, others];
    assert!(2 * small > other_small, "{small} {other_small}");
    assert!(large > 4 * other_large, "{large} {other_large}");
}

#[test]
fn posters_on_every_paper_read_and_say_what_they_shall() {
    printed::posters(&folder("posters"));
}

#[test]
fn sheets_of_labels_read_however_small_the_labels_are() {
    printed::labels(&folder("labels"));
}
