//! The phone's two programs: `deploy`, from the scan to the start, and `workbench`, the team after it.
//!
//! They are built apart, so that whoever scans a code loads nothing of the team's management; what
//! both need stands beside them.

mod api;
mod browser;
pub mod deploy;
mod form;
mod scope;
mod shell;
mod sign_in;
mod ui;
pub mod workbench;
