//! What the console and the server say to each other.

pub mod acceptance;
pub mod acceptance_path;
pub mod acceptance_route;
pub mod account;
pub mod application;
pub mod audit;
pub mod customer;
pub mod desk;
pub mod funnel;
pub mod link;
pub mod list;
pub mod member;
pub mod path;
pub mod review_path;
pub mod review_route;
pub mod route;
pub mod sandbox;
pub mod serial;
pub mod suite;
pub mod vendor_path;
pub mod vendor_route;
