//! The team after the start: the workbench, people, suites, invites.

/// Runs the program.
pub fn run() {}
