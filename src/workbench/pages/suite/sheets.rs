//! The sheets of a suite's page; here, disabling and withdrawing it.

use api::path::{SUITE_SWITCH, SUITE_WITHDRAW};
use api::team::{Switch, Withdraw};
use leptos::prelude::*;
use serde::de::IgnoredAny;
use ui::text::team as text;

use super::Suite;
use super::feedback_sheets::{RateSheet, ReportSheet};
use crate::api::Request;
use crate::components::field::Typing;
use crate::components::{ErrorText, Sheet, SheetHandle, TextField};
use crate::form::Form;

/// How the suite's name is typed.
const TYPING: Typing = Typing {
    enter: "done",
    ..Typing::text("off")
};

/// Which sheet.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SheetKind {
    /// Disabling it for a while.
    Disable,
    /// Withdrawing the authorization.
    Withdraw,
    /// One to five stars.
    Rate,
    /// A problem.
    Report,
}

/// The open sheet.
#[component]
pub fn OpenSheet(suite: Suite) -> impl IntoView {
    move || {
        Some(match suite.open.get()? {
            SheetKind::Disable => view! { <DisableSheet suite/> }.into_any(),
            SheetKind::Withdraw => view! { <WithdrawSheet suite/> }.into_any(),
            SheetKind::Rate => view! { <RateSheet suite/> }.into_any(),
            SheetKind::Report => view! { <ReportSheet suite/> }.into_any(),
        })
    }
}

/// A sheet's form: once the server has answered, the sheet closes and `done` is read out.
pub fn sheet_form(suite: Suite, handle: SheetHandle, done: &'static str) -> Form {
    Form::new(move |_: IgnoredAny| {
        suite.team.reload();
        suite.done.try_set(done);
        handle.close();
    })
}

/// What a sheet's closing does.
pub fn on_close(suite: Suite) -> Callback<()> {
    Callback::new(move |()| suite.open.set(None))
}

fn name(suite: Suite) -> String {
    suite.found.with_untracked(|found| found.suite.name.clone())
}

#[component]
fn DisableSheet(suite: Suite) -> impl IntoView {
    let t = suite.team.t();
    let handle = SheetHandle::new();
    let form = sheet_form(suite, handle, "");
    let submit = move |()| {
        form.submit(Request::put(
            suite.path(SUITE_SWITCH),
            &Switch { on: false },
        ));
    };
    view! {
        <Sheet
            handle
            form
            title=t.disable
            action=t.disable
            on_submit=Callback::new(submit)
            on_close=on_close(suite)
        >
            <p>{text::disable_title(suite.team.lang.get(), &name(suite))}</p>
            <p class="second">{t.disable_detail}</p>
            <ErrorText form/>
        </Sheet>
    }
}

/// Withdrawing takes the suite's name, so that no tap does it by chance.
#[component]
fn WithdrawSheet(suite: Suite) -> impl IntoView {
    let t = suite.team.t();
    let lang = suite.team.lang.get();
    let handle = SheetHandle::new();
    let form = sheet_form(suite, handle, "");
    let typed = RwSignal::new(String::new());
    let has_serial = suite.found.with_untracked(|found| found.serial.is_some());
    let last = if has_serial {
        t.withdraw_3
    } else {
        t.withdraw_3_plain
    };
    let label = text::type_name(lang, &name(suite));
    let submit = move |()| {
        let name = typed.get_untracked();
        form.submit(Request::post(
            suite.path(SUITE_WITHDRAW),
            &Withdraw { name },
        ));
    };
    view! {
        <Sheet
            handle
            form
            title=t.withdraw
            action=t.withdraw_now
            danger=true
            on_submit=Callback::new(submit)
            on_close=on_close(suite)
        >
            <p>{text::withdraw_title(lang, &name(suite))}</p>
            <ul class="points">
                <li>{t.withdraw_1}</li>
                <li>{t.withdraw_2}</li>
                <li>{last}</li>
            </ul>
            <TextField form id="confirm" label value=typed typing=TYPING/>
            <ErrorText form/>
        </Sheet>
    }
}
