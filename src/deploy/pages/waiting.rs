//! While an answer is awaited, the vendor's or the team's: loading the onboarding until it is there.

use api::answer::Onboarding;
use api::path::ONBOARDING;
use api::problem::Code;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api as client;
use crate::browser::page;
use crate::deploy::state::{Flow, due};

/// How often a vendor is looked after, in milliseconds: it takes seconds.
const VENDOR_PAUSE: u32 = 1000;
/// How often a person is looked after, in milliseconds: they take minutes.
const PERSON_PAUSE: u32 = 2500;

/// Loads the onboarding for as long as the page is there and an answer is awaited; goes on by itself once the task is over.
pub fn poll(flow: Flow) {
    let mounted = RwSignal::new(());
    let here = flow.due();
    spawn_local(async move {
        let is_mounted = || mounted.try_get_untracked().is_some();
        while is_mounted() {
            let vendor = untrack(|| flow.awaits_vendor());
            TimeoutFuture::new(if vendor { VENDOR_PAUSE } else { PERSON_PAUSE }).await;
            if !is_mounted() || !page::visible() || !untrack(|| flow.awaits()) {
                continue;
            }
            match client::get::<Onboarding>(*flow, flow.path(ONBOARDING)).await {
                Ok(found) if is_mounted() => {
                    if due(&found) != here {
                        return flow.advance(found);
                    }
                    flow.take(found);
                }
                Err(problem) if problem.code == Code::NotSignedIn => return flow.expire(),
                _ => {}
            }
        }
    });
}
