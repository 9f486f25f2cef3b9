//! The phone's two programs: `deploy`, from the scan to the start, and `workbench`, the team after it.
//!
//! They are built apart, so that a customer who scans a code loads nothing of the team's management.

mod api;
mod browser;
mod components;
pub mod deploy;
mod form;
mod navigate;
mod program;
mod session;
pub mod workbench;
