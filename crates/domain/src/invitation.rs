//! Invitations by number: somebody entered a person's number, and that person accepts or declines.

use thiserror::Error;

/// How an invitation stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InvitationState {
    /// Its person hasn't answered.
    Open,
    /// They are in the team.
    Accepted,
    /// They aren't.
    Declined,
}

/// An answer after another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("answered already: {0:?}")]
pub struct AnsweredAlready(pub InvitationState);

impl InvitationState {
    /// The state after an answer. The same answer twice is one; another one comes too late: who is in leaves the team, and
    /// who declined asks for its link.
    pub fn after(self, accept: bool) -> Result<Self, AnsweredAlready> {
        let answered = match accept {
            true => Self::Accepted,
            false => Self::Declined,
        };
        match self {
            Self::Open => Ok(answered),
            state if state == answered => Ok(state),
            state => Err(AnsweredAlready(state)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_answer_counts_and_may_be_repeated() {
        use InvitationState::*;
        for (state, accept, after) in [
            (Open, true, Ok(Accepted)),
            (Open, false, Ok(Declined)),
            (Accepted, true, Ok(Accepted)),
            (Accepted, false, Err(AnsweredAlready(Accepted))),
            (Declined, false, Ok(Declined)),
            (Declined, true, Err(AnsweredAlready(Declined))),
        ] {
            assert_eq!(state.after(accept), after, "{state:?} {accept}");
        }
    }
}
