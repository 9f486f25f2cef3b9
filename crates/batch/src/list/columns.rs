//! The columns of a list: which are which, by its header, and a row read by them.

use std::fmt;

use csv::StringRecord;
use domain::batch::CustomerName;
use domain::license_code::LicenseCode;
use domain::serial::Serial;
use domain::task::SerialRule;
use domain::text::fold_width;

use super::fault::Fault;
use super::rows::{DELIMITERS, Row};
use super::{Customer, quoted};
use crate::formula::unescape_formula;

/// What a column of customers is called. The first of these wins: a shop beside a customer is something else.
const CUSTOMER: [&str; 29] = [
    "客户",
    "客户名",
    "客户名称",
    "customer",
    "customername",
    "client",
    "clientname",
    "公司",
    "公司名称",
    "企业",
    "企业名称",
    "company",
    "companyname",
    "团队",
    "团队名称",
    "单位名称",
    "商户",
    "商户名称",
    "商家",
    "商家名称",
    "门店",
    "门店名称",
    "店铺",
    "店铺名称",
    "店名",
    "shop",
    "store",
    "名称",
    "name",
];

/// What a column of serials is called. 序号 is none: it numbers rows.
const SERIAL: [&str; 5] = ["序列号", "serial", "serialnumber", "serialno", "sn"];

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its place, from 0.
    pub at: usize,
    /// What the header calls it; `None` if there is no header.
    pub heading: Option<String>,
}

impl fmt::Display for Column {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "column {}", self.at + 1)?;
        match &self.heading {
            Some(heading) => write!(f, ", {}", quoted(heading)),
            None => Ok(()),
        }
    }
}

/// The columns that are read.
pub struct Columns {
    /// How many there are.
    count: usize,
    pub customer: Column,
    pub serial: Option<Column>,
}

impl Default for Columns {
    /// Of a list without a header.
    fn default() -> Self {
        let column = |at| Column { at, heading: None };
        Self {
            count: 2,
            customer: column(0),
            serial: Some(column(1)),
        }
    }
}

impl Columns {
    /// `None` if the row has no heading of customers. One that has a serial is a customer called so.
    pub fn of_header(row: &StringRecord) -> Option<Self> {
        let customer = find(row, &CUSTOMER)?;
        if row.iter().any(|cell| Serial::parse(cell).is_ok()) {
            return None;
        }
        Some(Self {
            count: row.len(),
            customer,
            serial: find(row, &SERIAL),
        })
    }

    pub fn has_serial_heading(row: &StringRecord) -> bool {
        find(row, &SERIAL).is_some()
    }

    /// Whether a heading is Chinese, which no other encoding's bytes read as by chance.
    pub fn has_chinese_heading(&self) -> bool {
        let is_han = |c| ('\u{4e00}'..='\u{9fff}').contains(&c);
        let columns = self.serial.iter().chain([&self.customer]);
        let mut headings = columns.filter_map(|column| column.heading.as_ref());
        headings.any(|heading| heading.contains(is_han))
    }

    /// Reads a customer.
    pub fn customer(&self, row: &Row, rule: SerialRule) -> Result<Customer, Fault> {
        let Row { line, cells } = row;
        let mut more = cells.iter().skip(self.count);
        if more.any(|cell| !cell.trim().is_empty()) {
            return Err(Fault::Cells {
                given: cells.len(),
                max: self.count,
            });
        }
        let cell = |at| cells.get(at).unwrap_or_default().trim();
        let name = cell(self.customer.at);
        if name.contains('\n') {
            return Err(Fault::MultilineName);
        }
        let name = CustomerName::parse(unescape_formula(name))?;
        if CUSTOMER.contains(&&*plain(name.as_str())) {
            return Err(Fault::Heading(name.into()));
        }
        let serial = self.serial.as_ref().map(|column| cell(column.at));
        let serial = match serial.unwrap_or_default() {
            "" => None,
            typed => Some(LicenseCode::parse(rule, unescape_formula(typed))?),
        };
        let carried = rule.carried(serial)?;
        Ok(Customer {
            line: *line,
            name,
            carried,
        })
    }
}

/// The column that is called by the first of these names that a column has.
fn find(row: &StringRecord, names: &[&str]) -> Option<Column> {
    // A cell with a delimiter in it is a row under the wrong one.
    let heading = |cell: &str| match cell.contains(DELIMITERS.map(char::from)) {
        true => String::new(),
        false => plain(cell),
    };
    let cells: Vec<String> = row.iter().map(heading).collect();
    let mut places = names
        .iter()
        .map(|name| cells.iter().position(|cell| cell == name));
    let at = places.find_map(|place| place)?;
    let heading = row.get(at).map(|cell| cell.trim().to_owned());
    Some(Column { at, heading })
}

/// A heading in lower case and simplified characters, without punctuation.
fn plain(cell: &str) -> String {
    let kept = cell.chars().map(fold_width).filter(|c| c.is_alphanumeric());
    let kept: String = kept.flat_map(char::to_lowercase).map(simplified).collect();
    // As templates mark what must be filled in.
    let kept = kept.trim_end_matches("必填").trim_end_matches("required");
    kept.to_owned()
}

/// The traditional characters of the headings.
fn simplified(c: char) -> char {
    match c {
        '戶' => '户',
        '稱' => '称',
        '業' => '业',
        '團' => '团',
        '隊' => '队',
        '單' => '单',
        '門' => '门',
        '鋪' | '舖' => '铺',
        '號' => '号',
        _ => c,
    }
}
