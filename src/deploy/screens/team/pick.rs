//! Picking one of one's own teams.

use api::answer::TeamChoice;
use api::path::TEAM;
use api::request::Team;
use leptos::prelude::*;
use view::{Child, Node, el, text};

use crate::deploy::frame::frame;
use crate::deploy::state::App;
use crate::form::Form;
use crate::ui;

/// The page; `creating` leads to the form for another team.
pub fn page(app: App, form: Form, creating: RwSignal<bool>) -> Node {
    let t = app.t();
    let teams = app.found(|found| Some(found.teams.clone()));
    let teams = teams.unwrap_or_default().into_iter();
    let page = el("main.page").child((
        el("div").child((
            ui::heading(t.pick_title),
            el("p.second").child(t.pick_detail),
        )),
        el("div.card").child(teams.map(|team| row(app, form, team)).collect::<Vec<_>>()),
        ui::error(form, ""),
    ));
    let another = el("button.button")
        .attr("type", "button")
        .on("click", move |_| {
            form.clear();
            creating.set(true);
        })
        .child(t.create_another);
    (frame(app, t.team), page, el("footer.foot").child(another)).node()
}

fn row(app: App, form: Form, team: TeamChoice) -> Node {
    let t = app.t();
    let avatar = ui::avatar(&team.name);
    if team.has_suite {
        let href = format!("/workbench?team={}", team.corpid);
        let what = ui::what(team.name, t.has_suite);
        return el("a.row").attr("href", href).child((avatar, what)).node();
    }
    let people = match team.decides {
        true => text::people(app.lang_now(), team.people),
        false => t.ask_owner.to_owned(),
    };
    let corpid = team.corpid;
    el("button.row")
        .attr("type", "button")
        .on("click", move |_| {
            let corpid = corpid.clone();
            app.step(form, TEAM, &Team::Pick { corpid });
        })
        .child((
            avatar,
            el("span.what").child(team.name),
            el("span.end").child(people),
        ))
        .node()
}
