//! From the scan to the start: a view of the onboarding that the server holds.

mod app;
mod draft;
mod frame;
mod screen;
mod screens;
mod state;

pub use app::mount;
