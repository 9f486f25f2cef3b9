//! The self-check of a suite's next version: saved as it is ticked, then handed in.

use api::console::acceptance::{Acceptance, CheckTick, OfRevision, SaveAcceptance};
use api::console::acceptance_path as path;
use api::problem::{Code, Problem};
use domain::account::Permission;
use leptos::prelude::*;

use super::checks::{Items, Reading};
use crate::api::Request;
use crate::components::card::Card;
use crate::components::field::{Field, FieldError, FormError, described_by};
use crate::components::submit::{FormView, Submit};
use crate::form::Form;
use crate::pages::suites::frame::TheSuite;
use crate::session::{use_session, use_texts};
use crate::text::acceptance as text;

/// What is said so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// The version.
    pub version: String,
    /// The items.
    pub checks: Vec<CheckTick>,
}

/// A self-check that is being made. Cheap to copy.
#[derive(Clone, Copy)]
struct Draft {
    suite: TheSuite,
    /// What is said.
    typed: RwSignal<Typed>,
    /// What was sent last.
    sent: RwSignal<Typed>,
    /// As the server has it.
    kept: RwSignal<Acceptance>,
    save: Form,
    hand_in: Form,
    /// It is handed in as soon as it is saved.
    then_hand_in: RwSignal<bool>,
    /// What was sent last isn't saved.
    failed: RwSignal<bool>,
}

impl Draft {
    fn new(suite: TheSuite, found: Acceptance) -> Self {
        let session = use_session();
        let t = use_texts(text::of);
        let typed = Typed {
            version: found.version.clone(),
            checks: found.checks.clone(),
        };
        let (sent, typed) = (RwSignal::new(typed.clone()), RwSignal::new(typed));
        let kept = RwSignal::new(found);
        let (then_hand_in, failed) = (RwSignal::new(false), RwSignal::new(false));
        let hand_in = Form::new("check", move |_: Acceptance| {
            session.say(t().handed_in);
            session.reload();
        });
        let refused = move |problem: &Problem| {
            then_hand_in.set(false);
            if problem.code == Code::AcceptanceChanged {
                session.say(untrack(|| session.message(problem)));
                session.reload();
                return true;
            }
            false
        };
        let save = Form::new("check", move |saved: Acceptance| {
            failed.set(false);
            kept.set(saved);
        });
        let unsaved = move |problem: &Problem| {
            failed.set(true);
            refused(problem)
        };
        Self {
            suite,
            typed,
            sent,
            kept,
            save: save.with_handler(unsaved),
            hand_in: hand_in.with_handler(refused),
            then_hand_in,
            failed,
        }
    }

    /// Sends what is said and wasn't sent.
    fn save(self) {
        let Typed { version, checks } = self.typed.get_untracked();
        self.sent.set(self.typed.get_untracked());
        let revision = self.kept.with_untracked(|kept| kept.revision);
        let body = SaveAcceptance {
            revision,
            version,
            checks,
        };
        self.save
            .submit(Request::put(self.suite.path(path::ACCEPTANCE), &body));
    }

    /// Keeps the server up with what is said, and hands it in if that was asked for.
    fn follow(self) {
        Effect::new(move |_| {
            let is_new = self
                .typed
                .with(|typed| self.sent.with_untracked(|sent| typed != sent));
            if self.save.pending().get() {
                return;
            }
            if is_new {
                self.save();
            } else if self.then_hand_in.get() {
                self.then_hand_in.set(false);
                self.send_in();
            }
        });
    }

    fn send_in(self) {
        let revision = self.kept.with_untracked(|kept| kept.revision);
        let path = self.suite.path(path::ACCEPTANCE_SUBMISSION);
        self.hand_in
            .submit(Request::post(path, &OfRevision { revision }));
    }

    /// Hands it in; what couldn't be saved before is saved first.
    fn ask(self) {
        self.hand_in.clear();
        self.then_hand_in.set(true);
        if self.failed.get_untracked() && !self.save.pending().get_untracked() {
            self.save();
        }
    }
}

/// The card.
#[component]
pub fn SelfCheckCard(
    /// The suite.
    suite: TheSuite,
    /// As it is so far.
    found: Acceptance,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let draft = Draft::new(suite, found);
    if !untrack(|| session.may(Permission::Apply)) {
        return view! { <ReadCard draft/> }.into_any();
    }
    draft.follow();
    let detail = move || {
        draft.typed.with(|typed| {
            let ticked = typed.checks.iter().filter(|it| it.ticked).count();
            text::ticked(session.lang.get(), ticked, typed.checks.len())
        })
    };
    let saving = move || match draft.save.pending().get() {
        true => t().saving,
        false if draft.kept.with(|kept| kept.revision > 0) => t().saved,
        false => "",
    };
    view! {
        <Card title=move || t().self_check detail>
            <FormView form=draft.hand_in on_submit=move |()| draft.ask()>
                <Version draft/>
                <Items typed=draft.typed save=draft.save hand_in=draft.hand_in/>
                <FormError form=draft.save/>
                <FormError form=draft.hand_in/>
                <div class="line">
                    <Submit form=draft.hand_in label=move || t().hand_in/>
                    <span class="second" role="status">
                        {saving}
                    </span>
                </div>
            </FormView>
        </Card>
    }
    .into_any()
}

/// The same for those who only read it.
#[component]
fn ReadCard(draft: Draft) -> impl IntoView {
    let t = use_texts(text::of);
    let checks = draft.typed.with_untracked(|typed| typed.checks.clone());
    view! {
        <Card title=move || t().self_check>
            <Reading checks/>
        </Card>
    }
}

/// The version, and which round of it this is.
#[component]
fn Version(draft: Draft) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let form = draft.save;
    let help = move || {
        let lang = session.lang.get();
        draft
            .kept
            .with(|kept| match (kept.version_fault, kept.round) {
                (Some(fault), _) => text::version_fault(lang, fault).to_owned(),
                (None, Some(round)) => text::next_round(lang, round, kept.criteria.max_rounds),
                (None, None) => t().version_help.to_owned(),
            })
    };
    view! {
        <Field form name="version".to_owned() label=(move || t().version).into() help=Some(help.into())>
            <input
                class="input number"
                id=form.id("version")
                autocomplete="off"
                spellcheck="false"
                aria-describedby=described_by(form, "version")
                aria-invalid=move || form.is_wrong("version").to_string()
                prop:value=move || draft.typed.with(|typed| typed.version.clone())
                on:change=move |event| {
                    let version = event_target_value(&event);
                    draft.typed.update(|typed| typed.version = version);
                }
            />
            <FieldError form=draft.hand_in name="version"/>
        </Field>
    }
}
