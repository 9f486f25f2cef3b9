//! The outcome of a call: `errcode` and `errmsg` in every answer, always with HTTP status 200 (open API 2).

use axum::Json;
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::open_api::{AccessError, TemporaryCodeError, TokenError};
use serde::Serialize;
use serde_json::json;
use store::StoreError;
use utoipa::ToSchema;

use crate::credentials::CredentialError;
use crate::secrets::SecretError;

/// What a handler of the open API answers.
pub type OpenApiResult<T> = Result<Answer<T>, OpenApiError>;

macro_rules! errcodes {
    ($($(#[doc = $doc:literal])+ $name:ident = $code:literal, $message:literal;)+) => {
        /// Every error code in use. The platform's 40001, 40082 and 42009 aren't: clients get a new token on [`Self::InvalidToken`]
        /// and [`Self::TokenExpired`], for both kinds of token, and not on those.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Errcode { $($(#[doc = $doc])+ $name,)+ }

        impl Errcode {
            /// All of them, in the order of their numbers.
            pub const ALL: &[Self] = &[$(Self::$name),+];

            /// The number on the wire.
            pub fn code(self) -> i32 {
                match self { $(Self::$name => $code),+ }
            }

            /// What it means, in English.
            pub fn message(self) -> &'static str {
                match self { $(Self::$name => $message),+ }
            }

            /// When it is answered, for the API's description.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),+).trim_ascii()),+ }
            }
        }
    };
}

errcodes! {
    /// The server failed or is overloaded; the same call may succeed later.
    Busy = -1, "the system is busy, try again later";
    /// No such token, of a suite or of a team. Clients get a new one.
    InvalidToken = 40014, "invalid access token";
    /// A parameter can't be read, or names nothing.
    BadParameter = 40035, "invalid parameter";
    /// The suite has no such agent in this team.
    BadAgent = 40056, "invalid agentid";
    /// No such temporary code.
    NoSuchTemporaryCode = 40078, "no such temporary code";
    /// No such authorization.
    NoSuchAuthorization = 40079, "no such authorization";
    /// Not the suite's secret.
    BadSuiteSecret = 40080, "invalid suite_secret";
    /// Not the suite that the token is for.
    BadSuite = 40083, "invalid suite id";
    /// No such permanent code, or a dead one.
    BadPermanentCode = 40084, "invalid permanent_code";
    /// Not the suite's ticket.
    NoSuchTicket = 40085, "no such suite_ticket";
    /// No such suite, or not its secret.
    BadSuiteKeyOrSecret = 40088, "invalid suite_key or suite_secret";
    /// `agentid` is missing.
    AgentMissing = 41011, "agentid is missing";
    /// `suite_key` is missing.
    SuiteKeyMissing = 41021, "suite_key is missing";
    /// `suite_access_token` is missing.
    SuiteTokenMissing = 41022, "suite_access_token is missing";
    /// `suite_ticket` is missing.
    TicketMissing = 41023, "suite_ticket is missing";
    /// `suite_secret` is missing.
    SuiteSecretMissing = 41024, "suite_secret is missing";
    /// `permanent_code` is missing.
    PermanentCodeMissing = 41025, "permanent_code is missing";
    /// `tmp_auth_code` is missing.
    TemporaryCodeMissing = 41026, "tmp_auth_code is missing";
    /// `auth_corpid` is missing.
    CorpMissing = 41027, "auth_corpid is missing";
    /// The team has not authorized this suite.
    NotAuthorized = 41030, "the corp has not authorized this suite";
    /// The permanent code is another team's.
    CorpMismatch = 41031, "auth_corpid and permanent_code don't match";
    /// The token is too old, a suite's or a team's. Clients get a new one.
    TokenExpired = 42001, "the access token has expired";
    /// The temporary code was used before, or is too old.
    TemporaryCodeSpent = 42008, "the temporary code was used or has expired";
    /// The call takes a POST.
    PostNeeded = 43002, "a POST is needed";
    /// The body isn't a JSON object.
    JsonNeeded = 43009, "a JSON object is needed";
    /// Too many calls.
    TooOften = 45009, "called too often";
    /// The caller's address isn't on the whitelist.
    AddressNotAllowed = 60020, "the caller's IP address is not on the whitelist";
}

impl Errcode {
    /// Whether clients get a new token and try again (open API 2).
    pub fn refreshes_token(self) -> bool {
        matches!(self, Self::InvalidToken | Self::TokenExpired)
    }
}

/// A call that went well: its fields beside `errcode` 0 and `errmsg` `ok`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer<T>(pub T);

impl<T: Serialize> IntoResponse for Answer<T> {
    fn into_response(self) -> Response {
        #[derive(Serialize)]
        struct Fields<T> {
            errcode: i32,
            errmsg: &'static str,
            #[serde(flatten)]
            fields: T,
        }
        respond(&Fields {
            errcode: 0,
            errmsg: "ok",
            fields: self.0,
        })
    }
}

/// No fields of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
pub struct Nothing {}

/// A call that failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenApiError {
    /// The code.
    pub code: Errcode,
    /// What is wrong in this call, added to the code's message.
    detail: Option<String>,
    /// What only the log gets.
    cause: Option<String>,
    /// The suite that the call said to be of, where no token tells.
    suite_key: Option<String>,
}

