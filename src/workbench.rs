//! The team after the start: the workbench, everything that is managed from it, and joining by an invite.

mod app;
mod got;
mod screen;
mod screens;
mod state;

pub use app::mount;
