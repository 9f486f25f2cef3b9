//! The browser's own interfaces, wrapped once: the only place that names web-sys.

pub mod history;
pub mod install;
pub mod json;
pub mod page;
pub mod storage;
pub mod time;
