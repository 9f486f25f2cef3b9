//! A task of the ISV's own: a title, a text, a link.

use api::answer::Onboarding;
use api::path::CUSTOM;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::api as client;
use crate::form::Form;
use crate::state::App;
use crate::ui;

/// The page.
pub fn show(app: App, place: u8) -> impl IntoView {
    let t = app.t();
    let lang = app.lang.get();
    let form = Form::new(app);
    let task = app.suite(|suite| suite.custom_tasks.get(usize::from(place)).cloned());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let path = app.path(CUSTOM).replace("{place}", &place.to_string());
        form.send(
            async move { client::post::<Onboarding>(app, &path, &()).await },
            move |found| app.advance(found),
        );
    };
    view! {
        {ui::frame(app, "")}
        <form class="contents" on:submit=submit novalidate>
            <main class="page">
                {task.map(|task| view! {
                    <h1 tabindex="-1">{lang.of(&task.title)}</h1>
                    <p>{lang.of(&task.text)}</p>
                    {task.url.map(|url| view! {
                        <p><a class="link" href=url target="_blank" rel="noopener">{t.open_page}</a></p>
                    })}
                })}
                {ui::error(form, "")}
            </main>
            <footer class="foot">
                {ui::submit(app, form, Signal::stored(true), move || t.custom_done.to_owned())}
            </footer>
        </form>
    }
}
