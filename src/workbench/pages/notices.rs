//! The person's notices: a modest list; opening it reads them.

use api::path::NOTICES;
use api::team::{Notice, Notices};
use domain::notice::NoticeKind;
use leptos::prelude::*;
use serde::de::IgnoredAny;
use ui::component::RowText;
use ui::text::team as text;

use super::bar::Bar;
use crate::api::Request;
use crate::browser::time;
use crate::components::show;
use crate::form::Form;
use crate::workbench::state::{page_of, use_team};

/// The page.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let team = use_team();
    let notices = team.load::<Notices>(|| NOTICES.to_owned());
    view! {
        {move || view! { <Bar title=team.t().notices/> }}
        {show(notices, move |notices| view! { <List notices/> })}
    }
}

#[component]
fn List(notices: RwSignal<Notices>) -> impl IntoView {
    let team = use_team();
    // The dot on the bell goes; the dots on this page stay until it is left.
    let read = Form::new(move |_: IgnoredAny| team.refresh());
    Effect::new(move |_| {
        if notices.with(|found| found.notices.iter().any(|notice| notice.new)) {
            read.submit(Request::post(NOTICES.to_owned(), &()));
        }
    });
    let rows = move || {
        let rows: Vec<_> = notices
            .get()
            .notices
            .into_iter()
            .map(|notice| view! { <Row notice/> })
            .collect();
        match rows.is_empty() {
            true => view! {
                <p class="second" role="status">
                    {team.t().no_notices}
                </p>
            }
            .into_any(),
            false => view! {
                <ul class="card" id="notices">
                    {rows}
                </ul>
            }
            .into_any(),
        }
    };
    view! { <main class="page">{move || rows()}</main> }
}

#[component]
fn Row(notice: Notice) -> impl IntoView {
    let lang = use_team().lang.get();
    let message = text::notice(lang, notice.kind, &notice.who, &notice.what);
    let page = match notice.kind {
        NoticeKind::RequestReceived => "/requests",
        NoticeKind::JoinAsked | NoticeKind::Joined | NoticeKind::InvitationDeclined => "/people",
        _ => "",
    };
    let inside = view! {
        <RowText line=message small=notice.team/>
        <span class="end">{time::day_and_clock(notice.at)}</span>
        {notice.new.then(|| view! { <span class="dot"></span> })}
    };
    // A team that is gone leads nowhere.
    let row = match notice.corpid.as_str() {
        "" => view! { <div class="row">{inside}</div> }.into_any(),
        corpid => view! {
            <a class="row" href=page_of(page, Some(corpid))>
                {inside}
            </a>
        }
        .into_any(),
    };
    view! { <li>{row}</li> }
}
