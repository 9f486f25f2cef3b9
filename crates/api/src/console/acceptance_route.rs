//! The routes of the console for acceptance with what they need.

use domain::account::Permission::{Apply, Review, SeeAllVendors, SeeVendor};

use super::acceptance_path::*;
use crate::route::Needs::May;
use crate::route::{Route, route};

/// A vendor's own.
pub const OWN_ACCEPTANCE_ROUTES: [Route; 8] = [
    route("GET", ROAD, May(SeeVendor), "See the road of a suite"),
    route(
        "GET",
        ACCEPTANCE,
        May(SeeVendor),
        "See the acceptance of a suite",
    ),
    route("PUT", ACCEPTANCE, May(Apply), "Save a self-check"),
    route(
        "POST",
        ACCEPTANCE_SUBMISSION,
        May(Apply),
        "Hand a version in for acceptance",
    ),
    route(
        "DELETE",
        ACCEPTANCE_SUBMISSION,
        May(Apply),
        "Take a version back",
    ),
    route("GET", DEFECTS, May(SeeVendor), "See the defects of a suite"),
    route(
        "PUT",
        DEFECT_PLAN,
        May(Apply),
        "Submit the plan for a defect",
    ),
    route(
        "POST",
        DEFECT_MENDED,
        May(Apply),
        "Say that a defect is mended",
    ),
];

/// The operators'.
pub const ACCEPTANCE_ROUTES: [Route; 13] = [
    route(
        "GET",
        ACCEPTANCES,
        May(SeeAllVendors),
        "See the acceptances of all vendors",
    ),
    route(
        "GET",
        ONE_ACCEPTANCE,
        May(SeeAllVendors),
        "See an acceptance with all that it is judged by",
    ),
    route("PUT", QUALITY, May(Review), "Record the quality part"),
    route("PUT", SECURITY, May(Review), "Record the security part"),
    route("POST", ROUND_DEFECTS, May(Review), "Record a defect"),
    route("DELETE", ROUND_DEFECT, May(Review), "Take a defect out"),
    route("POST", VERDICT, May(Review), "Close a round of acceptance"),
    route(
        "GET",
        DESK_ROAD,
        May(SeeAllVendors),
        "See the road of any suite",
    ),
    route(
        "GET",
        DESK_DEFECTS,
        May(SeeAllVendors),
        "See the defects that were found later",
    ),
    route(
        "POST",
        DESK_DEFECTS,
        May(Review),
        "Record a defect that was found later",
    ),
    route("GET", DESK_DEFECT, May(SeeAllVendors), "See one of them"),
    route("POST", DEFECT_CLOSING, May(Review), "Close a defect"),
    route(
        "POST",
        DEFECT_RETURN,
        May(Review),
        "Return a defect that is still there",
    ),
];
