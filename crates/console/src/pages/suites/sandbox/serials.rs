//! Test serials, which only test links take.

use api::console::sandbox::{IssueTestSerials, Sandbox, TestSerial};
use api::console::vendor_path::TEST_SERIALS;
use domain::account::Permission;
use leptos::prelude::*;

use crate::api::Request;
use crate::components::card::{Card, Empty};
use crate::components::copy::CopyButton;
use crate::components::field::FormError;
use crate::form::Form;
use crate::pages::suites::frame::use_suite;
use crate::session::{use_session, use_texts};
use crate::text::sandbox as text;

/// How many are issued at once.
const AT_ONCE: u32 = 5;

/// The card.
#[component]
pub fn SerialsCard(serials: Vec<TestSerial>, most: u32, rule: String) -> impl IntoView {
    let t = use_texts(text::of);
    let count = serials.len();
    let left = most.saturating_sub(u32::try_from(count).unwrap_or(u32::MAX));
    let is_issued = rule == "issued";
    let action = move || match is_issued {
        true => view! {
            <div class="line">
                <span class="second num">{text::of_most(count, most)}</span>
                <Issue left/>
            </div>
        }
        .into_any(),
        false => ().into_any(),
    };
    let detail = move || match rule.as_str() {
        "issued" => t().serials_detail,
        "vendor" => t().serials_vendor,
        _ => t().serials_none,
    };
    let body = match (serials.is_empty(), is_issued) {
        (true, false) => ().into_any(),
        (true, true) => {
            view! { <Empty title=t().no_serials detail=t().no_serials_detail/> }.into_any()
        }
        (false, _) => {
            let serials = serials
                .into_iter()
                .map(|serial| view! { <OneSerial serial/> });
            view! { <ul class="test-serials">{serials.collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <Card title=move || t().serials detail action>
            {body}
        </Card>
    }
}

#[component]
fn OneSerial(serial: TestSerial) -> impl IntoView {
    let t = use_texts(text::of);
    let TestSerial { serial, team } = serial;
    let class = match team {
        Some(_) => "third typed",
        None => "second",
    };
    let holder = team.unwrap_or_else(|| t().free.to_owned());
    view! {
        <li class="test-serial">
            <span class="mono">{serial.clone()}</span>
            <small class=class>{holder}</small>
            <CopyButton text=serial.clone() of=serial/>
        </li>
    }
}

/// The button that issues some.
#[component]
fn Issue(left: u32) -> impl IntoView {
    let (session, suite) = (use_session(), use_suite());
    let t = use_texts(text::of);
    let form = Form::new("issue-test-serials", move |_: Sandbox| {
        session.say(t().issued);
        session.reload();
    });
    let count = left.min(AT_ONCE);
    let issue = move |_| {
        form.submit(Request::post(
            suite.path(TEST_SERIALS),
            &IssueTestSerials { count },
        ));
    };
    let words = move || match left < AT_ONCE {
        true => t().issue_rest,
        false => t().issue,
    };
    let may = move || left > 0 && session.may(Permission::EditSerials);
    view! {
        <Show when=may>
            <button class="button" id="issue-test-serials" type="button" on:click=issue>
                {words}
            </button>
            <FormError form/>
        </Show>
    }
}
