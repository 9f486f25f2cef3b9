//! An invite's code.

use domain::invite::InviteCode;
use qr::{Style, StyledSymbol};

use super::{EDITION, RenderError};
use crate::address;
use crate::digest::tag;

/// In pixels: a long press in a chat app's web view reads no other kind of picture.
const PIXELS: u32 = 720;

/// An invite's address as a code, as PNG.
pub struct InviteFile {
    url: String,
}

impl InviteFile {
    /// The code of an invite.
    pub fn new(public_url: &str, code: &InviteCode) -> Self {
        Self {
            url: address::invite(public_url, code.as_str()),
        }
    }

    /// Stands for everything that it shows.
    pub fn tag(&self) -> String {
        let shown = format!("{EDITION} {PIXELS} {}", self.url);
        tag([b"invite", shown.as_bytes()])
    }

    /// Draws it.
    ///
    /// # Errors
    ///
    /// A code that can't be drawn.
    pub fn render(self) -> Result<Vec<u8>, RenderError> {
        let code = StyledSymbol::of_link(&self.url, &Style::default())?;
        Ok(code.png(PIXELS)?)
    }
}
