//! Defects that are found after a version was accepted: planned, mended, closed.

use thiserror::Error;

use crate::time::Moment;

/// When something is due for a defect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The plan.
    pub plan: Moment,
    /// The mended version.
    pub mend: Moment,
}

/// How a defect stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DefectState {
    /// The vendor owes a plan.
    Open,
    /// It has a plan; the vendor mends it.
    Planned,
    /// The vendor says that it is mended; an operator looks.
    Mended,
    /// It is over.
    Closed,
}

/// What is done about a defect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DefectAct {
    /// The vendor submits a plan, or another one.
    Plan,
    /// The vendor says that it is mended. What is mended at once needs no plan.
    Mend,
    /// An operator closes it.
    Close,
    /// An operator finds it still there.
    Return,
}

/// The defect doesn't stand so that this could be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not while the defect is {0:?}")]
pub struct DefectNotNow(pub DefectState);

impl DefectState {
    /// How it stands by what was done.
    pub fn of(is_planned: bool, is_mended: bool, is_closed: bool) -> Self {
        match (is_closed, is_mended, is_planned) {
            (true, _, _) => Self::Closed,
            (false, true, _) => Self::Mended,
            (false, false, true) => Self::Planned,
            (false, false, false) => Self::Open,
        }
    }

    /// Refuses an act that isn't due.
    ///
    /// # Errors
    ///
    /// [`DefectNotNow`].
    pub fn allow(self, act: DefectAct) -> Result<(), DefectNotNow> {
        let is_due = match act {
            DefectAct::Plan | DefectAct::Mend => matches!(self, Self::Open | Self::Planned),
            DefectAct::Close => self != Self::Closed,
            DefectAct::Return => matches!(self, Self::Mended | Self::Closed),
        };
        is_due.then_some(()).ok_or(DefectNotNow(self))
    }

    /// When the next thing is due: the vendor's plan, then the mended version. What the vendor says is mended waits for an operator
    /// since then; nothing is due of what is closed.
    pub fn next_due(self, due: Due, mended_at: Option<Moment>) -> Option<Moment> {
        match self {
            Self::Open => Some(due.plan),
            Self::Planned => Some(due.mend),
            Self::Mended => Some(mended_at.unwrap_or(due.mend)),
            Self::Closed => None,
        }
    }

    /// Whether the vendor is late.
    pub fn is_overdue(self, due: Due, now: Moment) -> bool {
        match self {
            Self::Open => due.plan < now,
            Self::Planned => due.mend < now,
            Self::Mended | Self::Closed => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::acceptance::{Criteria, Severity};
    use crate::time::Span;

    #[test]
    fn a_defect_goes_from_open_to_closed_and_comes_back_where_it_is_still_there() {
        use DefectAct::{Close, Mend, Plan, Return};
        for (done, state, allowed) in [
            (
                (false, false, false),
                DefectState::Open,
                [true, true, true, false],
            ),
            (
                (true, false, false),
                DefectState::Planned,
                [true, true, true, false],
            ),
            (
                (true, true, false),
                DefectState::Mended,
                [false, false, true, true],
            ),
            (
                (false, true, false),
                DefectState::Mended,
                [false, false, true, true],
            ),
            (
                (true, true, true),
                DefectState::Closed,
                [false, false, false, true],
            ),
        ] {
            assert_eq!(DefectState::of(done.0, done.1, done.2), state);
            let found = [Plan, Mend, Close, Return].map(|act| state.allow(act).is_ok());
            assert_eq!(found, allowed, "{state:?}");
        }
    }

    #[test]
    fn a_plan_is_late_after_two_days_and_a_mended_version_after_seven() {
        let found = Moment(0);
        let due = Criteria::default().due(Severity::Major, found);
        for (days, state, late) in [
            (1, DefectState::Open, false),
            (3, DefectState::Open, true),
            (3, DefectState::Planned, false),
            (8, DefectState::Planned, true),
            (8, DefectState::Mended, false),
            (8, DefectState::Closed, false),
        ] {
            let now = found + Span::days(days);
            assert_eq!(state.is_overdue(due, now), late, "{state:?} after {days}");
        }
    }

    proptest! {
        #[test]
        fn what_is_overdue_was_due_before(found in 0..1_000_000_000_000i64, after in 0..2_000_000_000i64, at in 0..5usize, planned: bool, mended: bool, closed: bool) {
            let found = Moment(found);
            let due = Criteria::default().due(Severity::ALL[at], found);
            let state = DefectState::of(planned, mended, closed);
            let now = found + Span(after);
            let next = state.next_due(due, mended.then_some(now));
            prop_assert_eq!(next.is_none(), closed);
            prop_assert!(due.plan <= due.mend);
            if state.is_overdue(due, now) {
                prop_assert!(next.is_some_and(|next| next < now));
            }
        }
    }
}
