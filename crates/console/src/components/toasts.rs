//! Words on what was done, read out as they come.

use leptos::prelude::*;
use ui::icon::{CHECK, CROSS, Icon};

use crate::session::{use_session, use_texts};
use crate::text::common;

/// The toasts, in a region that is always there, so that screen readers follow it.
#[component]
pub fn Toasts() -> impl IntoView {
    let session = use_session();
    let t = use_texts(common::of);
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || session.toasts.get() key=|toast| toast.id let:toast>
                <p class="toast">
                    <Icon path=CHECK/>
                    <span>{toast.text}</span>
                    {toast
                        .undo
                        .map(|undo| {
                            view! {
                                <button
                                    class="button small"
                                    type="button"
                                    on:click=move |_| {
                                        session.dismiss(toast.id);
                                        session.undo(undo.clone());
                                    }
                                >
                                    {move || t().undo}
                                </button>
                            }
                        })}
                    <button
                        class="icon-button"
                        type="button"
                        aria-label=move || t().close
                        on:click=move |_| session.dismiss(toast.id)
                    >
                        <Icon path=CROSS/>
                    </button>
                </p>
            </For>
        </div>
    }
}
