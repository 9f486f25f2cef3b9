//! A sheet that slides over the page, for a small form or a choice.

use leptos::html::Dialog;
use leptos::prelude::*;

use super::form_page::{SubmitButton, swallow_composition};
use crate::browser::{dialog, history, page};
use crate::form::Form;
use crate::session::use_session;

/// Closes the sheet that it is of.
#[derive(Clone, Copy)]
pub struct SheetHandle(NodeRef<Dialog>);

impl SheetHandle {
    /// Of a sheet that isn't there yet.
    pub fn new() -> Self {
        Self(NodeRef::new())
    }

    /// Closes it, if it is there.
    pub fn close(self) {
        if let Some(sheet) = self.0.try_get_untracked().flatten() {
            dialog::close(&sheet);
        }
    }
}

/// A sheet over the page, in a dialog of the browser: that keeps the focus in and the page out, and gives the focus back.
///
/// It has an entry of its own in the history, so that the phone's Back closes it and nothing else. `on_close` runs once it is
/// closed and that entry is gone: by Back, Escape, the cancel button or [`SheetHandle::close`].
#[component]
fn Modal(
    handle: SheetHandle,
    #[prop(into)] title: String,
    class: &'static str,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    Effect::new(move |_| {
        if let Some(sheet) = handle.0.get() {
            dialog::open(&sheet);
            history::push(None);
        }
    });
    let is_open = StoredValue::new(true);
    let popped = StoredValue::new(false);
    page::on_window("popstate", move || {
        popped.set_value(true);
        match is_open.get_value() {
            true => handle.close(),
            false => on_close.run(()),
        }
    });
    let closed = move |_| {
        is_open.set_value(false);
        match popped.get_value() {
            true => on_close.run(()),
            false => history::back(),
        }
    };
    view! {
        <dialog class=class aria-label=title node_ref=handle.0 on:close=closed>
            {children()}
        </dialog>
    }
}

/// A form in a sheet. Closing it gives up what is pending.
#[component]
pub fn Sheet(
    handle: SheetHandle,
    form: Form,
    #[prop(into)] title: String,
    #[prop(into)] action: String,
    /// The action can't be undone.
    #[prop(optional)]
    danger: bool,
    on_submit: Callback<()>,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let session = use_session();
    let class = if danger { "sheet danger" } else { "sheet" };
    let closed = move |()| {
        form.cancel();
        on_close.run(());
    };
    view! {
        <Modal handle title=title.clone() class on_close=Callback::new(closed)>
            <form
                novalidate
                on:submit=move |event| {
                    event.prevent_default();
                    on_submit.run(());
                }
                on:input=move |_| form.clear()
                on:keydown=swallow_composition
            >
                <h2>{title}</h2>
                {children()}
                <SubmitButton form label=action/>
                <button class="button plain" type="button" on:click=move |_| handle.close()>
                    {session.t().cancel}
                </button>
            </form>
        </Modal>
    }
}

/// A sheet of choices, of which a tap takes one.
#[component]
pub fn Menu(
    handle: SheetHandle,
    #[prop(into)] title: String,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let session = use_session();
    view! {
        <Modal handle title=title.clone() class="sheet" on_close>
            <div class="inside">
                <h2>{title}</h2>
                {children()}
                <button class="button plain" type="button" on:click=move |_| handle.close()>
                    {session.t().cancel}
                </button>
            </div>
        </Modal>
    }
}
