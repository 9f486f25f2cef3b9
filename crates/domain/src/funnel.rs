//! The funnel: what is recorded of every onboarding, from the scan to the start.

/// How long an event is kept, in days: two springs can be compared.
pub const KEPT_DAYS: i64 = 800;

/// One step of the funnel, or an error met on the way (its code is kept beside it).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Event {
    /// A link was opened.
    Scanned,
    /// Someone signed in.
    SignedIn,
    /// A team was created or picked.
    Team,
    /// The serial was accepted.
    Serial,
    /// The suite was authorized.
    Authorized,
    /// The suite is active.
    Active,
    /// The scope was set.
    Scope,
    /// The customer started.
    Started,
    /// A step was refused.
    Error,
}
