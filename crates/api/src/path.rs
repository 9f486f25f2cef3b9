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
/// `GET ?q=&ids=`: departments and members to choose a scope from, the members with these ids first.
pub const DIRECTORY: &str = "/api/onboardings/{link}/directory";
/// `POST`: asks those who may authorize. `DELETE`: takes that back.
pub const REQUEST: &str = "/api/onboardings/{link}/request";
/// `POST`: reports an error of a page's program.
pub const CLIENT_ERRORS: &str = "/api/client-errors";
/// `GET ?team=`: a team's workbench; without `team`, that of the team one joined last.
pub const WORKBENCH: &str = "/api/workbench";
/// `GET`: one's notices. `POST`: they are read.
pub const NOTICES: &str = "/api/notices";
/// `GET`: what deleting one's account means. `DELETE`: deletes it.
pub const ACCOUNT: &str = "/api/account";
/// `GET`: where an invite leads. `POST`: joins. `DELETE`: takes the wish to join back.
pub const INVITATION: &str = "/api/invites/{code}";
/// `POST`: accepts an invitation of one's number, or declines it.
pub const INVITED: &str = "/api/invitations/{id}";

/// `GET ?seen=`: answers once a team's `changes` are more than those seen, or after some seconds.
pub const CHANGES: &str = "/api/teams/{corpid}/changes";
/// `GET`: the team's suites that one sees.
pub const SUITES: &str = "/api/teams/{corpid}/suites";
/// `GET`: one of them.
pub const SUITE: &str = "/api/teams/{corpid}/suites/{suite}";
/// `POST`: reports a problem about it.
pub const REPORTS: &str = "/api/teams/{corpid}/suites/{suite}/reports";
/// `PUT`: rates its version.
pub const RATING: &str = "/api/teams/{corpid}/suites/{suite}/rating";
/// `PUT`: sets who may use it.
pub const SUITE_SCOPE: &str = "/api/teams/{corpid}/suites/{suite}/scope";
/// `GET ?q=&ids=`: departments and members of the team to choose it from, the members with these ids first, or those chosen
/// now.
pub const SUITE_DIRECTORY: &str = "/api/teams/{corpid}/suites/{suite}/directory";
/// `PUT`: disables or enables it.
pub const SUITE_SWITCH: &str = "/api/teams/{corpid}/suites/{suite}/switch";
/// `POST`: withdraws its authorization.
pub const SUITE_WITHDRAW: &str = "/api/teams/{corpid}/suites/{suite}/withdraw";
/// `POST`: begins to authorize it again.
pub const SUITE_AGAIN: &str = "/api/teams/{corpid}/suites/{suite}/authorize";
/// `DELETE`: leaves the team.
pub const MEMBERSHIP: &str = "/api/teams/{corpid}/membership";
/// `GET`: the invite link. `POST`: renews it. `PUT`: sets whether joining needs approval.
pub const INVITE: &str = "/api/teams/{corpid}/invite";
/// `GET ?q=`: who is in the team, and who wants to be.
pub const PEOPLE: &str = "/api/teams/{corpid}/people";
/// `POST`: lets somebody in, or not.
pub const JOIN: &str = "/api/teams/{corpid}/joins/{id}";
/// `PUT`: makes a member an admin, or not. `DELETE`: takes them out.
pub const MEMBER: &str = "/api/teams/{corpid}/people/{id}";
/// `PUT`: makes a member the owner.
pub const OWNER: &str = "/api/teams/{corpid}/owner";
/// `GET`: members' requests for suites.
pub const REQUESTS: &str = "/api/teams/{corpid}/requests";
/// `POST`: begins to authorize what was asked for.
pub const REQUEST_APPROVE: &str = "/api/teams/{corpid}/requests/{id}/authorize";
/// `POST`: declines.
pub const REQUEST_DECLINE: &str = "/api/teams/{corpid}/requests/{id}/decline";

/// A suite's icon, not part of the JSON API.
pub const SUITE_ICON: &str = "/icons/suite/{suite}";
/// An app's icon, not part of the JSON API.
pub const APP_ICON: &str = "/icons/app/{id}";

/// Fills a part such as `{link}` of a path. By whole parts: searching for a text within a text would
/// be 2 KB more on the phone.
pub fn fill(path: &str, part: &str, value: &str) -> String {
    let mut filled = String::new();
    for (at, old) in path.split('/').enumerate() {
        if at > 0 {
            filled.push('/');
        }
        filled.push_str(if old == part { value } else { old });
    }
    filled
}

/// Fills a team's id into a path.
pub fn of_team(path: &str, corpid: &str) -> String {
    fill(path, "{corpid}", corpid)
}

/// Fills a team's id and a suite's key into a path.
pub fn of_suite(path: &str, corpid: &str, suite: &str) -> String {
    fill(&of_team(path, corpid), "{suite}", suite)
}

/// Fills a team's id and a number into a path.
pub fn of_item(path: &str, corpid: &str, id: i64) -> String {
    fill(&of_team(path, corpid), "{id}", &id.to_string())
}

/// Fills an invite's code into a path.
pub fn of_invite(path: &str, code: &str) -> String {
    fill(path, "{code}", code)
}

/// Fills the number of an invitation into a path.
pub fn of_invited(path: &str, id: i64) -> String {
    fill(path, "{id}", &id.to_string())
}

/// Fills a link's token into a path.
pub fn of_link(path: &str, link: &str) -> String {
    fill(path, "{link}", link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_filled_part_by_part_and_nothing_else_of_it_changes() {
        assert_eq!(of_link(ONBOARDING, "ABC"), "/api/onboardings/ABC");
        assert_eq!(
            of_suite(SUITE_SCOPE, "ding1", "crm"),
            "/api/teams/ding1/suites/crm/scope"
        );
        assert_eq!(of_item(JOIN, "ding1", 7), "/api/teams/ding1/joins/7");
        assert_eq!(of_link("/no/part", "ABC"), "/no/part");
    }
}
