//! The codes of what the rules refuse.

use domain::license_code::LicenseCodeError;
use domain::link::LinkProblem;
use domain::phone::PhoneError;
use domain::serial::SerialError;
use domain::vendor_serial::VendorSerialError;

use super::Code;

impl From<PhoneError> for Code {
    fn from(why: PhoneError) -> Self {
        match why {
            PhoneError::NeedsPlus(_) => Self::PhoneNeedsPlus,
            PhoneError::Rounded => Self::PhoneRounded,
            _ => Self::PhoneInvalid,
        }
    }
}

impl From<LicenseCodeError> for Code {
    fn from(why: LicenseCodeError) -> Self {
        use LicenseCodeError::{Issued, Vendor};
        match why {
            Issued(SerialError::Check) => Self::SerialMistyped,
            Issued(SerialError::Length(_) | SerialError::Character(_)) => Self::SerialMalformed,
            Vendor(VendorSerialError::Empty) => Self::SerialEmpty,
            Vendor(VendorSerialError::TooLong(_)) => Self::SerialTooLong,
            Vendor(VendorSerialError::Invisible) => Self::SerialInvisible,
        }
    }
}

impl From<LinkProblem> for Code {
    fn from(problem: LinkProblem) -> Self {
        match problem {
            LinkProblem::Unknown => Self::LinkUnknown,
            LinkProblem::Expired => Self::LinkExpired,
            LinkProblem::Revoked => Self::LinkRevoked,
            LinkProblem::UsedUp => Self::LinkUsedUp,
            LinkProblem::Suspended => Self::SuiteSuspended,
        }
    }
}
