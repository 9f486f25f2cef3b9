//! How a list is laid out: its delimiter, its header, and what stands above it.

use super::LeftOut;
use super::columns::Columns;
use super::fault::Refused;
use super::rows::{DELIMITERS, Row, Text};

/// The rows among which the header is looked for.
const MAX_HEADER_ROW: usize = 10;

pub struct Layout {
    pub delimiter: u8,
    pub columns: Columns,
    /// The header's line; customers are below it.
    pub header: Option<u64>,
    /// What is above the header.
    pub left_out: Vec<LeftOut>,
}

impl Layout {
    /// Finds the delimiter under which there is the widest header; without a header the one of the first line.
    pub fn find(text: &Text) -> Result<Self, Refused> {
        let named = text.sep.as_ref().and_then(|sep| sep.delimiter);
        let possible = named.map_or(DELIMITERS.to_vec(), |named| vec![named]);
        let first_rows = |delimiter: u8| -> Vec<Row> {
            let rows = text.rows(delimiter).map_while(Result::ok);
            rows.take(MAX_HEADER_ROW).collect()
        };
        let headers = possible.into_iter().filter_map(|delimiter| {
            let rows = first_rows(delimiter);
            let (at, columns) = header(&rows)?;
            Some((rows[at].filled(), delimiter, columns, rows, at))
        });
        if let Some((_, delimiter, columns, rows, at)) = headers.max_by_key(|(filled, ..)| *filled)
        {
            return Ok(Self {
                delimiter,
                columns,
                header: Some(rows[at].line),
                left_out: rows[..at].iter().map(LeftOut::above_header).collect(),
            });
        }
        let delimiter = named.unwrap_or_else(|| most_frequent(text.first_line()));
        if let [first, ..] = &first_rows(delimiter)[..]
            && Columns::has_serial_heading(&first.cells)
        {
            return Err(Refused::NoCustomers);
        }
        Ok(Self {
            delimiter,
            columns: Columns::default(),
            header: None,
            left_out: Vec::new(),
        })
    }
}

/// The widest row with a customer's heading. Below others it is the header only if it is wider than each of them, or
/// if it is a single cell under a single title: else what is above may be customers, and a customer be called so.
fn header(rows: &[Row]) -> Option<(usize, Columns)> {
    let headers = rows.iter().enumerate().filter_map(|(at, row)| {
        let columns = Columns::of_header(&row.cells)?;
        Some((at, columns))
    });
    let widest = headers.rev().max_by_key(|(at, _)| rows[*at].filled());
    widest.filter(|(at, _)| {
        let filled = rows[*at].filled();
        let above: Vec<usize> = rows[..*at].iter().map(Row::filled).collect();
        above.iter().all(|it| *it < filled) || (filled == 1 && above == [1])
    })
}

/// The delimiter that a line has most of.
pub fn most_frequent(line: &str) -> u8 {
    let count = |delimiter: &u8| line.bytes().filter(|byte| byte == delimiter).count();
    let most = DELIMITERS.into_iter().max_by_key(count);
    most.unwrap_or(b',')
}
