//! A batch's codes as a ZIP of pictures with a table, or as sheets of labels.
//!
//! They are drawn some at a time, on all cores, and written as they are drawn: ten thousand take no more memory
//! than a hundred.

use std::io::{self, Write};
use std::sync::Arc;

use qr::{Label, LabelSheet, Labels, Style, StyledSymbol};
use rayon::prelude::*;
use thiserror::Error;
use zip::write::{SimpleFileOptions, ZipWriter};
use zip::{CompressionMethod, DateTime};

use crate::formula::escape_formula;

/// How many codes each core draws before they are written: the first are there soon, and progress shows.
const AT_ONCE: usize = 4;

/// Characters of a customer's name in a file's name: paths have an end.
const NAME_IN_FILE: usize = 40;

/// How a table's columns are called, in Chinese and in English. [`crate::list::read`] finds its own in either.
pub const HEAD: [[&str; 5]; 2] = [
    ["序号", "客户", "序列号", "链接", "二维码"],
    ["No.", "Customer", "Serial", "Link", "QR code"],
];

/// A link of a batch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its place in the batch, from 1.
    pub number: usize,
    /// What the vendor calls the customer.
    pub customer: String,
    /// The serial inside, as people read it; empty if there is none.
    pub serial: String,
    /// The link, to be sent.
    pub url: String,
    /// What the code says.
    pub scanned: String,
}

/// Why a batch wasn't written to its end.
#[derive(Debug, Error)]
pub enum Failed {
    /// A code that can't be made as it was asked for.
    #[error(transparent)]
    Refused(#[from] qr::Refused),
    /// The reader went away, the disk is full.
    #[error(transparent)]
    Io(#[from] io::Error),
}

impl From<zip::result::ZipError> for Failed {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Io(error.into())
    }
}

/// Draws the entries on all cores, some at a time, and takes what is drawn in their order.
fn each<T: Send>(
    entries: &[Entry],
    draw: impl Fn(&Entry) -> Result<T, qr::Refused> + Sync,
    mut take: impl FnMut(&Entry, T) -> Result<(), Failed>,
    mut progress: impl FnMut(usize),
) -> Result<(), Failed> {
    let mut taken = 0;
    for some in entries.chunks(AT_ONCE * rayon::current_num_threads()) {
        let drawn: Vec<T> = some.par_iter().map(&draw).collect::<Result<_, _>>()?;
        for (entry, drawn) in some.iter().zip(drawn) {
            take(entry, drawn)?;
            taken += 1;
            progress(taken);
        }
    }
    Ok(())
}

/// Writes a ZIP: `links.csv`, then a PNG of so many pixels for each entry. `made_at` is what the files' dates say
/// (year, month, day); `progress` hears how many are written.
///
/// # Errors
///
/// [`Failed`]; what is written by then is no whole ZIP.
pub fn pictures<W: Write>(
    out: W,
    entries: &[Entry],
    head: [&str; 5],
    made_at: (i32, u8, u8),
    (style, pixels): (&Style, u32),
    progress: impl FnMut(usize),
) -> Result<W, Failed> {
    let mut zip = ZipWriter::new_stream(out);
    let (year, month, day) = made_at;
    let year = u16::try_from(year).unwrap_or_default();
    let date = DateTime::from_date_and_time(year, month, day, 0, 0, 0).unwrap_or_default();
    // Pictures are packed, too, though it gains little: Java's reader takes nothing else in a stream.
    let packed = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(1))
        .last_modified_time(date);
    zip.start_file("links.csv", packed)?;
    table(&mut zip, entries, head)?;
    let draw = |entry: &Entry| StyledSymbol::of_link(&entry.scanned, style)?.png(pixels);
    let take = |entry: &Entry, png: Vec<u8>| {
        zip.start_file(file_name(entry), packed)?;
        Ok(zip.write_all(&png)?)
    };
    each(entries, draw, take, progress)?;
    Ok(zip.finish()?.into_inner())
}

/// The most characters of a serial that is printed on a label.
const PRINTED: usize = 24;

/// A serial as it is printed: a vendor's own may be too long for a label, or in a script that the font hasn't. Who scans the code
/// has it anyway.
fn printed(serial: &str) -> &str {
    match serial.len() <= PRINTED && serial.is_ascii() {
        true => serial,
        false => "",
    }
}

/// Writes a PDF of labels: each entry's code, its customer, the suite and the serial.
///
/// # Errors
///
/// [`Failed`]; what is written by then is no whole PDF.
pub fn labels<W: Write>(
    out: W,
    entries: &[Entry],
    suite: &str,
    sheet: LabelSheet,
    style: &Style,
    progress: impl FnMut(usize),
) -> Result<W, Failed> {
    let mut labels = Labels::new(out, suite, sheet)?;
    let draw = |entry: &Entry| StyledSymbol::of_link(&entry.scanned, style);
    let take = |entry: &Entry, symbol| {
        let label = Label {
            symbol: Arc::new(symbol),
            name: &entry.customer,
            detail: suite,
            whole: printed(&entry.serial),
        };
        Ok(labels.add(&label)?)
    };
    each(entries, draw, take, progress)?;
    Ok(labels.finish()?)
}

/// Writes the table as spreadsheets like it: with a mark that says UTF-8, and no cell that they would run.
fn table(out: &mut impl Write, entries: &[Entry], head: [&str; 5]) -> Result<(), Failed> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut csv = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    csv.write_record(head).map_err(io::Error::from)?;
    for entry in entries {
        let Entry {
            customer,
            serial,
            url,
            ..
        } = entry;
        let file = file_name(entry);
        let number = entry.number.to_string();
        let row = [&number, customer, serial, url, &file];
        let row = row.map(|cell| escape_formula(cell));
        csv.write_record(row).map_err(io::Error::from)?;
    }
    Ok(csv.flush()?)
}

