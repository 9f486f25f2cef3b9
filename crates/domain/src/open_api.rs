//! What vendors' servers come with: tickets, tokens and codes, how long each is good, and why one is refused (open API 1 and 2).

use thiserror::Error;

use crate::authorization::{AuthorizationState, NotNow};
use crate::time::{Moment, Span};

/// How long an access token is good, a suite's and a team's alike (open API 2, `expires_in`).
pub const TOKEN_LIFETIME: Span = Span::seconds(7200);
/// How long a token is still known as expired; after that it is unknown. Clients get a new one on either.
pub const TOKEN_KEPT: Span = Span::days(1);
/// How long a ticket is good: a vendor that misses some pushes still has one.
pub const TICKET_LIFETIME: Span = Span::minutes(5 * 60);
/// How long a temporary code is good.
pub const TEMPORARY_CODE_LIFETIME: Span = Span::days(7);
/// How long a temporary code is still known as used or expired; after that it is unknown.
pub const TEMPORARY_CODE_KEPT: Span = Span::days(30);
/// The most teams that a call names or an answer lists.
pub const MAX_TEAMS: usize = 1000;

/// Why a token is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TokenError {
    /// No such token.
    #[error("unknown")]
    Unknown,
    /// It is too old.
    #[error("expired")]
    Expired,
}

/// Why a temporary code is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum TemporaryCodeError {
    /// No such code, or another suite's.
    #[error("unknown")]
    Unknown,
    /// It was used, or another one of the same authorization was; it is too old; or the authorization has ended.
    #[error("spent")]
    Spent,
}

/// Why a vendor doesn't get at an authorization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum AccessError {
    /// No such team.
    #[error("no such team")]
    NoSuchTeam,
    /// The team has not authorized the suite, has withdrawn that, or the vendor has refused it.
    #[error("not authorized")]
    NotAuthorized,
    /// No such permanent code: never given, or dead.
    #[error("no such permanent code")]
    BadCode,
    /// The permanent code is another team's.
    #[error("another team's permanent code")]
    OtherTeam,
}

/// A temporary code as it is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TemporaryCode {
    /// When it was made.
    pub made_at: Moment,
    /// It was used.
    pub used: bool,
    /// How its authorization stands.
    pub state: AuthorizationState,
}

impl TemporaryCode {
    /// Whether it may be swapped now.
    ///
    /// # Errors
    ///
    /// [`TemporaryCodeError::Spent`].
    pub fn usable(&self, now: Moment) -> Result<(), TemporaryCodeError> {
        let fresh = now < self.made_at + TEMPORARY_CODE_LIFETIME;
        match !self.used && fresh && self.state.is_held() {
            true => Ok(()),
            false => Err(TemporaryCodeError::Spent),
        }
    }
}

/// Whether a token that is good until `expires_at` is good now.
///
/// # Errors
///
/// [`TokenError::Expired`].
pub fn token_usable(expires_at: Moment, now: Moment) -> Result<(), TokenError> {
    match now < expires_at {
        true => Ok(()),
        false => Err(TokenError::Expired),
    }
}

impl AuthorizationState {
    /// Whether the team has it: the vendor may read it and act on it.
    pub fn is_held(self) -> bool {
        matches!(
            self,
            Self::AwaitingActivation | Self::Active | Self::Disabled
        )
    }

    /// The state after the vendor's `activate_suite`. Again changes nothing, also where the team has disabled it meanwhile.
    ///
    /// # Errors
    ///
    /// It was refused or withdrawn: the team authorizes again first.
    pub fn activated(self) -> Result<Self, NotNow> {
        match self {
            Self::AwaitingActivation => Ok(Self::Active),
            Self::Active | Self::Disabled => Ok(self),
            Self::Refused | Self::Withdrawn => Err(NotNow(self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::AuthorizationState::*;
    use super::*;

    #[test]
    fn a_temporary_code_is_good_once_and_for_seven_days_while_the_authorization_is_held() {
        let made_at = Moment(1_000);
        let last = made_at + TEMPORARY_CODE_LIFETIME - Span(1);
        for (used, state, now, usable) in [
            (false, AwaitingActivation, made_at, true),
            (false, Active, last, true),
            (false, Disabled, last, true),
            (false, Active, last + Span(1), false),
            (true, Active, made_at, false),
            (false, Refused, made_at, false),
            (false, Withdrawn, made_at, false),
        ] {
            let code = TemporaryCode {
                made_at,
                used,
                state,
            };
            assert_eq!(code.usable(now).is_ok(), usable, "{code:?}");
        }
    }

    #[test]
    fn a_token_is_good_until_it_expires() {
        let end = Moment(7_200_000);
        assert_eq!(token_usable(end, end - Span(1)), Ok(()));
        assert_eq!(token_usable(end, end), Err(TokenError::Expired));
    }

    #[test]
    fn activating_again_changes_nothing_and_brings_nothing_back() {
        for (state, after) in [
            (AwaitingActivation, Some(Active)),
            (Active, Some(Active)),
            (Disabled, Some(Disabled)),
            (Refused, None),
            (Withdrawn, None),
        ] {
            assert_eq!(state.activated().ok(), after, "{state:?}");
            assert_eq!(state.is_held(), after.is_some());
        }
    }
}
