//! Acceptance (验收): the score of a version's quality, and what follows from defects that are found later (design 4, seed 4.2 step 3).

mod defect;
mod round;
mod self_check;

pub use self::defect::{DefectAct, DefectNotNow, DefectState, Due};
pub use self::round::{AcceptanceAct, AcceptanceRefusal, AcceptanceState, Judged, next_round};
pub use self::self_check::{CheckGroup, CheckItem, SelfCheck, Tick};
use crate::text::{Name, Prose};
use crate::time::{Moment, Span};

/// The version of a suite that is handed in, as its vendor names it.
pub type VersionName = Name<20>;
/// What a defect is, on one line.
pub type DefectTitle = Name<80>;
/// How a defect shows itself.
pub type DefectText = Prose<0, 1000>;
/// A vendor's plan to mend a defect.
pub type PlanText = Prose<4, 1000>;
/// A remark of a vendor's or an operator's.
pub type Remark = Prose<0, 500>;

/// How grave a defect is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Hardly seen.
    Trivial,
    /// A nuisance.
    Minor,
    /// Something important doesn't work.
    Major,
    /// Data are lost or laid open.
    Critical,
    /// Nothing works.
    Blocker,
}

impl Severity {
    /// All of them, the slightest first.
    pub const ALL: [Self; 5] = [
        Self::Trivial,
        Self::Minor,
        Self::Major,
        Self::Critical,
        Self::Blocker,
    ];

    /// Whether a version with it fails whatever else is right.
    pub fn fails(self) -> bool {
        self >= Self::Critical
    }

    /// Whether a suite may be suspended for it, if it is found later: the penalty.
    pub fn may_suspend(self) -> bool {
        self.fails()
    }
}

/// What a version is measured by. The sources differ and operators do too: all of it is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Criteria {
    /// Points that a major defect costs.
    pub major: u32,
    /// Points that a minor one costs.
    pub minor: u32,
    /// Points that a trivial one costs.
    pub trivial: u32,
    /// The score that is to be exceeded, of 100.
    pub score_above: u32,
    /// The least share of cases that tests cover, in percent.
    pub min_coverage: u32,
    /// How many rounds a version has at most.
    pub max_rounds: u32,
    /// How soon a plan is due for a slight defect that was found later.
    pub plan_within: Span,
    /// How soon such a defect is to be mended.
    pub mended_within: Span,
}

impl Criteria {
    /// Those of the design.
    pub const DEFAULT: Self = Self {
        major: 7,
        minor: 2,
        trivial: 1,
        score_above: 90,
        min_coverage: 95,
        max_rounds: 2,
        plan_within: Span::days(2),
        mended_within: Span::days(7),
    };
}

impl Default for Criteria {
    fn default() -> Self {
        Self::DEFAULT
    }
}

/// How many defects of each severity a round has found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Defects {
    /// Blockers.
    pub blocker: u32,
    /// Critical ones.
    pub critical: u32,
    /// Major ones.
    pub major: u32,
    /// Minor ones.
    pub minor: u32,
    /// Trivial ones.
    pub trivial: u32,
}

impl Defects {
    /// Counts them.
    pub fn count(found: impl IntoIterator<Item = Severity>) -> Self {
        let mut defects = Self::default();
        for severity in found {
            let count = match severity {
                Severity::Blocker => &mut defects.blocker,
                Severity::Critical => &mut defects.critical,
                Severity::Major => &mut defects.major,
                Severity::Minor => &mut defects.minor,
                Severity::Trivial => &mut defects.trivial,
            };
            *count += 1;
        }
        defects
    }
}

/// What a round of acceptance comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    /// Accepted: the suite is pre-listed (预上架).
    Passed,
    /// A blocker or a critical defect.
    Fatal,
    /// The security part isn't passed.
    Security,
    /// Tests cover too few of the cases.
    Coverage,
    /// The score isn't above the bound.
    Score,
}

