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
    browser::page::clear();
    leptos::mount::mount_to_body(app::App);
}
