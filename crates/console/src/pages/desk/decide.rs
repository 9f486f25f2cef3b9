//! The verdict on an application: approved, or rejected with the reasons that stand beside its fields.

use api::console::application::OfVersion;
use api::console::desk::{ApplicationToJudge, Reject};
use api::console::path::of_id;
use api::console::review_path::{APPROVAL, REJECTION};
use api::problem::{Code, Problem};
use domain::account::Permission;
use domain::application::ApplicationState;
use leptos::prelude::*;

use super::reasons::Reasons;
use crate::api::Request;
use crate::components::dialog::{Dialog, Foot};
use crate::components::field::FormError;
use crate::components::load::Loaded;
use crate::components::submit::{Submit, on_submit};
use crate::form::Form;
use crate::session::{use_session, use_texts};
use crate::text::{common, desk as text, judged};

/// An application, and what is done with it. Cheap to copy.
#[derive(Clone, Copy)]
pub struct Acts {
    /// The application.
    pub found: RwSignal<ApplicationToJudge>,
    /// Why it is rejected.
    pub reasons: Reasons,
    /// It can be judged.
    pub may_judge: Memo<bool>,
    /// Rejects it.
    pub reject: Form,
    approve: Form,
    approving: RwSignal<bool>,
    rejecting: RwSignal<bool>,
}

impl Acts {
    /// What is done with an application.
    pub fn new(
        found: RwSignal<ApplicationToJudge>,
        reasons: Reasons,
        loaded: Loaded<ApplicationToJudge>,
    ) -> Self {
        let session = use_session();
        let t = use_texts(text::of);
        let (approving, rejecting) = (RwSignal::new(false), RwSignal::new(false));
        // Its vendor has taken it back, or another operator was faster.
        let outdated = move |problem: &Problem| {
            let is_old = matches!(
                problem.code,
                Code::ApplicationChanged | Code::ApplicationNotNow | Code::ApplicationFaulty
            );
            if is_old {
                approving.set(false);
                rejecting.set(false);
                loaded.refetch();
                let words = match problem.code {
                    Code::ApplicationChanged => t().changed_meanwhile.to_owned(),
                    _ => untrack(|| session.message(problem)),
                };
                session.say(words);
            }
            is_old
        };
        let approve = Form::new("approve", move |after: ApplicationToJudge| {
            approving.set(false);
            reasons.forget();
            found.set(after);
            session.say(t().approved);
        });
        let reject = Form::new("reject", move |after: ApplicationToJudge| {
            rejecting.set(false);
            reasons.forget();
            found.set(after);
            session.say(t().rejected);
        });
        Self {
            found,
            reasons,
            may_judge: Memo::new(move |_| {
                let waits = found.with(|it| it.row.state == ApplicationState::Submitted);
                waits && session.may(Permission::Review)
            }),
            reject: reject.with_handler(outdated),
            approve: approve.with_handler(outdated),
            approving,
            rejecting,
        }
    }
}

/// The two buttons, always in sight while there is something to decide.
#[component]
pub fn Verdict(acts: Acts) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let count = move || acts.reasons.count();
    let ask = move |_| {
        acts.reject.clear();
        if acts.reasons.checked(acts.reject).is_some() {
            acts.rejecting.set(true);
        }
    };
    let is_faulty = move || acts.found.with(|it| !it.faults.is_empty());
    // Who writes reasons means to reject.
    let classes = move || match count() > 0 || is_faulty() {
        true => ("button", "button danger"),
        false => ("button primary", "button"),
    };
    view! {
        <div class="verdict">
            <Show when=is_faulty>
                <p class="error">{move || t().faulty}</p>
            </Show>
            <Show when=move || !acts.rejecting.get()>
                <FormError form=acts.reject/>
            </Show>
            <div class="line">
                <button class=move || classes().0 type="button" id="approve" on:click=move |_| acts.approving.set(true)>
                    {move || t().approve}
                </button>
                <button class=move || classes().1 type="button" id="reject" on:click=ask>
                    {move || t().reject}
                </button>
                <span class="second" role="status">
                    {move || text::reasons(session.lang.get(), count())}
                </span>
            </div>
        </div>
        <ApproveDialog acts/>
        <RejectDialog acts/>
    }
}

/// Says what an approval does, and does it.
#[component]
fn ApproveDialog(acts: Acts) -> impl IntoView {
    let t = use_texts(text::of);
    let submit = Callback::new(move |()| {
        let (id, version) = acts.found.with_untracked(|it| (it.row.id, it.version));
        let request = Request::post(of_id(APPROVAL, id), &OfVersion { version });
        acts.approve.submit(request);
    });
    let does = move || {
        let t = t();
        acts.found.with(|it| {
            let first = match it.in_force {
                Some(_) => t.approve_replaces,
                None => t.approve_live,
            };
            let link = match it.link {
                Some(_) => t.approve_link_kept,
                None => t.approve_link,
            };
            let suspended = it.suspended_for.as_ref().map(|_| t.approve_suspended);
            let all = [first, link, t.approve_mail].into_iter().chain(suspended);
            all.map(|line| view! { <li>{line}</li> }).collect_view()
        })
    };
    view! {
        <Dialog open=acts.approving title=move || t().approve_title>
            <form class="form" on:submit=on_submit(submit)>
                <ul class="does">{does}</ul>
                <FormError form=acts.approve/>
                <Foot open=acts.approving form=acts.approve label=move || t().approve_do/>
            </form>
        </Dialog>
    }
}

/// Shows the reasons once more, and sends them.
#[component]
fn RejectDialog(acts: Acts) -> impl IntoView {
    let session = use_session();
    let (c, t) = (use_texts(common::of), use_texts(text::of));
    let submit = Callback::new(move |()| {
        let Some(reasons) = acts.reasons.checked(acts.reject) else {
            return;
        };
        let (id, version) = acts.found.with_untracked(|it| (it.row.id, it.version));
        let rejection = Reject { version, reasons };
        acts.reject
            .submit(Request::post(of_id(REJECTION, id), &rejection));
    });
    let written = move || {
        let lang = session.lang.get();
        let written = acts.reasons.written().into_iter();
        let rows = written.map(|(field, text)| {
            view! {
                <div>
                    <dt>{judged::field(lang, field)}</dt>
                    <dd class="typed lines">{text}</dd>
                </div>
            }
        });
        rows.collect_view()
    };
    view! {
        <Dialog open=acts.rejecting title=move || t().reject_title>
            <form class="form" on:submit=on_submit(submit)>
                <p class="second">{move || t().reject_detail}</p>
                <dl class="facts">{written}</dl>
                <FormError form=acts.reject/>
                <footer class="dialog-foot">
                    <button class="button" type="button" on:click=move |_| acts.rejecting.set(false)>
                        {move || c().cancel}
                    </button>
                    <Submit form=acts.reject label=move || t().reject_do danger=true/>
                </footer>
            </form>
        </Dialog>
    }
}
