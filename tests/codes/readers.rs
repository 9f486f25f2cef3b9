//! Who reads the codes: zbar, ZXing and OpenCV in a worker of Python, jsQR in Node, rqrr here.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use serde_json::Value;

/// Every decoder.
pub const DECODERS: [&str; 5] = ["zbar", "ZXing", "OpenCV", "jsQR", "rqrr"];

/// Who read a picture of ours, and one like it of qrencode's, after the same had happened to both.
#[derive(Debug)]
pub struct Pair {
    pub name: String,
    pub distortion: String,
    pub ours: Vec<&'static str>,
    pub theirs: Vec<&'static str>,
}

/// What happened to pictures, in the worker's order.
pub fn distortions(pairs: &[Pair]) -> Vec<&str> {
    let of_first = pairs.iter().take_while(|pair| pair.name == pairs[0].name);
    of_first.map(|pair| pair.distortion.as_str()).collect()
}

/// Distorts all pictures in every way and lets everybody read them.
pub fn read(pictures: &[Value], folder: &Path) -> Vec<Pair> {
    let here = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/codes"));
    let distorted = folder.join("distorted");
    fs::create_dir_all(&distorted).unwrap();
    let tasks: Vec<String> = pictures.iter().map(ToString::to_string).collect();
    let mut worker = Command::new(program("PYTHON"));
    let answers = ask(worker.arg(here.join("worker.py")).arg(&distorted), &tasks);
    let answers: Vec<Value> = answers
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();

    let file = |answer: &Value| answer["file"].as_str().unwrap().to_owned();
    let files: Vec<String> = answers.iter().map(file).collect();
    let by_rqrr = on_all_cores(&files, |files| {
        files.iter().map(|file| rqrr(file)).collect()
    });
    let by_jsqr = on_all_cores(&files, |files| {
        let mut node = Command::new("node");
        node.arg(here.join("jsqr.mjs")).arg(program("NODE_MODULES"));
        ask(&mut node, files)
    });
    let text = |name: &Value| {
        let picture = pictures.iter().find(|picture| picture["name"] == *name);
        picture.unwrap()["text"].clone()
    };
    let by = |at: usize| -> Vec<&'static str> {
        let text = text(&answers[at]["name"]);
        let read = |decoder: &&str| match *decoder {
            "jsQR" => serde_json::from_str::<Value>(&by_jsqr[at]).unwrap() == text,
            "rqrr" => by_rqrr[at].iter().any(|read| *read == text),
            decoder => answers[at]["read"]
                .as_array()
                .unwrap()
                .iter()
                .any(|name| name == decoder),
        };
        DECODERS.into_iter().filter(read).collect()
    };
    // Of each distortion ours comes first, then qrencode's.
    let pair = |at: usize| {
        let word = |key: &str| answers[at][key].as_str().unwrap().to_owned();
        Pair {
            name: word("name"),
            distortion: word("distortion"),
            ours: by(at),
            theirs: by(at + 1),
        }
    };
    (0..answers.len()).step_by(2).map(pair).collect()
}

pub fn program(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("no {variable}: run `cargo xtask test`"))
}

/// Shares the files between threads; answers in the files' order.
fn on_all_cores<T: Send>(files: &[String], read: impl Fn(&[String]) -> Vec<T> + Sync) -> Vec<T> {
    let cores = thread::available_parallelism().unwrap().get();
    let share = files.len().div_ceil(cores);
    thread::scope(|scope| {
        let readers: Vec<_> = files
            .chunks(share)
            .map(|files| scope.spawn(|| read(files)))
            .collect();
        let answers = readers.into_iter().map(|reader| reader.join().unwrap());
        answers.flatten().collect()
    })
}

/// Gives a program lines; answers its lines.
fn ask(program: &mut Command, lines: &[String]) -> Vec<String> {
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let output = thread::scope(|scope| {
        // While it answers, so that neither waits for the other.
        scope.spawn(move || {
            for line in lines {
                writeln!(stdin, "{line}").unwrap();
            }
        });
        child.wait_with_output().unwrap()
    });
    assert!(output.status.success(), "{program:?} failed");
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(str::to_owned).collect()
}

/// What rqrr reads in a PGM file.
fn rqrr(file: &str) -> Vec<String> {
    let bytes = fs::read(file).unwrap();
    // `P5`, width and height, the greatest value, and then a byte for each pixel.
    let head = bytes
        .iter()
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii_whitespace());
    let (end, _) = head.take(4).last().unwrap();
    let size: Vec<usize> = String::from_utf8_lossy(&bytes[2..end])
        .split_whitespace()
        .map(|number| number.parse().unwrap())
        .collect();
    let (width, height, grey) = (size[0], size[1], &bytes[end + 1..]);
    let mut image =
        ::rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| grey[y * width + x]);
    let grids = image.detect_grids();
    grids
        .iter()
        .filter_map(|grid| grid.decode().ok())
        .map(|(_, text)| text)
        .collect()
}
