//! Files of serials: read from CSV and XLSX, written as XLSX.

use std::io::{self, Cursor, Read, Write};

use calamine::{Data, Reader, Xlsx, XlsxError as XlsxReadError};
use rust_xlsxwriter::{Workbook, XlsxError};
use thiserror::Error;

use crate::formula::{escape_formula, unescape_formula};
use crate::list::{self, MAX_BYTES, Refused, TakeRow};

/// How the column of serials is called.
const HEADINGS: [&str; 4] = ["序列号", "serial", "serial number", "serials"];

/// How an XLSX file begins.
const XLSX: &[u8] = b"PK\x03\x04";

/// The most bytes that an XLSX file is when it is unpacked.
const MOST_UNPACKED: u64 = 128 << 20;

/// Columns of a sheet that are looked at.
const COLUMNS: usize = 256;

/// Rows of a sheet: spreadsheets hold 1,048,576.
const ROWS: u32 = 1_000_000;

/// Why a file isn't read.
#[derive(Debug, Error)]
pub enum Unreadable {
    /// Too large.
    #[error("the file has more than {} MB", MAX_BYTES >> 20)]
    TooLarge,
    /// More rows than may be.
    #[error("the file has more than {0} serials")]
    TooMany(usize),
    /// Nothing in it.
    #[error("the file holds no serials")]
    Empty,
    /// A text that can't be read.
    #[error("{0}")]
    Text(Box<Refused>),
    /// A workbook that can't be read.
    #[error("the workbook can't be read: {0}")]
    Workbook(String),
}

/// Reads the serials of a file with the numbers of their rows, from 1: those below a heading 序列号 or `serial`, or the first column that isn't empty.
///
/// # Errors
///
/// [`Unreadable`]. What stands in a row isn't looked at.
pub fn read(file: &[u8], most: usize) -> Result<Vec<(u64, String)>, Unreadable> {
    if file.len() > MAX_BYTES {
        return Err(Unreadable::TooLarge);
    }
    let mut column = Column::default();
    let mut found = Vec::new();
    let mut take = |row: u64, cells: &mut dyn Iterator<Item = String>| {
        if let Some(text) = column.serial(cells) {
            found.push((row, text));
        }
        match found.len() > most {
            true => Err(Unreadable::TooMany(most)),
            false => Ok(()),
        }
    };
    match file.starts_with(XLSX) {
        true => workbook(file, &mut take)?,
        false => list::each_row(file, &mut take)?,
    }
    match found.is_empty() {
        true => Err(Unreadable::Empty),
        false => Ok(found),
    }
}

impl From<Refused> for Unreadable {
    fn from(why: Refused) -> Self {
        Self::Text(Box::new(why))
    }
}

/// Where the serials are.
#[derive(Default)]
struct Column {
    at: usize,
    has_begun: bool,
}

impl Column {
    /// The serial of a row; none for the heading and for empty rows.
    fn serial(&mut self, cells: &mut dyn Iterator<Item = String>) -> Option<String> {
        let cells: Vec<String> = cells.collect();
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            return None;
        }
        if !self.has_begun {
            self.has_begun = true;
            let is_heading =
                |cell: &String| HEADINGS.contains(&cell.trim().to_lowercase().as_str());
            if let Some(at) = cells.iter().position(is_heading) {
                self.at = at;
                return None;
            }
            let is_filled = |cell: &String| !cell.trim().is_empty();
            self.at = cells.iter().position(is_filled).unwrap_or(0);
        }
        let text = cells.get(self.at).map_or("", |cell| cell.trim());
        Some(unescape_formula(text).to_owned())
    }
}

/// The rows of a workbook's first sheet that hold anything. Cell by cell: two cells in opposite corners span 17 billion.
fn workbook(file: &[u8], take: &mut TakeRow<'_, Unreadable>) -> Result<(), Unreadable> {
    let refused = |why: XlsxReadError| Unreadable::Workbook(why.to_string());
    check_size(file)?;
    let mut book = Xlsx::new(Cursor::new(file)).map_err(refused)?;
    let name = book.sheet_names().into_iter().next();
    let name = name.ok_or(Unreadable::Empty)?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(refused)?;
    let (mut row, mut cells) = (0, Vec::new());
    while let Some(cell) = reader.next_cell().map_err(refused)? {
        let (at, column) = cell.get_position();
        let column = usize::try_from(column).unwrap_or(COLUMNS);
        if column >= COLUMNS {
            continue;
        }
        if at != row {
            take(
                u64::from(row) + 1,
                &mut std::mem::take(&mut cells).into_iter(),
            )?;
            row = at;
        }
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        cells[column] = Data::from(cell.get_value().clone()).to_string();
    }
    take(u64::from(row) + 1, &mut cells.into_iter())
}

