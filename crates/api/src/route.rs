//! Every route of the JSON API with what it needs: the server refuses whatever isn't in this table,
//! the tests try it as everybody, and `docs/permissions.md` prints it.

use domain::account;
use domain::role::Permission;

use crate::path::*;

/// What a route needs of the person who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    /// Nothing.
    Nothing,
    /// Somebody who is signed in.
    SignIn,
    /// A member of the path's team who may do this.
    Right(Permission),
    /// Somebody who is signed in to the console, also an operator who hasn't set up the second factor yet.
    FirstFactor,
    /// Somebody who is signed in to the console.
    Account,
    /// Somebody who is signed in to the console, and may do this there.
    May(account::Permission),
}

/// A route.
#[derive(Clone, Copy, Debug)]
pub struct Route {
    /// The HTTP method.
    pub method: &'static str,
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// What it needs.
    pub needs: Needs,
    /// What it does.
    pub what: &'static str,
}

pub(crate) const fn route(
    method: &'static str,
    path: &'static str,
    needs: Needs,
    what: &'static str,
) -> Route {
    Route {
        method,
        path,
        needs,
        what,
    }
}

use Needs::{Nothing, Right, SignIn};

/// Those of the pages.
pub const ROUTES: [Route; 47] = [
    route("POST", CODES, Nothing, "Send a one-time code"),
    route("POST", SESSION, Nothing, "Sign in"),
    route("DELETE", SESSION, Nothing, "Sign out"),
    route("GET", GUIDE, Nothing, "See what a deploy link deploys"),
    route("GET", ONBOARDING, SignIn, "See one's own onboarding"),
    route("POST", ONBOARDING, SignIn, "Begin an onboarding"),
    route("POST", TEAM, SignIn, "Create or pick its team"),
    route("POST", SERIAL, SignIn, "Redeem a serial in it"),
    route(
        "POST",
        AUTHORIZE,
        SignIn,
        "Authorize in it, if the team lets one",
    ),
    route("POST", SCOPE, SignIn, "Set the scope in it"),
    route("POST", CUSTOM, SignIn, "Finish a task of the vendor's"),
    route("POST", START, SignIn, "Start"),
    route("GET", DIRECTORY, SignIn, "Search the directory of its team"),
    route("POST", REQUEST, SignIn, "Ask those who may authorize"),
    route("DELETE", REQUEST, SignIn, "Take one's request back"),
    route("POST", CLIENT_ERRORS, Nothing, "Report an error of a page"),
    route("GET", WORKBENCH, SignIn, "Open one's workbench"),
    route("GET", NOTICES, SignIn, "Read one's notices"),
    route("POST", NOTICES, SignIn, "Mark one's notices as read"),
    route(
        "GET",
        ACCOUNT,
        SignIn,
        "See what deleting one's account means",
    ),
    route("DELETE", ACCOUNT, SignIn, "Delete one's account"),
    route("GET", INVITATION, Nothing, "See where an invite leads"),
    route("POST", INVITATION, SignIn, "Join, or ask to"),
    route("DELETE", INVITATION, SignIn, "Take the wish to join back"),
    route(
        "POST",
        INVITED,
        SignIn,
        "Accept an invitation of one's number, or decline it",
    ),
    route(
        "GET",
        CHANGES,
        Right(Permission::UseApps),
        "Wait for changes on the workbench",
    ),
    route(
        "GET",
        SUITES,
        Right(Permission::UseApps),
        "See the team's suites in one's scope",
    ),
    route(
        "GET",
        SUITE,
        Right(Permission::UseApps),
        "See a suite in one's scope",
    ),
    route(
        "POST",
        REPORTS,
        Right(Permission::Judge),
        "Report a problem",
    ),
    route(
        "PUT",
        RATING,
        Right(Permission::Judge),
        "Rate a suite's version",
    ),
    route(
        "DELETE",
        MEMBERSHIP,
        Right(Permission::Leave),
        "Leave the team (never the owner)",
    ),
    route(
        "GET",
        INVITE,
        Right(Permission::Invite),
        "Show the invite link",
    ),
    route(
        "POST",
        INVITE,
        Right(Permission::SetInvite),
        "Renew the invite link",
    ),
    route(
        "PUT",
        INVITE,
        Right(Permission::SetInvite),
        "Set whether joining needs approval",
    ),
    route(
        "GET",
        PEOPLE,
        Right(Permission::SeePeople),
        "See the people",
    ),
    route(
        "POST",
        JOIN,
        Right(Permission::Admit),
        "Let somebody in, or not",
    ),
    route(
        "DELETE",
        MEMBER,
        Right(Permission::Remove),
        "Take out somebody of a lesser role",
    ),
    route(
        "PUT",
        MEMBER,
        Right(Permission::SetRole),
        "Make somebody an admin, or not",
    ),
    route(
        "PUT",
        OWNER,
        Right(Permission::HandOver),
        "Hand the team over",
    ),
    route(
        "GET",
        REQUESTS,
        Right(Permission::Authorize),
        "See members' requests",
    ),
    route(
        "POST",
        REQUEST_APPROVE,
        Right(Permission::Authorize),
        "Begin to authorize a request",
    ),
    route(
        "POST",
        REQUEST_DECLINE,
        Right(Permission::Authorize),
        "Decline a request",
    ),
    route(
        "GET",
        SUITE_DIRECTORY,
        Right(Permission::SetScope),
        "Search the directory for a suite's scope",
    ),
    route(
        "PUT",
        SUITE_SCOPE,
        Right(Permission::SetScope),
        "Change a suite's scope",
    ),
    route(
        "PUT",
        SUITE_SWITCH,
        Right(Permission::Switch),
        "Disable or enable a suite",
    ),
    route(
        "POST",
        SUITE_WITHDRAW,
        Right(Permission::Withdraw),
        "Withdraw an authorization",
    ),
    route(
        "POST",
        SUITE_AGAIN,
        Right(Permission::Authorize),
        "Begin to authorize again",
    ),
];

