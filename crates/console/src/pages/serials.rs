//! A suite's serials: searched, filtered, exported; issued and imported; taken back, moved to another team.

mod batch_table;
mod batches;
mod dialogs;
mod import;
mod import_preview;
mod table;

use api::console::list::Page;
use api::console::serial::SerialRow;
use api::console::vendor_path::{SERIAL_EXPORT, SERIALS, of_file};
use domain::account::Permission;
use domain::task::SerialRule;
use leptos::prelude::*;
use ui::icon::{Icon, PLUS};

pub use self::batches::SerialBatchesPage;
use self::dialogs::{IssueDialog, MoveDialog};
pub use self::import::SerialImportPage;
use self::table::{Acts, Table};
use crate::components::card::Card;
use crate::components::list::{Listing, with_query};
use crate::components::load::{Loaded, load, show_words};
use crate::components::page::Page as Frame;
use crate::components::rows::{Narrowing, RowFilter, rows};
use crate::components::views::ViewLink;
use crate::pages::suites::frame::{TheSuite, use_suite};
use crate::session::{use_session, use_texts};
use crate::text::serials as text;

/// The address of a suite's serials, of one batch alone.
fn of_batch(suite: TheSuite, batch: i64) -> String {
    with_query(&suite.address("serials"), [("batch", batch.to_string())])
}

/// The page.
#[component]
pub fn SerialsPage() -> impl IntoView {
    let suite = use_suite();
    let t = use_texts(text::of);
    let listing = Listing::new(&["q", "state", "sort", "batch"]);
    let page = load::<Page<SerialRow>>(move || listing.request(&suite.tracked_path(SERIALS)));
    let acts = Acts::new(suite);
    let by = Narrowing {
        help: text::search_help,
        states: text::STATES,
        state: text::state,
    };
    view! {
        <Head>
            <RowFilter listing by of_batch=true/>
            <Card title=move || t().all action=move || view! { <Export suite listing/> }>
                <OnlyBatch suite listing page/>
                {show_words(page, move |page| {
                    rows(listing, page, [t().none, t().none_detail], move |rows| view! { <Table rows acts/> })
                })}
            </Card>
        </Head>
        <MoveDialog suite moving=acts.moving/>
    }
}

/// What stands above both views of serials.
#[component]
fn Head(children: Children) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let issue = RwSignal::new(false);
    let suite = use_suite();
    let is_here = move || suite.get().fields.serial != SerialRule::Vendor;
    let [all, batches, import] = ["serials", "serials/batches", "serials/import"]
        .map(|page| Signal::derive(move || suite.address(page)));
    let action = move || {
        view! {
            <Show when=move || is_here() && session.may(Permission::EditSerials)>
                <div class="buttons">
                <a class="button" href=move || import.get()>
                    {move || t().import}
                </a>
                <button class="button primary" id="issue" type="button" on:click=move |_| issue.set(true)>
                    <Icon path=PLUS/>
                    {move || t().issue}
                </button>
                </div>
            </Show>
        }
    };
    view! {
        <Frame title=move || t().title detail=move || t().detail action>
            <Show when=move || !is_here()>
                <div class="note">
                    <p class="strong">{move || t().elsewhere}</p>
                    <p>{move || t().elsewhere_detail}</p>
                </div>
            </Show>
            <nav class="views" aria-label=move || t().views>
                <ViewLink href=all name=move || t().all/>
                <ViewLink href=batches name=move || t().batches/>
            </nav>
            {children()}
        </Frame>
        <IssueDialog open=issue/>
    }
}

/// The rows that are looked for, as files.
#[component]
fn Export(suite: TheSuite, listing: Listing) -> impl IntoView {
    let t = use_texts(text::of);
    let at = move |name| {
        let path = of_file(&suite.tracked_path(SERIAL_EXPORT), name);
        let parts = ["q", "state", "batch"].map(|name| (name, listing.value(name)));
        with_query(&path, parts)
    };
    view! {
        <div class="buttons">
            <a class="button small" href=move || at("serials.csv") download="serials.csv" rel="external" aria-label=move || t().export_csv>
                "CSV"
            </a>
            <a class="button small" href=move || at("serials.xlsx") download="serials.xlsx" rel="external" aria-label=move || t().export_xlsx>
                "XLSX"
            </a>
        </div>
    }
}

/// Which batch alone is shown, and the way to all.
#[component]
fn OnlyBatch(suite: TheSuite, listing: Listing, page: Loaded<Page<SerialRow>>) -> impl IntoView {
    let t = use_texts(text::of);
    let batch = Memo::new(move |_| listing.value("batch"));
    let name = move || {
        let rows = page.get().and_then(Result::ok).map(|page| page.rows);
        let label = rows
            .and_then(|rows| rows.into_iter().next())
            .map(|row| row.label);
        label
            .filter(|label| !label.is_empty())
            .unwrap_or_else(|| batch.get())
    };
    view! {
        <Show when=move || !batch.get().is_empty()>
            <p class="line only">
                <span>{move || t().of_batch} " " <span class="strong typed">{name}</span></span>
                <a href=move || suite.address("serials")>{move || t().all_batches}</a>
            </p>
        </Show>
    }
}
