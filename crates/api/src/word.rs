//! Domain values with a stable word, as JSON strings: `#[serde(with = "crate::word")]`.

use domain::word::Word;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Writes the value's word.
pub fn serialize<T: Word, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&value.word())
}

/// Reads a word; refuses one that means nothing.
pub fn deserialize<'de, T: Word, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let word = String::deserialize(from)?;
    T::from_word(&word).ok_or_else(|| D::Error::custom("unknown word"))
}

/// The same for values that may be absent: `#[serde(with = "crate::word::option")]`.
pub mod option {
    use super::*;

    /// Writes the word, or null.
    pub fn serialize<T: Word, S: Serializer>(value: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(Word::word).serialize(to)
    }

    /// Reads a word or null.
    pub fn deserialize<'de, T: Word, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
        let Some(word) = Option::<String>::deserialize(from)? else {
            return Ok(None);
        };
        T::from_word(&word)
            .map(Some)
            .ok_or_else(|| D::Error::custom("unknown word"))
    }
}