impl Criteria {
    /// The score: 100 less what defects cost, 0 at least.
    pub fn score(&self, defects: Defects) -> u32 {
        let cost = |points: u32, count: u32| u64::from(points) * u64::from(count);
        let costs = cost(self.major, defects.major)
            + cost(self.minor, defects.minor)
            + cost(self.trivial, defects.trivial);
        u32::try_from(100u64.saturating_sub(costs)).unwrap_or(0)
    }

    /// What a round comes to, with this coverage in percent and this answer of the security part.
    pub fn judge(&self, defects: Defects, coverage: u32, is_secure: bool) -> Verdict {
        if defects.blocker > 0 || defects.critical > 0 {
            Verdict::Fatal
        } else if !is_secure {
            Verdict::Security
        } else if coverage < self.min_coverage {
            Verdict::Coverage
        } else if self.score(defects) <= self.score_above {
            Verdict::Score
        } else {
            Verdict::Passed
        }
    }

    /// Whether a version that had so many rounds may have another.
    pub fn may_try_again(&self, rounds: u32) -> bool {
        rounds < self.max_rounds
    }

    /// When the plan and the mended version are due for a defect that was found later. One that is so grave that the suite may be
    /// suspended for it is due at once.
    pub fn due(&self, severity: Severity, found: Moment) -> Due {
        match severity.may_suspend() {
            true => Due {
                plan: found,
                mend: found,
            },
            false => Due {
                plan: found + self.plan_within,
                mend: found + self.mended_within,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_version_passes_with_more_than_90_points_and_without_grave_defects() {
        let criteria = Criteria::default();
        let none = Defects::default();
        let (major, minor, trivial) = (
            Defects { major: 1, ..none },
            Defects { minor: 5, ..none },
            Defects {
                major: 1,
                minor: 1,
                trivial: 1,
                ..none
            },
        );
        let critical = Defects {
            critical: 1,
            ..none
        };
        let blocker = Defects { blocker: 1, ..none };
        let many = Defects { major: 20, ..none };
        for (defects, coverage, is_secure, score, verdict) in [
            (none, 95, true, 100, Verdict::Passed),
            (none, 94, true, 100, Verdict::Coverage),
            (none, 100, false, 100, Verdict::Security),
            (major, 100, true, 93, Verdict::Passed),
            (trivial, 100, true, 90, Verdict::Score),
            (minor, 100, true, 90, Verdict::Score),
            (many, 100, true, 0, Verdict::Score),
            (critical, 100, true, 100, Verdict::Fatal),
            (blocker, 0, false, 100, Verdict::Fatal),
        ] {
            let found = criteria.judge(defects, coverage, is_secure);
            assert_eq!(
                (criteria.score(defects), found),
                (score, verdict),
                "{defects:?}"
            );
        }
    }

    #[test]
    fn a_version_has_two_rounds() {
        let rounds = [0, 1, 2, 3].map(|rounds| Criteria::default().may_try_again(rounds));
        assert_eq!(rounds, [true, true, false, false]);
    }

    #[test]
    fn a_slight_defect_has_a_plan_in_two_days_and_is_mended_in_a_week() {
        let criteria = Criteria::default();
        let found = Moment(0);
        for severity in Severity::ALL {
            let (plan, mend) = match severity.may_suspend() {
                true => (found, found),
                false => (found + Span::days(2), found + Span::days(7)),
            };
            let due = criteria.due(severity, found);
            assert_eq!(due, Due { plan, mend }, "{severity:?}");
        }
    }

    proptest! {
        #[test]
        fn another_defect_never_makes_it_better(found in prop::collection::vec(0..5usize, 0..40), more in 0..5usize) {
            let criteria = Criteria::default();
            let severities: Vec<_> = found.iter().map(|at| Severity::ALL[*at]).collect();
            let before = Defects::count(severities.iter().copied());
            let after = Defects::count(severities.into_iter().chain([Severity::ALL[more]]));
            prop_assert!(criteria.score(after) <= criteria.score(before));
            let passes = |defects| criteria.judge(defects, 100, true) == Verdict::Passed;
            prop_assert!(passes(before) || !passes(after));
        }
    }
}
