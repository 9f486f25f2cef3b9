//! The vendor's names and contact; staff see them, the owner changes them.

use api::console::member::{ChangeVendor, Vendor};
use api::console::path;
use domain::account::Permission;
use leptos::prelude::*;

use super::Allowed;
use crate::api::Request;
use crate::components::card::{Badge, Card, Tone};
use crate::components::field::{FormError, TextField};
use crate::components::load::{load, show};
use crate::components::page::Page;
use crate::components::submit::{FormView, Submit};
use crate::components::unsaved::{Unsaved, UnsavedNote, drawn_again};
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::{common, team};

/// The page.
#[component]
pub fn VendorPage() -> impl IntoView {
    let t = use_texts(team::of);
    let session = use_session();
    view! {
        <Allowed to=Permission::SeeVendor>
            <Page title=move || t().vendor detail=move || t().vendor_detail>
                {
                    let vendor = load::<Vendor>(|| path::VENDOR.to_owned());
                    let may_edit = session.may(Permission::EditVendor);
                    show(vendor, move |vendor| match may_edit {
                        true => {
                            let form = drawn_again(move |again| view! { <Edit vendor=vendor.clone() again/> });
                            form.into_any()
                        }
                        false => view! { <Facts vendor/> }.into_any(),
                    })
                }
            </Page>
        </Allowed>
    }
}

#[component]
fn Edit(vendor: Vendor, again: Callback<()>) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(team::of));
    let certified = vendor.certified;
    let saved = ChangeVendor {
        name: vendor.name.clone(),
        short_name: vendor.short_name,
        contact: vendor.contact.unwrap_or_default(),
    };
    let unsaved = Unsaved::of("vendor");
    let begun = unsaved.or(saved.clone());
    let saved = RwSignal::new(saved);
    let (name, short_name) = (RwSignal::new(begun.name), RwSignal::new(begun.short_name));
    let contact = RwSignal::new(begun.contact);
    let typed = move || ChangeVendor {
        name: name.get(),
        short_name: short_name.get(),
        contact: contact.get(),
    };
    unsaved.follow(move || saved.get(), typed);
    let form = Form::new("vendor", move |()| {
        saved.set(untrack(typed));
        let name = short_name.get_untracked().trim().to_owned();
        session.update_me(|me| me.vendor = Some(name));
        session.say(c().saved);
    });
    let submit = Callback::new(move |()| {
        form.submit(Request::put(path::VENDOR, &untrack(typed)));
    });
    let full_name = match certified {
        true => {
            let fixed = vendor.name;
            view! {
                <div class="field">
                    <span class="label">{move || t().vendor_name}</span>
                    <p class="line">
                        <span class="strong">{fixed}</span>
                        {move || view! { <Badge text=t().certified tone=Tone::Good/> }}
                    </p>
                    <p class="help">{move || t().vendor_name_fixed}</p>
                </div>
            }
            .into_any()
        }
        false => view! {
            <TextField
                form
                name="name"
                label=move || t().vendor_name
                value=name
                help=move || t().vendor_name_help
                autocomplete="organization"
            />
        }
        .into_any(),
    };
    view! {
        <UnsavedNote unsaved discard=again/>
        <Card title=move || t().names>
            <FormView form on_submit=submit>
                {full_name}
                <TextField form name="short_name" label=move || t().short_name value=short_name help=move || t().short_name_help/>
                <TextField form name="contact" label=move || t().contact value=contact help=move || t().contact_help/>
                <FormError form/>
                <Submit form label=move || c().save/>
            </FormView>
        </Card>
    }
}

#[component]
fn Facts(vendor: Vendor) -> impl IntoView {
    let t = use_texts(team::of);
    let certified = vendor.certified;
    let badge = move || certified.then(|| view! { <Badge text=t().certified tone=Tone::Good/> });
    view! {
        <Card title=move || t().names>
            <dl class="facts">
                <div>
                    <dt>{move || t().vendor_name}</dt>
                    <dd>{vendor.name} " " {badge}</dd>
                </div>
                <div>
                    <dt>{move || t().short_name}</dt>
                    <dd>{vendor.short_name}</dd>
                </div>
                <div>
                    <dt>{move || t().contact}</dt>
                    <dd class="typed">{vendor.contact.unwrap_or_else(|| "—".to_owned())}</dd>
                </div>
            </dl>
        </Card>
    }
}
