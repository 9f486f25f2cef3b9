//! The last page: the suite is ready; start, or deploy it to another team.

use api::answer::Onboarding;
use api::path::{INVITE, START, of_team};
use api::request::Begin;
use api::team::Invite;
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::icon::{CHECK, icon};
use view::{Child, El, Node, el, text};

use crate::browser::page;
use crate::deploy::frame::frame;
use crate::deploy::state::App;
use crate::form::Form;
use crate::ui;

/// The page.
pub fn show(app: App) -> Node {
    let form = app.form();
    let invite = RwSignal::new(None::<Invite>);
    let decides = app.found(|found| Some(found.ask.is_none()));
    if let (Some(true), Some(corpid)) = (decides, app.corpid()) {
        // A form of its own, whose refusal is said nowhere: without the invite the page is as good.
        let got = move |found: Invite| drop(invite.try_set(Some(found)));
        app.form().get(of_team(INVITE, &corpid), got);
    }
    (move || draw(app, form, invite)).node()
}

fn draw(app: App, form: Form, invite: RwSignal<Option<Invite>>) -> Node {
    let t = app.t();
    let lang = app.lang_now();
    let submit = move || {
        form.post(app.path(START), &(), move |found: Onboarding| {
            app.take(found);
            let team = app.corpid().unwrap_or_default();
            page::leave(&format!("/workbench?team={team}"));
        });
    };
    let again = move |_| {
        form.post(
            app.onboarding_path(),
            &Begin { again: true },
            move |found| {
                app.advance(found);
            },
        );
    };
    let who = app.found(|found| {
        if let Some(ask) = &found.ask {
            return (!ask.admitted).then(|| t.ask_not_in_scope.to_owned());
        }
        let scope = found.scope.as_ref()?;
        let team = &found.team.as_ref()?.name;
        Some(text::deploy::usable_by(
            lang,
            team,
            &scope.names,
            scope.people,
        ))
    });
    let suite = app.suite(|suite| suite.name.clone());
    let page = el("main.page middle").child((
        el("span.bigmark").child(icon(CHECK)),
        ui::heading(text::deploy::activated(lang, &suite)),
        el("p.second").child(who),
        move || invite.with(|invite| Some(invite_card(app, invite.as_ref()?))),
        ui::error(form, ""),
    ));
    let another = app.due().is_none().then(|| {
        el("button.button plain")
            .attr("type", "button")
            .on("click", again)
            .child(t.another_team)
    });
    let start = ui::submit(form, || true, move || t.start_button.to_owned());
    let form = ui::form(submit, page, (start, another));
    (frame(app, ""), form).node()
}

/// The team's invite, to be shown around or sent.
fn invite_card(app: App, invite: &Invite) -> El {
    let t = app.t();
    let url = invite.url.clone();
    let said = RwSignal::new(app.t().copy_invite);
    let copy = el("button.link")
        .attr("type", "button")
        .on("click", move |_| {
            let url = url.clone();
            spawn_local(async move {
                let copied = page::copy(&url).await;
                said.try_set(if copied { t.copied } else { t.not_copied });
            });
        })
        .child(move || said.get());
    let code = ui::image(invite.qr.clone(), "96").attr("class", "qr");
    el("div.card invite").child((
        code,
        el("div").child((
            el("b").child(t.invite),
            el("p.small").child(t.invite_detail),
            copy.attr("aria-live", "polite"),
        )),
    ))
}
