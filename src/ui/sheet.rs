//! A sheet that slides over the page for a small form.

use leptos::prelude::queue_microtask;
use view::{El, Node, el};

use super::submit;
use crate::browser::page;
use crate::form::Form;
use crate::shell::Shell;

/// A form over the page, in a dialog of the browser: that keeps the focus in and the page out, and
/// gives the focus back. Escape and the cancel button close it, and what was not answered yet is given
/// up; `closed` is called whenever it closes.
pub fn sheet(
    form: Form,
    title: &'static str,
    action: &'static str,
    body: Node,
    send: impl Fn() + 'static,
    closed: impl Fn() + 'static,
) -> El {
    queue_microtask(page::open_dialog);
    let cancel = el("button.button plain")
        .attr("type", "button")
        .on("click", |_| page::close_dialog())
        .child(form.shell().t().cancel);
    let inside = el("form")
        .attr("novalidate", true)
        .on("submit", move |event| {
            event.prevent_default();
            send();
        })
        .child((
            el("h2").child(title),
            body,
            submit(form, || true, move || action.to_owned()),
            cancel,
        ));
    el("dialog.sheet")
        .attr("aria-label", title)
        .on("close", move |_| {
            form.give_up();
            closed();
        })
        .child(inside)
}

/// A sheet of choices, of which a tap takes one.
pub fn menu(shell: Shell, title: String, body: Node, closed: impl Fn() + 'static) -> El {
    queue_microtask(page::open_dialog);
    let cancel = el("button.button plain")
        .attr("type", "button")
        .on("click", |_| page::close_dialog())
        .child(shell.t().cancel);
    let inside = el("div.inside").child((el("h2").child(title.clone()), body, cancel));
    el("dialog.sheet")
        .attr("aria-label", title)
        .on("close", move |_| closed())
        .child(inside)
}
