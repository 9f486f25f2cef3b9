//! The lines of a pasted list and their cells.

use std::mem;

use super::part::{self, Part};
use crate::text::{fold_width, is_invisible, is_variation_selector};

/// A line that isn't empty.
pub(super) struct Row {
    /// Its text, width folded.
    pub(super) text: String,
    /// Its cells, parted by tabs, commas or bars.
    pub(super) cells: Vec<String>,
    /// All that is in them, without the numbering in front.
    pub(super) parts: Vec<Part>,
    /// A number of a list stands in front.
    pub(super) is_numbered: bool,
    /// It begins with `#`, as a chat's roll call does.
    pub(super) is_title: bool,
}

impl Row {
    /// Whether it has a number, right or wrong, or as many digits as one.
    pub(super) fn has_number(&self) -> bool {
        self.parts.iter().any(Part::is_number)
            || self.text.bytes().filter(u8::is_ascii_digit).count() >= 7
    }

    fn new(cells: Vec<String>) -> Option<Self> {
        let text = cells.join(" ").trim().to_owned();
        let first = cells.first().map(String::as_str).unwrap_or_default();
        let unnumbered = without_numbering(first);
        let is_numbered = unnumbered.is_some();
        let mut parts = part::read(unnumbered.unwrap_or(first));
        parts.extend(cells.iter().skip(1).flat_map(|cell| part::read(cell)));
        let is_title = text.starts_with('#');
        let row = Self {
            text,
            cells,
            parts,
            is_numbered,
            is_title,
        };
        (!row.text.is_empty()).then_some(row)
    }
}

/// Reads the lines. In quotes, as spreadsheets write them, separators are part of the cell.
pub(super) fn read(pasted: &str) -> Vec<Row> {
    let chars: Vec<char> = pasted.chars().filter_map(shown).collect();
    let mut rows = Vec::new();
    let (mut cells, mut cell) = (Vec::new(), String::new());
    let mut at = 0;
    while let Some(&c) = chars.get(at) {
        at += 1;
        let quoted = (c == '"' && cell.trim().is_empty())
            .then(|| quoted(&chars[at..]))
            .flatten();
        match (quoted, c) {
            (Some((text, length)), _) => {
                cell = text;
                at += length;
            }
            (None, '\n' | ';') => {
                cells.push(mem::take(&mut cell));
                rows.extend(Row::new(mem::take(&mut cells)));
            }
            (None, '\t' | ',' | '|') => cells.push(mem::take(&mut cell)),
            (None, c) => cell.push(c),
        }
    }
    cells.push(cell);
    rows.extend(Row::new(cells));
    rows
}

/// A quoted cell and how many characters it takes behind its first quote; `None` if the quote is never closed.
fn quoted(chars: &[char]) -> Option<(String, usize)> {
    let mut cell = String::new();
    let mut at = 0;
    loop {
        match (chars.get(at)?, chars.get(at + 1)) {
            ('"', Some('"')) => {
                cell.push('"');
                at += 2;
            }
            ('"', None | Some('\n' | ';' | '\t' | ',' | '|')) => return Some((cell, at + 1)),
            ('\n', _) => {
                cell.push(' ');
                at += 1;
            }
            (&c, _) => {
                cell.push(c);
                at += 1;
            }
        }
    }
}

/// A character as it is meant; `None` for one that shows nothing.
fn shown(c: char) -> Option<char> {
    match fold_width(c) {
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
        '\t' => Some('\t'),
        c if c.is_whitespace() => Some(' '),
        // The key around a digit in an emoji.
        '\u{20e3}' => None,
        c if is_invisible(c) || is_variation_selector(c) => None,
        c => Some(c),
    }
}

/// Without the `1.`, `（2）`, `3、` or `④` of a list; `None` if there is none. A phone number is none.
fn without_numbering(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let is_circled = |c: char| matches!(c, '\u{2460}'..='\u{249b}' | '\u{3220}'..='\u{3229}' | '\u{2776}'..='\u{2793}');
    if let Some(rest) = text.strip_prefix(is_circled) {
        return Some(rest);
    }
    let inner = text.trim_start_matches(['(', '[', '【']);
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &inner[digits..];
    let behind = rest.trim_start_matches(['.', ')', ']', '】', '、', ':', '-', ' ']);
    let is_number = super::number::find(text)
        .iter()
        .any(|found| found.start() < text.len() - rest.len());
    ((1..=3).contains(&digits) && !is_number).then_some(behind)
}
