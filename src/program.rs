//! How a program begins: at once on a page of its own, on a document once a link to such a page is tapped.

use leptos::mount::mount_to;
use leptos::prelude::*;
use serde::de::DeserializeOwned;

use crate::browser::{history, page, report};

/// Runs a program: which addresses are its own, and its view of what the page brought along.
pub fn run<B, V>(is_own: fn(&str) -> bool, view: fn(B) -> V)
where
    B: DeserializeOwned + Default + 'static,
    V: IntoView + 'static,
{
    report::install_panic_hook();
    if !page::is_document() {
        history::mark_start();
        return mount(view);
    }
    page::on_link(move |href| {
        let begins = page::is_document() && is_own(href);
        if begins {
            if page::address() != href {
                history::push(Some(href));
            }
            mount(view);
        }
        begins
    });
    page::mark_ready();
    // Forward, to a page of the program that went when Back loaded the document again.
    page::on_window("popstate", move || {
        if page::is_document() && is_own(&page::address()) {
            mount(view);
        }
    });
}

/// Takes the place of what the server painted, with the data that came with it.
fn mount<B, V>(view: fn(B) -> V)
where
    B: DeserializeOwned + Default + 'static,
    V: IntoView + 'static,
{
    let Some(root) = page::clear_root() else {
        return;
    };
    let boot = page::boot().and_then(|boot| serde_json::from_str(&boot).ok());
    mount_to(root, move || view(boot.unwrap_or_default())).forget();
}
