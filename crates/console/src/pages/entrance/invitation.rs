//! Accepting an invitation: who invites, then a name and a password.

use api::console::account::MailedToken;
use api::console::member::{AcceptInvitation, Invitation};
use api::console::path;
use api::problem::{Code, Problem};
use leptos::prelude::*;

use super::{Door, Outcome, token};
use crate::api::Request;
use crate::components::field::{FormError, PasswordField, TextField};
use crate::components::load::{Skeleton, Trouble, load_by};
use crate::components::submit::{FormView, Submit};
use crate::form::Form;
use crate::session::{Who, use_session, use_texts};
use crate::text::{common, entrance};

/// The page.
#[component]
pub fn InvitationPage() -> impl IntoView {
    let t = use_texts(entrance::of);
    let token = token();
    let asked = token.clone();
    // It is asked for by POST, so that the token stands in no log.
    let invitation = load_by::<Invitation>(move || {
        let token = asked.clone();
        Request::post(path::INVITATION, &MailedToken { token })
    });
    let shown = move || {
        let token = token.clone();
        invitation.get().map(|answer| match answer {
            Ok(invitation) => view! { <Accept invitation token/> }.into_any(),
            Err(problem) if is_dead(&problem) => view! {
                <Outcome
                    title=move || t().dead_title
                    detail=move || t().dead_detail
                    bad=true
                    href="/console/sign-in"
                    link=move || t().sign_in
                />
            }
            .into_any(),
            Err(problem) => {
                let retry = Callback::new(move |()| invitation.refetch());
                view! {
                    <Door title=move || t().invitation_title>
                        <Trouble problem retry/>
                    </Door>
                }
                .into_any()
            }
        })
    };
    view! { <Suspense fallback=|| view! { <Skeleton/> }>{shown}</Suspense> }
}

fn is_dead(problem: &Problem) -> bool {
    matches!(problem.code, Code::TokenDead | Code::NotFound)
}

#[component]
fn Accept(invitation: Invitation, token: String) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(entrance::of));
    let (name, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let done = RwSignal::new(false);
    let form = Form::new("accept", move |()| {
        // Somebody else may have been signed in here before.
        session.who.set(Who::Nobody);
        done.set(true);
    });
    let token = StoredValue::new(token);
    let submit = Callback::new(move |()| {
        let request = AcceptInvitation {
            token: token.get_value(),
            name: name.get_untracked(),
            password: password.get_untracked(),
        };
        form.submit(Request::post(path::INVITATION_ACCEPT, &request));
    });
    let invitation = StoredValue::new(invitation);
    let says = move || {
        invitation.with_value(|it| {
            entrance::invites(
                session.lang.get(),
                &it.inviter,
                it.vendor.as_deref(),
                it.role,
            )
        })
    };
    let ask = move || {
        view! {
            <Door title=move || t().invitation_title detail=says>
                <FormView form on_submit=submit>
                    <div class="field">
                        <span class="label">{move || c().email}</span>
                        <span class="typed">{invitation.with_value(|it| it.email.clone())}</span>
                    </div>
                    <TextField form name="name" label=move || c().name value=name autocomplete="name"/>
                    <PasswordField form name="password" label=move || c().password value=password new=true/>
                    <FormError form/>
                    <Submit form label=move || t().accept wide=true/>
                </FormView>
            </Door>
        }
    };
    view! {
        <Show when=move || done.get() fallback=ask>
            <Outcome
                title=move || t().accepted_title
                detail=move || t().confirmed_detail
                href="/console/sign-in"
                link=move || t().sign_in
            />
        </Show>
    }
}
