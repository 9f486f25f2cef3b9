//! The routes of the console for a vendor's suites, with what they need.

use domain::account::Permission::{
    EditLinks, EditSerials, EditSuites, PushEvents, RotateSecrets, SeeVendor,
};

use super::vendor_path::*;
use crate::route::Needs::May;
use crate::route::{Route, route};

/// Suites, their apps, their vendor's server.
pub const SUITE_ROUTES: [Route; 14] = [
    route("GET", SUITES, May(SeeVendor), "See the vendor's suites"),
    route("POST", SUITES, May(EditSuites), "Make a suite"),
    route("GET", SUITE, May(SeeVendor), "See a suite"),
    route("PUT", SUITE, May(EditSuites), "Change a suite"),
    route("PUT", SUITE_ICON, May(EditSuites), "Set a suite's icon"),
    route("POST", APPS, May(EditSuites), "Add an app"),
    route("PUT", APP, May(EditSuites), "Change an app"),
    route("DELETE", APP, May(EditSuites), "Remove an app"),
    route(
        "PUT",
        SUITE_CALLBACK,
        May(EditSuites),
        "Set the callback URL",
    ),
    route(
        "PUT",
        SUITE_WHITELIST,
        May(EditSuites),
        "Set from where the vendor may call",
    ),
    route(
        "POST",
        SUITE_SECRETS,
        May(RotateSecrets),
        "Make a suite's secrets",
    ),
    route(
        "GET",
        SUITE_CHECK,
        May(SeeVendor),
        "See the last check of the vendor's server",
    ),
    route(
        "POST",
        SUITE_CHECK,
        May(EditSuites),
        "Check the vendor's server",
    ),
    route(
        "POST",
        ICON_CHECK,
        May(SeeVendor),
        "Check a picture for an icon",
    ),
];

/// Serials.
pub const SERIAL_ROUTES: [Route; 11] = [
    route("GET", SERIALS, May(SeeVendor), "See a suite's serials"),
    route("POST", SERIALS, May(EditSerials), "Issue serials"),
    route(
        "GET",
        SERIAL_BATCHES,
        May(SeeVendor),
        "See batches of serials",
    ),
    route(
        "POST",
        SERIAL_BATCH_REVOKE,
        May(EditSerials),
        "Take a batch of serials back",
    ),
    route("DELETE", SERIAL_BATCH_REVOKE, May(EditSerials), "Undo that"),
    route("GET", SERIAL_EXPORT, May(SeeVendor), "Export serials"),
    route(
        "POST",
        SERIAL_PREVIEW,
        May(EditSerials),
        "See what a file of serials holds",
    ),
    route("POST", SERIAL_IMPORT, May(EditSerials), "Import serials"),
    route(
        "POST",
        SERIAL_REVOKE,
        May(EditSerials),
        "Take a serial back",
    ),
    route("DELETE", SERIAL_REVOKE, May(EditSerials), "Undo that"),
    route(
        "PUT",
        SERIAL_TEAM,
        May(EditSerials),
        "Move a serial to another team",
    ),
];

/// Links.
pub const LINK_ROUTES: [Route; 6] = [
    route("GET", LINKS, May(SeeVendor), "See a suite's links"),
    route("POST", LINKS, May(EditLinks), "Make a link"),
    route("GET", LINK, May(SeeVendor), "See a link"),
    route("POST", LINK_REVOKE, May(EditLinks), "Take a link back"),
    route("DELETE", LINK_REVOKE, May(EditLinks), "Undo that"),
    route(
        "GET",
        LINK_FILE,
        May(SeeVendor),
        "Get a link's code or poster",
    ),
];

/// Batches of links.
pub const LINK_BATCH_ROUTES: [Route; 6] = [
    route("GET", LINK_BATCHES, May(SeeVendor), "See batches of links"),
    route(
        "POST",
        LINK_BATCHES,
        May(EditLinks),
        "Make a batch of links",
    ),
    route(
        "POST",
        LINK_BATCH_PREVIEW,
        May(EditLinks),
        "See what a list of customers holds",
    ),
    route(
        "POST",
        LINK_BATCH_REVOKE,
        May(EditLinks),
        "Take a batch of links back",
    ),
    route("DELETE", LINK_BATCH_REVOKE, May(EditLinks), "Undo that"),
    route(
        "GET",
        LINK_BATCH_FILE,
        May(SeeVendor),
        "Get a batch's codes",
    ),
];

/// The sandbox.
pub const SANDBOX_ROUTES: [Route; 5] = [
    route("GET", SANDBOX, May(SeeVendor), "See a suite's sandbox"),
    route("POST", TEST_LINKS, May(EditLinks), "Make a test link"),
    route("DELETE", TEST_LINK, May(EditLinks), "Remove a test link"),
    route("POST", TEST_SERIALS, May(EditSerials), "Issue test serials"),
    route("DELETE", TEST_TEAM, May(EditLinks), "Remove a test team"),
];

/// The funnel.
pub const FUNNEL_ROUTES: [Route; 3] = [
    route("GET", SUMMARY, May(SeeVendor), "See how the live suites do"),
    route("GET", FUNNEL, May(SeeVendor), "See a suite's funnel"),
    route("GET", FUNNEL_CSV, May(SeeVendor), "Get it as CSV"),
];

/// Customers, and what was pushed.
pub const CUSTOMER_ROUTES: [Route; 5] = [
    route("GET", CUSTOMERS, May(SeeVendor), "See a suite's customers"),
    route("GET", CUSTOMER, May(SeeVendor), "See a customer"),
    route(
        "GET",
        CALLBACKS,
        May(SeeVendor),
        "See what was pushed to the vendor's server",
    ),
    route(
        "GET",
        CALLBACK,
        May(SeeVendor),
        "See an event with its attempts",
    ),
    route(
        "POST",
        CALLBACK_PUSH,
        May(PushEvents),
        "Push an event again",
    ),
];
