//! Serial numbers (序列号) that are issued here: 16 Crockford characters in four groups, the last one a check character.
//!
//! The check is a weighted sum in GF(32) with a different non-zero weight for every place, so it
//! catches every single wrong character and every swap of two unequal ones, neighbours or not.

use std::fmt;

use thiserror::Error;

use crate::crockford;
use crate::time::Moment;

mod field;
pub mod import;

pub use field::{group, group_with_caret};

/// Characters of a serial, the check character included.
pub const LENGTH: usize = 16;
/// The most serials that are issued or imported at once.
pub const MOST: usize = 100_000;
/// Random bytes that [`Serial::generate`] takes: 15 characters of 5 bits.
pub const RANDOM_BYTES: usize = 15;

/// A well-formed serial: its check character is right. Whether it was ever issued is another matter.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Serial([u8; LENGTH]);

/// Why a typed text is no serial.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SerialError {
    /// Fewer or more than 16 characters; `0` is how many there were.
    #[error("{0} characters instead of 16")]
    Length(usize),
    /// A character that no serial has, such as `U` or `*`.
    #[error("{0:?} is in no serial")]
    Character(char),
    /// The check character disagrees: something was mistyped.
    #[error("mistyped")]
    Check,
}

/// What came of the check of a serial that was entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SerialCheck {
    /// The vendor hasn't answered yet.
    Pending,
    /// It is redeemed.
    Accepted,
    /// It is refused.
    Refused(SerialRefusal),
}

/// Why a serial isn't accepted; each of them counts as a wrong one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SerialRefusal {
    /// Never issued for this suite.
    #[error("wrong")]
    Wrong,
    /// The vendor, who verifies it, says no.
    #[error("refused by the vendor")]
    ByVendor,
    /// It belongs to another team.
    #[error("used by another team")]
    Used,
    /// The vendor took it back.
    #[error("revoked")]
    Revoked,
    /// Its time is over.
    #[error("expired")]
    Expired,
}

/// What is known of an issued serial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SerialFacts {
    /// The team that redeemed it first: it is that team's for good.
    pub owner: Option<i64>,
    /// The vendor took it back.
    pub revoked: bool,
    /// When it ends, if it does.
    pub expires_at: Option<Moment>,
}

/// How an issued serial stands for its vendor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SerialStanding {
    /// A team may redeem it.
    Free,
    /// It is a team's.
    Redeemed,
    /// The vendor took it back.
    Revoked,
    /// Its time is over.
    Expired,
}

impl SerialFacts {
    /// How it stands.
    pub fn standing(&self, now: Moment) -> SerialStanding {
        match self.free(now) {
            Ok(()) => SerialStanding::Free,
            Err(SerialRefusal::Used) => SerialStanding::Redeemed,
            Err(SerialRefusal::Expired) => SerialStanding::Expired,
            Err(_) => SerialStanding::Revoked,
        }
    }

    /// Whether this team may redeem it now. What a team has, it keeps.
    pub fn redeemable_by(&self, team: i64, now: Moment) -> Result<(), SerialRefusal> {
        match self.owner {
            Some(owner) if owner == team => Ok(()),
            _ => self.free(now),
        }
    }

    /// Whether a team that doesn't have it yet may redeem it now.
    pub fn free(&self, now: Moment) -> Result<(), SerialRefusal> {
        if self.owner.is_some() {
            Err(SerialRefusal::Used)
        } else if self.revoked {
            Err(SerialRefusal::Revoked)
        } else if self.expires_at.is_some_and(|end| end <= now) {
            Err(SerialRefusal::Expired)
        } else {
            Ok(())
        }
    }
}

impl Serial {
    /// Reads what a person typed or pasted: any case, width, spaces, dashes and dots, on one line or several; `o` is 0, `i` and
    /// `l` are 1 (seed 4.2, step 4.1). Other words around it, such as `序列号：`, are passed over.
    ///
    /// # Errors
    ///
    /// Why the text holds no serial. One with two different serials has the wrong length.
    pub fn parse(typed: &str) -> Result<Self, SerialError> {
        let typed = field::read(typed);
        field::serial(&typed).map(|(serial, _)| serial)
    }

    /// The first and the last text, as stored, of serials that begin as typed; dashes and case are passed over.
    ///
    /// # Errors
    ///
    /// Nothing that a serial begins with.
    pub fn range(typed: &str) -> Result<(String, String), SerialError> {
        let begin: String = group(typed).chars().filter(|c| *c != '-').collect();
        let length = begin.chars().count();
        if let Some(other) = begin.chars().find(|c| crockford::decode(*c).is_none()) {
            return Err(SerialError::Character(other));
        }
        if !(1..=LENGTH).contains(&length) {
            return Err(SerialError::Length(length));
        }
        let fill = |with: &str| format!("{begin}{}", with.repeat(LENGTH - length));
        Ok((fill("0"), fill("Z")))
    }

    /// Makes a serial of given random bytes (5 bits of each are used: 75 bits in all).
    pub fn generate(random: [u8; RANDOM_BYTES]) -> Self {
        let mut values = [0; LENGTH];
        for (value, byte) in values.iter_mut().zip(random) {
            *value = byte & 31;
        }
        values[LENGTH - 1] = check(&values);
        Self(values)
    }

    /// The 16 characters without dashes, as stored.
    pub fn compact(&self) -> String {
        self.0.iter().map(|&v| crockford::encode(v)).collect()
    }
}

impl fmt::Display for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&group(&self.compact()))
    }
}

impl fmt::Debug for Serial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Serial({self})")
    }
}

/// The check character's value: the sum over the places of `2^(place + 1) * value` in GF(32).
fn check(values: &[u8; LENGTH]) -> u8 {
    // Horner's rule: each step multiplies by 2 in GF(32), so place 0 gets 2^15 and place 14 gets 2.
    values[..LENGTH - 1]
        .iter()
        .fold(0, |sum, &value| double(sum ^ value))
}

