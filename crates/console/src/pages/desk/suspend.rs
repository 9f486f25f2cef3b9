//! Suspending a suite and resuming it, each with a reason for its vendor.

use api::console::desk::{DeskSuiteRow, WithReason};
use api::console::review_path::SUSPENSION;
use api::console::vendor_path::of_suite;
use leptos::prelude::*;

use crate::api::Request;
use crate::components::dialog::{Dialog, Foot, open_for};
use crate::components::field::FormError;
use crate::components::prose::ProseField;
use crate::components::submit::{FormView, Submit};
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::{all_suites as text, common};

/// What the page is doing to which suite. Cheap to copy.
#[derive(Clone, Copy, Default)]
pub struct Acts {
    /// The one that is suspended.
    pub suspending: RwSignal<Option<DeskSuiteRow>>,
    /// The one that is resumed.
    pub resuming: RwSignal<Option<DeskSuiteRow>>,
}

/// The name and the path of the suite that something is done to.
fn name(subject: RwSignal<Option<DeskSuiteRow>>) -> String {
    subject.with(|row| row.as_ref().map(|row| row.name.clone()).unwrap_or_default())
}

fn path(subject: RwSignal<Option<DeskSuiteRow>>) -> Option<String> {
    let row = subject.get_untracked()?;
    Some(of_suite(SUSPENSION, &row.suite_key))
}

/// Suspends a suite.
#[component]
pub fn SuspendDialog(acts: Acts) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let open = open_for(acts.suspending);
    let reason = RwSignal::new(String::new());
    let form = Form::new("suspend", move |()| {
        open.set(false);
        reason.set(String::new());
        session.say(t().suspended);
        session.reload();
    });
    let submit = Callback::new(move |()| {
        if let Some(path) = path(acts.suspending) {
            let reason = reason.get_untracked();
            form.submit(Request::put(path, &WithReason { reason }));
        }
    });
    let title = move || text::suspend_title(session.lang.get(), &name(acts.suspending));
    view! {
        <Dialog open title>
            <FormView form on_submit=submit>
                <p class="second">{move || t().suspend_detail}</p>
                <ProseField form name="reason" label=move || t().reason value=reason help=move || t().reason_help autofocus=true/>
                <FormError form/>
                <footer class="dialog-foot">
                    <button class="button" type="button" on:click=move |_| open.set(false)>
                        {move || c().cancel}
                    </button>
                    <Submit form label=move || t().suspend danger=true/>
                </footer>
            </FormView>
        </Dialog>
    }
}

/// Resumes a suite.
#[component]
pub fn ResumeDialog(acts: Acts) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let open = open_for(acts.resuming);
    let reason = RwSignal::new(String::new());
    let form = Form::new("resume", move |()| {
        open.set(false);
        reason.set(String::new());
        session.say(t().resumed);
        session.reload();
    });
    let submit = Callback::new(move |()| {
        if let Some(path) = path(acts.resuming) {
            let reason = reason.get_untracked();
            form.submit(Request::post(path, &WithReason { reason }));
        }
    });
    let title = move || text::resume_title(session.lang.get(), &name(acts.resuming));
    view! {
        <Dialog open title>
            <FormView form on_submit=submit>
                <p class="second">{move || t().resume_detail}</p>
                <ProseField form name="reason" label=move || t().resume_reason value=reason help=move || t().reason_help autofocus=true/>
                <FormError form/>
                <Foot open form label=move || t().resume/>
            </FormView>
        </Dialog>
    }
}
