//! Making a link.

use api::console::link::{LinkRow, NewLink};
use api::console::vendor_path::LINKS;
use api::problem::Code;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::of_token;
use crate::api::Request;
use crate::components::dialog::{Dialog, Foot};
use crate::components::field::{DaysField, FormError, NumberField, TextField};
use crate::components::submit::FormView;
use crate::form::Form;
use crate::pages::suites::frame::use_suite;
use crate::session::{use_session, use_texts};
use crate::text::links as text;

/// Makes a link, and leads to its page.
#[component]
pub fn NewLinkDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let suite = use_suite();
    let navigate = use_navigate();
    let [label, days, uses, serial] = [(); 4].map(|()| RwSignal::new(String::new()));
    let form = Form::new("make-link", move |row: LinkRow| {
        open.set(false);
        session.say(t().made);
        navigate(
            &untrack(|| of_token(suite, &row.token)),
            NavigateOptions::default(),
        );
    });
    let submit = Callback::new(move |()| {
        let Some(days) = form.whole("days", days, Code::Days) else {
            return;
        };
        let Some(uses) = form.whole("uses", uses, Code::LinkUses) else {
            return;
        };
        let serial = serial.get_untracked().trim().to_owned();
        let request = NewLink {
            label: label.get_untracked(),
            days,
            uses,
            serial: (!serial.is_empty()).then_some(serial),
        };
        form.submit(Request::post(suite.path(LINKS), &request));
    });
    view! {
        <Dialog open title=move || t().new>
            <FormView form on_submit=submit>
                <TextField form name="label" label=move || t().label value=label help=move || t().label_help/>
                <DaysField form days/>
                <NumberField form name="uses" label=move || t().uses_limit value=uses help=move || t().uses_help/>
                <TextField form name="serial" label=move || t().serial value=serial help=move || t().serial_help/>
                <FormError form/>
                <Foot open form label=move || t().make/>
            </FormView>
        </Dialog>
    }
}
