//! How long sessions of the console last.

use super::Role;
use crate::time::{Moment, Span};

/// How exactly it is known when a session was used last.
pub const SEEN_EVERY: Span = Span::minutes(5);

/// How long a session lasts after it was used last. An operator's is shorter: it reaches every vendor.
pub fn idle(role: Role) -> Span {
    match role.is_operator() {
        true => Span::minutes(12 * 60),
        false => Span::days(7),
    }
}

/// How long a session lasts at most.
pub fn longest(role: Role) -> Span {
    match role.is_operator() {
        true => Span::days(7),
        false => Span::days(30),
    }
}

/// When a session that began then and is used now ends.
pub fn ends(role: Role, began: Moment, now: Moment) -> Moment {
    (now + idle(role)).min(began + longest(role))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_session_ends_a_while_after_its_last_use_and_once_in_any_case() {
        let began = Moment(0);
        for (role, used, end) in [
            (Role::VendorStaff, Span::days(0), Span::days(7)),
            (Role::VendorOwner, Span::days(10), Span::days(17)),
            (Role::VendorOwner, Span::days(29), Span::days(30)),
            (Role::Reviewer, Span::days(1), Span::minutes(36 * 60)),
            (Role::Administrator, Span::days(7), Span::days(7)),
        ] {
            assert_eq!(
                ends(role, began, began + used),
                began + end,
                "{role:?} {used:?}"
            );
        }
    }
}
