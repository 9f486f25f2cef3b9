//! Notices: messages in the app to a person about their teams.

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    /// A member asks for a suite.
    RequestReceived,
    /// The suite that one asked for is authorized.
    RequestAuthorized,
    /// The request was declined.
    RequestDeclined,
    /// Somebody asks to join.
    JoinAsked,
    /// Somebody has joined.
    Joined,
    /// Somebody was added by number, and declined.
    InvitationDeclined,
    /// One was let in.
    Admitted,
    /// One wasn't.
    NotAdmitted,
    /// A suite is active.
    Activated,
    /// A suite was withdrawn.
    Withdrawn,
    /// One was made an admin.
    MadeAdmin,
    /// One was made the owner.
    MadeOwner,
    /// The team that one asked to join is gone.
    Dissolved,
    /// The problem that one reported is answered.
    ComplaintAnswered,
}

/// How long a notice is kept, in days.
pub const KEPT_DAYS: i64 = 90;
