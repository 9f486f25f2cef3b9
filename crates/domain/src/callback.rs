//! Callbacks: what is pushed to a vendor's server, and when it is pushed again (open API 3).

use thiserror::Error;

use crate::authorization::VendorEvent;
use crate::time::{Moment, Span};

/// An event for a vendor's server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CallbackKind {
    /// A new ticket, every 20 minutes.
    SuiteTicket,
    /// A team has authorized.
    TmpAuthCode,
    /// The scope of an authorization has changed, or it was disabled or enabled.
    ChangeAuth,
    /// An authorization was withdrawn.
    SuiteRelieve,
    /// The vendor's word on a serial is asked for.
    CheckLicenseCode,
}

impl From<VendorEvent> for CallbackKind {
    fn from(event: VendorEvent) -> Self {
        match event {
            VendorEvent::Authorized => Self::TmpAuthCode,
            VendorEvent::Changed => Self::ChangeAuth,
            VendorEvent::Relieved => Self::SuiteRelieve,
        }
    }
}

/// How an event in the outbox stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OutboxState {
    /// It is pushed, or waits to be pushed again.
    Waiting,
    /// The vendor's server has taken it.
    Delivered,
    /// It was pushed as often as may be; somebody may ask for another time.
    GivenUp,
    /// Nobody needs it any more.
    Dropped,
}

/// How often a suite's vendor is pushed a new ticket (open API 3).
pub const TICKET_EVERY: Span = Span::minutes(20);

/// An event with fewer attempts is pushed with each ticket that is taken; one with as many only once its vendor's server is back that
/// didn't take the ticket before. So few that the last attempt still follows the first after seven days.
pub const ATTEMPTS_HURRIED_BY_TICKETS: u32 = 17;

/// How many days the log of callbacks is kept, and with it what is pushed no more.
pub const KEPT_DAYS: i64 = 30;

/// How often an event is pushed at most, until somebody asks for another time (open API 3).
pub const MAX_ATTEMPTS: u32 = 100;

/// How long to wait before an event is pushed again, after `attempts` without the right answer: 5 s, doubling up to 2 hours, so
/// that the last attempt follows the first after more than seven days. `None` after the last.
pub fn retry_after(attempts: u32) -> Option<Span> {
    let wait = Span::seconds(5 << attempts.saturating_sub(1).min(11));
    (attempts < MAX_ATTEMPTS).then_some(wait.min(Span::minutes(120)))
}

/// Whether no attempt follows so many, until somebody asks for one.
pub fn has_stopped(attempts: u32) -> bool {
    retry_after(attempts).is_none()
}

/// An event that isn't pushed again: it would tell the vendor of what isn't so any more, and before what is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a later change of the authorization has an event of its own")]
pub struct Superseded;

/// Whether an event of an authorization's change at `changed_at` may be pushed again as somebody asks; `latest_at` is when the
/// authorization changed last. One that waits comes in its turn anyway.
///
/// # Errors
///
/// [`Superseded`] if it is of an earlier change, and doesn't wait.
pub fn push_again(
    state: OutboxState,
    changed_at: Moment,
    latest_at: Moment,
) -> Result<(), Superseded> {
    match state {
        OutboxState::Waiting => Ok(()),
        _ if changed_at == latest_at => Ok(()),
        OutboxState::Delivered | OutboxState::GivenUp | OutboxState::Dropped => Err(Superseded),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_is_pushed_again_while_it_waits_or_if_it_is_of_the_latest_change() {
        use OutboxState::*;
        for (state, latest_at, expected) in [
            (Waiting, 7, Ok(())),
            (Waiting, 8, Ok(())),
            (Delivered, 7, Ok(())),
            (Delivered, 8, Err(Superseded)),
            (GivenUp, 7, Ok(())),
            (GivenUp, 8, Err(Superseded)),
            (Dropped, 7, Ok(())),
            (Dropped, 8, Err(Superseded)),
        ] {
            let found = push_again(state, Moment(7), Moment(latest_at));
            assert_eq!(found, expected, "{state:?} of 7, changed at {latest_at}");
        }
    }

    #[test]
    fn pauses_double_up_to_two_hours_and_end_with_the_hundredth_attempt() {
        for (attempts, seconds) in [
            (0, Some(5)),
            (1, Some(5)),
            (2, Some(10)),
            (3, Some(20)),
            (11, Some(5120)),
            (12, Some(7200)),
            (99, Some(7200)),
            (100, None),
            (u32::MAX, None),
        ] {
            assert_eq!(
                retry_after(attempts),
                seconds.map(Span::seconds),
                "{attempts}"
            );
            assert_eq!(has_stopped(attempts), seconds.is_none(), "{attempts}");
        }
    }

    #[test]
    fn a_vendor_who_is_away_for_seven_days_misses_nothing() {
        let pauses = (1..MAX_ATTEMPTS).filter_map(|attempts| {
            let pause = retry_after(attempts)?;
            let is_hurried = attempts < ATTEMPTS_HURRIED_BY_TICKETS;
            Some(if is_hurried {
                pause.min(TICKET_EVERY)
            } else {
                pause
            })
        });
        let all: i64 = pauses.map(|pause| pause.0).sum();
        assert!(all > Span::days(7).0);
    }
}
