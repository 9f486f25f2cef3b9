//! Defects of all vendors' suites that were found later: what is due first comes first.

use api::console::acceptance::DeskDefect;
use api::console::acceptance_path as path;
use api::console::list::Page as Rows;
use domain::account::Permission;
use leptos::prelude::*;
use ui::component::Picture;
use ui::icon::{Icon, PLUS};

use super::defect_facts::{defect_badge, next_due};
use super::round::severity_badge;
use crate::components::card::{Card, Empty};
use crate::components::list::{Filter, FilterSelect, Listing, Pager, filter_field};
use crate::components::load::{load, show_words};
use crate::components::page::Page;
use crate::pages::Allowed;
use crate::session::{use_session, use_texts};
use crate::text::{acceptance, common, defect as text, list, suite};

/// The page.
#[component]
pub fn DefectsPage() -> impl IntoView {
    view! {
        <Allowed to=Permission::SeeAllVendors>
            <List/>
        </Allowed>
    }
}

#[component]
fn List() -> impl IntoView {
    let session = use_session();
    let (l, t) = (use_texts(list::of), use_texts(text::of));
    let listing = Listing::new(&["q", "state", "suite"]);
    let found = load::<Rows<DeskDefect>>(move || listing.request(path::DESK_DEFECTS));
    let record = move || {
        view! {
            <Show when=move || session.may(Permission::Review)>
                <a class="button primary" href="/console/defects/new">
                    <Icon path=PLUS/>
                    {move || t().record}
                </a>
            </Show>
        }
    };
    view! {
        <Page title=move || t().title detail=move || t().detail action=record>
            <DefectFilter listing/>
            <Card title=move || t().title>
                {show_words(found, move |page| match (page.rows.is_empty(), listing.is_narrowed()) {
                    (true, false) => view! { <Empty title=t().none detail=t().none_detail/> }.into_any(),
                    (true, true) => view! { <Empty title=l().nothing detail=l().nothing_detail/> }.into_any(),
                    (false, _) => view! {
                        <Table rows=page.rows/>
                        <Pager listing next=page.next/>
                    }
                    .into_any(),
                })}
            </Card>
        </Page>
    }
}

#[component]
fn DefectFilter(listing: Listing) -> impl IntoView {
    let session = use_session();
    let (s, t) = (use_texts(suite::of), use_texts(text::of));
    let [q, state, of_suite] = ["q", "state", "suite"].map(|name| filter_field(listing, name));
    let mut states: Vec<(&'static str, TextProp)> = vec![("", (move || t().any_open).into())];
    states.extend(text::STATES.iter().map(|word| {
        let name = move || text::state_word(session.lang.get(), word);
        (*word, name.into())
    }));
    view! {
        <Filter listing fields=vec![("q", q), ("state", state), ("suite", of_suite)]>
            <div class="field grow">
                <label for="defects-q">{move || s().search}</label>
                <input class="input" id="defects-q" type="search" placeholder=move || t().search_help bind:value=q/>
            </div>
            <FilterSelect id="defects-state" label=move || s().state options=states value=state/>
        </Filter>
    }
}

#[component]
fn Table(rows: Vec<DeskDefect>) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let lang = session.lang.get_untracked();
    let rows = rows.into_iter().map(|row| {
        let defect = row.defect;
        view! {
            <tr>
                <td class="first">
                    <a class="person" href=format!("/console/defects/{}", defect.id)>
                        <Picture src=row.icon size="36"/>
                        <span class="two">
                            <span class="strong">{defect.title.clone()}</span>
                            <small>{format!("{} · {}", row.suite, row.vendor)}</small>
                        </span>
                    </a>
                </td>
                <td data-label=t().severity>{severity_badge(defect.severity, acceptance::severity(lang, defect.severity))}</td>
                <td data-label=c().state>{defect_badge(lang, &defect)}</td>
                <td data-label=t().due>{next_due(lang, &defect)}</td>
            </tr>
        }
    });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().what}</th>
                    <th scope="col">{t().severity}</th>
                    <th scope="col">{c().state}</th>
                    <th scope="col">{t().due}</th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}
