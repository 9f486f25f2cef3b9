//! `cargo xtask bench qr`: single codes a second and bytes a code, beside other makers of codes.

mod line;
mod programs;

use std::collections::BTreeSet;
use std::thread;

use anyhow::Result;

use super::{median, verdict};
use crate::progress::Progress;
use line::Line;
use programs::Programs;

/// Every program measures so often, in turn; what counts is the median.
const ROUNDS: usize = 3;

/// The seconds of one measurement.
const SECONDS: &str = "1";

/// Who makes codes, and how they make plain ones and ones with an icon.
const MAKERS: [(&str, [&str; 2]); 6] = [
    ("ours", ["ours, read back", "ours, icon, read back"]),
    (
        "fast_qr",
        ["fast_qr + png, not read back", "fast_qr + png, no icon"],
    ),
    (
        "fast_qr_checked",
        [
            "fast_qr in our place, read back",
            "fast_qr, read back, no icon",
        ],
    ),
    (
        "libqrencode",
        ["libqrencode + libpng", "libqrencode + libpng, no icon"],
    ),
    ("segno", ["segno", "segno + Pillow, icon"]),
    ("npm", ["npm qrcode", "npm qrcode, no icon"]),
];

/// How many times as many plain codes as theirs ours must be.
const BOUNDS: [(&str, f64); 3] = [("libqrencode", 1.5), ("segno", 20.0), ("npm", 60.0)];

/// The bound of codes with an icon, a second on one thread.
const WITH_ICON: f64 = 120.0;

/// The bound of a plain code's bytes.
const BYTES: f64 = 3000.0;

/// Builds, measures and prints.
pub fn run() -> Result<()> {
    let mut progress = Progress::new(2);
    progress.step("building our codes' bench, looking for the others");
    let programs = Programs::find()?;
    let cores = thread::available_parallelism()?.get();
    progress.step("making codes, one program after the other");
    let mut lines = Vec::new();
    for _ in 0..ROUNDS {
        for threads in BTreeSet::from([1, cores]) {
            for written in programs.run(SECONDS, threads)? {
                for line in written.lines() {
                    lines.push(Line::parse(line)?);
                }
            }
        }
    }
    progress.end();

    println!(
        "\n600 px PNGs of deploy links, each another, median of {ROUNDS}; none is read back unless it says so"
    );
    let figures = Figures { lines, cores };
    figures.print("plain codes, correction M", "plain", 0);
    figures.print("codes with icon, correction H", "icon", 1);
    figures.print_bounds();
    Ok(())
}

struct Figures {
    lines: Vec<Line>,
    cores: usize,
}

impl Figures {
    fn median(&self, maker: &str, kind: &str, threads: usize, of: fn(&Line) -> f64) -> f64 {
        let lines = self.lines.iter();
        let lines =
            lines.filter(|it| (&*it.maker, &*it.kind, it.threads) == (maker, kind, threads));
        median(lines.map(of).collect())
    }

    fn rate(&self, maker: &str, kind: &str, threads: usize) -> f64 {
        self.median(maker, kind, threads, |line| line.rate)
    }

    fn bytes(&self, maker: &str, kind: &str) -> f64 {
        self.median(maker, kind, self.cores, |line| line.bytes)
    }

    fn print(&self, title: &str, kind: &str, label: usize) {
        let all = format!("{} cores", self.cores);
        println!(
            "\n{title:<34} {:>17} {all:>9} {:>9}",
            "codes/s, 1 thread", "bytes"
        );
        for (maker, labels) in MAKERS {
            let [alone, all] = [1, self.cores].map(|threads| self.rate(maker, kind, threads));
            let bytes = self.bytes(maker, kind);
            println!(
                "  {:<32} {alone:>17.0} {all:>9.0} {bytes:>9.0}",
                labels[label]
            );
        }
    }

    fn print_bounds(&self) {
        let all = format!("{} cores", self.cores);
        println!(
            "\n{:<34} {:>9} {all:>9}",
            "ours, plain, times theirs", "1 thread"
        );
        let ratio = |maker, threads| {
            self.rate("ours", "plain", threads) / self.rate(maker, "plain", threads)
        };
        for (maker, labels) in MAKERS.iter().skip(1) {
            let [alone, all] = [1, self.cores].map(|threads| ratio(maker, threads));
            print!("  {:<32} {alone:>9.2} {all:>9.2}", labels[0]);
            match BOUNDS.iter().find(|(bounded, _)| bounded == maker) {
                Some((_, bound)) => println!("   bound >= {bound:<5} {}", verdict(all >= *bound)),
                None => println!(),
            }
        }
        let bytes = self.bytes("ours", "plain");
        let with_icon = self.rate("ours", "icon", 1);
        println!(
            "  {:<32} {with_icon:>9.0} {:>9}   bound >= {WITH_ICON:<5} {}",
            "with icon, codes/s",
            "",
            verdict(with_icon >= WITH_ICON)
        );
        let verdict = verdict(bytes <= BYTES);
        println!(
            "  {:<32} {bytes:>19.0}   bound <= {BYTES:<5} {verdict}",
            "bytes a code"
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_is_the_median_of_its_own_lines() {
        let lines = [
            "ours plain 1 5 10",
            "ours plain 1 9 10",
            "ours plain 1 7 10",
            "npm plain 1 1 10",
        ];
        let lines = lines.map(|line| Line::parse(line).unwrap()).into();
        let figures = Figures { lines, cores: 1 };
        assert_eq!(figures.rate("ours", "plain", 1), 7.0);
        assert_eq!(figures.bytes("ours", "plain"), 10.0);
    }
}
