//! Errors on the wire: RFC 9457 `application/problem+json` with a stable code.

mod code;
mod refused;

use domain::phone::PhoneError;
use domain::task::Task;
use serde::{Deserialize, Serialize};

#[cfg(feature = "console")]
use crate::console::application::{Application, Fault};

pub use self::code::Code;

/// The media type of an error answer.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// An error answer. The pages translate `code`; `detail` is for developers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Code))]
    pub code: Code,
    /// What happened, in English.
    pub title: String,
    /// The field at fault: `phone`, `name`, `colleagues.3.phone`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// The task that is due, with `task_not_due`.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::word::option"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::word::schema::Task>))]
    pub due: Option<Task>,
    /// Seconds to wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// How many tries are left, or people are missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<u32>,
    /// What was probably meant, with `phone_needs_plus`: a number as people read it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
    /// The departments or members, by id, that the team doesn't have, with `scope_unknown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unknown: Option<Vec<i64>>,
    /// All that is wrong with an application, with `application_faulty`.
    #[cfg(feature = "console")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<Fault>,
    /// The application as it is by now, with `application_changed`.
    #[cfg(feature = "console")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub newer: Option<Box<Application>>,
    /// What the server's log has it under.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
}

impl From<PhoneError> for Problem {
    /// Why a number is refused, at the field `phone`, with the number that is probably meant.
    fn from(why: PhoneError) -> Self {
        Self {
            field: Some("phone".to_owned()),
            suggestion: why.suggestion().map(|phone| phone.to_string()),
            ..Self::new(why.into())
        }
    }
}

impl Problem {
    /// A problem with nothing but its code.
    pub fn new(code: Code) -> Self {
        Self {
            status: code.status(),
            code,
            title: String::new(),
            field: None,
            due: None,
            retry_after: None,
            left: None,
            suggestion: None,
            unknown: None,
            #[cfg(feature = "console")]
            faults: Vec::new(),
            #[cfg(feature = "console")]
            newer: None,
            request_id: None,
        }
    }
}

/// The problem `proof_needed`, with what is to be proven. On the phone `public/proof.js` reads it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ProofNeeded {
    /// The problem.
    #[serde(flatten)]
    pub problem: Problem,
    /// What is to be proven.
    pub proof: Challenge,
}

/// What a proof of work is for: a [`Proof`](crate::request::Proof) answers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// 32 bytes in hex, made of the number, the request and the minute.
    pub challenge: String,
    /// How many zero bits the hash begins with.
    pub bits: u32,
    /// The minute, by the server's clock; the challenge is good for 5.
    pub minute: i64,
}

#[cfg(test)]
mod tests;