/// A few kilobytes may hold gigabytes: they are unpacked to nowhere first.
pub(crate) fn check_size(file: &[u8]) -> Result<(), Unreadable> {
    let refused = |why: zip::result::ZipError| Unreadable::Workbook(why.to_string());
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).map_err(refused)?;
    let mut left = MOST_UNPACKED;
    for at in 0..archive.len() {
        let part = archive.by_index(at).map_err(refused)?;
        let unpacked = io::copy(&mut part.take(left + 1), &mut io::sink());
        let unpacked = unpacked.map_err(|why| Unreadable::Workbook(why.to_string()))?;
        left = left.checked_sub(unpacked).ok_or(Unreadable::TooLarge)?;
    }
    Ok(())
}

/// A table that is written as XLSX, row by row, in bounded memory.
pub struct Table {
    book: Workbook,
    head: Vec<String>,
    row: u32,
}

impl Table {
    /// An empty one with this head.
    pub fn new(head: &[&str]) -> Self {
        Self {
            book: Workbook::new(),
            head: head.iter().map(|cell| (*cell).to_owned()).collect(),
            row: ROWS,
        }
    }

    /// Writes a row. All its cells are texts.
    ///
    /// # Errors
    ///
    /// The disk is full.
    pub fn push(&mut self, cells: &[String]) -> Result<(), XlsxError> {
        if self.row == ROWS {
            self.book.add_worksheet_with_constant_memory()?;
            self.row = 0;
            let head = self.head.clone();
            self.write(&head)?;
        }
        self.write(cells)
    }

    fn write(&mut self, cells: &[String]) -> Result<(), XlsxError> {
        let row = self.row;
        if let Some(sheet) = self.book.worksheets_mut().last_mut() {
            for (column, cell) in (0..).zip(cells) {
                sheet.write_string(row, column, cell)?;
            }
        }
        self.row += 1;
        Ok(())
    }

    /// Writes the file.
    ///
    /// # Errors
    ///
    /// The disk is full.
    pub fn finish(mut self, out: impl Write + io::Seek + Send) -> Result<(), XlsxError> {
        if self.row == ROWS && self.book.worksheets().is_empty() {
            self.book.add_worksheet();
            self.row = 0;
            let head = self.head.clone();
            self.write(&head)?;
        }
        self.book.save_to_writer(out)
    }
}

/// A row of a CSV file, as spreadsheets read it: nothing in it is a formula.
pub fn csv_row(cells: &[String]) -> Vec<u8> {
    let mut line = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    let cells = cells.iter().map(|cell| escape_formula(cell));
    // Into memory nothing fails.
    line.write_record(cells).ok();
    line.into_inner().unwrap_or_default()
}

/// What a CSV file begins with, so that spreadsheets take it for UTF-8.
pub const CSV_MARK: &[u8] = "\u{feff}".as_bytes();

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(found: &[(u64, String)]) -> Vec<(u64, &str)> {
        found.iter().map(|(row, text)| (*row, &**text)).collect()
    }

    #[test]
    fn serials_are_found_below_their_heading_or_in_the_first_column() {
        for (file, serials) in [
            ("A\nB\n", vec![(1, "A"), (2, "B")]),
            (
                "\u{feff}客户,序列号\n甲,A\n\n乙,B\n",
                vec![(2, "A"), (4, "B")],
            ),
            ("Serial;Note\r\nA;x\r\n", vec![(2, "A")]),
        ] {
            let found = read(file.as_bytes(), 10).unwrap();
            assert_eq!(texts(&found), serials, "{file:?}");
        }
    }

    #[test]
    fn a_table_that_is_written_reads_back() {
        let mut table = Table::new(&["序列号", "状态"]);
        for serial in ["0123-4567-89AB-CDEF", "=1+1"] {
            table.push(&[serial.to_owned(), "free".to_owned()]).unwrap();
        }
        let mut file = Cursor::new(Vec::new());
        table.finish(&mut file).unwrap();
        let found = read(file.get_ref(), 10).unwrap();
        assert_eq!(texts(&found), [(2, "0123-4567-89AB-CDEF"), (3, "=1+1")]);
        assert!(matches!(
            read(file.get_ref(), 1),
            Err(Unreadable::TooMany(1))
        ));
    }

    #[test]
    fn a_workbook_takes_no_more_memory_than_its_cells() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 1, "A").unwrap();
        sheet.write_string(1_048_575, 1, "B").unwrap();
        sheet.write_string(1_048_575, 16_383, "far away").unwrap();
        let found = read(&book.save_to_buffer().unwrap(), 10).unwrap();
        assert_eq!(texts(&found), [(1, "A"), (1_048_576, "B")]);
    }

    #[test]
    fn what_is_no_table_says_so() {
        assert!(matches!(read(b"", 10), Err(Unreadable::Empty)));
        assert!(matches!(
            read(b"PK\x03\x04nonsense", 10),
            Err(Unreadable::Workbook(_))
        ));
        assert!(matches!(
            read(b"\xff\xff\xff\xfe\x80", 10),
            Err(Unreadable::Text(_))
        ));
    }

    #[test]
    fn a_row_of_a_csv_file_holds_no_formula() {
        let row = csv_row(&["a,b".to_owned(), "=1+1".to_owned()]);
        assert_eq!(row, b"\"a,b\",'=1+1\r\n");
    }
}
