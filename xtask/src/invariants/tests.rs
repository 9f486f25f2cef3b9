//! Each invariant holds for a good workspace and fails for a bad one.

use super::*;

fn file(path: &str, text: &str) -> Facts {
    Facts {
        files: vec![(path.into(), text.into())],
        ..Facts::default()
    }
}

#[test]
fn an_empty_workspace_passes() {
    for (what, holds) in INVARIANTS {
        assert_eq!(holds(&Facts::default()), Ok(()), "{what}");
    }
}

#[test]
fn the_domain_is_pure() {
    let path = "crates/domain/src/serial.rs";
    assert_eq!(
        domain_is_pure(&file(path, "//! Never SystemTime.\nfn a() {}\n")),
        Ok(())
    );
    assert_eq!(
        domain_is_pure(&file("src/app.rs", "async fn a() {}\n")),
        Ok(())
    );
    for impure in [
        "use std::time::SystemTime;",
        "let t = Instant::now();",
        "pub async fn a() {}",
    ] {
        assert!(domain_is_pure(&file(path, impure)).is_err(), "{impure}");
    }
}

#[test]
fn the_browser_stays_in_its_place() {
    assert_eq!(
        browser_stays_in_its_place(&file("src/api.rs", "use gloo_net::http;")),
        Ok(())
    );
    assert_eq!(
        browser_stays_in_its_place(&file("src/browser/storage.rs", "web_sys::window()")),
        Ok(())
    );
    let wrong = browser_stays_in_its_place(&file("src/app.rs", "\nuse gloo_net::http;"));
    assert_eq!(wrong, Err("src/app.rs:2 names gloo_net".into()));
    assert!(browser_stays_in_its_place(&file("src/api.rs", "web_sys::window()")).is_err());
    assert!(
        browser_stays_in_its_place(&file("src/app.rs", "#[cfg(x)] use web_sys::Window;")).is_err()
    );
}

#[test]
fn files_open_by_saying_what_they_are() {
    assert_eq!(
        files_open_with_a_line(&file("src/app.rs", "//! Router.\nfn a() {}")),
        Ok(())
    );
    assert_eq!(
        files_open_with_a_line(&file("crates/qr/Cargo.toml", "[package]")),
        Ok(())
    );
    assert!(files_open_with_a_line(&file("src/app.rs", "use a::b;\n//! Late.")).is_err());
}

#[test]
fn the_pages_differ_in_the_program_and_in_lines_of_the_teams_own() {
    let page = |program: &str, more: &str| {
        format!("<html>\n<link data-bin=\"{program}\">\n{more}<p>lost</p>\n</html>")
    };
    let of = |deploy: String, workbench: String| {
        let facts = Facts {
            pages: [deploy, workbench],
            ..Facts::default()
        };
        pages_are_one(&facts)
    };
    assert_eq!(
        of(page("deploy", ""), page("workbench", "<link manifest>\n")),
        Ok(())
    );
    assert!(of(page("deploy", "<p>new</p>\n"), page("workbench", "")).is_err());
}
