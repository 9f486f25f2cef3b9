//! What a vendor's server answers to a callback: delivered, or why not (open API 3).

use serde_json::{Map, Value};
use thiserror::Error;

use super::envelope::{Envelope, OpenError, Sealed};
use super::event::SUCCESS;
use crate::lenient;

/// The greatest number of characters of a foreign text that an error shows.
const SHOWN: usize = 80;

/// Why an answer doesn't count as delivered. Each is one sentence for the vendor's developers.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum AnswerError {
    /// No body at all, or white space.
    #[error("The answer is empty.")]
    Empty,
    /// The expected word, or `success` instead of it, as plain text or as JSON, without an envelope.
    #[error("The answer is the word {0:?} as it is: it must be encrypted and signed.")]
    NotEncrypted(String),
    /// Not JSON; `0` is its beginning.
    #[error("The answer is no JSON: it begins with {0:?}.")]
    NotJson(String),
    /// JSON, but no object; `0` is its beginning.
    #[error("The answer is no JSON object: it begins with {0:?}.")]
    NotAnObject(String),
    /// One of the four fields is missing or `null`.
    #[error("The answer has no field {0:?}.")]
    Missing(&'static str),
    /// One of the four fields is neither a text nor, with `timeStamp`, a number.
    #[error("The answer's field {0:?} is no text.")]
    NotAText(&'static str),
    /// The envelope can't be opened.
    #[error(transparent)]
    Envelope(#[from] OpenError),
    /// An empty text, which is what some servers answer to an event that they don't know.
    #[error("The decrypted answer is empty instead of {expected:?}.")]
    EmptyText {
        /// What was expected.
        expected: String,
    },
    /// `success` to a check of the URL.
    #[error("The decrypted answer is \"success\" instead of the event's Random, {expected:?}.")]
    NotTheRandom {
        /// The event's `Random`.
        expected: String,
    },
    /// Any other text, such as `faile`.
    #[error("The decrypted answer is {found:?} instead of {expected:?}.")]
    OtherText {
        /// The text, or its beginning.
        found: String,
        /// What was expected.
        expected: String,
    },
}

impl AnswerError {
    /// Whether the vendor's server has answered with something else than the expected word: for a serial that is a no, encrypted
    /// or not (open API 3). A proxy's page and an envelope that can't be opened say nothing about it.
    pub fn is_refusal(&self) -> bool {
        match self {
            Self::Envelope(_) => false,
            Self::NotJson(text) => !text.starts_with('<'),
            _ => true,
        }
    }

    /// Whether the answer was encrypted and signed with the right keys, and is only another word.
    pub fn was_opened(&self) -> bool {
        matches!(
            self,
            Self::EmptyText { .. } | Self::NotTheRandom { .. } | Self::OtherText { .. }
        )
    }
}

/// Reads an answer's body. It counts as delivered if its signature is right and its text the expected word, which is
/// [`super::event::Event::expected`]. Whose `timeStamp` and `nonce` it carries doesn't matter, nor do other fields.
///
/// # Errors
///
/// Why it doesn't count.
pub fn read(envelope: &Envelope, body: &[u8], expected: &str) -> Result<(), AnswerError> {
    let text = envelope.open(&sealed(body, expected)?)?;
    let expected = || expected.to_owned();
    match text.as_str() {
        text if text == expected() => Ok(()),
        "" => Err(AnswerError::EmptyText {
            expected: expected(),
        }),
        SUCCESS => Err(AnswerError::NotTheRandom {
            expected: expected(),
        }),
        other => Err(AnswerError::OtherText {
            found: beginning(other),
            expected: expected(),
        }),
    }
}

/// The envelope in an answer's body.
fn sealed(body: &[u8], expected: &str) -> Result<Sealed, AnswerError> {
    let text = String::from_utf8_lossy(body);
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.is_empty() {
        return Err(AnswerError::Empty);
    }
    let word = text.trim_matches('"');
    if word == expected || word == SUCCESS {
        return Err(AnswerError::NotEncrypted(word.to_owned()));
    }
    let value: Value =
        serde_json::from_str(text).map_err(|_| AnswerError::NotJson(beginning(text)))?;
    let Value::Object(fields) = value else {
        return Err(AnswerError::NotAnObject(beginning(text)));
    };
    Ok(Sealed {
        signature: field(&fields, "msg_signature")?,
        timestamp: field(&fields, "timeStamp")?,
        nonce: field(&fields, "nonce")?,
        encrypt: field(&fields, "encrypt")?,
    })
}

fn field(fields: &Map<String, Value>, name: &'static str) -> Result<String, AnswerError> {
    match fields.get(name) {
        None | Some(Value::Null) => Err(AnswerError::Missing(name)),
        Some(value) => lenient::text(value).ok_or(AnswerError::NotAText(name)),
    }
}

/// As much of a foreign text as fits into a line.
fn beginning(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::super::envelope::CallbackKey;
    use super::*;

    const RANDOM: &str = "LPIdSnlF";

    fn envelope() -> Envelope {
        let key = CallbackKey::parse("4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij").unwrap();
        Envelope::new("123456", key, "suite1")
    }

    /// What a right server answers with this text.
    fn answer(text: &str) -> Value {
        let random = *b"0123456789abcdef";
        envelope()
            .seal(text, random, "nonce", "1445827045067")
            .answer_body()
    }

    fn read(body: impl AsRef<[u8]>, expected: &str) -> Result<(), AnswerError> {
        super::read(&envelope(), body.as_ref(), expected)
    }

    #[test]
    fn a_right_answer_is_delivered_however_it_is_written() {
        assert_eq!(read(answer(RANDOM).to_string(), RANDOM), Ok(()));
        let mut with_more = answer("success");
        with_more["errcode"] = json!(0);
        let mut of_a_minute = envelope().seal("success", [0; 16], "", "7").answer_body();
        of_a_minute["timeStamp"] = json!(7);
        let mut number = answer("success");
        number["timeStamp"] = json!(1_445_827_045_067_u64);
        let plain = answer("success");
        let fields = plain.as_object().unwrap().iter();
        let backwards = fields
            .rev()
            .map(|(name, value)| format!("\"{name}\": {value}"));
        let backwards = format!("{{ {} }}", backwards.collect::<Vec<_>>().join(",\n"));
        for body in [
            answer("success").to_string(),
            format!("\u{feff}{}\r\n", answer("success")),
            with_more.to_string(),
            of_a_minute.to_string(),
            number.to_string(),
            backwards,
        ] {
            assert_eq!(read(&body, "success"), Ok(()), "{body}");
        }
    }

    #[test]
    fn any_other_answer_says_why_it_does_not_count() {
        use AnswerError::*;
        let with = |name: &str, value: Value| {
            let mut answer = answer("success");
            answer[name] = value;
            answer.to_string()
        };
        let expected = || "success".to_owned();
        for (body, why) in [
            (String::new(), Empty),
            (" \r\n".into(), Empty),
            ("success".into(), NotEncrypted(expected())),
            ("\"success\"".into(), NotEncrypted(expected())),
            ("<html>".into(), NotJson("<html>".into())),
            (
                "{\"msg_signature\":".into(),
                NotJson("{\"msg_signature\":".into()),
            ),
            ("faile".into(), NotJson("faile".into())),
            ("x".repeat(90), NotJson("x".repeat(80) + "…")),
            ("[1]".into(), NotAnObject("[1]".into())),
            ("null".into(), NotAnObject("null".into())),
            ("{\"errcode\":0}".into(), Missing("msg_signature")),
            (with("timeStamp", Value::Null), Missing("timeStamp")),
            (with("nonce", json!(["n"])), NotAText("nonce")),
            (with("encrypt", json!(true)), NotAText("encrypt")),
            (
                with("nonce", json!("other")),
                Envelope(OpenError::Signature),
            ),
            (
                answer("").to_string(),
                EmptyText {
                    expected: expected(),
                },
            ),
            (
                answer("faile").to_string(),
                OtherText {
                    found: "faile".into(),
                    expected: expected(),
                },
            ),
            (
                answer("success\n").to_string(),
                OtherText {
                    found: "success\n".into(),
                    expected: expected(),
                },
            ),
        ] {
            assert_eq!(read(&body, "success"), Err(why), "{body}");
        }
    }

    #[test]
    fn a_server_that_always_answers_success_fails_the_check_of_its_url() {
        let why = read(answer("success").to_string(), RANDOM).unwrap_err();
        assert_eq!(
            why.to_string(),
            "The decrypted answer is \"success\" instead of the event's Random, \"LPIdSnlF\"."
        );
        let why = read("LPIdSnlF", RANDOM).unwrap_err();
        assert_eq!(why, AnswerError::NotEncrypted(RANDOM.into()));
    }

    #[test]
    fn an_answer_for_another_suite_is_not_delivered() {
        let key = CallbackKey::parse("4g5j64qlyl3zvetqxz5jiocdr586fn2zvjpa8zls3ij").unwrap();
        let other = Envelope::new("123456", key, "suite2").seal("success", [0; 16], "n", "0");
        let why = read(other.answer_body().to_string(), "success").unwrap_err();
        assert_eq!(
            why.to_string(),
            "Behind the message stands \"suite2\" instead of the suite key \"suite1\"."
        );
    }

    proptest! {
        #[test]
        fn no_body_makes_it_panic(body in prop::collection::vec(any::<u8>(), 0..100), text in "\\PC{0,100}") {
            prop_assert!(read(&body, "success").is_err());
            prop_assert!(read(&text, "success").is_err());
            let _ = read(answer(&text).to_string(), "success");
        }
    }
}
