//! Accounts of the console: the roles, and what each may do.

pub mod email;
pub mod password;
pub mod second_factor;
pub mod session;
pub mod token;

use thiserror::Error;

use crate::text::Name;
use crate::time::Span;

/// The name of an account's owner.
pub type AccountName = Name<40>;
/// A vendor's full name.
pub type VendorName = Name<60>;
/// A vendor's name for sentences.
pub type VendorShortName = Name<30>;

/// A name for sentences of a vendor that has given none: the full one without its legal form, as far as it fits.
pub fn short_name(full: &VendorName) -> String {
    const FORMS: [&str; 5] = [
        "股份有限公司",
        "有限责任公司",
        "有限公司",
        " Co., Ltd.",
        " Ltd.",
    ];
    let full = full.as_str();
    let mut stems = FORMS.iter().filter_map(|form| full.strip_suffix(form));
    let stem = stems.find(|stem| !stem.trim().is_empty());
    let short: String = stem
        .unwrap_or(full)
        .chars()
        .take(VendorShortName::MAX)
        .collect();
    short.trim().to_owned()
}

/// Why something isn't done for an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AccountError {
    /// Too many failed attempts to sign in.
    #[error("sign in after {0:?}")]
    SignInWait(Span),
    /// Too many mails.
    #[error("mails are sent after {0:?} again")]
    MailWait(Span),
    /// The password isn't the account's, or was changed meanwhile.
    #[error("wrong password")]
    PasswordWrong,
    /// The code of the second factor is wrong, or was used.
    #[error("wrong code of the second factor")]
    TotpWrong,
    /// The second factor is switched on already.
    #[error("the second factor is on")]
    TotpOn,
    /// The second factor isn't being set up.
    #[error("the second factor isn't being set up")]
    TotpNotBegun,
    /// Operators keep the second factor.
    #[error("operators keep the second factor")]
    TotpKept,
    /// The link of a mail is used, replaced, taken back, or too old.
    #[error("the link is dead")]
    TokenDead,
    /// The e-mail address has an account.
    #[error("the address has an account")]
    EmailTaken,
    /// They are a member already.
    #[error("a member already")]
    MemberThere,
    /// The role isn't one of a vendor's staff, or isn't an operator's.
    #[error("not a role for them")]
    RoleUnfit,
    /// A vendor keeps an owner.
    #[error("the last owner")]
    LastOwner,
    /// There is always an administrator.
    #[error("the last administrator")]
    LastAdministrator,
    /// The operator has certified the vendor's full name.
    #[error("the name is certified")]
    VendorNameFixed,
}

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

    /// What of its kind there is always one of: an owner of each vendor, an administrator.
    pub fn keeper(self) -> Self {
        match self {
            Self::VendorStaff | Self::VendorOwner => Self::VendorOwner,
            Self::Reviewer | Self::Administrator => Self::Administrator,
        }
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
    fn the_keeper_of_a_kind_is_of_that_kind_and_may_look_after_its_members() {
        for role in Role::ALL {
            let keeper = role.keeper();
            assert_eq!(keeper.is_operator(), role.is_operator());
            assert!(keeper.may(Permission::EditMembers) || keeper.may(Permission::EditOperators));
        }
    }

    #[test]
    fn a_short_name_leaves_the_legal_form_out() {
        for (full, short) in [
            ("示例科技有限公司", "示例科技"),
            ("示例科技股份有限公司", "示例科技"),
            ("有限公司", "有限公司"),
            ("Example Technology Co., Ltd.", "Example Technology"),
            ("Example", "Example"),
        ] {
            let full = VendorName::parse(full).unwrap();
            assert_eq!(short_name(&full), short);
        }
        let long = VendorName::parse(&"长".repeat(60)).unwrap();
        assert_eq!(short_name(&long).chars().count(), 30);
    }

    #[test]
    fn no_permission_is_both_a_vendors_and_an_operators() {
        for act in Role::VendorOwner.permissions() {
            assert!(!Role::Administrator.may(*act), "{act:?}");
        }
    }
}
