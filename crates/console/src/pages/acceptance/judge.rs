//! One round as operators judge it: what it comes to so far, its defects and parts, what the vendor says.

use api::console::acceptance::AcceptanceToJudge;
use api::console::acceptance_path as path;
use domain::acceptance::AcceptanceState;
use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::checks::Reading;
use super::parts::{QualityCard, SecurityCard};
use super::round::RoundView;
use super::round_defects::DefectsCard;
use super::verdict::VerdictCard;
use crate::components::card::Card;
use crate::components::load::{load, show};
use crate::components::page::Page;
use crate::pages::Allowed;
use crate::pages::road::DeskRoad;
use crate::session::{use_session, use_texts};
use crate::text::acceptance as text;

/// The page.
#[component]
pub fn JudgePage() -> impl IntoView {
    view! {
        <Allowed to=Permission::SeeAllVendors>
            <One/>
        </Allowed>
    }
}

#[component]
fn One() -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let params = use_params_map();
    // What isn't a number names no round.
    let id = Memo::new(move |_| {
        let id = params.with(|params| params.get("id"));
        id.and_then(|id| id.parse().ok()).unwrap_or(0)
    });
    let found = load::<AcceptanceToJudge>(move || {
        api::console::path::of_id(path::ONE_ACCEPTANCE, id.get())
    });
    let title = move || match found.get() {
        Some(Ok(it)) => {
            let which = text::round_of(session.lang.get(), &it.round.version, it.round.round);
            format!("{} {which}", it.suite)
        }
        _ => t().title.to_owned(),
    };
    let detail = move || match found.get() {
        Some(Ok(it)) => it.vendor.name,
        _ => String::new(),
    };
    let back = move || {
        view! {
            <a class="button" href="/console/acceptances">
                {move || t().back}
            </a>
        }
    };
    view! {
        <Page title detail action=back>
            {show(found, move |found| view! { <Judging found/> })}
        </Page>
    }
}

/// A round as it is by now. Cheap to copy.
#[derive(Clone, Copy)]
pub struct TheRound {
    /// The round, as the server has answered it last.
    pub found: RwSignal<AcceptanceToJudge>,
    /// It waits, and who looks may judge it.
    pub open: Memo<bool>,
}

impl TheRound {
    /// One of the API's paths for it.
    pub fn path(self, path: &str) -> String {
        let id = self.found.with_untracked(|it| it.round.id);
        api::console::path::of_id(path, id)
    }
}

#[component]
fn Judging(found: AcceptanceToJudge) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let (key, checks) = (found.suite_key.clone(), found.checks.clone());
    let suspended = found.suspended_for.clone();
    let found = RwSignal::new(found);
    let open = Memo::new(move |_| {
        let waits = found.with(|it| it.round.state == AcceptanceState::Submitted);
        waits && session.may(Permission::Review)
    });
    let round = TheRound { found, open };
    let suspended = suspended.map(|why| {
        view! {
            <p class="note lines">{move || t().suspended} {why}</p>
        }
    });
    let before = move || {
        session.lang.track();
        let (before, criteria) = found.with(|it| (it.before.clone(), it.criteria.clone()));
        let rounds = before
            .into_iter()
            .map(|round| view! { <RoundView round criteria=criteria.clone()/> });
        let rounds: Vec<_> = rounds.collect();
        (!rounds.is_empty()).then(|| {
            view! {
                <Card title=t().before>
                    <div class="rounds">{rounds}</div>
                </Card>
            }
        })
    };
    view! {
        <div class="stack">
            {suspended}
            <VerdictCard round/>
            <DefectsCard round/>
            <div class="halves">
                <QualityCard round/>
                <SecurityCard round/>
            </div>
            <Card title=move || t().the_check>
                <Reading checks/>
            </Card>
            {before}
            <DeskRoad key/>
        </div>
    }
}
