//! The routes of the console for applications and for the operator's desk, with what they need.

use domain::account::Permission::{
    AnswerComplaints, Apply, IssueInviteCodes, Review, SeeAllVendors, SeeVendor, SuspendSuites,
};

use super::review_path::*;
use crate::route::Needs::May;
use crate::route::{Route, route};

/// A vendor's applications.
pub const APPLICATION_ROUTES: [Route; 10] = [
    route("GET", APPLICATION, May(SeeVendor), "See an application"),
    route("PUT", APPLICATION, May(Apply), "Save an application"),
    route("DELETE", APPLICATION, May(Apply), "Discard an application"),
    route("GET", APPLICATION_ICON, May(SeeVendor), "See its icon"),
    route("PUT", APPLICATION_ICON, May(Apply), "Set its icon"),
    route(
        "DELETE",
        APPLICATION_ICON,
        May(Apply),
        "Take the suite's icon for it",
    ),
    route(
        "POST",
        APPLICATION_SUBMISSION,
        May(Apply),
        "Submit an application",
    ),
    route(
        "DELETE",
        APPLICATION_SUBMISSION,
        May(Apply),
        "Take an application back",
    ),
    route(
        "GET",
        APPLICATION_SHEET,
        May(SeeVendor),
        "Get an application as a spreadsheet",
    ),
    route(
        "POST",
        APPLICATION_UPLOAD,
        May(Apply),
        "Read an application from a spreadsheet",
    ),
];

/// The operator's desk.
pub const DESK_ROUTES: [Route; 18] = [
    route(
        "GET",
        DESK_WAITING,
        May(SeeAllVendors),
        "See how much waits for an operator",
    ),
    route(
        "GET",
        APPLICATIONS,
        May(SeeAllVendors),
        "See the applications of all vendors",
    ),
    route(
        "GET",
        ONE_APPLICATION,
        May(SeeAllVendors),
        "See an application with all that it is judged by",
    ),
    route(
        "GET",
        ONE_APPLICATION_ICON,
        May(SeeAllVendors),
        "See an application's icon",
    ),
    route("POST", APPROVAL, May(Review), "Approve an application"),
    route("POST", REJECTION, May(Review), "Reject an application"),
    route(
        "GET",
        DESK_SUITES,
        May(SeeAllVendors),
        "See the suites of all vendors",
    ),
    route("PUT", SUSPENSION, May(SuspendSuites), "Suspend a suite"),
    route("POST", SUSPENSION, May(SuspendSuites), "Resume a suite"),
    route("GET", DESK_VENDORS, May(SeeAllVendors), "See all vendors"),
    route(
        "GET",
        INVITE_CODES,
        May(IssueInviteCodes),
        "See the invite codes",
    ),
    route(
        "POST",
        INVITE_CODES,
        May(IssueInviteCodes),
        "Make an invite code",
    ),
    route(
        "DELETE",
        ONE_INVITE_CODE,
        May(IssueInviteCodes),
        "Revoke an invite code",
    ),
    route("GET", COMPLAINTS, May(AnswerComplaints), "See complaints"),
    route("GET", COMPLAINT, May(AnswerComplaints), "See a complaint"),
    route(
        "PUT",
        COMPLAINT_ANSWER,
        May(AnswerComplaints),
        "Answer a complaint",
    ),
    route(
        "POST",
        COMPLAINT_CLOSING,
        May(AnswerComplaints),
        "Close a complaint",
    ),
    route(
        "DELETE",
        COMPLAINT_CLOSING,
        May(AnswerComplaints),
        "Open a complaint again",
    ),
];
