//! The console's API: accounts, members, operators, mails, the audit log.

mod audit;
mod mails;
mod members;
mod operators;
mod password;
pub mod routes;
mod second_factor;
mod sessions;
mod sign_in;
mod sign_up;
