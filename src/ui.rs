//! The parts that screens are made of.

pub mod button;
pub mod field;
pub mod frame;
pub mod sheet;

pub use button::submit;
pub use field::{error, field};
pub use frame::frame;
pub use sheet::sheet;

/// The colour class of an avatar, by the name's first character.
pub fn avatar_class(name: &str) -> &'static str {
    match name.chars().next().map_or(0, u32::from) % 4 {
        0 => "avatar",
        1 => "avatar c1",
        2 => "avatar c2",
        _ => "avatar c3",
    }
}

/// A name's first character, for its avatar.
pub fn initial(name: &str) -> String {
    name.chars().next().map(String::from).unwrap_or_default()
}
