//! Issuing serials, and moving one to another team.

use api::console::customer::CustomerRow;
use api::console::list::Page;
use api::console::serial::{IssueSerials, MoveSerial, SerialBatch, SerialRow};
use api::console::vendor_path::{CUSTOMERS, SERIAL_TEAM, SERIALS, of_serial};
use api::problem::Code;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::of_batch;
use crate::api::Request;
use crate::components::dialog::{Dialog, Foot, open_for};
use crate::components::field::{DaysField, Field, FormError, NumberField, TextField, described_by};
use crate::components::list::with_query;
use crate::components::load::load;
use crate::components::submit::{FormView, Progress};
use crate::form::Form;
use crate::pages::suites::frame::{TheSuite, use_suite};
use crate::session::{use_session, use_texts};
use crate::text::serials as text;

/// Issues a batch, and shows it.
#[component]
pub fn IssueDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let suite = use_suite();
    let navigate = use_navigate();
    let count = RwSignal::new("100".to_owned());
    let (label, days) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = Form::new("issue-serials", move |batch: SerialBatch| {
        open.set(false);
        label.set(String::new());
        session.say(text::issued(session.lang.get_untracked(), batch.issued));
        session.reload();
        navigate(
            &untrack(|| of_batch(suite, batch.id)),
            NavigateOptions::default(),
        );
    });
    let submit = Callback::new(move |()| {
        let Some(count) = form.whole("count", count, Code::SerialCount) else {
            return;
        };
        let Some(days) = form.whole("days", days, Code::Days) else {
            return;
        };
        let request = IssueSerials {
            count: count.unwrap_or(0),
            label: label.get_untracked(),
            days,
        };
        form.submit(Request::post(suite.path(SERIALS), &request).with_long_timeout());
    });
    view! {
        <Dialog open title=move || t().issue_title>
            <FormView form on_submit=submit>
                <p class="second">{move || t().issue_help}</p>
                <NumberField form name="count" label=move || t().count value=count help=move || t().count_help/>
                <TextField form name="label" label=move || t().label value=label help=move || t().label_help/>
                <DaysField form days/>
                <FormError form/>
                <Progress form label=move || t().issuing/>
                <Foot open form label=move || t().issue/>
            </FormView>
        </Dialog>
    }
}

/// Moves a serial to another team.
#[component]
pub fn MoveDialog(
    /// The suite.
    suite: TheSuite,
    /// The serial that is moved.
    moving: RwSignal<Option<SerialRow>>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let open = open_for(moving);
    let (corpid, reason) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let form = Form::new("move-serial", move |row: SerialRow| {
        open.set(false);
        corpid.set(String::new());
        reason.set(String::new());
        session.say(format!("{}: {}", t().moved, row.serial));
        session.reload();
    });
    let submit = Callback::new(move |()| {
        let Some(row) = moving.get_untracked() else {
            return;
        };
        let request = MoveSerial {
            corpid: corpid.get_untracked().trim().to_owned(),
            reason: reason.get_untracked(),
        };
        let path = of_serial(SERIAL_TEAM, &suite.key.get_untracked(), &row.serial);
        form.submit(Request::put(path, &request));
    });
    let title = move || {
        let serial = moving.get().map(|row| row.serial).unwrap_or_default();
        text::move_title(session.lang.get(), &serial)
    };
    view! {
        <Dialog open title>
            <FormView form on_submit=submit>
                <p class="second">{move || t().move_detail}</p>
                <TeamField form suite value=corpid/>
                <TextField form name="reason" label=move || t().reason value=reason help=move || t().reason_help/>
                <FormError form/>
                <Foot open form label=move || t().move_on/>
            </FormView>
        </Dialog>
    }
}

/// The team that a serial is moved to: its id, or one of the customers whose names hold what is typed.
#[component]
fn TeamField(form: Form, suite: TheSuite, value: RwSignal<String>) -> impl IntoView {
    let t = use_texts(text::of);
    let found = load::<Page<CustomerRow>>(move || {
        let parts = [("q", value.get()), ("limit", "20".to_owned())];
        with_query(&suite.tracked_path(CUSTOMERS), parts)
    });
    let options = move || {
        let found = found.get().and_then(Result::ok);
        let rows = found.map(|page| page.rows).unwrap_or_default();
        let options = rows.into_iter().map(|row| {
            view! { <option value=row.team.corpid>{row.team.name}</option> }
        });
        options.collect_view()
    };
    view! {
        <Field form name="corpid".to_owned() label=(move || t().corpid).into() help=Some((move || t().corpid_help).into())>
            <input
                class="input"
                id=form.id("corpid")
                list="customer-teams"
                autocomplete="off"
                spellcheck="false"
                aria-describedby=described_by(form, "corpid")
                aria-invalid=move || form.is_wrong("corpid").to_string()
                bind:value=value
            />
            <datalist id="customer-teams">{options}</datalist>
        </Field>
    }
}
