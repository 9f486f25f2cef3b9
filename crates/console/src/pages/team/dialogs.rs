//! What is done to members and operators, each in a dialog.

use api::console::member::{InviteMember, SetAccountRole};
use api::console::path;
use domain::account::Role;
use leptos::prelude::*;

use super::Acts;
use crate::api::Request;
use crate::components::dialog::{Confirm, Dialog, Foot, open_for};
use crate::components::field::{FormError, TextField};
use crate::components::radio::{Choice, Choices};
use crate::components::submit::FormView;
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::{common, team};

/// The roles with what each may do.
fn choices(acts: Acts) -> Vec<Choice<Role>> {
    let session = use_session();
    let choice = |role| Choice {
        value: role,
        label: (move || common::role(session.lang.get(), role)).into(),
        detail: (move || common::role_detail(session.lang.get(), role)).into(),
    };
    acts.kind.roles.map(choice).into()
}

/// Invites somebody by e-mail.
#[component]
pub fn InviteDialog(acts: Acts) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(team::of));
    let email = RwSignal::new(String::new());
    let role = RwSignal::new(acts.kind.roles[0]);
    let form = Form::new("invite", move |()| {
        acts.invite.set(false);
        acts.people.refetch();
        session.say(team::invited(
            session.lang.get_untracked(),
            &email.get_untracked(),
        ));
        email.set(String::new());
    });
    let submit = Callback::new(move |()| {
        let request = InviteMember {
            email: email.get_untracked(),
            role: role.get_untracked(),
        };
        form.submit(Request::post(acts.kind.list, &request));
    });
    view! {
        <Dialog open=acts.invite title=move || (acts.kind.invite)(t())>
            <FormView form on_submit=submit>
                <p class="second">{move || t().invite_detail}</p>
                <TextField form name="email" label=move || c().email value=email kind="email"/>
                <Choices form name="role" label=move || c().role choices=choices(acts) value=role/>
                <FormError form/>
                <Foot open=acts.invite form label=move || t().send/>
            </FormView>
        </Dialog>
    }
}

/// Sets somebody's role.
#[component]
pub fn RoleDialog(acts: Acts) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(team::of));
    let open = open_for(acts.set_role);
    let role = RwSignal::new(acts.kind.roles[0]);
    Effect::new(move |_| {
        if let Some(member) = acts.set_role.get() {
            role.set(member.role);
        }
    });
    let form = Form::new("role", move |()| {
        let of_me = acts.set_role.get_untracked().map(|member| member.id)
            == untrack(|| session.me()).map(|me| me.id);
        open.set(false);
        acts.people.refetch();
        session.say(t().role_set);
        // One's own role decides what one sees.
        if of_me {
            session.look();
        }
    });
    let submit = Callback::new(move |()| {
        if let Some(member) = acts.set_role.get_untracked() {
            let role = role.get_untracked();
            let path = path::of_id(acts.kind.one, member.id);
            form.submit(Request::put(path, &SetAccountRole { role }));
        }
    });
    let title = move || {
        let name = acts.set_role.get().map(|member| member.name);
        team::role_title(session.lang.get(), &name.unwrap_or_default())
    };
    view! {
        <Dialog open title>
            <FormView form on_submit=submit>
                <Choices form name="role" label=move || c().role choices=choices(acts) value=role/>
                <FormError form/>
                <Foot open form label=move || c().save/>
            </FormView>
        </Dialog>
    }
}

/// Takes somebody out.
#[component]
pub fn TakeOutDialog(acts: Acts) -> impl IntoView {
    let session = use_session();
    let t = use_texts(team::of);
    let open = open_for(acts.take_out);
    let form = Form::new("take-out", move |()| {
        open.set(false);
        acts.people.refetch();
        session.say(t().taken_out);
    });
    let confirm = Callback::new(move |()| {
        if let Some(member) = acts.take_out.get_untracked() {
            form.submit(Request::delete(path::of_id(acts.kind.one, member.id)));
        }
    });
    let title = move || {
        let name = acts.take_out.get().map(|member| member.name);
        team::take_out_title(session.lang.get(), &name.unwrap_or_default())
    };
    view! {
        <Confirm open form title detail=move || t().take_out_detail action=move || t().take_out on_confirm=confirm/>
    }
}

/// Takes an invitation back.
#[component]
pub fn TakeBackDialog(acts: Acts) -> impl IntoView {
    let session = use_session();
    let t = use_texts(team::of);
    let open = open_for(acts.take_back);
    let form = Form::new("take-back", move |()| {
        open.set(false);
        acts.people.refetch();
        session.say(t().taken_back);
    });
    let confirm = Callback::new(move |()| {
        if let Some(invitation) = acts.take_back.get_untracked() {
            form.submit(Request::delete(path::of_id(
                acts.kind.invitation,
                invitation.id,
            )));
        }
    });
    let title = move || {
        let email = acts.take_back.get().map(|invitation| invitation.email);
        team::take_back_title(session.lang.get(), &email.unwrap_or_default())
    };
    view! {
        <Confirm open form title detail=move || t().take_back_detail action=move || t().take_back on_confirm=confirm/>
    }
}
