//! Applications of vendors, and the operator's desk in the console.

mod acceptance;
mod application;
mod complaints;
mod desk;
mod form;
mod invite_codes;
mod judge;
mod letters;
mod sheet;

use api::console::review_path as path;
use serde::Deserialize;
use utoipa::openapi::HttpMethod;

use crate::endpoint::Endpoint;

/// The most bytes of a request with an icon of up to 1 MB in base64.
const ICON: usize = 2 * 1024 * 1024;

/// The most bytes of a request with a form, whose texts may be long.
const FORM: usize = 1024 * 1024;

/// The most bytes of a request with a spreadsheet of up to 4 MB in base64.
const SHEET: usize = 6 * 1024 * 1024;

/// Of which suite a path speaks.
#[derive(Deserialize)]
struct OfSuite {
    suite: String,
}

/// Of what a path speaks.
#[derive(Deserialize)]
struct OfId {
    id: i64,
}

/// Every route.
pub fn endpoints() -> Vec<Endpoint> {
    use HttpMethod::{Delete, Get, Post, Put};
    let mut all = vec![
        Endpoint::new(Get, path::APPLICATION, application::show),
        Endpoint::new(Put, path::APPLICATION, application::save).taking(FORM),
        Endpoint::new(Delete, path::APPLICATION, application::discard),
        Endpoint::new(Get, path::APPLICATION_ICON, application::icon),
        Endpoint::new(Put, path::APPLICATION_ICON, application::set_icon).taking(ICON),
        Endpoint::new(Delete, path::APPLICATION_ICON, application::drop_icon),
        Endpoint::new(Post, path::APPLICATION_SUBMISSION, application::submit),
        Endpoint::new(Delete, path::APPLICATION_SUBMISSION, application::take_back),
        Endpoint::new(Get, path::APPLICATION_SHEET, sheet::download),
        Endpoint::new(Post, path::APPLICATION_UPLOAD, sheet::upload).taking(SHEET),
        Endpoint::new(Get, path::DESK_WAITING, desk::waiting),
        Endpoint::new(Get, path::APPLICATIONS, judge::queue),
        Endpoint::new(Get, path::ONE_APPLICATION, judge::show),
        Endpoint::new(Get, path::ONE_APPLICATION_ICON, judge::icon),
        Endpoint::new(Post, path::APPROVAL, judge::approve),
        Endpoint::new(Post, path::REJECTION, judge::reject),
        Endpoint::new(Get, path::DESK_SUITES, desk::suites),
        Endpoint::new(Put, path::SUSPENSION, desk::suspend),
        Endpoint::new(Post, path::SUSPENSION, desk::resume),
        Endpoint::new(Get, path::DESK_VENDORS, desk::vendors),
        Endpoint::new(Get, path::INVITE_CODES, invite_codes::list),
        Endpoint::new(Post, path::INVITE_CODES, invite_codes::make),
        Endpoint::new(Delete, path::ONE_INVITE_CODE, invite_codes::revoke),
        Endpoint::new(Get, path::COMPLAINTS, complaints::list),
        Endpoint::new(Get, path::COMPLAINT, complaints::show),
        Endpoint::new(Put, path::COMPLAINT_ANSWER, complaints::answer),
        Endpoint::new(Post, path::COMPLAINT_CLOSING, complaints::close),
        Endpoint::new(Delete, path::COMPLAINT_CLOSING, complaints::reopen),
    ];
    all.extend(acceptance::endpoints());
    all
}
