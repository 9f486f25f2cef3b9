//! The columns of a list: which are which, by its head, and a row read by them.

use csv::StringRecord;
use domain::batch::CustomerName;
use domain::serial::Serial;
use domain::task::SerialRule;
use domain::text::fold_width;

use super::{Customer, Fault, Refused};
use crate::formula::unescape_formula;

/// Where in a row what stands.
#[derive(Clone, Copy)]
pub struct Columns {
    /// The first row is a head, and no customer.
    pub headed: bool,
    /// How many there are.
    count: usize,
    customer: usize,
    serial: Option<usize>,
}

impl Default for Columns {
    /// Of a list without a head.
    fn default() -> Self {
        Self {
            headed: false,
            count: 2,
            customer: 0,
            serial: Some(1),
        }
    }
}

impl Columns {
    /// `None` if the first row isn't a head.
    pub fn of_head(row: &StringRecord) -> Result<Option<Self>, Refused> {
        // The first of these that a column is called is it: a shop beside a customer is some other.
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
        const SERIAL: [&str; 5] = ["序列号", "serial", "serialnumber", "serialno", "sn"];
        let plain = |cell: &str| -> String {
            let kept = cell.chars().map(fold_width).filter(|c| c.is_alphanumeric());
            let kept: String = kept.flat_map(char::to_lowercase).collect();
            // As templates mark what must be filled in.
            let kept = kept.trim_end_matches("必填").trim_end_matches("required");
            kept.to_owned()
        };
        let cells: Vec<String> = row.iter().map(plain).collect();
        let find = |names: &[&str]| {
            let mut places = names
                .iter()
                .map(|name| cells.iter().position(|cell| cell == name));
            places.find_map(|place| place)
        };
        let serial = find(&SERIAL);
        match find(&CUSTOMER) {
            Some(customer) => Ok(Some(Self {
                headed: true,
                count: row.len(),
                customer,
                serial,
            })),
            None if serial.is_some() => Err(Refused::NoCustomers),
            None => Ok(None),
        }
    }

    /// Reads a customer.
    pub fn customer(
        self,
        row: &StringRecord,
        line: u64,
        rule: SerialRule,
    ) -> Result<Customer, Fault> {
        let mut more = row.iter().skip(self.count);
        if more.any(|cell| !cell.trim().is_empty()) {
            return Err(Fault::Cells {
                given: row.len(),
                most: self.count,
            });
        }
        let name = row.get(self.customer).unwrap_or_default().trim();
        if name.contains('\n') {
            return Err(Fault::Lines);
        }
        let name = CustomerName::parse(unescape_formula(name))?;
        let serial = self.serial.and_then(|at| row.get(at)).unwrap_or_default();
        let serial = match serial.trim() {
            "" => None,
            typed => Some(Serial::parse(unescape_formula(typed))?),
        };
        let carried = rule.carried(serial)?;
        Ok(Customer {
            line,
            name,
            carried,
        })
    }
}
