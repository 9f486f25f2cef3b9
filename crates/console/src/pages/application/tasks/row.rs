//! One step of the plan: a built-in one, which stays where it is, or a task of the vendor's own.

use domain::application::{TaskPart, Way};
use domain::task::{SerialRule, Task};
use domain::team::TeamModes;
use domain::word::Word;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::Plan;
use super::after::After;
use crate::components::card::Badge;
use crate::pages::application::field::TextPlace;
use crate::pages::application::place::{Place, task_id, text_of};
use crate::session::{use_session, use_texts};
use crate::text::{application as text, suite_form};

/// A step's number in the plan.
fn number(plan: Plan, step: Task) -> impl Fn() -> usize + Copy {
    move || {
        let at = plan
            .steps
            .with(|steps| steps.iter().position(|it| *it == step));
        at.unwrap_or_default() + 1
    }
}

/// A built-in step.
#[component]
pub fn BuiltInRow(
    /// The plan.
    plan: Plan,
    /// The step.
    step: Task,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let number = number(plan, step);
    let name = move || match step {
        Task::Start => t().start,
        step => suite_form::after(session.lang.get(), &step.word()),
    };
    let detail = move || {
        let lang = session.lang.get();
        plan.editor.form.with(|form| match step {
            Task::SignIn => t().sign_in_detail,
            Task::Team => suite_form::team(lang, form.team_modes.unwrap_or(TeamModes::Either)).0,
            Task::Serial => suite_form::serial(lang, form.serials.unwrap_or(SerialRule::None)).0,
            Task::Authorize => t().authorize_detail,
            Task::Scope => t().scope_detail,
            _ => t().start_detail,
        })
    };
    view! {
        <li class="plan-step">
            <span class="plan-mark">{number}</span>
            <span class="plan-text">
                <span class="strong">{name}</span>
                <small>{detail}</small>
            </span>
            {move || view! { <Badge text=t().built_in/> }}
        </li>
    }
}

/// A task of the vendor's own.
#[component]
pub fn OwnRow(
    /// The plan.
    plan: Plan,
    /// Which, from 0.
    at: usize,
) -> impl IntoView {
    let t = use_texts(text::of);
    let number = number(plan, u8::try_from(at).map_or(Task::Start, Task::Custom));
    let title = Memo::new(move |_| {
        plan.editor.form.with(|form| {
            let title = form.tasks.get(at).map(|task| task.title.trim().to_owned());
            title.filter(|title| !title.is_empty())
        })
    });
    let shown = move || title.get().unwrap_or_else(|| t().no_title.to_owned());
    let move_by_key = move |event: KeyboardEvent| {
        let way = match &*event.key() {
            "ArrowUp" => Way::Up,
            "ArrowDown" => Way::Down,
            _ => return,
        };
        if event.alt_key() {
            event.prevent_default();
            plan.step(at, way);
        }
    };
    let place = move |part| Place::Task(at, part);
    view! {
        <li class="plan-step own" on:keydown=move_by_key>
            <span class="plan-mark">{number}</span>
            <span class="plan-text">
                <span class="strong">{shown}</span>
                <small>{move || t().own_task}</small>
            </span>
            <Tools plan at name=Signal::derive(shown)/>
            <div class="plan-fields">
                <After plan at/>
                <TextPlace editor=plan.editor at=place(TaskPart::Title)/>
                <TextPlace editor=plan.editor at=place(TaskPart::Text)/>
                <TextPlace editor=plan.editor at=place(TaskPart::Url) kind="url"/>
                <English plan at/>
            </div>
        </li>
    }
}

/// The buttons of a task.
#[component]
fn Tools(plan: Plan, at: usize, name: Signal<String>) -> impl IntoView {
    let t = use_texts(text::of);
    let tool = move |id: &str, words: fn(&text::Text) -> &'static str, act: Callback<()>| {
        view! {
            <button
                class="button small"
                id=task_id(at, id)
                type="button"
                aria-label=move || format!("{} {}", words(t()), name.get())
                on:click=move |_| act.run(())
            >
                {move || words(t())}
            </button>
        }
    };
    let step = move |way| Callback::new(move |()| plan.step(at, way));
    view! {
        <span class="plan-tools">
            {tool("up", |t| t.up, step(Way::Up))}
            {tool("down", |t| t.down, step(Way::Down))}
            {tool("remove", |t| t.remove, Callback::new(move |()| plan.remove(at)))}
        </span>
    }
}

/// The English texts, which few need.
#[component]
fn English(plan: Plan, at: usize) -> impl IntoView {
    let t = use_texts(text::of);
    let parts = [TaskPart::TitleEn, TaskPart::TextEn];
    // Open where there is something in it that has to be seen.
    let is_due = Memo::new(move |_| {
        let is_typed = plan.editor.form.with(|form| {
            let task = form.tasks.get(at);
            task.is_some_and(|task| parts.iter().any(|part| !text_of(task, *part).is_empty()))
        });
        let is_faulty = plan.editor.known.with(|known| {
            let mut faults = known.iter().flat_map(|known| &known.faults);
            faults.any(|fault| {
                parts
                    .iter()
                    .any(|part| Place::of(fault) == Place::Task(at, *part))
            })
        });
        is_typed || is_faulty
    });
    view! {
        <details class="behind" prop:open=move || is_due.get()>
            <summary>{move || t().english}</summary>
            <div class="fields">
                <TextPlace editor=plan.editor at=Place::Task(at, TaskPart::TitleEn)/>
                <TextPlace editor=plan.editor at=Place::Task(at, TaskPart::TextEn)/>
            </div>
        </details>
    }
}
