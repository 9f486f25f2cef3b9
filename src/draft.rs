//! What was typed and not yet sent: it outlives the screen that it was typed on.

mod sign_in;
mod team;

pub use sign_in::SignInDraft;
pub use team::{TeamDraft, typed};
