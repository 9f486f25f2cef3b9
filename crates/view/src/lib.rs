//! The guide page and all texts: written as HTML by the server, built into the DOM by the phone.

#[cfg(feature = "dom")]
pub mod dom;
pub mod guide;
pub mod html;
pub mod icon;
pub mod join;
pub mod lang;
pub mod node;
pub mod share;
pub mod text;

pub use guide::{failed, guide, loading};
pub use join::join;
pub use node::{Child, El, Node, el};
pub use share::{Share, share};
