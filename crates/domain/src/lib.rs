//! The rules of Quick Deploy: tasks and their order, teams, serials, scopes, links, codes by phone.
//!
//! Nothing here reads a clock, rolls dice, waits or talks to anyone: moments and random bytes are
//! arguments, so that the same rules run on the phone and on the server and are tested in tables.

pub mod accent;
pub mod acceptance;
pub mod account;
pub mod application;
pub mod audit;
pub mod authorization;
pub mod batch;
pub mod callback;
pub mod check;
pub mod client;
pub mod crockford;
pub mod device;
pub mod feedback;
pub mod funnel;
pub mod invitation;
pub mod invite;
pub mod license_code;
pub mod limit;
pub mod link;
pub mod network;
pub mod notice;
pub mod offer;
pub mod open_api;
pub mod phone;
pub mod proof;
pub mod request;
pub mod road;
pub mod role;
pub mod roster;
pub mod sandbox;
pub mod scope;
pub mod search;
pub mod serial;
pub mod sign_in;
pub mod suite;
pub mod target;
pub mod task;
pub mod team;
pub mod text;
pub mod time;
pub mod vendor_serial;
pub mod whitelist;
pub mod word;
