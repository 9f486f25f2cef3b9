//! The colleagues of a group: the list, with its two ways to add.

use api::request::Colleague;
use domain::phone::Phone;
use leptos::prelude::*;
use ui::component::{Avatar, RowText};
use ui::icon::{CROSS, Icon, PLUS};
use ui::text;

use super::sheets::{SheetKind, Sheets};
use crate::browser::page;
use crate::deploy::state::{Flow, use_flow};
use crate::form::Form;

/// The list.
#[component]
pub fn Colleagues(form: Form, sheets: Sheets) -> impl IntoView {
    let flow = use_flow();
    let t = flow.t();
    let draft = flow.team;
    let count = move || match draft.missing() {
        0 => text::people(flow.lang.get(), draft.people()),
        n => text::deploy::missing(flow.lang.get(), n),
    };
    let owner = flow.own_phone().map(|phone| phone.to_string());
    view! {
        <div class="head">
            <h2>{t.colleagues}</h2>
            <b role="status">{move || count()}</b>
        </div>
        <div class="card">
            <div class="row">
                <span class="avatar" aria-hidden="true">
                    {t.me}
                </span>
                <span class="what">
                    <span>{draft.owner_name}</span>
                    <small>{owner}</small>
                </span>
            </div>
            <For
                each=move || draft.colleagues.get()
                key=Clone::clone
                children=move |colleague| view! { <Row form colleague/> }
            />
            <div class="row">
                <button class="link grow" type="button" id="add" on:click=move |_| sheets.open(SheetKind::Add)>
                    <span class="row-add">
                        <Icon path=PLUS/>
                        {t.add_colleague}
                    </span>
                </button>
                <button class="link" type="button" id="paste" on:click=move |_| sheets.open(SheetKind::Paste)>
                    {t.paste_list}
                </button>
            </div>
        </div>
    }
}

#[component]
fn Row(form: Form, colleague: Colleague) -> impl IntoView {
    let flow = use_flow();
    let phone = Phone::parse(&colleague.phone)
        .map_or_else(|_| colleague.phone.clone(), |phone| phone.to_string());
    let detail = match colleague.department.as_str() {
        "" => phone,
        department => format!("{phone} · {department}"),
    };
    let label = format!("{} {}", flow.t().remove, colleague.name);
    let name = colleague.name.clone();
    let this = StoredValue::new(colleague);
    let wrong = move || {
        let at = this.with_value(|this| flow.team.place(this));
        at.is_some() && flow.team.faulty.get() == at
    };
    view! {
        <div class="row" class:wrong=wrong>
            <Avatar name=name.clone()/>
            <RowText line=name small=detail/>
            <button class="cross" type="button" aria-label=label on:click=move |_| remove(flow, form, &this.get_value())>
                <Icon path=CROSS/>
            </button>
        </div>
    }
}

/// Removes a colleague; the focus goes to the next one's button, or to the one that adds.
fn remove(flow: Flow, form: Form, colleague: &Colleague) {
    let draft = flow.team;
    let Some(at) = draft.place(colleague) else {
        return;
    };
    draft.colleagues.update(|all| drop(all.remove(at)));
    draft.faulty.set(None);
    form.clear();
    let left = draft.colleagues.with_untracked(Vec::len);
    queue_microtask(move || match at < left {
        true => page::focus(&format!(".row:nth-child({}) .cross", at + 2)),
        false => page::focus("#add"),
    });
}
