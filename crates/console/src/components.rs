//! What the pages are made of.

pub mod card;
pub mod copy;
pub mod dialog;
pub mod field;
pub mod file;
pub mod icon_field;
pub mod icons;
pub mod list;
pub mod load;
pub mod options;
pub mod page;
pub mod phone;
pub mod prose;
pub mod radio;
pub mod rows;
pub mod secret;
pub mod steps;
pub mod submit;
pub mod table;
pub mod toasts;
pub mod unsaved;
pub mod views;
