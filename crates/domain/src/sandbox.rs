//! The sandbox of a suite: links, serials and teams to try it with, before it is approved and later.

use thiserror::Error;

use crate::time::Span;

/// The most test teams that a suite has at once.
pub const MAX_TEAMS: u32 = 3;
/// The most test links that a suite has at once.
pub const MAX_LINKS: u32 = 5;
/// The most test serials of a suite. One is free again once its team is removed, so they don't run out.
pub const MAX_SERIALS: u32 = 20;
/// How long a test link holds.
pub const LINK_LIFETIME: Span = Span::days(30);
/// What the name of a test team begins with, for its people as for the vendor's server.
pub const MARK: &str = "【测试】";

/// Why nothing is made for a sandbox.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SandboxRefusal {
    /// It has all its links.
    #[error("a suite has {MAX_LINKS} test links at most")]
    Links,
    /// So many serials are left to be issued.
    #[error("a suite has {MAX_SERIALS} test serials at most, so {0} are left")]
    Serials(u32),
}

/// How many test serials may be issued where there are so many.
pub fn serials_left(present: u32) -> u32 {
    MAX_SERIALS.saturating_sub(present)
}

/// Whether a test link may be made where there are so many.
///
/// # Errors
///
/// [`SandboxRefusal::Links`].
pub fn check_link(present: u32) -> Result<(), SandboxRefusal> {
    match present < MAX_LINKS {
        true => Ok(()),
        false => Err(SandboxRefusal::Links),
    }
}

/// Whether so many test serials may be issued where there are so many.
///
/// # Errors
///
/// [`SandboxRefusal::Serials`], also if none are asked for.
pub fn check_serials(asked: u32, present: u32) -> Result<(), SandboxRefusal> {
    let left = serials_left(present);
    match (1..=left).contains(&asked) {
        true => Ok(()),
        false => Err(SandboxRefusal::Serials(left)),
    }
}

/// A name with the mark of tests before it, once.
pub fn marked(typed: &str) -> String {
    match typed.starts_with(MARK) {
        true => typed.to_owned(),
        false => format!("{MARK}{typed}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_suite_has_five_test_links() {
        for (present, may) in [(0, true), (4, true), (5, false), (6, false)] {
            assert_eq!(check_link(present).is_ok(), may, "{present}");
        }
    }

    #[test]
    fn a_suite_has_twenty_test_serials() {
        for (asked, present, left) in [
            (1, 0, None),
            (20, 0, None),
            (21, 0, Some(20)),
            (0, 0, Some(20)),
            (5, 15, None),
            (6, 15, Some(5)),
            (1, 20, Some(0)),
            (1, 25, Some(0)),
        ] {
            let refused = left.map(SandboxRefusal::Serials);
            assert_eq!(
                check_serials(asked, present).err(),
                refused,
                "{asked} {present}"
            );
        }
    }

    #[test]
    fn a_test_team_is_known_by_its_name() {
        for (typed, name) in [
            ("老街面馆", "【测试】老街面馆"),
            ("【测试】老街面馆", "【测试】老街面馆"),
            ("测试", "【测试】测试"),
        ] {
            assert_eq!(marked(typed), name);
        }
    }
}
