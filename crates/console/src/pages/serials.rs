//! A suite's serials: searched, filtered, exported; issued and imported; taken back, moved to another team.

mod batches;
mod dialogs;
mod import;

use api::console::list::Page;
use api::console::serial::SerialRow;
use api::console::vendor_path::{SERIAL_EXPORT, SERIAL_REVOKE, SERIALS, of_file, of_serial};
use domain::account::Permission;
use domain::task::SerialRule;
use leptos::prelude::*;
use ui::icon::{Icon, PLUS};

pub use self::batches::SerialBatchesPage;
use self::dialogs::{IssueDialog, MoveDialog};
pub use self::import::SerialImportPage;
use crate::api::Request;
use crate::components::card::{Badge, Card, Tone};
use crate::components::list::{Listing, with_query};
use crate::components::load::{load, show};
use crate::components::page::Page as Frame;
use crate::components::rows::{Narrowing, RowFilter, rows};
use crate::components::table::{LastDay, Time};
use crate::components::views::ViewLink;
use crate::form::Form;
use crate::pages::suites::frame::{TheSuite, use_suite};
use crate::session::{Undo, use_session, use_texts};
use crate::text::{common, serials as text};

/// The address of a suite's serials, of one batch alone.
fn of_batch(suite: TheSuite, batch: i64) -> String {
    with_query(&suite.address("serials"), [("batch", batch.to_string())])
}

/// What the page is doing to which serial. Cheap to copy.
#[derive(Clone, Copy)]
struct Acts {
    suite: TheSuite,
    revoke: Form,
    restore: Form,
    moving: RwSignal<Option<SerialRow>>,
}

impl Acts {
    fn new(suite: TheSuite) -> Self {
        let session = use_session();
        let t = use_texts(text::of);
        let refused = move |problem: &api::problem::Problem| {
            session.say(untrack(|| session.message(problem)));
            true
        };
        let revoke = Form::new("revoke", move |row: SerialRow| {
            let path = of_serial(SERIAL_REVOKE, &suite.key.get_untracked(), &row.serial);
            let undo = Undo {
                request: Request::delete(path),
                done: t().restored.to_owned(),
            };
            session.say_undoable(format!("{}: {}", t().revoked, row.serial), undo);
            session.reload();
        });
        let restore = Form::new("restore", move |row: SerialRow| {
            session.say(format!("{}: {}", t().restored, row.serial));
            session.reload();
        });
        Self {
            suite,
            revoke: revoke.with_handler(refused),
            restore: restore.with_handler(refused),
            moving: RwSignal::new(None),
        }
    }
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
                <OnlyBatch suite listing/>
                {show(page, move |page| {
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
fn OnlyBatch(suite: TheSuite, listing: Listing) -> impl IntoView {
    let t = use_texts(text::of);
    let batch = Memo::new(move |_| listing.value("batch"));
    view! {
        <Show when=move || !batch.get().is_empty()>
            <p class="line only">
                <span>{move || t().of_batch} " " <span class="strong">{move || batch.get()}</span></span>
                <a href=move || suite.address("serials")>{move || t().all_batches}</a>
            </p>
        </Show>
    }
}

#[component]
fn Table(rows: Vec<SerialRow>, acts: Acts) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| view! { <Row row acts/> })
        .collect();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().serial}</th>
                    <th scope="col">{c().state}</th>
                    <th scope="col">{t().batch}</th>
                    <th scope="col">{t().expires}</th>
                    <th scope="col">{t().team}</th>
                    <th scope="col">
                        <span class="unseen">{c().actions}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

/// A serial's state, in a word and a color.
fn badge(lang: ui::lang::Lang, state: &str) -> impl IntoView + use<> {
    let tone = match state {
        "redeemed" => Tone::Good,
        "free" => Tone::Due,
        _ => Tone::Plain,
    };
    view! { <Badge text=text::state(lang, state) tone/> }
}

#[component]
fn Row(row: SerialRow, acts: Acts) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let lang = session.lang.get();
    let batch = row.batch.map(|id| {
        view! { <a href=of_batch(acts.suite, id) aria-label=text::batch(lang, id)>{id}</a> }
    });
    let expires = match row.expires_at {
        Some(end) => view! { <LastDay end/> }.into_any(),
        None => view! { <span class="third">{t().never}</span> }.into_any(),
    };
    let team = row.team.clone().map(|team| {
        let at = row
            .redeemed_at
            .map(|at| view! { <small><Time at/></small> });
        view! {
            <span class="two">
                <span>{team.name}</span>
                {at}
            </span>
        }
    });
    view! {
        <tr>
            <td class="first mono nowrap">{row.serial.clone()}</td>
            <td data-label=c().state>{badge(lang, &row.state)}</td>
            <td data-label=t().batch>{batch}</td>
            <td data-label=t().expires>{expires}</td>
            <td data-label=t().team>{team}</td>
            <td class="end">
                <Show when=move || session.may(Permission::EditSerials)>
                    <Act row=row.clone() acts/>
                </Show>
            </td>
        </tr>
    }
}

/// What can be done with a serial as it stands.
#[component]
fn Act(row: SerialRow, acts: Acts) -> impl IntoView {
    let t = use_texts(text::of);
    let path = of_serial(SERIAL_REVOKE, &acts.suite.key.get_untracked(), &row.serial);
    let label = |act: &str| format!("{act}: {}", row.serial);
    match &*row.state {
        "redeemed" => {
            let name = label(t().move_on);
            view! {
                <button class="button small" type="button" aria-label=name on:click=move |_| acts.moving.set(Some(row.clone()))>
                    {t().move_on}
                </button>
            }
            .into_any()
        }
        "revoked" => view! {
            <button
                class="button small"
                type="button"
                aria-label=label(t().restore)
                on:click=move |_| acts.restore.submit(Request::delete(path.clone()))
            >
                {t().restore}
            </button>
        }
        .into_any(),
        _ => view! {
            <button
                class="button small"
                type="button"
                aria-label=label(t().revoke)
                on:click=move |_| acts.revoke.submit(Request::post_empty(path.clone()))
            >
                {t().revoke}
            </button>
        }
        .into_any(),
    }
}
