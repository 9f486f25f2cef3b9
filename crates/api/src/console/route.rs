//! The routes of the console with what they need.

use domain::account::Permission::{EditMembers, EditOperators, EditVendor, SeeAudit, SeeVendor};

use super::acceptance_route::{ACCEPTANCE_ROUTES, OWN_ACCEPTANCE_ROUTES};
use super::path::*;
use super::review_route::{APPLICATION_ROUTES, DESK_ROUTES};
use super::vendor_route::*;
use crate::route::Needs::{Account, FirstFactor, May, Nothing};
use crate::route::{Route, route};

/// All of them, part by part.
pub const ROUTES: &[&[Route]] = &[
    &ACCOUNT_ROUTES,
    &SUITE_ROUTES,
    &SERIAL_ROUTES,
    &LINK_ROUTES,
    &LINK_BATCH_ROUTES,
    &SANDBOX_ROUTES,
    &FUNNEL_ROUTES,
    &CUSTOMER_ROUTES,
    &APPLICATION_ROUTES,
    &DESK_ROUTES,
    &OWN_ACCEPTANCE_ROUTES,
    &ACCEPTANCE_ROUTES,
];

/// Accounts, members and operators.
const ACCOUNT_ROUTES: [Route; 32] = [
    route("POST", ACCOUNTS, Nothing, "Sign up"),
    route("POST", CONFIRM, Nothing, "Confirm an e-mail address"),
    route("POST", SESSION, Nothing, "Sign in"),
    route("DELETE", SESSION, Nothing, "Sign out"),
    route("POST", FORGOTTEN, Nothing, "Ask for another password"),
    route("POST", RESET, Nothing, "Set another password"),
    route("POST", INVITATION, Nothing, "See an invitation"),
    route("POST", INVITATION_ACCEPT, Nothing, "Accept an invitation"),
    route("GET", ME, FirstFactor, "See who is signed in"),
    route("PUT", ME, Account, "Change one's name"),
    route("PUT", PASSWORD, Account, "Change one's password"),
    route("GET", SESSIONS, Account, "See one's sessions"),
    route("DELETE", SESSIONS, Account, "End one's other sessions"),
    route("DELETE", ONE_SESSION, Account, "End a session of one's own"),
    route(
        "POST",
        TOTP,
        FirstFactor,
        "Begin to set up the second factor",
    ),
    route("PUT", TOTP, FirstFactor, "Switch the second factor on"),
    route("POST", TOTP_OFF, Account, "Switch the second factor off"),
    route("GET", VENDOR, May(SeeVendor), "See one's vendor"),
    route("PUT", VENDOR, May(EditVendor), "Change one's vendor"),
    route("GET", MEMBERS, May(SeeVendor), "See the vendor's members"),
    route("POST", MEMBERS, May(EditMembers), "Invite a member"),
    route("PUT", ONE_MEMBER, May(EditMembers), "Set a member's role"),
    route("DELETE", ONE_MEMBER, May(EditMembers), "Take a member out"),
    route(
        "POST",
        MEMBER_INVITATION,
        May(EditMembers),
        "Mail a member's invitation again",
    ),
    route(
        "DELETE",
        MEMBER_INVITATION,
        May(EditMembers),
        "Take a member's invitation back",
    ),
    route("GET", OPERATORS, May(EditOperators), "See the operators"),
    route("POST", OPERATORS, May(EditOperators), "Invite an operator"),
    route(
        "PUT",
        ONE_OPERATOR,
        May(EditOperators),
        "Set an operator's role",
    ),
    route(
        "DELETE",
        ONE_OPERATOR,
        May(EditOperators),
        "Take an operator out",
    ),
    route(
        "POST",
        OPERATOR_INVITATION,
        May(EditOperators),
        "Mail an operator's invitation again",
    ),
    route(
        "DELETE",
        OPERATOR_INVITATION,
        May(EditOperators),
        "Take an operator's invitation back",
    ),
    route("GET", AUDIT, May(SeeAudit), "Search the audit log"),
];
