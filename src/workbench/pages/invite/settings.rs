//! How the invite is set: whether joining needs approval, and another link in its place.

use api::path::INVITE;
use api::team::{Invite, SetInvite};
use leptos::prelude::*;
use serde::de::IgnoredAny;
use ui::component::RowText;

use crate::api::Request;
use crate::components::{ErrorText, Sheet, SheetHandle};
use crate::form::Form;
use crate::workbench::state::use_team;

/// Whether joining needs approval; a refusal leaves the switch as it was.
#[component]
pub fn ApprovalSwitch(
    invite: RwSignal<Invite>,
    wanted: RwSignal<bool>,
    form: Form,
) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let pending = form.pending();
    let checked = move || match pending.get() {
        true => wanted.get(),
        false => invite.with(|invite| invite.approval),
    };
    let set = move |event| {
        let approval = event_target_checked(&event);
        wanted.set(approval);
        form.submit(Request::put(team.path(INVITE), &SetInvite { approval }));
    };
    view! {
        <label class="row">
            <RowText line=t.approval small=t.approval_detail/>
            <input
                class="tick"
                type="checkbox"
                role="switch"
                id="approval"
                prop:checked=checked
                prop:disabled=pending
                on:change=set
            />
        </label>
    }
}

/// Confirms that the link is renewed.
#[component]
pub fn RenewSheet(renewing: RwSignal<bool>, renewed: Callback<()>) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let handle = SheetHandle::new();
    let form = Form::new(move |_: IgnoredAny| {
        renewed.run(());
        handle.close();
    });
    view! {
        <Sheet
            handle
            form
            title=t.renew
            action=t.renew
            on_submit=Callback::new(move |()| form.submit(Request::post(team.path(INVITE), &())))
            on_close=Callback::new(move |()| renewing.set(false))
        >
            <p>{t.renew_detail}</p>
            <ErrorText form/>
        </Sheet>
    }
}
