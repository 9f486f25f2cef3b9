//! The table of links, and how they are taken back.

use api::console::link::LinkRow;
use api::console::vendor_path::{LINK_REVOKE, of_link};
use api::problem::Problem;
use domain::account::Permission;
use leptos::prelude::*;
use ui::lang::Lang;

use super::of_token;
use crate::api::Request;
use crate::components::card::{Badge, Tone};
use crate::components::copy::CopyButton;
use crate::components::table::LastDay;
use crate::form::Form;
use crate::pages::suites::frame::TheSuite;
use crate::session::{Undo, use_session, use_texts};
use crate::text::number::number;
use crate::text::{common, links as text};

/// Takes links back, and undoes that. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Acts {
    /// The suite.
    pub suite: TheSuite,
    revoke: Form,
    restore: Form,
}

impl Acts {
    /// What is done with links of a suite.
    pub fn new(suite: TheSuite) -> Self {
        let session = use_session();
        let t = use_texts(text::of);
        let refused = move |problem: &Problem| {
            session.say(untrack(|| session.message(problem)));
            true
        };
        let revoke = Form::new("revoke-link", move |row: LinkRow| {
            let path = of_link(LINK_REVOKE, &suite.key.get_untracked(), &row.token);
            let undo = Undo {
                request: Request::delete(path),
                done: t().restored.to_owned(),
            };
            session.say_undoable(t().revoked, undo);
            session.reload();
        });
        let restore = Form::new("restore-link", move |_: LinkRow| {
            session.say(t().restored);
            session.reload();
        });
        Self {
            suite,
            revoke: revoke.with_handler(refused),
            restore: restore.with_handler(refused),
        }
    }
}

/// The table.
#[component]
pub fn Table(rows: Vec<LinkRow>, acts: Acts) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let rows = rows.into_iter().map(|row| view! { <Row row acts/> });
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{t().label}</th>
                    <th scope="col">{c().state}</th>
                    <th scope="col" class="num">{t().scans}</th>
                    <th scope="col" class="num">{t().starts}</th>
                    <th scope="col" class="num">{t().uses}</th>
                    <th scope="col">{t().expires}</th>
                    <th scope="col">
                        <span class="unseen">{c().actions}</span>
                    </th>
                </tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

/// A link's state, in a word and a color.
pub fn badge(lang: Lang, suite: TheSuite, state: &str) -> impl IntoView + use<> {
    let tone = match state {
        "open" => Tone::Good,
        _ => Tone::Plain,
    };
    view! { <Badge text=text::state_in(lang, state, untrack(|| suite.is_draft())) tone/> }
}

/// The last day of a link, or that it has none.
pub fn last_day(end: Option<i64>, never: &'static str) -> AnyView {
    match end {
        Some(end) => view! { <LastDay end/> }.into_any(),
        None => view! { <span class="third">{never}</span> }.into_any(),
    }
}

#[component]
fn Row(row: LinkRow, acts: Acts) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let lang = session.lang.get();
    let href = untrack(|| of_token(acts.suite, &row.token));
    let label = match row.label.is_empty() {
        true => t().no_label.to_owned(),
        false => row.label.clone(),
    };
    let (token, url) = (row.token.clone(), row.url.clone());
    view! {
        <tr>
            <td class="first">
                <a class="two" href=href>
                    <span class="strong typed">{label}</span>
                    <small class="mono">{token.clone()}</small>
                </a>
            </td>
            <td data-label=c().state>{badge(lang, acts.suite, &row.state)}</td>
            <td class="num" data-label=t().scans>
                {number(row.scans)}
            </td>
            <td class="num" data-label=t().starts>
                {number(row.starts)}
            </td>
            <td class="num" data-label=t().uses>
                {text::uses(row.uses, row.max_uses)}
            </td>
            <td data-label=t().expires>{last_day(row.expires_at, t().never)}</td>
            <td class="end">
                <CopyButton text=url of=token/>
                <Show when=move || session.may(Permission::EditLinks)>
                    <RevokeButton row=row.clone() acts small=true/>
                </Show>
            </td>
        </tr>
    }
}

/// Takes a link back, or gives it back.
#[component]
pub fn RevokeButton(row: LinkRow, acts: Acts, #[prop(optional)] small: bool) -> impl IntoView {
    let t = use_texts(text::of);
    let path = of_link(LINK_REVOKE, &acts.suite.key.get_untracked(), &row.token);
    let is_revoked = row.state == "link_revoked";
    let words = move || match is_revoked {
        true => t().restore,
        false => t().revoke,
    };
    let name = row.token;
    let act = move |_| match is_revoked {
        true => acts.restore.submit(Request::delete(path.clone())),
        false => acts.revoke.submit(Request::post_empty(path.clone())),
    };
    let class = if small { "button small" } else { "button" };
    view! {
        <button class=class type="button" aria-label=move || format!("{}: {name}", words()) on:click=act>
            {words}
        </button>
    }
}
