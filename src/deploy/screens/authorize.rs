//! Authorizing (立即授权), and the activation shown live.

use api::answer::AuthorizationStatus;
use api::path::AUTHORIZE;
use api::problem::Code;
use api::request::Authorize;
use domain::authorization::AuthorizationState;
use leptos::prelude::*;
use view::icon::{ARROW, CHECK, icon};
use view::{Child, El, Node, el, text};

use crate::browser::time;
use crate::deploy::frame::{frame, other_team};
use crate::deploy::screens::waiting::poll;
use crate::deploy::state::App;
use crate::form::Form;
use crate::ui;

/// The page.
pub fn show(app: App) -> Node {
    let form = app.form();
    let agreed = RwSignal::new(false);
    let awaited = Memo::new(move |_| app.awaits_vendor());
    let late = Memo::new(move |_| {
        app.onboarding
            .with(|found| status(found.as_ref()?).map(|status| status.late))
            .unwrap_or(false)
    });
    poll(app);
    let page = move || match awaited.get() {
        true => activating(app, late),
        false => consent(app, form, agreed),
    };
    page.node()
}

fn status(found: &api::answer::Onboarding) -> Option<&AuthorizationStatus> {
    found.authorization.as_ref()
}

fn consent(app: App, form: Form, agreed: RwSignal<bool>) -> Node {
    let t = app.t();
    let lang = app.lang_now();
    let submit = move || match agreed.get_untracked() {
        true => app.step(form, AUTHORIZE, &Authorize { consent: true }),
        false => form.refuse("consent", Code::ConsentMissing),
    };
    let team = app.found(|found| Some(found.team.as_ref()?.name.clone()));
    let team = team.unwrap_or_default();
    let suite = app.suite(|suite| suite.name.clone());
    let pair = el("div.pair").attr("aria-hidden", "true").child((
        ui::image(app.suite(|suite| suite.icon.clone()), "64"),
        icon(ARROW),
        ui::avatar(&team),
    ));
    let tick = el("input.tick")
        .attr("type", "checkbox")
        .attr("id", "consent")
        .attr("aria-describedby", "consent-error")
        .prop("checked", move || agreed.get())
        .on("change", move |event| {
            agreed.set(event_target_checked(&event));
            form.clear();
        });
    let tick = el("label.consent").child((tick, el("span").child(t.consent)));
    let page = el("main.page").child((
        pair,
        ui::heading(text::deploy::authorize_for(lang, &suite, &team)).attr("class", "center"),
        move || refused(app),
        el("ul.card").child(permissions(app)),
        other_team(app),
        el("div").child((tick, ui::error(form, "consent"))),
        ui::error(form, ""),
    ));
    let foot = (
        ui::submit(form, move || agreed.get(), move || t.authorize.to_owned()),
        el("p.hint").child(t.authorize_hint),
    );
    (frame(app, t.authorize_title), ui::form(submit, page, foot)).node()
}

/// What the suite asks for.
pub fn permissions(app: App) -> Vec<El> {
    let lang = app.lang_now();
    let row = |asked: &api::answer::Permission| {
        el("li.row").child((
            el("span.mark good").child(icon(CHECK)),
            ui::what(lang.of(&asked.title), lang.of(&asked.text)),
        ))
    };
    app.suite(|suite| suite.permissions.iter().map(row).collect())
}

/// Why the vendor refused, if it did.
fn refused(app: App) -> Option<El> {
    let reason = app.onboarding.with(|found| {
        let status = status(found.as_ref()?)?;
        (status.state == AuthorizationState::Refused).then(|| status.reason.clone())
    })?;
    let t = app.t();
    let contact = app.suite(|suite| suite.contact.clone());
    Some(el("div.notice bad").attr("role", "alert").child((
        el("b").child(t.refused),
        reason.map(|reason| el("p").child(reason)),
        contact.map(|url| el("a.link").attr("href", url).child(t.contact)),
    )))
}

fn activating(app: App, late: Memo<bool>) -> Node {
    let t = app.t();
    let vendor = app.suite(|suite| suite.vendor_short.clone());
    let since = app.found(|found| Some(time::clock(status(found)?.authorized_at)));
    let detail = move || match late.get() {
        true => t.late,
        false => t.usually_5s,
    };
    let authorized = el("li.row").child((
        el("span.mark good").child(icon(CHECK)),
        el("span.what").child(t.authorized),
        el("span.end").child(since),
    ));
    let vendors = el("li.row").attr("aria-current", "step").child((
        el("span.spin"),
        ui::what(
            text::deploy::vendor_activating(app.lang_now(), &vendor),
            detail,
        ),
    ));
    let usable = el("li.row").child((
        el("span.mark").attr("aria-hidden", "true").child("3"),
        el("span.what second").child(t.usable),
    ));
    let page = el("main.page middle").child((
        ui::image(app.suite(|suite| suite.icon.clone()), "84"),
        ui::heading(t.activating),
        el("ol.card")
            .attr("aria-live", "polite")
            .child((authorized, vendors, usable)),
        el("p.small").child(t.leave_hint),
    ));
    (frame(app, t.authorize_title), page).node()
}
