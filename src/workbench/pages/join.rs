//! Joining a team by its invite: signing in, the name, the button that joins, and waiting to be let in.

mod ask;
mod waiting;

use api::path::{INVITATION, of_invite};
use api::problem::Code;
use api::team::{Invitation, Join};
use domain::invite::{InviteProblem, Standing};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::component::{BigMark, Heading};
use ui::shell::Loading;
use ui::text::team as text;

use self::ask::AskPage;
use self::waiting::{WaitingPage, follow};
use super::bar::Bar;
use super::sign_in::person_form;
use super::{describe, focus_heading};
use crate::api::Request;
use crate::browser::page;
use crate::components::{Trouble, sign_in};
use crate::form::Form;
use crate::workbench::state::{Team, use_team};

/// Joining by the invite that the address names.
#[derive(Clone, Copy)]
struct Joining {
    team: Team,
    code: StoredValue<String>,
    /// Joins, or takes the request back: both are answered with how the person stands to the team.
    form: Form,
    /// Asks how they stand.
    look: Form,
}

/// Where somebody is on the way in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    SignIn,
    Loading,
    /// How they stand isn't to be had.
    Trouble,
    /// The invite leads nowhere.
    Dead(InviteProblem),
    /// The button joins, or asks to.
    Ask,
    /// An admin lets them in, or not.
    Waiting,
}

impl Joining {
    fn new() -> Self {
        let team = use_team();
        let code = use_params_map().with_untracked(|params| params.get("code"));
        let code = StoredValue::new(code.unwrap_or_default());
        let form = Form::new(move |found| team.invitation.set(Some(found))).with_error_handler(
            move |problem| {
                let why = match problem.code {
                    Code::InviteDead => InviteProblem::Dead,
                    Code::TeamFull => InviteProblem::Full,
                    _ => return false,
                };
                team.invitation.update(|found| {
                    if let Some(found) = found {
                        found.problem = Some(why);
                    }
                });
                true
            },
        );
        let look = Form::new(move |found| team.invitation.set(Some(found)));
        Self {
            team,
            code,
            form,
            look,
        }
    }

    fn path(self) -> String {
        self.code.with_value(|code| of_invite(INVITATION, code))
    }

    /// The address of the invite, which is a document.
    fn document(self) -> String {
        self.code.with_value(|code| format!("/join/{code}"))
    }

    /// Asks how the person stands to the team.
    fn look(self) {
        self.look.submit(Request::get(self.path()));
    }

    fn join(self, name: Option<String>) {
        self.form.submit(Request::post(self.path(), &Join { name }));
    }

    fn take_back(self) {
        self.form.submit(Request::delete(self.path()));
    }

    fn step(self) -> Step {
        if self.team.person.with(Option::is_none) {
            return Step::SignIn;
        }
        self.team.invitation.with(|found| match found {
            None if self.look.problem().is_some() => Step::Trouble,
            None => Step::Loading,
            Some(found) => match (found.problem, found.standing) {
                (_, Standing::Inside) => Step::Loading,
                (Some(problem), _) => Step::Dead(problem),
                (None, Standing::Waiting) => Step::Waiting,
                (None, Standing::Outside | Standing::Declined) => Step::Ask,
            },
        })
    }
}

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
        let inside = |found: &Invitation| found.standing == Standing::Inside;
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
        {body}
    }
}

/// Who signs in here has just tapped on the invite's button: they join without another tap, unless something is to be told or
/// asked first.
fn sign_in_and_join(joining: Joining) -> Form {
    let team = joining.team;
    let look = Form::new(move |found: Invitation| {
        let joins =
            found.standing == Standing::Outside && found.problem.is_none() && !found.nameless;
        team.invitation.set(Some(found));
        if joins {
            joining.join(None);
        }
    })
    .with_errors_of(joining.look);
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
