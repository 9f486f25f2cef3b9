//! Files that were drawn, kept for whoever asks next: a link that a chat passes on is asked for by hundreds at once.

use std::sync::Arc;

use axum::body::Bytes;
use moka::sync::Cache;

use crate::handout::Unfit;

/// The most bytes that are kept, their tags not counted: some 5,000 codes with an icon.
const MOST: u64 = 32 << 20;

/// Drawn files by their tag, which stands for everything that they depend on.
#[derive(Clone)]
pub struct Drawn(Cache<String, Bytes>);

impl Default for Drawn {
    fn default() -> Self {
        let weigh = |_: &String, file: &Bytes| u32::try_from(file.len()).unwrap_or(u32::MAX);
        Self(Cache::builder().max_capacity(MOST).weigher(weigh).build())
    }
}

impl Drawn {
    /// The file of this tag, if it is kept.
    pub fn get(&self, tag: &str) -> Option<Bytes> {
        self.0.get(tag)
    }

    /// The file of this tag, drawn if it isn't kept; who asks for it meanwhile waits for the same.
    ///
    /// # Errors
    ///
    /// Why it can't be drawn; that isn't kept.
    pub fn get_or_draw(
        &self,
        tag: String,
        draw: impl FnOnce() -> Result<Vec<u8>, Unfit>,
    ) -> Result<Bytes, Unfit> {
        let draw = || Ok::<_, Unfit>(Bytes::from(draw()?.into_boxed_slice()));
        let drawn = self.0.try_get_with(tag, draw);
        drawn.map_err(Arc::unwrap_or_clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_is_drawn_once_and_what_fails_is_tried_again() {
        let drawn = Drawn::default();
        let unfit = Unfit {
            field: "size",
            why: "no".to_owned(),
        };
        let tag = || "tag".to_owned();
        assert_eq!(drawn.get_or_draw(tag(), || Err(unfit.clone())), Err(unfit));
        assert_eq!(drawn.get("tag"), None);
        let first = drawn.get_or_draw(tag(), || Ok(vec![1]));
        assert_eq!(first, Ok(Bytes::from_static(&[1])));
        let again = drawn.get_or_draw(tag(), || Ok(vec![2]));
        assert_eq!(again, first);
        assert_eq!(drawn.get("tag"), first.ok());
    }
}
