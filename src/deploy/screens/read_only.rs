//! A task that is done: what was entered, and the way on.

use api::request::Scope;
use domain::task::Task;
use domain::word::Word;
use view::icon::{CHECK, icon};
use view::{Child, Node, el, text};

use crate::deploy::frame::frame;
use crate::deploy::screens::{self, custom};
use crate::deploy::state::App;
use crate::ui;

/// The page.
pub fn show(app: App, task: Task) -> Node {
    let page = move || {
        let t = app.t();
        let on = app.due().unwrap_or(Task::Start);
        let href = format!("/d/{}/{}", app.link(), on.word());
        let rows: Vec<_> = entered(app, task)
            .into_iter()
            .map(|line| el("li.row").child(el("span.what").child(line)))
            .collect();
        let done = el("li.row").child((
            el("span.mark good").child(icon(CHECK)),
            el("span.what second").child(t.read_only),
        ));
        let title = match task {
            Task::Custom(place) => custom::text(app, place).node(),
            task => ui::heading(screens::title(app, task)).node(),
        };
        (
            frame(app, ""),
            el("main.page").child((title, el("ul.card").child((done, rows)))),
            el("footer.foot").child(el("a.button").attr("href", href).child(t.go_on)),
        )
    };
    page.node()
}

/// The lines that tell what was entered.
fn entered(app: App, task: Task) -> Vec<String> {
    let lang = app.lang_now();
    let t = app.t();
    let lines = app.found(|found| {
        let lines = match task {
            Task::SignIn => {
                let name = found.person.name.clone();
                name.into_iter()
                    .chain([found.person.phone.clone()])
                    .collect()
            }
            Task::Team => {
                let team = found.team.as_ref()?;
                vec![team.name.clone(), text::people(lang, team.people)]
            }
            Task::Serial => vec![found.serial.as_ref()?.accepted.clone()?],
            Task::Authorize => vec![t.usable.to_owned()],
            Task::Scope => {
                let set = found.scope.as_ref()?;
                let names = match set.scope {
                    Scope::Everyone => t.everyone.to_owned(),
                    _ => set.names.join(lang.pick("、", ", ")),
                };
                vec![format!("{names} · {}", text::people(lang, set.people))]
            }
            Task::Ask => vec![t.usable.to_owned()],
            Task::Start | Task::Custom(_) => Vec::new(),
        };
        Some(lines)
    });
    lines.unwrap_or_default()
}
