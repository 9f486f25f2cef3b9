//! The audit log.

use std::collections::BTreeMap;

use domain::audit::Act;
use serde::{Deserialize, Serialize};

/// A page of the audit log, the newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Audit {
    /// What was done.
    pub entries: Vec<AuditEntry>,
    /// What the next page is asked for with, as `before`; none where there is no more.
    pub next: Option<i64>,
}

/// Something that was done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Its id.
    pub id: i64,
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// By which account; none for a command of the program, or where nobody is signed in.
    pub account: Option<i64>,
    /// The account's name and e-mail address as they were, or the command.
    pub who: String,
    /// What.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Act))]
    pub act: Act,
    /// To whom or what: an e-mail address, a vendor, a suite.
    pub target: String,
    /// From which address; empty for a command of the program.
    pub address: String,
    /// More about it, by name.
    pub detail: BTreeMap<String, String>,
}
