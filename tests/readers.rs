//! Decoders of QR codes that aren't ours, for tests and benches: most run in a Python worker, rqrr runs here.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// Every decoder.
pub const DECODERS: [&str; 6] = ["zbar", "ZXing", "OpenCV", "WeChat", "jsQR", "rqrr"];

/// Those that read a whole printed page. The others are for a camera's frames, and miss some codes in pictures so large.
pub const PRINT: [&str; 3] = ["zbar", "ZXing", "WeChat"];

/// What was found in a picture.
#[derive(Debug)]
pub struct Seen {
    /// The texts that each decoder found.
    pub reads: BTreeMap<String, Vec<String>>,
    /// What can be copied, in a PDF.
    pub words: String,
}

impl Seen {
    /// The decoders that found anything but this text alone.
    pub fn missed(&self, text: &str) -> Vec<&str> {
        let missed = self.reads.iter().filter(|(_, found)| *found != &[text]);
        missed.map(|(decoder, _)| decoder.as_str()).collect()
    }

    /// Whether a text can be copied. A line may end anywhere in it; PDFium gives a dash there as a control character.
    pub fn says(&self, text: &str) -> bool {
        let is_lost = |c: char| c.is_whitespace() || c.is_control() || c == '-';
        let letters = |text: &str| text.replace(is_lost, "");
        letters(&self.words).contains(&letters(text))
    }
}

/// The value of a variable that `cargo xtask` sets.
pub fn program(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("no {variable}: run it by `cargo xtask`"))
}

/// An empty folder for pictures, which stay there: `target/codes/NAME`.
pub fn folder(name: &str) -> PathBuf {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/codes")).join(name);
    fs::remove_dir_all(&folder).ok();
    fs::create_dir_all(&folder).expect("a folder");
    folder
}

/// Shows pictures to the decoders. `readers/worker.py` says what a task is.
pub fn read(tasks: &[Value], folder: &Path) -> Vec<Seen> {
    let list = folder.join("tasks");
    let mut file = BufWriter::new(File::create(&list).expect("a file"));
    for task in tasks {
        writeln!(file, "{task}").expect("a task");
    }
    file.flush().expect("the tasks");
    let mut worker = Command::new(program("PYTHON"))
        .arg(concat!(env!("CARGO_MANIFEST_DIR"), "/readers/worker.py"))
        .args([&list, folder])
        .stdout(Stdio::piped())
        .spawn()
        .expect("Python");
    let answers = BufReader::new(worker.stdout.take().expect("its answers")).lines();
    let seen = answers.zip(tasks).map(|(answer, task)| {
        let mut answer: Value =
            serde_json::from_str(&answer.expect("an answer")).expect("an answer in JSON");
        let mut reads: BTreeMap<String, Vec<String>> =
            serde_json::from_value(answer["reads"].take()).expect("reads");
        let grey = answer["grey"].as_str().expect("a picture");
        let wanted = task["readers"].as_array();
        if wanted.is_none_or(|readers| readers.iter().any(|it| it == "rqrr")) {
            reads.insert("rqrr".to_owned(), rqrr(&fs::read(grey).expect("a picture")));
        }
        fs::remove_file(grey).expect("a picture");
        let words = answer["words"].as_str().expect("words").to_owned();
        Seen { reads, words }
    });
    let seen: Vec<Seen> = seen.collect();
    assert!(worker.wait().expect("Python").success() && seen.len() == tasks.len());
    seen
}

/// What rqrr reads in a PGM: `P5`, width and height, the greatest value, and then a byte for each pixel.
fn rqrr(pgm: &[u8]) -> Vec<String> {
    let spaces = pgm
        .iter()
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii_whitespace());
    let (end, _) = spaces.take(4).last().expect("a head");
    let head = String::from_utf8_lossy(&pgm[2..end]);
    let mut numbers = head
        .split_whitespace()
        .map(|it| it.parse().expect("a number"));
    let (width, height): (usize, usize) = numbers.next().zip(numbers.next()).expect("a size");
    let grey = |x: usize, y: usize| pgm[end + 1 + y * width + x];
    let mut picture = ::rqrr::PreparedImage::prepare_from_greyscale(width, height, grey);
    let grids = picture.detect_grids();
    let texts = grids.iter().filter_map(|grid| grid.decode().ok());
    texts.map(|(_, text)| text).collect()
}
