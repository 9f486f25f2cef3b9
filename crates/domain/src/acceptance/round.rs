//! Rounds of acceptance: a version is handed in, judged, and handed in once more.

use thiserror::Error;

use super::self_check::CheckItem;
use super::{Criteria, VersionName};
use crate::text::same_name;

/// How a round stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AcceptanceState {
    /// The vendor checks itself.
    Draft,
    /// Operators judge it.
    Submitted,
    /// The version is accepted.
    Passed,
    /// It isn't.
    Failed,
}

/// What is done with a round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AcceptanceAct {
    /// The vendor ticks an item, or names the version.
    Edit,
    /// The vendor hands it in.
    Submit,
    /// The vendor takes it back before it was looked at.
    TakeBack,
    /// An operator records a defect or a part's result.
    Record,
    /// The round is closed and the version accepted.
    Pass,
    /// The round is closed and the version isn't accepted.
    Fail,
}

impl AcceptanceState {
    /// How it stands after an act.
    ///
    /// # Errors
    ///
    /// [`AcceptanceRefusal::NotNow`] where the act isn't due.
    pub fn after(self, act: AcceptanceAct) -> Result<Self, AcceptanceRefusal> {
        use AcceptanceAct::{Edit, Fail, Pass, Record, Submit, TakeBack};
        match (self, act) {
            (Self::Draft, Edit) | (Self::Submitted, TakeBack) => Ok(Self::Draft),
            (Self::Draft, Submit) | (Self::Submitted, Record) => Ok(Self::Submitted),
            (Self::Submitted, Pass) => Ok(Self::Passed),
            (Self::Submitted, Fail) => Ok(Self::Failed),
            _ => Err(AcceptanceRefusal::NotNow(self)),
        }
    }
}

/// Why something isn't done with an acceptance.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AcceptanceRefusal {
    /// Somebody else changed it meanwhile.
    #[error("it was changed meanwhile")]
    Changed,
    /// It doesn't stand so that this could be done.
    #[error("not while the acceptance is {0:?}")]
    NotNow(AcceptanceState),
    /// Operators have begun to judge it.
    #[error("it is being judged")]
    Begun,
    /// The version has no name.
    #[error("the version has no name")]
    VersionMissing,
    /// The version is accepted.
    #[error("the version is accepted")]
    VersionAccepted,
    /// The version had all its rounds.
    #[error("the version had all its rounds")]
    RoundsSpent,
    /// Items that aren't ticked.
    #[error("{0:?} are not ticked")]
    Unticked(Vec<CheckItem>),
    /// The quality part or the security part has no result yet.
    #[error("a part has no result")]
    Unjudged,
}

/// A round that is closed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judged {
    /// The version.
    pub version: String,
    /// It was accepted.
    pub passed: bool,
}

/// Which round of a version the next one is, from 1, after these of the suite.
///
/// # Errors
///
/// [`AcceptanceRefusal::VersionAccepted`], [`AcceptanceRefusal::RoundsSpent`].
pub fn next_round(
    criteria: &Criteria,
    version: &VersionName,
    judged: &[Judged],
) -> Result<u32, AcceptanceRefusal> {
    let of_version = judged
        .iter()
        .filter(|round| same_name(&round.version, version.as_str()));
    let mut rounds = 0u32;
    for round in of_version {
        if round.passed {
            return Err(AcceptanceRefusal::VersionAccepted);
        }
        rounds = rounds.saturating_add(1);
    }
    match criteria.may_try_again(rounds) {
        true => Ok(rounds.saturating_add(1)),
        false => Err(AcceptanceRefusal::RoundsSpent),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_round_is_handed_in_judged_and_over() {
        use AcceptanceAct::*;
        use AcceptanceState::*;
        let acts = [Edit, Submit, TakeBack, Record, Pass, Fail];
        for (state, after) in [
            (
                Draft,
                [Some(Draft), Some(Submitted), None, None, None, None],
            ),
            (
                Submitted,
                [
                    None,
                    None,
                    Some(Draft),
                    Some(Submitted),
                    Some(Passed),
                    Some(Failed),
                ],
            ),
            (Passed, [None; 6]),
            (Failed, [None; 6]),
        ] {
            let found = acts.map(|act| state.after(act).ok());
            assert_eq!(found, after, "{state:?}");
        }
    }

    #[test]
    fn a_version_has_two_rounds_and_another_version_two_of_its_own() {
        let criteria = Criteria::default();
        let judged = |rounds: &[(&str, bool)]| -> Vec<Judged> {
            let round = |&(version, passed): &(&str, bool)| Judged {
                version: version.to_owned(),
                passed,
            };
            rounds.iter().map(round).collect()
        };
        let version = VersionName::parse("1.0").unwrap();
        for (rounds, next) in [
            (&[][..], Ok(1)),
            (&[("1.0", false)], Ok(2)),
            (&[("0.9", false), ("0.9", true)], Ok(1)),
            (
                &[("1.0", false), ("１.0", false)],
                Err(AcceptanceRefusal::RoundsSpent),
            ),
            (
                &[("1.0", false), ("1.0", true)],
                Err(AcceptanceRefusal::VersionAccepted),
            ),
        ] {
            let found = next_round(&criteria, &version, &judged(rounds));
            assert_eq!(found, next, "{rounds:?}");
        }
    }
}
