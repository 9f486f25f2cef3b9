//! What may be done about a member: a sheet of choices, then one that confirms the chosen one.

use leptos::prelude::*;

use super::action::MemberAction;
use crate::components::{ErrorText, Menu, Sheet, SheetHandle};
use crate::workbench::pages::bar::ButtonRow;
use crate::workbench::state::use_team;

/// Whose sheet is open.
#[derive(Clone)]
pub struct Open {
    /// The member's id.
    pub id: i64,
    /// Their name.
    pub name: String,
    /// What may be done about them.
    pub actions: Vec<MemberAction>,
    /// What is to be confirmed.
    pub chosen: Option<MemberAction>,
}

/// The open sheet.
#[component]
pub fn MemberSheet(open: RwSignal<Option<Open>>) -> impl IntoView {
    move || {
        let member = open.get()?;
        Some(match member.chosen {
            None => view! { <Choices open member/> }.into_any(),
            Some(action) => view! { <Confirm open member action/> }.into_any(),
        })
    }
}

/// The choices. The next sheet opens once this one is closed, so that each has its own entry in the history.
#[component]
fn Choices(open: RwSignal<Option<Open>>, member: Open) -> impl IntoView {
    let t = use_team().t();
    let handle = SheetHandle::new();
    let chosen = StoredValue::new(None);
    let rows: Vec<_> = member
        .actions
        .iter()
        .map(|&action| {
            let class = if action.is_final() { "row bad" } else { "row" };
            let choose = move |()| {
                chosen.set_value(Some(action));
                handle.close();
            };
            view! { <ButtonRow class text=action.title(t) on_tap=Callback::new(choose)/> }
        })
        .collect();
    let closed = move |()| {
        open.update(|open| match (open.as_mut(), chosen.get_value()) {
            (Some(member), Some(action)) => member.chosen = Some(action),
            _ => *open = None,
        });
    };
    view! {
        <Menu handle title=member.name on_close=Callback::new(closed)>
            <div class="card">{rows}</div>
        </Menu>
    }
}

#[component]
fn Confirm(open: RwSignal<Option<Open>>, member: Open, action: MemberAction) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let handle = SheetHandle::new();
    let form = team.form_that_may_be_done(move || {
        handle.close();
        team.reload();
    });
    let id = member.id;
    view! {
        <Sheet
            handle
            form
            title=action.title(t)
            action=action.title(t)
            danger=action.is_final()
            on_submit=Callback::new(move |()| form.submit(action.request(team, id)))
            on_close=Callback::new(move |()| open.set(None))
        >
            <p>{member.name}</p>
            <p class="second">{action.detail(t)}</p>
            <ErrorText form/>
        </Sheet>
    }
}
