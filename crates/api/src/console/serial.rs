//! Serials that are verified here: issued, imported, taken back, moved.

use serde::{Deserialize, Serialize};

/// How serials are asked for, besides [`ListQuery`](super::list::ListQuery): `q` is a serial or its beginning, `state` is
/// `free`, `redeemed`, `revoked` or `expired`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
pub struct SerialFilter {
    /// Only those of this batch.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<i64>,
}

/// A serial.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ConsoleSerial))]
pub struct SerialRow {
    /// As people read it: `XXXX-XXXX-XXXX-XXXX`.
    pub serial: String,
    /// `free`, `redeemed`, `revoked` or `expired`.
    pub state: String,
    /// Its batch.
    pub batch: Option<i64>,
    /// What its batch is for; may be empty.
    pub label: String,
    /// When it ends, in milliseconds since 1970.
    pub expires_at: Option<i64>,
    /// When it was taken back, in milliseconds since 1970.
    pub revoked_at: Option<i64>,
    /// The team that it belongs to.
    pub team: Option<TeamName>,
    /// When that team redeemed it, in milliseconds since 1970.
    pub redeemed_at: Option<i64>,
}

/// A team, as vendors know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TeamName {
    /// Its id for the outside.
    pub corpid: String,
    /// Its name.
    pub name: String,
}

/// Issues serials.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IssueSerials {
    /// How many: 1 to 100,000.
    pub count: u32,
    /// What they are for, of up to 60 characters; may be empty.
    #[serde(default)]
    pub label: String,
    /// Days after today through which they can be redeemed, to midnight in China: 1 to 36,500; without, for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
}

/// Serials issued or imported together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ConsoleSerialBatch))]
pub struct SerialBatch {
    /// Its number.
    pub id: i64,
    /// What they are for.
    pub label: String,
    /// When, in milliseconds since 1970.
    pub issued_at: i64,
    /// How many there are.
    pub issued: u64,
    /// How many belong to a team.
    pub redeemed: u64,
    /// How many are taken back.
    pub revoked: u64,
}

/// A file of serials: CSV as spreadsheets save it, or XLSX. A column 序列号 or `serial`; without a header the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SerialFile {
    /// The file of up to 8 MB, in base64.
    pub file: String,
}

/// What a file of serials was read as. Nothing is imported by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportPreview {
    /// How many serials can be imported.
    pub good: u64,
    /// The first of them.
    pub examples: Vec<String>,
    /// How many rows are at fault: a file with such is not imported.
    pub faulty: u64,
    /// The first of them.
    pub faults: Vec<RowFault>,
}

/// What is wrong with a row of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowFault {
    /// The row, from 1, as spreadsheets count them.
    pub row: u64,
    /// What stands there.
    pub text: String,
    /// `serial_malformed`, `serial_mistyped`, `serial_twice` (an earlier row has it) or `serial_known` (the suite has it).
    pub code: String,
    /// The earlier row that has the same serial, with `serial_twice`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first: Option<u64>,
}

/// Imports a file of serials: all or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportSerials {
    /// The file of up to 8 MB, in base64.
    pub file: String,
    /// What they are for, of up to 60 characters; may be empty.
    #[serde(default)]
    pub label: String,
    /// Days after today through which they can be redeemed; without, for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
}

/// How many rows a change touched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changed {
    /// How many.
    pub changed: u64,
}

/// Moves a serial to another team of the suite's customers. The team that had it keeps what it has authorized.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MoveSerial {
    /// The team's id for the outside.
    pub corpid: String,
    /// Why, in 1 to 200 characters: it stands in the audit log.
    pub reason: String,
}
