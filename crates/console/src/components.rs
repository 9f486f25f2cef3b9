//! What the pages are made of.

pub mod card;
pub mod dialog;
pub mod field;
pub mod icon_field;
pub mod icons;
pub mod list;
pub mod load;
pub mod page;
pub mod phone;
pub mod radio;
pub mod secret;
pub mod steps;
pub mod submit;
pub mod table;
pub mod toasts;
