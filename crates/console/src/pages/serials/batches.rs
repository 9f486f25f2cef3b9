//! The batches of serials with their counts.

use api::console::list::Page;
use api::console::serial::{Changed, SerialBatch};
use api::console::vendor_path::{SERIAL_BATCH_REVOKE, SERIAL_BATCHES, of_item};
use leptos::prelude::*;

use super::Head;
use super::batch_table::{Acts, Table};
use crate::api::Request;
use crate::components::card::Card;
use crate::components::dialog::{Confirm, open_for};
use crate::components::list::Listing;
use crate::components::load::{load, show_words};
use crate::components::rows::{Narrowing, RowFilter, rows};
use crate::form::Form;
use crate::pages::suites::frame::use_suite;
use crate::session::{Undo, use_session, use_texts};
use crate::text::serials as text;

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
                {show_words(page, move |page| {
                    rows(listing, page, [t().no_batches, t().none_detail], move |rows| view! { <Table rows acts/> })
                })}
            </Card>
        </Head>
        <RevokeDialog acts/>
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
