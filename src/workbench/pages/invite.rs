//! The invite: a link and its code to be shown around, and how it is set.

mod flash;
mod settings;

use api::path::INVITE;
use api::team::Invite;
use domain::role::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::IgnoredAny;
use ui::text;

use self::flash::Flash;
use self::settings::{ApprovalSwitch, RenewSheet};
use super::bar::{Bar, ButtonRow, LinkRow};
use crate::browser::{install, page};
use crate::components::{ErrorText, show};
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
    let may_set = Memo::new(move |_| team.may(Permission::SetInvite));
    let wanted = RwSignal::new(false);
    let form = Form::new(move |_: IgnoredAny| {
        invite.try_update(|invite| invite.approval = wanted.get_untracked());
    });
    let people = move || {
        let people = team
            .membership(|membership| membership.people)
            .unwrap_or_default();
        let end = text::people(team.lang.get(), people);
        view! { <LinkRow href=team.page_path("/people") text=team.t().people end/> }
    };
    let settings = move || {
        let renew = Callback::new(move |()| renewing.set(true));
        view! {
            <ApprovalSwitch invite wanted form/>
            <ButtonRow class="row deed" id="renew" text=team.t().renew on_tap=renew/>
        }
    };
    move || {
        let t = team.t();
        view! {
            <main class="page">
                <div class="card code">
                    <img class="qr" src=move || invite.with(|invite| invite.qr.clone()) alt=t.qr_alt width="220" height="220"/>
                    <b>{move || team.name()}</b>
                    <p class="small">{t.invite_detail}</p>
                    <p class="url">{move || invite.with(|invite| invite.url.clone())}</p>
                </div>
                <div class="card">
                    {move || people()}
                    {move || may_set.get().then(settings)}
                </div>
                <ErrorText form/>
            </main>
            <Foot invite flash/>
        }
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
    let title = move || text::team::shared(team.lang.get_untracked(), &untrack(|| team.name()));
    let share = install::shares().then(|| {
        view! {
            <button class="button plain" type="button" on:click=move |_| install::share(&title(), &url())>
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
