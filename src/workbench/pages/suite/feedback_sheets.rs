//! The sheets by which members rate a suite and report a problem.

use api::path::{RATING, REPORTS};
use api::team::{Rating, Report};
use leptos::prelude::*;
use ui::text::team as text;

use super::Suite;
use super::sheets::{on_close, sheet_form};
use crate::api::Request;
use crate::components::{ErrorText, Sheet, SheetHandle};
use crate::form::Form;

/// One to five stars, and words.
#[component]
pub fn RateSheet(suite: Suite) -> impl IntoView {
    let t = suite.team.t();
    let handle = SheetHandle::new();
    let form = sheet_form(suite, handle, t.rated);
    let before = suite.found.with_untracked(|found| found.rating.clone());
    let before = before.unwrap_or_default();
    let stars = RwSignal::new(before.stars);
    let words = RwSignal::new(before.text);
    let submit = move |()| {
        let rating = Rating {
            stars: stars.get_untracked(),
            text: words.get_untracked(),
        };
        form.submit(Request::put(suite.path(RATING), &rating));
    };
    view! {
        <Sheet
            handle
            form
            title=t.rate
            action=t.send
            on_submit=Callback::new(submit)
            on_close=on_close(suite)
        >
            <Stars suite stars/>
            <ErrorText form id="stars"/>
            <TextArea form hint=t.rate_hint text=words/>
            <ErrorText form/>
        </Sheet>
    }
}

#[component]
fn Stars(suite: Suite, stars: RwSignal<i64>) -> impl IntoView {
    let lang = suite.team.lang.get();
    let star = move |n: i64| {
        let on = move || stars.get() >= n;
        view! {
            <label class="star" class:on=on>
                <input
                    class="unseen"
                    type="radio"
                    name="stars"
                    aria-label=text::stars(lang, n)
                    prop:checked=move || stars.get() == n
                    on:change=move |_| stars.set(n)
                />
                <span aria-hidden="true">"★"</span>
            </label>
        }
    };
    view! {
        <div class="stars" role="radiogroup" aria-label=suite.team.t().rate aria-describedby="stars-error">
            {(1..=5).map(star).collect::<Vec<_>>()}
        </div>
    }
}

/// A problem in the member's words.
#[component]
pub fn ReportSheet(suite: Suite) -> impl IntoView {
    let t = suite.team.t();
    let handle = SheetHandle::new();
    let form = sheet_form(suite, handle, t.reported);
    let words = RwSignal::new(String::new());
    let submit = move |()| {
        let text = words.get_untracked();
        form.submit(Request::post(suite.path(REPORTS), &Report { text }));
    };
    view! {
        <Sheet
            handle
            form
            title=t.report
            action=t.send
            on_submit=Callback::new(submit)
            on_close=on_close(suite)
        >
            <p class="second">{t.report_detail}</p>
            <TextArea form hint=t.report_hint text=words/>
            <ErrorText form/>
        </Sheet>
    }
}

#[component]
fn TextArea(form: Form, hint: &'static str, text: RwSignal<String>) -> impl IntoView {
    view! {
        <div class="field" class:wrong=move || form.is_wrong("text")>
            <div class="input">
                <textarea
                    id="text"
                    aria-label=hint
                    aria-describedby="text-error"
                    placeholder=hint
                    bind:value=text
                ></textarea>
            </div>
            <ErrorText form id="text"/>
        </div>
    }
}
