//! Why a list is refused, or a line of it.

use std::fmt;

use domain::batch::{SerialMisfit, SerialTaken};
use domain::license_code::LicenseCodeError;
use domain::text::NameError;
use thiserror::Error;

use super::quoted;

/// The most lines that an error lists.
const MAX_LISTED: usize = 20;

/// Why a line is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The customer's name.
    #[error("the customer's name is {0}")]
    Name(#[from] NameError),
    /// A name over several lines: mostly a quote that isn't closed, which would swallow customers.
    #[error("the customer's name goes over several lines; is a quote not closed?")]
    MultilineName,
    /// A name that is a known heading: mostly the header of a second list, or one that isn't found.
    #[error("the customer's name is {}, a heading; is this line a header?", quoted(.0))]
    Heading(String),
    /// What isn't a serial.
    #[error("the serial: {0}")]
    Serial(#[from] LicenseCodeError),
    /// A serial too few or too many.
    #[error(transparent)]
    Misfit(#[from] SerialMisfit),
    /// A serial that can't be given out.
    #[error(transparent)]
    Taken(#[from] SerialTaken),
    /// An earlier line has the same serial.
    #[error("line {0} has the same serial")]
    DuplicateSerial(u64),
    /// More cells than the header has; without one there are two, the customer and the serial.
    #[error("{given} cells instead of {max}; a name with a comma stands in quotes")]
    Cells {
        /// How many there are.
        given: usize,
        /// How many may be filled.
        max: usize,
    },
}

/// Lines that are refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    listed: Vec<(u64, Fault)>,
    more: usize,
}

impl Faults {
    /// Adds a line.
    pub fn push(&mut self, line: u64, fault: Fault) {
        if self.listed.len() < MAX_LISTED {
            self.listed.push((line, fault));
        } else {
            self.more += 1;
        }
    }

    /// The first lines that are refused, and why.
    pub fn listed(&self) -> &[(u64, Fault)] {
        &self.listed
    }

    /// How many more there are.
    pub fn more(&self) -> usize {
        self.more
    }

    /// Whether no line is refused.
    pub fn is_empty(&self) -> bool {
        self.listed.is_empty()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (line, fault) in &self.listed {
            write!(f, "\n  line {line}: {fault}")?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more"),
        }
    }
}

/// What a line reads as in each encoding that the whole file is valid in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readings {
    /// The first line that isn't plain ASCII.
    pub line: u64,
    /// Names of encodings, each with the line's text.
    pub texts: Vec<(&'static str, String)>,
}

impl fmt::Display for Readings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {} reads as", self.line)?;
        for (encoding, text) in &self.texts {
            write!(f, "\n  {encoding}: {}", quoted(text))?;
        }
        Ok(())
    }
}

/// Why a list is refused. All its lines are good, or nothing is made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// More bytes than this.
    #[error("the list has more than {0} bytes")]
    TooLarge(usize),
    /// An Excel file.
    #[error("the list is an Excel workbook or another archive; save it as CSV UTF-8")]
    Workbook,
    /// Valid in no encoding that we try.
    #[error("the list is not a text in an encoding that is known here; save it as CSV UTF-8")]
    NoText,
    /// Not Unicode, and not clearly GBK.
    #[error(
        "the encoding can't be told from the file: give it with --encoding, or save the list as CSV UTF-8. {0}"
    )]
    Encoding(Readings),
    /// Bytes that mean nothing in the list's encoding.
    #[error("line {line} is not valid {encoding}")]
    Invalid {
        /// The encoding's name.
        encoding: &'static str,
        /// The first such line.
        line: u64,
    },
    /// The file begins with the byte order mark of another encoding than the given one.
    #[error("the list begins with a byte order mark of {mark}, so it is not {given}")]
    Mark {
        /// The encoding of the mark.
        mark: &'static str,
        /// The one that was given.
        given: &'static str,
    },
    /// A header without a column for customers.
    #[error("no column is called customer (or 客户, 公司, 名称)")]
    NoCustomers,
    /// No customer.
    #[error("the list is empty")]
    Empty,
    /// More customers than this.
    #[error("the list has more than {0} customers; split it")]
    TooMany(usize),
    /// A quote that isn't closed, which swallows what is behind it.
    #[error("a quote in the row that begins in line {0} is not closed")]
    UnclosedQuote(u64),
    /// Lines that can't be taken.
    #[error("the list has lines that can't be taken:{0}")]
    Lines(Faults),
}