/// A file name that sorts as the list does and that every system takes.
fn file_name(entry: &Entry) -> String {
    let allowed =
        |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '(' | ')' | '（' | '）');
    let kept: String = entry.customer.chars().filter(allowed).collect();
    let name: String = kept.trim().chars().take(NAME_IN_FILE).collect();
    let number = entry.number;
    match name.trim_end() {
        "" => format!("{number:05}.png"),
        name => format!("{number:05} {name}.png"),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use zip::ZipArchive;

    use super::*;

    fn entries(count: usize) -> Vec<Entry> {
        let entry = |at| Entry {
            number: at + 1,
            customer: format!("鹏城五金 {at}/号*店"),
            serial: format!("7K3M-{at:04}-0000-0000"),
            url: format!("https://qd.example/d/{at:012}"),
            scanned: format!("https://qd.example/D/{at:012}"),
        };
        (0..count).map(entry).collect()
    }

    const DAY: (i32, u8, u8) = (2026, 11, 24);

    #[test]
    fn a_serial_is_printed_where_it_is_short_and_the_font_has_it() {
        let (ours, long) = ("7K3M-0000-0000-0000", "A".repeat(25));
        for (serial, shown) in [
            (ours, ours),
            ("lic 12/a", "lic 12/a"),
            ("许可 7", ""),
            (&long, ""),
            ("", ""),
        ] {
            assert_eq!(printed(serial), shown, "{serial}");
        }
    }

    #[test]
    fn a_zip_holds_the_table_and_every_customers_code() {
        let entries = entries(300);
        let style = Style::default();
        let mut seen = Vec::new();
        let progress = |done| seen.push(done);
        let zip = pictures(Vec::new(), &entries, HEAD[0], DAY, (&style, 200), progress).unwrap();
        assert_eq!(seen, (1..=300).collect::<Vec<_>>());
        let mut zip = ZipArchive::new(io::Cursor::new(zip)).unwrap();
        let mut table = String::new();
        let mut file = zip.by_name("links.csv").unwrap();
        file.read_to_string(&mut table).unwrap();
        drop(file);
        let rows: Vec<&str> = table.trim_end().split("\r\n").collect();
        assert_eq!(rows[0], "\u{feff}序号,客户,序列号,链接,二维码");
        assert_eq!(rows.len(), 301);
        for (at, entry) in entries.iter().enumerate() {
            let name = file_name(entry);
            assert_eq!(name, format!("{:05} 鹏城五金 {at}号店.png", at + 1));
            assert!(rows[at + 1].ends_with(&name), "{}", rows[at + 1]);
            let mut png = Vec::new();
            let mut file = zip.by_name(&name).unwrap();
            file.read_to_end(&mut png).unwrap();
            let symbol = StyledSymbol::of_link(&entry.scanned, &style).unwrap();
            assert_eq!(png, symbol.png(200).unwrap(), "{name}");
        }
        assert_eq!(zip.len(), 301);
    }

    #[test]
    fn the_table_reads_back_as_a_list_of_the_same_customers() {
        let mut entries = entries(1);
        let serial = domain::serial::Serial::generate([9; 15]);
        entries[0].serial = serial.to_string();
        for customer in ["鹏城五金", "=1+1", "＠鹏城", "'=1", "－"] {
            entries[0].customer = customer.to_owned();
            for head in HEAD {
                let mut csv = Vec::new();
                table(&mut csv, &entries, head).unwrap();
                let list = crate::list::read(&csv, None, domain::task::SerialRule::Issued);
                let list = list.unwrap().customers;
                assert_eq!(list[0].name.as_str(), customer);
                assert_eq!(
                    list[0].carried,
                    domain::batch::Carried::Given(serial.into())
                );
            }
        }
    }

    #[test]
    fn no_cell_of_the_table_is_a_formula() {
        let mut entries = entries(1);
        entries[0].customer = "\t＝1+1".to_owned();
        entries[0].serial = "@SUM(A1)".to_owned();
        let mut csv = Vec::new();
        table(&mut csv, &entries, HEAD[1]).unwrap();
        let csv = String::from_utf8(csv).unwrap();
        assert!(csv.contains("\r\n1,'\t＝1+1,'@SUM(A1),https"), "{csv}");
    }

    #[test]
    fn no_file_name_leaves_its_folder() {
        for (customer, name) in [
            ("../../etc/passwd", "00001 etcpasswd.png"),
            ("C:\\x", "00001 Cx.png"),
            ("???", "00001.png"),
            ("Li & Co. (HK)", "00001 Li  Co (HK).png"),
        ] {
            let mut entry = entries(1).remove(0);
            entry.customer = customer.to_owned();
            assert_eq!(file_name(&entry), name);
        }
    }

    #[test]
    fn labels_are_a_document_of_as_many_sheets_as_are_needed() {
        let pdf = labels(
            Vec::new(),
            &entries(50),
            "进销存",
            LabelSheet::default(),
            &Style::default(),
            |_| {},
        )
        .unwrap();
        assert!(pdf.starts_with(b"%PDF"));
        let pdf = String::from_utf8_lossy(&pdf);
        assert!(pdf.contains("/Count 3"));
    }

    #[test]
    fn a_size_that_no_code_can_have_is_refused_with_its_reason() {
        let entries = entries(2);
        let style = Style::default();
        let failed = pictures(Vec::new(), &entries, HEAD[0], DAY, (&style, 20), |_| {});
        assert!(matches!(
            failed,
            Err(Failed::Refused(qr::Refused::Pixels { .. }))
        ));
    }
}
