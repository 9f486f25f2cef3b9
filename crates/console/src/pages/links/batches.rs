//! The batches of links.

use api::console::link::LinkBatch;
use api::console::list::Page;
use api::console::serial::Changed;
use api::console::vendor_path::{LINK_BATCH_REVOKE, LINK_BATCHES, of_item};
use domain::account::Permission;
use leptos::prelude::*;

use super::downloads::DownloadDialog;
use super::{Head, of_batch};
use crate::api::Request;
use crate::components::card::Card;
use crate::components::dialog::{Confirm, open_for};
use crate::components::list::Listing;
use crate::components::load::{load, show_words};
use crate::components::rows::{Narrowing, RowFilter, rows};
use crate::components::table::Time;
use crate::form::Form;
use crate::pages::suites::frame::{TheSuite, use_suite};
use crate::session::{Undo, use_session, use_texts};
use crate::text::number::number;
use crate::text::{common, links as text};

/// What the page is doing to which batch. Cheap to copy.
#[derive(Clone, Copy)]
struct Acts {
    suite: TheSuite,
    downloading: RwSignal<Option<LinkBatch>>,
    revoking: RwSignal<Option<LinkBatch>>,
    restore: Form,
}

/// The page.
#[component]
pub fn LinkBatchesPage() -> impl IntoView {
    let session = use_session();
    let suite = use_suite();
    let t = use_texts(text::of);
    let listing = Listing::new(&["q", "sort"]);
    let page = load::<Page<LinkBatch>>(move || listing.request(&suite.tracked_path(LINK_BATCHES)));
    let restore = Form::new("restore-links", move |_: Changed| {
        session.say(t().restored);
        session.reload();
    });
    let acts = Acts {
        suite,
        downloading: RwSignal::new(None),
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
                {show_words(page, move |page| {
                    rows(listing, page, [t().no_batches, t().no_batches_detail], move |rows| view! { <Table rows acts/> })
                })}
            </Card>
        </Head>
        <DownloadDialog suite batch=acts.downloading/>
        <RevokeDialog acts/>
    }
}

#[component]
fn Table(rows: Vec<LinkBatch>, acts: Acts) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let rows = rows.into_iter().map(|batch| view! { <Row batch acts/> });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().batch}</th>
                    <th scope="col">{t().made_at}</th>
                    <th scope="col" class="num">{t().links}</th>
                    <th scope="col" class="num">{t().used}</th>
                    <th scope="col" class="num">{t().taken_back}</th>
                    <th scope="col">
                        <span class="unseen">{c().actions}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// A batch's label, or its number if it has none.
fn name(lang: ui::lang::Lang, batch: &LinkBatch) -> String {
    match batch.label.is_empty() {
        true => text::batch(lang, batch.id),
        false => batch.label.clone(),
    }
}

#[component]
fn Row(batch: LinkBatch, acts: Acts) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let lang = session.lang.get();
    let href = untrack(|| of_batch(acts.suite, batch.id));
    let name = name(lang, &batch);
    let of = |act: &str| format!("{act}: {name}");
    let download = of(c().download);
    let has_open = batch.revoked < batch.links;
    let downloading = batch.clone();
    let download = has_open.then(|| {
        view! {
            <button class="button small" type="button" aria-label=download on:click=move |_| acts.downloading.set(Some(downloading.clone()))>
                {c().download}
            </button>
        }
    });
    let may_edit = untrack(|| session.may(Permission::EditLinks));
    let act = may_edit.then(|| match has_open {
        true => {
            let label = of(t().revoke_batch);
            let batch = batch.clone();
            view! {
                <button class="button small" type="button" aria-label=label on:click=move |_| acts.revoking.set(Some(batch.clone()))>
                    {t().revoke_batch}
                </button>
            }
            .into_any()
        }
        false => {
            let label = of(t().restore_batch);
            let path = of_item(LINK_BATCH_REVOKE, &acts.suite.key.get_untracked(), batch.id);
            view! {
                <button
                    class="button small"
                    type="button"
                    aria-label=label
                    on:click=move |_| acts.restore.submit(Request::delete(path.clone()).with_long_timeout())
                >
                    {t().restore_batch}
                </button>
            }
            .into_any()
        }
    });
    view! {
        <tr>
            <td class="first">
                <a class="two" href=href>
                    <span class="strong">{name.clone()}</span>
                    <small>{text::batch(lang, batch.id)}</small>
                </a>
            </td>
            <td data-label=t().made_at>
                <Time at=batch.made_at/>
            </td>
            <td class="num" data-label=t().links>
                {number(batch.links)}
            </td>
            <td class="num" data-label=t().used>
                {number(batch.used)}
            </td>
            <td class="num" data-label=t().taken_back>
                {number(batch.revoked)}
            </td>
            <td class="end">{download} {act}</td>
        </tr>
    }
}

/// Takes a batch's links back.
#[component]
fn RevokeDialog(acts: Acts) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let open = open_for(acts.revoking);
    let path = move || {
        let batch = acts.revoking.get_untracked();
        batch.map(|batch| of_item(LINK_BATCH_REVOKE, &acts.suite.key.get_untracked(), batch.id))
    };
    let form = Form::new("revoke-links", move |Changed { changed }| {
        let words = text::revoked(session.lang.get_untracked(), changed);
        match path() {
            Some(path) => {
                let undo = Undo {
                    request: Request::delete(path).with_long_timeout(),
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
            form.submit(Request::post_empty(path).with_long_timeout());
        }
    });
    let title = move || {
        let lang = session.lang.get();
        let name = acts.revoking.get().map(|batch| name(lang, &batch));
        text::revoke_batch_title(lang, &name.unwrap_or_default())
    };
    view! {
        <Confirm open form title detail=move || t().revoke_batch_detail action=move || t().revoke_batch on_confirm=confirm/>
    }
}
