//! Every path of the JSON API, in one place; `{link}` stands for a link's token.

/// `POST`: sends a one-time code to a number.
pub const CODES: &str = "/api/codes";
/// `POST`: signs in with a number and its code. `DELETE`: signs out.
pub const SESSION: &str = "/api/session";
/// `GET`: what the guide page of a link shows.
pub const GUIDE: &str = "/api/links/{link}";
/// `GET`: the signed-in person's onboarding through a link. `POST`: begins it.
pub const ONBOARDING: &str = "/api/onboardings/{link}";
/// `POST`: creates or picks a team.
pub const TEAM: &str = "/api/onboardings/{link}/team";
/// `POST`: redeems a serial.
pub const SERIAL: &str = "/api/onboardings/{link}/serial";
/// `POST`: authorizes the suite.
pub const AUTHORIZE: &str = "/api/onboardings/{link}/authorize";
/// `POST`: sets the scope.
pub const SCOPE: &str = "/api/onboardings/{link}/scope";
/// `POST`: marks the ISV's own task as done.
pub const CUSTOM: &str = "/api/onboardings/{link}/tasks/{place}";
/// `POST`: starts.
pub const START: &str = "/api/onboardings/{link}/start";
/// `GET ?q=`: departments and members to choose a scope from.
pub const DIRECTORY: &str = "/api/onboardings/{link}/directory";
/// `GET ?team=`: a team's workbench; without `team`, that of the team one started last.
pub const WORKBENCH: &str = "/api/workbench";

/// Fills a link's token into a path.
pub fn of_link(path: &str, link: &str) -> String {
    path.replace("{link}", link)
}
