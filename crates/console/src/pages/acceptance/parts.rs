//! The two parts of a round: quality, by the coverage of cases, and security.

use api::console::acceptance::{AcceptanceToJudge, RecordQuality, RecordSecurity};
use api::console::acceptance_path as path;
use api::problem::Code;
use leptos::prelude::*;

use super::judge::TheRound;
use crate::api::Request;
use crate::components::card::Card;
use crate::components::field::{FormError, NumberField};
use crate::components::prose::ProseField;
use crate::components::radio::{Choice, Choices};
use crate::components::submit::{FormView, Submit};
use crate::components::table::Time;
use crate::components::unsaved::{Unsaved, UnsavedNote};
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::acceptance as text;

/// Who recorded a part, and when.
#[component]
fn By(#[prop(into)] part: Signal<Option<(String, i64)>>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    move || match part.get() {
        None => view! { <p class="second">{t().not_yet}</p> }.into_any(),
        Some((who, at)) => view! {
            <p class="second">{text::by(session.lang.get(), &who)} " · " <Time at/></p>
        }
        .into_any(),
    }
}

/// The quality part.
#[component]
pub fn QualityCard(
    /// The round.
    round: TheRound,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let found = round.found;
    let part = move || found.with(|it| it.round.quality.clone());
    let recorded = move || match part() {
        Some(part) => (part.coverage.to_string(), part.note),
        None => (String::new(), String::new()),
    };
    // What somebody else records meanwhile isn't what was typed here.
    let saved = RwSignal::new(untrack(recorded));
    let unsaved = Unsaved::of(&round.path(path::QUALITY));
    let (coverage, note) = unsaved.or(saved.get_untracked());
    let (coverage, note) = (RwSignal::new(coverage), RwSignal::new(note));
    let typed = move || (coverage.get(), note.get());
    unsaved.follow(move || saved.get(), typed);
    let discard = Callback::new(move |()| {
        let now = untrack(recorded);
        coverage.set(now.0.clone());
        note.set(now.1.clone());
        saved.set(now);
    });
    let form = Form::new("quality", move |it: AcceptanceToJudge| {
        session.say(t().recorded);
        found.set(it);
        let now = untrack(recorded);
        let (typed_coverage, typed_note) = untrack(typed);
        // What was typed since it was sent stays.
        match (typed_coverage.trim(), typed_note.trim()) == (&*now.0, &*now.1) {
            true => discard.run(()),
            false => saved.set(now),
        }
    });
    let submit = Callback::new(move |()| {
        let Some(Some(coverage)) = form.whole("coverage", coverage, Code::Coverage) else {
            form.refuse_field(Code::Coverage, "coverage");
            return;
        };
        let note = note.get_untracked();
        let body = RecordQuality { coverage, note };
        form.submit(Request::put(round.path(path::QUALITY), &body));
    });
    let by = Signal::derive(move || part().map(|it| (it.by, it.at)));
    view! {
        <Card title=move || t().quality>
            <By part=by/>
            <Show when=move || round.open.get()>
                <UnsavedNote unsaved discard/>
                <FormView form on_submit=submit>
                    <NumberField form name="coverage" label=move || t().coverage value=coverage help=move || t().percent_help/>
                    <ProseField form name="note" label=move || t().note value=note help=move || t().note_help/>
                    <FormError form/>
                    <Submit form label=move || t().record/>
                </FormView>
            </Show>
        </Card>
    }
}

/// The security part.
#[component]
pub fn SecurityCard(
    /// The round.
    round: TheRound,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let found = round.found;
    let part = move || found.with(|it| it.round.security.clone());
    let recorded = move || match part() {
        Some(part) => (part.passed, part.note),
        None => (true, String::new()),
    };
    let saved = RwSignal::new(untrack(recorded));
    let unsaved = Unsaved::of(&round.path(path::SECURITY));
    let (passed, note) = unsaved.or(saved.get_untracked());
    let (passed, note) = (RwSignal::new(passed), RwSignal::new(note));
    let typed = move || (passed.get(), note.get());
    unsaved.follow(move || saved.get(), typed);
    let discard = Callback::new(move |()| {
        let now = untrack(recorded);
        passed.set(now.0);
        note.set(now.1.clone());
        saved.set(now);
    });
    let form = Form::new("security", move |it: AcceptanceToJudge| {
        session.say(t().recorded);
        found.set(it);
        let now = untrack(recorded);
        let (typed_passed, typed_note) = untrack(typed);
        match (typed_passed, typed_note.trim()) == (now.0, &*now.1) {
            true => discard.run(()),
            false => saved.set(now),
        }
    });
    let submit = Callback::new(move |()| {
        let body = RecordSecurity {
            passed: passed.get_untracked(),
            note: note.get_untracked(),
        };
        form.submit(Request::put(round.path(path::SECURITY), &body));
    });
    let by = Signal::derive(move || part().map(|it| (it.by, it.at)));
    view! {
        <Card title=move || t().security>
            <By part=by/>
            <Show when=move || round.open.get()>
                <UnsavedNote unsaved discard/>
                <FormView form on_submit=submit>
                    <Choices
                        form
                        name="passed"
                        label=move || t().verdict
                        choices=results()
                        value=passed
                    />
                    <ProseField form name="note" label=move || t().note value=note help=move || t().note_help/>
                    <FormError form/>
                    <Submit form label=move || t().record/>
                </FormView>
            </Show>
        </Card>
    }
}

/// What the security part comes to.
fn results() -> Vec<Choice<bool>> {
    let t = use_texts(text::of);
    vec![
        Choice {
            value: true,
            label: (move || t().secure).into(),
            detail: (move || t().secure_detail).into(),
        },
        Choice {
            value: false,
            label: (move || t().insecure).into(),
            detail: (move || t().insecure_detail).into(),
        },
    ]
}
