//! The serial of a suite (`license_code`), read by the suite's rule: one issued here, or the vendor's own text.

use std::fmt;

use thiserror::Error;

use crate::serial::{Serial, SerialError};
use crate::task::SerialRule;
use crate::vendor_serial::{VendorSerial, VendorSerialError};

/// A serial that a customer enters.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum LicenseCode {
    /// One issued here.
    Issued(Serial),
    /// One that the vendor verifies.
    Vendor(VendorSerial),
}

/// Why a text can't be a suite's serial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LicenseCodeError {
    /// None that could have been issued here.
    #[error(transparent)]
    Issued(#[from] SerialError),
    /// None that a vendor could verify.
    #[error(transparent)]
    Vendor(#[from] VendorSerialError),
}

impl LicenseCode {
    /// Reads what a person typed or pasted, or what is stored, for a suite with this rule. Only of a serial issued here are
    /// dashes, case and the words around it passed over.
    ///
    /// # Errors
    ///
    /// Why the text can't be a serial of such a suite.
    pub fn parse(rule: SerialRule, typed: &str) -> Result<Self, LicenseCodeError> {
        match rule {
            SerialRule::Vendor => Ok(Self::Vendor(VendorSerial::parse(typed)?)),
            SerialRule::None | SerialRule::Issued => Ok(Self::Issued(Serial::parse(typed)?)),
        }
    }

    /// The serial if it was issued here.
    pub fn issued(&self) -> Option<Serial> {
        match self {
            Self::Issued(serial) => Some(*serial),
            Self::Vendor(_) => None,
        }
    }
}

impl fmt::Display for LicenseCode {
    /// Writes it as the vendor and the team read it: as it was issued, with its dashes, or as it was typed.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Issued(serial) => serial.fmt(f),
            Self::Vendor(serial) => serial.fmt(f),
        }
    }
}

impl From<Serial> for LicenseCode {
    fn from(serial: Serial) -> Self {
        Self::Issued(serial)
    }
}

impl From<VendorSerial> for LicenseCode {
    fn from(serial: VendorSerial) -> Self {
        Self::Vendor(serial)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::serial::RANDOM_BYTES;

    #[test]
    fn the_same_text_is_read_by_the_suites_rule() {
        let issued = Serial::generate([7; RANDOM_BYTES]);
        let (dashed, compact) = (issued.to_string(), issued.compact());
        let labelled = format!(" 序列号：{} ", dashed.to_lowercase());
        for (rule, typed, shown) in [
            (SerialRule::Issued, &labelled, &dashed),
            (SerialRule::Issued, &compact, &dashed),
            (SerialRule::Vendor, &dashed, &dashed),
            (SerialRule::Vendor, &compact, &compact),
            (SerialRule::Vendor, &labelled, &labelled.trim().to_owned()),
        ] {
            let read = LicenseCode::parse(rule, typed).unwrap();
            assert_eq!(&read.to_string(), shown, "{rule:?} {typed}");
        }
        let own = "许可 ab-12";
        assert!(LicenseCode::parse(SerialRule::Issued, own).is_err());
        assert!(LicenseCode::parse(SerialRule::Vendor, own).is_ok());
    }

    proptest! {
        #[test]
        fn what_is_shown_reads_as_the_same_serial(
            random: [u8; RANDOM_BYTES], typed in "\\PC{0,70}", by_vendor: bool,
        ) {
            let (rule, typed) = match by_vendor {
                true => (SerialRule::Vendor, typed),
                false => (SerialRule::Issued, Serial::generate(random).to_string()),
            };
            if let Ok(read) = LicenseCode::parse(rule, &typed) {
                prop_assert_eq!(LicenseCode::parse(rule, &read.to_string()), Ok(read));
            }
        }
    }
}
