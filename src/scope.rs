//! The scope (使用范围): everyone, chosen departments or chosen members.

mod choice;

use api::answer::{Department, Directory, Member, ScopeStatus};
use api::problem::Code;
use api::request::Scope;
use leptos::prelude::*;
use view::{Child, El, Node, el, text};

use self::choice::{Choice, Who};
use crate::form::Form;
use crate::ui;

/// The form: chosen from the directory at a path, with what was set before, sent by `send`.
pub fn form(
    form: Form,
    directory: String,
    before: Option<&ScopeStatus>,
    send: impl Fn(&Scope) + Copy + 'static,
) -> Node {
    let choice = Choice::new(form.shell(), directory, before);
    choice.look();
    Effect::new(move |_| {
        // Somebody who was chosen has left meanwhile.
        if form.is_wrong("scope") {
            choice.look_anew();
        }
    });
    (move || page(form, choice, send)).node()
}

fn page(form: Form, choice: Choice, send: impl Fn(&Scope) + Copy + 'static) -> Node {
    let shell = form.shell();
    let t = shell.t();
    let submit = move || match untrack(|| choice.ready()) {
        true => send(&choice.scope()),
        false => form.refuse("scope", Code::ScopeEmpty),
    };
    let label = move || {
        let lang = shell.lang_now();
        let (chosen, people) = choice.sum();
        match choice.who.get() {
            Who::Departments if chosen > 0 => text::finish_with(lang, Some(chosen), people),
            Who::Members if chosen > 0 => text::finish_with(lang, None, people),
            _ => t.finish.to_owned(),
        }
    };
    let radio = move |who: Who, title: &'static str, detail: Option<&'static str>| {
        let tick = el("input.tick")
            .attr("type", "radio")
            .attr("name", "who")
            .prop("checked", move || choice.who.get() == who)
            .on("change", move |_| {
                choice.who.set(who);
                choice.search.set(String::new());
                form.clear();
                choice.look();
            });
        el("label.row").child((ui::what(title, detail), tick))
    };
    let who = el("div.card")
        .attr("role", "radiogroup")
        .attr("aria-labelledby", "who")
        .child((
            radio(Who::Everyone, t.everyone, Some(t.everyone_detail)),
            radio(Who::Departments, t.departments, None),
            radio(Who::Members, t.members, None),
        ));
    let page = el("main.page").child((
        ui::heading(t.scope_title).attr("id", "who"),
        who,
        move || (choice.who.get() != Who::Everyone).then(|| list(form, choice)),
        ui::error(form, "scope"),
        ui::error(form, ""),
    ));
    let foot = ui::submit(form, move || choice.ready(), label);
    ui::form(submit, page, foot).node()
}

fn list(form: Form, choice: Choice) -> Node {
    let t = form.shell().t();
    let hint = match choice.who.get_untracked() {
        Who::Departments => t.search_departments,
        _ => t.search_members,
    };
    let search = el("input")
        .attr("type", "search")
        .attr("aria-label", hint)
        .attr("placeholder", hint)
        .attr("enterkeyhint", "search")
        .prop("value", move || choice.search.get())
        .on("input", move |event| {
            choice.search.set(event_target_value(&event));
            choice.look();
        });
    let found = move || {
        choice.directory.with(|found| match found {
            None if choice.failed.get() => retry(form, choice),
            None => el("p.second")
                .attr("role", "status")
                .child(t.loading)
                .node(),
            Some(found) => rows(form, choice, found),
        })
    };
    (el("div.input").child(search), found).node()
}

/// The directory couldn't be had: once more.
fn retry(form: Form, choice: Choice) -> Node {
    let t = form.shell().t();
    let again = el("button.link")
        .attr("type", "button")
        .on("click", move |_| choice.look())
        .child(t.retry);
    let said = el("p.error").attr("role", "alert").child(t.failed);
    (said, again).node()
}

fn rows(form: Form, choice: Choice, found: &Directory) -> Node {
    let shell = form.shell();
    let t = shell.t();
    let departments = choice.who.get_untracked() == Who::Departments;
    let department = |d: &Department| {
        let people = text::people(shell.lang_now(), d.people);
        row(form, choice, (d.id, d.people), d.name.clone(), people)
    };
    let member = |m: &Member| {
        let department = m.department.clone().unwrap_or_default();
        row(form, choice, (m.id, 1), m.name.clone(), department)
    };
    let rows: Vec<El> = match departments {
        true => found.departments.iter().map(department).collect(),
        false => found.members.iter().map(member).collect(),
    };
    if rows.is_empty() {
        let all = choice.search.with_untracked(String::is_empty);
        let said = match departments && all {
            true => t.no_departments,
            false => t.no_match,
        };
        return el("p.second").attr("role", "status").child(said).node();
    }
    let more = (found.more && !departments).then(|| el("p.small").child(t.more_members));
    (el("div.card").child(rows), more).node()
}

fn row(form: Form, choice: Choice, entry: (i64, u32), name: String, end: String) -> El {
    let tick = el("input.tick")
        .attr("type", "checkbox")
        .prop("checked", move || choice.has(entry.0))
        .on("change", move |event| {
            choice.choose(entry, event_target_checked(&event));
            form.clear();
        });
    el("label.row").child((tick, el("span.what").child(name), el("span.end").child(end)))
}
