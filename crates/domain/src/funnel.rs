//! The funnel: what is recorded of every onboarding, from the scan to the start.

use crate::time::{Moment, Span};

/// How long an event is kept, in days: two springs can be compared.
pub const KEPT_DAYS: i64 = 800;

/// One step of the funnel, or an error met on the way (its code is kept beside it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// A link was opened.
    Scanned,
    /// Someone signed in.
    SignedIn,
    /// A team was created or picked.
    Team,
    /// The serial was accepted.
    Serial,
    /// The suite was authorized.
    Authorized,
    /// The suite is active.
    Active,
    /// The scope was set.
    Scope,
    /// The customer started.
    Started,
    /// A step was refused.
    Error,
}

impl Event {
    /// The steps, in order.
    pub const STEPS: [Self; 7] = [
        Self::SignedIn,
        Self::Team,
        Self::Serial,
        Self::Authorized,
        Self::Active,
        Self::Scope,
        Self::Started,
    ];
}

/// What is known of an onboarding's way: the steps that it has come to, each with the first time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way([Option<Moment>; Event::STEPS.len()]);

/// What it means for a funnel that an onboarding comes to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    /// For the first time, so long after the step before it; `None` where there is no step before.
    First(Option<Span>),
    /// It has been there before: a funnel counts each onboarding once.
    Again,
}

impl Way {
    /// Comes to an event, which is none of the way unless it is a step.
    pub fn come(&mut self, event: Event, at: Moment) -> Arrival {
        let Some(place) = Event::STEPS.iter().position(|step| *step == event) else {
            return Arrival::Again;
        };
        let (before, rest) = self.0.split_at_mut(place);
        let Some(came) = rest.first_mut().filter(|came| came.is_none()) else {
            return Arrival::Again;
        };
        *came = Some(at);
        let before = before.iter().rev().find_map(|came| *came);
        let took = before.map(|before| at - before);
        Arrival::First(took.filter(|took| took.0 >= 0))
    }
}

/// How many binary digits of a time are kept where times are counted.
const DIGITS: u32 = 5;

/// A time as it is counted: rounded down to its first five binary digits, so that a few dozen numbers hold all that is needed
/// for a median.
pub fn rounded(took: Span) -> Span {
    let cut = cut(took.0);
    Span(took.0 >> cut << cut)
}

/// How many binary digits of a time are cut off.
fn cut(ms: i64) -> u32 {
    let digits = i64::BITS - ms.leading_zeros();
    digits.saturating_sub(DIGITS)
}

/// The median of times that are counted by what they are rounded to. It is at most a thirty-second off.
pub fn median(counts: &[(Span, u64)]) -> Option<Span> {
    let mut counts = counts.to_vec();
    counts.sort_unstable();
    let all: u64 = counts.iter().map(|(_, count)| count).sum();
    let mut left = all.checked_sub(1)? / 2;
    for (Span(ms), count) in counts {
        match left.checked_sub(count) {
            Some(rest) => left = rest,
            // The middle of those that are rounded to it.
            None => return Some(Span(ms + ((1 << cut(ms)) >> 1))),
        }
    }
    None
}

/// The step on the way to which an error is met, by its code.
pub fn step_of_error(code: &str) -> Event {
    let begins = |words: &[&str]| words.iter().any(|word| code.starts_with(word));
    if begins(&[
        "team_",
        "industry",
        "owner_name",
        "colleague_",
        "not_a_team",
    ]) {
        Event::Team
    } else if begins(&["serial_"]) {
        Event::Serial
    } else if begins(&["consent_", "link_used_up", "not_allowed"]) {
        Event::Authorized
    } else if begins(&["vendor_", "activation_"]) {
        Event::Active
    } else if begins(&["scope_"]) {
        Event::Scope
    } else {
        Event::SignedIn
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_step_is_come_to_once_and_timed_from_the_one_before_it() {
        let mut way = Way::default();
        for (event, at, arrival) in [
            (Event::SignedIn, 10, Arrival::First(None)),
            (Event::Team, 40, Arrival::First(Some(Span(30)))),
            // A second team is none of the way, and neither are scans and refusals.
            (Event::Team, 90, Arrival::Again),
            (Event::Scanned, 95, Arrival::Again),
            (Event::Error, 95, Arrival::Again),
            // The suite asks for no serial.
            (Event::Authorized, 100, Arrival::First(Some(Span(60)))),
            // What another server was told of later.
            (Event::Active, 90, Arrival::First(None)),
        ] {
            assert_eq!(way.come(event, Moment(at)), arrival, "{event:?}");
        }
    }

    #[test]
    fn a_median_is_the_lower_of_two_in_the_middle() {
        assert_eq!(median(&[]), None);
        assert_eq!(median(&[(Span(7), 1)]), Some(Span(7)));
        let counts = [(Span(20), 2), (Span(3), 2)];
        assert_eq!(median(&counts), Some(Span(3)));
        assert_eq!(median(&[(Span(20), 3), (Span(3), 2)]), Some(Span(20)));
        assert_eq!(rounded(Span(1000)), Span(992));
        assert_eq!(median(&[(Span(992), 1)]), Some(Span(1008)));
    }

    #[test]
    fn an_error_belongs_to_the_step_on_the_way_to_which_it_is_met() {
        for (code, step) in [
            ("code_wrong", Event::SignedIn),
            ("link_expired", Event::SignedIn),
            ("team_too_few", Event::Team),
            ("colleague_twice", Event::Team),
            ("serial_wrong", Event::Serial),
            ("link_used_up", Event::Authorized),
            ("scope_empty", Event::Scope),
        ] {
            assert_eq!(step_of_error(code), step, "{code}");
        }
    }

    proptest! {
        #[test]
        fn a_median_of_counted_times_is_a_thirty_second_off_at_most(
            times in proptest::collection::vec(0i64..1 << 40, 1..200),
        ) {
            let counts: Vec<_> = times.iter().map(|ms| (rounded(Span(*ms)), 1)).collect();
            let mut sorted = times;
            sorted.sort_unstable();
            let exact = sorted[(sorted.len() - 1) / 2];
            let Span(found) = median(&counts).unwrap();
            prop_assert!((found - exact).abs() * 32 <= exact, "{} for {}", found, exact);
        }
    }
}
