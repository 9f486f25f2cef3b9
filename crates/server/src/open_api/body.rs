//! Reading the parameters of a call as leniently as the platform does (open API 2).

use serde_json::{Map, Value};
use url::form_urlencoded;

use super::errcode::{Errcode, OpenApiError};
use super::param::Param;
use crate::lenient;

/// A call's parameters. A number is taken for a text and a text for a number; `null` and the empty text are missing; what isn't
/// asked for is ignored.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Params(Map<String, Value>);

impl Params {
    /// Reads the body of a POST, whatever its content type says.
    ///
    /// # Errors
    ///
    /// [`Errcode::JsonNeeded`] if it is no JSON object in UTF-8.
    pub fn from_body(body: &[u8]) -> Result<Self, OpenApiError> {
        let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
        let fields = serde_json::from_slice(body).map(Self);
        fields.map_err(|why| OpenApiError::from(Errcode::JsonNeeded).because(why.to_string()))
    }

    /// Reads the query of a GET. Of a parameter that stands there twice, the last counts.
    pub fn from_query(query: &str) -> Self {
        let pairs = form_urlencoded::parse(query.as_bytes());
        Self(
            pairs
                .map(|(name, value)| (name.into_owned(), Value::from(value)))
                .collect(),
        )
    }

    /// A text.
    ///
    /// # Errors
    ///
    /// The parameter's own code if it is missing; [`Errcode::BadParameter`] if it is no text or number, or holds a NUL.
    pub fn text(&self, param: Param) -> Result<String, OpenApiError> {
        required(param, self.optional_text(param)?)
    }

    /// A text that may be missing.
    ///
    /// # Errors
    ///
    /// [`Errcode::BadParameter`] if it is no text or number, or holds a NUL.
    pub fn optional_text(&self, param: Param) -> Result<Option<String>, OpenApiError> {
        self.read(param, text)
    }

    /// A whole number.
    ///
    /// # Errors
    ///
    /// The parameter's own code if it is missing; [`Errcode::BadParameter`] if it is no whole number, or none of 64 bits.
    pub fn integer(&self, param: Param) -> Result<i64, OpenApiError> {
        required(param, self.read(param, lenient::integer)?)
    }

    /// A list of texts: an array, or one text with commas between. Empty entries are left out.
    ///
    /// # Errors
    ///
    /// The parameter's own code if it is missing; [`Errcode::BadParameter`] if it is no list of texts or numbers.
    pub fn texts(&self, param: Param) -> Result<Vec<String>, OpenApiError> {
        let texts = |value: &Value| match value {
            Value::Array(values) => values
                .iter()
                .filter(|value| !is_missing(value))
                .map(text)
                .collect(),
            value => {
                let text = text(value)?;
                let entries = text.split(',').map(str::trim);
                Some(
                    entries
                        .filter(|e| !e.is_empty())
                        .map(str::to_owned)
                        .collect(),
                )
            }
        };
        required(param, self.read(param, texts)?)
    }

    fn read<T>(
        &self,
        param: Param,
        read: impl Fn(&Value) -> Option<T>,
    ) -> Result<Option<T>, OpenApiError> {
        match self.0.get(param.name()) {
            Some(value) if !is_missing(value) => {
                let read = read(value).ok_or_else(|| param.is_malformed());
                read.map(Some)
            }
            _ => Ok(None),
        }
    }
}

fn required<T>(param: Param, value: Option<T>) -> Result<T, OpenApiError> {
    value.ok_or_else(|| param.is_missing())
}

fn is_missing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        _ => false,
    }
}

