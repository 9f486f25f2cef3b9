//! What is known of a defect that was found later.

use api::console::acceptance::Defect;
use domain::acceptance::DefectState;
use leptos::prelude::*;
use ui::lang::Lang;

use crate::components::table::Time;
use crate::session::use_texts;
use crate::text::{acceptance, defect as text};

/// How it stands, in a word and a color: being late goes first.
pub fn defect_badge(lang: Lang, defect: &Defect) -> impl IntoView + use<> {
    let (class, word) = match defect.state {
        _ if defect.overdue => ("badge bad", text::of(lang).overdue),
        DefectState::Closed => ("badge", text::state(lang, defect.state)),
        DefectState::Mended => ("badge good", text::state(lang, defect.state)),
        _ => ("badge due", text::state(lang, defect.state)),
    };
    view! { <span class=class>{word}</span> }
}

/// When the next thing is due.
pub fn next_due(lang: Lang, defect: &Defect) -> AnyView {
    let t = text::of(lang);
    let at = match defect.state {
        DefectState::Open | DefectState::Planned if defect.may_suspend => {
            return t.at_once.into_any();
        }
        DefectState::Open => defect.plan_due,
        DefectState::Planned => defect.mend_due,
        DefectState::Mended | DefectState::Closed => return ().into_any(),
    };
    view! { <Time at/> }.into_any()
}

/// The dates, the plan, and why it came back.
#[component]
pub fn DefectFacts(defect: Defect) -> impl IntoView {
    let (a, t) = (use_texts(acceptance::of), use_texts(text::of));
    let fact = |name: &'static str, at: i64| {
        view! {
            <div>
                <dt>{name}</dt>
                <dd>
                    <Time at/>
                </dd>
            </div>
        }
    };
    let is_slight = !defect.may_suspend;
    let due = is_slight.then(|| {
        view! {
            {fact(t().plan_due, defect.plan_due)}
            {fact(t().mend_due, defect.mend_due)}
        }
    });
    let planned = defect.planned_at.map(|at| fact(t().planned_at, at));
    let mended = defect.mended_at.map(|at| fact(t().mended_at, at));
    let closed = defect.closed_at.map(|at| fact(t().closed_at, at));
    let plan = match defect.plan {
        Some(plan) => view! { <dd class="lines">{plan}</dd> }.into_any(),
        None => view! { <dd class="third">{t().no_plan}</dd> }.into_any(),
    };
    let returned = defect.returned_for.map(|why| {
        view! {
            <p class="error lines">
                <span>{t().returned} {why}</span>
            </p>
        }
    });
    view! {
        {returned}
        <dl class="facts measures">
            <div>
                <dt>{a().version}</dt>
                <dd>{defect.version}</dd>
            </div>
            {fact(t().found_at, defect.found_at)}
            {due}
            {planned}
            {mended}
            {closed}
        </dl>
        <dl class="facts">
            <div>
                <dt>{t().plan}</dt>
                {plan}
            </div>
        </dl>
    }
}
