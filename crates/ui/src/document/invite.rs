//! The page of an invite: the team, who invites, what it uses, one button.

use api::team::{Badge, Invitation};
use domain::invite::JoinStatus;
use leptos::prelude::*;

use super::{InAppHint, Message, Visit};
use crate::component::{Avatar, Heading, Picture, PlainBar};
use crate::lang::Lang;
use crate::text;
use crate::text::team;

/// How many suites are shown.
const MAX_SUITES: usize = 8;

/// The page of an invite, good or bad.
#[component]
pub fn Invite(
    /// Where the invite leads.
    invitation: Invitation,
    /// What the visitor looks from.
    visit: Visit,
    /// The language.
    lang: Lang,
) -> impl IntoView {
    let t = team::of(lang);
    let body = match (invitation.problem, invitation.join_status) {
        (Some(problem), _) => {
            let (title, detail) = team::invite_problem(lang, problem);
            view! { <Message bad=true title detail/> }.into_any()
        }
        (None, JoinStatus::Inside) => {
            let href = format!("/workbench?team={}", invitation.corpid);
            let button = view! {
                <a class="button" href=href>
                    {t.to_workbench}
                </a>
            };
            let button = Some(button.into_any());
            view! { <Message title=t.join_inside detail=invitation.team button/> }.into_any()
        }
        _ => view! { <Open invitation visit lang/> }.into_any(),
    };
    view! {
        <PlainBar lang/>
        {body}
    }
}

/// An invite that somebody outside the team may follow.
#[component]
fn Open(invitation: Invitation, visit: Visit, lang: Lang) -> impl IntoView {
    let t = team::of(lang);
    let join_status = invitation.join_status;
    let notice = match join_status {
        JoinStatus::Waiting => Some((t.join_waiting, t.join_waiting_detail)),
        JoinStatus::Declined => Some((t.join_declined, t.join_declined_detail)),
        JoinStatus::Outside | JoinStatus::Inside => None,
    };
    let label = match (join_status, invitation.approval) {
        (JoinStatus::Waiting, _) => t.see_request,
        (JoinStatus::Declined, _) => t.join_again,
        (_, true) => t.join_ask,
        (_, false) => t.join,
    };
    let notice = notice.map(|(title, detail)| {
        view! {
            <div class="notice" role="status">
                <b>{title}</b>
                <p>{detail}</p>
            </div>
        }
    });
    let detail = format!(
        "{} · {}",
        team::invites(lang, &invitation.inviter),
        text::people(lang, invitation.people)
    );
    let badges: Vec<_> = invitation
        .suites
        .into_iter()
        .take(MAX_SUITES)
        .map(badge)
        .collect();
    let suites = (!badges.is_empty()).then(|| {
        view! {
            <h2>{t.join_suites}</h2>
            <div class="card">
                <ul class="apps">{badges}</ul>
            </div>
        }
    });
    let hint = (invitation.approval && join_status == JoinStatus::Outside)
        .then(|| view! { <p class="hint">{t.join_approval}</p> });
    view! {
        <main class="page guide">
            <InAppHint visit lang/>
            <div class="suite">
                <Avatar name=invitation.team.clone() big=true/>
                <div>
                    <Heading text=invitation.team/>
                    <p class="vendor">{detail}</p>
                </div>
            </div>
            {notice}
            {suites}
        </main>
        <footer class="foot">
            <a
                class="button"
                href=format!("/join/{}/go", invitation.code)
                data-wait=text::of(lang).loading
            >
                {label}
            </a>
            {hint}
        </footer>
    }
}

fn badge(badge: Badge) -> impl IntoView {
    view! {
        <li class="app on">
            <Picture src=badge.icon size="56"/>
            {badge.name}
        </li>
    }
}
