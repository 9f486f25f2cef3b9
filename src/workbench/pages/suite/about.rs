//! What a suite is and reads, what members tell of it, what was done to it.

use api::team::SuitePage;
use leptos::prelude::*;
use ui::component::{Permissions, RowText};
use ui::text::team as text;

use super::Suite;
use super::sheets::SheetKind;
use crate::browser::time;
use crate::workbench::pages::bar::LinkRow;
use crate::workbench::state::use_team;

/// What it is and reads: green only for what may be read now.
#[component]
pub fn About(found: SuitePage) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    view! {
        <h2>{t.permissions}</h2>
        <Permissions asked=found.permissions lang=team.lang.get() granted=found.suite.state.usable()/>
        <h2>{t.facts}</h2>
        <div class="card">
            <Fact name=t.authorized_at value=time::day(found.authorized_at)/>
            <Fact name=t.version value=found.version/>
            {found.serial.map(|serial| view! { <Fact name=t.serial value=serial/> })}
        </div>
    }
}

#[component]
fn Fact(name: &'static str, value: String) -> impl IntoView {
    view! {
        <div class="row">
            <span class="what">{name}</span>
            <span class="end typed">{value}</span>
        </div>
    }
}

/// What members may tell.
#[component]
pub fn Feedback(suite: Suite, found: SuitePage) -> impl IntoView {
    let team = suite.team;
    let t = team.t();
    let rated = found
        .rating
        .map(|rating| text::stars(team.lang.get(), rating.stars));
    let contact = found
        .contact
        .map(|url| view! { <LinkRow href=url text=t.contact/> });
    view! {
        <div class="card">
            <button class="row more" type="button" id="rate" on:click=move |_| suite.show(SheetKind::Rate)>
                <span class="what">{t.rate}</span>
                <span class="end">{rated}</span>
            </button>
            <button class="row more" type="button" id="report" on:click=move |_| suite.show(SheetKind::Report)>
                <RowText line=t.report small=t.report_detail/>
            </button>
            {contact}
        </div>
    }
}

/// What was done to it.
#[component]
pub fn History(found: SuitePage) -> impl IntoView {
    let team = use_team();
    let lang = team.lang.get();
    let rows: Vec<_> = found
        .events
        .into_iter()
        .map(|event| {
            let what = text::change(lang, event.change);
            let line = match event.by.as_str() {
                "" => what.to_owned(),
                by => format!("{by} {what}"),
            };
            view! {
                <li class="row">
                    <span class="what">{line}</span>
                    <span class="end">{time::day_and_clock(event.at)}</span>
                </li>
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <h2>{team.t().history}</h2>
            <ul class="card" id="history">
                {rows}
            </ul>
        }
    })
}
