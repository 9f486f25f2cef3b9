//! A sheet that slides over the page for a small form.

use leptos::prelude::queue_microtask;
use view::{El, Node, el};

use crate::browser::page;
use crate::shell::Shell;

/// A form over the page, in a dialog of the browser: that keeps the focus in and the page out, and
/// gives the focus back. Escape and the cancel button close it; `closed` is called whenever it closes.
pub fn sheet(
    shell: Shell,
    title: &'static str,
    action: &'static str,
    body: Node,
    submit: impl Fn() + 'static,
    closed: impl Fn() + 'static,
) -> El {
    queue_microtask(page::open_dialog);
    let cancel = el("button.button plain")
        .attr("type", "button")
        .on("click", |_| page::close_dialog())
        .child(shell.t().cancel);
    let form = el("form")
        .attr("novalidate", true)
        .on("submit", move |event| {
            event.prevent_default();
            submit();
        })
        .child((
            el("h2").child(title),
            body,
            el("button.button").attr("type", "submit").child(action),
            cancel,
        ));
    el("dialog.sheet")
        .attr("aria-label", title)
        .on("close", move |_| closed())
        .child(form)
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
