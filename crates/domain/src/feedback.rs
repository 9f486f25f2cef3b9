//! What members say about a suite: a problem, or one to five stars once a version.

use thiserror::Error;

use crate::text::{Prose, ProseError};

/// A problem in the member's words, 1 to 1000 characters.
pub type Report = Prose<1, 1000>;
/// What goes with a rating, up to 500 characters.
pub type RatingText = Prose<0, 500>;
/// Why a request is declined, 1 to 200 characters: the asker shall know.
pub type Reason = Prose<1, 200>;

/// An operator's answer to a problem, 1 to 1,000 characters.
pub type Answer = Prose<1, 1000>;

/// How a reported problem stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ComplaintState {
    /// It waits for an answer.
    Open,
    /// An operator has answered it.
    Answered,
    /// Nothing more is done about it.
    Closed,
}

impl ComplaintState {
    /// How a problem stands.
    pub fn of(answered: bool, closed: bool) -> Self {
        match (answered, closed) {
            (_, true) => Self::Closed,
            (true, false) => Self::Answered,
            (false, false) => Self::Open,
        }
    }
}

/// One to five stars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stars(u8);

/// Not one to five.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("{0} isn't 1 to 5")]
pub struct NoStars(pub i64);

impl Stars {
    /// Takes 1 to 5.
    pub fn new(n: i64) -> Result<Self, NoStars> {
        match u8::try_from(n) {
            Ok(n @ 1..=5) => Ok(Self(n)),
            _ => Err(NoStars(n)),
        }
    }

    /// How many.
    pub fn count(self) -> u8 {
        self.0
    }
}

/// A rating as it was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rating {
    /// The stars.
    pub stars: Stars,
    /// The words with them.
    pub text: RatingText,
}

/// Why a rating is no rating.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RatingError {
    /// The stars.
    #[error("stars {0}")]
    Stars(NoStars),
    /// The words.
    #[error("text {0}")]
    Text(ProseError),
}

impl Rating {
    /// Reads a rating as typed.
    pub fn parse(stars: i64, text: &str) -> Result<Self, RatingError> {
        Ok(Self {
            stars: Stars::new(stars).map_err(RatingError::Stars)?,
            text: RatingText::parse(text).map_err(RatingError::Text)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_has_one_to_five_stars_and_perhaps_words() {
        for (stars, good) in [(0, false), (1, true), (5, true), (6, false), (-1, false)] {
            assert_eq!(Rating::parse(stars, "").is_ok(), good, "{stars}");
        }
        let long = "长".repeat(501);
        let too_long = RatingError::Text(ProseError::TooLong(500));
        assert_eq!(Rating::parse(3, &long), Err(too_long));
    }
}
