//! A new suite, and a suite that is changed: the same form, with the guide page beside it as customers see it.

use api::console::suite::{NewSuite, SetIcon, Suite};
use api::console::vendor_path as path;
use api::problem::{Code, Problem};
use domain::account::Permission;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::draft::{Draft, blank};
use super::fields::Fields;
use super::frame::{address, use_suite};
use super::workshop::Workshop;
use crate::api::Request;
use crate::components::field::{FieldError, FormError};
use crate::components::icon_field;
use crate::components::page::Page;
use crate::components::submit::{FormView, Submit};
use crate::components::unsaved::{Unsaved, UnsavedNote, drawn_again};
use crate::form::Form;
use crate::pages::Allowed;
use crate::session::{use_session, use_texts};
use crate::text::{common, suite_form};

/// A new suite.
#[component]
pub fn NewSuitePage() -> impl IntoView {
    view! {
        <Allowed to=Permission::EditSuites>
            {drawn_again(|again| view! { <New again/> })}
        </Allowed>
    }
}

#[component]
fn New(again: Callback<()>) -> impl IntoView {
    let t = use_texts(suite_form::of);
    let unsaved = Unsaved::of("suite");
    let draft = Draft::of(unsaved.or(blank()), None);
    unsaved.follow(blank, move || draft.fields());
    let icon = StoredValue::new(None::<String>);
    let navigate = use_navigate();
    let form = Form::new("suite", move |made: Suite| {
        unsaved.forget();
        let to = format!("{}?add=1", address(&made.suite_key, "apps"));
        navigate(&to, NavigateOptions::default());
    });
    let pick = Callback::new(move |base64: String| {
        draft.icon.set(Some(icon_field::address(&base64)));
        icon.set_value(Some(base64));
    });
    let submit = Callback::new(move |()| match icon.get_value() {
        Some(icon) => {
            let fields = untrack(|| draft.fields());
            form.submit(Request::post(path::SUITES, &NewSuite { fields, icon }));
        }
        None => form.refuse(Problem {
            field: Some("icon".to_owned()),
            ..Problem::new(Code::IconFaulty)
        }),
    });
    view! {
        <Page title=move || t().new detail=move || t().new_detail>
            <UnsavedNote unsaved discard=again/>
            <Workshop guide=move |vendor| draft.guide(vendor) color=draft.accent>
                <FormView form on_submit=submit>
                    <Fields form draft on_pick=pick has_server=false/>
                    <FormError form/>
                    <Submit form label=move || t().make/>
                </FormView>
            </Workshop>
        </Page>
    }
}

/// A suite that is changed.
#[component]
pub fn EditSuitePage() -> impl IntoView {
    view! {
        <Allowed to=Permission::EditSuites>
            {drawn_again(|again| view! { <Edit again/> })}
        </Allowed>
    }
}

#[component]
fn Edit(again: Callback<()>) -> impl IntoView {
    let session = use_session();
    let suite = use_suite();
    let (c, t) = (use_texts(common::of), use_texts(suite_form::of));
    let now = untrack(|| suite.get());
    let unsaved = Unsaved::of(&format!("suite/{}", now.suite_key));
    let saved = RwSignal::new(now.fields.clone());
    let draft = Draft::of(unsaved.or(now.fields), Some(now.icon));
    unsaved.follow(move || saved.get(), move || draft.fields());
    let has_server = now.callback_url.is_some();
    let application = now
        .approved_at
        .map(|_| untrack(|| suite.address("application")));
    let form = Form::new("suite", move |changed: Suite| {
        suite.set(changed);
        saved.set(untrack(|| draft.fields()));
        session.say(c().saved);
    });
    let set_icon = Form::new("suite", move |changed: Suite| {
        suite.set_with_icon(changed);
        session.say(t().icon_set);
    });
    let pick = Callback::new(move |icon: String| {
        draft.icon.set(Some(icon_field::address(&icon)));
        let path = suite.path(path::SUITE_ICON);
        set_icon.submit(Request::put(path, &SetIcon { icon }));
    });
    let submit = Callback::new(move |()| {
        let fields = untrack(|| draft.fields());
        form.submit(Request::put(suite.path(path::SUITE), &fields));
    });
    let detail = move || match suite.get().approved_at.is_some() {
        true => t().edit_live,
        false => t().edit_detail,
    };
    let name_waits = move || {
        let now = suite.get().name_in_force?;
        let words = suite_form::name_waits(session.lang.get(), &now);
        Some(view! { <p class="note typed">{words}</p> })
    };
    view! {
        <Page title=move || t().edit detail>
            {name_waits}
            <UnsavedNote unsaved discard=again/>
            <Workshop guide=move |vendor| draft.guide(vendor) color=draft.accent>
                <FormView form on_submit=submit>
                    <FieldError form=set_icon name="icon"/>
                    <FormError form=set_icon/>
                    <Fields form draft on_pick=pick has_server application/>
                    <FormError form/>
                    <Submit form label=move || c().save/>
                </FormView>
            </Workshop>
        </Page>
    }
}