/// Multiplies by 2 in GF(2^5) modulo x^5 + x^2 + 1, in which 2 has order 31: weights never repeat.
fn double(value: u8) -> u8 {
    let shifted = value << 1;
    if shifted & 32 == 0 {
        shifted
    } else {
        (shifted ^ 0b10_0101) & 31
    }
}

/// Why a serial isn't changed as its vendor wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SerialChangeRefusal {
    /// The suite's serials aren't verified here.
    #[error("the suite's serials aren't verified here")]
    Elsewhere,
    /// It is a team's, which keeps what it has.
    #[error("a team has redeemed the serial")]
    Redeemed,
    /// No team has it, so it can't be moved from one.
    #[error("no team has redeemed the serial")]
    NotRedeemed,
    /// The team that it is moved to isn't among the suite's customers.
    #[error("the team isn't among the suite's customers")]
    TeamUnknown,
    /// Rows of a file are at fault.
    #[error("rows of the file are at fault")]
    RowsFaulty,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn reading_forgives_case_width_spaces_dashes_and_look_alikes() {
        let serial = Serial::generate([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 0]);
        let text = serial.to_string();
        assert!(text.starts_with("0123-4567-89AB-CD0"), "{text}");
        for typed in [
            text.clone(),
            text.to_lowercase(),
            text.replace('-', " "),
            text.replace('-', "—"),
            text.replace('-', "－"),
            format!(" {}\n", text.replace('0', "o").replace('1', "l")),
            text.replace('0', "O").replace('1', "I"),
            text.replace('1', "１").replace('A', "ａ"),
        ] {
            assert_eq!(Serial::parse(&typed), Ok(serial), "{typed}");
        }
    }

    #[test]
    fn what_is_no_serial_says_why() {
        assert_eq!(Serial::parse(""), Err(SerialError::Length(0)));
        assert_eq!(Serial::parse("0123-4567"), Err(SerialError::Length(8)));
        assert_eq!(
            Serial::parse("0123-4567-89AB-CDEF0"),
            Err(SerialError::Length(17))
        );
        assert_eq!(
            Serial::parse("U123-4567-89AB-CDEF"),
            Err(SerialError::Character('U'))
        );
    }

    #[test]
    fn the_field_groups_as_one_types() {
        for (typed, shown) in [
            ("", ""),
            ("7k3", "7K3"),
            ("7k3m9", "7K3M-9"),
            ("7K3M-", "7K3M"),
            ("ouil", "0U11"),
        ] {
            assert_eq!(group(typed), shown);
        }
    }

    proptest! {
        #[test]
        fn whatever_is_generated_reads_back(random: [u8; RANDOM_BYTES]) {
            let serial = Serial::generate(random);
            prop_assert_eq!(Serial::parse(&serial.to_string()), Ok(serial));
            prop_assert_eq!(Serial::parse(&serial.compact()), Ok(serial));
        }

        #[test]
        fn every_single_wrong_character_is_caught(
            random: [u8; RANDOM_BYTES], at in 0..LENGTH, other in 1u8..32,
        ) {
            let mut wrong = Serial::generate(random);
            wrong.0[at] ^= other;
            prop_assert_eq!(Serial::parse(&wrong.compact()), Err(SerialError::Check));
        }

        #[test]
        fn every_swap_of_two_unequal_characters_is_caught(
            random: [u8; RANDOM_BYTES], a in 0..LENGTH, b in 0..LENGTH,
        ) {
            let mut swapped = Serial::generate(random);
            prop_assume!(swapped.0[a] != swapped.0[b]);
            swapped.0.swap(a, b);
            prop_assert_eq!(Serial::parse(&swapped.compact()), Err(SerialError::Check));
        }

        #[test]
        fn no_text_makes_it_panic(typed in ".*") {
            let _ = Serial::parse(&typed);
            let shown = group(&typed);
            prop_assert!(shown.chars().count() <= 19);
            prop_assert_eq!(group(&shown), shown);
        }
    }

    #[test]
    fn a_serial_stands_as_a_team_that_tries_it_would_find() {
        let facts = |owner, revoked, end: Option<i64>| SerialFacts {
            owner,
            revoked,
            expires_at: end.map(Moment),
        };
        for (facts, standing) in [
            (facts(None, false, None), SerialStanding::Free),
            (facts(None, false, Some(101)), SerialStanding::Free),
            (facts(None, false, Some(100)), SerialStanding::Expired),
            (facts(None, true, Some(1)), SerialStanding::Revoked),
            (facts(Some(2), true, Some(1)), SerialStanding::Redeemed),
        ] {
            assert_eq!(facts.standing(Moment(100)), standing, "{facts:?}");
        }
    }

    #[test]
    fn a_serial_is_its_first_teams_and_else_whoevers_until_it_is_revoked_or_over() {
        let facts = |owner, revoked, end: Option<i64>| SerialFacts {
            owner,
            revoked,
            expires_at: end.map(Moment),
        };
        let now = Moment(100);
        for (facts, outcome) in [
            (facts(None, false, None), Ok(())),
            (facts(None, false, Some(101)), Ok(())),
            (facts(None, false, Some(100)), Err(SerialRefusal::Expired)),
            (facts(None, true, Some(1)), Err(SerialRefusal::Revoked)),
            (facts(Some(2), false, None), Err(SerialRefusal::Used)),
            (facts(Some(2), true, Some(1)), Err(SerialRefusal::Used)),
            (facts(Some(1), true, Some(1)), Ok(())),
        ] {
            assert_eq!(facts.redeemable_by(1, now), outcome, "{facts:?}");
        }
    }
}
