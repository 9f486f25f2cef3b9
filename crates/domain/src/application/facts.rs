//! A form held against what the platform knows of the vendor and the suite.

use thiserror::Error;

use super::{Application, ApplicationState, Draft, Field, FieldError, InviteCode, NotNow, Why};
use crate::task::SerialRule;
use crate::text::same_name;

/// What the platform knows of a vendor and a suite.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// The vendor's full name.
    pub vendor: String,
    /// The invite codes that the vendor was given, without those that were revoked.
    pub codes: Vec<InviteCode>,
    /// The suite has a callback URL, where its vendor's server is asked.
    pub has_callback: bool,
}

/// Why something isn't done with an application.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum ApplicationRefusal {
    /// Somebody else changed it since it was read.
    #[error("the application was changed meanwhile")]
    Changed,
    /// It doesn't stand so.
    #[error(transparent)]
    NotNow(#[from] NotNow),
    /// All that is wrong with it.
    #[error("the application has {} faults", .0.len())]
    Faulty(Vec<FieldError>),
}

impl From<ApplicationState> for ApplicationRefusal {
    fn from(state: ApplicationState) -> Self {
        Self::NotNow(NotNow(state))
    }
}

impl Draft {
    /// Reads the form, and holds it against the facts.
    ///
    /// # Errors
    ///
    /// All that is wrong, in the order of the form.
    pub fn check_for(&self, facts: &Facts) -> Result<Application, Vec<FieldError>> {
        let read = self.check();
        let mut faults = read.as_ref().err().cloned().unwrap_or_default();
        let is_fine = |faults: &[FieldError], field| faults.iter().all(|it| it.field != field);
        if is_fine(&faults, Field::Provider) && !same_name(&self.provider, &facts.vendor) {
            faults.push(FieldError::new(Field::Provider, Why::NotTheVendors));
        }
        let is_given = |code: InviteCode| facts.codes.contains(&code);
        if is_fine(&faults, Field::InviteCode) && !self.invite_code.parse().is_ok_and(is_given) {
            faults.push(FieldError::new(Field::InviteCode, Why::NotGiven));
        }
        if self.serials == Some(SerialRule::Vendor) && !facts.has_callback {
            faults.push(FieldError::new(Field::Serials, Why::NobodyToAsk));
        }
        faults.sort_by_key(|fault| (fault.field, fault.task));
        match read {
            Ok(application) if faults.is_empty() => Ok(application),
            _ => Err(faults),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Contacts, FaultCode};
    use super::*;
    use crate::team::TeamModes;

    fn facts() -> Facts {
        Facts {
            vendor: "示例科技有限公司".to_owned(),
            codes: vec!["K7Q2-M9XW".parse().unwrap()],
            has_callback: false,
        }
    }

    fn right() -> Draft {
        Draft {
            provider: "示例科技有限公司".to_owned(),
            product_code: "cmd0000000".to_owned(),
            invite_code: "k7q2m9xw".to_owned(),
            reason: "门店没有电脑，需要现场扫码开通。".to_owned(),
            on_site: Some(true),
            contacts: Some(Contacts::Phone),
            serials: Some(SerialRule::Issued),
            has_icon: true,
            team_modes: Some(TeamModes::Either),
            ..Draft::default()
        }
    }

    fn found(draft: &Draft, facts: &Facts) -> Vec<(Field, FaultCode)> {
        let faults = draft.check_for(facts).err().unwrap_or_default();
        faults.iter().map(|it| (it.field, it.code())).collect()
    }

    #[test]
    fn a_form_names_its_own_vendor_and_a_code_that_this_vendor_was_given() {
        assert!(right().check_for(&facts()).is_ok());
        let strange = Draft {
            provider: "别家科技有限公司".to_owned(),
            invite_code: "K7Q2-M9XX".to_owned(),
            ..right()
        };
        let expected = [
            (Field::Provider, FaultCode::NotTheVendors),
            (Field::InviteCode, FaultCode::NotGiven),
        ];
        assert_eq!(found(&strange, &facts()), expected);
        let revoked = Facts {
            codes: Vec::new(),
            ..facts()
        };
        let expected = [(Field::InviteCode, FaultCode::NotGiven)];
        assert_eq!(found(&right(), &revoked), expected);
    }

    #[test]
    fn a_vendor_that_verifies_serials_has_a_server() {
        let draft = Draft {
            serials: Some(SerialRule::Vendor),
            ..right()
        };
        let expected = [(Field::Serials, FaultCode::NobodyToAsk)];
        assert_eq!(found(&draft, &facts()), expected);
        let with_server = Facts {
            has_callback: true,
            ..facts()
        };
        assert_eq!(found(&draft, &with_server), []);
    }

    #[test]
    fn a_field_has_one_fault_and_all_of_them_are_in_the_order_of_the_form() {
        let found = found(&Draft::default(), &facts());
        let fields: Vec<_> = found.iter().map(|(field, _)| *field).collect();
        assert!(fields.is_sorted(), "{fields:?}");
        assert!(found.iter().all(|(_, code)| *code == FaultCode::Missing));
    }
}
