//! The funnel: what is recorded of every onboarding, from the scan to the start.

use std::collections::HashMap;

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

/// When an onboarding came to a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepTime {
    /// The onboarding.
    pub onboarding: i64,
    /// The step.
    pub event: Event,
    /// When.
    pub at: Moment,
}

/// The median time from each of these steps to the one behind it, over the onboardings that came to both; `None` for the first
/// step, and where nobody did.
pub fn medians(steps: &[Event], times: &[StepTime]) -> Vec<Option<Span>> {
    let mut first: HashMap<(i64, Event), Moment> = HashMap::new();
    for time in times {
        let met = first
            .entry((time.onboarding, time.event))
            .or_insert(time.at);
        *met = time.at.min(*met);
    }
    let between = |before: Event, event: Event| {
        let came = first.iter().filter(|((_, of), _)| *of == event);
        let spans = came.filter_map(|((onboarding, _), at)| {
            let began = first.get(&(*onboarding, before))?;
            Some(*at - *began).filter(|span| span.0 >= 0)
        });
        let mut spans: Vec<Span> = spans.collect();
        spans.sort();
        spans.get(spans.len().saturating_sub(1) / 2).copied()
    };
    let pairs = steps.windows(2).map(|pair| between(pair[0], pair[1]));
    let none = steps.first().map(|_| None);
    none.into_iter().chain(pairs).collect()
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
    fn a_median_is_of_those_who_came_to_both_steps() {
        let time = |onboarding, event, at| StepTime {
            onboarding,
            event,
            at: Moment(at),
        };
        let times = [
            time(1, Event::SignedIn, 0),
            time(1, Event::Team, 10),
            // A second team is none of the way.
            time(1, Event::Team, 90),
            time(2, Event::SignedIn, 0),
            time(2, Event::Team, 30),
            time(3, Event::SignedIn, 5),
            time(3, Event::Team, 25),
            time(4, Event::SignedIn, 0),
        ];
        let steps = [Event::SignedIn, Event::Team, Event::Authorized];
        assert_eq!(medians(&steps, &times), [None, Some(Span(20)), None]);
        assert_eq!(medians(&[], &times), []);
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
        fn there_is_a_median_or_none_for_each_step(times in proptest::collection::vec((0i64..5, 0usize..7, 0i64..1000), 0..50)) {
            let times: Vec<_> = times.into_iter().map(|(onboarding, at, moment)| StepTime {
                onboarding, event: Event::STEPS[at], at: Moment(moment),
            }).collect();
            let found = medians(&Event::STEPS, &times);
            prop_assert_eq!(found.len(), 7);
            prop_assert!(found.iter().flatten().all(|span| span.0 >= 0));
        }
    }
}
