//! Acceptance (验收): the score of a version's quality, and what follows from defects that are found later (design 4, seed 4.2 step 3).

use crate::time::{Moment, Span};

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

impl Default for Criteria {
    fn default() -> Self {
        Self {
            major: 7,
            minor: 2,
            trivial: 1,
            score_above: 90,
            min_coverage: 95,
            max_rounds: 2,
            plan_within: Span::days(2),
            mended_within: Span::days(7),
        }
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Accepted, with this score.
    Passed(u32),
    /// A blocker or a critical defect.
    Fatal,
    /// The score, which isn't above the bound.
    Score(u32),
    /// The share of cases that tests cover, in percent, which is below the bound.
    Coverage(u32),
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

    /// What a round comes to, with this coverage in percent.
    pub fn judge(&self, defects: Defects, coverage: u32) -> Verdict {
        let score = self.score(defects);
        if defects.blocker > 0 || defects.critical > 0 {
            Verdict::Fatal
        } else if coverage < self.min_coverage {
            Verdict::Coverage(coverage)
        } else if score <= self.score_above {
            Verdict::Score(score)
        } else {
            Verdict::Passed(score)
        }
    }

    /// Whether a version that had so many rounds may have another.
    pub fn may_try_again(&self, rounds: u32) -> bool {
        rounds < self.max_rounds
    }

    /// When the plan and the mended version are due for a defect that was found later; `None` for one so grave that the suite may be
    /// suspended at once.
    pub fn due(&self, severity: Severity, found: Moment) -> Option<(Moment, Moment)> {
        (!severity.fails()).then(|| (found + self.plan_within, found + self.mended_within))
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
        for (defects, coverage, verdict) in [
            (none, 95, Verdict::Passed(100)),
            (none, 94, Verdict::Coverage(94)),
            (Defects { major: 1, ..none }, 100, Verdict::Passed(93)),
            (
                Defects {
                    major: 1,
                    minor: 1,
                    ..none
                },
                100,
                Verdict::Passed(91),
            ),
            (
                Defects {
                    major: 1,
                    minor: 1,
                    trivial: 1,
                    ..none
                },
                100,
                Verdict::Score(90),
            ),
            (Defects { minor: 5, ..none }, 100, Verdict::Score(90)),
            (Defects { major: 20, ..none }, 100, Verdict::Score(0)),
            (
                Defects {
                    critical: 1,
                    ..none
                },
                100,
                Verdict::Fatal,
            ),
            (Defects { blocker: 1, ..none }, 0, Verdict::Fatal),
        ] {
            assert_eq!(criteria.judge(defects, coverage), verdict, "{defects:?}");
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
        let due = (found + Span::days(2), found + Span::days(7));
        for severity in Severity::ALL {
            let expected = (!severity.fails()).then_some(due);
            assert_eq!(criteria.due(severity, found), expected, "{severity:?}");
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
            let passes = |defects| matches!(criteria.judge(defects, 100), Verdict::Passed(_));
            prop_assert!(passes(before) || !passes(after));
        }
    }
}
