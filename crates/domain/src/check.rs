//! The check of a suite: a test team goes the way of a customer's with the vendor's real server (open API 3 and 4).

use crate::time::Span;

/// What a team that isn't a customer's is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TestKind {
    /// A suite is being checked with it.
    Check,
    /// A suite was checked with it, and the suite's next check uses it again.
    Checked,
}

/// How long a vendor's server may take from the code to the activation (open API 4).
pub const SHARE: Span = Span::seconds(3);

/// After so long a check that hasn't ended was killed.
pub const ABANDONED_AFTER: Span = Span::minutes(60);

/// The most calls of a vendor's that are kept of a check because they were refused.
pub const MAX_REFUSED_CALLS: u64 = 50;

/// What a vendor's server has done about a test team.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// It has a suite token that is good.
    pub has_token: bool,
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
    /// The first thing that is missing until the suite is active. Reading the authorization isn't needed for that.
    pub fn missing(self) -> Option<Stage> {
        match self {
            Self { active: true, .. } => None,
            Self { swapped: true, .. } => Some(Stage::Activation),
            Self {
                has_token: true, ..
            } => Some(Stage::Swap),
            _ => Some(Stage::Token),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_thing_that_is_missing_is_named() {
        let progress = |has_token, swapped, read, active| Progress {
            has_token,
            swapped,
            read,
            active,
        };
        for (progress, missing) in [
            (progress(false, false, false, false), Some(Stage::Token)),
            (progress(true, false, false, false), Some(Stage::Swap)),
            (progress(true, true, false, false), Some(Stage::Activation)),
            (progress(true, true, true, false), Some(Stage::Activation)),
            (progress(true, true, false, true), None),
            // Its token has ended meanwhile.
            (progress(false, true, true, false), Some(Stage::Activation)),
            (progress(false, true, true, true), None),
        ] {
            assert_eq!(progress.missing(), missing, "{progress:?}");
        }
    }
}
