//! The batches of serials with their counts.

use api::console::list::Page;
use api::console::serial::{Changed, SerialBatch};
use api::console::vendor_path::{SERIAL_BATCH_REVOKE, SERIAL_BATCHES, of_item};
use domain::account::Permission;
use leptos::prelude::*;

use super::{Head, of_batch};
use crate::api::Request;
use crate::components::card::Card;
use crate::components::dialog::{Confirm, open_for};
use crate::components::list::Listing;
use crate::components::load::{load, show};
use crate::components::rows::{Narrowing, RowFilter, rows};
use crate::components::table::Time;
use crate::form::Form;
use crate::pages::suites::frame::{TheSuite, use_suite};
use crate::session::{Undo, use_session, use_texts};
use crate::text::number::{number, percent};
use crate::text::{common, serials as text};

/// What the page is doing to which batch. Cheap to copy.
#[derive(Clone, Copy)]
struct Acts {
    suite: TheSuite,
    revoking: RwSignal<Option<SerialBatch>>,
    restore: Form,
}

/// The page.
#[component]
pub fn SerialBatchesPage() -> impl IntoView {
    let session = use_session();
    let suite = use_suite();
    let t = use_texts(text::of);
    let listing = Listing::new(&["q", "sort"]);
    let page =
        load::<Page<SerialBatch>>(move || listing.request(&suite.tracked_path(SERIAL_BATCHES)));
    let restore = Form::new("restore-batch", move |_: Changed| {
        session.say(t().restored);
        session.reload();
    });
    let acts = Acts {
        suite,
        revoking: RwSignal::new(None),
        restore: restore.with_handler(move |problem| {
            session.say(untrack(|| session.message(problem)));
            true
        }),
    };
    let by = Narrowing {
        help: text::search_batches_help,
        states: &[],
        state: text::state,
    };
    view! {
        <Head>
            <RowFilter listing by/>
            <Card title=move || t().batches>
                {show(page, move |page| {
                    rows(listing, page, [t().no_batches, t().none_detail], move |rows| view! { <Table rows acts/> })
                })}
            </Card>
        </Head>
        <RevokeDialog acts/>
    }
}

#[component]
fn Table(rows: Vec<SerialBatch>, acts: Acts) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let rows: Vec<_> = rows
        .into_iter()
        .map(|batch| view! { <Row batch acts/> })
        .collect();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().batch}</th>
                    <th scope="col">{t().issued_at}</th>
                    <th scope="col" class="num">{t().issued}</th>
                    <th scope="col" class="num">{t().redeemed}</th>
                    <th scope="col" class="num">{t().taken_back}</th>
                    <th scope="col">
                        <span class="unseen">{c().actions}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn Row(batch: SerialBatch, acts: Acts) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let lang = session.lang.get();
    let SerialBatch {
        id,
        issued_at,
        issued,
        redeemed,
        revoked,
        ..
    } = batch;
    let href = untrack(|| of_batch(acts.suite, id));
    let label = match batch.label.is_empty() {
        true => t().no_label.to_owned(),
        false => batch.label.clone(),
    };
    let restore_path = of_item(SERIAL_BATCH_REVOKE, &acts.suite.key.get_untracked(), id);
    let of = |act: &str| format!("{act}: {}", text::batch(lang, id));
    let (revoke_label, restore_label) = (of(t().revoke_batch), of(t().restore_batch));
    let can_revoke = redeemed + revoked < issued;
    let act = move || match can_revoke {
        true => {
            let batch = batch.clone();
            view! {
                <button
                    class="button small"
                    type="button"
                    aria-label=revoke_label.clone()
                    on:click=move |_| acts.revoking.set(Some(batch.clone()))
                >
                    {t().revoke_batch}
                </button>
            }
            .into_any()
        }
        false if revoked > 0 => {
            let path = restore_path.clone();
            view! {
                <button
                    class="button small"
                    type="button"
                    aria-label=restore_label.clone()
                    on:click=move |_| acts.restore.submit(Request::delete(path.clone()).with_patience())
                >
                    {t().restore_batch}
                </button>
            }
            .into_any()
        }
        false => ().into_any(),
    };
    view! {
        <tr>
            <td class="first">
                <a class="two" href=href>
                    <span class="strong">{label}</span>
                    <small>{text::batch(lang, id)}</small>
                </a>
            </td>
            <td data-label=t().issued_at>
                <Time at=issued_at/>
            </td>
            <td class="num" data-label=t().issued>
                {number(issued)}
            </td>
            <td class="num" data-label=t().redeemed>
                <span>{number(redeemed)} " " <small>{percent(redeemed, issued)} "%"</small></span>
            </td>
            <td class="num" data-label=t().taken_back>
                {number(revoked)}
            </td>
            <td class="end">
                <Show when=move || session.may(Permission::EditSerials)>{act.clone()}</Show>
            </td>
        </tr>
    }
}

/// Takes back those of a batch that no team has redeemed.
#[component]
fn RevokeDialog(acts: Acts) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let open = open_for(acts.revoking);
    let path = move || {
        let batch = acts.revoking.get_untracked();
        batch.map(|batch| {
            of_item(
                SERIAL_BATCH_REVOKE,
                &acts.suite.key.get_untracked(),
                batch.id,
            )
        })
    };
    let form = Form::new("revoke-batch", move |Changed { changed }| {
        let words = text::revoked(session.lang.get_untracked(), changed);
        match path() {
            Some(path) => {
                let undo = Undo {
                    request: Request::delete(path).with_patience(),
                    done: t().restored.to_owned(),
                };
                session.say_undoable(words, undo);
            }
            None => session.say(words),
        }
        open.set(false);
        session.reload();
    });
    let confirm = Callback::new(move |()| {
        if let Some(path) = path() {
            form.submit(Request::post_empty(path).with_patience());
        }
    });
    let title = move || {
        let lang = session.lang.get();
        let name = acts
            .revoking
            .get()
            .map(|batch| match batch.label.is_empty() {
                true => text::batch(lang, batch.id),
                false => batch.label,
            });
        text::revoke_batch_title(lang, &name.unwrap_or_default())
    };
    view! {
        <Confirm open form title detail=move || t().revoke_batch_detail action=move || t().revoke_batch on_confirm=confirm/>
    }
}
