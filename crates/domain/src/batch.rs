//! Batches: a link for each customer of a list, with a serial inside where the suite asks for one.

use thiserror::Error;

use crate::license_code::LicenseCode;
use crate::link::LinkToken;
use crate::serial::SerialRefusal;
use crate::task::SerialRule;
use crate::text::Name;

/// The most customers that one batch has.
pub const MAX_CUSTOMERS: usize = 10_000;

/// What a vendor calls a customer: the link's label, and the name on its printed label.
pub type CustomerName = Name<120>;

/// What a link of a batch carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Carried {
    /// No serial: the suite asks for none.
    Nothing,
    /// The one that the list gives.
    Given(LicenseCode),
    /// One that we issue.
    ToIssue,
}

/// Why what a list says of a serial doesn't fit its suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SerialMisfit {
    /// The vendor's server verifies serials, so the list has to give them.
    #[error("a serial is needed: the vendor issues this suite's")]
    Needed,
    /// The suite asks for none.
    #[error("this suite asks for no serial")]
    NotAsked,
    /// We issue this suite's, and not this one.
    #[error("it was never issued for this suite")]
    NeverIssued,
}

impl SerialRule {
    /// What a customer's link carries, by what the list gives.
    pub fn carried(self, given: Option<LicenseCode>) -> Result<Carried, SerialMisfit> {
        match (self, given) {
            (Self::None, None) => Ok(Carried::Nothing),
            (Self::None, Some(_)) => Err(SerialMisfit::NotAsked),
            (Self::Issued | Self::Vendor, Some(serial)) => Ok(Carried::Given(serial)),
            (Self::Issued, None) => Ok(Carried::ToIssue),
            (Self::Vendor, None) => Err(SerialMisfit::Needed),
        }
    }

    /// Whether a link made by itself may carry a serial, by whether we know it. One that we don't is a slip of the hand
    /// where we issue them; a batch's list may bring serials that were issued elsewhere, and enters them.
    pub fn takes_alone(self, known: bool) -> Result<(), SerialMisfit> {
        match self {
            Self::Issued if !known => Err(SerialMisfit::NeverIssued),
            Self::None | Self::Issued | Self::Vendor => Ok(()),
        }
    }
}

/// Why a serial can't go into a new link.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum SerialTaken {
    /// Nobody could redeem it any more.
    #[error("this serial is {0}")]
    NotFree(SerialRefusal),
    /// Another link, not revoked, carries it.
    #[error("the link {0} carries this serial; revoke that one first")]
    InLink(LinkToken),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serial::Serial;

    #[test]
    fn a_link_carries_what_its_suite_asks_for() {
        let issued = LicenseCode::from(Serial::generate([7; crate::serial::RANDOM_BYTES]));
        let own = LicenseCode::parse(SerialRule::Vendor, "许可 7").unwrap();
        let given = |serial: &LicenseCode| Ok(Carried::Given(serial.clone()));
        for (rule, serial, carried) in [
            (SerialRule::None, None, Ok(Carried::Nothing)),
            (SerialRule::None, Some(&issued), Err(SerialMisfit::NotAsked)),
            (SerialRule::Issued, None, Ok(Carried::ToIssue)),
            (SerialRule::Issued, Some(&issued), given(&issued)),
            (SerialRule::Vendor, None, Err(SerialMisfit::Needed)),
            (SerialRule::Vendor, Some(&own), given(&own)),
        ] {
            assert_eq!(
                rule.carried(serial.cloned()),
                carried,
                "{rule:?} {serial:?}"
            );
        }
    }

    #[test]
    fn a_link_by_itself_carries_an_unknown_serial_only_where_the_vendor_issues_them() {
        for (rule, known, takes) in [
            (SerialRule::Issued, true, Ok(())),
            (SerialRule::Issued, false, Err(SerialMisfit::NeverIssued)),
            (SerialRule::Vendor, true, Ok(())),
            (SerialRule::Vendor, false, Ok(())),
        ] {
            assert_eq!(rule.takes_alone(known), takes, "{rule:?} {known}");
        }
    }
}
