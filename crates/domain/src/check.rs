//! The check of a suite: a test team goes the way of a customer's with the vendor's real server (open API 3 and 4).

use crate::time::Span;

/// What a team that isn't a customer's is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TestKind {
    /// A suite is being checked with it.
    Check,
    /// A suite was checked with it, and the suite's next check uses it again.
    Checked,
    /// Somebody tries a suite with it in the suite's sandbox.
    Sandbox,
}

/// How long a vendor's server may take from the code to the activation (open API 4).
pub const SHARE: Span = Span::seconds(3);

/// After so long a check that hasn't ended was killed.
pub const ABANDONED_AFTER: Span = Span::minutes(60);

/// How long a check that a vendor begins in the console may take.
pub const LONGEST: Span = Span::minutes(5);

/// The most calls of a vendor's that are kept of a check because they were refused.
pub const MAX_REFUSED_CALLS: u64 = 50;

/// What a vendor's server has done about a test team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// It has a suite token that is good.
    pub has_token: bool,
    /// It has got one since the check began.
    pub has_new_token: bool,
    /// It has swapped the temporary code.
    pub swapped: bool,
    /// It has read the authorization.
    pub read: bool,
    /// It has activated the suite.
    pub active: bool,
}

/// What a vendor's server does with a temporary code, in order (open API 4).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// It gets a suite token.
    Token,
    /// It swaps the code.
    Swap,
    /// It activates the suite.
    Activation,
}

impl Progress {
    /// The first thing that is missing until the suite is active. Reading the authorization isn't needed for that. Where the
    /// server was refused a token since the check began, one from before doesn't count.
    pub fn missing(self, token_refused: bool) -> Option<Stage> {
        let can_swap = self.has_new_token || self.has_token && !token_refused;
        match self {
            Self { active: true, .. } => None,
            Self { swapped: true, .. } => Some(Stage::Activation),
            _ if can_swap => Some(Stage::Swap),
            _ => Some(Stage::Token),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_thing_that_is_missing_is_named() {
        let nothing = Progress::default();
        let token = Progress {
            has_token: true,
            ..nothing
        };
        let new_token = Progress {
            has_new_token: true,
            ..token
        };
        // Its token may have ended meanwhile.
        let swapped = Progress {
            swapped: true,
            ..nothing
        };
        let read = Progress {
            read: true,
            ..swapped
        };
        let active = Progress {
            active: true,
            ..swapped
        };
        for (progress, token_refused, missing) in [
            (nothing, false, Some(Stage::Token)),
            (nothing, true, Some(Stage::Token)),
            (token, false, Some(Stage::Swap)),
            (token, true, Some(Stage::Token)),
            (new_token, true, Some(Stage::Swap)),
            (swapped, false, Some(Stage::Activation)),
            (swapped, true, Some(Stage::Activation)),
            (read, false, Some(Stage::Activation)),
            (active, true, None),
        ] {
            let found = progress.missing(token_refused);
            assert_eq!(found, missing, "{progress:?} {token_refused}");
        }
    }
}
