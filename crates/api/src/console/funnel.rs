//! The funnel: who gets how far, from the scan to the start.

use serde::{Deserialize, Serialize};

/// Of which link and which days a funnel is asked for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
pub struct FunnelQuery {
    /// Only this link's: its token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<String>,
    /// The first day, as in `2026-11-01`; 30 days before the last if nothing is said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<String>,
    /// The last day; today if nothing is said. Days are China's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
}

/// A funnel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Funnel {
    /// The first day, as in `2026-11-01`.
    pub from: String,
    /// The last day.
    pub to: String,
    /// How often links were opened: scans, not people.
    pub scans: u64,
    /// The steps that the suite has, in order.
    pub steps: Vec<FunnelStep>,
    /// Each day of the period.
    pub days: Vec<FunnelDay>,
}

/// A step of a funnel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FunnelStep {
    /// `signed_in`, `team`, `serial`, `authorized`, `active`, `scope` or `started`.
    pub step: String,
    /// How many onboardings came so far in the period for the first time: each is counted once.
    pub people: u64,
    /// The median time since the step before, in milliseconds; at most 4 % off.
    pub median_ms: Option<i64>,
    /// The commonest errors that were met on the way to it, the commonest first.
    pub errors: Vec<FunnelError>,
}

/// An error of a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FunnelError {
    /// The code.
    pub code: String,
    /// How often it was met.
    pub count: u64,
}

/// A day of a funnel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FunnelDay {
    /// The day, as in `2026-11-01`.
    pub day: String,
    /// How often links were opened.
    pub scans: u64,
    /// How many signed in.
    pub signed_in: u64,
    /// How many started.
    pub started: u64,
}

/// How a vendor's live suites do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct VendorSummary {
    /// The first day, as in `2026-11-01`.
    pub from: String,
    /// The last day: today.
    pub to: String,
    /// The suites, the latest first; up to 20.
    pub suites: Vec<SuiteSummary>,
}

/// How a suite does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SuiteSummary {
    /// The suite's key.
    pub suite_key: String,
    /// Its name.
    pub name: String,
    /// Where its icon is.
    pub icon: String,
    /// How often its links were opened.
    pub scans: u64,
    /// How many signed in.
    pub signed_in: u64,
    /// How many started.
    pub started: u64,
}
