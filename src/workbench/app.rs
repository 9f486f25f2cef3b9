//! Mounts the program over what the server painted, and draws the screen that is due.

use api::team::TeamBoot;
use leptos::mount::mount_to_renderer;
use leptos::prelude::*;
use view::{Child, Node, el};

use crate::browser::{history, install, json, page};
use crate::sign_in;
use crate::ui;
use crate::workbench::got::trouble;
use crate::workbench::screen::Screen;
use crate::workbench::screens::{self, join};
use crate::workbench::state::{App, Shown};

/// Reads what the HTML brought, and takes over.
pub fn mount() {
    let boot = page::boot().and_then(|boot| json::read::<TeamBoot>(&boot));
    let Some(root) = page::root() else { return };
    // Painted and mounted in one task: no frame shows neither or both.
    root.set_inner_html("");
    mount_to_renderer(&root, move || view(App::new(boot.unwrap_or_default()))).forget();
    install::keep();
}

fn view(app: App) -> Node {
    history::on_move(move || app.screen.set(Screen::parse(&history::address())));
    Effect::new(move |before: Option<Option<Option<String>>>| {
        let signed_in = app.shown() != Shown::SignIn;
        let asked = app.asked().filter(|_| signed_in);
        // The address has taken the name of the team that is shown: nothing is to be got.
        let named = before == Some(Some(None))
            && asked.is_some()
            && asked == untrack(|| app.corpid()).map(Some);
        if asked.is_some() && before.as_ref() != Some(&asked) && !named {
            app.problem.set(None);
            app.load();
        }
        asked
    });
    app.watch_person();
    app.follow();
    let shown = Memo::new(move |_| app.shown());
    Effect::new(move |before: Option<Shown>| {
        let now = shown.get();
        let product = app.t().product;
        let title = match screens::title(app, &now) {
            None => product.to_owned(),
            Some(title) => format!("{title} · {product}"),
        };
        page::describe(&title, app.lang.get().html());
        if before.is_some_and(|before| before != now) {
            page::to_top();
            page::focus("h1");
        }
        now
    });
    let click = move |event| {
        if let Some(href) = page::clicked_link(&event) {
            let screen = Screen::parse(&href);
            if app.switches_lang(&href) {
                event.prevent_default();
            } else if screen != Screen::NotFound {
                event.prevent_default();
                match screen {
                    Screen::Joining(_) => join::tapped(app),
                    screen => app.go(screen),
                }
            }
        }
    };
    let banner = move || {
        let banner = el("p.banner").attr("role", "status");
        let words = match shown.get() {
            Shown::Loading => app.t().offline_yet,
            _ => app.t().offline,
        };
        app.offline.get().then(|| banner.child(words))
    };
    el("div.contents")
        .on("click", click)
        .child((ui::sending(*app), banner, move || screen(app, shown.get())))
        .node()
}

fn screen(app: App, shown: Shown) -> Node {
    match shown {
        Shown::SignIn => {
            let entered = move |who: sign_in::Entered| {
                app.deleted.set(false);
                app.person.set(Some(who.person));
            };
            let form = sign_in::form(app.form(), None, entered);
            let deleted = move || {
                let notice = el("p.banner good").attr("role", "status");
                app.deleted.get().then(|| notice.child(app.t().gone))
            };
            (move || screens::plain_bar(app), deleted, form).node()
        }
        Shown::Invitation => join::show(app),
        Shown::Joining => join::joining(app),
        Shown::Team(page, _) => screens::show(app, page),
        Shown::Loading => (move || view::loading(app.lang.get())).node(),
        Shown::Trouble => app
            .problem
            .with_untracked(|problem| {
                let again = move || app.load();
                problem.as_ref().map(|problem| trouble(app, problem, again))
            })
            .node(),
        Shown::NotFound => ui::not_found(*app),
        Shown::Failed => view::failed(app.lang_now()),
    }
}
