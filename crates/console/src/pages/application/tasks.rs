//! The tasks: the built-in steps, and the vendor's own among them, which are added, moved and removed.

mod after;
mod row;

use api::console::application::FormTask;
use domain::application::{Field, Way, moved, steps};
use domain::offer::{MOST, followed};
use domain::task::{SerialRule, Task};
use domain::word::Word;
use leptos::prelude::*;
use ui::icon::{Icon, PLUS};

use self::row::{BuiltInRow, OwnRow};
use super::editor::{Editor, focus};
use super::field::GroupPlace;
use super::place::task_id;
use crate::browser::page;
use crate::session::{Session, use_session, use_texts};
use crate::text::application as text;

/// The tasks of a form, with what was done to them last. Cheap to copy.
#[derive(Clone, Copy)]
struct Plan {
    session: Session,
    editor: Editor,
    /// All steps in order.
    steps: Memo<Vec<Task>>,
    /// The task that was removed last, and where it stood.
    removed: RwSignal<Option<(usize, FormTask)>>,
    /// Where a task came to stand, in words.
    said: RwSignal<String>,
}

impl Plan {
    fn of(editor: Editor) -> Self {
        let steps = Memo::new(move |_| {
            editor.form.with(|form| {
                let serials = form.serials.unwrap_or(SerialRule::None);
                steps(serials, &after(&form.tasks))
            })
        });
        Self {
            session: use_session(),
            editor,
            steps,
            removed: RwSignal::new(None),
            said: RwSignal::new(String::new()),
        }
    }

    /// Moves a task; the focus goes with it.
    fn step(self, at: usize, way: Way) {
        let form = self.editor.form.get_untracked();
        let serials = form.serials.unwrap_or(SerialRule::None);
        let t = text::of(self.session.lang.get_untracked());
        let Some(order) = moved(serials, &after(&form.tasks), at, way) else {
            let words = match way {
                Way::Up => t.first,
                Way::Down => t.last,
            };
            self.said.set(words.to_owned());
            return;
        };
        let part = page::focused_id();
        let part = part
            .as_deref()
            .and_then(|id| id.strip_prefix(&*task_id(at, "")));
        let part = part.unwrap_or("title").to_owned();
        let there = order.iter().position(|(from, _)| *from == at).unwrap_or(at);
        let tasks = order.into_iter().filter_map(|(from, after)| {
            let task = form.tasks.get(from)?.clone();
            let after = after.word().into_owned();
            Some(FormTask { after, ..task })
        });
        let tasks = tasks.collect();
        self.editor.form.update(|form| form.tasks = tasks);
        focus(&task_id(there, &part));
        self.say_place(there);
    }

    fn say_place(self, at: usize) {
        let own = u8::try_from(at).map(Task::Custom);
        let steps = self.steps.get_untracked();
        let n = steps.iter().position(|step| Ok(*step) == own);
        let lang = self.session.lang.get_untracked();
        let title = self.title(at);
        self.said.set(text::at_step(
            lang,
            &title,
            n.unwrap_or_default() + 1,
            steps.len(),
        ));
    }

    /// A task's title, or what stands for it.
    fn title(self, at: usize) -> String {
        let title = self.editor.form.with_untracked(|form| {
            let task = form.tasks.get(at);
            task.map(|task| task.title.trim().to_owned())
        });
        let t = text::of(self.session.lang.get_untracked());
        let title = title.filter(|title| !title.is_empty());
        title.unwrap_or_else(|| t.no_title.to_owned())
    }

    fn remove(self, at: usize) {
        let mut task = None;
        self.editor.form.update(|form| {
            if at < form.tasks.len() {
                task = Some(form.tasks.remove(at));
            }
        });
        self.said.set(String::new());
        self.removed.set(task.map(|task| (at, task)));
        focus("application-tasks-undo");
    }

    fn undo(self) {
        if let Some((at, task)) = self.removed.get_untracked() {
            self.removed.set(None);
            self.editor.form.update(|form| {
                let at = at.min(form.tasks.len());
                form.tasks.insert(at, task);
            });
            focus(&task_id(at, "title"));
        }
    }

    fn add(self) {
        let at = self.editor.form.with_untracked(|form| form.tasks.len());
        self.removed.set(None);
        self.editor.form.update(|form| {
            form.tasks.push(FormTask {
                after: Task::Scope.word().into_owned(),
                ..FormTask::default()
            });
        });
        focus(&task_id(at, "title"));
    }
}

/// What the tasks follow. One whose place isn't chosen yet stands after the scope.
fn after(tasks: &[FormTask]) -> Vec<Task> {
    let after = tasks.iter().map(|task| followed(&task.after));
    after.map(|task| task.unwrap_or(Task::Scope)).collect()
}

/// The tasks.
#[component]
pub fn Tasks(
    /// The application.
    editor: Editor,
) -> impl IntoView {
    let t = use_texts(text::of);
    let plan = Plan::of(editor);
    let has_room = Memo::new(move |_| editor.form.with(|form| form.tasks.len() < MOST));
    let has_own = Memo::new(move |_| editor.form.with(|form| !form.tasks.is_empty()));
    view! {
        <GroupPlace editor field=Field::Tasks>
            <ol class="plan">
                <For each=move || plan.steps.get() key=|step| *step let:step>
                    {match step {
                        Task::Custom(at) => view! { <OwnRow plan at=usize::from(at)/> }.into_any(),
                        step => view! { <BuiltInRow plan step/> }.into_any(),
                    }}
                </For>
            </ol>
            <Removed plan/>
            <p class="unseen" role="status">
                {move || plan.said.get()}
            </p>
            <div class="line">
                <Show when=move || has_room.get()>
                    <button class="button" id="application-add-task" type="button" on:click=move |_| plan.add()>
                        <Icon path=PLUS/>
                        {move || t().add_task}
                    </button>
                </Show>
                <Show when=move || has_own.get()>
                    <p class="help">{move || t().keys}</p>
                </Show>
            </div>
        </GroupPlace>
    }
}

/// Says which task was removed, and puts it back.
#[component]
fn Removed(plan: Plan) -> impl IntoView {
    let session = use_session();
    let c = use_texts(crate::text::common::of);
    let shown = move || {
        plan.removed.get().map(|(_, task)| {
            let t = text::of(session.lang.get());
            let title = match task.title.trim() {
                "" => t.no_title,
                title => title,
            };
            view! {
                <p class="removed">
                    <span>{text::removed(session.lang.get(), title)}</span>
                    <button class="button small" id="application-tasks-undo" type="button" on:click=move |_| plan.undo()>
                        {c().undo}
                    </button>
                </p>
            }
        })
    };
    view! { <div role="status">{shown}</div> }
}
