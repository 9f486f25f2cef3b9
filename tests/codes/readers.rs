//! Who reads the codes: zbar, ZXing and OpenCV in a worker of Python, jsQR in Node, rqrr here.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write;
use std::iter;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use serde_json::{Value, json};

use crate::UNDISTORTED;

/// Every decoder.
pub const DECODERS: [&str; 5] = ["zbar", "ZXing", "OpenCV", "jsQR", "rqrr"];

/// Frames that a scan takes at most: whoever holds a camera goes on until it reads, and a second has as many. In which
/// of them a reader finds a code is mostly luck: what rqrr missed of 2,880 codes turned, from aside or small at one size
/// it missed at others no more often than the rest.
pub const FRAMES: u32 = 15;

/// Who read a picture of ours, and one like it of qrencode's, after the same had happened to both.
#[derive(Debug)]
pub struct Pair {
    pub name: String,
    pub distortion: String,
    pub ours: Reads,
    pub theirs: Reads,
}

/// Who read a picture.
#[derive(Debug)]
pub struct Reads {
    /// At each glance: in each of the first frames alone.
    pub glances: Vec<Vec<&'static str>>,
    /// In any of all frames.
    pub scanned: Vec<&'static str>,
}

impl Reads {
    fn missed(&self) -> Vec<&'static str> {
        let missed = |decoder: &&str| !self.scanned.contains(decoder);
        DECODERS.into_iter().filter(missed).collect()
    }
}

/// A picture to which something happened, of ours or of qrencode's.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Shot {
    name: String,
    distortion: String,
    maker: String,
}

/// What happened to pictures, in the worker's order.
pub fn distortions(pairs: &[Pair]) -> Vec<&str> {
    let of_first = pairs.iter().take_while(|pair| pair.name == pairs[0].name);
    of_first.map(|pair| pair.distortion.as_str()).collect()
}

/// Distorts all pictures in every way and lets everybody read so many frames of each, one at least, and whoever misses
/// those the next. Undistorted all frames are the same.
pub fn read(pictures: &[Value], folder: &Path, glances: u32) -> Vec<Pair> {
    let distorted = folder.join("distorted");
    fs::create_dir_all(&distorted).unwrap();
    let first = take(pictures, &distorted, |_| DECODERS.to_vec());
    let at_once = |(shot, first): (Shot, Vec<_>)| {
        let (glances, scanned) = (vec![first.clone()], first);
        (shot, Reads { glances, scanned })
    };
    let mut reads: Vec<_> = first.into_iter().map(at_once).collect();
    for frame in 1..FRAMES {
        let wanted: BTreeMap<&Shot, Vec<&str>> = reads
            .iter()
            .filter(|(shot, _)| shot.distortion != UNDISTORTED)
            .map(|(shot, reads)| match frame < glances {
                true => (shot, DECODERS.to_vec()),
                false => (shot, reads.missed()),
            })
            .filter(|(_, wanted)| !wanted.is_empty())
            .collect();
        let again = pictures.iter().filter_map(|picture| {
            let of_it = wanted
                .iter()
                .filter(|(shot, _)| picture["name"] == *shot.name);
            let shots = of_it.map(|(shot, wanted)| json!([shot.distortion, shot.maker, wanted]));
            let shots: Vec<_> = shots.collect();
            let mut picture = picture.clone();
            picture["frame"] = json!(frame);
            picture["shots"] = json!(shots);
            (!shots.is_empty()).then_some(picture)
        });
        let again: Vec<Value> = again.collect();
        let read = take(&again, &distorted, |shot| wanted[shot].clone());
        let mut read: BTreeMap<Shot, Vec<&str>> = read.into_iter().collect();
        for (shot, reads) in &mut reads {
            let Some(by) = read.remove(shot) else {
                continue;
            };
            reads.scanned.extend(&by);
            if frame < glances {
                reads.glances.push(by);
            }
        }
    }
    // Of each distortion ours comes first, then qrencode's.
    let mut reads = reads.into_iter();
    let next = || {
        let ((shot, ours), (_, theirs)) = (reads.next()?, reads.next()?);
        Some(Pair {
            name: shot.name,
            distortion: shot.distortion,
            ours,
            theirs,
        })
    };
    iter::from_fn(next).collect()
}

/// Distorts pictures, and lets those read each that it is for: who did?
fn take(
    pictures: &[Value],
    folder: &Path,
    is_for: impl Fn(&Shot) -> Vec<&'static str>,
) -> Vec<(Shot, Vec<&'static str>)> {
    let here = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/codes"));
    let tasks: Vec<String> = pictures.iter().map(ToString::to_string).collect();
    let mut worker = Command::new(program("PYTHON"));
    let answers = ask(worker.arg(here.join("worker.py")).arg(folder), &tasks);
    let answers: Vec<Value> = answers
        .iter()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let word = |answer: &Value, key: &str| answer[key].as_str().unwrap().to_owned();
    let shot = |answer: &Value| Shot {
        name: word(answer, "name"),
        distortion: word(answer, "distortion"),
        maker: word(answer, "maker"),
    };
    let shots: Vec<Shot> = answers.iter().map(shot).collect();
    let files_for = |decoder: &str| -> Vec<String> {
        let all = answers.iter().zip(&shots);
        let its = all.filter(|(_, shot)| is_for(shot).contains(&decoder));
        its.map(|(answer, _)| word(answer, "file")).collect()
    };
    let by_rqrr = files_for("rqrr");
    let by_rqrr = on_all_cores(&by_rqrr, |files| {
        files.iter().map(|file| rqrr(file)).collect()
    });
    let by_jsqr = files_for("jsQR");
    let by_jsqr = on_all_cores(&by_jsqr, |files| {
        let mut node = Command::new("node");
        node.arg(here.join("jsqr.mjs")).arg(program("NODE_MODULES"));
        ask(&mut node, files)
    });
    let (mut by_rqrr, mut by_jsqr) = (by_rqrr.into_iter(), by_jsqr.into_iter());
    let text = |shot: &Shot| {
        let picture = pictures.iter().find(|picture| picture["name"] == shot.name);
        picture.unwrap()["text"].clone()
    };
    let readers = answers.iter().zip(shots).map(|(answer, shot)| {
        let text = text(&shot);
        let mut by = is_for(&shot);
        by.retain(|decoder| match *decoder {
            "jsQR" => serde_json::from_str::<Value>(&by_jsqr.next().unwrap()).unwrap() == text,
            "rqrr" => by_rqrr.next().unwrap().iter().any(|read| *read == text),
            decoder => answer["read"]
                .as_array()
                .unwrap()
                .iter()
                .any(|name| name == decoder),
        });
        (shot, by)
    });
    readers.collect()
}

pub fn program(variable: &str) -> String {
    std::env::var(variable).unwrap_or_else(|_| panic!("no {variable}: run `cargo xtask test`"))
}

/// Shares the files between threads; answers in the files' order.
fn on_all_cores<T: Send>(files: &[String], read: impl Fn(&[String]) -> Vec<T> + Sync) -> Vec<T> {
    let cores = thread::available_parallelism().unwrap().get();
    let share = files.len().div_ceil(cores).max(1);
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
