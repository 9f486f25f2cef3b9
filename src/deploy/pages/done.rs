//! A task that is done: what was entered, and the way on.

use api::answer::Onboarding;
use api::request::Scope;
use domain::task::Task;
use leptos::prelude::*;
use ui::component::Heading;
use ui::icon::{CHECK, Icon};
use ui::text;

use super::custom::CustomText;
use super::title;
use crate::deploy::frame::Frame;
use crate::deploy::state::{Flow, use_flow};

/// The page.
#[component]
pub fn DonePage(task: Task) -> impl IntoView {
    let flow = use_flow();
    view! { {move || {
        let t = flow.t();
        let href = flow.task_path(flow.due().unwrap_or(Task::Start));
        let class = if task == Task::Serial { "what typed" } else { "what" };
        let rows: Vec<_> = flow
            .onboarding(|found| entered(flow, found, task))
            .unwrap_or_default()
            .into_iter()
            .map(|line| {
                view! {
                    <li class="row">
                        <span class=class>{line}</span>
                    </li>
                }
            })
            .collect();
        let head = match task {
            Task::Custom(place) => view! { <CustomText place lang=flow.lang.get()/> }.into_any(),
            task => view! { <Heading text=title(flow, task)/> }.into_any(),
        };
        view! {
            <Frame/>
            <main class="page">
                {head}
                <ul class="card">
                    <li class="row">
                        <span class="mark good">
                            <Icon path=CHECK/>
                        </span>
                        <span class="what second">{t.read_only}</span>
                    </li>
                    {rows}
                </ul>
            </main>
            <footer class="foot">
                <a class="button" href=href>
                    {t.go_on}
                </a>
            </footer>
        }
    }} }
}

/// The lines that tell what was entered.
fn entered(flow: Flow, found: &Onboarding, task: Task) -> Vec<String> {
    let lang = flow.lang.get();
    let t = flow.t();
    match task {
        Task::SignIn => {
            let name = found.person.name.clone();
            name.into_iter()
                .chain([found.person.phone.clone()])
                .collect()
        }
        Task::Team => match &found.team {
            Some(team) => vec![team.name.clone(), text::people(lang, team.people)],
            None => Vec::new(),
        },
        Task::Serial => {
            let accepted = found
                .serial
                .as_ref()
                .and_then(|serial| serial.accepted.clone());
            accepted.into_iter().collect()
        }
        Task::Scope => match &found.scope {
            Some(set) => {
                let names = match set.scope {
                    Scope::Everyone => t.everyone.to_owned(),
                    _ => set.names.join(lang.pick("、", ", ")),
                };
                vec![format!("{names} · {}", text::people(lang, set.people))]
            }
            None => Vec::new(),
        },
        Task::Authorize | Task::Ask => vec![t.usable.to_owned()],
        Task::Start | Task::Custom(_) => Vec::new(),
    }
}
