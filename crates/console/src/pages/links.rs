//! A suite's deploy links: searched and filtered, made, taken back.

mod batches;
mod code;
mod downloads;
mod from_list;
mod list_preview;
mod make;
mod one;
mod poster;
mod studio;
mod table;

use api::console::link::LinkRow;
use api::console::list::Page;
use api::console::vendor_path::LINKS;
use domain::account::Permission;
use leptos::prelude::*;
use ui::icon::{Icon, PLUS};

pub use self::batches::LinkBatchesPage;
pub use self::from_list::LinksFromListPage;
use self::make::NewLinkDialog;
pub use self::one::LinkPage;
use self::table::{Acts, Table};
use crate::components::card::Card;
use crate::components::list::{Listing, with_query};
use crate::components::load::{load, show_words};
use crate::components::page::Page as Frame;
use crate::components::rows::{Narrowing, RowFilter, rows};
use crate::components::views::ViewLink;
use crate::pages::suites::frame::{TheSuite, use_suite};
use crate::session::{use_session, use_texts};
use crate::text::links as text;

/// The address of a suite's links, of one batch alone.
fn of_batch(suite: TheSuite, batch: i64) -> String {
    with_query(&suite.address("links"), [("batch", batch.to_string())])
}

/// The address of a link's page.
fn of_token(suite: TheSuite, token: &str) -> String {
    suite.address(&format!("links/{token}"))
}

/// The page.
#[component]
pub fn LinksPage() -> impl IntoView {
    let suite = use_suite();
    let t = use_texts(text::of);
    let listing = Listing::new(&["q", "state", "sort", "batch"]);
    let page = load::<Page<LinkRow>>(move || listing.request(&suite.tracked_path(LINKS)));
    let acts = Acts::new(suite);
    let by = Narrowing {
        help: text::search_help,
        states: text::STATES,
        state: text::state,
    };
    view! {
        <Head>
            <RowFilter listing by of_batch=true orders=&["scans", "starts"]/>
            <Card title=move || t().title>
                <OnlyBatch suite listing/>
                {show_words(page, move |page| {
                    rows(listing, page, [t().none, t().none_detail], move |rows| view! { <Table rows acts/> })
                })}
            </Card>
        </Head>
    }
}

/// What stands above both views of links.
#[component]
fn Head(children: Children) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let making = RwSignal::new(false);
    let suite = use_suite();
    let [all, batches, from_list] = ["links", "links/batches", "links/from-list"]
        .map(|page| Signal::derive(move || suite.address(page)));
    let action = move || {
        view! {
            <Show when=move || session.may(Permission::EditLinks)>
                <div class="buttons">
                    <a class="button" href=move || from_list.get()>
                        {move || t().from_list}
                    </a>
                    <button class="button primary" id="new-link" type="button" on:click=move |_| making.set(true)>
                        <Icon path=PLUS/>
                        {move || t().new}
                    </button>
                </div>
            </Show>
        }
    };
    view! {
        <Frame title=move || t().title detail=move || t().detail action>
            <Show when=move || suite.is_draft()>
                <div class="note">
                    <p class="strong">{move || t().draft}</p>
                    <p>
                        {move || t().draft_detail} " "
                        <a href=move || suite.address("sandbox")>{move || t().try_it}</a>
                    </p>
                </div>
            </Show>
            <nav class="views" aria-label=move || t().views>
                <ViewLink href=all name=move || t().all/>
                <ViewLink href=batches name=move || t().batches/>
            </nav>
            {children()}
        </Frame>
        <NewLinkDialog open=making/>
    }
}

/// Which batch alone is shown, and the way to those of none.
#[component]
fn OnlyBatch(suite: TheSuite, listing: Listing) -> impl IntoView {
    let t = use_texts(text::of);
    let batch = Memo::new(move |_| listing.value("batch"));
    view! {
        <Show when=move || !batch.get().is_empty()>
            <p class="line only">
                <span>{move || t().of_batch} " " <span class="strong">{move || batch.get()}</span></span>
                <a href=move || suite.address("links")>{move || t().all_links}</a>
            </p>
        </Show>
    }
}
