//! Signing in, on the way to a page.

use api::answer::Person;
use leptos::prelude::*;
use serde::Deserialize;

use super::bar::PlainBar;
use crate::components::sign_in::{self, sign_in_form};
use crate::form::Form;
use crate::workbench::state::use_team;

/// Of the answer to a sign-in, who it is: the rest would be code for nothing.
#[derive(Deserialize)]
struct SignedIn {
    person: Person,
}

/// A form that signs in, and then does `then`.
pub fn person_form(then: impl Fn() + Send + Sync + 'static) -> Form {
    let team = use_team();
    sign_in_form(move |who: SignedIn| {
        team.deleted.set(false);
        team.person.set(Some(who.person));
        then();
    })
}

/// The page.
#[component]
pub fn SignInPage() -> impl IntoView {
    let team = use_team();
    let deleted = move || {
        let banner = || view! { <p class="banner good" role="status">{team.t().gone}</p> };
        team.deleted.get().then(banner)
    };
    view! {
        <PlainBar/>
        {move || deleted()}
        <sign_in::SignInPage form=person_form(|| ())/>
    }
}
