//! Dialogs: the browser's own, which keep the focus in and the page out, and give the focus back.

use leptos::html;
use leptos::prelude::*;
use ui::icon::{CROSS, Icon};

use super::field::FormError;
use super::submit::{Submit, on_submit};
use crate::browser::dialog;
use crate::form::Form;
use crate::session::use_texts;
use crate::text::common;

/// A dialog over the page, open for as long as a signal says so. What it holds is made when it opens.
#[component]
pub fn Dialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Its heading.
    #[prop(into)]
    title: TextProp,
    /// Its classes.
    #[prop(default = "dialog")]
    class: &'static str,
    /// What is in it.
    children: ChildrenFn,
) -> impl IntoView {
    let t = use_texts(common::of);
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        let is_open = open.get();
        if let Some(element) = node.get() {
            match is_open {
                true => dialog::open(&element),
                false => dialog::close(&element),
            }
        }
    });
    let label = title.clone();
    view! {
        <dialog class=class aria-label=move || label.get() node_ref=node on:close=move |_| open.set(false)>
            <Show when=move || open.get()>
                <header class="dialog-head">
                    <h2>{
                        let title = title.clone();
                        move || title.get()
                    }</h2>
                    <button class="icon-button" type="button" aria-label=move || t().close on:click=move |_| open.set(false)>
                        <Icon path=CROSS/>
                    </button>
                </header>
                {children()}
            </Show>
        </dialog>
    }
}

/// Asks before something is done that can't be undone.
#[component]
pub fn Confirm(
    /// Whether it is asked.
    open: RwSignal<bool>,
    /// What does it.
    form: Form,
    /// The question.
    #[prop(into)]
    title: TextProp,
    /// What it means.
    #[prop(into)]
    detail: TextProp,
    /// The answer that does it.
    #[prop(into)]
    action: TextProp,
    /// Does it.
    on_confirm: Callback<()>,
) -> impl IntoView {
    let t = use_texts(common::of);
    view! {
        <Dialog open title>
            <form class="form" on:submit=on_submit(on_confirm)>
                <p class="second">{
                    let detail = detail.clone();
                    move || detail.get()
                }</p>
                <FormError form/>
                <footer class="dialog-foot">
                    <button class="button" type="button" on:click=move |_| open.set(false)>
                        {move || t().cancel}
                    </button>
                    <Submit form label=action.clone() danger=true/>
                </footer>
            </form>
        </Dialog>
    }
}

/// Whether a dialog about something is open; closing it forgets what.
pub fn open_for<T: Send + Sync + 'static>(subject: RwSignal<Option<T>>) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    Effect::new(move |_| {
        if subject.with(Option::is_some) {
            open.set(true);
        }
    });
    Effect::new(move |was: Option<bool>| {
        let is_open = open.get();
        if was == Some(true) && !is_open {
            subject.set(None);
        }
        is_open
    });
    open
}

/// The buttons at a dialog's foot.
#[component]
pub fn Foot(
    /// Whether the dialog is open.
    open: RwSignal<bool>,
    /// Its form.
    form: Form,
    /// What the form does.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    let c = use_texts(common::of);
    view! {
        <footer class="dialog-foot">
            <button class="button" type="button" on:click=move |_| open.set(false)>
                {move || c().cancel}
            </button>
            <Submit form label/>
        </footer>
    }
}
