//! What a vendor's account does next, each step with whether it is done.

use api::console::member::{Members, Vendor};
use api::console::path;
use domain::account::Permission;
use leptos::prelude::*;
use ui::icon::{CHECK, Icon};

use crate::components::card::{Badge, Card, Tone};
use crate::components::load::{load, show};
use crate::session::{use_session, use_texts};
use crate::text::home::{self, Text};

/// A step.
struct Step {
    name: fn(&Text) -> &'static str,
    detail: fn(&Text) -> &'static str,
    href: &'static str,
    done: bool,
}

/// The second factor's step, which everybody has.
fn factor(done: bool) -> Step {
    Step {
        name: |t| t.factor,
        detail: |t| t.factor_detail,
        href: "/console/account/second-factor",
        done,
    }
}

/// The steps: the owner's are of the whole vendor.
#[component]
pub fn VendorSteps() -> impl IntoView {
    let session = use_session();
    let has_factor = Memo::new(move |_| session.me().is_some_and(|me| me.second_factor));
    let is_owner = Memo::new(move |_| session.may(Permission::EditMembers));
    move || match is_owner.get() {
        true => view! { <OwnerSteps has_factor/> }.into_any(),
        false => view! { <Steps steps=vec![factor(has_factor.get())]/> }.into_any(),
    }
}

#[component]
fn OwnerSteps(has_factor: Memo<bool>) -> impl IntoView {
    let vendor = load::<Vendor>(|| path::VENDOR.to_owned());
    let members = load::<Members>(|| path::MEMBERS.to_owned());
    show(vendor, move |vendor| {
        let has_contact = vendor.contact.is_some();
        show(
            members,
            move |Members {
                      members,
                      invitations,
                  }| {
                let contact = Step {
                    name: |t| t.contact,
                    detail: |t| t.contact_detail,
                    href: "/console/vendor",
                    done: has_contact,
                };
                let colleagues = Step {
                    name: |t| t.colleagues,
                    detail: |t| t.colleagues_detail,
                    href: "/console/members",
                    done: members.len() > 1 || !invitations.is_empty(),
                };
                view! { <Steps steps=vec![factor(has_factor.get()), contact, colleagues]/> }
            },
        )
    })
}

#[component]
fn Steps(steps: Vec<Step>) -> impl IntoView {
    let session = use_session();
    let t = use_texts(home::of);
    let done = steps.iter().filter(|step| step.done).count();
    let all = steps.len();
    let detail = move || home::steps(session.lang.get(), done, all);
    let first = steps.iter().position(|step| !step.done);
    let items: Vec<_> = steps
        .into_iter()
        .enumerate()
        .map(|(at, step)| view! { <StepRow step is_next=first == Some(at)/> })
        .collect();
    view! {
        <Card title=move || t().next detail>
            <ol class="steps">{items}</ol>
        </Card>
    }
}

#[component]
fn StepRow(step: Step, is_next: bool) -> impl IntoView {
    let t = use_texts(home::of);
    let button = if is_next { "button primary" } else { "button" };
    let end = match step.done {
        true => (move || view! { <Badge text=t().done tone=Tone::Good/> }).into_any(),
        false => view! {
            <a class=button href=step.href aria-label=move || format!("{}: {}", t().go, (step.name)(t()))>
                {move || t().go}
            </a>
        }
        .into_any(),
    };
    let class = if step.done { "step done" } else { "step" };
    view! {
        <li class=class>
            <span class="step-mark">
                <Icon path=CHECK/>
            </span>
            <span class="step-text">
                <span class="strong">{move || (step.name)(t())}</span>
                <small>{move || (step.detail)(t())}</small>
            </span>
            {end}
        </li>
    }
}
