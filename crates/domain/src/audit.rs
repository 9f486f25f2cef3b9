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
}
