//! What the console and the server say to each other.

pub mod account;
pub mod audit;
pub mod member;
pub mod path;
pub mod route;
