//! The JSON contract between the pages and the server: paths, requests, answers, error codes.

pub mod answer;
#[cfg(feature = "console")]
pub mod console;
pub mod path;
pub mod problem;
pub mod request;
pub mod route;
pub mod team;
pub mod word;

pub use problem::{Code, Problem};
