//! The one primary button of a screen.

use leptos::prelude::*;

use crate::form::Form;
use crate::state::App;

/// A form's button. While the form is sent it says so and takes no second tap; while `ready` is
/// false it looks idle, yet a tap still says what is missing.
pub fn submit(
    app: App,
    form: Form,
    ready: Signal<bool>,
    label: impl Fn() -> String + Send + Sync + 'static,
) -> impl IntoView {
    let words = move || match (form.busy.get(), app.offline.get()) {
        (true, true) => app.t().waiting.to_owned(),
        (true, false) => app.t().working.to_owned(),
        (false, _) => label(),
    };
    let idle = move || form.busy.get() || !ready.get();
    view! {
        <button
            class="button"
            type="submit"
            aria-busy=move || form.busy.get().to_string()
            aria-disabled=move || idle().to_string()
        >
            {words}
        </button>
    }
}
