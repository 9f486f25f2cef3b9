//! The console's own icons, as SVG paths on a 24 px grid.

/// A house.
pub const HOUSE: &str = "M4 11l8-7 8 7v8.5a.5.5 0 0 1-.5.5H15v-6H9v6H4.5a.5.5 0 0 1-.5-.5z";
/// A building.
pub const BUILDING: &str = "M5 20V5.5a.5.5 0 0 1 .5-.5h8a.5.5 0 0 1 .5.5V20M14 10h4.5a.5.5 0 0 1 .5.5V20M3 20h18M8 9h3M8 13h3M8 17h3";
/// Four squares.
pub const SQUARES: &str = "M4.5 4.5h6v6h-6zM13.5 4.5h6v6h-6zM4.5 13.5h6v6h-6zM13.5 13.5h6v6h-6z";
/// A list.
pub const LIST: &str = "M9 6h11M9 12h11M9 18h11M4.5 6h.1M4.5 12h.1M4.5 18h.1";
/// Three lines.
pub const MENU: &str = "M4 7h16M4 12h16M4 17h16";
/// A tray.
pub const TRAY: &str = "M4 13.5l3-8h10l3 8V19H4zM4 13.5h4.5l1.5 2.5h4l1.5-2.5H20";
/// Words that somebody says.
pub const WORDS: &str = "M4 5h16v11.5h-9L6.5 20v-3.5H4z";
/// A ticket.
pub const TICKET: &str = "M4 7h16v3a2 2 0 0 0 0 4v3H4v-3a2 2 0 0 0 0-4zM14 7v10";
/// An envelope.
pub const MAIL: &str = "M4 6h16v12H4zM4 7l8 6 8-6";
