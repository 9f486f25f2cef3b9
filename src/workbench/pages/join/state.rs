//! How the person stands to the team that invites, and what follows from it.

use api::path::{INVITATION, of_invite};
use api::problem::Code;
use api::team::Join;
use domain::invite::{InviteProblem, JoinStatus};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use crate::api::Request;
use crate::form::Form;
use crate::workbench::state::{Team, use_team};

/// Joining by the invite that the address names.
#[derive(Clone, Copy)]
pub struct Joining {
    /// The state of the program.
    pub team: Team,
    code: StoredValue<String>,
    /// Joins, or takes the request back: both are answered with how the person stands to the team.
    pub form: Form,
    /// Asks how they stand.
    pub look: Form,
}

/// Where somebody is on the way in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Signing in comes first.
    SignIn,
    /// How they stand is on its way.
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
    /// By the invite of the present route.
    pub fn new() -> Self {
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

    /// The path of its API.
    pub fn path(self) -> String {
        self.code.with_value(|code| of_invite(INVITATION, code))
    }

    /// The address of the invite, which is a document.
    pub fn document(self) -> String {
        self.code.with_value(|code| format!("/join/{code}"))
    }

    /// Asks how the person stands to the team.
    pub fn look(self) {
        self.look.submit(Request::get(self.path()));
    }

    /// Joins, or asks to.
    pub fn join(self, name: Option<String>) {
        self.form.submit(Request::post(self.path(), &Join { name }));
    }

    /// Takes the request back.
    pub fn take_back(self) {
        self.form.submit(Request::delete(self.path()));
    }

    /// Where the person is.
    pub fn step(self) -> Step {
        if self.team.person.with(Option::is_none) {
            return Step::SignIn;
        }
        self.team.invitation.with(|found| match found {
            None if self.look.problem().is_some() => Step::Trouble,
            None => Step::Loading,
            Some(found) => match (found.problem, found.join_status) {
                (_, JoinStatus::Inside) => Step::Loading,
                (Some(problem), _) => Step::Dead(problem),
                (None, JoinStatus::Waiting) => Step::Waiting,
                (None, JoinStatus::Outside | JoinStatus::Declined) => Step::Ask,
            },
        })
    }
}
