//! Authorizing (立即授权), and the activation shown live.

use api::answer::{AuthorizationStatus, Onboarding};
use api::path::AUTHORIZE;
use api::problem::Code;
use api::request::Authorize;
use domain::authorization::AuthorizationState;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::icon::{ARROW, CHECK, icon};
use view::text;

use crate::api as client;
use crate::browser::time;
use crate::form::Form;
use crate::state::App;
use crate::ui;

const POLL_MS: i32 = 1000;

/// Asks for the onboarding once a second for as long as the page is there and `waits`; when the
/// task is over, goes on.
pub fn poll_while(app: App, waits: impl Fn() -> bool + 'static) {
    let gone = RwSignal::new(false);
    on_cleanup(move || gone.set(true));
    let here = app.due();
    spawn_local(async move {
        // The signal goes with the page: once it can't be read, there is nobody to ask for.
        while gone.try_get_untracked() == Some(false) {
            time::sleep(POLL_MS).await;
            if gone.try_get_untracked() != Some(false) {
                return;
            }
            if !waits() {
                continue;
            }
            match client::get::<Onboarding>(app, &app.onboarding_path()).await {
                Ok(found) if gone.try_get_untracked() == Some(false) => {
                    app.take(found);
                    if app.due() != here {
                        let found = app.onboarding.get_untracked();
                        found.into_iter().for_each(|found| app.advance(found));
                        return;
                    }
                }
                Err(problem) if problem.code == Code::NotSignedIn => return app.signed_out(),
                _ => {}
            }
        }
    });
}

fn status(app: App) -> Option<AuthorizationStatus> {
    app.onboarding
        .with(|found| found.as_ref()?.authorization.clone())
}

/// The page.
pub fn show(app: App) -> impl IntoView {
    let state = Memo::new(move |_| status(app).map(|status| status.state));
    poll_while(app, move || {
        state.get_untracked() == Some(AuthorizationState::AwaitingActivation)
    });
    move || match state.get() {
        Some(AuthorizationState::AwaitingActivation) => activating(app).into_any(),
        _ => consent(app).into_any(),
    }
}

fn consent(app: App) -> impl IntoView {
    let t = app.t();
    let lang = app.lang.get();
    let form = Form::new(app);
    let agreed = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !agreed.get_untracked() {
            return form.refuse("consent", Code::ConsentMissing);
        }
        let path = app.path(AUTHORIZE);
        form.send(
            async move { client::post::<Onboarding>(app, &path, &Authorize { consent: true }).await },
            move |found| app.advance(found),
        );
    };
    let team = app.onboarding.with(|found| {
        found
            .as_ref()
            .and_then(|found| Some(found.team.as_ref()?.name.clone()))
            .unwrap_or_default()
    });
    let (suite, icon_url) = app.suite(|suite| (suite.name.clone(), suite.icon.clone()));
    let permissions = app.suite(|suite| suite.permissions.clone());
    let rows: Vec<_> = permissions
        .into_iter()
        .map(|asked| {
            view! {
                <li class="row">
                    <span class="mark good">{icon(CHECK)}</span>
                    <span class="what">
                        <span>{lang.of(&asked.title)}</span>
                        <small>{lang.of(&asked.text)}</small>
                    </span>
                </li>
            }
        })
        .collect();
    view! {
        {ui::frame(app, t.authorize_title)}
        <form class="contents" on:submit=submit novalidate>
            <main class="page">
                <div class="pair" aria-hidden="true">
                    <img src=icon_url alt="" width="64" height="64" />
                    {icon(ARROW)}
                    <span class=ui::avatar_class(&team)>{ui::initial(&team)}</span>
                </div>
                <h1 class="center" tabindex="-1">{text::authorize_for(lang, &suite, &team)}</h1>
                {refused(app)}
                <ul class="card">{rows}</ul>
                <div>
                    <label class="consent">
                        <input class="tick" type="checkbox" prop:checked=agreed
                            aria-describedby="consent-error"
                            on:change=move |event| {
                                agreed.set(event_target_checked(&event));
                                form.error.set(None);
                            } />
                        <span>{t.consent}</span>
                    </label>
                    {ui::error(form, "consent")}
                </div>
                {ui::error(form, "")}
            </main>
            <footer class="foot">
                {ui::submit(app, form, agreed.into(), move || t.authorize.to_owned())}
                <p class="hint">{t.authorize_hint}</p>
            </footer>
        </form>
    }
}

fn refused(app: App) -> Option<impl IntoView> {
    let status = status(app).filter(|status| status.state == AuthorizationState::Refused)?;
    let contact = app.suite(|suite| suite.contact.clone());
    let t = app.t();
    Some(view! {
        <div class="notice bad" role="alert">
            <b>{t.refused}</b>
            {status.reason.map(|reason| view! { <p>{reason}</p> })}
            {contact.map(|url| view! { <a class="link" href=url>{t.contact}</a> })}
        </div>
    })
}

fn activating(app: App) -> impl IntoView {
    let t = app.t();
    let (vendor, icon_url) = app.suite(|suite| (suite.vendor_short.clone(), suite.icon.clone()));
    let since = status(app)
        .map(|status| time::clock(status.authorized_at))
        .unwrap_or_default();
    let late = Memo::new(move |_| status(app).is_some_and(|status| status.late));
    let detail = move || if late.get() { t.late } else { t.usually_5s };
    view! {
        {ui::frame(app, t.authorize_title)}
        <main class="page middle">
            <img src=icon_url alt="" width="84" height="84" />
            <h1 tabindex="-1">{t.activating}</h1>
            <ol class="card" aria-live="polite">
                <li class="row">
                    <span class="mark good">{icon(CHECK)}</span>
                    <span class="what">{t.authorized}</span>
                    <span class="end">{since}</span>
                </li>
                <li class="row" aria-current="step">
                    <span class="spin"></span>
                    <span class="what">
                        <span>{text::vendor_activating(app.lang.get(), &vendor)}</span>
                        <small>{detail}</small>
                    </span>
                </li>
                <li class="row">
                    <span class="mark" aria-hidden="true">"3"</span>
                    <span class="what second">{t.usable}</span>
                </li>
            </ol>
            <p class="small">{t.leave_hint}</p>
        </main>
    }
}
