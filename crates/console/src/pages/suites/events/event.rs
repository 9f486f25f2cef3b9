//! An event with its attempts, and the button that pushes it again.

use api::console::customer::{Callback as Event, CallbackAttempt, CallbackRow};
use api::console::vendor_path as path;
use domain::account::Permission;
use domain::callback::OutboxState;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

use super::super::frame::{TheSuite, use_suite};
use super::StateBadge;
use crate::api::Request;
use crate::components::card::{Card, Empty};
use crate::components::field::FormError;
use crate::components::load::{Loaded, load, show_words};
use crate::components::page::Page;
use crate::components::submit::{Submit, on_submit};
use crate::components::table::Time;
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::event as text;

/// The page.
#[component]
pub fn EventPage() -> impl IntoView {
    let session = use_session();
    let suite = use_suite();
    let t = use_texts(text::of);
    let params = use_params_map();
    let id = Memo::new(move |_| {
        let id = params.with(|params| params.get("id"));
        id.and_then(|id| id.parse::<i64>().ok()).unwrap_or_default()
    });
    let event = load::<Event>(move || path::of_item(path::CALLBACK, &suite.key.get(), id.get()));
    let title = move || {
        let found = event.get().and_then(Result::ok);
        match found {
            Some(found) => text::kind(session.lang.get(), found.row.kind),
            None => t().event,
        }
    };
    let back = move || {
        view! {
            <a class="button" href=move || suite.address("events")>
                {move || t().back}
            </a>
        }
    };
    view! {
        <Page title action=back>
            {show_words(event, move |found| {
                let attempts = found.attempts;
                view! {
                    <div class="stack">
                        <Facts row=found.row suite event/>
                        <Attempts attempts/>
                    </div>
                }
            })}
        </Page>
    }
}

#[component]
fn Facts(row: CallbackRow, suite: TheSuite, event: Loaded<Event>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let form = Form::new("push", move |_: CallbackRow| {
        event.refetch();
        session.say(t().pushed);
    });
    let id = row.id;
    let push = Callback::new(move |()| {
        let path = path::of_item(path::CALLBACK_PUSH, &suite.key.get_untracked(), id);
        form.submit(Request::post_empty(path));
    });
    let can = row.state != OutboxState::Dropped;
    let action = move || {
        view! {
            <Show when=move || can && session.may(Permission::PushEvents)>
                <form on:submit=on_submit(push)>
                    <Submit form label=move || t().push/>
                </form>
            </Show>
        }
    };
    let next = row
        .next_at
        .map(|at| view! { <div><dt>{t().next_at}</dt><dd><Time at/></dd></div> });
    view! {
        <Card title=t().event action>
            <FormError form/>
            <dl class="facts two">
                <div>
                    <dt>{t().state}</dt>
                    <dd>
                        <StateBadge state=row.state/>
                    </dd>
                </div>
                <div>
                    <dt>{t().team}</dt>
                    <dd class="typed">{row.corpid.unwrap_or_else(|| "—".to_owned())}</dd>
                </div>
                <div>
                    <dt>{t().created}</dt>
                    <dd>
                        <Time at=row.created_at/>
                    </dd>
                </div>
                <div>
                    <dt>{t().attempts}</dt>
                    <dd>{row.attempts}</dd>
                </div>
                {next}
            </dl>
        </Card>
    }
}

#[component]
fn Attempts(attempts: Vec<CallbackAttempt>) -> impl IntoView {
    let t = use_texts(text::of);
    let body = match attempts.is_empty() {
        true => view! { <Empty title=t().no_attempts detail=t().no_attempts_detail/> }.into_any(),
        false => {
            let items = attempts
                .into_iter()
                .map(|attempt| view! { <Attempt attempt/> });
            view! { <ol class="attempts">{items.collect_view()}</ol> }.into_any()
        }
    };
    view! { <Card title=t().attempts_title detail=t().attempts_detail>{body}</Card> }
}

#[component]
fn Attempt(attempt: CallbackAttempt) -> impl IntoView {
    let t = use_texts(text::of);
    let is_delivered = attempt.outcome == "delivered";
    // A developer's detail, in the words of the log.
    let why = (!is_delivered).then(|| view! { <p class="second" lang="en">{attempt.outcome}</p> });
    view! {
        <li class="attempt">
            <p class="line">
                <Time at=attempt.at/>
                <small>{format!("{} ms", attempt.took_ms)}</small>
            </p>
            <p class="strong">{move || if is_delivered { t().delivered } else { t().failed }}</p>
            {why}
            <details>
                <summary>{t().message}</summary>
                <pre class="dump" tabindex="0">{attempt.message}</pre>
            </details>
            <details>
                <summary>{t().answer}</summary>
                <pre class="dump" tabindex="0">{attempt.answer}</pre>
            </details>
        </li>
    }
}
