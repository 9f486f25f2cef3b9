//! An authorization (授权): one team's permission for one suite, and how it becomes active.

use crate::time::Span;

/// How an authorization stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AuthorizationState {
    /// Given by the customer; the vendor's server has yet to activate it.
    AwaitingActivation,
    /// In use.
    Active,
    /// The vendor's server said no; the customer may try again.
    Refused,
}

/// What came of telling the vendor's server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It agrees.
    Accepted,
    /// It has taken note and will call back later through the open API.
    Noted,
    /// It says no, perhaps with words for the customer.
    Refused(Option<String>),
    /// It didn't answer in time, or not sensibly.
    NoAnswer,
}

impl AuthorizationState {
    /// The state after the vendor's verdict. What is active stays so: a late answer undoes nothing.
    pub fn after(self, verdict: &Verdict) -> Self {
        match (self, verdict) {
            (Self::AwaitingActivation, Verdict::Accepted) => Self::Active,
            (Self::AwaitingActivation, Verdict::Refused(_)) => Self::Refused,
            (state, _) => state,
        }
    }

    /// The first state of a suite: a hosted one has no server to wait for (open API 4).
    pub fn first(hosted: bool) -> Self {
        if hosted {
            Self::Active
        } else {
            Self::AwaitingActivation
        }
    }
}

/// How long to wait before telling the vendor again, after `attempts` without an answer: 5 s,
/// doubling up to 20 minutes. `None` after the 100th (open API 3).
pub fn retry_after(attempts: u32) -> Option<Span> {
    const MOST: u32 = 100;
    let wait = Span::seconds(5 << attempts.saturating_sub(1).min(8));
    (attempts < MOST).then_some(wait.min(Span::minutes(20)))
}

#[cfg(test)]
mod tests {
    use super::AuthorizationState::*;
    use super::*;

    #[test]
    fn only_a_waiting_authorization_follows_the_vendors_word() {
        for (state, verdict, after) in [
            (AwaitingActivation, Verdict::Accepted, Active),
            (AwaitingActivation, Verdict::Noted, AwaitingActivation),
            (AwaitingActivation, Verdict::NoAnswer, AwaitingActivation),
            (AwaitingActivation, Verdict::Refused(None), Refused),
            (Active, Verdict::Refused(None), Active),
            (Refused, Verdict::Accepted, Refused),
        ] {
            assert_eq!(state.after(&verdict), after, "{state:?} {verdict:?}");
        }
    }

    #[test]
    fn a_silent_vendor_is_told_a_hundred_times_ever_less_often() {
        assert_eq!(retry_after(1), Some(Span::seconds(5)));
        assert_eq!(retry_after(2), Some(Span::seconds(10)));
        assert_eq!(retry_after(50), Some(Span::minutes(20)));
        assert_eq!(retry_after(100), None);
        assert!((1..99).all(|n| retry_after(n) <= retry_after(n + 1)));
    }
}
