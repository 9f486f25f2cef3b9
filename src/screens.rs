//! One file a screen; here, which one a task has.

pub mod authorize;
mod custom;
pub mod not_found;
mod read_only;
mod scope;
mod serial;
pub mod sign_in;
mod start;
pub mod team;
pub mod workbench;

use domain::task::Task;
use leptos::prelude::*;

use crate::state::App;

/// The page of the task that is due.
pub fn due(app: App, task: Task) -> AnyView {
    match task {
        Task::SignIn => sign_in::show(app).into_any(),
        Task::Team => team::show(app).into_any(),
        Task::Serial => serial::show(app).into_any(),
        Task::Authorize => authorize::show(app).into_any(),
        Task::Scope => scope::show(app).into_any(),
        Task::Start => start::show(app).into_any(),
        Task::Custom(place) => custom::show(app, place).into_any(),
    }
}

/// The page of a task that is done.
pub fn done(app: App, task: Task) -> AnyView {
    match task {
        Task::Start => start::show(app).into_any(),
        task => read_only::show(app, task).into_any(),
    }
}

/// What a task is called.
pub fn title(app: App, task: Task) -> String {
    let t = app.t();
    match task {
        Task::SignIn => t.sign_in_title.to_owned(),
        Task::Team => t.team.to_owned(),
        Task::Serial => t.serial_title.to_owned(),
        Task::Authorize => t.authorize_title.to_owned(),
        Task::Scope => t.scope_title.to_owned(),
        Task::Start => t.start.to_owned(),
        Task::Custom(place) => {
            let lang = app.lang.get();
            app.suite(|suite| {
                suite
                    .custom_tasks
                    .get(usize::from(place))
                    .map(|task| lang.of(&task.title))
            })
            .unwrap_or_default()
        }
    }
}
