//! The server alone, spoken to over HTTP.
#![expect(clippy::unwrap_used, reason = "a test whose set-up fails has failed")]

mod account;
mod addresses;
mod answers;
mod busy;
mod changes;
mod client_errors;
mod codes;
mod connections;
mod console;
mod console_page;
mod directory;
mod guide;
mod invitations;
mod invites;
mod log;
mod nul;
mod open_api;
mod openapi;
mod outbox;
mod permissions;
mod proof;
mod race;
mod requests;
mod safety;
mod search;
mod serials;
mod several_servers;
mod sign_in;
mod steps;
mod stopped;
mod suite_check;
mod vendor;
mod vendor_console;
mod vendor_serials;
