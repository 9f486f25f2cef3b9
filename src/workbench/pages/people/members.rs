//! Who is in the team.

use api::team::{Colleague, People};
use domain::role::Role;
use leptos::prelude::*;
use ui::component::Avatar;
use ui::text::team as text;

use super::action::{MemberAction, actions};
use super::sheet::Open;
use crate::browser::time;
use crate::workbench::state::use_team;

/// The list.
#[component]
pub fn MemberList(people: RwSignal<People>, open: RwSignal<Option<Open>>) -> impl IntoView {
    let team = use_team();
    let none = Memo::new(move |_| people.with(|people| people.members.is_empty()));
    move || match none.get() {
        true => view! {
            <p class="second" role="status">
                {team.t().no_match}
            </p>
        }
        .into_any(),
        false => view! {
            <ul class="card" id="members">
                <For
                    each=move || people.with(rows)
                    key=row_key
                    children=move |row| view! { <MemberRow row open/> }
                />
            </ul>
        }
        .into_any(),
    }
}

/// A member's row.
#[derive(Clone)]
struct Row {
    member: Colleague,
    /// It is the person's own.
    me: bool,
    /// What may be done about them.
    actions: Vec<MemberAction>,
}

fn rows(people: &People) -> Vec<Row> {
    let row = |member: &Colleague| Row {
        member: member.clone(),
        me: member.id == people.me,
        actions: actions(people.role, people.me, member),
    };
    people.members.iter().map(row).collect()
}

/// All that a row shows: it is drawn again when something of it changes.
fn row_key(row: &Row) -> (i64, [String; 3], Role, bool, Vec<MemberAction>) {
    let Row {
        member, actions, ..
    } = row.clone();
    let department = member.department.unwrap_or_default();
    let texts = [member.name, member.phone, department];
    (member.id, texts, member.role, member.invited, actions)
}

#[component]
fn MemberRow(row: Row, open: RwSignal<Option<Open>>) -> impl IntoView {
    let Row {
        member,
        me,
        actions,
    } = row;
    let opened = StoredValue::new(Open {
        id: member.id,
        name: member.name.clone(),
        actions,
        chosen: None,
    });
    move || {
        let inside = view! { <MemberText member=member.clone() me/> };
        match opened.with_value(|opened| opened.actions.is_empty()) {
            true => view! { <li class="row">{inside}</li> }.into_any(),
            false => view! {
                <li>
                    <button class="row more" type="button" on:click=move |_| open.set(Some(opened.get_value()))>
                        {inside}
                    </button>
                </li>
            }
            .into_any(),
        }
    }
}

#[component]
fn MemberText(member: Colleague, me: bool) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let detail = match member.department {
        Some(department) => member.phone + " · " + &department,
        None => member.phone,
    };
    let role = (member.role != Role::Member)
        .then(|| view! { <span class="chip">{text::role(team.lang.get(), member.role)}</span> });
    let end = match (me, member.invited) {
        (true, _) => t.me.to_owned(),
        (false, true) => t.invited.to_owned(),
        (false, false) => member.joined_at.map(time::day).unwrap_or_default(),
    };
    view! {
        <Avatar name=member.name.clone()/>
        <span class="what">
            <span>
                <span>{member.name}</span>
                " "
                {role}
            </span>
            <small>{detail}</small>
        </span>
        <span class="end">{end}</span>
    }
}
