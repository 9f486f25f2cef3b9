//! Every path of the program, in one place.

use domain::task::Task;
use domain::word::Word;

/// Where the person is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The guide page of a link.
    Guide(String),
    /// The page of a task.
    Task(String, Task),
    /// No such page.
    NotFound,
}

impl Screen {
    /// Reads a path with its query.
    pub fn parse(address: &str) -> Self {
        let path = address.split('?').next().unwrap_or_default();
        let mut parts = path.trim_matches('/').split('/');
        match (parts.next(), parts.next(), parts.next(), parts.next()) {
            // A code's address is in upper case.
            (Some("d" | "D"), Some(link), None, None) => Self::Guide(link.to_owned()),
            (Some("d" | "D"), Some(link), Some(task), None) => Task::from_word(task)
                .map_or(Self::NotFound, |task| Self::Task(link.to_owned(), task)),
            _ => Self::NotFound,
        }
    }

    /// Its path.
    pub fn path(&self) -> String {
        match self {
            Self::Guide(link) => format!("/d/{link}"),
            Self::Task(link, task) => format!("/d/{link}/{}", task.word()),
            Self::NotFound => "/workbench".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_screen_reads_back_from_its_path() {
        for screen in [
            Screen::Guide("0123456789AB".into()),
            Screen::Task("0123456789AB".into(), Task::SignIn),
            Screen::Task("0123456789AB".into(), Task::Custom(2)),
        ] {
            assert_eq!(Screen::parse(&screen.path()), screen);
        }
        for path in ["/", "/d", "/d/x/nonsense", "/d/x/team/y", "/elsewhere"] {
            assert_eq!(Screen::parse(path), Screen::NotFound, "{path}");
        }
    }
}
