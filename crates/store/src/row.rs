//! From rows to domain values, in one place.

use domain::time::Moment;
use domain::word::Word;
use serde::de::DeserializeOwned;

use crate::{Result, StoreError};

/// The value of a stored word.
pub fn word<T: Word>(stored: &str, what: &'static str) -> Result<T> {
    T::from_word(stored).ok_or(StoreError::Corrupt(what))
}

/// The value of a stored JSON text.
pub fn json<T: DeserializeOwned>(stored: &str, what: &'static str) -> Result<T> {
    serde_json::from_str(stored).map_err(|_| StoreError::Corrupt(what))
}

/// JSON of a value that can always be written.
pub fn to_json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A stored moment.
pub fn moment(stored: Option<i64>) -> Option<Moment> {
    stored.map(Moment)
}

/// A count as people have it.
pub fn count(stored: u64) -> u32 {
    u32::try_from(stored).unwrap_or(u32::MAX)
}
