//! A suite's acceptance as its vendor sees it: the self-check, or that it waits; what the rounds came to.

use api::console::acceptance::{Acceptance, AcceptanceRound};
use api::console::acceptance_path as path;
use domain::acceptance::AcceptanceState;
use domain::account::Permission;
use leptos::prelude::*;

use super::frame::Head;
use super::round::RoundView;
use super::self_check::SelfCheckCard;
use crate::api::Request;
use crate::components::card::{Card, Empty};
use crate::components::field::FormError;
use crate::components::load::{load, show};
use crate::components::submit::{Submit, on_submit};
use crate::components::table::Time;
use crate::form::Form;
use crate::pages::suites::frame::{TheSuite, use_suite};
use crate::session::{use_session, use_texts};
use crate::text::acceptance as text;

/// The page.
#[component]
pub fn OwnAcceptancePage() -> impl IntoView {
    let suite = use_suite();
    let found = load::<Acceptance>(move || suite.tracked_path(path::ACCEPTANCE));
    view! {
        <Head>
            {show(found, move |found| view! { <Own suite found/> })}
        </Head>
    }
}

#[component]
fn Own(suite: TheSuite, found: Acceptance) -> impl IntoView {
    let open = match found.state {
        AcceptanceState::Submitted => view! { <Waiting suite found=found.clone()/> }.into_any(),
        _ => view! { <SelfCheckCard suite found=found.clone()/> }.into_any(),
    };
    view! {
        <div class="stack">
            {open}
            <Rounds found/>
        </div>
    }
}

/// It is handed in.
#[component]
fn Waiting(suite: TheSuite, found: Acceptance) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let back = Form::new("take-back", move |_: Acceptance| {
        session.say(t().taken_back);
        session.reload();
    });
    let take_back = Callback::new(move |()| {
        back.submit(Request::delete(suite.path(path::ACCEPTANCE_SUBMISSION)));
    });
    let round = found.round.unwrap_or(1);
    let version = found.version;
    let title = move || {
        let which = text::round_of(session.lang.get(), &version, round);
        format!("{} · {which}", t().waiting)
    };
    let since = found.submitted_at.map(|at| {
        view! {
            <p>
                {move || t().submitted_at} " " <Time at/>
            </p>
        }
    });
    view! {
        <Card title detail=move || t().waiting_detail>
            {since}
            <Show when=move || session.may(Permission::Apply)>
                <form class="form" on:submit=on_submit(take_back)>
                    <FormError form=back/>
                    <Submit form=back label=move || t().take_back/>
                </form>
            </Show>
        </Card>
    }
}

/// What the rounds came to.
#[component]
fn Rounds(found: Acceptance) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let Acceptance {
        rounds, criteria, ..
    } = found;
    let rule = {
        let criteria = criteria.clone();
        move || text::rule(session.lang.get(), &criteria)
    };
    let drawn = move || {
        session.lang.track();
        if rounds.is_empty() {
            return view! { <Empty title=t().no_rounds detail=t().no_rounds_detail/> }.into_any();
        }
        let round = |round: &AcceptanceRound| view! { <RoundView round=round.clone() criteria=criteria.clone()/> };
        let rounds: Vec<_> = rounds.iter().map(round).collect();
        view! { <div class="rounds">{rounds}</div> }.into_any()
    };
    view! {
        <Card title=move || t().rounds detail=rule>
            {drawn}
        </Card>
    }
}
