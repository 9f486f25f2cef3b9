//! Deleting the account: what is handed over first, or what ends with it.

use api::path::ACCOUNT;
use api::problem::Code;
use api::team::{Account, TeamRef};
use leptos::prelude::*;
use serde::de::IgnoredAny;

use super::Open;
use crate::api::Request;
use crate::components::field::Typing;
use crate::components::{ErrorText, Menu, Sheet, SheetHandle, TextField};
use crate::form::Form;
use crate::workbench::state::{page_of, use_team};

/// The sheet.
#[component]
pub fn DeleteSheet(account: Account, open: RwSignal<Option<Open>>) -> impl IntoView {
    match account.hand_over.is_empty() {
        true => view! { <Confirm account open/> }.into_any(),
        false => view! { <HandOverFirst teams=account.hand_over open/> }.into_any(),
    }
}

#[component]
fn HandOverFirst(teams: Vec<TeamRef>, open: RwSignal<Option<Open>>) -> impl IntoView {
    let t = use_team().t();
    let rows: Vec<_> = teams
        .into_iter()
        .map(|team| {
            // The link takes the place of the sheet's entry in the history.
            view! {
                <a class="row more" href=page_of("/people", Some(&team.corpid)) prop:replace=true>
                    <span class="what">{team.name}</span>
                    <span class="end">{t.people}</span>
                </a>
            }
        })
        .collect();
    view! {
        <Menu
            handle=SheetHandle::new()
            title=t.delete_account
            on_close=Callback::new(move |()| open.set(None))
        >
            <p>{t.delete_hand_over}</p>
            <div class="card">{rows}</div>
        </Menu>
    }
}

#[component]
fn Confirm(account: Account, open: RwSignal<Option<Open>>) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let form = Form::new(move |_: IgnoredAny| {
        team.forget_person();
        team.deleted.set(true);
        team.navigate.replace("/workbench");
    });
    let typed = RwSignal::new(String::new());
    let digits = StoredValue::new(last_digits(&account.person.phone));
    let submit = move |()| match digits.with_value(|digits| typed.get_untracked().trim() == digits)
    {
        true => form.submit(Request::delete(ACCOUNT.to_owned())),
        false => form.set_field_error("confirm", Code::NotTheName),
    };
    view! {
        <Sheet
            handle=SheetHandle::new()
            form
            title=t.delete_account
            action=t.delete_now
            danger=true
            on_submit=Callback::new(submit)
            on_close=Callback::new(move |()| open.set(None))
        >
            <p>{t.delete_detail}</p>
            <Teams title=t.delete_dissolve teams=account.dissolve/>
            <Teams title=t.delete_leave teams=account.leave/>
            <TextField form id="confirm" label=t.delete_type value=typed typing=Typing::digits("off")/>
            <ErrorText form/>
        </Sheet>
    }
}

/// The last four digits of a number.
fn last_digits(phone: &str) -> String {
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let from = digits.len().saturating_sub(4);
    digits.get(from..).unwrap_or_default().to_owned()
}

/// What becomes of some teams; nothing where there are none.
#[component]
fn Teams(title: &'static str, teams: Vec<TeamRef>) -> impl IntoView {
    let rows: Vec<_> = teams
        .into_iter()
        .map(|team| view! { <li>{team.name}</li> })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <p>{title}</p>
            <ul class="points">{rows}</ul>
        }
    })
}
