//! Making an invite code for a vendor.

use api::console::desk::{InviteCodeRow, NewInviteCode, VendorRow};
use api::console::list::Page as Rows;
use api::console::review_path::{DESK_VENDORS, INVITE_CODES};
use api::problem::Code;
use leptos::prelude::*;

use crate::api::Request;
use crate::components::copy::CopyButton;
use crate::components::dialog::{Dialog, Foot};
use crate::components::field::{Field, FormError, TextField, described_by};
use crate::components::list::with_query;
use crate::components::load::{Loaded, load};
use crate::components::submit::FormView;
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::invite_codes as text;

/// How a vendor is chosen in a list: two may have one name.
pub fn named(vendor: &VendorRow) -> String {
    format!("{} #{}", vendor.name, vendor.id)
}

/// The part of that before the number.
fn searched(typed: &str) -> String {
    let name = typed.rsplit_once(" #").map_or(typed, |(name, _)| name);
    name.trim().to_owned()
}

/// The vendor that is chosen: by its entry in the list, or by its name if it is the only one that has it.
fn chosen(typed: &str, found: &[VendorRow]) -> Option<i64> {
    let typed = typed.trim();
    if let Some(vendor) = found.iter().find(|vendor| named(vendor) == typed) {
        return Some(vendor.id);
    }
    let mut of_name = found.iter().filter(|vendor| vendor.name == typed);
    match (of_name.next(), of_name.next()) {
        (Some(vendor), None) => Some(vendor.id),
        _ => None,
    }
}

/// Makes a code, and shows it.
#[component]
pub fn MakeDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The vendor, as typed.
    vendor: RwSignal<String>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let label = RwSignal::new(String::new());
    let made = RwSignal::new(None::<InviteCodeRow>);
    // The next one begins with the form again.
    Effect::new(move |_| {
        if !open.get() {
            made.set(None);
        }
    });
    let form = Form::new("make-code", move |row: InviteCodeRow| {
        label.set(String::new());
        vendor.set(String::new());
        made.set(Some(row));
        session.reload();
    });
    let vendors = load::<Rows<VendorRow>>(move || {
        let parts = [("q", searched(&vendor.get())), ("limit", "20".to_owned())];
        with_query(DESK_VENDORS, parts)
    });
    let submit = Callback::new(move |()| {
        let found = untrack(|| rows(vendors));
        match chosen(&vendor.get_untracked(), &found) {
            Some(vendor_id) => {
                let label = label.get_untracked();
                let wanted = NewInviteCode { vendor_id, label };
                form.submit(Request::post(INVITE_CODES, &wanted));
            }
            None => form.refuse_field(Code::VendorUnknown, "vendor_id"),
        }
    });
    let inside = move || {
        match made.get() {
        Some(row) => view! { <Made row/> }.into_any(),
        None => view! {
            <FormView form on_submit=submit>
                <p class="second">{move || t().make_detail}</p>
                <VendorField form vendors value=vendor/>
                <TextField form name="label" label=move || t().label value=label help=move || t().label_help/>
                <FormError form/>
                <Foot open form label=move || t().make_do/>
            </FormView>
        }
        .into_any(),
    }
    };
    view! {
        <Dialog open title=move || t().make>
            {inside}
        </Dialog>
    }
}

fn rows(vendors: Loaded<Rows<VendorRow>>) -> Vec<VendorRow> {
    let found = vendors.get().and_then(Result::ok);
    found.map(|page| page.rows).unwrap_or_default()
}

/// The vendor: one of those whose names hold what is typed.
#[component]
fn VendorField(
    form: Form,
    vendors: Loaded<Rows<VendorRow>>,
    value: RwSignal<String>,
) -> impl IntoView {
    let t = use_texts(text::of);
    let options = move || {
        let options = rows(vendors).into_iter().map(|row| {
            let value = named(&row);
            view! { <option value=value>{row.short_name}</option> }
        });
        options.collect_view()
    };
    view! {
        <Field form name="vendor_id".to_owned() label=(move || t().vendor).into() help=Some((move || t().vendor_help).into())>
            <input
                class="input"
                id=form.id("vendor_id")
                list="vendors"
                autocomplete="off"
                spellcheck="false"
                aria-describedby=described_by(form, "vendor_id")
                aria-invalid=move || form.is_wrong("vendor_id").to_string()
                bind:value=value
            />
            <datalist id="vendors">{options}</datalist>
        </Field>
    }
}

/// The code that was made.
#[component]
fn Made(row: InviteCodeRow) -> impl IntoView {
    let t = use_texts(text::of);
    view! {
        <div class="stack" role="status">
            <p class="strong">{move || t().made}</p>
            <p class="second">{move || t().made_detail}</p>
            <p class="line fresh-code">
                <code class="mono">{row.code.clone()}</code>
                <CopyButton text=row.code.clone() of=row.code/>
            </p>
            <p class="second typed">{row.vendor}</p>
        </div>
    }
}
