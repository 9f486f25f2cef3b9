//! Browser APIs, wrapped once: the only place that names web-sys.

pub mod abort;
pub mod dialog;
pub mod history;
pub mod input;
pub mod install;
pub mod page;
pub mod report;
pub mod scroll;
pub mod storage;
pub mod time;
pub mod worker;
