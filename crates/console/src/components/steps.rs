//! What is to be done, step by step, each with whether it is done.

use leptos::prelude::*;
use ui::icon::{CHECK, Icon};

use crate::components::card::{Badge, Card, Tone};
use crate::session::{use_session, use_texts};
use crate::text::home;

/// A step.
pub struct Step {
    /// What is to be done.
    pub name: TextProp,
    /// Why.
    pub detail: TextProp,
    /// Where.
    pub href: String,
    /// It is done.
    pub done: bool,
}

/// Steps as a card; nothing once all are done.
#[component]
pub fn Steps(
    /// The steps in order.
    steps: Vec<Step>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(home::of);
    let done = steps.iter().filter(|step| step.done).count();
    let all = steps.len();
    let detail = move || home::steps(session.lang.get(), done, all);
    let Some(first) = steps.iter().position(|step| !step.done) else {
        return ().into_any();
    };
    let items: Vec<_> = steps
        .into_iter()
        .enumerate()
        .map(|(at, step)| view! { <StepRow step is_next=first == at/> })
        .collect();
    view! {
        <Card title=move || t().next detail>
            <ol class="steps">{items}</ol>
        </Card>
    }
    .into_any()
}

#[component]
fn StepRow(step: Step, is_next: bool) -> impl IntoView {
    let t = use_texts(home::of);
    let Step {
        name,
        detail,
        href,
        done,
    } = step;
    let label = name.clone();
    let button = if is_next { "button primary" } else { "button" };
    let end = match done {
        true => (move || view! { <Badge text=t().done tone=Tone::Good/> }).into_any(),
        false => view! {
            <a class=button href=href aria-label=move || format!("{}: {}", t().go, label.get())>
                {move || t().go}
            </a>
        }
        .into_any(),
    };
    let class = if done { "step done" } else { "step" };
    view! {
        <li class=class>
            <span class="step-mark">
                <Icon path=CHECK/>
            </span>
            <span class="step-text">
                <span class="strong">{move || name.get()}</span>
                <small>{move || detail.get()}</small>
            </span>
            {end}
        </li>
    }
}
