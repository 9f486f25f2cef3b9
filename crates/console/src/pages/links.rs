//! A suite's deploy links: searched and filtered, made, taken back.

mod batches;
mod downloads;
mod from_list;
mod make;
mod one;
mod studio;

use api::console::link::LinkRow;
use api::console::list::Page;
use api::console::vendor_path::{LINK_REVOKE, LINKS, of_link};
use api::problem::Problem;
use domain::account::Permission;
use leptos::prelude::*;
use ui::icon::{Icon, PLUS};
use ui::lang::Lang;

pub use self::batches::LinkBatchesPage;
pub use self::from_list::LinksFromListPage;
use self::make::NewLinkDialog;
pub use self::one::LinkPage;
use crate::api::Request;
use crate::components::card::{Badge, Card, Tone};
use crate::components::copy::CopyButton;
use crate::components::list::{Listing, with_query};
use crate::components::load::{load, show};
use crate::components::page::Page as Frame;
use crate::components::rows::{Narrowing, RowFilter, rows};
use crate::components::table::LastDay;
use crate::components::views::ViewLink;
use crate::form::Form;
use crate::pages::suites::frame::{TheSuite, use_suite};
use crate::session::{Undo, use_session, use_texts};
use crate::text::number::number;
use crate::text::{common, links as text};

/// The address of a suite's links, of one batch alone.
fn of_batch(suite: TheSuite, batch: i64) -> String {
    with_query(&suite.address("links"), [("batch", batch.to_string())])
}

/// The address of a link's page.
fn of_token(suite: TheSuite, token: &str) -> String {
    suite.address(&format!("links/{token}"))
}

/// Takes links back, and undoes that. Cheap to copy.
#[derive(Clone, Copy)]
struct Acts {
    suite: TheSuite,
    revoke: Form,
    restore: Form,
}

impl Acts {
    fn new(suite: TheSuite) -> Self {
        let session = use_session();
        let t = use_texts(text::of);
        let refused = move |problem: &Problem| {
            session.say(untrack(|| session.message(problem)));
            true
        };
        let revoke = Form::new("revoke-link", move |row: LinkRow| {
            let path = of_link(LINK_REVOKE, &suite.key.get_untracked(), &row.token);
            let undo = Undo {
                request: Request::delete(path),
                done: t().restored.to_owned(),
            };
            session.say_undoable(t().revoked, undo);
            session.reload();
        });
        let restore = Form::new("restore-link", move |_: LinkRow| {
            session.say(t().restored);
            session.reload();
        });
        Self {
            suite,
            revoke: revoke.with_handler(refused),
            restore: restore.with_handler(refused),
        }
    }
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
            <RowFilter listing by of_batch=true/>
            <Card title=move || t().title>
                <OnlyBatch suite listing/>
                {show(page, move |page| {
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

#[component]
fn Table(rows: Vec<LinkRow>, acts: Acts) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let rows = rows.into_iter().map(|row| view! { <Row row acts/> });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().label}</th>
                    <th scope="col">{c().state}</th>
                    <th scope="col" class="num">{t().scans}</th>
                    <th scope="col" class="num">{t().starts}</th>
                    <th scope="col" class="num">{t().uses}</th>
                    <th scope="col">{t().expires}</th>
                    <th scope="col">
                        <span class="unseen">{c().actions}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// A link's state, in a word and a color.
fn badge(lang: Lang, state: &str) -> impl IntoView + use<> {
    let tone = match state {
        "open" => Tone::Good,
        _ => Tone::Plain,
    };
    view! { <Badge text=text::state(lang, state) tone/> }
}

/// The last day of a link, or that it has none.
fn last_day(end: Option<i64>, never: &'static str) -> AnyView {
    match end {
        Some(end) => view! { <LastDay end/> }.into_any(),
        None => view! { <span class="third">{never}</span> }.into_any(),
    }
}

#[component]
fn Row(row: LinkRow, acts: Acts) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let lang = session.lang.get();
    let href = untrack(|| of_token(acts.suite, &row.token));
    let label = match row.label.is_empty() {
        true => t().no_label.to_owned(),
        false => row.label.clone(),
    };
    let (token, url) = (row.token.clone(), row.url.clone());
    view! {
        <tr>
            <td class="first">
                <a class="two" href=href>
                    <span class="strong typed">{label}</span>
                    <small class="mono">{token.clone()}</small>
                </a>
            </td>
            <td data-label=c().state>{badge(lang, &row.state)}</td>
            <td class="num" data-label=t().scans>
                {number(row.scans)}
            </td>
            <td class="num" data-label=t().starts>
                {number(row.starts)}
            </td>
            <td class="num" data-label=t().uses>
                {text::uses(row.uses, row.max_uses)}
            </td>
            <td data-label=t().expires>{last_day(row.expires_at, t().never)}</td>
            <td class="end">
                <CopyButton text=url of=token/>
                <Show when=move || session.may(Permission::EditLinks)>
                    <RevokeButton row=row.clone() acts small=true/>
                </Show>
            </td>
        </tr>
    }
}

/// Takes a link back, or gives it back.
#[component]
fn RevokeButton(row: LinkRow, acts: Acts, #[prop(optional)] small: bool) -> impl IntoView {
    let t = use_texts(text::of);
    let path = of_link(LINK_REVOKE, &acts.suite.key.get_untracked(), &row.token);
    let is_revoked = row.state == "link_revoked";
    let words = move || match is_revoked {
        true => t().restore,
        false => t().revoke,
    };
    let name = row.token;
    let act = move |_| match is_revoked {
        true => acts.restore.submit(Request::delete(path.clone())),
        false => acts.revoke.submit(Request::post_empty(path.clone())),
    };
    let class = if small { "button small" } else { "button" };
    view! {
        <button class=class type="button" aria-label=move || format!("{}: {name}", words()) on:click=act>
            {words}
        </button>
    }
}
