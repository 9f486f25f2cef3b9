//! A sheet that slides over the page for a small form.

use leptos::prelude::queue_microtask;
use view::{El, Node, el};

use crate::browser::page;
use crate::state::App;

/// A form over the page, in a dialog of the browser: it keeps the focus in and the page out.
/// Escape, the phone's back gesture and the cancel button close it.
pub fn sheet(
    app: App,
    title: &'static str,
    action: &'static str,
    body: Node,
    submit: impl Fn() + 'static,
    close: impl Fn() + Copy + 'static,
) -> El {
    queue_microtask(page::open_dialog);
    let cancel = el("button.button plain")
        .attr("type", "button")
        .on("click", move |_| close())
        .child(app.t().cancel);
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
        .on("cancel", move |event| {
            event.prevent_default();
            close();
        })
        .child(form)
}
