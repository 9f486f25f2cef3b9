//! What happened to an application: who did what, and when.

use api::console::application::HistoryEntry;
use domain::application::Round;
use leptos::prelude::*;
use ui::lang::Lang;

use super::{Head, use_editor};
use crate::components::card::{Card, Empty};
use crate::components::table::Time;
use crate::session::{use_session, use_texts};
use crate::text::application as text;
use crate::text::application::columns::column;

/// The page.
#[component]
pub fn HistoryPage() -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let editor = use_editor();
    let history = Memo::new(move |_| {
        let history = editor
            .known
            .with(|known| known.as_ref().map(|known| known.history.clone()));
        history.unwrap_or_default()
    });
    let shown = move || {
        let lang = session.lang.get();
        match history.get() {
            history if history.is_empty() => {
                view! { <Empty title=t().no_history detail=t().no_history_detail/> }.into_any()
            }
            history => {
                let entries = history.into_iter().map(|entry| one(lang, entry));
                view! { <ol class="timeline">{entries.collect_view()}</ol> }.into_any()
            }
        }
    };
    view! {
        <Head>
            <Card title=move || t().history_title>{shown}</Card>
        </Head>
    }
}

fn one(lang: Lang, entry: HistoryEntry) -> impl IntoView {
    let HistoryEntry {
        at,
        who,
        what,
        reasons,
    } = entry;
    let class = match what {
        Round::Approved => "event good",
        Round::Rejected => "event bad",
        Round::Submitted | Round::TakenBack => "event",
    };
    let who = match who.is_empty() {
        true => text::of(lang).machine.to_owned(),
        false => who,
    };
    let reasons = reasons.into_iter().map(|reason| {
        let field = column(lang, reason.field).label;
        let colon = lang.pick("：", ": ");
        view! { <small>{field} {colon} {reason.text}</small> }
    });
    view! {
        <li class=class>
            <Time at/>
            <span class="two">
                <span>
                    <b>{who}</b>
                    " "
                    {text::happened(lang, what)}
                </span>
                {reasons.collect_view()}
            </span>
        </li>
    }
}
