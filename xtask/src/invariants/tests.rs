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
    let console = |path: &str, text: &str| {
        browser_stays_in_its_place(&file(&format!("crates/console/src/{path}"), text))
    };
    assert_eq!(console("api.rs", "use gloo_net::http;"), Ok(()));
    assert_eq!(console("browser/page.rs", "web_sys::window()"), Ok(()));
    assert!(console("pages/home.rs", "use gloo_net::http;").is_err());
    assert!(console("session.rs", "web_sys::window()").is_err());
    assert!(
        browser_stays_in_its_place(&file("src/app.rs", "#[cfg(x)] use web_sys::Window;")).is_err()
    );
}

/// Facts with crates' dependencies, files, and the arrows that are drawn.
fn with_arrows(there: &[(&str, &[&str])], files: &[(&str, &str)], drawn: &str) -> Facts {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    Facts {
        arrows: there
            .iter()
            .map(|(from, tos)| ((*from).to_owned(), owned(tos)))
            .collect(),
        files: files
            .iter()
            .map(|(path, text)| ((*path).into(), (*text).into()))
            .collect(),
        drawn: arrows::drawn(&format!("# Head\n```arrows\n{drawn}```\nother: text\n")),
        ..Facts::default()
    }
}

#[test]
fn an_arrow_between_crates_is_drawn_and_a_drawn_one_is_there() {
    let there: &[(&str, &[&str])] = &[
        ("api", &["domain"]),
        ("domain", &[]),
        ("server", &["server"]),
    ];
    let holds = |drawn: &str| arrows::are_drawn(&with_arrows(there, &[], drawn));
    assert_eq!(holds("api: domain\n"), Ok(()));
    assert_eq!(holds(""), Err("api -> domain isn't drawn".into()));
    assert_eq!(
        holds("api: domain ui\n"),
        Err("api -> ui is drawn and isn't there".into())
    );
}

#[test]
fn an_arrow_between_modules_is_drawn_wherever_it_is_written() {
    let path = "crates/store/src/queries/teams.rs";
    for (text, holds) in [
        ("use crate::entity::corp;", true),
        ("use crate::{entity::{corp, member}, Result};", true),
        ("// crate::cases::teams\nuse crate::entity::corp;", true),
        (
            "use crate::entity::corp; fn a() -> crate::StoreError { todo!() }",
            true,
        ),
        ("use crate::entity::corp; use crate::cases::teams;", false),
        (
            "use crate::entity::corp; fn a() { crate::db::engine::open() }",
            false,
        ),
        ("use crate::{entity::corp, Person};", false),
        ("use crate::entity::corp; use crate::queries::row;", true),
        ("use crate::queries::row;", false),
        ("use crate::entity::corp; use super::row;", true),
        ("use crate::entity::corp; use super::super::cases;", false),
        (
            "use crate::entity::corp; mod tests { use super::super::row; }",
            true,
        ),
        (
            "use crate::entity::corp; mod tests { use super::super::super::cases; }",
            false,
        ),
    ] {
        let facts = with_arrows(&[], &[(path, text)], "store::queries: entity\n");
        assert_eq!(arrows::are_drawn(&facts).is_ok(), holds, "{text}");
    }
    let undrawn = "crates/store/src/entity/teams.rs";
    let facts = with_arrows(&[], &[(undrawn, "use crate::cases::teams;")], "");
    let why = "store::entity -> cases isn't drawn";
    assert_eq!(arrows::are_drawn(&facts), Err(why.into()));
}

#[test]
fn queries_call_each_other_in_no_circle() {
    let files = |last: &'static str| {
        with_arrows(
            &[],
            &[
                (
                    "crates/store/src/queries/a.rs",
                    "use crate::queries::b::f; use crate::queries::a::g;",
                ),
                (
                    "crates/store/src/queries/b.rs",
                    "use crate::queries::{c, row::word};",
                ),
                ("crates/store/src/queries/c.rs", last),
                ("crates/store/src/queries/row.rs", ""),
            ],
            "",
        )
    };
    assert_eq!(
        arrows::queries_have_no_circle(&files("use crate::queries::row;")),
        Ok(())
    );
    assert_eq!(
        arrows::queries_have_no_circle(&files("fn f() { crate::queries::a::g() }")),
        Err("a, b, c".into())
    );
}

#[test]
fn a_use_case_calls_no_other() {
    let files = |text: &'static str| {
        let start = "impl Store {\n    pub async fn start(&self) {}\n}";
        with_arrows(
            &[],
            &[
                ("crates/store/src/cases/a.rs", start),
                ("crates/store/src/cases/b.rs", text),
            ],
            "",
        )
    };
    assert_eq!(
        arrows::cases_call_no_other(&files("// self.start()\nself.read();")),
        Ok(())
    );
    for wrong in ["self.start().await", "use crate::cases::a::Thing;"] {
        assert!(
            arrows::cases_call_no_other(&files(wrong)).is_err(),
            "{wrong}"
        );
    }
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
