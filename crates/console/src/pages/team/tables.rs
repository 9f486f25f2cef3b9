//! Who is in, and who is invited.

use api::console::member::{Member, OpenInvitation};
use api::console::path;
use leptos::prelude::*;
use ui::component::Avatar;

use super::Acts;
use crate::api::Request;
use crate::browser::time;
use crate::components::card::{Badge, Empty, Tone};
use crate::components::table::Time;
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::{common, team};

/// The head of what is done with each row, for those who may.
fn acts_head(acts: Acts) -> impl IntoView {
    let t = use_texts(team::of);
    acts.may_edit().then(|| {
        view! {
            <th scope="col">
                <span class="unseen">{t().actions}</span>
            </th>
        }
    })
}

/// The members.
#[component]
pub fn People(members: Vec<Member>, acts: Acts) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(team::of));
    let rows: Vec<_> = members
        .into_iter()
        .map(|member| view! { <PersonRow member acts/> })
        .collect();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{c().name}</th>
                    <th scope="col">{c().role}</th>
                    <th scope="col">{t().factor}</th>
                    <th scope="col">{t().seen}</th>
                    {acts_head(acts)}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn PersonRow(member: Member, acts: Acts) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(team::of));
    let lang = session.lang.get();
    let is_me = untrack(|| session.me()).is_some_and(|me| me.id == member.id);
    let you = is_me.then(|| view! { <Badge text=t().you/> });
    let factor = match member.second_factor {
        true => view! { <Badge text=t().factor_on tone=Tone::Good/> },
        false => view! { <Badge text=t().factor_off tone=Tone::Due/> },
    };
    let seen = match member.seen_at {
        Some(at) => view! { <Time at/> }.into_any(),
        None => t().never.into_any(),
    };
    let label = |act| team::act_on(lang, act, &member.name);
    let (set_role, take_out) = (label(t().change_role), label(t().take_out));
    let (of_role, of_out) = (member.clone(), member.clone());
    let acts_cell = acts.may_edit().then(|| {
        view! {
            <td class="end">
                <button
                    class="button small"
                    type="button"
                    aria-label=set_role
                    on:click=move |_| acts.set_role.set(Some(of_role.clone()))
                >
                    {t().change_role}
                </button>
                <button
                    class="button small"
                    type="button"
                    aria-label=take_out
                    on:click=move |_| acts.take_out.set(Some(of_out.clone()))
                >
                    {t().take_out}
                </button>
            </td>
        }
    });
    view! {
        <tr>
            <td class="first">
                <span class="person">
                    <Avatar name=member.name.clone()/>
                    <span class="own-text">
                        <span class="strong">{member.name} " " {you}</span>
                        <small class="typed">{member.email}</small>
                    </span>
                </span>
            </td>
            <td data-label=c().role>{common::role(lang, member.role)}</td>
            <td data-label=t().factor>{factor}</td>
            <td data-label=t().seen>{seen}</td>
            {acts_cell}
        </tr>
    }
}

/// The invitations that wait for an answer.
#[component]
pub fn Invitations(invitations: Vec<OpenInvitation>, acts: Acts) -> impl IntoView {
    let (c, t) = (use_texts(common::of), use_texts(team::of));
    if invitations.is_empty() {
        return view! { <Empty title=t().no_invitations detail=t().no_invitations_detail/> }
            .into_any();
    }
    let session = use_session();
    let resend = Form::new("resend", move |()| {
        acts.people.refetch();
        session.say(t().resent);
    })
    .with_handler(move |problem| {
        session.say(session.message(problem));
        true
    });
    let rows: Vec<_> = invitations
        .into_iter()
        .map(|invitation| view! { <InvitationRow invitation acts resend/> })
        .collect();
    view! {
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">{c().email}</th>
                    <th scope="col">{c().role}</th>
                    <th scope="col">{t().sent_at}</th>
                    <th scope="col">{t().expires_at}</th>
                    {acts_head(acts)}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

#[component]
fn InvitationRow(invitation: OpenInvitation, acts: Acts, resend: Form) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(team::of));
    let lang = session.lang.get();
    let label = |act| team::act_on(lang, act, &invitation.email);
    let (again, back) = (label(t().resend), label(t().take_back));
    let path = path::of_id(acts.kind.invitation, invitation.id);
    let of_back = invitation.clone();
    let expired = (invitation.expires_at <= time::now())
        .then(|| view! { <Badge text=t().expired tone=Tone::Due/> });
    let acts_cell = acts.may_edit().then(|| {
        view! {
            <td class="end">
                <button
                    class="button small"
                    type="button"
                    aria-label=again
                    on:click=move |_| resend.submit(Request::post_empty(path.clone()))
                >
                    {t().resend}
                </button>
                <button
                    class="button small"
                    type="button"
                    aria-label=back
                    on:click=move |_| acts.take_back.set(Some(of_back.clone()))
                >
                    {t().take_back}
                </button>
            </td>
        }
    });
    view! {
        <tr>
            <td class="first typed">{invitation.email}</td>
            <td data-label=c().role>{common::role(lang, invitation.role)}</td>
            <td data-label=t().sent_at>
                <Time at=invitation.sent_at/>
            </td>
            <td data-label=t().expires_at>
                <span>
                    <Time at=invitation.expires_at/>
                    " "
                    {expired}
                </span>
            </td>
            {acts_cell}
        </tr>
    }
}