/// A refusal, as an answer carries it inside of the server.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The code.
    pub code: Errcode,
    /// The `errmsg`.
    pub message: String,
    /// The suite that the call said to be of, where no token tells.
    pub suite_key: Option<String>,
}

impl OpenApiError {
    /// A parameter that can't be read or names nothing, and what is wrong with it.
    pub fn bad_parameter(detail: impl Into<String>) -> Self {
        Self::from(Errcode::BadParameter).because(detail)
    }

    /// A failure of ours: the caller learns only that it may try again.
    pub fn internal(cause: impl ToString) -> Self {
        Self {
            cause: Some(cause.to_string()),
            ..Self::from(Errcode::Busy)
        }
    }

    /// With what is wrong in this call.
    pub fn because(self, detail: impl Into<String>) -> Self {
        Self {
            detail: Some(detail.into()),
            ..self
        }
    }

    /// Of a call that said to be of this suite.
    pub fn of_suite(self, suite_key: &str) -> Self {
        Self {
            suite_key: Some(suite_key.to_owned()),
            ..self
        }
    }

    /// The `errmsg`.
    pub fn message(&self) -> String {
        let message = self.code.message();
        match &self.detail {
            Some(detail) => format!("{message}: {detail}"),
            None => message.to_owned(),
        }
    }
}

impl From<Errcode> for OpenApiError {
    fn from(code: Errcode) -> Self {
        Self {
            code,
            detail: None,
            cause: None,
            suite_key: None,
        }
    }
}

impl From<StoreError> for OpenApiError {
    fn from(error: StoreError) -> Self {
        let code = match error {
            StoreError::Token(TokenError::Unknown) => Errcode::InvalidToken,
            StoreError::Token(TokenError::Expired) => Errcode::TokenExpired,
            StoreError::TemporaryCode(TemporaryCodeError::Unknown) => Errcode::NoSuchTemporaryCode,
            StoreError::TemporaryCode(TemporaryCodeError::Spent) => Errcode::TemporaryCodeSpent,
            StoreError::Access(why) => match why {
                AccessError::NoSuchTeam => Errcode::NoSuchAuthorization,
                AccessError::NotAuthorized => Errcode::NotAuthorized,
                AccessError::BadCode => Errcode::BadPermanentCode,
                AccessError::OtherTeam => Errcode::CorpMismatch,
            },
            error => return Self::internal(error),
        };
        code.into()
    }
}

impl From<SecretError> for OpenApiError {
    fn from(error: SecretError) -> Self {
        Self::internal(error)
    }
}

impl From<CredentialError> for OpenApiError {
    fn from(error: CredentialError) -> Self {
        Self::internal(error)
    }
}

impl IntoResponse for OpenApiError {
    fn into_response(self) -> Response {
        if let Some(cause) = &self.cause {
            tracing::error!(errcode = self.code.code(), cause, "call failed");
        }
        let message = self.message();
        let mut response = respond(&json!({ "errcode": self.code.code(), "errmsg": message }));
        response.extensions_mut().insert(Refusal {
            code: self.code,
            message,
            suite_key: self.suite_key,
        });
        response
    }
}

/// An answer, which no cache may keep: it may hold tokens.
fn respond(answer: &impl Serialize) -> Response {
    let mut response = Json(answer).into_response();
    let no_store = HeaderValue::from_static("no-store");
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, no_store);
    response
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;
    use serde_json::Value;

    use super::*;

    async fn answered(response: impl IntoResponse) -> (u16, Value) {
        let response = response.into_response();
        let status = response.status().as_u16();
        assert_eq!(response.headers()[header::CONTENT_TYPE], "application/json");
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-store");
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&body).unwrap())
    }

    #[tokio::test]
    async fn an_answer_has_its_fields_beside_the_outcome() {
        let fields = json!({"permanent_code": "p", "auth_corp_info": {"corpid": "c"}});
        let answer = json!({
            "errcode": 0, "errmsg": "ok", "permanent_code": "p", "auth_corp_info": {"corpid": "c"},
        });
        assert_eq!(answered(Answer(fields)).await, (200, answer));
        let nothing = json!({"errcode": 0, "errmsg": "ok"});
        assert_eq!(answered(Answer(Nothing {})).await, (200, nothing));
    }

    #[tokio::test]
    async fn an_error_has_status_200_and_no_cause() {
        let expired = OpenApiError::from(Errcode::TokenExpired);
        let answer = json!({"errcode": 42001, "errmsg": "the access token has expired"});
        assert_eq!(answered(expired).await, (200, answer));
        let bad = OpenApiError::bad_parameter("agentid must be a whole number");
        let answer = json!({
            "errcode": 40035, "errmsg": "invalid parameter: agentid must be a whole number",
        });
        assert_eq!(answered(bad).await, (200, answer));
        let failed = OpenApiError::internal("no space left on device");
        let answer = json!({"errcode": -1, "errmsg": "the system is busy, try again later"});
        assert_eq!(answered(failed).await, (200, answer));
    }

    #[test]
    fn codes_are_in_order_and_two_of_them_refresh_the_token() {
        let codes: Vec<i32> = Errcode::ALL.iter().map(|code| code.code()).collect();
        assert!(codes.is_sorted_by(|a, b| a < b), "{codes:?}");
        let refreshing = Errcode::ALL.iter().filter(|code| code.refreshes_token());
        let refreshing: Vec<i32> = refreshing.map(|code| code.code()).collect();
        assert_eq!(refreshing, [40014, 42001]);
    }
}
