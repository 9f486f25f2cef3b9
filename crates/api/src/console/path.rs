//! The paths of the console's API.

/// `POST`: signs up, and mails a link that confirms the address.
pub const ACCOUNTS: &str = "/api/console/accounts";
/// `POST`: confirms an e-mail address by the token of its link.
pub const CONFIRM: &str = "/api/console/accounts/confirm";
/// `POST`: signs in. `DELETE`: signs out.
pub const SESSION: &str = "/api/console/session";
/// `POST`: mails a link that sets another password.
pub const FORGOTTEN: &str = "/api/console/password/forgotten";
/// `POST`: sets another password by the token of that link.
pub const RESET: &str = "/api/console/password/reset";
/// `POST`: shows an invitation by the token of its link.
pub const INVITATION: &str = "/api/console/invitation";
/// `POST`: accepts it.
pub const INVITATION_ACCEPT: &str = "/api/console/invitation/accept";

/// `GET`: who is signed in. `PUT`: sets one's name.
pub const ME: &str = "/api/console/me";
/// `PUT`: changes one's password.
pub const PASSWORD: &str = "/api/console/me/password";
/// `GET`: one's sessions. `DELETE`: ends all but the present one.
pub const SESSIONS: &str = "/api/console/me/sessions";
/// `DELETE`: ends a session.
pub const ONE_SESSION: &str = "/api/console/me/sessions/{id}";
/// `POST`: begins to set up the second factor. `PUT`: switches it on by a code.
pub const TOTP: &str = "/api/console/me/totp";
/// `POST`: switches it off by one's password.
pub const TOTP_OFF: &str = "/api/console/me/totp/off";

/// `GET`: the vendor that one works for. `PUT`: changes it.
pub const VENDOR: &str = "/api/console/vendor";
/// `GET`: its members. `POST`: invites one.
pub const MEMBERS: &str = "/api/console/members";
/// `PUT`: sets a member's role. `DELETE`: takes a member out.
pub const ONE_MEMBER: &str = "/api/console/members/{id}";
/// `POST`: mails an open invitation again. `DELETE`: takes it back.
pub const MEMBER_INVITATION: &str = "/api/console/members/invitations/{id}";

/// `GET`: the operators. `POST`: invites one.
pub const OPERATORS: &str = "/api/console/operators";
/// `PUT`: sets an operator's role. `DELETE`: takes an operator out.
pub const ONE_OPERATOR: &str = "/api/console/operators/{id}";
/// `POST`: mails an open invitation again. `DELETE`: takes it back.
pub const OPERATOR_INVITATION: &str = "/api/console/operators/invitations/{id}";
/// `GET ?q=&account=&from=&to=&before=`: the audit log, the newest first.
pub const AUDIT: &str = "/api/console/audit";

/// Fills an id into a path.
pub fn of_id(path: &str, id: i64) -> String {
    crate::path::fill(path, "{id}", &id.to_string())
}
