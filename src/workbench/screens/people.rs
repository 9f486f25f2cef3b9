//! The people of a team: who waits to be let in, who is in it, what may be done about each.

mod sheet;

use api::path::{JOIN, PEOPLE, of_item, of_team};
use api::team::{Colleague, Decide, Joining, People};
use domain::role::Role;
use leptos::prelude::*;
use leptos::task::spawn_local;
use view::text::team;
use view::{Child, El, Node, el};

use self::sheet::Deed;
use super::bar;
use crate::api::Request;
use crate::browser::{page, time};
use crate::form::Form;
use crate::ui;
use crate::workbench::got::Got;
use crate::workbench::state::App;

/// The page's own state.
#[derive(Clone, Copy)]
struct State {
    app: App,
    form: Form,
    got: Got,
    search: RwSignal<String>,
    /// Whose sheet is open.
    chosen: RwSignal<Option<i64>>,
    /// What is being confirmed in it.
    deed: RwSignal<Option<Deed>>,
}

/// The page.
pub fn show(app: App) -> Node {
    let search = RwSignal::new(String::new());
    let path = move |corpid: &str| {
        let wanted = page::encode(&search.get_untracked());
        format!("{}?q={wanted}", of_team(PEOPLE, corpid))
    };
    let state = State {
        app,
        form: app.form(),
        got: Got::new(app, path),
        search,
        chosen: RwSignal::new(None),
        deed: RwSignal::new(None),
    };
    let body = state.got.draw(move |people: People| list(state, &people));
    let page = el("main.page").child((move || field(state), ui::error(state.form, ""), body));
    let sheet = move || {
        let id = state.chosen.get()?;
        let people = untrack(|| state.got.read::<People>())?;
        let member = people.members.iter().find(|member| member.id == id)?;
        Some(sheet::open(state, people.me, member))
    };
    (move || bar(app, app.t().people), page, sheet).node()
}

/// Looks a quarter of a second after the last key.
fn look(state: State) {
    let wanted = state.search.get_untracked();
    spawn_local(async move {
        time::sleep(250).await;
        if state.search.try_get_untracked() == Some(wanted) {
            state.got.again();
        }
    });
}

fn field(state: State) -> El {
    let hint = state.app.t().search_people;
    let search = el("input")
        .attr("type", "search")
        .attr("aria-label", hint)
        .attr("placeholder", hint)
        .attr("enterkeyhint", "search")
        .prop("value", move || state.search.get())
        .on("input", move |event| {
            state.search.set(event_target_value(&event));
            look(state);
        });
    el("div.input").child(search)
}

fn list(state: State, people: &People) -> Node {
    let t = state.app.t();
    let joins: Vec<_> = people
        .joins
        .iter()
        .map(|join| joining(state, join))
        .collect();
    let joins = (!joins.is_empty()).then(|| {
        (
            el("h2").child(t.waiting_people),
            el("ul.card").attr("id", "joins").child(joins),
        )
    });
    let rows: Vec<_> = people
        .members
        .iter()
        .map(|member| row(state, people, member))
        .collect();
    let members = match rows.is_empty() {
        true => el("p.second").attr("role", "status").child(t.no_match),
        false => el("ul.card").attr("id", "members").child(rows),
    };
    let more = people.more.then(|| el("p.small").child(t.more_people));
    (joins, el("h2").child(t.people), members, more).node()
}

fn joining(state: State, join: &Joining) -> El {
    let t = state.app.t();
    let id = join.id;
    let decide = move |admit: bool| {
        let corpid = state.app.corpid().unwrap_or_default();
        let request = Request::post(of_item(JOIN, &corpid, id), &Decide { admit });
        state.form.tell(request, move || {
            state.app.load();
            page::focus("h1");
        });
    };
    let button = |class, label: &'static str, admit| {
        el(class)
            .attr("type", "button")
            .attr("aria-label", format!("{label} {}", join.name))
            .on("click", move |_| decide(admit))
            .child(label)
    };
    el("li.row").child((
        ui::avatar(&join.name),
        ui::what(join.name.clone(), join.phone.clone()),
        button("button.small-button plain", t.refuse, false),
        button("button.small-button", t.admit, true),
    ))
}

fn row(state: State, people: &People, member: &Colleague) -> El {
    let app = state.app;
    let t = app.t();
    let detail = match &member.department {
        Some(department) => format!("{} · {department}", member.phone),
        None => member.phone.clone(),
    };
    let role = (member.role != Role::Member)
        .then(|| el("span.chip").child(team::role(app.lang_now(), member.role)));
    let end = match (member.id == people.me, member.signed_in) {
        (true, _) => t.me.to_owned(),
        (_, false) => t.never_signed_in.to_owned(),
        _ => member.joined_at.map(time::day).unwrap_or_default(),
    };
    let inside = (
        ui::avatar(&member.name),
        ui::what((el("span").child(member.name.clone()), " ", role), detail),
        el("span.end").child(end),
    );
    let deeds = sheet::deeds(app.role(), people.me, member);
    if deeds.is_empty() {
        return el("li.row").child(inside);
    }
    let chosen = member.id;
    let open = move |_| {
        state.deed.set(None);
        state.chosen.set(Some(chosen));
    };
    el("li").child(
        el("button.row more")
            .attr("type", "button")
            .on("click", open)
            .child(inside),
    )
}
