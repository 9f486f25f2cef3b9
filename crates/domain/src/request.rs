//! A member's request for a suite that only others of the team may authorize.

use thiserror::Error;

/// How a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RequestState {
    /// Nobody has decided.
    Waiting,
    /// The team has authorized the suite.
    Authorized,
    /// Somebody who may decide said no, with a reason.
    Declined,
    /// The asker took it back.
    TakenBack,
}

/// What happens to a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestStep {
    /// The asker asks, perhaps again.
    Ask,
    /// The asker takes it back.
    TakeBack,
    /// Somebody with the right to authorizes the suite.
    Authorize,
    /// They decline.
    Decline,
}

/// A step that doesn't fit how the request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("decided already")]
pub struct DecidedAlready(pub RequestState);

impl RequestState {
    /// The state after a step. The same step twice is one step; what was declined or taken back can
    /// still be authorized or asked for again, so that both sides have a way back.
    pub fn after(self, step: RequestStep) -> Result<Self, DecidedAlready> {
        use RequestStep::*;
        match (self, step) {
            (_, Authorize) => Ok(Self::Authorized),
            (Self::Waiting | Self::Declined | Self::TakenBack, Ask) => Ok(Self::Waiting),
            (Self::Waiting | Self::Declined | Self::TakenBack, TakeBack) => Ok(Self::TakenBack),
            (Self::Waiting | Self::Declined, Decline) => Ok(Self::Declined),
            (state, _) => Err(DecidedAlready(state)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_goes_back_and_forth_until_it_is_authorized() {
        use RequestState::*;
        use RequestStep::*;
        for (state, step, after) in [
            (Waiting, Ask, Some(Waiting)),
            (Waiting, TakeBack, Some(TakenBack)),
            (Waiting, Authorize, Some(Authorized)),
            (Waiting, Decline, Some(Declined)),
            (Declined, Ask, Some(Waiting)),
            (Declined, TakeBack, Some(TakenBack)),
            (Declined, Authorize, Some(Authorized)),
            (Declined, Decline, Some(Declined)),
            (TakenBack, Ask, Some(Waiting)),
            (TakenBack, Authorize, Some(Authorized)),
            (TakenBack, Decline, None),
            (Authorized, Ask, None),
            (Authorized, TakeBack, None),
            (Authorized, Decline, None),
            (Authorized, Authorize, Some(Authorized)),
        ] {
            assert_eq!(state.after(step).ok(), after, "{state:?} {step:?}");
        }
    }
}
