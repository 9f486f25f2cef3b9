//! The two sheets that add colleagues: one by name and number, many by a pasted list.

use api::problem::{Code, Problem};
use api::request::Colleague;
use domain::phone::Phone;
use domain::roster;
use domain::team::{Colleague as Checked, ColleagueError, MAX_TEAM_ON_PHONE};
use leptos::prelude::*;

use super::error::colleague_code;
use crate::components::field::Typing;
use crate::components::{ErrorText, PhoneField, Sheet, SheetHandle, TextField};
use crate::deploy::draft::typed;
use crate::deploy::state::{Flow, use_flow};
use crate::form::Form;

/// Which sheet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    /// For one colleague.
    Add,
    /// For a list.
    Paste,
}

/// What is in the sheets.
#[derive(Clone, Copy)]
pub struct Sheets {
    shown: RwSignal<Option<SheetKind>>,
    handle: RwSignal<SheetHandle>,
    /// The team's form, whose error is over once somebody is added.
    team: Form,
    form: Form,
    name: RwSignal<String>,
    phone: RwSignal<String>,
    department: RwSignal<String>,
    pasted: RwSignal<String>,
}

impl Sheets {
    /// Closed and empty.
    pub fn new(team: Form) -> Self {
        Self {
            shown: RwSignal::new(None),
            handle: RwSignal::new(SheetHandle::new()),
            team,
            form: use_flow().form(),
            name: RwSignal::default(),
            phone: RwSignal::default(),
            department: RwSignal::default(),
            pasted: RwSignal::default(),
        }
    }

    /// Opens one, empty.
    pub fn open(self, kind: SheetKind) {
        for typed in [self.name, self.phone, self.department, self.pasted] {
            typed.set(String::new());
        }
        self.form.clear();
        self.shown.set(Some(kind));
    }

    fn close(self) {
        self.handle.get_untracked().close();
    }

    fn add_one(self, flow: Flow) {
        let colleague = Colleague {
            name: self.name.get_untracked().trim().to_owned(),
            phone: self.phone.get_untracked(),
            department: self.department.get_untracked().trim().to_owned(),
        };
        let there = flow.team.colleagues.get_untracked();
        if there.len() + 1 >= MAX_TEAM_ON_PHONE {
            return self.form.set_field_error("", Code::TeamTooMany);
        }
        if let Some(why) = refusal(flow, &colleague, &there) {
            let field = match why {
                ColleagueError::Name(_) => "new-name",
                ColleagueError::Department(_) => "new-department",
                _ => "new-phone",
            };
            let suggestion = match why {
                ColleagueError::Phone(why) => why.suggestion().map(|phone| phone.to_string()),
                _ => None,
            };
            return self.form.set_error(Problem {
                field: Some(field.to_owned()),
                suggestion,
                ..Problem::new(colleague_code(why))
            });
        }
        flow.team.colleagues.update(|all| all.push(colleague));
        self.team.clear();
        self.close();
    }

    /// Adds those of the good lines; the others stay, to be corrected.
    fn add_many(self, flow: Flow) {
        let (good, bad) = self.pasted.with_untracked(|pasted| judge(flow, pasted));
        if good.is_empty() {
            return;
        }
        flow.team.colleagues.update(|all| all.extend(good));
        self.team.clear();
        if bad.is_empty() {
            return self.close();
        }
        let lines: Vec<String> = bad.into_iter().map(|(line, _)| line).collect();
        self.pasted.set(lines.join("\n"));
    }
}

/// The open sheet.
#[component]
pub fn OpenSheet(sheets: Sheets) -> impl IntoView {
    view! { {move || {
        let kind = sheets.shown.get()?;
        sheets.handle.set(SheetHandle::new());
        Some(match kind {
            SheetKind::Add => view! { <AddSheet sheets/> }.into_any(),
            SheetKind::Paste => view! { <PasteSheet sheets/> }.into_any(),
        })
    }} }
}

#[component]
fn AddSheet(sheets: Sheets) -> impl IntoView {
    let flow = use_flow();
    let t = flow.t();
    let form = sheets.form;
    let optional = format!("{} ({})", t.department, t.optional);
    view! {
        <Sheet
            handle=sheets.handle.get_untracked()
            form
            title=t.add_colleague
            action=t.add
            on_submit=Callback::new(move |()| sheets.add_one(flow))
            on_close=Callback::new(move |()| sheets.shown.set(None))
        >
            <TextField form id="new-name" label=t.name value=sheets.name typing=Typing::text("off")/>
            <PhoneField form id="new-phone" label=t.phone value=sheets.phone typing=Typing::phone("off", "next")/>
            <TextField form id="new-department" label=optional value=sheets.department typing=Typing::text("off")/>
            <ErrorText form/>
        </Sheet>
    }
}

#[component]
fn PasteSheet(sheets: Sheets) -> impl IntoView {
    let flow = use_flow();
    let t = flow.t();
    let outcome = move || {
        let lang = flow.lang.get();
        let (good, bad) = sheets.pasted.with(|pasted| judge(flow, pasted));
        let all = good.len() + bad.len();
        let bad: Vec<_> = bad
            .into_iter()
            .map(|(line, why)| {
                let why = flow.message(&Problem::new(why));
                view! { <li class="error">{format!("{line}: {why}")}</li> }
            })
            .collect();
        let count = (all > 0).then(|| ui::text::deploy::pasted(lang, good.len(), all));
        view! {
            <p role="status">{count}</p>
            <ul>{bad}</ul>
        }
    };
    view! {
        <Sheet
            handle=sheets.handle.get_untracked()
            form=sheets.form
            title=t.paste_list
            action=t.paste_take
            on_submit=Callback::new(move |()| sheets.add_many(flow))
            on_close=Callback::new(move |()| sheets.shown.set(None))
        >
            <div class="input">
                <textarea
                    id="pasted"
                    aria-label=t.paste_list
                    placeholder=t.paste_hint
                    bind:value=sheets.pasted
                ></textarea>
            </div>
            {move || outcome()}
        </Sheet>
    }
}

/// Why a colleague can't be added to those who are there.
fn refusal(flow: Flow, colleague: &Colleague, there: &[Colleague]) -> Option<ColleagueError> {
    let place = |phone: &Phone| {
        let mut numbers = there.iter().map(|other| Phone::parse(&other.phone));
        numbers.position(|other| other.as_ref() == Ok(phone))
    };
    Checked::admit(&typed(colleague), flow.own_phone().as_ref(), place).err()
}

/// The lines of a pasted list that are good, and the others with why they aren't. A number that stands twice in the list
/// counts once.
fn judge(flow: Flow, pasted: &str) -> (Vec<Colleague>, Vec<(String, Code)>) {
    let there = flow.team.colleagues.get_untracked();
    let mut known = there.clone();
    let mut bad = Vec::new();
    for line in roster::parse(pasted) {
        let colleague = Colleague {
            name: line.name,
            phone: line.phone,
            department: line.department,
        };
        let why = match refusal(flow, &colleague, &known) {
            Some(why) => colleague_code(why),
            None if known.len() + 1 >= MAX_TEAM_ON_PHONE => Code::TeamTooMany,
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
