//! Deploy links: their token, and why one can't be used.

use std::fmt;

use thiserror::Error;

use crate::crockford;
use crate::time::Moment;

/// Characters of a token: 60 bits, so that guessing one of a million links takes ages.
pub const TOKEN_LENGTH: usize = 12;

/// A link's token: 12 upper-case Crockford characters, small in a QR code's alphanumeric mode.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinkToken(String);

impl LinkToken {
    /// Makes a token of given random bytes, 5 bits of each.
    pub fn generate(random: [u8; TOKEN_LENGTH]) -> Self {
        Self(random.iter().map(|&byte| crockford::encode(byte)).collect())
    }

    /// Reads a token from a path in either case; `None` for what can't be one.
    pub fn parse(text: &str) -> Option<Self> {
        let token: String = text
            .chars()
            .map(|c| crockford::decode(c).map(crockford::encode))
            .collect::<Option<_>>()?;
        (token.len() == TOKEN_LENGTH).then_some(Self(token))
    }

    /// The 12 characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Why a link can't be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum LinkProblem {
    /// No such link.
    #[error("unknown")]
    Unknown,
    /// Its time is over.
    #[error("expired")]
    Expired,
    /// The vendor took it back.
    #[error("revoked")]
    Revoked,
    /// All its uses are spent.
    #[error("used up")]
    UsedUp,
    /// The suite may not be deployed at present.
    #[error("suite suspended")]
    Suspended,
}

/// What is known of a link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkFacts {
    /// When it ends, if it does.
    pub expires_at: Option<Moment>,
    /// The vendor took it back.
    pub revoked: bool,
    /// How many teams have authorized through it.
    pub uses: u32,
    /// How many may.
    pub max_uses: Option<u32>,
    /// The suite is suspended.
    pub suspended: bool,
}

impl LinkFacts {
    /// Whether somebody may begin with it now. The gravest reason is given.
    pub fn may_begin(&self, now: Moment) -> Result<(), LinkProblem> {
        self.may_go_on()?;
        if self.expires_at.is_some_and(|end| end <= now) {
            return Err(LinkProblem::Expired);
        }
        self.has_use()
    }

    /// Whether somebody who has begun may go on: expiry doesn't stop them half-way, the vendor's
    /// and the operator's word does. Where it comes to spending a use, see [`Self::has_use`].
    pub fn may_go_on(&self) -> Result<(), LinkProblem> {
        if self.suspended {
            return Err(LinkProblem::Suspended);
        }
        if self.revoked {
            Err(LinkProblem::Revoked)
        } else {
            Ok(())
        }
    }

    /// Whether a use is left, which an authorization spends unless one was spent on its team before.
    pub fn has_use(&self) -> Result<(), LinkProblem> {
        match self.max_uses {
            Some(most) if self.uses >= most => Err(LinkProblem::UsedUp),
            _ => Ok(()),
        }
    }
}

/// A link with a serial inside lets in one team, to which the serial belongs from then on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("a link that carries a serial lets in one team")]
pub struct OneTeam;

/// How many teams may authorize through a new link, any number being `None`, when so many are asked for.
///
/// # Errors
///
/// [`OneTeam`] if more than one is asked for of a link that carries a serial.
pub fn uses(asked: Option<u32>, carries_serial: bool) -> Result<Option<u32>, OneTeam> {
    match asked {
        Some(2..) if carries_serial => Err(OneTeam),
        None if carries_serial => Ok(Some(1)),
        asked => Ok(asked),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GOOD: LinkFacts = LinkFacts {
        expires_at: None,
        revoked: false,
        uses: 0,
        max_uses: None,
        suspended: false,
    };

    #[test]
    fn a_link_that_cannot_be_used_says_why() {
        let now = Moment(1_000);
        for (facts, begin, go_on) in [
            (GOOD, None, None),
            (
                LinkFacts {
                    expires_at: Some(Moment(1_001)),
                    ..GOOD
                },
                None,
                None,
            ),
            (
                LinkFacts {
                    expires_at: Some(now),
                    ..GOOD
                },
                Some(LinkProblem::Expired),
                None,
            ),
            (
                LinkFacts {
                    max_uses: Some(2),
                    uses: 1,
                    ..GOOD
                },
                None,
                None,
            ),
            (
                LinkFacts {
                    max_uses: Some(2),
                    uses: 2,
                    ..GOOD
                },
                Some(LinkProblem::UsedUp),
                None,
            ),
            (
                LinkFacts {
                    revoked: true,
                    expires_at: Some(now),
                    ..GOOD
                },
                Some(LinkProblem::Revoked),
                Some(LinkProblem::Revoked),
            ),
            (
                LinkFacts {
                    suspended: true,
                    revoked: true,
                    ..GOOD
                },
                Some(LinkProblem::Suspended),
                Some(LinkProblem::Suspended),
            ),
        ] {
            assert_eq!(facts.may_begin(now).err(), begin, "{facts:?}");
            assert_eq!(facts.may_go_on().err(), go_on, "{facts:?}");
            let used_up = facts.uses >= facts.max_uses.unwrap_or(u32::MAX);
            assert_eq!(facts.has_use().is_err(), used_up, "{facts:?}");
        }
    }

    #[test]
    fn a_link_with_a_serial_lets_in_one_team() {
        for (asked, carries, most) in [
            (None, false, Ok(None)),
            (Some(5), false, Ok(Some(5))),
            (None, true, Ok(Some(1))),
            (Some(1), true, Ok(Some(1))),
            (Some(2), true, Err(OneTeam)),
        ] {
            assert_eq!(uses(asked, carries), most, "{asked:?} {carries}");
        }
    }

    proptest! {
        #[test]
        fn a_token_reads_back_in_either_case(random: [u8; TOKEN_LENGTH]) {
            let token = LinkToken::generate(random);
            prop_assert_eq!(LinkToken::parse(token.as_str()), Some(token.clone()));
            prop_assert_eq!(LinkToken::parse(&token.as_str().to_lowercase()), Some(token));
        }

        #[test]
        fn no_other_text_is_a_token(text in "\\PC{0,11}|\\PC{13,20}") {
            prop_assert_eq!(LinkToken::parse(&text), None);
        }
    }
}
