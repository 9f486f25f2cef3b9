//! Joining a team by its invite: signing in, the name, the button that joins, and waiting to be let in.

mod ask;
mod state;
mod waiting;

use api::team::Invitation;
use domain::invite::{InviteProblem, JoinStatus};
use leptos::prelude::*;
use ui::component::{BigMark, Heading};
use ui::shell::Loading;
use ui::text::team as text;

use self::ask::AskPage;
use self::state::{Joining, Step};
use self::waiting::{WaitingPage, follow};
use super::bar::Bar;
use super::sign_in::person_form;
use super::{describe, focus_heading};
use crate::api::Request;
use crate::browser::page;
use crate::components::{Trouble, sign_in};
use crate::form::Form;
use crate::workbench::state::use_team;

/// The page.
#[component]
pub fn JoinPage() -> impl IntoView {
    let joining = Joining::new();
    let Joining { team, form, .. } = joining;
    let name = RwSignal::new(String::new());
    let step = Memo::new(move |_| joining.step());
    let sign_in = sign_in_and_join(joining);
    if step.get_untracked() == Step::Loading {
        joining.look();
    }
    follow(joining);
    page::on_restored(move || joining.look());
    Effect::new(move |_| describe(team, team.t().join_title));
    Effect::new(move |_| {
        let inside = |found: &Invitation| found.join_status == JoinStatus::Inside;
        let found = team.invitation.get().filter(inside);
        // The way in is no place to come back to.
        if let Some(found) = found.filter(|_| step.get() != Step::SignIn) {
            let workbench = format!("/workbench?team={}", found.corpid);
            team.navigate.replace(&workbench);
        }
    });
    focus_heading(step);
    let body = move || match step.get() {
        Step::SignIn => view! { <sign_in::SignInPage form=sign_in/> }.into_any(),
        Step::Loading => view! { <Loading lang=team.lang.get()/> }.into_any(),
        Step::Trouble => {
            let retry = Callback::new(move |()| joining.look());
            joining
                .look
                .problem()
                .map(|problem| view! { <Trouble problem retry/> })
                .into_any()
        }
        Step::Dead(problem) => view! { <Dead problem/> }.into_any(),
        Step::Ask => view! { <AskPage joining name/> }.into_any(),
        Step::Waiting => view! { <WaitingPage joining form/> }.into_any(),
    };
    view! {
        {move || view! { <Bar title=team.t().join_title plain=true document=joining.document()/> }}
        {move || body()}
    }
}

/// Who signs in here has just tapped on the invite's button: they join without another tap, unless something is to be told or
/// asked first.
fn sign_in_and_join(joining: Joining) -> Form {
    let team = joining.team;
    let look = Form::beside(joining.look, move |found: Invitation| {
        let joins =
            found.join_status == JoinStatus::Outside && found.problem.is_none() && !found.nameless;
        team.invitation.set(Some(found));
        if joins {
            joining.join(None);
        }
    });
    person_form(move || {
        // What is known is about somebody else.
        team.invitation.set(None);
        look.submit(Request::get(joining.path()));
    })
}

/// Why the invite leads nowhere, and what to do next.
#[component]
fn Dead(problem: InviteProblem) -> impl IntoView {
    let (title, detail) = text::invite_problem(use_team().lang.get(), problem);
    view! {
        <main class="page middle">
            <BigMark bad=true/>
            <Heading text=title/>
            <p class="second">{detail}</p>
        </main>
        <footer class="foot"></footer>
    }
}