/// A text that the database takes: PostgreSQL takes no NUL.
fn text(value: &Value) -> Option<String> {
    lenient::text(value).filter(|text| !text.contains('\0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    fn params(body: Value) -> Params {
        Params::from_body(body.to_string().as_bytes()).unwrap()
    }

    fn code<T>(read: Result<T, OpenApiError>) -> Option<i32> {
        read.err().map(|why| why.code.code())
    }

    #[test]
    fn a_body_is_any_json_object_and_nothing_else() {
        for body in [
            "{}",
            " {\"a\": [1, {}]}\r\n",
            "\u{feff}{}",
            "{\"a\":1,\"a\":2}",
        ] {
            assert!(Params::from_body(body.as_bytes()).is_ok(), "{body}");
        }
        let deep = "[".repeat(100_000);
        for body in [
            "",
            "null",
            "[]",
            "\"{}\"",
            "suite_key=a",
            "{\"a\":1",
            "{}{}",
            "{'a':1}",
            &deep,
        ] {
            assert_eq!(
                code(Params::from_body(body.as_bytes())),
                Some(43009),
                "{body:.20}"
            );
        }
        assert_eq!(
            code(Params::from_body(b"{\"a\":\"\xb6\xa4\"}")),
            Some(43009)
        );
    }

    #[test]
    fn a_missing_parameter_has_its_own_code() {
        let missing = [Value::Null, json!(""), json!(" ")].map(|value| {
            let fields = Param::ALL
                .iter()
                .map(|param| (param.name().to_owned(), value.clone()));
            params(fields.collect::<Map<_, _>>().into())
        });
        for params in [params(json!({"other": "a"}))].iter().chain(&missing) {
            for (param, missing) in [
                (Param::SuiteKey, 41021),
                (Param::SuiteTicket, 41023),
                (Param::SuiteSecret, 41024),
                (Param::PermanentCode, 41025),
                (Param::TemporaryCode, 41026),
                (Param::AuthCorp, 41027),
                (Param::User, 40035),
            ] {
                assert_eq!(code(params.text(param)), Some(missing), "{param:?}");
                assert_eq!(params.optional_text(param), Ok(None));
            }
            assert_eq!(code(params.integer(Param::Agent)), Some(41011));
            assert_eq!(code(params.integer(Param::App)), Some(40035));
            assert_eq!(code(params.texts(Param::Corps)), Some(40035));
        }
    }

    #[test]
    fn a_text_may_be_a_number_and_a_number_a_text() {
        for (value, text, integer) in [
            (json!("a b"), Ok("a b"), Err(40035)),
            (json!(" a "), Ok(" a "), Err(40035)),
            (json!(7), Ok("7"), Ok(7)),
            (json!("7"), Ok("7"), Ok(7)),
            (json!(7.0), Ok("7.0"), Ok(7)),
            (
                json!("99999999999999999999"),
                Ok("99999999999999999999"),
                Err(40035),
            ),
            (json!("a\0"), Err(40035), Err(40035)),
            (json!(true), Err(40035), Err(40035)),
            (json!({}), Err(40035), Err(40035)),
            (json!(["7"]), Err(40035), Err(40035)),
        ] {
            let params = params(json!({"suite_key": value, "agentid": value}));
            let read = params.text(Param::SuiteKey).map_err(|why| why.code.code());
            assert_eq!(read.as_deref().map_err(|code| *code), text, "{value}");
            let read = params.integer(Param::Agent).map_err(|why| why.code.code());
            assert_eq!(read, integer, "{value}");
        }
    }

    #[test]
    fn a_list_is_an_array_or_a_text_with_commas() {
        for (value, texts) in [
            (json!(["a", "b"]), Some(&["a", "b"][..])),
            (json!(["a", null, "", 7]), Some(&["a", "7"])),
            (json!("a, b,"), Some(&["a", "b"])),
            (json!([]), Some(&[])),
            (json!([["a"]]), None),
            (json!(["a\0"]), None),
            (json!({"a": 1}), None),
        ] {
            let params = params(json!({"corpid_list": value}));
            let read = params.texts(Param::Corps).ok();
            let read = read
                .as_ref()
                .map(|read| read.iter().map(String::as_str).collect::<Vec<_>>());
            assert_eq!(read.as_deref(), texts);
        }
    }

    #[test]
    fn a_query_is_read_like_a_body() {
        let params =
            Params::from_query("access_token=t&department_id=7&userid=%E7%8E%8B+1&userid=");
        assert_eq!(params.integer(Param::Department), Ok(7));
        assert_eq!(code(params.text(Param::User)), Some(40035));
        let params = Params::from_query("userid=%E7%8E%8B+1&userid=a%00");
        assert_eq!(code(params.text(Param::User)), Some(40035));
        assert_eq!(
            Params::from_query("userid=%E7%8E%8B+1")
                .text(Param::User)
                .as_deref(),
            Ok("王 1")
        );
    }

    proptest! {
        #[test]
        fn no_body_and_no_query_makes_it_panic(body in prop::collection::vec(any::<u8>(), 0..100), query in ".*") {
            let _ = Params::from_body(&body);
            let _ = Params::from_query(&query).texts(Param::Whitelist);
        }
    }
}
