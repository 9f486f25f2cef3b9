//! What stands at the form's foot: whether what is typed is saved, what is missing, and the button that submits it.

use domain::application::ApplicationState;
use leptos::prelude::*;

use super::editor::{Editor, Trouble};
use crate::session::{use_session, use_texts};
use crate::text::application as text;

/// The bar.
#[component]
pub fn Bar(
    /// The application.
    editor: Editor,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let left = Memo::new(move |_| {
        editor
            .known
            .with(|known| known.as_ref().map_or(0, |known| known.faults.len()))
    });
    let lead = move |_| {
        editor.shows_faults.set(true);
        editor.lead();
    };
    let words = move || match (editor.asked.get(), editor.state()) {
        (true, _) => t().submitting,
        (false, ApplicationState::Rejected) => t().resubmit,
        (false, _) => t().submit,
    };
    view! {
        <div class="save-bar">
            <Saving editor/>
            <Show when=move || left.get() != 0>
                <button class="link" type="button" on:click=lead>
                    {move || text::left(session.lang.get(), left.get())}
                </button>
            </Show>
            <button class="button primary" type="submit" aria-disabled=move || editor.asked.get().to_string()>
                {words}
            </button>
        </div>
    }
}

/// Whether what is typed is saved, read out as it changes.
#[component]
pub fn Saving(
    /// The application.
    editor: Editor,
) -> impl IntoView {
    let session = use_session();
    let t = use_texts(text::of);
    let is_fresh = Memo::new(move |_| {
        let version = editor
            .known
            .with(|known| known.as_ref().map(|known| known.version));
        version == Some(0)
    });
    let is_dirty = Memo::new(move |_| editor.is_dirty());
    let said = move || match editor.trouble.get() {
        Some(Trouble::Waiting) if session.offline.get() => (true, t().offline.to_owned()),
        Some(Trouble::Waiting) => (true, t().waiting.to_owned()),
        Some(Trouble::Refused(problem)) => {
            let why = session.message(&problem);
            (true, format!("{}{why}", t().not_saved))
        }
        Some(Trouble::Elsewhere(..)) => (true, t().changed.to_owned()),
        None if is_dirty.get() => (false, t().saving.to_owned()),
        None if is_fresh.get() => (false, t().fresh.to_owned()),
        None => (false, t().saved.to_owned()),
    };
    view! {
        <p class="saving" class:bad=move || said().0 role="status">
            {move || said().1}
        </p>
    }
}
