//! The two sheets that add colleagues: one by name and number, many by a pasted list.

use api::problem::{Code, Problem};
use api::request::Colleague;
use domain::phone::Phone;
use domain::roster;
use domain::team::{Colleague as Checked, ColleagueError, PHONE_MAX};
use leptos::prelude::*;
use view::{Child, El, el, text};

use super::why::colleague_code;
use crate::browser::page;
use crate::deploy::draft::typed;
use crate::deploy::state::App;
use crate::form::Form;
use crate::sign_in::phone_input;
use crate::ui;

/// Which sheet is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Neither.
    None,
    /// For one colleague.
    Add,
    /// For a list.
    Paste,
}

/// What is in the sheets.
#[derive(Clone, Copy)]
pub struct Sheets {
    which: RwSignal<Sheet>,
    /// The team's form, whose error is over once somebody is added.
    team: Form,
    form: Form,
    name: RwSignal<String>,
    phone: RwSignal<String>,
    department: RwSignal<String>,
    pasted: RwSignal<String>,
}

/// Why a colleague can't be added to those who are there.
fn refusal(app: App, colleague: &Colleague, there: &[Colleague]) -> Option<ColleagueError> {
    let place = |phone: &Phone| {
        let mut numbers = there.iter().map(|other| Phone::parse(&other.phone));
        numbers.position(|other| other.as_ref() == Ok(phone))
    };
    Checked::admit(&typed(colleague), app.own_phone().as_ref(), place).err()
}

impl Sheets {
    /// Closed and empty.
    pub fn new(app: App, team: Form) -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            which: RwSignal::new(Sheet::None),
            team,
            form: app.form(),
            name: empty(),
            phone: empty(),
            department: empty(),
            pasted: empty(),
        }
    }

    /// The open sheet.
    pub fn open(self, app: App) -> Option<El> {
        match self.which.get() {
            Sheet::None => None,
            Sheet::Add => Some(self.add(app)),
            Sheet::Paste => Some(self.paste(app)),
        }
    }

    /// Opens one, empty.
    pub fn show(self, which: Sheet) {
        for typed in [self.name, self.phone, self.department, self.pasted] {
            typed.set(String::new());
        }
        self.form.clear();
        self.which.set(which);
    }

    fn add(self, app: App) -> El {
        let t = app.t();
        let form = self.form;
        let optional = format!("{} ({})", t.department, t.optional);
        let phone = phone_input(form, "new-phone", self.phone);
        let body = (
            super::text_field(form, "new-name", t.name, self.name, "off"),
            ui::field(form, "new-phone", t.phone, phone),
            super::text_field(form, "new-department", optional, self.department, "off"),
            ui::error(form, ""),
        );
        let submit = move || self.take_one(app);
        let closed = move || self.which.set(Sheet::None);
        ui::sheet(form, t.add_colleague, t.add, body.node(), submit, closed)
    }

    fn take_one(self, app: App) {
        let colleague = Colleague {
            name: self.name.get_untracked().trim().to_owned(),
            phone: self.phone.get_untracked(),
            department: self.department.get_untracked().trim().to_owned(),
        };
        let there = app.team.colleagues.get_untracked();
        if there.len() + 1 >= PHONE_MAX {
            return self.form.refuse("", Code::TeamTooMany);
        }
        if let Some(why) = refusal(app, &colleague, &there) {
            let field = match why {
                ColleagueError::Name(_) => "new-name",
                ColleagueError::Department(_) => "new-department",
                _ => "new-phone",
            };
            return self.form.refuse(field, colleague_code(why));
        }
        app.team.colleagues.update(|all| all.push(colleague));
        self.team.clear();
        page::close_dialog();
    }

    /// Takes the good lines; the others stay, to be mended.
    fn take_many(self, app: App) {
        let (good, bad) = self.pasted.with_untracked(|pasted| judged(app, pasted));
        if good.is_empty() {
            return;
        }
        app.team.colleagues.update(|all| all.extend(good));
        self.team.clear();
        if bad.is_empty() {
            return page::close_dialog();
        }
        let lines: Vec<String> = bad.into_iter().map(|(line, _)| line).collect();
        self.pasted.set(lines.join("\n"));
    }

    fn paste(self, app: App) -> El {
        let t = app.t();
        let submit = move || self.take_many(app);
        let outcome = move || {
            let (good, bad) = self.pasted.with(|pasted| judged(app, pasted));
            let all = good.len() + bad.len();
            let line = |(line, why)| {
                let why = text::deploy::refusal(app.lang_now(), &Problem::new(why), "");
                el("li.error").child(format!("{line}: {why}"))
            };
            let bad: Vec<_> = bad.into_iter().map(line).collect();
            let count = (all > 0).then(|| text::deploy::pasted(app.lang_now(), good.len(), all));
            (
                el("p").attr("role", "status").child(count),
                el("ul").child(bad),
            )
        };
        let area = el("textarea")
            .attr("id", "pasted")
            .attr("aria-label", t.paste_list)
            .attr("placeholder", t.paste_hint)
            .prop("value", move || self.pasted.get())
            .on("input", move |event| {
                self.pasted.set(event_target_value(&event));
            });
        let body = (el("div.input").child(area), outcome).node();
        let closed = move || self.which.set(Sheet::None);
        ui::sheet(self.form, t.paste_list, t.paste_take, body, submit, closed)
    }
}

/// The lines of a pasted list that are good, and the others with why they aren't. A number that
/// stands twice in the list counts once.
fn judged(app: App, pasted: &str) -> (Vec<Colleague>, Vec<(String, Code)>) {
    let there = app.team.colleagues.get_untracked();
    let mut known = there.clone();
    let mut bad = Vec::new();
    for line in roster::parse(pasted) {
        let colleague = Colleague {
            name: line.name,
            phone: line.phone,
            department: line.department,
        };
        let why = match refusal(app, &colleague, &known) {
            Some(why) => colleague_code(why),
            None if known.len() + 1 >= PHONE_MAX => Code::TeamTooMany,
            None => {
                known.push(colleague);
                continue;
            }
        };
        let line = [colleague.name, colleague.phone, colleague.department].join(" ");
        bad.push((line.trim().to_owned(), why));
    }
    (known.split_off(there.len()), bad)
}
