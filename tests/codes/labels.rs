//! Sheets of labels, printed at 100 % and shrunk by a viewer, cut as the sheets that are sold are cut.

use qr::{Label, LabelSheet, Labels, Style, StyledSymbol};
use serde_json::json;
use tests::readers::{self, folder};

use crate::write;

/// A sheet of A4, in millimetres.
const A4: (f64, f64) = (210.0, 297.0);

/// Pixels of a millimetre at 300 dpi.
const PIXELS: f64 = 300.0 / 25.4;

/// What a viewer shrinks a page to where it fits it to a printer's margins.
const SCALES: [f64; 3] = [1.0, 0.96, 0.94];

/// Customers' names, and how they are printed: composed, and without what only chooses a letter's variant.
const NAMES: [(&str, &str); 3] = [
    ("𠮷田䶮㛃商行", "𠮷田䶮㛃商行"),
    ("咖啡☕\u{fe0f}", "咖啡☕"),
    ("cafe\u{301}", "café"),
];

/// How a sheet is cut, in millimetres, as its maker says.
struct Cut {
    rows: u32,
    columns: u32,
    /// The first label's corner.
    left: f64,
    top: f64,
    width: f64,
    height: f64,
    /// From a label to the next in its row.
    pitch: f64,
}

impl Cut {
    fn product(name: &str) -> Self {
        let (rows, columns, left, top, width, height, pitch) = match name {
            "70x37" => (8, 3, 0.0, 0.5, 70.0, 37.0, 70.0),
            "70x36" => (8, 3, 0.0, 4.5, 70.0, 36.0, 70.0),
            "63.5x38.1" => (7, 3, 7.2, 15.15, 63.5, 38.1, 66.04),
            "52.5x29.7" => (10, 4, 0.0, 0.0, 52.5, 29.7, 52.5),
            _ => panic!("how is {name} cut?"),
        };
        Self {
            rows,
            columns,
            left,
            top,
            width,
            height,
            pitch,
        }
    }

    fn even(rows: u32, columns: u32) -> Self {
        let (width, height) = (A4.0 / f64::from(columns), A4.1 / f64::from(rows));
        Self {
            rows,
            columns,
            left: 0.0,
            top: 0.0,
            width,
            height,
            pitch: width,
        }
    }

    /// A label as `[x, y, width, height]` in pixels.
    fn label(&self, number: u32) -> [u32; 4] {
        let (row, column) = (number / self.columns, number % self.columns);
        let x = self.left + f64::from(column) * self.pitch;
        let y = self.top + f64::from(row) * self.height;
        [x, y, self.width, self.height].map(|length| (length * PIXELS) as u32)
    }
}

fn serial(number: u32) -> String {
    format!("7K3M-9QXR-2VTE-4{number:03}")
}

/// A full sheet, and the texts of its codes.
fn print(sheet: LabelSheet) -> (Vec<u8>, Vec<String>) {
    let mut labels = Labels::new(Vec::new(), "云考勤", sheet).unwrap();
    let mut texts = Vec::new();
    for (number, (name, _)) in (0..sheet.count()).zip(NAMES.iter().cycle()) {
        let text = format!("HTTPS://QD.EXAMPLE/D/0123456789{number:02}");
        let label = Label {
            symbol: StyledSymbol::new(&text, &Style::default()).unwrap().into(),
            name,
            detail: "云考勤",
            whole: &serial(number),
        };
        labels.add(&label).unwrap();
        texts.push(text);
    }
    (labels.finish().unwrap(), texts)
}

#[test]
fn every_label_is_read_within_its_cut_also_where_a_viewer_shrinks_the_page() {
    let folder = folder("labels");
    let densest = (1..).take_while(|rows| LabelSheet::even(*rows, 3).is_ok());
    let rows = densest.last().unwrap();
    let mut sheets = vec![(
        "even",
        LabelSheet::even(rows, 3).unwrap(),
        Cut::even(rows, 3),
    )];
    sheets.extend(LabelSheet::PRODUCTS.map(|(name, sheet)| (name, sheet, Cut::product(name))));
    let (mut labels, mut tasks) = (Vec::new(), Vec::new());
    for (name, sheet, cut) in &sheets {
        assert_eq!(sheet.count(), cut.rows * cut.columns, "{name}");
        let (pdf, texts) = print(*sheet);
        let file = write(&folder, &format!("{name}.pdf"), pdf);
        for scale in SCALES {
            for (number, text) in (0..).zip(&texts) {
                tasks.push(json!({
                    "file": file, "scale": scale, "crop": cut.label(number),
                    "readers": readers::PRINT,
                }));
                labels.push((name, scale, number, text.clone()));
            }
        }
    }
    let seen = readers::read(&tasks, &folder);
    for ((name, scale, number, text), seen) in labels.into_iter().zip(seen) {
        let label = format!("{name} at {scale}, label {number}");
        assert!(seen.missed(&text).is_empty(), "{label}: {seen:?}");
        let (_, customer) = NAMES[number as usize % NAMES.len()];
        for printed in [customer, &serial(number)] {
            // Where on a shrunk page words are isn't where the PDF says they are.
            let is_there = scale < 1.0 || seen.says(printed);
            assert!(is_there, "{label}: {printed} isn't in {}", seen.words);
        }
    }
}
