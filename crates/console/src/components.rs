//! What the pages are made of.

pub mod card;
pub mod dialog;
pub mod field;
pub mod file;
pub mod icons;
pub mod list;
pub mod load;
pub mod page;
pub mod radio;
pub mod submit;
pub mod tab;
pub mod table;
pub mod toasts;
