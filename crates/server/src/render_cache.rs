//! Rendered files in memory: a link that is passed on in a chat is asked for by hundreds at once.

use std::sync::Arc;

use axum::body::Bytes;
use moka::sync::Cache;

use crate::handout::RenderError;

/// The most bytes that are kept, the tags not counted: some thousand codes with an icon.
const MAX_BYTES: u64 = 32 << 20;

/// Rendered files by their tag, which stands for everything that they show.
#[derive(Clone)]
pub struct RenderCache(Cache<String, Bytes>);

impl Default for RenderCache {
    fn default() -> Self {
        let weigh = |_: &String, file: &Bytes| u32::try_from(file.len()).unwrap_or(u32::MAX);
        let cache = Cache::builder().max_capacity(MAX_BYTES).weigher(weigh);
        Self(cache.build())
    }
}

impl RenderCache {
    /// The file of this tag, if it is there.
    pub fn get(&self, tag: &str) -> Option<Bytes> {
        self.0.get(tag)
    }

    /// The file of this tag, rendered if it isn't there; requests for it that come meanwhile wait for the same.
    ///
    /// # Errors
    ///
    /// Why it can't be rendered; that isn't cached.
    pub fn get_or_render(
        &self,
        tag: String,
        render: impl FnOnce() -> Result<Vec<u8>, RenderError>,
    ) -> Result<Bytes, RenderError> {
        let render = || Ok::<_, RenderError>(Bytes::from(render()?.into_boxed_slice()));
        let rendered = self.0.try_get_with(tag, render);
        rendered.map_err(Arc::unwrap_or_clone)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_rendered_once_and_a_failure_is_tried_again() {
        let cache = RenderCache::default();
        let refused = RenderError::option("size", "no");
        let tag = || "tag".to_owned();
        let failed = cache.get_or_render(tag(), || Err(refused.clone()));
        assert_eq!(failed, Err(refused));
        assert_eq!(cache.get("tag"), None);
        let first = cache.get_or_render(tag(), || Ok(vec![1]));
        assert_eq!(first, Ok(Bytes::from_static(&[1])));
        let again = cache.get_or_render(tag(), || Ok(vec![2]));
        assert_eq!(again, first);
        assert_eq!(cache.get("tag"), first.ok());
    }
}
