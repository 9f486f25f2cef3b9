//! Joining a team by its invite: the page that the server painted, signing in, the name.

use api::path::{INVITATION, of_invite};
use api::team::{Invitation, Join};
use domain::invite::Standing;
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::{Child, Node, el};

use super::bar;
use crate::api as client;
use crate::browser::{page, time};
use crate::form::Form;
use crate::sign_in;
use crate::ui;
use crate::workbench::screen::{Page, Screen};
use crate::workbench::state::App;

/// How long between two looks whether somebody has been let in.
const LOOK_MS: i32 = 2500;

/// The invite's page.
pub fn show(app: App) -> Node {
    follow(app);
    let page = move || {
        let lang = app.lang.get();
        app.invitation
            .with(|found| found.as_ref().map(|found| view::join(found, lang)))
    };
    page.node()
}

/// The button was tapped: joins, or takes the wish back, or leads to what is needed first.
pub fn tapped(app: App) {
    let Some(found) = app.invitation.get_untracked() else {
        return;
    };
    if found.standing == Standing::Waiting {
        let path = of_invite(INVITATION, &found.code);
        return app
            .form()
            .delete(path, move |found| app.invitation.set(Some(found)));
    }
    if app.person.with_untracked(Option::is_none) || found.nameless {
        return app.go(Screen::Joining(found.code));
    }
    join(app, app.form(), None);
}

fn join(app: App, form: Form, name: Option<String>) {
    let code = app
        .invitation
        .with_untracked(|found| found.as_ref().map(|found| found.code.clone()));
    let path = of_invite(INVITATION, &code.unwrap_or_default());
    form.post(path, &Join { name }, move |found: Invitation| {
        arrive(app, found);
    });
}

/// Where one is led once it is known how one stands to the team.
fn arrive(app: App, found: Invitation) {
    let (inside, code, corpid) = (
        found.standing == Standing::Inside,
        found.code.clone(),
        found.corpid.clone(),
    );
    app.invitation.set(Some(found));
    match inside {
        true => app.go(Screen::Team(Page::Bench, Some(corpid))),
        false => app.go(Screen::Invitation(code)),
    }
}

/// On the way in: signing in, and the name of who has never said it.
pub fn joining(app: App) -> Node {
    let form = app.form();
    let name = RwSignal::new(String::new());
    let stranger = Memo::new(move |_| app.person.with(Option::is_none));
    let entered = move |who: sign_in::Entered| {
        let nameless = who.person.name.is_none();
        app.person.set(Some(who.person));
        look(app, move |found| {
            let inside = found.standing == Standing::Inside;
            app.invitation.set(Some(found.clone()));
            match inside {
                // Whom somebody added by number is recognised.
                true => arrive(app, found),
                false if !nameless => join(app, form, None),
                false => page::focus("h1"),
            }
        });
    };
    let page = move || match stranger.get() {
        true => sign_in::form(form, None, entered),
        false => ask_name(app, form, name),
    };
    (move || bar(app, app.t().join_title), page).node()
}

fn ask_name(app: App, form: Form, name: RwSignal<String>) -> Node {
    let draw = move || {
        let t = app.t();
        let input = ui::input(form, "name", name)
            .attr("type", "text")
            .attr("autocomplete", "name")
            .attr("enterkeyhint", "done");
        let input = el("div.input").child(input);
        let page = el("main.page").child((
            el("p.second").child(t.your_name_detail),
            ui::field(form, "name", t.your_name, input),
            ui::error(form, ""),
        ));
        let submit = move || join(app, form, Some(name.get_untracked()));
        let ready = move || name.with(|name| !name.trim().is_empty());
        let foot = ui::submit(form, ready, move || app.t().join.to_owned());
        ui::form(submit, page, foot)
    };
    draw.node()
}

/// Looks how one stands to the team.
fn look(app: App, then: impl FnOnce(Invitation) + 'static) {
    let code = app
        .invitation
        .with_untracked(|found| found.as_ref().map(|found| found.code.clone()));
    let Some(code) = code else { return };
    spawn_local(async move {
        let path = of_invite(INVITATION, &code);
        if let Ok(found) = client::get::<Invitation>(app.offline, path).await {
            then(found);
        }
    });
}

/// While one waits to be let in, looks whether one is.
fn follow(app: App) {
    let gone = RwSignal::new(false);
    on_cleanup(move || gone.set(true));
    let there = move || gone.try_get_untracked() == Some(false);
    spawn_local(async move {
        while there() {
            time::sleep(LOOK_MS).await;
            let waits = app.invitation.with_untracked(|found| {
                let standing = found.as_ref().map(|found| found.standing);
                standing == Some(Standing::Waiting)
            });
            if !there() || !waits || !page::visible() {
                continue;
            }
            look(app, move |found| match found.standing {
                Standing::Waiting => {}
                Standing::Inside if there() => arrive(app, found),
                _ => app.invitation.set(Some(found)),
            });
        }
    });
}
