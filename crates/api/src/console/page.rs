//! The console's pages that mails and the server lead to.

/// The first page.
pub const HOME: &str = "/console";
/// Where one signs in.
pub const SIGN_IN: &str = "/console/sign-in";
/// Confirms an e-mail address: `?token=`.
pub const CONFIRM: &str = "/console/confirm";
/// Sets another password: `?token=`.
pub const RESET: &str = "/console/reset";
/// Shows an invitation and accepts it: `?token=`.
pub const INVITATION: &str = "/console/invitation";

/// A suite's application; `{suite}` stands for the suite's key.
pub const APPLICATION: &str = "/console/suites/{suite}/application";

/// A page with the token of a mailed link.
pub fn with_token(page: &str, token: &str) -> String {
    format!("{page}?token={token}")
}
