//! One file a screen; here, which one a task has.
//!
//! A screen makes its signals once and draws itself in a closure that reads the language, so that
//! a switch of the language keeps what was typed and chosen.

mod ask;
mod authorize;
mod custom;
mod read_only;
mod scope;
mod serial;
mod start;
pub mod team;
mod waiting;

use api::answer::SignedIn;
use domain::task::Task;
use leptos::prelude::*;
use view::{Child, Node};

use crate::deploy::frame::frame;
use crate::deploy::state::App;
use crate::sign_in;

/// The page of the task that is due.
pub fn due(app: App, task: Task) -> Node {
    match task {
        Task::SignIn => sign_in(app),
        Task::Team => team::show(app),
        Task::Ask => ask::show(app),
        Task::Serial => serial::show(app),
        Task::Authorize => authorize::show(app),
        Task::Scope => scope::show(app),
        Task::Start => start::show(app),
        Task::Custom(place) => custom::show(app, place),
    }
}

fn sign_in(app: App) -> Node {
    let form = app.form();
    let entered = move |who: SignedIn| {
        app.person.set(Some(who.person));
        match who.onboarding {
            Some(found) if form.there() => app.advance(found),
            Some(found) => app.take(found),
            None => {}
        }
    };
    let page = sign_in::form(form, app.asked_link(), entered);
    (move || frame(app, ""), page).node()
}

/// The page of a task that is done.
pub fn done(app: App, task: Task) -> Node {
    match task {
        Task::Start => start::show(app),
        task => read_only::show(app, task),
    }
}

/// What a task is called.
pub fn title(app: App, task: Task) -> String {
    let t = app.t();
    let title = match task {
        Task::SignIn => t.sign_in_title,
        Task::Team => t.team,
        Task::Ask => t.ask_title,
        Task::Serial => t.serial_title,
        Task::Authorize => t.authorize_title,
        Task::Scope => t.scope_title,
        Task::Start => t.start,
        Task::Custom(place) => {
            let task = custom::of(app, place);
            return task
                .map(|task| app.lang_now().of(&task.title))
                .unwrap_or_default();
        }
    };
    title.to_owned()
}
