//! Mounts the app over what the server painted, and draws the screen that is due.

use api::answer::Boot;
use api::path::ONBOARDING;
use api::request::Begin;
use leptos::ev::Event;
use leptos::mount::mount_to_renderer;
use leptos::prelude::*;
use view::{Child, Node, el};

use crate::browser::{history, json, page};
use crate::deploy::screen::Screen;
use crate::deploy::screens;
use crate::deploy::state::{App, Shown};
use crate::form::Form;
use crate::ui;

/// Reads what the HTML brought, and takes over.
pub fn mount() {
    let boot = page::boot().and_then(|boot| json::read::<Boot>(&boot));
    let Some(root) = page::root() else { return };
    // Painted and mounted in one task: no frame shows neither or both.
    root.set_inner_html("");
    mount_to_renderer(&root, move || view(App::new(boot.unwrap_or_default()))).forget();
}

fn view(app: App) -> Node {
    history::on_move(move || app.screen.set(Screen::parse(&history::address())));
    let shown = Memo::new(move |_| app.shown());
    Effect::new(move |before: Option<Shown>| {
        let now = shown.get();
        settle_address(app, &now);
        describe(app, &now);
        if before.is_some_and(|before| before != now) {
            page::to_top();
            page::focus("h1");
        }
        now
    });
    let begin = app.form();
    let click = move |event| {
        if let Some(href) = page::clicked_link(&event) {
            open(app, begin, &event, &href);
        }
    };
    let banner = move || {
        let banner = el("p.banner").attr("role", "status");
        app.offline.get().then(|| banner.child(app.t().offline))
    };
    el("div.contents")
        .on("click", click)
        .child((
            ui::sending(*app),
            banner,
            move || screen(app, shown.get()),
            ui::error(begin, ""),
        ))
        .node()
}

fn screen(app: App, shown: Shown) -> Node {
    match shown {
        Shown::Guide => {
            let guide = move || {
                let lang = app.lang.get();
                let draw = |guide: &Option<_>| guide.as_ref().map(|guide| view::guide(guide, lang));
                app.guide.with(draw)
            };
            guide.node()
        }
        Shown::Due(task) => screens::due(app, task),
        Shown::Done(task) => screens::done(app, task),
        Shown::NotFound => ui::not_found(*app),
        Shown::Failed => view::failed(app.lang_now()),
    }
}

/// Follows a link of this program's without leaving the page.
fn open(app: App, begin: Form, event: &Event, href: &str) {
    if app.switches_lang(href) {
        return event.prevent_default();
    }
    let screen = Screen::parse(href);
    if screen == Screen::NotFound {
        return;
    }
    event.prevent_default();
    let begun = app.onboarding.with_untracked(Option::is_some);
    if let (Screen::Task(..), false, true) =
        (&screen, begun, app.person.with_untracked(Option::is_some))
    {
        return app.step(begin, ONBOARDING, &Begin::default());
    }
    app.go(screen);
}

/// Lets the address say what is shown, where it asked for something that isn't due.
fn settle_address(app: App, shown: &Shown) {
    let link = app.link();
    let path = match shown {
        Shown::Guide => Screen::Guide(link).path(),
        Shown::Due(task) | Shown::Done(task) => Screen::Task(link, *task).path(),
        Shown::NotFound | Shown::Failed => return,
    };
    if history::address().split('?').next() != Some(path.as_str()) {
        history::replace(&path);
    }
}

fn describe(app: App, shown: &Shown) {
    let t = app.t();
    let suite = app.suite(|suite| Some(suite.name.clone()));
    let suite = suite.unwrap_or(t.product.to_owned());
    let title = match shown {
        Shown::Guide => suite,
        Shown::NotFound | Shown::Failed => t.product.to_owned(),
        Shown::Due(task) | Shown::Done(task) => {
            format!("{} · {suite}", screens::title(app, *task))
        }
    };
    page::describe(&title, app.lang.get().html());
}
