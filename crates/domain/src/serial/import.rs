//! Serials of a file that are to be imported: which are good, and what is wrong with the others.

use std::collections::HashMap;

use thiserror::Error;

use super::{Serial, SerialError};

/// What is wrong with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum ImportFault {
    /// No serial.
    #[error(transparent)]
    Serial(#[from] SerialError),
    /// An earlier row has the same serial.
    #[error("row {0} has the same serial")]
    Twice(u64),
    /// The suite has the serial already.
    #[error("the suite has this serial already")]
    Known,
}

/// A row at fault: its number, its text, and what is wrong.
pub type FaultyRow = (u64, String, ImportFault);

/// The rows of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// Good ones, with their numbers, in the file's order.
    pub good: Vec<(u64, Serial)>,
    /// Those at fault, in the file's order.
    pub faulty: Vec<FaultyRow>,
}

impl Rows {
    /// Reads rows with their numbers.
    pub fn read(rows: impl IntoIterator<Item = (u64, String)>) -> Self {
        let mut read = Self::default();
        let mut first = HashMap::new();
        for (row, text) in rows {
            let serial = match Serial::parse(&text) {
                Ok(serial) => serial,
                Err(why) => {
                    read.faulty.push((row, text, why.into()));
                    continue;
                }
            };
            match first.get(&serial) {
                Some(earlier) => {
                    let twice = ImportFault::Twice(*earlier);
                    read.faulty.push((row, text, twice));
                }
                None => {
                    first.insert(serial, row);
                    read.good.push((row, serial));
                }
            }
        }
        read
    }

    /// Puts those that the suite has already among those at fault.
    pub fn leave_out(&mut self, is_known: impl Fn(&Serial) -> bool) {
        let good = std::mem::take(&mut self.good);
        let (known, good): (Vec<_>, Vec<_>) =
            good.into_iter().partition(|(_, serial)| is_known(serial));
        self.good = good;
        let known = known.into_iter();
        let known = known.map(|(row, serial)| (row, serial.to_string(), ImportFault::Known));
        self.faulty.extend(known);
        self.faulty.sort_by_key(|(row, ..)| *row);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn each_row_that_cannot_be_imported_says_why() {
        let serials = [1, 2, 3].map(|seed| Serial::generate([seed; 15]));
        let [a, b, c] = serials.map(|serial| serial.to_string());
        let texts = [
            a.clone(),
            "nonsense!".into(),
            b.to_lowercase(),
            a.clone(),
            c.clone(),
        ];
        let mut rows = Rows::read((2..).zip(texts));
        rows.leave_out(|serial| *serial == serials[2]);
        assert_eq!(rows.good, [(2, serials[0]), (4, serials[1])]);
        let faults: Vec<_> = rows
            .faulty
            .iter()
            .map(|(row, _, why)| (*row, *why))
            .collect();
        assert!(matches!(
            faults[..],
            [
                (3, ImportFault::Serial(_)),
                (5, ImportFault::Twice(2)),
                (6, ImportFault::Known)
            ]
        ));
    }

    proptest! {
        #[test]
        fn every_row_is_either_good_or_at_fault(texts in proptest::collection::vec(".{0,20}", 0..20)) {
            let count = texts.len();
            let rows = Rows::read((1..).zip(texts));
            prop_assert_eq!(rows.good.len() + rows.faulty.len(), count);
        }
    }
}
