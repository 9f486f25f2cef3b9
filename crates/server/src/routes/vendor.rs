//! A vendor's suites in the console, with their serials, links and customers. What isn't the vendor's is not found.

pub(super) mod checks;
mod customer_lists;
mod customers;
mod funnel;
pub(super) mod input;
mod link_batches;
mod links;
mod refused;
pub(super) mod sandbox;
mod serial_files;
mod serials;
pub(super) mod suite_fields;
mod suites;

use api::console::vendor_path as path;
use serde::Deserialize;
use utoipa::openapi::HttpMethod;

use crate::endpoint::Endpoint;

/// The most bytes of a request with a picture or a file of up to 8 MB in base64.
const FILE: usize = 12 * 1024 * 1024;

/// The most bytes of a request with an icon of up to 1 MB in base64.
const ICON: usize = 2 * 1024 * 1024;

/// Of which suite a path speaks.
#[derive(Deserialize)]
pub(super) struct OfSuite {
    suite: String,
}

/// Of what of a suite a path speaks.
#[derive(Deserialize)]
pub(super) struct OfItem {
    suite: String,
    id: i64,
}

/// Every route.
pub fn endpoints() -> Vec<Endpoint> {
    use HttpMethod::{Delete, Get, Post, Put};
    vec![
        Endpoint::new(Get, path::SUITES, suites::list),
        Endpoint::new(Post, path::SUITES, suites::create).taking(ICON),
        Endpoint::new(Get, path::SUITE, suites::show),
        Endpoint::new(Put, path::SUITE, suites::change),
        Endpoint::new(Put, path::SUITE_ICON, suites::set_icon).taking(ICON),
        Endpoint::new(Post, path::APPS, suites::add_app).taking(ICON),
        Endpoint::new(Put, path::APP, suites::change_app).taking(ICON),
        Endpoint::new(Delete, path::APP, suites::remove_app),
        Endpoint::new(Put, path::SUITE_CALLBACK, suites::set_callback),
        Endpoint::new(Put, path::SUITE_WHITELIST, suites::set_whitelist),
        Endpoint::new(Post, path::SUITE_SECRETS, suites::make_secrets),
        Endpoint::new(Get, path::SUITE_CHECK, checks::show),
        Endpoint::new(Post, path::SUITE_CHECK, checks::begin),
        Endpoint::new(Post, path::ICON_CHECK, checks::icon).taking(FILE),
        Endpoint::new(Get, path::SERIALS, serials::list),
        Endpoint::new(Post, path::SERIALS, serials::issue),
        Endpoint::new(Get, path::SERIAL_BATCHES, serials::batches),
        Endpoint::new(Post, path::SERIAL_BATCH_REVOKE, serials::revoke_batch),
        Endpoint::new(Delete, path::SERIAL_BATCH_REVOKE, serials::restore_batch),
        Endpoint::new(Get, path::SERIAL_EXPORT, serial_files::export),
        Endpoint::new(Post, path::SERIAL_PREVIEW, serial_files::preview).taking(FILE),
        Endpoint::new(Post, path::SERIAL_IMPORT, serial_files::import).taking(FILE),
        Endpoint::new(Post, path::SERIAL_REVOKE, serials::revoke),
        Endpoint::new(Delete, path::SERIAL_REVOKE, serials::restore),
        Endpoint::new(Put, path::SERIAL_TEAM, serials::reassign),
        Endpoint::new(Get, path::LINKS, links::list),
        Endpoint::new(Post, path::LINKS, links::create),
        Endpoint::new(Get, path::LINK, links::show),
        Endpoint::new(Post, path::LINK_REVOKE, links::revoke),
        Endpoint::new(Delete, path::LINK_REVOKE, links::restore),
        Endpoint::new(Get, path::LINK_FILE, links::file),
        Endpoint::new(Get, path::LINK_BATCHES, link_batches::list),
        Endpoint::new(Post, path::LINK_BATCHES, link_batches::create).taking(FILE),
        Endpoint::new(Post, path::LINK_BATCH_PREVIEW, link_batches::preview).taking(FILE),
        Endpoint::new(Post, path::LINK_BATCH_REVOKE, link_batches::revoke),
        Endpoint::new(Delete, path::LINK_BATCH_REVOKE, link_batches::restore),
        Endpoint::new(Get, path::LINK_BATCH_FILE, link_batches::file),
        Endpoint::new(Get, path::SANDBOX, sandbox::show),
        Endpoint::new(Post, path::TEST_LINKS, sandbox::make_link),
        Endpoint::new(Delete, path::TEST_LINK, sandbox::remove_link),
        Endpoint::new(Post, path::TEST_SERIALS, sandbox::issue_serials),
        Endpoint::new(Delete, path::TEST_TEAM, sandbox::remove_team),
        Endpoint::new(Get, path::SUMMARY, funnel::summary),
        Endpoint::new(Get, path::FUNNEL, funnel::show),
        Endpoint::new(Get, path::FUNNEL_CSV, funnel::csv),
        Endpoint::new(Get, path::CUSTOMERS, customers::list),
        Endpoint::new(Get, path::CUSTOMER, customers::show),
        Endpoint::new(Get, path::CALLBACKS, customers::callbacks),
        Endpoint::new(Get, path::CALLBACK, customers::callback),
        Endpoint::new(Post, path::CALLBACK_PUSH, customers::push),
    ]
}
