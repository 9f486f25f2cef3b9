//! What a round comes to by the rule, and its end.

use api::console::acceptance::{AcceptanceToJudge, OfRevision};
use api::console::acceptance_path as path;
use api::problem::{Code, Problem};
use domain::acceptance::Verdict;
use leptos::prelude::*;

use super::judge::TheRound;
use super::round::{Measures, state_badge};
use crate::api::Request;
use crate::components::card::Card;
use crate::components::dialog::Confirm;
use crate::components::table::Time;
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::acceptance as text;

/// The card.
#[component]
pub fn VerdictCard(
    /// The round.
    round: TheRound,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let TheRound { found, open } = round;
    let asked = RwSignal::new(false);
    let has_verdict = Memo::new(move |_| found.with(|it| it.round.verdict.is_some()));
    let action = move || {
        let asks = open.get() && has_verdict.get();
        asks.then(|| {
            view! {
                <button class="button primary" type="button" on:click=move |_| asked.set(true)>
                    {move || t().close}
                </button>
            }
        })
    };
    let shown = move || {
        let lang = session.lang.get();
        let it = found.get();
        let verdict = it.round.verdict;
        let verdict = verdict.map(|verdict| text::verdict(lang, verdict, &it.round, &it.criteria));
        let decided = it.round.decided_at.map(|at| {
            view! {
                <small>{text::decided_by(lang, &it.round.decided_by)} " · " <Time at/></small>
            }
        });
        view! {
            <p class="line">
                {state_badge(it.round.state, text::state(lang, it.round.state))}
                <span class="strong">{verdict.unwrap_or_else(|| t().incomplete.to_owned())}</span>
                {decided}
            </p>
            <Measures round=it.round/>
        }
    };
    let rule = move || found.with(|it| text::rule(session.lang.get(), &it.criteria));
    view! {
        <Card title=move || t().verdict detail=rule action>
            {shown}
        </Card>
        <CloseDialog round asked/>
    }
}

/// Asks whether to close the round.
#[component]
fn CloseDialog(round: TheRound, asked: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let found = round.found;
    let close = Form::new("close", move |it: AcceptanceToJudge| {
        asked.set(false);
        session.say(t().closed);
        found.set(it);
        // The road has changed, too.
        session.reload();
    });
    let close = close.with_handler(move |problem: &Problem| {
        if problem.code == Code::AcceptanceChanged {
            asked.set(false);
            session.say(untrack(|| session.message(problem)));
            session.reload();
            return true;
        }
        false
    });
    let on_confirm = Callback::new(move |()| {
        let revision = found.with_untracked(|it| it.revision);
        close.submit(Request::post(
            round.path(path::VERDICT),
            &OfRevision { revision },
        ));
    });
    let passes = move || found.with(|it| it.round.verdict == Some(Verdict::Passed));
    let detail = move || match passes() {
        true => t().close_pass_detail,
        false => t().close_fail_detail,
    };
    view! {
        <Confirm open=asked form=close title=move || t().close detail action=move || t().close on_confirm/>
    }
}
