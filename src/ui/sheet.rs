//! A sheet that slides over the page for a small form.

use leptos::ev::{KeyboardEvent, SubmitEvent};
use leptos::prelude::*;

use crate::browser::page;
use crate::state::App;

/// A form over the page. Escape and the cancel button close it; its first field takes the focus.
pub fn sheet(
    app: App,
    title: &'static str,
    action: &'static str,
    body: impl IntoView + 'static,
    on_submit: impl Fn() + 'static,
    close: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        on_submit();
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    Effect::new(move |_| page::focus(".sheet input, .sheet textarea"));
    view! {
        <div class="sheet" role="dialog" aria-modal="true" aria-label=title on:keydown=key>
            <form on:submit=submit novalidate>
                <h2>{title}</h2>
                {body.into_any()}
                <button class="button" type="submit">{action}</button>
                <button class="button plain" type="button" on:click=move |_| close()>
                    {app.t().cancel}
                </button>
            </form>
        </div>
    }
}
