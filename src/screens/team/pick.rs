//! Picking one of one's own teams.

use api::answer::Onboarding;
use api::path::TEAM;
use api::request::Team;
use leptos::prelude::*;
use view::text;

use crate::api as client;
use crate::form::Form;
use crate::state::App;
use crate::ui;

/// The page; `creating` leads to the form for another team.
pub fn show(app: App, creating: RwSignal<bool>) -> impl IntoView {
    let t = app.t();
    let lang = app.lang.get();
    let form = Form::new(app);
    let pick = move |corpid: String| {
        let path = app.path(TEAM);
        form.send(
            async move { client::post::<Onboarding>(app, &path, &Team::Pick { corpid }).await },
            move |found| app.advance(found),
        );
    };
    let own = app
        .onboarding
        .with(|found| found.as_ref().map(|f| f.teams.clone()).unwrap_or_default());
    let rows: Vec<_> = own
        .into_iter()
        .map(|team| {
            let avatar = view! {
                <span class=ui::avatar_class(&team.name) aria-hidden="true">{ui::initial(&team.name)}</span>
            };
            if team.has_suite {
                let href = format!("/workbench?team={}", team.corpid);
                return view! {
                    <a class="row" href=href>
                        {avatar}
                        <span class="what"><span>{team.name}</span><small>{t.has_suite}</small></span>
                    </a>
                }
                .into_any();
            }
            view! {
                <button class="row" type="button" on:click=move |_| pick(team.corpid.clone())>
                    {avatar}
                    <span class="what">{team.name}</span>
                    <span class="end">{text::people(lang, team.people)}</span>
                </button>
            }
            .into_any()
        })
        .collect();
    view! {
        {ui::frame(app, t.team)}
        <main class="page">
            <div>
                <h1 tabindex="-1">{t.pick_title}</h1>
                <p class="second">{t.pick_detail}</p>
            </div>
            <div class="card">{rows}</div>
            {ui::error(form, "")}
        </main>
        <footer class="foot">
            <button class="button" type="button" on:click=move |_| creating.set(true)>
                {t.create_another}
            </button>
        </footer>
    }
}
