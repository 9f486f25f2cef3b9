//! The sheets of a suite's page: withdrawing, rating, reporting.

use api::path::{RATING, REPORTS, SUITE_SWITCH, SUITE_WITHDRAW};
use api::team::{Rating, Report, SuitePage, Switch, Withdraw};
use leptos::prelude::*;
use view::text::team;
use view::{Child, El, el};

use super::State;
use crate::api::Request;
use crate::browser::page;
use crate::form::Form;
use crate::ui;
use crate::workbench::state::App;

/// Which sheet is open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Disabling it for a while.
    Disable,
    /// Withdrawing the authorization.
    Withdraw,
    /// One to five stars.
    Rate,
    /// A problem.
    Report,
}

/// What is in the sheets.
#[derive(Clone, Copy)]
pub struct Sheets {
    which: RwSignal<Option<Sheet>>,
    form: Form,
    text: RwSignal<String>,
    stars: RwSignal<i64>,
    /// What was done last, to be read out.
    pub said: RwSignal<&'static str>,
}

impl Sheets {
    /// Closed and empty.
    pub fn new(app: App) -> Self {
        Self {
            which: RwSignal::new(None),
            form: app.form(),
            text: RwSignal::new(String::new()),
            stars: RwSignal::new(0),
            said: RwSignal::new(""),
        }
    }

    /// Opens one, empty.
    pub fn show(self, which: Sheet) {
        self.text.set(String::new());
        self.stars.set(0);
        self.form.clear();
        self.said.set("");
        self.which.set(Some(which));
    }

    fn closed(self) {
        self.which.set(None);
    }
}

/// The open sheet.
pub fn open(state: State) -> Option<El> {
    let which = state.sheets.which.get()?;
    let found = untrack(|| state.got.read::<SuitePage>())?;
    Some(match which {
        Sheet::Disable => disable(state, &found),
        Sheet::Withdraw => withdraw(state, &found),
        Sheet::Rate => rate(state, &found),
        Sheet::Report => report(state),
    })
}

fn disable(state: State, found: &SuitePage) -> El {
    let sheets = state.sheets;
    let form = sheets.form;
    let t = state.app.t();
    let title = team::disable_title(state.app.lang_now(), &found.suite.name);
    let body = (
        el("p").child(title),
        el("p.second").child(t.disable_detail),
        ui::error(form, ""),
    );
    let submit = move || {
        let request = Request::put(state.path(SUITE_SWITCH), &Switch { on: false });
        form.tell(request, move || {
            state.got.again();
            page::close_dialog();
        });
    };
    let closed = move || sheets.closed();
    ui::sheet(form, t.disable, t.disable, body.node(), submit, closed)
}

fn withdraw(state: State, found: &SuitePage) -> El {
    let sheets = state.sheets;
    let form = sheets.form;
    let t = state.app.t();
    let lang = state.app.lang_now();
    let name = &found.suite.name;
    let last = match found.serial {
        Some(_) => t.withdraw_3,
        None => t.withdraw_3_plain,
    };
    let consequences = [t.withdraw_1, t.withdraw_2, last];
    let consequences = consequences.map(|line| el("li").child(line));
    let input = ui::input(form, "confirm", sheets.text)
        .attr("type", "text")
        .attr("autocomplete", "off")
        .attr("enterkeyhint", "done");
    let input = el("div.input").child(input);
    let body = (
        el("p").child(team::withdraw_title(lang, name)),
        el("ul.points").child(Vec::from(consequences)),
        ui::field(form, "confirm", team::type_name(lang, name), input),
        ui::error(form, ""),
    );
    let submit = move || {
        let name = sheets.text.get_untracked();
        let request = Request::post(state.path(SUITE_WITHDRAW), &Withdraw { name });
        form.tell(request, move || {
            state.got.again();
            page::close_dialog();
        });
    };
    let closed = move || sheets.closed();
    let sheet = ui::sheet(
        form,
        t.withdraw,
        t.withdraw_now,
        body.node(),
        submit,
        closed,
    );
    sheet.attr("class", "sheet danger")
}

fn rate(state: State, found: &SuitePage) -> El {
    let sheets = state.sheets;
    let form = sheets.form;
    let t = state.app.t();
    let lang = state.app.lang_now();
    if let Some(before) = &found.rating {
        sheets.stars.set(before.stars);
        sheets.text.set(before.text.clone());
    }
    let star = |n: i64| {
        let tick = el("input.unseen")
            .attr("type", "radio")
            .attr("name", "stars")
            .attr("aria-label", team::stars(lang, n))
            .prop("checked", move || sheets.stars.get() == n)
            .on("change", move |_| {
                sheets.stars.set(n);
                form.clear();
            });
        el("label")
            .live("class", move || match sheets.stars.get() >= n {
                true => "star on",
                false => "star",
            })
            .child((tick, el("span").attr("aria-hidden", "true").child("★")))
    };
    let stars = el("div.stars")
        .attr("role", "radiogroup")
        .attr("aria-label", t.rate)
        .attr("aria-describedby", "stars-error")
        .child((1..=5).map(star).collect::<Vec<_>>());
    let body = (
        stars,
        ui::error(form, "stars"),
        area(sheets, "text", t.rate_hint),
        ui::error(form, ""),
    );
    let submit = move || {
        let rating = Rating {
            stars: sheets.stars.get_untracked(),
            text: sheets.text.get_untracked(),
        };
        form.tell(Request::put(state.path(RATING), &rating), move || {
            state.got.again();
            sheets.said.set(state.app.t().rated);
            page::close_dialog();
        });
    };
    let closed = move || sheets.closed();
    ui::sheet(form, t.rate, t.send, body.node(), submit, closed)
}

fn report(state: State) -> El {
    let sheets = state.sheets;
    let form = sheets.form;
    let t = state.app.t();
    let body = (
        el("p.second").child(t.report_detail),
        area(sheets, "text", t.report_hint),
        ui::error(form, ""),
    );
    let submit = move || {
        let text = sheets.text.get_untracked();
        let request = Request::post(state.path(REPORTS), &Report { text });
        form.tell(request, move || {
            sheets.said.set(state.app.t().reported);
            page::close_dialog();
        });
    };
    let closed = move || sheets.closed();
    ui::sheet(form, t.report, t.send, body.node(), submit, closed)
}

fn area(sheets: Sheets, id: &'static str, hint: &'static str) -> El {
    let area = el("textarea")
        .attr("id", id)
        .attr("aria-label", hint)
        .attr("aria-describedby", format!("{id}-error"))
        .attr("placeholder", hint)
        .prop("value", move || sheets.text.get())
        .on("input", move |event| {
            sheets.text.set(event_target_value(&event));
            sheets.form.clear();
        });
    el("div")
        .live("class", move || match sheets.form.is_wrong(id) {
            true => "field wrong",
            false => "field",
        })
        .child((el("div.input").child(area), ui::error(sheets.form, id)))
}
