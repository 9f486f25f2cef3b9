//! The console: where vendors and operators work, on a desktop first.

mod api;
mod app;
mod browser;
mod components;
mod form;
mod pages;
mod session;
mod text;

fn main() {
    browser::report::install_panic_hook();
    if let Some(root) = browser::page::clear_root() {
        leptos::mount::mount_to(root, app::App).forget();
    }
}
