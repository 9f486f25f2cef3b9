//! The phone app: the guided steps and the workbench. Mounts it, nothing else.

mod api;
mod app;
mod browser;
mod draft;
mod form;
mod screen;
mod screens;
mod state;
mod ui;

fn main() {
    app::mount();
}
