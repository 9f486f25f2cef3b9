//! What is done to apps, each in a dialog.

use api::console::suite::{App, AppFields, Suite};
use api::console::vendor_path as path;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::Acts;
use crate::api::Request;
use crate::browser::time;
use crate::components::dialog::{Confirm, Dialog, Foot, open_for};
use crate::components::field::{FormError, TextField};
use crate::components::icon_field::{self, IconField};
use crate::components::submit::FormView;
use crate::form::Form;
use crate::pages::suites::frame::TheSuite;
use crate::session::{use_session, use_texts};
use crate::text::{app, common};

/// What is typed of an app. Cheap to copy.
#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    description: RwSignal<String>,
    home_url: RwSignal<String>,
    /// Another icon, in base64.
    icon: RwSignal<Option<String>>,
    /// The icon now, as an address.
    shown: RwSignal<Option<String>>,
}

impl Typed {
    fn new() -> Self {
        let text = || RwSignal::new(String::new());
        Self {
            name: text(),
            description: text(),
            home_url: text(),
            icon: RwSignal::new(None),
            shown: RwSignal::new(None),
        }
    }

    /// Begins with an app, or with nothing but the suite's icon.
    fn begin(self, app: Option<App>, suite: TheSuite) {
        let icon = app.as_ref().map(|app| app.icon.clone());
        self.shown
            .set(Some(icon.unwrap_or_else(|| untrack(|| suite.get()).icon)));
        self.icon.set(None);
        let (name, description, home_url) = match app {
            Some(app) => (app.name, app.description, app.home_url),
            None => Default::default(),
        };
        self.name.set(name);
        self.description.set(description);
        self.home_url.set(home_url);
    }

    fn fields(self) -> AppFields {
        AppFields {
            name: self.name.get_untracked(),
            description: self.description.get_untracked(),
            home_url: self.home_url.get_untracked(),
            icon: self.icon.get_untracked(),
        }
    }
}

#[component]
fn Fields(form: Form, typed: Typed) -> impl IntoView {
    let t = use_texts(app::of);
    let pick = Callback::new(move |icon: String| {
        typed.shown.set(Some(icon_field::address(&icon)));
        typed.icon.set(Some(icon));
    });
    view! {
        <TextField form name="name" label=move || t().name value=typed.name help=move || t().name_help/>
        <TextField form name="description" label=move || t().description value=typed.description help=move || t().description_help/>
        <TextField
            form
            name="home_url"
            label=move || t().home_url
            value=typed.home_url
            help=move || t().home_url_help
            kind="url"
            placeholder="https://app.example.com/?corpid=$CORPID$"
        />
        <IconField form shown=typed.shown on_pick=pick/>
        <FormError form/>
    }
}

/// An app's icon may be another at the same address: the browser is given a new one.
fn keep(suite: TheSuite, mut answered: Suite) {
    for app in &mut answered.apps {
        app.icon = format!("{}?at={}", app.icon, time::now());
    }
    suite.set(answered);
}

/// Adds an app.
#[component]
pub fn AddDialog(acts: Acts) -> impl IntoView {
    let session = use_session();
    let t = use_texts(app::of);
    let navigate = use_navigate();
    let typed = Typed::new();
    typed.begin(None, acts.suite);
    let form = Form::new("app", move |answered: Suite| {
        acts.add.set(false);
        keep(acts.suite, answered);
        session.say(t().added);
        typed.begin(None, acts.suite);
        if acts.is_step {
            navigate(
                &untrack(|| acts.suite.address("")),
                NavigateOptions::default(),
            );
        }
    });
    let submit = Callback::new(move |()| {
        form.submit(Request::post(acts.suite.path(path::APPS), &typed.fields()));
    });
    view! {
        <Dialog open=acts.add title=move || t().add>
            <FormView form on_submit=submit>
                <Fields form typed/>
                <Foot open=acts.add form label=move || t().add/>
            </FormView>
        </Dialog>
    }
}

/// Changes an app.
#[component]
pub fn ChangeDialog(acts: Acts) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(app::of));
    let open = open_for(acts.change);
    let typed = Typed::new();
    Effect::new(move |_| {
        if let Some(app) = acts.change.get() {
            typed.begin(Some(app), acts.suite);
        }
    });
    let form = Form::new("app", move |answered: Suite| {
        open.set(false);
        keep(acts.suite, answered);
        session.say(c().saved);
    });
    let submit = Callback::new(move |()| {
        if let Some(app) = acts.change.get_untracked() {
            let path = path::of_item(path::APP, &acts.suite.key.get_untracked(), app.id);
            form.submit(Request::put(path, &typed.fields()));
        }
    });
    view! {
        <Dialog open title=move || t().change_title>
            <FormView form on_submit=submit>
                <Fields form typed/>
                <Foot open form label=move || c().save/>
            </FormView>
        </Dialog>
    }
}

/// Removes an app.
#[component]
pub fn RemoveDialog(acts: Acts) -> impl IntoView {
    let session = use_session();
    let t = use_texts(app::of);
    let open = open_for(acts.remove);
    let form = Form::new("remove-app", move |answered: Suite| {
        open.set(false);
        acts.suite.set(answered);
        session.say(t().removed);
    });
    let confirm = Callback::new(move |()| {
        if let Some(app) = acts.remove.get_untracked() {
            let path = path::of_item(path::APP, &acts.suite.key.get_untracked(), app.id);
            form.submit(Request::delete(path));
        }
    });
    let title = move || {
        let name = acts.remove.get().map(|app| app.name);
        app::remove_title(session.lang.get(), &name.unwrap_or_default())
    };
    view! {
        <Confirm open form title detail=move || t().remove_detail action=move || t().remove on_confirm=confirm/>
    }
}
