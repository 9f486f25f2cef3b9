//! Invite codes: listed, made, copied, revoked.

use api::console::desk::InviteCodeRow;
use api::console::list::Page as Rows;
use api::console::path::of_id;
use api::console::review_path::{INVITE_CODES, ONE_INVITE_CODE};
use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use ui::icon::{Icon, PLUS};

use super::make_code::MakeDialog;
use crate::api::Request;
use crate::components::card::{Badge, Card, Tone};
use crate::components::copy::CopyButton;
use crate::components::dialog::{Confirm, open_for};
use crate::components::list::Listing;
use crate::components::load::{load, show_words};
use crate::components::page::Page;
use crate::components::rows::{Narrowing, RowFilter, rows};
use crate::components::table::Time;
use crate::form::Form;
use crate::pages::Allowed;
use crate::session::{use_session, use_texts};
use crate::text::{common, invite_codes as text};

/// The page's address. With `for` it asks to make a code for that vendor.
pub const ADDRESS: &str = "/console/invite-codes";

/// The page.
#[component]
pub fn CodesPage() -> impl IntoView {
    view! {
        <Allowed to=Permission::IssueInviteCodes>
            <List/>
        </Allowed>
    }
}

/// The code that is revoked.
type Revoking = RwSignal<Option<InviteCodeRow>>;

#[component]
fn List() -> impl IntoView {
    let t = use_texts(text::of);
    let listing = Listing::new(&["q", "state", "sort"]);
    let codes = load::<Rows<InviteCodeRow>>(move || listing.request(INVITE_CODES));
    let wanted = use_query_map().with_untracked(|query| query.get("for"));
    let making = RwSignal::new(wanted.is_some());
    let vendor = RwSignal::new(wanted.unwrap_or_default());
    let revoking: Revoking = RwSignal::new(None);
    let by = Narrowing {
        help: text::search_help,
        states: text::STATES,
        state: text::state,
    };
    let make = move || {
        view! {
            <button class="button primary" type="button" id="make-code" on:click=move |_| making.set(true)>
                <Icon path=PLUS/>
                {move || t().make}
            </button>
        }
    };
    view! {
        <Page title=move || t().title detail=move || t().detail action=make>
            <RowFilter listing by/>
            <Card title=move || t().title>
                {show_words(codes, move |page| {
                    rows(listing, page, [t().none, t().none_detail], move |rows| view! { <Table rows revoking/> })
                })}
            </Card>
        </Page>
        <MakeDialog open=making vendor/>
        <RevokeDialog revoking/>
    }
}

#[component]
fn Table(rows: Vec<InviteCodeRow>, revoking: Revoking) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let rows = rows.into_iter().map(|row| view! { <Row row revoking/> });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().code}</th>
                    <th scope="col">{t().vendor}</th>
                    <th scope="col">{t().labeled}</th>
                    <th scope="col">{c().state}</th>
                    <th scope="col">{t().made_at}</th>
                    <th scope="col">
                        <span class="unseen">{c().actions}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Row(row: InviteCodeRow, revoking: Revoking) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let (state, tone) = match row.revoked_at {
        None => ("open", Tone::Good),
        Some(_) => ("revoked", Tone::Plain),
    };
    let label = format!("{}: {}", t().revoke, row.code);
    let acts = row.revoked_at.is_none().then(|| {
        let own = row.clone();
        view! {
            <CopyButton text=row.code.clone() of=row.code.clone()/>
            <button class="button small" type="button" aria-label=label on:click=move |_| revoking.set(Some(own.clone()))>
                {t().revoke}
            </button>
        }
    });
    view! {
        <tr>
            <td class="first">
                <code class="mono nowrap">{row.code.clone()}</code>
            </td>
            <td class="typed" data-label=t().vendor>
                {row.vendor}
            </td>
            <td class="typed" data-label=t().labeled>
                {row.label}
            </td>
            <td data-label=c().state>
                <Badge text=text::state(session.lang.get(), state) tone/>
            </td>
            <td data-label=t().made_at>
                <Time at=row.created_at/>
            </td>
            <td class="end">{acts}</td>
        </tr>
    }
}

/// Asks before a code is revoked.
#[component]
fn RevokeDialog(revoking: Revoking) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let open = open_for(revoking);
    let form = Form::new("revoke-code", move |()| {
        open.set(false);
        session.say(t().revoked);
        session.reload();
    });
    let confirm = Callback::new(move |()| {
        if let Some(row) = revoking.get_untracked() {
            form.submit(Request::delete(of_id(ONE_INVITE_CODE, row.id)));
        }
    });
    let title = move || {
        let code = revoking.get().map(|row| row.code);
        text::revoke_title(session.lang.get(), &code.unwrap_or_default())
    };
    view! { <Confirm open form title detail=move || t().revoke_detail action=move || t().revoke on_confirm=confirm/> }
}
