//! The dialogs about defects: a vendor's plan, an operator's reason to return one.

use api::console::acceptance::{Defect, DeskDefect, SubmitPlan};
use api::console::acceptance_path as path;
use api::console::desk::WithReason;
use api::console::vendor_path::of_item;
use leptos::prelude::*;

use crate::api::Request;
use crate::components::dialog::{Dialog, Foot, open_for};
use crate::components::field::FormError;
use crate::components::prose::ProseField;
use crate::components::submit::FormView;
use crate::form::Form;
use crate::pages::suites::frame::TheSuite;
use crate::session::{use_session, use_texts};
use crate::text::defect as text;

/// Submits the plan for a defect, or changes it.
#[component]
pub fn PlanDialog(
    /// The suite.
    suite: TheSuite,
    /// The defect.
    planning: RwSignal<Option<Defect>>,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let open = open_for(planning);
    let plan = RwSignal::new(String::new());
    Effect::new(move |_| {
        if let Some(defect) = planning.get() {
            plan.set(defect.plan.unwrap_or_default());
        }
    });
    let form = Form::new("plan", move |_: Defect| {
        open.set(false);
        session.say(t().plan_sent);
        session.reload();
    });
    let submit = Callback::new(move |()| {
        if let Some(defect) = planning.get_untracked() {
            let path = of_item(path::DEFECT_PLAN, &suite.key.get_untracked(), defect.id);
            let plan = plan.get_untracked();
            form.submit(Request::put(path, &SubmitPlan { plan }));
        }
    });
    let title = move || planning.get().map(|it| it.title).unwrap_or_default();
    view! {
        <Dialog open title>
            <FormView form on_submit=submit>
                <ProseField form name="plan" label=move || t().plan value=plan help=move || t().plan_help lines=5 autofocus=true/>
                <FormError form/>
                <Foot open form label=move || t().submit_plan/>
            </FormView>
        </Dialog>
    }
}

/// Returns a defect that is still there.
#[component]
pub fn ReturnDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The defect's id.
    id: i64,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let reason = RwSignal::new(String::new());
    let form = Form::new("return", move |_: DeskDefect| {
        open.set(false);
        reason.set(String::new());
        session.say(t().given_back);
        session.reload();
    });
    let submit = Callback::new(move |()| {
        let path = api::console::path::of_id(path::DEFECT_RETURN, id);
        let reason = reason.get_untracked();
        form.submit(Request::post(path, &WithReason { reason }));
    });
    view! {
        <Dialog open title=move || t().give_back>
            <FormView form on_submit=submit>
                <ProseField form name="reason" label=move || t().reason value=reason help=move || t().give_back_detail autofocus=true/>
                <FormError form/>
                <Foot open form label=move || t().give_back/>
            </FormView>
        </Dialog>
    }
}
