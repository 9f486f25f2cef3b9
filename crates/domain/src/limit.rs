//! Limits: codes sent and tried, wrong serials, reports of a person; then wait.

use crate::time::{Moment, Span};

/// How many days back every limit looks at most, and one more.
pub const KEPT_DAYS: i64 = 2;

/// A limit: at most `most` within any `span`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// How many are let through.
    pub most: usize,
    /// The sliding window.
    pub span: Span,
}

/// Wrong serials of one onboarding.
pub const WRONG_SERIALS_PER_ONBOARDING: Limit = Limit {
    most: 5,
    span: Span::minutes(60),
};
/// Wrong serials from one address.
pub const WRONG_SERIALS_PER_ADDRESS: Limit = Limit {
    most: 20,
    span: Span::minutes(60),
};
/// One-time codes to one number that one address asks for.
pub const CODES_PER_NUMBER_AND_ADDRESS: [Limit; 2] = [
    Limit {
        most: 1,
        span: Span::minutes(1),
    },
    Limit {
        most: 10,
        span: Span::days(1),
    },
];
/// One-time codes to one number, whatever address asks: above what one address may ask for, so that no single one locks a
/// number out.
pub const CODES_PER_NUMBER: [Limit; 2] = [
    Limit {
        most: 8,
        span: Span::minutes(5),
    },
    Limit {
        most: 30,
        span: Span::days(1),
    },
];
/// Wrong one-time codes from one address, whatever the number.
pub const WRONG_CODES_PER_ADDRESS: Limit = Limit {
    most: 100,
    span: Span::minutes(60),
};

/// Reports of one person: 10 a day.
pub const REPORTS_PER_PERSON: Limit = Limit {
    most: 10,
    span: Span::days(1),
};

/// New teams that one person owns.
pub const TEAMS_PER_PERSON: Limit = Limit {
    most: 20,
    span: Span::days(1),
};
/// Changes of a team to what it has authorized of one suite; it may always withdraw.
pub const CHANGES_PER_SUITE: Limit = Limit {
    most: 60,
    span: Span::minutes(60),
};

/// Failed attempts to sign in to one account from one address.
pub const SIGN_INS_PER_ACCOUNT_AND_ADDRESS: Limit = Limit {
    most: 10,
    span: Span::minutes(15),
};
/// Failed attempts to sign in to one account, whatever the address: above what one address may do, so that no single one locks
/// an account out.
pub const SIGN_INS_PER_ACCOUNT: Limit = Limit {
    most: 50,
    span: Span::minutes(60),
};
/// Failed attempts to sign in from one address, whatever the account.
pub const SIGN_INS_PER_ADDRESS: Limit = Limit {
    most: 100,
    span: Span::minutes(60),
};
/// Mails to one e-mail address that its owner, or somebody who claims to be, asks for.
pub const MAILS_PER_EMAIL: Limit = Limit {
    most: 5,
    span: Span::minutes(60),
};
/// Mails that one address asks for.
pub const MAILS_PER_ADDRESS: Limit = Limit {
    most: 30,
    span: Span::minutes(60),
};
/// Invitations that one account mails.
pub const INVITATIONS_PER_ACCOUNT: Limit = Limit {
    most: 60,
    span: Span::days(1),
};

impl Limit {
    /// How long to wait, if it is used up: `last` is the `most`-th latest moment within its span, if there are so many.
    pub fn wait(&self, last: Option<Moment>, now: Moment) -> Option<Span> {
        let frees = last? + self.span;
        (frees > now).then(|| frees - now)
    }

    /// How many more are let through after those at these moments (any order), or how long to wait.
    pub fn left(&self, past: &[Moment], now: Moment) -> Result<usize, Span> {
        let mut recent: Vec<_> = past
            .iter()
            .copied()
            .filter(|&at| now - at < self.span)
            .collect();
        recent.sort_unstable();
        match self.most.checked_sub(recent.len()) {
            None | Some(0) => {
                let frees = recent[recent.len() - self.most] + self.span;
                Err(frees - now)
            }
            Some(left) => Ok(left),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Moment = Moment(100_000_000);

    #[test]
    fn a_limit_is_used_up_until_its_first_moment_is_over() {
        let limit = WRONG_CODES_PER_ADDRESS;
        assert_eq!(limit.wait(None, NOW), None);
        assert_eq!(
            limit.wait(Some(NOW - Span::minutes(59)), NOW),
            Some(Span::minutes(1))
        );
        assert_eq!(limit.wait(Some(NOW - Span::minutes(60)), NOW), None);
    }

    #[test]
    fn the_sixth_wrong_serial_waits_until_the_first_is_an_hour_old() {
        let minutes_ago = |n: i64| NOW - Span::minutes(n);
        for (past, outcome) in [
            (vec![], Ok(5)),
            (vec![1, 2, 3, 4], Ok(1)),
            (vec![1, 2, 3, 4, 50], Err(Span::minutes(10))),
            (vec![1, 2, 3, 4, 60], Ok(1)),
            (vec![1, 2, 3, 4, 5, 50], Err(Span::minutes(55))),
        ] {
            let past: Vec<_> = past.into_iter().map(minutes_ago).collect();
            assert_eq!(WRONG_SERIALS_PER_ONBOARDING.left(&past, NOW), outcome);
        }
    }

    proptest! {
        #[test]
        fn never_more_than_the_limit_in_any_window(tries in proptest::collection::vec(0i64..7_200_000, 0..80)) {
            let mut tries = tries;
            tries.sort_unstable();
            let mut let_through: Vec<Moment> = Vec::new();
            for at in tries.into_iter().map(Moment) {
                if WRONG_SERIALS_PER_ADDRESS.left(&let_through, at).is_ok() {
                    let_through.push(at);
                }
                let recent = let_through.iter().filter(|&&t| at - t < WRONG_SERIALS_PER_ADDRESS.span);
                prop_assert!(recent.count() <= 20);
            }
        }
    }
}
