//! The last page: the suite is ready; start, or deploy it to another team.

use api::answer::Onboarding;
use api::path::START;
use api::request::Begin;
use view::icon::{CHECK, icon};
use view::{Child, Node, el, text};

use crate::form::Form;
use crate::screen::Screen;
use crate::state::App;
use crate::ui;

/// The page.
pub fn show(app: App) -> Node {
    let form = Form::new(app);
    (move || page(app, form)).node()
}

fn page(app: App, form: Form) -> Node {
    let t = app.t();
    let lang = app.lang_now();
    let submit = move || {
        form.post(app.path(START), &(), move |found: Onboarding| {
            app.take(found);
            app.go(Screen::Workbench(app.corpid()));
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
        let scope = found.scope.as_ref()?;
        let team = &found.team.as_ref()?.name;
        Some(text::usable_by(lang, team, &scope.names, scope.people))
    });
    let suite = app.suite(|suite| suite.name.clone());
    let page = el("main.page middle").child((
        el("span.bigmark").child(icon(CHECK)),
        ui::heading(text::activated(lang, &suite)),
        el("p.second").child(who),
        ui::error(form, ""),
    ));
    let another = app.due().is_none().then(|| {
        el("button.button plain")
            .attr("type", "button")
            .on("click", again)
            .child(t.another_team)
    });
    let start = ui::submit(app, form, || true, move || t.start_button.to_owned());
    let form = ui::form(submit, page, (start, another));
    (ui::frame(app, ""), form).node()
}
