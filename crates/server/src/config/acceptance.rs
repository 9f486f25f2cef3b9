//! What versions of suites are measured by before customers get them.

use clap::Args;
use domain::acceptance::Criteria;
use domain::time::Span;

/// The defaults, as options have them.
const DEFAULT: Criteria = Criteria::DEFAULT;

/// What versions of suites are measured by.
#[derive(Clone, Debug, Args)]
pub struct AcceptanceOptions {
    /// The points, of 100, that an accepted version has more of.
    #[arg(long, env = "QUICKDEPLOY_ACCEPT_SCORE_ABOVE", default_value_t = DEFAULT.score_above, value_parser = clap::value_parser!(u32).range(0..=99))]
    pub accept_score_above: u32,
    /// The least share of cases that tests cover, in percent.
    #[arg(long, env = "QUICKDEPLOY_ACCEPT_COVERAGE", default_value_t = DEFAULT.min_coverage, value_parser = clap::value_parser!(u32).range(0..=100))]
    pub accept_coverage: u32,
    /// How many rounds a version has at most.
    #[arg(long, env = "QUICKDEPLOY_ACCEPT_ROUNDS", default_value_t = DEFAULT.max_rounds, value_parser = clap::value_parser!(u32).range(1..=100))]
    pub accept_rounds: u32,
    /// The points that a major defect costs.
    #[arg(long, env = "QUICKDEPLOY_ACCEPT_MAJOR", default_value_t = DEFAULT.major, value_parser = clap::value_parser!(u32).range(0..=100))]
    pub accept_major: u32,
    /// The points that a minor defect costs.
    #[arg(long, env = "QUICKDEPLOY_ACCEPT_MINOR", default_value_t = DEFAULT.minor, value_parser = clap::value_parser!(u32).range(0..=100))]
    pub accept_minor: u32,
    /// The points that a trivial defect costs.
    #[arg(long, env = "QUICKDEPLOY_ACCEPT_TRIVIAL", default_value_t = DEFAULT.trivial, value_parser = clap::value_parser!(u32).range(0..=100))]
    pub accept_trivial: u32,
    /// In how many days the plan is due for a slight defect that is found later.
    #[arg(long, env = "QUICKDEPLOY_ACCEPT_PLAN_DAYS", default_value_t = DEFAULT.plan_within.whole_days(), value_parser = clap::value_parser!(u32).range(1..=365))]
    pub accept_plan_days: u32,
    /// In how many days such a defect is to be mended.
    #[arg(long, env = "QUICKDEPLOY_ACCEPT_MEND_DAYS", default_value_t = DEFAULT.mended_within.whole_days(), value_parser = clap::value_parser!(u32).range(1..=365))]
    pub accept_mend_days: u32,
}

impl From<AcceptanceOptions> for Criteria {
    fn from(options: AcceptanceOptions) -> Self {
        let plan_days = i64::from(options.accept_plan_days);
        let mend_days = i64::from(options.accept_mend_days);
        Self {
            major: options.accept_major,
            minor: options.accept_minor,
            trivial: options.accept_trivial,
            score_above: options.accept_score_above,
            min_coverage: options.accept_coverage,
            max_rounds: options.accept_rounds,
            plan_within: Span::days(plan_days),
            // Nothing is mended before it is planned.
            mended_within: Span::days(mend_days.max(plan_days)),
        }
    }
}
