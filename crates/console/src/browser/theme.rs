//! The theme: the system's, or the one that was chosen in this browser.

use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Storage;

/// The key under which the choice is kept; the page's script reads it before anything is painted.
const KEY: &str = "console-theme";

/// What colors the pages have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// Those of the system.
    #[default]
    System,
    /// Light ones.
    Light,
    /// Dark ones.
    Dark,
}

impl Theme {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word that is kept; empty for the system's.
    pub fn word(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The theme of a word.
    pub fn parse(word: &str) -> Self {
        let found = Self::ALL.into_iter().find(|theme| theme.word() == word);
        found.unwrap_or_default()
    }

    /// The one that was chosen here.
    pub fn kept() -> Self {
        let word = storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
        Self::parse(&word.unwrap_or_default())
    }

    /// Keeps it, and paints the page with it.
    pub fn choose(self) {
        if let Some(storage) = storage() {
            match self {
                Self::System => storage.remove_item(KEY).ok(),
                theme => storage.set_item(KEY, theme.word()).ok(),
            };
        }
        let Some(window) = web_sys::window() else {
            return;
        };
        let paint = Reflect::get(&window, &"paint".into()).and_then(JsCast::dyn_into::<Function>);
        if let Ok(paint) = paint {
            paint.call1(&JsValue::UNDEFINED, &self.word().into()).ok();
        }
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
