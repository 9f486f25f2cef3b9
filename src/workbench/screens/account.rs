//! One's account: leaving the team, signing out, deleting it.

use api::path::{ACCOUNT, SEAT, SESSION, of_team};
use api::problem::Code;
use api::team::{Account, TeamRef};
use leptos::prelude::*;
use view::{Child, El, Node, el};

use super::{bar, button_row, link_row};
use crate::api::Request;
use crate::browser::page;
use crate::form::Form;
use crate::ui;
use crate::workbench::screen::{Page, Screen};
use crate::workbench::state::App;

/// Which sheet is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sheet {
    Leave,
    Delete,
}

/// The page.
pub fn show(app: App) -> Node {
    let form = app.form();
    let account = RwSignal::new(None::<Account>);
    let open = RwSignal::new(None::<Sheet>);
    let page = move || draw(app, form, open);
    let sheet = move || match open.get()? {
        Sheet::Leave => Some(leave(app, open)),
        Sheet::Delete => account.with(|account| Some(delete(app, account.as_ref()?, open))),
    };
    let look = move || {
        form.get(ACCOUNT.to_owned(), move |found: Account| {
            account.set(Some(found));
        });
    };
    Effect::new(move |_| {
        // What deleting means is asked when it is wanted, so that it is true.
        if open.get() == Some(Sheet::Delete) {
            account.set(None);
            look();
        }
    });
    (move || bar(app, app.t().account), page, sheet).node()
}

fn draw(app: App, form: Form, open: RwSignal<Option<Sheet>>) -> El {
    let t = app.t();
    let person = app.person.get();
    let name = person.as_ref().and_then(|person| person.name.clone());
    let phone = person.map(|person| person.phone).unwrap_or_default();
    let who = el("div.row").child((
        ui::avatar(name.as_deref().unwrap_or(&phone)),
        ui::what(name.unwrap_or_else(|| phone.clone()), phone.clone()),
    ));
    let sign_out = move || {
        form.tell(Request::delete(SESSION.to_owned()), move || {
            app.leave();
            if form.there() {
                app.go(Screen::Team(Page::Bench, None));
            }
        });
    };
    let leaves = app.team(|team| (team.role.may_leave(), team.name.clone()));
    let leave = leaves.filter(|(may, _)| *may).map(|(_, team)| {
        let row = el("button.row").attr("type", "button").attr("id", "leave");
        row.on("click", move |_| open.set(Some(Sheet::Leave)))
            .child(ui::what(t.leave, team))
    });
    el("main.page").child((
        el("div.card").child(who),
        el("div.card").child((
            button_row("button.row", t.sign_out, sign_out).attr("id", "sign-out"),
            leave,
            button_row("button.row bad", t.delete_account, move || {
                open.set(Some(Sheet::Delete));
            })
            .attr("id", "delete"),
        )),
        ui::error(form, ""),
    ))
}

fn leave(app: App, open: RwSignal<Option<Sheet>>) -> El {
    let t = app.t();
    let form = Form::heeding(*app, super::done_already(app));
    let submit = move || {
        let path = of_team(SEAT, &app.corpid().unwrap_or_default());
        form.tell(Request::delete(path), move || {
            page::close_dialog();
            app.bench.set(None);
            app.go(Screen::Team(Page::Bench, None));
        });
    };
    let body = (el("p").child(t.leave_detail), ui::error(form, "")).node();
    ui::sheet(form, t.leave, t.leave, body, submit, move || {
        open.set(None);
    })
}

fn delete(app: App, account: &Account, open: RwSignal<Option<Sheet>>) -> El {
    let t = app.t();
    let form = app.form();
    let closed = move || open.set(None);
    let teams = |title: &'static str, teams: &[TeamRef]| {
        let rows: Vec<_> = teams
            .iter()
            .map(|team| el("li").child(team.name.clone()))
            .collect();
        let list = (el("p").child(title), el("ul.points").child(rows));
        (!teams.is_empty()).then_some(list)
    };
    if !account.hand_over.is_empty() {
        let rows = account.hand_over.iter().map(|team| {
            let to = Screen::Team(Page::People, Some(team.corpid.clone()));
            link_row(to.path(), team.name.clone(), t.people).on("click", |_| page::close_dialog())
        });
        let rows = el("div.card").child(rows.collect::<Vec<_>>());
        let body = (el("p").child(t.delete_hand_over), rows).node();
        return ui::menu(*app, t.delete_account.to_owned(), body, closed);
    }
    let typed = RwSignal::new(String::new());
    let digits = account.person.phone.chars().filter(char::is_ascii_digit);
    let digits: String = digits.collect();
    let last = digits
        .get(digits.len().saturating_sub(4)..)
        .unwrap_or_default();
    let last = last.to_owned();
    let input = ui::input(form, "confirm", typed)
        .attr("type", "text")
        .attr("inputmode", "numeric")
        .attr("maxlength", "4")
        .attr("autocomplete", "off");
    let input = el("div.input").child(input);
    let body = (
        el("p").child(t.delete_detail),
        teams(t.delete_dissolve, &account.dissolve),
        teams(t.delete_leave, &account.leave),
        ui::field(form, "confirm", t.delete_type, input),
        ui::error(form, ""),
    );
    let submit = move || {
        if typed.get_untracked().trim() != last {
            return form.refuse("confirm", Code::NotTheName);
        }
        form.tell(Request::delete(ACCOUNT.to_owned()), move || {
            page::close_dialog();
            app.leave();
            app.deleted.set(true);
            app.go(Screen::Team(Page::Bench, None));
        });
    };
    let sheet = ui::sheet(
        form,
        t.delete_account,
        t.delete_now,
        body.node(),
        submit,
        closed,
    );
    sheet.attr("class", "sheet danger")
}
