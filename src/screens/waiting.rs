//! While the vendor's word is awaited: asking for the onboarding until it is there.

use api::answer::Onboarding;
use api::problem::Code;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api as client;
use crate::browser::time;
use crate::state::App;

const POLL_MS: i32 = 1000;

/// Asks once a second for as long as the page is there and the vendor's word isn't; goes on by
/// itself when the task is over.
pub fn poll(app: App) {
    let gone = RwSignal::new(false);
    on_cleanup(move || gone.set(true));
    let here = app.due();
    // The signal goes with the page: once it can't be read, there is nobody to ask for.
    let there = move || gone.try_get_untracked() == Some(false);
    spawn_local(async move {
        while there() {
            time::sleep(POLL_MS).await;
            if !there() || !untrack(|| app.awaits_vendor()) {
                continue;
            }
            match client::get::<Onboarding>(app.offline, app.onboarding_path()).await {
                Ok(found) if there() => {
                    app.take(found);
                    if app.due() != here {
                        return app.go_on();
                    }
                }
                Err(problem) if problem.code == Code::NotSignedIn => return app.signed_out(),
                _ => {}
            }
        }
    });
}
