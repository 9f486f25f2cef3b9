//! What the audit log records.

/// Something that the audit log records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// Somebody signed up.
    SignedUp,
    /// An e-mail address was confirmed.
    EmailConfirmed,
    /// Somebody signed in.
    SignedIn,
    /// Somebody tried to sign in, with the wrong password or code.
    SignInFailed,
    /// A password was changed by who knows it.
    PasswordChanged,
    /// A link was asked for that sets another password.
    ResetAsked,
    /// A password was set by such a link.
    PasswordReset,
    /// A session was ended.
    SessionEnded,
    /// All sessions but one were ended.
    SessionsEnded,
    /// The second factor was switched on.
    TotpOn,
    /// The second factor was switched off.
    TotpOff,
    /// A recovery code was used in place of the second factor.
    RecoveryCodeUsed,
    /// A vendor's name or contact was changed.
    VendorChanged,
    /// A member or an operator was invited.
    Invited,
    /// An invitation was mailed again.
    InvitedAgain,
    /// An invitation was taken back.
    InvitationTakenBack,
    /// An invitation was accepted.
    InvitationAccepted,
    /// A member's or an operator's role was set.
    RoleSet,
    /// A member or an operator was taken out.
    TakenOut,
    /// Secrets of a suite were made.
    SecretsMade,
    /// A serial was moved to another team.
    SerialMoved,
    /// An operator was added by the command.
    OperatorAdded,
    /// An application was submitted.
    ApplicationSubmitted,
    /// An application was taken back.
    ApplicationTakenBack,
    /// An application that was submitted before was discarded for the one in force.
    ApplicationDiscarded,
    /// An application was approved.
    ApplicationApproved,
    /// An application was rejected.
    ApplicationRejected,
    /// A suite was suspended.
    SuiteSuspended,
    /// A suite was resumed.
    SuiteResumed,
    /// An invite code was made for a vendor.
    InviteCodeMade,
    /// An invite code was revoked.
    InviteCodeRevoked,
    /// A complaint was answered.
    ComplaintAnswered,
    /// A complaint was closed.
    ComplaintClosed,
    /// A complaint was opened again.
    ComplaintReopened,
    /// A version was handed in for acceptance.
    AcceptanceSubmitted,
    /// A version was taken back before it was judged.
    AcceptanceTakenBack,
    /// The quality part of a round was recorded.
    QualityRecorded,
    /// The security part of a round was recorded.
    SecurityRecorded,
    /// A defect was recorded in a round.
    DefectRecorded,
    /// A defect was taken out of a round.
    DefectRemoved,
    /// A version was accepted.
    AcceptancePassed,
    /// A version wasn't accepted.
    AcceptanceFailed,
    /// A defect was found in a suite that customers have.
    DefectFound,
    /// A vendor submitted a plan for a defect.
    DefectPlanned,
    /// A vendor said that a defect is mended.
    DefectMended,
    /// A defect was closed.
    DefectClosed,
    /// A defect was found to be still there.
    DefectReturned,
}
