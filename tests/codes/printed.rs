//! What goes to a printer, as a stranger's program shows it: posters and sheets of labels.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

use qr::{Grid, Label, Labels, Paper, Style, Symbol};
use serde_json::Value;

use crate::carriers::poster;
use crate::readers::program;
use crate::symbols;

/// The pages of a file: who read which codes, and the words without the spaces between them.
fn pages(file: &Path, bytes: &[u8]) -> Vec<Value> {
    fs::write(file, bytes).unwrap();
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/codes/printed.py");
    let shown = Command::new(program("PYTHON"))
        .args([Path::new(script), file])
        .output()
        .unwrap();
    assert!(
        shown.status.success(),
        "{}",
        String::from_utf8_lossy(&shown.stderr)
    );
    let lines = String::from_utf8(shown.stdout).unwrap();
    lines
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn words(page: &Value) -> String {
    // A dash at a line's end is told as one that may be left out.
    let words = page["words"].as_str().unwrap().replace('\u{fffe}', "-");
    words.chars().filter(|c| !c.is_whitespace()).collect()
}

fn codes(page: &Value, reader: &str) -> BTreeSet<String> {
    let codes = page[reader].as_array().unwrap().iter();
    codes
        .map(|code| code.as_str().unwrap().to_owned())
        .collect()
}

/// A poster's code reads on every paper, and what a PDF says can be copied out of it.
pub fn posters(folder: &Path) {
    for named in symbols::few() {
        for (paper, name) in [
            (Paper::A4, "a4"),
            (Paper::A6, "a6"),
            (Paper::Phone, "phone"),
        ] {
            let poster = poster(&named, paper);
            let file = |ending: &str| folder.join(format!("{}.{name}.{ending}", named.name));
            let pdf = file("pdf");
            let shown = [
                pages(&pdf, &poster.pdf().unwrap()),
                pages(&file("png"), &poster.png().unwrap()),
            ];
            for page in shown.iter().flatten() {
                for reader in ["zbar", "ZXing"] {
                    let read = codes(page, reader);
                    let expected = BTreeSet::from([named.symbol.text().to_owned()]);
                    assert_eq!(read, expected, "{} by {reader}", pdf.display());
                }
            }
            let words = words(&shown[0][0]);
            let steps = poster
                .steps
                .iter()
                .flat_map(|(title, detail)| [title, detail]);
            let said = [&poster.name, &poster.vendor, &poster.call];
            for text in said.into_iter().chain(steps).chain(&poster.notes) {
                let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
                assert!(words.contains(&text), "{text} isn't in {words}");
            }
        }
    }
}

/// Every label's code reads, also of the smallest that are made, and its customer and serial can be copied.
pub fn labels(folder: &Path) {
    let densest = (1..).take_while(|rows| Grid::new(*rows, 3).is_ok()).last();
    for rows in [8, densest.unwrap()] {
        let grid = Grid::new(rows, 3).unwrap();
        let mut labels = Labels::new(Vec::new(), "云考勤", grid).unwrap();
        let per_sheet = usize::try_from(rows * 3).unwrap();
        let customers: Vec<(String, String, String)> = (0..per_sheet + 1)
            .map(|n| {
                let url = format!("HTTPS://QD.EXAMPLE/D/0123456789{n:02}");
                (
                    format!("客户{n:03}"),
                    format!("7K3M-9QXR-2VTE-4{n:03}"),
                    url,
                )
            })
            .collect();
        for (name, serial, url) in &customers {
            let symbol = Symbol::new(url, Style::default()).unwrap();
            let (symbol, detail) = (symbol.into(), "云考勤");
            let whole = serial;
            labels
                .add(&Label {
                    symbol,
                    name,
                    detail,
                    whole,
                })
                .unwrap();
        }
        let file = folder.join(format!("labels-{rows}.pdf"));
        let shown = pages(&file, &labels.finish().unwrap());
        assert_eq!(shown.len(), 2);
        for (page, customers) in shown.iter().zip(customers.chunks(per_sheet)) {
            let urls: BTreeSet<String> = customers.iter().map(|(.., url)| url.clone()).collect();
            for reader in ["zbar", "ZXing"] {
                assert_eq!(codes(page, reader), urls, "{rows} rows by {reader}");
            }
            let words = words(page);
            for (name, serial, _) in customers {
                assert!(words.contains(name), "{name} isn't in {words}");
                assert!(words.contains(serial), "{serial} isn't in {words}");
            }
        }
    }
}
