//! The invite: a link and its code to be shown around, and how it is set.

mod flash;

use api::path::INVITE;
use api::team::{Invite, SetInvite};
use domain::role::Act;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::component::RowText;
use ui::text;

use self::flash::Flash;
use super::bar::{Bar, ButtonRow, LinkRow};
use crate::api::Request;
use crate::browser::{install, page};
use crate::components::{ErrorText, Sheet, SheetHandle, show};
use crate::form::Form;
use crate::workbench::state::use_team;

/// The page.
#[component]
pub fn InvitePage() -> impl IntoView {
    let team = use_team();
    let invite = team.load::<Invite>(move || team.path(INVITE));
    let renewing = RwSignal::new(false);
    let flash = Flash::new();
    let renewed = Callback::new(move |()| {
        invite.refetch();
        flash.show(untrack(|| team.t().renewed));
    });
    view! {
        {move || view! { <Bar title=team.t().invite/> }}
        {show(invite, move |invite| view! { <Shown invite renewing flash/> })}
        {move || renewing.get().then(|| view! { <RenewSheet renewing renewed/> })}
    }
}

#[component]
fn Shown(invite: RwSignal<Invite>, renewing: RwSignal<bool>, flash: Flash) -> impl IntoView {
    let team = use_team();
    let wanted = RwSignal::new(false);
    let form = Form::new(move |()| {
        invite.try_update(|invite| invite.approval = wanted.get_untracked());
    });
    move || {
        let t = team.t();
        let sets = team.may(Act::SetInvite).then(|| {
            view! {
                <ApprovalSwitch invite wanted form/>
                <ButtonRow
                    class="row deed"
                    id="renew"
                    text=t.renew
                    on_tap=Callback::new(move |()| renewing.set(true))
                />
            }
        });
        let people = team.seat(|seat| seat.people).unwrap_or_default();
        let people = text::people(team.lang.get(), people);
        view! {
            <main class="page">
                <div class="card code">
                    <img class="qr" src=move || invite.with(|invite| invite.qr.clone()) alt=t.qr_alt width="220" height="220"/>
                    <b>{team.name()}</b>
                    <p class="small">{t.invite_detail}</p>
                    <p class="url">{move || invite.with(|invite| invite.url.clone())}</p>
                </div>
                <div class="card">
                    <LinkRow href=team.page_path("/people") text=t.people end=people/>
                    {sets}
                </div>
                <ErrorText form/>
            </main>
            <Foot invite flash/>
        }
    }
}

/// Whether joining needs approval; a refusal leaves the switch as it was.
#[component]
fn ApprovalSwitch(invite: RwSignal<Invite>, wanted: RwSignal<bool>, form: Form) -> impl IntoView {
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

/// The ways to hand the link on.
#[component]
fn Foot(invite: RwSignal<Invite>, flash: Flash) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let url = move || invite.with_untracked(|invite| invite.url.clone());
    let copy = move |_| {
        spawn_local(async move {
            let copied = page::copy(&url()).await;
            flash.show(if copied { t.copied } else { t.not_copied });
        });
    };
    let title = text::team::shared(team.lang.get(), &team.name());
    let share = install::shares().then(|| {
        view! {
            <button class="button plain" type="button" on:click=move |_| install::share(&title, &url())>
                {t.share}
            </button>
        }
    });
    view! {
        <footer class="foot">
            <p class="said" role="status">
                {flash.text}
            </p>
            <button class="button" type="button" id="copy" on:click=copy>
                {t.copy}
            </button>
            {share}
        </footer>
    }
}

#[component]
fn RenewSheet(renewing: RwSignal<bool>, renewed: Callback<()>) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let handle = SheetHandle::new();
    let form = Form::new(move |()| {
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
