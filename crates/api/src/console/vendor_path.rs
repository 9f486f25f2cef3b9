//! The paths of the console's API for a vendor's suites; `{suite}` stands for a suite's key, `{link}` for a link's token.

/// `GET ?q=&state=&sort=&after=&limit=`: the vendor's suites. `POST`: makes one.
pub const SUITES: &str = "/api/console/suites";
/// `GET`: a suite. `PUT`: changes it.
pub const SUITE: &str = "/api/console/suites/{suite}";
/// `GET`: how the vendor's live suites did in the last seven days.
pub const SUMMARY: &str = "/api/console/summary";
/// `PUT`: sets its icon.
pub const SUITE_ICON: &str = "/api/console/suites/{suite}/icon";
/// `POST`: adds an app.
pub const APPS: &str = "/api/console/suites/{suite}/apps";
/// `PUT`: changes an app. `DELETE`: removes it.
pub const APP: &str = "/api/console/suites/{suite}/apps/{id}";
/// `PUT`: sets the callback URL, once its server has answered.
pub const SUITE_CALLBACK: &str = "/api/console/suites/{suite}/callback";
/// `PUT`: sets from where the vendor may call.
pub const SUITE_WHITELIST: &str = "/api/console/suites/{suite}/whitelist";
/// `POST`: makes secrets.
pub const SUITE_SECRETS: &str = "/api/console/suites/{suite}/secrets";
/// `GET`: the last check of the vendor's server. `POST`: begins one.
pub const SUITE_CHECK: &str = "/api/console/suites/{suite}/check";
/// `POST`: says what is wrong with a picture that is to be an icon, and makes one of it.
pub const ICON_CHECK: &str = "/api/console/icons/check";

/// `GET ?q=&state=&batch=&sort=&after=&limit=`: a suite's serials. `POST`: issues some.
pub const SERIALS: &str = "/api/console/suites/{suite}/serials";
/// `GET ?q=&sort=&after=&limit=`: its batches.
pub const SERIAL_BATCHES: &str = "/api/console/suites/{suite}/serials/batches";
/// `POST`: takes a batch's serials back. `DELETE`: undoes that.
pub const SERIAL_BATCH_REVOKE: &str = "/api/console/suites/{suite}/serials/batches/{id}/revocation";
/// `GET ?batch=&state=`: the serials as a file, `serials.csv` or `serials.xlsx`.
pub const SERIAL_EXPORT: &str = "/api/console/suites/{suite}/serials/files/{file}";
/// `POST`: says what a file of serials holds.
pub const SERIAL_PREVIEW: &str = "/api/console/suites/{suite}/serials/import/preview";
/// `POST`: imports it.
pub const SERIAL_IMPORT: &str = "/api/console/suites/{suite}/serials/import";
/// `POST`: takes a serial back. `DELETE`: undoes that.
pub const SERIAL_REVOKE: &str = "/api/console/suites/{suite}/serials/{serial}/revocation";
/// `PUT`: moves a serial to another team.
pub const SERIAL_TEAM: &str = "/api/console/suites/{suite}/serials/{serial}/team";

/// `GET ?q=&state=&batch=&sort=&after=&limit=`: a suite's links. `POST`: makes one.
pub const LINKS: &str = "/api/console/suites/{suite}/links";
/// `GET`: a link.
pub const LINK: &str = "/api/console/suites/{suite}/links/{link}";
/// `POST`: takes a link back. `DELETE`: undoes that.
pub const LINK_REVOKE: &str = "/api/console/suites/{suite}/links/{link}/revocation";
/// `GET`: `code.svg`, `code.png`, `code.pdf` with the options of a code, `poster.png` and `poster.pdf` with those of a poster.
pub const LINK_FILE: &str = "/api/console/suites/{suite}/links/{link}/files/{file}";
/// `GET ?sort=&after=&limit=`: a suite's batches of links. `POST`: makes one of a list of customers.
pub const LINK_BATCHES: &str = "/api/console/suites/{suite}/link-batches";
/// `POST`: says what a list of customers holds.
pub const LINK_BATCH_PREVIEW: &str = "/api/console/suites/{suite}/link-batches/preview";
/// `POST`: takes a batch's links back. `DELETE`: undoes that.
pub const LINK_BATCH_REVOKE: &str = "/api/console/suites/{suite}/link-batches/{id}/revocation";
/// `GET`: a batch's codes, `codes.zip` or `labels.pdf`, written as they are drawn.
pub const LINK_BATCH_FILE: &str = "/api/console/suites/{suite}/link-batches/{id}/files/{file}";

/// `GET`: a suite's sandbox.
pub const SANDBOX: &str = "/api/console/suites/{suite}/sandbox";
/// `POST`: makes a test link.
pub const TEST_LINKS: &str = "/api/console/suites/{suite}/sandbox/links";
/// `DELETE`: removes one.
pub const TEST_LINK: &str = "/api/console/suites/{suite}/sandbox/links/{link}";
/// `POST`: issues test serials.
pub const TEST_SERIALS: &str = "/api/console/suites/{suite}/sandbox/serials";
/// `DELETE`: removes a test team.
pub const TEST_TEAM: &str = "/api/console/suites/{suite}/sandbox/teams/{id}";

/// `GET ?link=&from=&to=`: a suite's funnel.
pub const FUNNEL: &str = "/api/console/suites/{suite}/funnel";
/// `GET ?link=&from=&to=`: the same as CSV.
pub const FUNNEL_CSV: &str = "/api/console/suites/{suite}/funnel.csv";
/// `GET ?q=&state=&sort=&after=&limit=`: a suite's customers.
pub const CUSTOMERS: &str = "/api/console/suites/{suite}/customers";
/// `GET`: one of them.
pub const CUSTOMER: &str = "/api/console/suites/{suite}/customers/{id}";
/// `GET ?state=&sort=&after=&limit=`: what was pushed to the vendor's server.
pub const CALLBACKS: &str = "/api/console/suites/{suite}/callbacks";
/// `GET`: an event with its attempts.
pub const CALLBACK: &str = "/api/console/suites/{suite}/callbacks/{id}";
/// `POST`: pushes it again.
pub const CALLBACK_PUSH: &str = "/api/console/suites/{suite}/callbacks/{id}/push";

/// Fills a suite's key into a path.
pub fn of_suite(path: &str, suite: &str) -> String {
    crate::path::fill(path, "{suite}", suite)
}

/// Fills a suite's key and a number into a path.
pub fn of_item(path: &str, suite: &str, id: i64) -> String {
    super::path::of_id(&of_suite(path, suite), id)
}

/// Fills a suite's key and a link's token into a path.
pub fn of_link(path: &str, suite: &str, link: &str) -> String {
    crate::path::of_link(&of_suite(path, suite), link)
}

/// Fills a suite's key and a serial into a path.
pub fn of_serial(path: &str, suite: &str, serial: &str) -> String {
    crate::path::fill(&of_suite(path, suite), "{serial}", serial)
}

/// Fills a file's name into a path.
pub fn of_file(path: &str, file: &str) -> String {
    crate::path::fill(path, "{file}", file)
}
