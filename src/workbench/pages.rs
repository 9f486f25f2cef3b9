//! One file a page; here, what stands around them and when each can be shown.
//!
//! A page makes its signals once and draws itself in closures that read the language, so that a switch of the language, or news
//! of the team, keeps what was typed and chosen.

pub mod account;
mod bar;
pub mod home;
pub mod invite;
pub mod join;
pub mod notices;
pub mod people;
pub mod requests;
pub mod scope;
mod sign_in;
pub mod suite;
pub mod suites;

use api::answer::ScopeStatus;
use api::request::Scope;
use leptos::prelude::*;
use ui::shell::Loading;
use ui::text;
use ui::text::team::Text;

use self::home::NoTeamPage;
use self::sign_in::SignInPage;
use super::state::{Page, Team, use_team};
use crate::browser::page;
use crate::components::Trouble;

/// What a page is called in the browser's tab.
#[derive(Clone, Copy)]
pub enum Title {
    /// The team's name.
    Team,
    /// Something of the team.
    Of(fn(&Text) -> &'static str),
    /// Something of the person, which needs no team.
    OfPerson(fn(&Text) -> &'static str),
}

/// A page for who is signed in; one of a team is built again for another team.
pub fn team_page<V: IntoView + 'static>(title: Title, draw: fn() -> V) -> impl IntoView {
    view! { <TeamPage title draw=Callback::new(move |()| draw().into_any())/> }
}

#[component]
fn TeamPage(title: Title, draw: Callback<(), AnyView>) -> impl IntoView {
    let team = use_team();
    let of_person = matches!(title, Title::OfPerson(_));
    let shown = Memo::new(move |_| team.page(of_person));
    Effect::new(move |_| {
        let name = match (shown.get(), title) {
            (Page::Shown(_), Title::Team) => team.name(),
            (Page::Shown(_), Title::Of(name) | Title::OfPerson(name)) => name(team.t()).to_owned(),
            _ => String::new(),
        };
        describe(team, &name);
    });
    focus_heading(shown);
    move || match shown.get() {
        Page::SignIn => view! { <SignInPage/> }.into_any(),
        Page::Loading => view! { <Loading lang=team.lang.get()/> }.into_any(),
        Page::Trouble => {
            let retry = Callback::new(move |()| team.refresh());
            let problem = team.problem.get_untracked();
            problem
                .map(|problem| view! { <Trouble problem retry/> })
                .into_any()
        }
        Page::NoTeam => view! { <NoTeamPage/> }.into_any(),
        Page::Shown(_) => draw.run(()),
    }
}

/// The tab's title and the page's language.
fn describe(team: Team, title: &str) {
    let product = team.t().product;
    let lang = team.lang.get().html();
    match title {
        "" => page::describe(product, lang),
        title => page::describe(&format!("{title} · {product}"), lang),
    }
}

/// Puts the focus on the heading of each page that a memo names, once it is drawn.
fn focus_heading<T: Send + Sync + 'static>(shown: Memo<T>) {
    Effect::new(move |_| {
        shown.track();
        queue_microtask(|| page::focus_in_place("h1"));
    });
}

/// Who may use a suite, in a line.
fn scope_line(team: Team, scope: &ScopeStatus) -> String {
    let lang = team.lang.get();
    let names = match scope.scope {
        Scope::Everyone => team.t().everyone.to_owned(),
        _ => text::team::list(lang, &scope.names),
    };
    names + " · " + &text::people(lang, scope.people)
}
