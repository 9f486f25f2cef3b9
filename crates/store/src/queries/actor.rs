//! Who does something in the console.

use domain::account::Role;

use crate::queries::audit::By;
use crate::{Result, StoreError};

/// Who does something in the console, and from where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The account.
    pub account_id: i64,
    /// What it is.
    pub role: Role,
    /// The vendor that it works for; operators have none.
    pub vendor_id: Option<i64>,
    /// The client's address.
    pub address: String,
}

impl Actor {
    /// Who runs commands on the server's machine, and has the suites of all vendors. No account has the id 0.
    pub fn machine() -> Self {
        Self {
            account_id: 0,
            role: Role::Administrator,
            vendor_id: None,
            address: String::new(),
        }
    }

    /// Whether it is who runs commands.
    pub fn is_machine(&self) -> bool {
        self.account_id == 0
    }

    /// The vendor that it works for.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for an operator, to whom nothing of a vendor's own belongs.
    pub fn vendor(&self) -> Result<i64> {
        self.vendor_id.ok_or(StoreError::NotFound)
    }

    /// Refuses who isn't an operator.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for a vendor's staff.
    pub fn operator(&self) -> Result<()> {
        match self.role.is_operator() && self.vendor_id.is_none() {
            true => Ok(()),
            false => Err(StoreError::NotFound),
        }
    }

    /// Who the audit log says it was.
    pub(crate) fn by(&self) -> By<'_> {
        By {
            account_id: (!self.is_machine()).then_some(self.account_id),
            address: &self.address,
        }
    }
}
