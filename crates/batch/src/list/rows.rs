//! The rows of a CSV file, each with the line that it begins in.

use std::iter;

use csv::{Position, ReaderBuilder, StringRecord};

use super::fault::Refused;

/// Written behind a list: what doesn't come back as a row of its own is still inside of a quote.
const END: &str = "\u{3}";

/// What delimits cells: a comma, or what spreadsheets write instead where a comma is a decimal point. Of equals the last
/// is taken.
pub const DELIMITERS: [u8; 3] = [b'\t', b';', b','];

/// A row that isn't empty.
pub struct Row {
    /// The line that it begins in, from 1.
    pub line: u64,
    pub cells: StringRecord,
}

impl Row {
    /// How many cells say something.
    pub fn filled(&self) -> usize {
        let filled = self.cells.iter().filter(|cell| !cell.trim().is_empty());
        filled.count()
    }
}

/// Excel's first line that names the delimiter.
pub struct SepLine {
    pub text: String,
    /// `None` if it names nothing that could be one.
    pub delimiter: Option<u8>,
}

impl SepLine {
    /// Excel writes `sep=;`; what saves it again may put it in quotes and write delimiters behind it.
    fn parse(line: &str) -> Option<Self> {
        let plain = line.trim_start_matches([' ', '"']);
        let (key, named) = plain.split_at_checked(4)?;
        if !key.eq_ignore_ascii_case("sep=") {
            return None;
        }
        let delimiter = match named.as_bytes() {
            // Two characters, as some write a tab.
            [b'\\', b't', ..] => Some(b'\t'),
            [named @ (b',' | b';' | b'\t' | b'|'), ..] => Some(*named),
            _ => None,
        };
        let text = line.to_owned();
        Some(Self { text, delimiter })
    }
}

/// A text whose lines end by `\n`. Old Macs end them by returns alone, which the reader wouldn't count.
pub fn with_line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// The text of a list, with lines that end by `\n`.
pub struct Text {
    /// Without the `sep=` line; [`END`] behind it.
    body: String,
    /// If the list begins with one.
    pub sep: Option<SepLine>,
}

impl Text {
    pub fn new(decoded: &str) -> Self {
        let text = decoded.strip_prefix('\u{feff}').unwrap_or(decoded);
        let text = with_line_feeds(text);
        let first = text.lines().next().unwrap_or_default();
        let sep = SepLine::parse(first);
        let body = match sep {
            Some(_) => text.split_once('\n').map_or("", |(_, rest)| rest),
            None => &text,
        };
        let body = format!("{body}\n{END}");
        Self { body, sep }
    }

    /// The first line that says something.
    pub fn first_line(&self) -> &str {
        let mut lines = self.body.lines();
        lines
            .find(|line| !line.trim().is_empty())
            .unwrap_or_default()
    }

    /// The rows that aren't empty.
    pub fn rows(&self, delimiter: u8) -> impl Iterator<Item = Result<Row, Refused>> + '_ {
        let mut reader = ReaderBuilder::new()
            .has_headers(false)
            .flexible(true)
            .delimiter(delimiter)
            .from_reader(self.body.as_bytes());
        iter::from_fn(move || {
            loop {
                let mut cells = StringRecord::new();
                // What is decoded is UTF-8, and rows may have any number of cells: there is nothing to fail.
                if !reader.read_record(&mut cells).unwrap_or(false) {
                    return None;
                }
                if cells.iter().all(|cell| cell.trim().is_empty()) || cells == [END][..] {
                    continue;
                }
                let line = cells.position().map_or(0, |at| self.line(at));
                let open = cells.iter().any(|cell| cell.ends_with(END));
                return Some(match open {
                    true => Err(Refused::UnclosedQuote(line)),
                    false => Ok(Row { line, cells }),
                });
            }
        })
    }

    /// The line that a row begins in. The reader begins with the empty ones that it skipped.
    fn line(&self, at: &Position) -> u64 {
        let start = usize::try_from(at.byte()).unwrap_or_default();
        let rest = self.body.as_bytes().get(start..).unwrap_or_default();
        let empty = rest.iter().take_while(|byte| **byte == b'\n').count();
        self.skipped() + at.line() + u64::try_from(empty).unwrap_or_default()
    }

    /// Lines above the body.
    fn skipped(&self) -> u64 {
        u64::from(self.sep.is_some())
    }
}
