//! Invites: how a colleague gets into a team by its link.

use std::fmt;

use thiserror::Error;

use crate::crockford;

/// Characters of an invite's code: 60 bits, as in a deploy link.
pub const CODE_LENGTH: usize = 12;

/// How many people a team may have.
pub const MAX_MEMBERS: u32 = 10_000;

/// A team's invite code, upper-case Crockford. Renewing it makes another; the old one dies.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InviteCode(String);

impl InviteCode {
    /// Makes one of given random bytes (5 bits of each are used).
    pub fn generate(random: [u8; CODE_LENGTH]) -> Self {
        Self(random.map(crockford::encode).iter().collect())
    }

    /// Reads the code of an address, in either case.
    pub fn parse(typed: &str) -> Option<Self> {
        let code: String = typed
            .chars()
            .map(|c| crockford::decode(c).map(crockford::encode))
            .collect::<Option<_>>()?;
        (code.len() == CODE_LENGTH).then_some(Self(code))
    }

    /// The 12 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for InviteCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why an invite leads nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum InviteProblem {
    /// No such code: never made, or renewed since.
    #[error("dead")]
    Dead,
    /// The team has as many people as it may.
    #[error("full")]
    Full,
}

/// How a visitor stands to the team that invites.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum JoinStatus {
    /// Not in it, and hasn't asked.
    Outside,
    /// Asked, and waits for approval.
    Waiting,
    /// Asked, and was declined; may ask again.
    Declined,
    /// In it.
    Inside,
}

/// What is known when somebody asks to join.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct JoinFacts {
    /// How they stand to the team.
    pub join_status: JoinStatus,
    /// Their number is invited.
    pub invited: bool,
    /// How many people the team has.
    pub people: u32,
    /// Joining needs approval.
    pub approval: bool,
}

/// What comes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Joining {
    /// They are in already: nothing to do.
    Already,
    /// They accept the invitation of their number.
    Accepts,
    /// They are in.
    Joins,
    /// They wait for approval.
    Asks,
}

impl JoinFacts {
    /// What comes of asking to join. Who was added by number needs neither approval nor another place.
    pub fn join(&self) -> Result<Joining, InviteProblem> {
        match self.join_status {
            JoinStatus::Inside => Ok(Joining::Already),
            _ if self.invited => Ok(Joining::Accepts),
            _ if self.people >= MAX_MEMBERS => Err(InviteProblem::Full),
            _ if self.approval => Ok(Joining::Asks),
            _ => Ok(Joining::Joins),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn joining_depends_on_who_comes_and_on_the_team() {
        use JoinStatus::*;
        let full = MAX_MEMBERS;
        for (join_status, invited, people, approval, outcome) in [
            (Inside, false, full, true, Ok(Joining::Already)),
            (Outside, true, full, true, Ok(Joining::Accepts)),
            (Waiting, true, 5, true, Ok(Joining::Accepts)),
            (Outside, false, full, false, Err(InviteProblem::Full)),
            (Outside, false, full - 1, false, Ok(Joining::Joins)),
            (Outside, false, 5, true, Ok(Joining::Asks)),
            (Declined, false, 5, true, Ok(Joining::Asks)),
            (Waiting, false, 5, false, Ok(Joining::Joins)),
        ] {
            let facts = JoinFacts {
                join_status,
                invited,
                people,
                approval,
            };
            assert_eq!(facts.join(), outcome, "{facts:?}");
        }
    }

    proptest! {
        #[test]
        fn a_code_reads_back_in_either_case(random: [u8; CODE_LENGTH]) {
            let code = InviteCode::generate(random);
            prop_assert_eq!(InviteCode::parse(code.as_str()), Some(code.clone()));
            prop_assert_eq!(InviteCode::parse(&code.as_str().to_lowercase()), Some(code));
        }
    }
}
