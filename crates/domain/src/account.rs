//! Accounts of the console: the roles, and what each may do.

/// What an account is in the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// Of a vendor's staff: its suites, codes and customers.
    VendorStaff,
    /// Answers for a vendor: its members, its name and its secrets too. A vendor has at least one.
    VendorOwner,
    /// An operator who reviews what vendors hand in.
    Reviewer,
    /// An operator who also looks after the platform and the other operators.
    Administrator,
}

/// Something that is done in the console.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Sees the vendor's suites, serials, links, customers and its funnel.
    SeeVendor,
    /// Creates and changes suites and apps; checks the vendor's server.
    EditSuites,
    /// Fills in and submits applications and self-checks.
    Apply,
    /// Issues, imports, revokes and moves serials.
    EditSerials,
    /// Makes and revokes links with their codes and share pages.
    EditLinks,
    /// Pushes events again.
    PushEvents,
    /// Sees new secrets of a suite, and makes others.
    RotateSecrets,
    /// Changes the vendor's name and contact.
    EditVendor,
    /// Invites members, sets their roles and takes them out.
    EditMembers,
    /// Sees every vendor's suites, applications and acceptances.
    SeeAllVendors,
    /// Approves and rejects applications; accepts suites.
    Review,
    /// Answers complaints.
    AnswerComplaints,
    /// Suspends suites and resumes them.
    SuspendSuites,
    /// Makes invite codes for vendors.
    IssueInviteCodes,
    /// Adds operators, sets their roles and takes them out.
    EditOperators,
    /// Searches the audit log.
    SeeAudit,
}

/// What everybody of a vendor may do.
const VENDOR_STAFF: &[Permission] = &[
    Permission::SeeVendor,
    Permission::EditSuites,
    Permission::Apply,
    Permission::EditSerials,
    Permission::EditLinks,
    Permission::PushEvents,
];

const VENDOR_OWNER: &[Permission] = &[
    Permission::SeeVendor,
    Permission::EditSuites,
    Permission::Apply,
    Permission::EditSerials,
    Permission::EditLinks,
    Permission::PushEvents,
    Permission::RotateSecrets,
    Permission::EditVendor,
    Permission::EditMembers,
];

const REVIEWER: &[Permission] = &[
    Permission::SeeAllVendors,
    Permission::Review,
    Permission::AnswerComplaints,
    Permission::SeeAudit,
];

const ADMINISTRATOR: &[Permission] = &[
    Permission::SeeAllVendors,
    Permission::Review,
    Permission::AnswerComplaints,
    Permission::SeeAudit,
    Permission::SuspendSuites,
    Permission::IssueInviteCodes,
    Permission::EditOperators,
];

impl Role {
    /// All of them.
    pub const ALL: [Self; 4] = [
        Self::VendorStaff,
        Self::VendorOwner,
        Self::Reviewer,
        Self::Administrator,
    ];

    /// What this role may do.
    pub const fn permissions(self) -> &'static [Permission] {
        match self {
            Self::VendorStaff => VENDOR_STAFF,
            Self::VendorOwner => VENDOR_OWNER,
            Self::Reviewer => REVIEWER,
            Self::Administrator => ADMINISTRATOR,
        }
    }

    /// Whether this role may do that.
    pub fn may(self, act: Permission) -> bool {
        self.permissions().contains(&act)
    }

    /// Whether the account is an operator's. Operators sign in with a second factor.
    pub fn is_operator(self) -> bool {
        matches!(self, Self::Reviewer | Self::Administrator)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_greater_role_may_do_all_that_a_lesser_one_may() {
        for (lesser, greater) in [
            (Role::VendorStaff, Role::VendorOwner),
            (Role::Reviewer, Role::Administrator),
        ] {
            for act in lesser.permissions() {
                assert!(greater.may(*act), "{greater:?} {act:?}");
            }
        }
    }

    #[test]
    fn no_permission_is_both_a_vendors_and_an_operators() {
        for act in Role::VendorOwner.permissions() {
            assert!(!Role::Administrator.may(*act), "{act:?}");
        }
    }
}
