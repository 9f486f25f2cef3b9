//! An application with all that it is judged by, and the ways to its neighbors in the queue.

use api::console::application::ApplicationForm;
use api::console::desk::{ApplicationRow, ApplicationToJudge};
use api::console::list::Page as Rows;
use api::console::member::Vendor;
use api::console::path::of_id;
use api::console::review_path::{APPLICATIONS, ONE_APPLICATION};
use api::console::suite::{Bilingual, OwnTask, SuiteFields};
use domain::account::Permission;
use domain::application::ApplicationState;
use domain::device::Device;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use ui::document::{Guide, Visit};

use super::about::{About, CheckOf, History, Standing, VendorCard};
use super::applied::Applied;
use super::decide::{Acts, Verdict};
use super::queue::{ADDRESS, address, badge, queue_listing};
use super::reasons::Reasons;
use crate::browser::time;
use crate::components::list::{Listing, with_query};
use crate::components::load::{Loaded, load, show};
use crate::components::page::Page;
use crate::components::phone::Phone;
use crate::pages::Allowed;
use crate::pages::road::DeskRoad;
use crate::pages::suites::draft::guide;
use crate::session::{use_session, use_texts};
use crate::text::desk as text;

/// The most applications of a queue that one goes through with its filter.
const MOST: u32 = 200;

/// The page.
#[component]
pub fn ApplicationPage() -> impl IntoView {
    let params = use_params_map();
    // What isn't a number names no application.
    let id = Memo::new(move |_| {
        let id = params.with(|params| params.get("id"));
        id.and_then(|id| id.parse().ok()).unwrap_or(0)
    });
    // Each application is a page of its own: its heading takes the focus, its reasons are its own.
    let page = move || {
        let id = id.get();
        view! {
            <Allowed to=Permission::SeeAllVendors>
                <One id/>
            </Allowed>
        }
    };
    view! { {page} }
}

#[component]
fn One(id: i64) -> impl IntoView {
    let t = use_texts(text::of);
    let listing = queue_listing();
    let loaded = load::<ApplicationToJudge>(move || of_id(ONE_APPLICATION, id));
    let neighbors = load::<Rows<ApplicationRow>>(move || {
        let of = |name| (name, listing.value(name));
        let parts = [of("q"), of("state"), ("limit", MOST.to_string())];
        with_query(APPLICATIONS, parts)
    });
    let reasons = Reasons::of(id);
    let title = move || {
        let found = loaded.get().and_then(Result::ok);
        found.map_or_else(|| t().title.to_owned(), |it| it.suite.fields.name)
    };
    view! {
        <Page title action=move || view! { <Ways id listing neighbors/> }>
            {show(loaded, move |found| view! { <Judged found reasons loaded/> })}
        </Page>
    }
}

/// To the application before and the one after, and back to the list.
#[component]
fn Ways(id: i64, listing: Listing, neighbors: Loaded<Rows<ApplicationRow>>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let ways = move || {
        let rows = neighbors.get().and_then(Result::ok)?.rows;
        let at = rows.iter().position(|row| row.id == id);
        let before = at.and_then(|at| rows.get(at.checked_sub(1)?));
        // What isn't in the list any more was before what waits.
        let after = rows.get(at.map_or(0, |at| at + 1));
        let to = |row: Option<&ApplicationRow>| row.map(|row| address(listing, row.id));
        let place = at.map(|at| text::place(session.lang.get(), at, rows.len()));
        let (before, after) = (to(before), to(after));
        Some(view! {
            <span class="second place-of">{place}</span>
            {before.map(|href| view! {
                <a class="button" id="previous" href=href accesskey="p" title=t().keys>
                    {t().previous}
                </a>
            })}
            {after.map(|href| view! {
                <a class="button" id="next" href=href accesskey="n" title=t().keys>
                    {t().next}
                </a>
            })}
        })
    };
    let back = move || {
        let parts = ["q", "state"].map(|name| (name, listing.value(name)));
        with_query(ADDRESS, parts)
    };
    view! {
        <nav class="buttons ways" aria-label=move || t().title>
            {ways}
            <a class="button" href=back>
                {move || t().back}
            </a>
        </nav>
    }
}

/// All that is known of it, and beside it the guide page that it makes.
#[component]
fn Judged(
    found: ApplicationToJudge,
    reasons: Reasons,
    loaded: Loaded<ApplicationToJudge>,
) -> impl IntoView {
    let session = use_session();
    let found = RwSignal::new(found);
    let color =
        Signal::derive(move || found.with(|it| it.suite.fields.accent.clone().unwrap_or_default()));
    let screen = move || {
        let lang = session.lang.get();
        let guide = found.with(|it| guide(fields(it), icon(it), vendor(it)));
        let visit = Visit {
            device: Device::Android,
            in_app: None,
        };
        view! { <Guide guide visit lang/> }
    };
    let acts = Acts::new(found, reasons, loaded);
    let key = found.with_untracked(|it| it.row.suite_key.clone());
    let head = move || {
        let lang = session.lang.get();
        found.with(|it| {
            let waited = (it.row.state == ApplicationState::Submitted)
                .then(|| text::waited(lang, time::now() - it.row.submitted_at));
            view! {
                {badge(lang, it.row.state)}
                <span class="typed">{it.row.vendor.clone()}</span>
                <span class="third">{text::nth(lang, it.row.rounds)}</span>
                <span class="third">{waited}</span>
            }
        })
    };
    view! {
        <p class="line under-title">{head}</p>
        <div class="workshop">
            <div class="stack">
                <Standing found/>
                <Applied acts/>
                <Show when=move || acts.may_judge.get()>
                    <Verdict acts/>
                </Show>
                <About found/>
                <CheckOf found/>
                <VendorCard found/>
                <DeskRoad key/>
                <History found/>
            </div>
            <Phone color screen/>
        </div>
    }
}

/// What the suite says once the application is approved.
fn fields(found: &ApplicationToJudge) -> SuiteFields {
    let mut fields = found.suite.fields.clone();
    let ApplicationForm {
        serials,
        team_modes,
        tasks,
        ..
    } = &found.form;
    fields.serial = serials.unwrap_or(fields.serial);
    fields.team_modes = team_modes.unwrap_or(fields.team_modes);
    let some = |text: &String| Some(text.clone()).filter(|text| !text.trim().is_empty());
    let tasks = tasks.iter().map(|task| OwnTask {
        after: task.after.clone(),
        title: Bilingual {
            zh: task.title.clone(),
            en: some(&task.title_en),
        },
        text: Bilingual {
            zh: task.text.clone(),
            en: some(&task.text_en),
        },
        url: some(&task.url),
    });
    fields.tasks = tasks.collect();
    fields
}

/// Where the application's icon is: its address changes with the application.
pub fn icon(found: &ApplicationToJudge) -> String {
    format!("{}?version={}", found.row.icon, found.version)
}

fn vendor(found: &ApplicationToJudge) -> Vendor {
    let of = &found.vendor;
    Vendor {
        name: of.name.clone(),
        short_name: of.short_name.clone(),
        contact: of.contact.clone(),
        certified: of.certified,
    }
}