/// All of them: those of the pages, then those of the console.
pub fn all() -> impl Iterator<Item = &'static Route> {
    #[cfg(feature = "console")]
    let of_console = crate::console::route::ROUTES;
    #[cfg(not(feature = "console"))]
    let of_console: &[&[Route]] = &[];
    ROUTES.iter().chain(of_console.iter().copied().flatten())
}

/// Why there is no route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoRoute {
    /// Nothing has this path.
    Path,
    /// The path has other methods: these, as `Allow` names them.
    Method(String),
}

/// The route of a method and a path as it stands in the table.
///
/// # Errors
///
/// Whether it is the path or the method that isn't in it.
pub fn find(method: &str, path: &str) -> Result<&'static Route, NoRoute> {
    // A HEAD is a GET without its answer.
    let asked = if method == "HEAD" { "GET" } else { method };
    let of_path = || all().filter(|route| route.path == path);
    if let Some(route) = of_path().find(|route| route.method == asked) {
        return Ok(route);
    }
    let named = of_path().map(|route| match route.method {
        "GET" => "GET,HEAD",
        method => method,
    });
    match named.collect::<Vec<_>>() {
        methods if methods.is_empty() => Err(NoRoute::Path),
        methods => Err(NoRoute::Method(methods.join(","))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_route_is_found_by_its_method_and_path_alone() {
        let found = |method, path| find(method, path).map(|route| (route.method, route.path));
        assert_eq!(found("GET", INVITE), Ok(("GET", INVITE)));
        assert_eq!(found("HEAD", INVITE), Ok(("GET", INVITE)));
        assert_eq!(found("PUT", INVITE), Ok(("PUT", INVITE)));
        let others = |methods: &str| Err(NoRoute::Method(methods.to_owned()));
        assert_eq!(found("DELETE", INVITE), others("GET,HEAD,POST,PUT"));
        assert_eq!(found("HEAD", SESSION), others("POST,DELETE"));
        assert_eq!(found("get", WORKBENCH), others("GET,HEAD"));
        assert_eq!(found("GET", "/api/nothing"), Err(NoRoute::Path));
    }
}
