//! Every code that we make is read by strangers' decoders, on whatever it stands and whatever happened to it.
//!
//! Prints the table of read rates; the pictures stay in `target/codes`.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod carriers;
mod readers;
mod symbols;

use std::io::{self, Write};
use std::path::Path;

use readers::{DECODERS, Pair};

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

/// What one decoder read of all pictures that one thing happened to.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    both: u32,
    only_ours: u32,
    only_theirs: u32,
    neither: u32,
}

impl Tally {
    fn of<'a>(decoder: &str, pairs: impl Iterator<Item = &'a Pair>) -> Self {
        let mut tally = Self::default();
        for pair in pairs {
            let count = match (pair.ours.contains(&decoder), pair.theirs.contains(&decoder)) {
                (true, true) => &mut tally.both,
                (true, false) => &mut tally.only_ours,
                (false, true) => &mut tally.only_theirs,
                (false, false) => &mut tally.neither,
            };
            *count += 1;
        }
        tally
    }

    fn percent(&self, read: u32) -> f64 {
        let all = self.both + self.only_ours + self.only_theirs + self.neither;
        100.0 * f64::from(read) / f64::from(all.max(1))
    }

    /// Whether more is lost than chance explains (McNemar, one-sided, 5 %): the codes differ in their masks, and
    /// at the edge of what can be read either may be the lucky one.
    fn is_worse(&self) -> bool {
        let (lost, won) = (f64::from(self.only_theirs), f64::from(self.only_ours));
        lost - won > 1.645 * (lost + won).sqrt()
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

#[test]
fn every_code_reads_on_every_carrier_and_distorted_as_well_as_qrencodes() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/codes"));
    std::fs::remove_dir_all(folder).ok();
    std::fs::create_dir_all(folder).unwrap();
    let (pictures, refused) = carriers::make(&symbols::all(), folder);
    assert_eq!(refused, TOO_SMALL);
    assert_eq!(pictures.len(), 12 * 7 - TOO_SMALL.len());
    let pairs = readers::read(&pictures, folder);

    let count = pictures.len();
    tell(&format!(
        "\n{count} pictures; % of ours read | of qrencode's"
    ));
    let heads = DECODERS.map(|decoder| format!("{decoder:>16}"));
    tell(&format!("{:<12}{}", "", heads.concat()));
    let mut worse = Vec::new();
    for distortion in readers::distortions(&pairs) {
        let cells = DECODERS.map(|decoder| {
            let pairs = pairs.iter().filter(|pair| pair.distortion == distortion);
            let tally = Tally::of(decoder, pairs);
            if tally.is_worse() {
                worse.push(format!("{distortion} by {decoder}: {tally:?}"));
            }
            let ours = tally.percent(tally.both + tally.only_ours);
            if decoder == BEST.0 && ours < BEST.1 {
                worse.push(format!("{distortion} by {decoder}: {ours:.1} %"));
            }
            let theirs = tally.percent(tally.both + tally.only_theirs);
            format!("{ours:>9.1} |{theirs:>5.1}")
        });
        tell(&format!("{distortion:<12}{}", cells.concat()));
    }
    let whole = pairs.iter().filter(|pair| pair.distortion == UNDISTORTED);
    let missed: Vec<&Pair> = whole.filter(|pair| pair.ours != DECODERS).collect();
    assert!(missed.is_empty(), "undistorted: {missed:#?}");
    assert!(worse.is_empty(), "read too badly: {worse:#?}");
}
