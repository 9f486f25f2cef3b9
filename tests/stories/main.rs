//! Stories of customers, told in a real Chromium at 390 x 844 with touch; the main ones in WebKit, too.
#![expect(clippy::unwrap_used, reason = "a story that can't go on has failed")]

mod acceptance;
mod app;
mod bytes;
mod changes;
mod colleagues;
mod console;
mod devtools;
mod engine;
mod hands;
mod history;
mod invited;
mod language;
mod large;
mod links;
mod many;
mod network;
mod old;
mod onboarding;
mod openapi;
mod phone;
mod proof;
mod requests;
mod seat;
mod serials;
mod share;
mod stalled;
mod steps;
mod teams;
mod typing;
mod vendor;
mod vendor_server;
mod waiting;
mod whole;
