//! The parts that screens are made of.

pub mod button;
pub mod field;
pub mod frame;
pub mod not_found;
pub mod row;
pub mod sheet;

pub use button::submit;
pub use field::{error, field, input};
pub use frame::{form, heading, lang_link, sending};
pub use not_found::not_found;
pub use row::{avatar, image, what};
pub use sheet::{menu, sheet};
