//! One's sessions on the account's page.

use api::console::account::{AccountSession, Sessions};
use api::console::path;
use leptos::prelude::*;

use crate::api::Request;
use crate::components::card::{Badge, Card, Tone};
use crate::components::dialog::Confirm;
use crate::components::load::{load, show_words};
use crate::components::table::Time;
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::account;
use crate::text::agent::agent;

/// The sessions, each of which can be ended.
#[component]
pub fn SessionsCard() -> impl IntoView {
    let session = use_session();
    let t = use_texts(account::of);
    let sessions = load::<Sessions>(|| path::SESSIONS.to_owned());
    let asks = RwSignal::new(false);
    let ended = Form::new("session", move |()| {
        sessions.refetch();
        session.say(t().session_ended);
    });
    let others_ended = Form::new("others", move |()| {
        asks.set(false);
        sessions.refetch();
        session.say(t().others_ended);
    });
    let has_others = move || {
        let answer = sessions.get();
        answer.is_some_and(|answer| answer.is_ok_and(|it| it.sessions.len() > 1))
    };
    let end_others = move || {
        view! {
            <Show when=has_others>
                <button class="button" type="button" on:click=move |_| asks.set(true)>
                    {move || t().end_others}
                </button>
            </Show>
        }
    };
    view! {
        <Card title=move || t().sessions detail=move || t().sessions_detail action=end_others>
            {show_words(sessions, move |Sessions { sessions }| {
                let rows: Vec<_> = sessions
                    .into_iter()
                    .map(|one| view! { <Row one form=ended/> })
                    .collect();
                view! {
                    <table class="table">
                        <thead>
                            <tr>
                                <th scope="col">{t().device}</th>
                                <th scope="col">{t().address}</th>
                                <th scope="col">{t().seen}</th>
                                <th scope="col">{t().since}</th>
                                <th scope="col">
                                    <span class="unseen">{t().actions}</span>
                                </th>
                            </tr>
                        </thead>
                        <tbody>{rows}</tbody>
                    </table>
                }
            })}
            <Confirm
                open=asks
                form=others_ended
                title=move || t().end_others_title
                detail=move || t().end_others_detail
                action=move || t().end_others
                on_confirm=Callback::new(move |()| others_ended.submit(Request::delete(path::SESSIONS)))
            />
        </Card>
    }
}

#[component]
fn Row(one: AccountSession, form: Form) -> impl IntoView {
    let session = use_session();
    let t = use_texts(account::of);
    let device = agent(session.lang.get(), &one.user_agent);
    let end = move |_| form.submit(Request::delete(path::of_id(path::ONE_SESSION, one.id)));
    let label = format!("{}: {device}", t().end_session);
    let last = match one.current {
        true => view! { <Badge text=t().this_one tone=Tone::Good/> }.into_any(),
        false => view! {
            <button class="button small" type="button" aria-label=label on:click=end>
                {t().end_session}
            </button>
        }
        .into_any(),
    };
    view! {
        <tr>
            <td class="first">{device}</td>
            <td data-label=t().address class="typed">
                {one.address}
            </td>
            <td data-label=t().seen>
                <Time at=one.seen_at/>
            </td>
            <td data-label=t().since>
                <Time at=one.created_at/>
            </td>
            <td class="end">{last}</td>
        </tr>
    }
}
