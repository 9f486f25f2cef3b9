//! The check of the vendor's server: begun by a button, its report read as it comes.

use std::time::Duration;

use api::console::suite::{BeginCheck, CheckLine, SuiteCheck};
use api::console::vendor_path as path;
use domain::account::Permission;
use domain::task::SerialRule;
use leptos::prelude::*;
use ui::icon::{ALERT, CHECK, Icon};
use ui::lang::Lang;

use super::super::frame::use_suite;
use crate::api::Request;
use crate::components::card::{Badge, Card, Tone};
use crate::components::field::{FormError, TextField};
use crate::components::load::{Loaded, load, show_words};
use crate::components::submit::{FormView, Submit};
use crate::components::table::Time;
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::check;

/// How long until a report that isn't finished is read again.
const PAUSE: Duration = Duration::from_secs(1);

/// The card.
#[component]
pub fn CheckCard() -> impl IntoView {
    let suite = use_suite();
    let t = use_texts(check::of);
    let report = load::<SuiteCheck>(move || path::of_suite(path::SUITE_CHECK, &suite.key.get()));
    let runs = Memo::new(move |_| {
        let report = report.get().and_then(Result::ok);
        report.is_some_and(|report| report.state == "running")
    });
    Effect::new(move |_| {
        // Each answer that says so asks for the next.
        report.track();
        if runs.get() {
            let timer = set_timeout_with_handle(move || report.refetch(), PAUSE);
            on_cleanup(move || {
                if let Ok(timer) = timer {
                    timer.clear();
                }
            });
        }
    });
    let has_server = move || suite.get().callback_url.is_some();
    view! {
        <Card title=move || t().title detail=move || t().detail>
            <Show when=has_server fallback=move || view! { <p class="second">{t().hosted}</p> }>
                <div class="stack">
                    <Begin report runs/>
                    <div aria-live="polite">{show_words(report, |report| view! { <Report report/> })}</div>
                </div>
            </Show>
        </Card>
    }
}

/// The button, with the serial that a vendor's server is asked about.
#[component]
fn Begin(report: Loaded<SuiteCheck>, runs: Memo<bool>) -> impl IntoView {
    let session = use_session();
    let suite = use_suite();
    let t = use_texts(check::of);
    let serial = RwSignal::new(String::new());
    let form = Form::new("check", move |_: SuiteCheck| report.refetch());
    let submit = Callback::new(move |()| {
        let serial = Some(serial.get_untracked()).filter(|it| !it.trim().is_empty());
        form.submit(Request::post(
            suite.path(path::SUITE_CHECK),
            &BeginCheck { serial },
        ));
    });
    let asks = move || suite.get().fields.serial == SerialRule::Vendor;
    view! {
        <Show when=move || session.may(Permission::EditSuites)>
            <FormView form on_submit=submit>
                <Show when=asks>
                    <TextField form name="serial" label=move || t().serial value=serial help=move || t().serial_help/>
                </Show>
                <FormError form/>
                <Show when=move || !runs.get() fallback=move || view! { <p role="status">{t().running}</p> }>
                    <Submit form label=move || t().begin/>
                </Show>
            </FormView>
        </Show>
    }
}

/// What a check has found.
#[component]
pub fn Report(
    /// The check.
    report: SuiteCheck,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(check::of);
    let tone = match report.state.as_str() {
        "passed" => Tone::Good,
        "failed" | "stopped" => Tone::Due,
        _ => Tone::Plain,
    };
    let stands = check::state(session.lang.get(), &report.state);
    let at = report.ended_at.or(report.began_at);
    let at = at.map(|at| view! { <Time at/> });
    let error = report
        .error
        .map(|error| view! { <p class="second" lang="en">{error}</p> });
    let lines = report.lines.into_iter().map(|line| view! { <Line line/> });
    match report.state == "none" {
        true => view! { <p class="second">{t().none}</p> }.into_any(),
        false => view! {
            <p class="line">
                <Badge text=stands tone/>
                {at}
            </p>
            {error}
            <ol class="report">{lines.collect_view()}</ol>
        }
        .into_any(),
    }
}

/// What was found. In Chinese what is right is said by its badge; under a fault stand the server's own words, with its figures.
fn found(lang: Lang, line: &CheckLine) -> AnyView {
    let english = line.what.clone();
    let fault = line.fault.as_deref();
    let words = fault.and_then(|fault| check::finding(lang, fault));
    match (lang, words) {
        (Lang::En, _) => view! { <p class="second">{english}</p> }.into_any(),
        (Lang::Zh, Some(words)) => view! {
            <p class="second">{words}</p>
            <small lang="en">{english}</small>
        }
        .into_any(),
        (Lang::Zh, None) if line.level == "ok" => ().into_any(),
        (Lang::Zh, None) if line.level == "skip" => {
            view! { <p class="second">{check::of(lang).skipped}</p> }.into_any()
        }
        (Lang::Zh, None) => view! { <p class="second" lang="en">{english}</p> }.into_any(),
    }
}

/// What was found at a step, with what to do about it.
#[component]
fn Line(line: CheckLine) -> impl IntoView {
    let session = use_session();
    let lang = session.lang.get();
    let (class, icon) = match line.level.as_str() {
        "ok" => ("report-line ok", CHECK),
        "bad" => ("report-line bad", ALERT),
        "warn" => ("report-line warn", ALERT),
        _ => ("report-line", ALERT),
    };
    let what = found(lang, &line);
    let took = line
        .took_ms
        .map(|ms| view! { <small>{format!("{ms} ms")}</small> });
    let remedy = line.remedy.map(|english| {
        let words = check::remedy(lang, line.fault.as_deref().unwrap_or_default());
        match words {
            Some(words) => view! { <p class="remedy">{words}</p> }.into_any(),
            None => view! { <p class="remedy" lang="en">{english}</p> }.into_any(),
        }
    });
    view! {
        <li class=class>
            <Icon path=icon/>
            <div>
                <p class="line">
                    <span class="strong">{check::step(lang, &line.step)}</span>
                    <span class="badge">{check::level(lang, &line.level)}</span>
                    {took}
                </p>
                {what}
                {remedy}
            </div>
        </li>
    }
}
