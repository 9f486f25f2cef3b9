//! The picture that chats show of a link.

use qr::Card;
use store::Suite;
use ui::lang::Lang;

use super::{EDITION, RenderError, accent, icon};
use crate::digest::tag;

/// A suite's card, which isn't drawn yet.
pub struct CardFile {
    suite: Suite,
    lang: Lang,
}

impl CardFile {
    /// A suite's, in a language.
    pub fn new(suite: Suite, lang: Lang) -> Self {
        Self { suite, lang }
    }

    /// What stands for the same bytes.
    pub fn tag(&self) -> String {
        let Self { suite, lang } = self;
        let words = (&suite.name, &suite.tagline, &suite.vendor);
        let card = format!("{EDITION} {lang:?} {words:?} {}", suite.accent.css());
        tag([card.as_bytes(), &suite.icon])
    }

    /// Draws it.
    ///
    /// # Errors
    ///
    /// An icon that can't be read.
    pub fn render(self) -> Result<Vec<u8>, RenderError> {
        let Self { suite, lang } = self;
        let tagline = match lang {
            Lang::En => suite.tagline.en.as_ref(),
            Lang::Zh => None,
        };
        let card = Card {
            icon: icon(&suite.icon)?,
            tagline: tagline.unwrap_or(&suite.tagline.zh).clone(),
            accent: accent(&suite),
            name: suite.name,
            vendor: suite.vendor,
        };
        Ok(card.png()?)
    }
}
