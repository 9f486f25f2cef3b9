//! The last page: the suite is ready; start, or deploy it to another team.

use api::answer::Onboarding;
use api::path::START;
use api::request::Begin;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use view::icon::{CHECK, icon};
use view::text;

use crate::api as client;
use crate::form::Form;
use crate::screen::Screen;
use crate::state::App;
use crate::ui;

/// The page.
pub fn show(app: App) -> impl IntoView {
    let t = app.t();
    let lang = app.lang.get();
    let form = Form::new(app);
    let team = app
        .onboarding
        .with(|found| found.as_ref().and_then(|found| found.team.clone()));
    let corpid = team.as_ref().map(|team| team.corpid.clone());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let (path, corpid) = (app.path(START), corpid.clone());
        form.send(
            async move { client::post::<Onboarding>(app, &path, &()).await },
            move |found| {
                app.take(found);
                app.go(Screen::Workbench(corpid));
            },
        );
    };
    let again = move |_| {
        let path = app.onboarding_path();
        form.send(
            async move { client::post::<Onboarding>(app, &path, &Begin { again: true }).await },
            move |found| app.advance(found),
        );
    };
    let who = app.onboarding.with(|found| {
        let scope = found.as_ref()?.scope.as_ref()?;
        let team = team.map(|team| team.name).unwrap_or_default();
        Some(text::usable_by(lang, &team, &scope.names, scope.people))
    });
    let suite = app.suite(|suite| suite.name.clone());
    let finished = app.due().is_none();
    view! {
        {ui::frame(app, "")}
        <form class="contents" on:submit=submit novalidate>
            <main class="page middle">
                <span class="bigmark">{icon(CHECK)}</span>
                <h1 tabindex="-1">{text::activated(lang, &suite)}</h1>
                <p class="second">{who}</p>
                {ui::error(form, "")}
            </main>
            <footer class="foot">
                {ui::submit(app, form, Signal::stored(true), move || t.start_button.to_owned())}
                {finished.then(|| view! {
                    <button class="button plain" type="button" on:click=again>{t.another_team}</button>
                })}
            </footer>
        </form>
    }
}
