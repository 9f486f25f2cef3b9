//! A vendor's list of customers: a CSV file as spreadsheets write it.

mod columns;

use std::collections::HashMap;
use std::fmt;

use csv::{Position, ReaderBuilder, StringRecord};
use domain::batch::{Carried, CustomerName, MOST_CUSTOMERS, SerialMisfit, SerialTaken};
use domain::serial::SerialError;
use domain::task::SerialRule;
use domain::text::NameError;
use encoding_rs::{Encoding, GB18030, UTF_8};
use thiserror::Error;

use self::columns::Columns;

/// The most bytes that a list has.
pub const MOST_BYTES: usize = 8 << 20;

/// The most lines of which it is said what is wrong.
const MOST_TOLD: usize = 20;

/// Written behind a list: what doesn't come back as a line of its own is still inside of a quote.
const END: &str = "\u{3}";

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

/// Why a line is refused.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Fault {
    /// The customer's name.
    #[error("the customer's name is {0}")]
    Name(#[from] NameError),
    /// A name over several lines: mostly a quote that isn't closed, which would swallow customers.
    #[error("the customer's name goes over several lines; is a quote not closed?")]
    Lines,
    /// What isn't a serial.
    #[error("the serial: {0}")]
    Serial(#[from] SerialError),
    /// A serial too few or too many.
    #[error(transparent)]
    Misfit(#[from] SerialMisfit),
    /// A serial that can't be given out.
    #[error(transparent)]
    Taken(#[from] SerialTaken),
    /// The serial stands in an earlier line, too.
    #[error("line {0} has the same serial")]
    Twice(u64),
    /// More cells than the head has; without one there are two, the customer and the serial.
    #[error("{given} cells instead of {most}; a name with a comma stands in quotes")]
    Cells {
        /// How many there are.
        given: usize,
        /// How many may be filled.
        most: usize,
    },
}

/// Lines that are refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    told: Vec<(u64, Fault)>,
    more: usize,
}

impl Faults {
    /// Notes that a line is refused.
    pub fn note(&mut self, line: u64, fault: Fault) {
        if self.told.len() < MOST_TOLD {
            self.told.push((line, fault));
        } else {
            self.more += 1;
        }
    }

    /// The first lines that are refused, and why.
    pub fn told(&self) -> &[(u64, Fault)] {
        &self.told
    }

    /// Whether no line is refused.
    pub fn is_empty(&self) -> bool {
        self.told.is_empty()
    }
}

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (line, fault) in &self.told {
            write!(f, "\n  line {line}: {fault}")?;
        }
        match self.more {
            0 => Ok(()),
            more => write!(f, "\n  and {more} more"),
        }
    }
}

/// Why a list is refused. All its lines are good, or nothing is made.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// More bytes than this.
    #[error("the list has more than {0} bytes")]
    TooLarge(usize),
    /// Neither UTF-8, UTF-16 with its mark nor GBK.
    #[error("the list is neither UTF-8 nor GBK; save it as CSV UTF-8")]
    Encoding,
    /// A head without a column for customers.
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
    Open(u64),
    /// Lines that can't be taken.
    #[error("the list has lines that can't be taken:{0}")]
    Lines(Faults),
}

