//! A vendor's list of customers: a CSV file as spreadsheets write it.

mod columns;
mod encoding;
mod fault;
mod layout;
mod rows;
#[cfg(test)]
mod tests;
mod understood;

use std::collections::HashMap;

use domain::batch::{Carried, CustomerName, MAX_CUSTOMERS};
use domain::license_code::LicenseCode;
use domain::task::SerialRule;
pub use encoding_rs::Encoding;

pub use self::columns::Column;
pub use self::fault::{Fault, Faults, Readings, Refused};
pub use self::understood::{LeftOut, LeftOutReason, List, Understood};

use self::layout::{Layout, most_frequent};
use self::understood::quoted;

/// The most bytes that a list has.
pub const MAX_BYTES: usize = 8 << 20;

/// The encodings that a list is mostly in, as they are given.
pub const ENCODINGS: &str =
    "utf-8, utf-16le, utf-16be, gbk, gb18030, big5, shift_jis, euc-kr, windows-1252";

/// A customer of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Customer {
    /// The line that it stands in, from 1.
    pub line: u64,
    /// What the vendor calls it.
    pub name: CustomerName,
    /// What its link shall carry.
    pub carried: Carried,
}

/// Takes a row's number and its cells.
pub(crate) type TakeRow<'a, E> =
    dyn FnMut(u64, &mut dyn Iterator<Item = String>) -> Result<(), E> + 'a;

/// Takes the rows of a CSV file that aren't empty, each with the line that it begins in.
///
/// # Errors
///
/// [`Refused`], or what `take` says.
pub(crate) fn each_row<E: From<Refused>>(file: &[u8], take: &mut TakeRow<'_, E>) -> Result<(), E> {
    let (text, _) = encoding::decode(file, None)?;
    let named = text.sep.as_ref().and_then(|sep| sep.delimiter);
    let delimiter = named.unwrap_or_else(|| most_frequent(text.first_line()));
    for row in text.rows(delimiter) {
        let row = row?;
        take(row.line, &mut row.cells.iter().map(str::to_owned))?;
    }
    Ok(())
}

/// Reads a list of customers, with or without a header, for a suite with this rule for serials. Without a given
/// `encoding` the file must be Unicode or clearly GBK.
///
/// # Errors
///
/// [`Refused`], with the lines at fault.
pub fn read(
    file: &[u8],
    encoding: Option<&'static Encoding>,
    rule: SerialRule,
) -> Result<List, Refused> {
    if file.len() > MAX_BYTES {
        return Err(Refused::TooLarge(MAX_BYTES));
    }
    let (text, encoding) = encoding::decode(file, encoding)?;
    let layout = Layout::find(&text)?;
    let mut customers = Vec::new();
    let mut lines = HashMap::new();
    let mut faults = Faults::default();
    for row in text.rows(layout.delimiter) {
        let row = row?;
        if layout.header.is_some_and(|header| row.line <= header) {
            continue;
        }
        if customers.len() == MAX_CUSTOMERS {
            return Err(Refused::TooMany(MAX_CUSTOMERS));
        }
        match layout.columns.customer(&row, rule) {
            Err(fault) => faults.push(row.line, fault),
            Ok(customer) => {
                // Whether several customers have the same one of the vendor's own is for the vendor to say.
                if let Carried::Given(LicenseCode::Issued(serial)) = customer.carried
                    && let Some(first) = lines.insert(serial, row.line)
                {
                    faults.push(row.line, Fault::DuplicateSerial(first));
                }
                customers.push(customer);
            }
        }
    }
    if !faults.is_empty() {
        return Err(Refused::Lines(faults));
    }
    if customers.is_empty() {
        return Err(Refused::Empty);
    }
    let understood = Understood::new(encoding, text.sep, layout);
    Ok(List {
        customers,
        understood,
    })
}
