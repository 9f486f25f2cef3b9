//! What a list was read as, to be shown before links are made of it.

use std::fmt;

use super::columns::Column;
use super::layout::Layout;
use super::rows::{Row, SepLine};
use super::{Customer, Encoding};

/// The customers that are shown.
const MAX_SHOWN: usize = 3;

/// The most characters that are shown of a cell or a line.
const MAX_QUOTED: usize = 60;

/// A list of customers, and what its file was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct List {
    /// The customers, at least one, in the file's order.
    pub customers: Vec<Customer>,
    /// What the file was read as.
    pub understood: Understood,
}

impl fmt::Display for List {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.understood)?;
        let count = self.customers.len();
        write!(f, "{count} customer{}: ", if count == 1 { "" } else { "s" })?;
        let shown = self.customers.iter().take(MAX_SHOWN);
        let shown: Vec<String> = shown.map(|it| quoted(it.name.as_str())).collect();
        let more = if count > MAX_SHOWN { ", …" } else { "" };
        write!(f, "{}{more}", shown.join(", "))
    }
}

/// What a file was read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Understood {
    /// The encoding that was given, or that the file is in for sure.
    pub encoding: &'static Encoding,
    /// What stands between cells.
    pub delimiter: char,
    /// Where the customers are.
    pub customer_column: Column,
    /// Where the serials are.
    pub serial_column: Option<Column>,
    /// Lines that are no customers, the header aside.
    pub left_out: Vec<LeftOut>,
}

impl Understood {
    pub(super) fn new(
        encoding: &'static Encoding,
        sep: Option<SepLine>,
        mut layout: Layout,
    ) -> Self {
        if let Some(sep) = sep {
            layout.left_out.insert(0, LeftOut::sep(sep));
        }
        Self {
            encoding,
            delimiter: char::from(layout.delimiter),
            customer_column: layout.columns.customer,
            serial_column: layout.columns.serial,
            left_out: layout.left_out,
        }
    }
}

impl fmt::Display for Understood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "encoding: {}", self.encoding.name())?;
        match self.delimiter {
            ',' => {}
            '\t' => write!(f, "\ndelimiter: tab")?,
            other => write!(f, "\ndelimiter: {other}")?,
        }
        if self.customer_column.heading.is_none() {
            write!(f, "\nno header is found")?;
        }
        write!(f, "\ncustomers: {}", self.customer_column)?;
        match &self.serial_column {
            Some(column) => write!(f, "\nserials: {column}")?,
            None => write!(f, "\nserials: no column")?,
        }
        for left_out in &self.left_out {
            write!(f, "\n{left_out}")?;
        }
        Ok(())
    }
}

/// A line that is no customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The line, from 1.
    pub line: u64,
    /// What it says.
    pub text: String,
    /// Why it is left out.
    pub reason: LeftOutReason,
}

/// Why a line is left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOutReason {
    /// It is Excel's `sep=` line.
    NamesDelimiter,
    /// A title or a note.
    AboveHeader,
}

impl LeftOut {
    pub(super) fn above_header(row: &Row) -> Self {
        let cells: Vec<&str> = row.cells.iter().filter(|cell| !cell.is_empty()).collect();
        Self {
            line: row.line,
            text: cells.join(" "),
            reason: LeftOutReason::AboveHeader,
        }
    }

    fn sep(sep: SepLine) -> Self {
        Self {
            line: 1,
            text: sep.text,
            reason: LeftOutReason::NamesDelimiter,
        }
    }
}

impl fmt::Display for LeftOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reason = match self.reason {
            LeftOutReason::NamesDelimiter => "it names the delimiter",
            LeftOutReason::AboveHeader => "above the header",
        };
        let Self { line, text, .. } = self;
        write!(f, "line {line} is left out: {reason}: {}", quoted(text))
    }
}

/// A text of a file in quotes, in one short line and without what terminals obey.
pub fn quoted(text: &str) -> String {
    let printable = |c: char| if c.is_control() { ' ' } else { c };
    let mut chars = text.chars();
    let begin: String = chars.by_ref().take(MAX_QUOTED).map(printable).collect();
    let more = if chars.next().is_some() { "…" } else { "" };
    format!("\"{begin}{more}\"")
}
