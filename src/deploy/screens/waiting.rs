//! While somebody's word is awaited, the vendor's or the team's: asking for the onboarding until it is there.

use api::answer::Onboarding;
use api::problem::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api as client;
use crate::browser::{page, time};
use crate::deploy::state::App;

/// A vendor takes seconds.
const VENDOR_MS: i32 = 1000;
/// A person takes minutes.
const PERSON_MS: i32 = 2500;

/// Asks again and again for as long as the page is there and the word isn't; goes on by itself when
/// the task is over.
pub fn poll(app: App) {
    let gone = RwSignal::new(false);
    on_cleanup(move || gone.set(true));
    let here = app.due();
    // The signal goes with the page: once it can't be read, there is nobody to ask for.
    let there = move || gone.try_get_untracked() == Some(false);
    spawn_local(async move {
        while there() {
            let vendor = untrack(|| app.awaits_vendor());
            time::sleep(if vendor { VENDOR_MS } else { PERSON_MS }).await;
            if !there() || !page::visible() || !untrack(|| app.awaits()) {
                continue;
            }
            match client::get::<Onboarding>(app.offline, app.onboarding_path()).await {
                Ok(found) if there() => {
                    app.take(found);
                    if app.due() != here {
                        return app.go_on();
                    }
                }
                Err(problem) if problem.code == Code::NotSignedIn => return app.session_over(),
                _ => {}
            }
        }
    });
}
