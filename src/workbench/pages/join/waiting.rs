//! Waiting to be let in.

use api::problem::Code;
use api::team::Invitation;
use domain::invite::JoinStatus;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::component::{BigMark, Heading};

use super::Joining;
use crate::api::{self as client, Request};
use crate::browser::page;
use crate::components::ErrorText;
use crate::form::Form;
use crate::workbench::state::use_team;

/// The pause between an answer and the next question, in milliseconds.
const PAUSE: u32 = 2_500;
/// How long an answer may take, in milliseconds.
const TIMEOUT: u32 = 15_000;

/// The page.
#[component]
pub fn WaitingPage(joining: Joining, form: Form) -> impl IntoView {
    let team = use_team();
    let t = team.t();
    let name = team
        .invitation
        .with(|found| found.as_ref().map(|found| found.team.clone()));
    let pending = form.pending();
    view! {
        <main class="page middle" aria-live="polite">
            <BigMark/>
            <Heading text=t.join_waiting/>
            <p>{name}</p>
            <p class="second">{t.join_waiting_detail}</p>
        </main>
        <footer class="foot">
            <ErrorText form/>
            <button
                class="button plain late"
                type="button"
                aria-busy=move || pending.get().to_string()
                on:click=move |_| joining.take_back()
            >
                {t.take_back}
            </button>
        </footer>
    }
}

/// While somebody waits and looks at the page, asks whether they are let in. Each answer is awaited before the next question.
pub fn follow(joining: Joining) {
    let team = joining.team;
    let mounted = RwSignal::new(());
    let is_mounted = move || mounted.try_get_untracked().is_some();
    let waits = move || {
        team.invitation.with_untracked(|found| {
            let join_status = found.as_ref().map(|found| found.join_status);
            join_status == Some(JoinStatus::Waiting)
        })
    };
    spawn_local(async move {
        while is_mounted() {
            TimeoutFuture::new(PAUSE).await;
            if !is_mounted() || !waits() || !page::visible() {
                continue;
            }
            let request = Request::get(joining.path());
            let answer = client::send_once(&request, TIMEOUT).await;
            // Taken back meanwhile, or left: then the answer is of before.
            if !is_mounted() || !waits() {
                continue;
            }
            match answer {
                Some(Ok(answer)) => {
                    if let Ok(found) = client::read::<Invitation>(&answer) {
                        team.invitation.set(Some(found));
                    }
                }
                Some(Err(problem)) if problem.code == Code::NotSignedIn => team.expire(),
                _ => {}
            }
        }
    });
}
