//! An authorization (授权): one team's permission for one suite, and how it becomes active.

use thiserror::Error;

/// How an authorization stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AuthorizationState {
    /// Given by the customer; the vendor's server has yet to activate it.
    AwaitingActivation,
    /// In use.
    Active,
    /// The vendor's server said no; the customer may try again.
    Refused,
    /// Switched off by the team for the time being.
    Disabled,
    /// Withdrawn by the team; it may authorize again.
    Withdrawn,
}

/// What a team does to an authorization that it has given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Change {
    /// Sets who may use it.
    Scope,
    /// Switches it off for the time being.
    Disable,
    /// Switches it on again.
    Enable,
    /// Withdraws it.
    Withdraw,
    /// Gives it, also again.
    Authorize,
}

/// A change that doesn't fit how the authorization stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not while it stands so")]
pub struct NotNow(pub AuthorizationState);

/// The event that is pushed to a vendor's server about an authorization in this state (open API 3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum VendorEvent {
    /// A team has authorized: `tmp_auth_code`.
    Authorized,
    /// Its scope has changed, or it was disabled or enabled: `change_auth`.
    Changed,
    /// It was withdrawn: `suite_relieve`.
    Relieved,
}

/// What came of telling the vendor's server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It agrees.
    Accepted,
    /// It has taken note and will call back later through the open API.
    Acknowledged,
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

    /// The state after a team's own change. The same change twice is one change.
    pub fn changed(self, change: Change) -> Result<Self, NotNow> {
        use Change::*;
        match (self, change) {
            (Self::Active | Self::Disabled, Scope) => Ok(self),
            (Self::Active | Self::Disabled, Disable) => Ok(Self::Disabled),
            (Self::Active | Self::Disabled, Enable) => Ok(Self::Active),
            (_, Withdraw) => Ok(Self::Withdrawn),
            (Self::Refused | Self::Withdrawn, Authorize) => Ok(Self::AwaitingActivation),
            (state, _) => Err(NotNow(state)),
        }
    }

    /// The event to push about it now.
    pub fn vendor_event(self) -> VendorEvent {
        match self {
            Self::AwaitingActivation | Self::Refused => VendorEvent::Authorized,
            Self::Active | Self::Disabled => VendorEvent::Changed,
            Self::Withdrawn => VendorEvent::Relieved,
        }
    }

    /// Whether members may open the apps.
    pub fn usable(self) -> bool {
        self == Self::Active
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

#[cfg(test)]
mod tests {
    use super::AuthorizationState::*;
    use super::*;

    #[test]
    fn only_a_waiting_authorization_follows_the_vendors_word() {
        for (state, verdict, after) in [
            (AwaitingActivation, Verdict::Accepted, Active),
            (
                AwaitingActivation,
                Verdict::Acknowledged,
                AwaitingActivation,
            ),
            (AwaitingActivation, Verdict::NoAnswer, AwaitingActivation),
            (AwaitingActivation, Verdict::Refused(None), Refused),
            (Active, Verdict::Refused(None), Active),
            (Refused, Verdict::Accepted, Refused),
        ] {
            assert_eq!(state.after(&verdict), after, "{state:?} {verdict:?}");
        }
    }

    #[test]
    fn a_team_changes_what_it_has_and_a_change_twice_is_one() {
        use Change::*;
        for (state, change, after) in [
            (Active, Scope, Some(Active)),
            (Disabled, Scope, Some(Disabled)),
            (AwaitingActivation, Scope, None),
            (Withdrawn, Scope, None),
            (Active, Disable, Some(Disabled)),
            (Disabled, Disable, Some(Disabled)),
            (AwaitingActivation, Disable, None),
            (Disabled, Enable, Some(Active)),
            (Active, Enable, Some(Active)),
            (Withdrawn, Enable, None),
            (Active, Withdraw, Some(Withdrawn)),
            (AwaitingActivation, Withdraw, Some(Withdrawn)),
            (Refused, Withdraw, Some(Withdrawn)),
            (Withdrawn, Withdraw, Some(Withdrawn)),
            (Withdrawn, Authorize, Some(AwaitingActivation)),
            (Refused, Authorize, Some(AwaitingActivation)),
            (Active, Authorize, None),
            (Disabled, Authorize, None),
        ] {
            assert_eq!(state.changed(change).ok(), after, "{state:?} {change:?}");
        }
    }

    #[test]
    fn no_verdict_brings_a_withdrawn_or_disabled_one_back() {
        for state in [Disabled, Withdrawn] {
            for verdict in [
                Verdict::Accepted,
                Verdict::Refused(None),
                Verdict::Acknowledged,
            ] {
                assert_eq!(state.after(&verdict), state);
            }
        }
    }
}
