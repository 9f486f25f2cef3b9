//! A task of the ISV's own: a title, a text, a link.

use api::answer::CustomTask;
use api::path::{CUSTOM, fill};
use leptos::prelude::*;
use ui::component::Heading;
use ui::lang::Lang;

use crate::components::{ErrorText, FormPage, SubmitButton};
use crate::deploy::frame::Frame;
use crate::deploy::state::{Flow, use_flow};

/// The page.
#[component]
pub fn CustomPage(place: u8) -> impl IntoView {
    let flow = use_flow();
    let form = flow.form();
    let submit = move |()| flow.step(form, &fill(CUSTOM, "{place}", &place.to_string()), &());
    let label = Signal::derive(move || flow.t().custom_done.to_owned());
    view! {
        <Frame/>
        <FormPage form on_submit=Callback::new(submit) foot=move || view! { <SubmitButton form label/> }>
            {move || view! { <CustomText place lang=flow.lang.get()/> }}
            <ErrorText form/>
        </FormPage>
    }
}

/// The suite's own task in this place.
pub fn of(flow: Flow, place: u8) -> Option<CustomTask> {
    flow.suite(|suite| suite.custom_tasks.get(usize::from(place)).cloned())
}

/// Its title, text and link.
#[component]
pub fn CustomText(place: u8, lang: Lang) -> impl IntoView {
    let flow = use_flow();
    of(flow, place).map(|task| {
        let link = task.url.map(|url| {
            view! {
                <p>
                    <a class="link" href=url target="_blank" rel="noopener">
                        {flow.t().open_page}
                    </a>
                </p>
            }
        });
        view! {
            <Heading text=lang.of(&task.title)/>
            <p>{lang.of(&task.text)}</p>
            {link}
        }
    })
}
