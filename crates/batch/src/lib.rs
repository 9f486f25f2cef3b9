//! Batches of links and serials: a vendor's list of customers is read; each one's code is written, as pictures or as labels.

mod formula;
pub mod list;
pub mod serials;
mod write;

pub use write::{Entry, Failed, HEAD, labels, pictures};
