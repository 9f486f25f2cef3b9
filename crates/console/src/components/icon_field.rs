//! An icon: a picture is chosen, checked at once, and made right by a click.

use api::console::suite::{CheckedIcon, IconFault, IconToCheck};
use api::console::vendor_path as path;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::Request;
use crate::browser::file;
use crate::components::field::FieldError;
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::{icon, suite_form};

/// The most bytes of a picture.
const MOST: f64 = 8.0 * 1024.0 * 1024.0;

/// A picture in base64, as an address.
pub fn address(base64: &str) -> String {
    format!("data:image/png;base64,{base64}")
}

/// A picture that isn't an icon yet.
#[derive(Clone)]
struct Faulty {
    faults: Vec<IconFault>,
    repaired: Option<String>,
}

/// The field. What it picks is always a right icon.
#[component]
pub fn IconField(
    /// Its form.
    form: Form,
    /// The icon now, as an address.
    #[prop(into)]
    shown: Signal<Option<String>>,
    /// Takes a right icon in base64.
    on_pick: Callback<String>,
) -> impl IntoView {
    let t = use_texts(suite_form::of);
    let picture = StoredValue::new(String::new());
    let faulty = RwSignal::new(None::<Faulty>);
    let said = RwSignal::new(false);
    let check = Form::new("icon-check", move |checked: CheckedIcon| {
        let CheckedIcon { faults, repaired } = checked;
        match faults.is_empty() {
            true => {
                faulty.set(None);
                on_pick.run(picture.get_value());
            }
            false => faulty.set(Some(Faulty { faults, repaired })),
        }
    });
    let choose = move |event| {
        let Some(chosen) = file::chosen(&event) else {
            return;
        };
        form.clear();
        faulty.set(None);
        said.set(chosen.bytes > MOST);
        if chosen.bytes <= MOST {
            spawn_local(async move {
                let read = chosen.base64().await;
                said.set(read.is_none());
                if let Some(read) = read {
                    picture.set_value(read.clone());
                    check.submit(Request::post(
                        path::ICON_CHECK,
                        &IconToCheck { picture: read },
                    ));
                }
            });
        }
    };
    let id = form.id("icon");
    let help_id = format!("{id}-help");
    let icon = move || match shown.get() {
        Some(src) => view! { <img src=src alt="" width="60" height="60"/> }.into_any(),
        None => view! { <span class="no-icon" aria-hidden="true"></span> }.into_any(),
    };
    view! {
        <div class="field" class:wrong=move || form.is_wrong("icon")>
            <span class="label">{move || t().icon}</span>
            <div class="icon-field">
                {icon}
                <input
                    class="unseen file"
                    id=id.clone()
                    type="file"
                    accept="image/png,image/jpeg,image/webp"
                    aria-describedby=help_id.clone()
                    on:change=choose
                />
                <label class="button" for=id>
                    {move || t().icon_choose}
                </label>
            </div>
            <p class="help" id=help_id>
                {move || t().icon_help}
            </p>
            <FieldError form name="icon"/>
            <div role="alert">
                <Show when=move || said.get()>
                    <p class="error">{move || t().icon_large}</p>
                </Show>
                {move || faulty.get().map(|found| view! { <Repair found picture faulty on_pick/> })}
            </div>
            <FieldError form=check name="picture"/>
            <FieldError form=check name=""/>
        </div>
    }
}

/// What is wrong with a picture, and the icon that is made of it.
#[component]
fn Repair(
    found: Faulty,
    picture: StoredValue<String>,
    faulty: RwSignal<Option<Faulty>>,
    on_pick: Callback<String>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(suite_form::of);
    let faults = found.faults.into_iter().map(|IconFault { fault, what }| {
        let words = move || icon::fault(session.lang.get(), &fault, &what);
        view! { <li>{words}</li> }
    });
    let before = picture.get_value();
    let repair = found.repaired.map(|icon| {
        let src = address(&icon);
        let take = move |_| {
            faulty.set(None);
            on_pick.run(icon.clone());
        };
        view! {
            <div class="repair">
                <figure>
                    <img src=format!("data:image;base64,{before}") alt="" width="60" height="60"/>
                    <figcaption>{move || t().icon_before}</figcaption>
                </figure>
                <figure>
                    <img src=src alt="" width="60" height="60"/>
                    <figcaption>{move || t().icon_after}</figcaption>
                </figure>
                <button class="button primary" type="button" on:click=take>
                    {move || t().icon_repair}
                </button>
            </div>
        }
    });
    let words = match repair.is_some() {
        true => t().icon_faulty,
        false => t().icon_unreadable,
    };
    view! {
        <div class="faulty">
            <p class="strong">{words}</p>
            <ul>{faults.collect_view()}</ul>
            {repair}
        </div>
    }
}
