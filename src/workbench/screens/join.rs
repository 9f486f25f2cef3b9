//! Joining a team by its invite: the page that the server painted, signing in, the name.

use api::path::{INVITATION, of_invite};
use api::problem::{Code, Problem};
use api::team::{Invitation, Join};
use domain::invite::{InviteProblem, Standing};
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::{Child, Node, el};

use super::bar;
use crate::api as client;
use crate::browser::{page, time};
use crate::form::Form;
use crate::sign_in;
use crate::ui;
use crate::workbench::screen::{Page, Screen};
use crate::workbench::state::App;

/// How long between two looks whether somebody has been let in.
const LOOK_MS: i32 = 2500;

/// The form behind an invite's one button. What makes the invite lead nowhere is shown as its page.
pub fn form(shell: crate::shell::Shell, invitation: RwSignal<Option<Invitation>>) -> Form {
    let heed = move |_, problem: &Problem| {
        let why = match problem.code {
            Code::InviteDead => InviteProblem::Dead,
            Code::TeamFull => InviteProblem::Full,
            _ => return false,
        };
        invitation.update(|found| {
            if let Some(found) = found {
                found.problem = Some(why);
            }
        });
        true
    };
    Form::heeding(shell, Box::new(heed))
}

/// The invite's page.
pub fn show(app: App) -> Node {
    follow(app);
    Effect::new(move |_| {
        // The session ended under a tap: signing in leads on.
        if app.over.get() {
            app.go(Screen::Joining(code(app)));
        }
    });
    let form = app.joining;
    let page = move || {
        let lang = app.lang.get();
        let draw = |found: &_| view::join(found, lang, ui::error(form, ""));
        app.invitation.with(|found| found.as_ref().map(draw))
    };
    el("div.contents")
        .live("aria-busy", move || match form.busy.get() {
            true => "true",
            false => "false",
        })
        .child(page)
        .node()
}

/// The code of the invite.
fn code(app: App) -> String {
    let code = |found: &Invitation| found.code.clone();
    app.invitation
        .with_untracked(|found| found.as_ref().map(code).unwrap_or_default())
}

/// The button was tapped: joins, or takes the wish back, or leads to what is needed first.
pub fn tapped(app: App) {
    let Some(found) = app.invitation.get_untracked() else {
        return;
    };
    if app.person.with_untracked(Option::is_none) {
        return app.go(Screen::Joining(found.code));
    }
    match found.standing {
        Standing::Waiting => {
            let path = of_invite(INVITATION, &found.code);
            let taken = move |found| app.invitation.set(Some(found));
            app.joining.delete(path, taken);
        }
        _ if found.nameless => app.go(Screen::Joining(found.code)),
        _ => join(app, app.joining, None),
    }
}

fn join(app: App, form: Form, name: Option<String>) {
    let path = of_invite(INVITATION, &code(app));
    form.post(path, &Join { name }, move |found: Invitation| {
        match form.there() {
            true => arrive(app, found),
            false => app.invitation.set(Some(found)),
        }
    });
}

/// Where one is led once it is known how one stands to the team. The steps on the way in are no
/// place to come back to.
fn arrive(app: App, found: Invitation) {
    let invite = Screen::Invitation(found.code.clone());
    let to = match found.standing {
        Standing::Inside => Screen::Team(Page::Bench, Some(found.corpid.clone())),
        _ => invite.clone(),
    };
    app.invitation.set(Some(found));
    let here = app.screen.get_untracked();
    match here {
        Screen::Joining(_) => app.go_instead(to),
        _ if to != here => app.go(to),
        _ => {}
    }
}

/// Where somebody is on the way in.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    SignIn,
    Name,
    /// Nothing is left to be said.
    Wait,
}

/// On the way in: signing in, and the name of who has never said it.
pub fn joining(app: App) -> Node {
    let form = app.form();
    let name = RwSignal::new(String::new());
    let step = RwSignal::new(Step::SignIn);
    let entered = move |who: sign_in::Entered| app.person.set(Some(who.person));
    let known = Memo::new(move |_| app.person.with(Option::is_some));
    // Known from the start, or only now: by this form, or by one that was left while it was sent.
    Effect::new(move |before: Option<bool>| {
        match (before, known.get()) {
            (None, true) => next(app, step),
            (Some(false), true) => {
                step.set(Step::Wait);
                look(app, move |found| match found {
                    Ok(found) => {
                        app.invitation.set(Some(found));
                        next(app, step);
                    }
                    Err(problem) => {
                        app.joining.blame(problem);
                        app.go_instead(Screen::Invitation(code(app)));
                    }
                });
            }
            _ => {}
        }
        known.get()
    });
    let page = move || match step.get() {
        Step::SignIn => sign_in::form(form, None, entered),
        Step::Name => ask_name(app, form, name),
        Step::Wait => (move || view::loading(app.lang.get())).node(),
    };
    (move || bar(app, app.t().join_title), page).node()
}

/// What is next for somebody who is signed in, if they are still on the way.
fn next(app: App, step: RwSignal<Step>) {
    let here = step.try_get_untracked().is_some();
    let Some(found) = app.invitation.get_untracked().filter(|_| here) else {
        return;
    };
    match found.standing {
        Standing::Outside if found.problem.is_none() && found.nameless => {
            step.set(Step::Name);
            page::focus("h1");
        }
        Standing::Outside if found.problem.is_none() => {
            step.set(Step::Wait);
            app.go_instead(Screen::Invitation(found.code));
            join(app, app.joining, None);
        }
        // Whom somebody added by number is recognised; whoever has asked is told how that stands.
        _ => arrive(app, found),
    }
}

fn ask_name(app: App, form: Form, name: RwSignal<String>) -> Node {
    let draw = move || {
        let t = app.t();
        let input = ui::input(form, "name", name)
            .attr("type", "text")
            .attr("autocomplete", "name")
            .attr("enterkeyhint", "done");
        let input = el("div.input").child(input);
        let page = el("main.page").child((
            el("p.second").child(t.your_name_detail),
            ui::field(form, "name", t.your_name, input),
            ui::error(form, ""),
        ));
        let submit = move || join(app, form, Some(name.get_untracked()));
        let ready = move || name.with(|name| !name.trim().is_empty());
        let foot = ui::submit(form, ready, move || app.t().join.to_owned());
        ui::form(submit, page, foot)
    };
    draw.node()
}

/// Looks how one stands to the team.
fn look(app: App, then: impl FnOnce(Result<Invitation, Problem>) + 'static) {
    let path = of_invite(INVITATION, &code(app));
    spawn_local(async move {
        then(client::get::<Invitation>(app.offline, path).await);
    });
}

/// While one waits to be let in, looks whether one is.
fn follow(app: App) {
    let gone = RwSignal::new(false);
    on_cleanup(move || gone.set(true));
    let there = move || gone.try_get_untracked() == Some(false);
    spawn_local(async move {
        while there() {
            time::sleep(LOOK_MS).await;
            let waits = app.invitation.with_untracked(|found| {
                let standing = found.as_ref().map(|found| found.standing);
                standing == Some(Standing::Waiting)
            });
            if !there() || !waits || !page::visible() {
                continue;
            }
            look(app, move |found| match found {
                Ok(found) if found.standing == Standing::Waiting => {}
                Ok(found) if there() => arrive(app, found),
                _ => {}
            });
        }
    });
}