/// Reads a list of customers, with or without a head, for a suite with this rule for serials.
///
/// # Errors
///
/// [`Refused`], with the lines at fault.
pub fn read(file: &[u8], rule: SerialRule) -> Result<Vec<Customer>, Refused> {
    if file.len() > MOST_BYTES {
        return Err(Refused::TooLarge(MOST_BYTES));
    }
    let text = decode(file)?;
    let ended = format!("{text}\n{END}");
    let mut rows = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(&text))
        .from_reader(ended.as_bytes());
    let mut columns = None;
    let mut customers = Vec::new();
    let mut lines = HashMap::new();
    let mut faults = Faults::default();
    let mut row = StringRecord::new();
    // What is decoded is UTF-8, and rows may have any number of cells: there is nothing to fail.
    while rows.read_record(&mut row).unwrap_or(false) {
        if row.iter().all(|cell| cell.trim().is_empty()) || row == [END][..] {
            continue;
        }
        let line = row.position().map_or(0, |at| line(&text, at));
        if row.iter().any(|cell| cell.ends_with(END)) {
            return Err(Refused::Open(line));
        }
        let columns = match columns {
            None => {
                let head = Columns::of_head(&row)?;
                if columns.insert(head.unwrap_or_default()).headed {
                    continue;
                }
                columns.unwrap_or_default()
            }
            Some(columns) => columns,
        };
        if customers.len() == MOST_CUSTOMERS {
            return Err(Refused::TooMany(MOST_CUSTOMERS));
        }
        match columns.customer(&row, line, rule) {
            Err(fault) => faults.note(line, fault),
            Ok(customer) => {
                if let Carried::Given(serial) = customer.carried
                    && let Some(first) = lines.insert(serial, line)
                {
                    faults.note(line, Fault::Twice(first));
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
    Ok(customers)
}

/// Spreadsheets write UTF-8 with or without a mark, UTF-16 with one, and, where Chinese is spoken, GBK.
fn decode(file: &[u8]) -> Result<String, Refused> {
    let marked = Encoding::for_bom(file).map(|(encoding, _)| encoding);
    let unmarked = [UTF_8, GB18030];
    let mut tried = marked.into_iter().chain(unmarked);
    let text = tried.find_map(|encoding| {
        let (text, _, broken) = encoding.decode(file);
        (!broken).then(|| text.into_owned())
    });
    // Old Macs end lines by returns alone, which the reader wouldn't count.
    let text = text.ok_or(Refused::Encoding)?;
    Ok(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// The line that a row begins in. The reader begins with the empty ones that it skipped.
fn line(text: &str, at: &Position) -> u64 {
    let start = usize::try_from(at.byte()).unwrap_or_default();
    let rest = text.as_bytes().get(start..).unwrap_or_default();
    let skipped = rest.iter().take_while(|byte| **byte == b'\n').count();
    at.line() + u64::try_from(skipped).unwrap_or_default()
}

/// What the first line that says something has most of: commas, or what spreadsheets write instead where a comma is
/// a decimal point.
fn delimiter(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let first = first.unwrap_or_default();
    let count = |delimiter: &u8| first.bytes().filter(|byte| byte == delimiter).count();
    // The last of equals is found.
    let most = [b'\t', b';', b','].into_iter().max_by_key(count);
    most.unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use domain::serial::Serial;
    use proptest::prelude::*;

    use super::*;

    fn serial(of: u8) -> Serial {
        Serial::generate([of; domain::serial::RANDOM_BYTES])
    }

    fn names(file: &[u8]) -> Result<Vec<(String, Carried)>, Refused> {
        let list = read(file, SerialRule::Issued)?;
        let of = |customer: Customer| (customer.name.into(), customer.carried);
        Ok(list.into_iter().map(of).collect())
    }

    #[test]
    fn spreadsheets_files_are_read_whatever_their_encoding_head_and_delimiter() {
        let given = serial(3);
        let two = [
            ("鹏城五金".to_owned(), Carried::Given(given)),
            ("Li, Wang & Co".to_owned(), Carried::ToIssue),
        ];
        let utf16 = |text: &str| -> Vec<u8> {
            let units = text.encode_utf16().flat_map(u16::to_le_bytes);
            [0xff, 0xfe].into_iter().chain(units).collect()
        };
        let plain = format!("鹏城五金,{given}\n\"Li, Wang & Co\",\n");
        let headed = format!(
            "编号,Serial No.,客户名称\r\n1,{given},鹏城五金\r\n\r\n2,,\"Li, Wang & Co\"\r\n,,\r\n"
        );
        for file in [
            plain.clone().into_bytes(),
            format!("\u{feff}{plain}").into_bytes(),
            GB18030.encode(&plain).0.into_owned(),
            utf16(&plain),
            headed.clone().into_bytes(),
            GB18030.encode(&headed).0.into_owned(),
            format!("鹏城五金;{given}\nLi, Wang & Co;\n").into_bytes(),
            utf16(&format!(
                "客户\t序列号\n鹏城五金\t{given}\nLi, Wang & Co\t\n"
            )),
        ] {
            assert_eq!(
                names(&file).as_deref(),
                Ok(&two[..]),
                "{}",
                String::from_utf8_lossy(&file)
            );
        }
        for before in ["\n", " \n\n", ";\n"] {
            let file = format!("{before}客户;备注\n甲;\"重点\n二\"\n乙;\n");
            let expected = ["甲", "乙"].map(|name| (name.to_owned(), Carried::ToIssue));
            assert_eq!(
                names(file.as_bytes()).as_deref(),
                Ok(&expected[..]),
                "{before:?}"
            );
        }
        let one = names("鹏城五金".as_bytes()).unwrap();
        assert_eq!(one, [("鹏城五金".to_owned(), Carried::ToIssue)]);
    }

    #[test]
    fn the_customers_column_is_the_one_with_the_plainest_name() {
        for list in [
            "门店,客户名称\n三号店,甲\n",
            "数量,单位,客户\n5,个,甲\n",
            "客户名称（必填）,备注\n甲,\n",
            "Store,Customer Name (required)\n3,甲\n",
            "门店\n甲\n",
            "Client\n甲\n",
        ] {
            let expected = [("甲".to_owned(), Carried::ToIssue)];
            assert_eq!(
                names(list.as_bytes()).as_deref(),
                Ok(&expected[..]),
                "{list}"
            );
        }
    }

    #[test]
    fn every_line_at_fault_is_named_with_its_reason() {
        let given = serial(3);
        let file = format!(
            "客户,序列号\n甲,{given}\n,\n  ,7K3M\n乙,7K3M\n丙,{given}\n丁,U\n\"戊\n己\",\n{},",
            "长".repeat(121)
        );
        let Err(Refused::Lines(faults)) = names(file.as_bytes()) else {
            panic!("taken");
        };
        assert_eq!(
            faults.told(),
            [
                (4, Fault::Name(NameError::Empty)),
                (5, Fault::Serial(SerialError::Length(4))),
                (6, Fault::Twice(2)),
                (7, Fault::Serial(SerialError::Character('U'))),
                (8, Fault::Lines),
                (10, Fault::Name(NameError::TooLong(120))),
            ]
        );
        let told = Refused::Lines(faults).to_string();
        assert!(
            told.contains("\n  line 6: line 2 has the same serial"),
            "{told}"
        );
        for (list, line, given, most) in [("甲,,乙", 1, 3, 2), ("客户\n甲\nLi, Wang & Co", 3, 2, 1)]
        {
            let Err(Refused::Lines(faults)) = names(list.as_bytes()) else {
                panic!("{list} taken")
            };
            assert_eq!(faults.told(), [(line, Fault::Cells { given, most })]);
        }
        for end in ["\n", "\r", "\r\n"] {
            let list = ["客户", "甲", "", "\u{200b}"].join(end);
            let Err(Refused::Lines(faults)) = names(list.as_bytes()) else {
                panic!("{end:?} taken");
            };
            assert_eq!(
                faults.told(),
                [(4, Fault::Name(NameError::Invisible))],
                "{end:?}"
            );
        }
        let vendors = read("甲".as_bytes(), SerialRule::Vendor);
        let Err(Refused::Lines(faults)) = vendors else {
            panic!("{vendors:?}")
        };
        assert_eq!(faults.told(), [(1, Fault::Misfit(SerialMisfit::Needed))]);
    }

    #[test]
    fn a_list_that_is_none_says_why() {
        let many = "甲\n".repeat(MOST_CUSTOMERS + 1);
        let zip = [b'P', b'K', 3, 4, 0xff, 0xff, 0xff];
        for (file, refused) in [
            ("".as_bytes(), Refused::Empty),
            (" \n,,\n".as_bytes(), Refused::Empty),
            ("客户,序列号\n".as_bytes(), Refused::Empty),
            ("编号,序列号\n1,2".as_bytes(), Refused::NoCustomers),
            (many.as_bytes(), Refused::TooMany(MOST_CUSTOMERS)),
            (&vec![b'a'; MOST_BYTES + 1], Refused::TooLarge(MOST_BYTES)),
            (&zip, Refused::Encoding),
            ("\"甲\n乙\n丙\n".as_bytes(), Refused::Open(1)),
            (
                "客户,备注\n甲,\"重点\n乙,x\n丙,y".as_bytes(),
                Refused::Open(2),
            ),
        ] {
            let read = names(file);
            assert_eq!(read, Err(refused));
        }
        assert_eq!(names(&many.as_bytes()[4..]).unwrap().len(), MOST_CUSTOMERS);
        let bad = "\u{200b}\n".repeat(50);
        let told = names(bad.as_bytes()).unwrap_err().to_string();
        assert!(told.ends_with("and 30 more"), "{told}");
    }

    #[test]
    fn what_fuzzing_found_worth_keeping_is_read_or_refused() {
        let seeds = concat!(env!("CARGO_MANIFEST_DIR"), "/../../fuzz/seeds/list");
        let mut lists = 0;
        for seed in std::fs::read_dir(seeds).unwrap() {
            let file = std::fs::read(seed.unwrap().path()).unwrap();
            for rule in [SerialRule::None, SerialRule::Issued, SerialRule::Vendor] {
                lists += usize::from(read(&file, rule).is_ok());
            }
        }
        assert!(lists >= 6, "{lists}");
    }

    proptest! {
        #[test]
        fn whatever_the_file_it_is_a_list_or_refused(
            file in prop::collection::vec(prop_oneof![Just(b','), Just(b'"'), Just(b'\n'), any::<u8>()], 0..400),
        ) {
            if let Ok(list) = read(&file, SerialRule::Issued) {
                prop_assert!((1..=MOST_CUSTOMERS).contains(&list.len()));
                prop_assert!(list.windows(2).all(|two| two[0].line < two[1].line));
            }
        }
    }
}
