//! A suite's serials: searched, filtered, exported; issued and imported; taken back, moved to another team.

mod batches;
mod dialogs;
mod import;

use api::console::list::Page;
use api::console::serial::SerialRow;
use api::console::vendor_path::{SERIAL_EXPORT, SERIAL_REVOKE, SERIALS, of_file, of_serial, of_suite};
use domain::account::Permission;
use leptos::prelude::*;
use ui::icon::{Icon, PLUS};

pub use self::batches::SerialBatchesPage;
use self::dialogs::{IssueDialog, MoveDialog};
pub use self::import::SerialImportPage;
use crate::api::Request;
use crate::components::card::{Badge, Card, Empty, Tone};
use crate::components::list::{Filter, Narrowing, Pager, Sought, use_sought};
use crate::components::load::{load, show};
use crate::components::tab::{TabPage, ViewLink, address, use_address, use_suite};
use crate::components::table::{LastDay, Time};
use crate::form::Form;
use crate::session::{Undo, use_session, use_texts};
use crate::text::{common, list, serials as text};

/// What the page is doing to which serial. Cheap to copy.
#[derive(Clone, Copy)]
struct Acts {
    suite: Memo<String>,
    revoke: Form,
    restore: Form,
    moving: RwSignal<Option<SerialRow>>,
}

impl Acts {
    fn new(suite: Memo<String>) -> Self {
        let session = use_session();
        let t = use_texts(text::of);
        let refused = move |problem: &api::problem::Problem| {
            session.say(untrack(|| session.message(problem)));
            true
        };
        let revoke = Form::new("revoke", move |row: SerialRow| {
            let path = of_serial(SERIAL_REVOKE, &suite.get_untracked(), &row.serial);
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
    let home = use_address("serials");
    let sought = use_sought();
    let page = load::<Page<SerialRow>>(move || sought.get().at(&of_suite(SERIALS, &suite.get())));
    let acts = Acts::new(suite);
    let by = Narrowing {
        help: text::search_help,
        states: text::STATES,
        state: text::state,
    };
    view! {
        <Head>
            <Filter sought home by/>
            <Card title=move || t().all action=move || view! { <Export suite sought/> }>
                <OnlyBatch sought home/>
                {show(page, move |page| {
                    let sought = sought.get_untracked();
                    let home = home.get_untracked();
                    let Page { rows, next, total } = page;
                    match rows.is_empty() {
                        true if sought == Sought::default() => view! { <Empty title=t().none detail=t().none_detail/> }.into_any(),
                        true => view! { <Nothing/> }.into_any(),
                        false => view! {
                            <Table rows acts/>
                            <Pager sought home next total/>
                        }
                        .into_any(),
                    }
                })}
            </Card>
        </Head>
        <MoveDialog suite=acts.suite moving=acts.moving/>
    }
}

/// A filter that leaves nothing.
#[component]
pub fn Nothing() -> impl IntoView {
    let t = use_texts(list::of);
    view! { <Empty title=t().nothing detail=t().nothing_detail/> }
}

/// What stands above both views of serials.
#[component]
fn Head(children: Children) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let issue = RwSignal::new(false);
    let (all, batches, import) = (
        use_address("serials"),
        use_address("serials/batches"),
        use_address("serials/import"),
    );
    let action = move || {
        view! {
            <Show when=move || session.may(Permission::EditSerials)>
                <a class="button" href=move || import.get()>
                    {move || t().import}
                </a>
                <button class="button primary" id="issue" type="button" on:click=move |_| issue.set(true)>
                    <Icon path=PLUS/>
                    {move || t().issue}
                </button>
            </Show>
        }
    };
    view! {
        <TabPage title=move || t().title detail=move || t().detail action>
            <nav class="views" aria-label=move || t().views>
                <ViewLink href=all name=move || t().all/>
                <ViewLink href=batches name=move || t().batches/>
            </nav>
            {children()}
        </TabPage>
        <IssueDialog open=issue/>
    }
}

/// The rows that are looked for, as files.
#[component]
fn Export(suite: Memo<String>, sought: Memo<Sought>) -> impl IntoView {
    let t = use_texts(text::of);
    let at = move |name| {
        let path = of_file(&of_suite(SERIAL_EXPORT, &suite.get()), name);
        let sought = Sought {
            sort: String::new(),
            ..sought.get().from_start()
        };
        sought.at(&path)
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
fn OnlyBatch(sought: Memo<Sought>, home: Signal<String>) -> impl IntoView {
    let t = use_texts(text::of);
    let batch = Memo::new(move |_| sought.with(|sought| sought.batch.clone()));
    view! {
        <Show when=move || !batch.get().is_empty()>
            <p class="line only">
                <span>{move || t().of_batch} " " <span class="strong">{move || batch.get()}</span></span>
                <a href=move || home.get()>{move || t().all_batches}</a>
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
        let only = Sought {
            batch: id.to_string(),
            ..Sought::default()
        };
        let href = only.at(&address(&acts.suite.get_untracked(), "serials"));
        view! { <a href=href aria-label=text::batch(lang, id)>{id}</a> }
    });
    let expires = match row.expires_at {
        Some(end) => view! { <LastDay end/> }.into_any(),
        None => view! { <span class="third">{t().never}</span> }.into_any(),
    };
    let team = row.team.clone().map(|team| {
        let at = row.redeemed_at.map(|at| view! { <small><Time at/></small> });
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
    let path = of_serial(SERIAL_REVOKE, &acts.suite.get_untracked(), &row.serial);
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
