//! The paths of the console's API for applications and for the operator's desk.

/// `GET`: a suite's application. `PUT`: saves it as it is typed. `DELETE ?version=`: discards it, for the one in force.
pub const APPLICATION: &str = "/api/console/suites/{suite}/application";
/// `GET`: the icon of the application, a PNG. `PUT`: sets it. `DELETE`: takes the suite's own instead.
pub const APPLICATION_ICON: &str = "/api/console/suites/{suite}/application/icon";
/// `POST`: submits the application. `DELETE`: takes it back.
pub const APPLICATION_SUBMISSION: &str = "/api/console/suites/{suite}/application/submission";
/// `GET`: the application as a spreadsheet, filled in.
pub const APPLICATION_SHEET: &str = "/api/console/suites/{suite}/application/form.xlsx";
/// `POST`: reads a spreadsheet that was filled in. Nothing is saved.
pub const APPLICATION_UPLOAD: &str = "/api/console/suites/{suite}/application/upload";

/// `GET`: how much waits for an operator.
pub const DESK_WAITING: &str = "/api/console/desk/waiting";

/// `GET ?q=&state=&after=&limit=`: the applications of all vendors, those that wait for an operator first, the oldest of them first.
pub const APPLICATIONS: &str = "/api/console/applications";
/// `GET`: an application with all that it is judged by.
pub const ONE_APPLICATION: &str = "/api/console/applications/{id}";
/// `GET`: its icon, a PNG.
pub const ONE_APPLICATION_ICON: &str = "/api/console/applications/{id}/icon";
/// `POST`: approves it.
pub const APPROVAL: &str = "/api/console/applications/{id}/approval";
/// `POST`: rejects it.
pub const REJECTION: &str = "/api/console/applications/{id}/rejection";

/// `GET ?q=&state=&sort=&after=&limit=`: the suites of all vendors.
pub const DESK_SUITES: &str = "/api/console/desk/suites";
/// `PUT`: suspends a suite. `POST`: resumes it.
pub const SUSPENSION: &str = "/api/console/desk/suites/{suite}/suspension";
/// `GET ?q=&sort=&after=&limit=`: all vendors.
pub const DESK_VENDORS: &str = "/api/console/desk/vendors";

/// `GET ?q=&state=&sort=&after=&limit=`: invite codes; states are `open` and `revoked`. `POST`: makes one.
pub const INVITE_CODES: &str = "/api/console/invite-codes";
/// `DELETE`: revokes an invite code.
pub const ONE_INVITE_CODE: &str = "/api/console/invite-codes/{id}";

/// `GET ?q=&state=&sort=&after=&limit=`: complaints.
pub const COMPLAINTS: &str = "/api/console/complaints";
/// `GET`: a complaint.
pub const COMPLAINT: &str = "/api/console/complaints/{id}";
/// `PUT`: answers it.
pub const COMPLAINT_ANSWER: &str = "/api/console/complaints/{id}/answer";
/// `POST`: closes it. `DELETE`: opens it again.
pub const COMPLAINT_CLOSING: &str = "/api/console/complaints/{id}/closing";
