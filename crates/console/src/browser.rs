//! Browser APIs, wrapped once: the only place that names web-sys.

pub mod abort;
pub mod clipboard;
pub mod dialog;
pub mod file;
pub mod frame;
pub mod input;
pub mod kept;
pub mod page;
pub mod report;
pub mod theme;
pub mod time;
