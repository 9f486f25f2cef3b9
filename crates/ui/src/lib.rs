//! What more than one program is made of: components and texts, and the documents that the server paints.

pub mod accent;
pub mod component;
pub mod document;
pub mod icon;
pub mod lang;
#[cfg(feature = "ssr")]
pub mod paint;
pub mod shell;
pub mod text;
