//! The person's account: leaving the team, signing out, deleting it.

mod delete;

use api::path::{ACCOUNT, MEMBERSHIP, SESSION};
use api::team::Account;
use leptos::prelude::*;
use serde::de::IgnoredAny;
use ui::component::{Avatar, RowText};

use self::delete::DeleteSheet;
use super::bar::{Bar, ButtonRow};
use crate::api::Request;
use crate::components::{ErrorText, Sheet, SheetHandle};
use crate::form::Form;
use crate::workbench::state::use_team;

/// Which sheet is open.
#[derive(Clone, PartialEq)]
enum Open {
    Leave,
    /// With what deleting the account means, as it was when it was wanted.
    Delete(Account),
}

/// The page.
#[component]
pub fn AccountPage() -> impl IntoView {
    let team = use_team();
    let open = RwSignal::new(None::<Open>);
    let mounted = RwSignal::new(());
    let sign_out = Form::new(move |_: IgnoredAny| {
        team.forget_person();
        if mounted.try_get_untracked().is_some() {
            team.navigate.replace("/workbench");
        }
    });
    let look = Form::beside(sign_out, move |found: Account| {
        open.try_set(Some(Open::Delete(found)));
    });
    let sheet = move || {
        Some(match open.get()? {
            Open::Leave => view! { <LeaveSheet open/> }.into_any(),
            Open::Delete(account) => view! { <DeleteSheet account open/> }.into_any(),
        })
    };
    let body = move || {
        let t = team.t();
        let sign_out_now = move |()| sign_out.submit(Request::delete(SESSION.to_owned()));
        let delete = move |()| look.submit(Request::get(ACCOUNT.to_owned()));
        view! {
            <Bar title=t.account/>
            <main class="page">
                <div class="card">{move || view! { <Who/> }}</div>
                <div class="card">
                    <ButtonRow id="sign-out" text=t.sign_out on_tap=Callback::new(sign_out_now)/>
                    {move || view! { <LeaveRow open/> }}
                    <ButtonRow class="row bad" id="delete" text=t.delete_account on_tap=Callback::new(delete)/>
                </div>
                <ErrorText form=sign_out/>
            </main>
        }
    };
    view! {
        {move || body()}
        {move || sheet()}
    }
}

#[component]
fn Who() -> impl IntoView {
    let person = use_team().person.get();
    person.map(|person| {
        let name = person.name.unwrap_or_else(|| person.phone.clone());
        view! {
            <div class="row">
                <Avatar name=name.clone()/>
                <RowText line=name small=person.phone/>
            </div>
        }
    })
}

/// The way out of the team, for who may leave it.
#[component]
fn LeaveRow(open: RwSignal<Option<Open>>) -> impl IntoView {
    let team = use_team();
    let may_leave = team.membership(|membership| membership.role.may_leave()) == Some(true);
    may_leave.then(|| {
        view! {
            <button class="row" type="button" id="leave" on:click=move |_| open.set(Some(Open::Leave))>
                <RowText line=team.t().leave small=team.name()/>
            </button>
        }
    })
}

#[component]
fn LeaveSheet(open: RwSignal<Option<Open>>) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let form = team.form_that_may_be_done(move || team.leave_team());
    view! {
        <Sheet
            handle=SheetHandle::new()
            form
            title=t.leave
            action=t.leave
            on_submit=Callback::new(move |()| form.submit(Request::delete(team.path(MEMBERSHIP))))
            on_close=Callback::new(move |()| open.set(None))
        >
            <p>{t.leave_detail}</p>
            <ErrorText form/>
        </Sheet>
    }
}
