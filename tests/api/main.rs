//! The server alone, spoken to over HTTP.

mod guide;
mod race;
mod safety;
mod serials;
mod sign_in;
mod steps;
mod vendor;
