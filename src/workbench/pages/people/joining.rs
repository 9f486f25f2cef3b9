//! Who waits to be let in. Each row is a form of its own, so that several are decided at once.

use api::path::JOIN;
use api::problem::Code;
use api::team::{Decide, Joining, People};
use leptos::prelude::*;
use serde::de::IgnoredAny;
use ui::component::Avatar;

use crate::api::Request;
use crate::browser::page;
use crate::components::ErrorText;
use crate::form::Form;
use crate::workbench::state::{Team, use_team};

/// The list; nothing if nobody waits.
#[component]
pub fn JoiningList(people: RwSignal<People>) -> impl IntoView {
    let team = use_team();
    let some = Memo::new(move |_| people.with(|people| !people.joins.is_empty()));
    let list = move || {
        view! {
            <h2>{move || team.t().waiting_people}</h2>
            <ul class="card" id="joins">
                <For
                    each=move || people.with(|people| people.joins.clone())
                    key=|joining| (joining.id, joining.name.clone(), joining.phone.clone())
                    children=|joining| view! { <Row joining/> }
                />
            </ul>
        }
    };
    move || some.get().then(list)
}

#[component]
fn Row(joining: Joining) -> impl IntoView {
    let team = use_team();
    // Decided rows wait for the list to come without them.
    let decided = RwSignal::new(false);
    let form = Form::new(move |_: IgnoredAny| {
        decided.try_set(true);
        team.reload();
    })
    .with_error_handler(move |problem| {
        if problem.code == Code::RequestDecided {
            team.reload();
        }
        false
    });
    let pending = form.pending();
    let busy = Memo::new(move |_| pending.get() || decided.get());
    on_cleanup(|| queue_microtask(|| page::focus_if_lost("h1")));
    move || {
        let t = team.t();
        let detail = joining.phone.clone();
        let detail = move || match busy.get() {
            true => waiting(team).to_owned(),
            false => detail.clone(),
        };
        let button = |class, label: &'static str, admit| {
            let path = team.item_path(JOIN, joining.id);
            let decide = move |_| {
                if !busy.get_untracked() {
                    form.submit(Request::post(path.clone(), &Decide { admit }));
                }
            };
            view! {
                <button
                    class=class
                    type="button"
                    aria-label=format!("{label} {}", joining.name)
                    aria-disabled=move || busy.get().to_string()
                    on:click=decide
                >
                    {label}
                </button>
            }
        };
        view! {
            <li>
                <div class="row">
                    <Avatar name=joining.name.clone()/>
                    <span class="what">
                        <span>{joining.name.clone()}</span>
                        <small role="status">{move || detail()}</small>
                    </span>
                    {button("small-button plain", t.refuse, false)}
                    {button("small-button", t.admit, true)}
                </div>
                <ErrorText form/>
            </li>
        }
    }
}

/// What a row tells while it is pending.
fn waiting(team: Team) -> &'static str {
    match team.offline.get() {
        true => team.t().waiting,
        false => team.t().working,
    }
}
