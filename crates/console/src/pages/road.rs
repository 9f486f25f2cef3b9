//! The road of a suite: its six steps, what each lacks, and who must act.

use api::console::acceptance::{Road, RoadStep};
use domain::road::{Lack, StepState, Who};
use leptos::prelude::*;
use ui::icon::{CHECK, Icon};

use super::suites::frame::TheSuite;
use crate::components::card::{Badge, Card, Tone};
use crate::components::load::{load, show_words};
use crate::session::{use_session, use_texts};
use crate::text::road as text;

/// Where somebody acts on what is missing, if it is they who act.
type Ways = fn(suite: &str, Lack) -> Option<String>;

/// The road of one's own suite.
#[component]
pub fn OwnRoad(suite: TheSuite) -> impl IntoView {
    let road = load::<Road>(move || suite.tracked_path(api::console::acceptance_path::ROAD));
    show_words(road, move |road| {
        let key = untrack(|| suite.key.get());
        view! { <RoadCard road key ways=own_way for_vendor=true/> }
    })
}

/// The road of any vendor's suite.
#[component]
pub fn DeskRoad(
    /// The suite's key.
    key: String,
) -> impl IntoView {
    let path = api::console::vendor_path::of_suite(api::console::acceptance_path::DESK_ROAD, &key);
    let road = load::<Road>(move || path.clone());
    show_words(road, move |road| {
        view! { <RoadCard road key=key.clone() ways=desk_way for_vendor=false/> }
    })
}

fn own_way(suite: &str, lack: Lack) -> Option<String> {
    let page = match lack {
        Lack::App => "apps?add=1",
        Lack::ServerCheck | Lack::ServerFaults => "server",
        Lack::Contact => return Some("/console/vendor".to_owned()),
        Lack::SelfCheck | Lack::Submission | Lack::AnotherRound | Lack::AnotherVersion => {
            "acceptance"
        }
        Lack::ProductCode | Lack::Application | Lack::Changes => "application",
        Lack::Link | Lack::Customer => "links",
        Lack::Mending => "acceptance/defects",
        Lack::Judgement | Lack::InviteCode | Lack::Review | Lack::Resumption => return None,
    };
    Some(super::suites::frame::address(suite, page))
}

fn desk_way(_: &str, lack: Lack) -> Option<String> {
    let page = match lack {
        Lack::InviteCode => "invite-codes",
        Lack::Review => "applications",
        Lack::Resumption => "all-suites?state=suspended",
        _ => return None,
    };
    Some(format!("/console/{page}"))
}

/// The six steps.
#[component]
fn RoadCard(road: Road, key: String, ways: Ways, for_vendor: bool) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let lang = session.lang.get_untracked();
    let all = road.steps.len();
    let done = road.steps.iter().filter(|it| it.state == StepState::Done);
    let detail = match done.count() {
        done if done == all => t().all_done.to_owned(),
        done => format!("{} {}", text::progress(lang, done, all), t().detail),
    };
    // The first that can be acted on here has the one primary button.
    let mut first = true;
    let steps: Vec<_> = road
        .steps
        .into_iter()
        .enumerate()
        .map(|(at, step)| {
            let way = step.lacks.first().and_then(|lack| ways(&key, *lack));
            let way = way.filter(|_| step.state == StepState::Now);
            let is_first = way.is_some() && std::mem::take(&mut first);
            view! { <StepRow number=at + 1 step way is_first for_vendor/> }
        })
        .collect();
    view! {
        <Card title=t().title detail>
            <ol class="road">{steps}</ol>
        </Card>
    }
}

#[component]
fn StepRow(
    number: usize,
    step: RoadStep,
    way: Option<String>,
    is_first: bool,
    for_vendor: bool,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let lang = session.lang.get_untracked();
    let name = text::step(lang, step.step);
    let (class, badge) = match (step.state, step.who) {
        (StepState::Done, _) => ("road-step done", (t().done, Tone::Good)),
        (StepState::Later, _) => ("road-step later", (t().later, Tone::Plain)),
        (StepState::Now, who) => {
            let who = who.unwrap_or(Who::Vendor);
            let is_ours = (who == Who::Vendor) == for_vendor;
            let tone = if is_ours { Tone::Due } else { Tone::Plain };
            ("road-step now", (text::who(lang, who, for_vendor), tone))
        }
    };
    let mark = match step.state {
        StepState::Done => view! { <Icon path=CHECK/> }.into_any(),
        _ => number.into_any(),
    };
    let lacks = step
        .lacks
        .iter()
        .map(|lack| view! { <li>{text::lack(lang, *lack)}</li> });
    let lacks: Vec<_> = lacks.collect();
    let words = match lacks.is_empty() {
        true => view! { <p class="second">{text::done(lang, step.step)}</p> }.into_any(),
        false => view! { <ul class="lacks">{lacks}</ul> }.into_any(),
    };
    let class_of_way = match is_first {
        true => "button primary",
        false => "button",
    };
    let way = way.map(|href| {
        view! {
            <a class=class_of_way href=href aria-label=format!("{}: {name}", t().go)>
                {t().go}
            </a>
        }
    });
    let current = (step.state == StepState::Now).then_some("step");
    view! {
        <li class=class aria-current=current>
            <span class="road-mark" aria-hidden="true">
                {mark}
            </span>
            <div class="road-text">
                <p class="line">
                    <span class="strong">{name}</span>
                    <Badge text=badge.0 tone=badge.1/>
                </p>
                {words}
            </div>
            {way}
        </li>
    }
}
