//! A round with what it came to, and the defects that it found.

use api::console::acceptance::{AcceptanceCriteria, AcceptanceRound, RoundDefect};
use domain::acceptance::{AcceptanceState, Severity};
use leptos::prelude::*;

use crate::components::table::Time;
use crate::session::{use_session, use_texts};
use crate::text::acceptance as text;

/// How grave a defect is, in a word and a color.
pub fn severity_badge(severity: Severity, word: &'static str) -> impl IntoView {
    let class = match severity {
        _ if severity.fails() => "badge bad",
        Severity::Major => "badge due",
        _ => "badge",
    };
    view! { <span class=class>{word}</span> }
}

/// How a round stands, in a word and a color.
pub fn state_badge(state: AcceptanceState, word: &'static str) -> impl IntoView {
    let class = match state {
        AcceptanceState::Passed => "badge good",
        AcceptanceState::Failed => "badge bad",
        AcceptanceState::Submitted => "badge due",
        AcceptanceState::Draft => "badge",
    };
    view! { <span class=class>{word}</span> }
}

/// A round.
#[component]
pub fn RoundView(round: AcceptanceRound, criteria: AcceptanceCriteria) -> impl IntoView {
    let session = use_session();
    let lang = session.lang.get_untracked();
    let verdict = round
        .verdict
        .map(|it| text::verdict(lang, it, &round, &criteria));
    let at = round
        .decided_at
        .map(|at| view! { <small><Time at/></small> });
    view! {
        <section class="round">
            <header class="line">
                <h3>{text::round_of(lang, &round.version, round.round)}</h3>
                {state_badge(round.state, text::state(lang, round.state))}
                {at}
            </header>
            <p class="strong">{verdict}</p>
            <Measures round=round.clone()/>
            <Defects defects=round.defects/>
        </section>
    }
}

/// What a round is measured by: its score and both parts.
#[component]
pub fn Measures(round: AcceptanceRound) -> impl IntoView {
    let t = use_texts(text::of);
    let coverage = round.quality.as_ref();
    let (coverage, quality_note) = match coverage {
        Some(part) => (format!("{}%", part.coverage), part.note.clone()),
        None => (t().not_yet.to_owned(), String::new()),
    };
    let (security, security_note) = match round.security.as_ref() {
        Some(part) if part.passed => (t().secure, part.note.clone()),
        Some(part) => (t().insecure, part.note.clone()),
        None => (t().not_yet, String::new()),
    };
    let fact = |name: &'static str, value: String, note: String| {
        let note = (!note.is_empty()).then(|| view! { <small class="lines">{note}</small> });
        view! {
            <div>
                <dt>{name}</dt>
                <dd>{value} {note}</dd>
            </div>
        }
    };
    view! {
        <dl class="facts measures">
            {fact(t().score, round.score.to_string(), String::new())}
            {fact(t().coverage, coverage, quality_note)}
            {fact(t().security, security.to_owned(), security_note)}
        </dl>
    }
}

/// What was found.
#[component]
pub fn Defects(defects: Vec<RoundDefect>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let lang = session.lang.get_untracked();
    if defects.is_empty() {
        return view! { <p class="second">{t().no_defects}</p> }.into_any();
    }
    let rows = defects.into_iter().map(|it| {
        let more = (!it.text.is_empty()).then(|| view! { <p class="second lines">{it.text}</p> });
        view! {
            <li class="defect">
                {severity_badge(it.severity, text::severity(lang, it.severity))}
                <div>
                    <p>{it.title}</p>
                    {more}
                </div>
            </li>
        }
    });
    view! { <ul class="defects">{rows.collect_view()}</ul> }.into_any()
}
