//! A suite's defects that were found later, as its vendor sees them: planned, mended.

use api::console::acceptance::Defect;
use api::console::acceptance_path as path;
use api::console::list::Page;
use api::console::vendor_path::of_item;
use domain::acceptance::DefectState;
use domain::account::Permission;
use leptos::prelude::*;

use super::defect_facts::{DefectFacts, defect_badge};
use super::dialogs::PlanDialog;
use super::frame::Head;
use super::round::severity_badge;
use crate::api::Request;
use crate::components::card::Card;
use crate::components::list::Listing;
use crate::components::load::{load, show_words};
use crate::components::rows::{Narrowing, RowFilter, rows};
use crate::form::Form;
use crate::pages::suites::frame::{TheSuite, use_suite};
use crate::session::{use_session, use_texts};
use crate::text::{acceptance, defect as text};

/// What the page is doing to which defect. Cheap to copy.
#[derive(Clone, Copy)]
struct Acts {
    suite: TheSuite,
    planning: RwSignal<Option<Defect>>,
    mend: Form,
}

/// The page.
#[component]
pub fn OwnDefectsPage() -> impl IntoView {
    let session = use_session();
    let suite = use_suite();
    let t = use_texts(text::of);
    let listing = Listing::new(&["q", "state", "sort"]);
    let by = Narrowing {
        help: text::own_search_help,
        states: text::OWN_STATES,
        state: text::state_word,
    };
    let page = load::<Page<Defect>>(move || listing.request(&suite.tracked_path(path::DEFECTS)));
    let mend = Form::new("mend", move |_: Defect| {
        session.say(t().mended_sent);
        session.reload();
    });
    let acts = Acts {
        suite,
        planning: RwSignal::new(None),
        mend: mend.with_handler(move |problem| {
            session.say(untrack(|| session.message(problem)));
            true
        }),
    };
    view! {
        <Head>
            <RowFilter listing by/>
            <Card title=move || t().own_title>
                {show_words(page, move |page| {
                    rows(listing, page, [t().none_own, t().none_own_detail], move |rows: Vec<Defect>| {
                        let rows = rows.into_iter().map(|defect| view! { <Row defect acts/> });
                        view! { <div class="rounds">{rows.collect_view()}</div> }
                    })
                })}
            </Card>
        </Head>
        <PlanDialog suite planning=acts.planning/>
    }
}

#[component]
fn Row(defect: Defect, acts: Acts) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let lang = session.lang.get_untracked();
    let is_open = matches!(defect.state, DefectState::Open | DefectState::Planned);
    let severe =
        (defect.may_suspend && is_open).then(|| view! { <p class="error">{t().severe}</p> });
    let of = defect.clone();
    let buttons = move || {
        let may = is_open && session.may(Permission::Apply);
        may.then(|| view! { <Buttons defect=of.clone() acts/> })
    };
    view! {
        <section class="round">
            <header class="line">
                <h3>{defect.title.clone()}</h3>
                {severity_badge(defect.severity, acceptance::severity(lang, defect.severity))}
                {defect_badge(lang, &defect)}
            </header>
            {severe}
            <p class="second lines">{defect.text.clone()}</p>
            <DefectFacts defect/>
            {buttons}
        </section>
    }
}

/// What its vendor does about it.
#[component]
fn Buttons(defect: Defect, acts: Acts) -> impl IntoView {
    let t = use_texts(text::of);
    let path = of_item(
        path::DEFECT_MENDED,
        &acts.suite.key.get_untracked(),
        defect.id,
    );
    let label = |act: &str| format!("{act}: {}", defect.title);
    let plan = match defect.state {
        DefectState::Open => t().submit_plan,
        _ => t().change_plan,
    };
    let (plan_class, mend_class) = match defect.state {
        DefectState::Open => ("button primary", "button"),
        _ => ("button", "button primary"),
    };
    let (of_plan, of_mend) = (label(plan), label(t().mended));
    view! {
        <div class="buttons">
            <button class=plan_class type="button" aria-label=of_plan on:click=move |_| acts.planning.set(Some(defect.clone()))>
                {plan}
            </button>
            <button
                class=mend_class
                type="button"
                aria-label=of_mend
                on:click=move |_| acts.mend.submit(Request::post_empty(path.clone()))
            >
                {t().mended}
            </button>
        </div>
    }
}
