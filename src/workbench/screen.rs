//! Every path of the program, in one place.

/// A page of a team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The workbench.
    Bench,
    /// The invite link.
    Invite,
    /// Who is in the team.
    People,
    /// Its suites.
    Suites,
    /// One of them, by its key.
    Suite(String),
    /// Who may use one of them.
    Scope(String),
    /// Members' requests.
    Requests,
    /// One's notices.
    Notices,
    /// One's account.
    Account,
}

/// Where the person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// A page of a team, perhaps of a certain one.
    Team(Page, Option<String>),
    /// An invite's page.
    Invitation(String),
    /// On the way in.
    Joining(String),
    /// No such page.
    NotFound,
}

impl Screen {
    /// Reads a path with its query.
    pub fn parse(address: &str) -> Self {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let parts: Vec<&str> = path.trim_matches('/').split('/').collect();
        let page = match parts.as_slice() {
            ["join", code] => return Self::Invitation((*code).to_owned()),
            ["join", code, "go"] => return Self::Joining((*code).to_owned()),
            ["workbench"] => Page::Bench,
            ["workbench", "invite"] => Page::Invite,
            ["workbench", "people"] => Page::People,
            ["workbench", "suites"] => Page::Suites,
            ["workbench", "suites", suite] => Page::Suite((*suite).to_owned()),
            ["workbench", "scope", suite] => Page::Scope((*suite).to_owned()),
            ["workbench", "requests"] => Page::Requests,
            ["workbench", "notices"] => Page::Notices,
            ["workbench", "account"] => Page::Account,
            _ => return Self::NotFound,
        };
        let team = query.split('&').find_map(|pair| pair.strip_prefix("team="));
        Self::Team(page, team.map(str::to_owned))
    }

    /// Its path.
    pub fn path(&self) -> String {
        match self {
            Self::Invitation(code) => format!("/join/{code}"),
            Self::Joining(code) => format!("/join/{code}/go"),
            Self::NotFound => "/workbench".to_owned(),
            Self::Team(page, team) => {
                let path = match page {
                    Page::Bench => String::new(),
                    Page::Invite => "/invite".to_owned(),
                    Page::People => "/people".to_owned(),
                    Page::Suites => "/suites".to_owned(),
                    Page::Suite(suite) => format!("/suites/{suite}"),
                    Page::Scope(suite) => format!("/scope/{suite}"),
                    Page::Requests => "/requests".to_owned(),
                    Page::Notices => "/notices".to_owned(),
                    Page::Account => "/account".to_owned(),
                };
                match team {
                    None => format!("/workbench{path}"),
                    Some(team) => format!("/workbench{path}?team={team}"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_reads_back_from_its_path() {
        let pages = [
            Page::Bench,
            Page::Invite,
            Page::People,
            Page::Suites,
            Page::Suite("a".into()),
            Page::Scope("a".into()),
            Page::Requests,
            Page::Notices,
            Page::Account,
        ];
        for page in pages {
            for team in [None, Some("corp1".to_owned())] {
                let screen = Screen::Team(page.clone(), team);
                assert_eq!(Screen::parse(&screen.path()), screen);
            }
        }
        for screen in [
            Screen::Invitation("0123456789AB".into()),
            Screen::Joining("0123456789AB".into()),
        ] {
            assert_eq!(Screen::parse(&screen.path()), screen);
        }
        for path in ["/", "/join", "/join/x/y", "/workbench/x", "/d/x"] {
            assert_eq!(Screen::parse(path), Screen::NotFound, "{path}");
        }
    }
}
