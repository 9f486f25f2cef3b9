//! Deploy links, and batches of them.

use serde::{Deserialize, Serialize};

/// A deploy link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ConsoleLink))]
pub struct LinkRow {
    /// Its token.
    pub token: String,
    /// Where it leads.
    pub url: String,
    /// Its share page.
    pub share_url: String,
    /// A campaign, a reseller, a customer; may be empty.
    pub label: String,
    /// `open`, `link_expired`, `link_revoked`, `link_used_up` or `suite_suspended`.
    pub state: String,
    /// When it ends, in milliseconds since 1970.
    pub expires_at: Option<i64>,
    /// How many teams may authorize through it; none for any number.
    pub max_uses: Option<u32>,
    /// How many have.
    pub uses: u32,
    /// The serial that it carries.
    pub serial: Option<String>,
    /// How often it was opened.
    pub scans: u64,
    /// How many have started through it.
    pub starts: u64,
    /// Its batch.
    pub batch: Option<i64>,
    /// When it was made, in milliseconds since 1970.
    pub created_at: i64,
}

/// How links are asked for, besides [`ListQuery`](super::list::ListQuery): `q` is a part of the label or a token, `state` is
/// `open` or `revoked`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
pub struct LinkFilter {
    /// Only those of this batch; without, only those of none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub batch: Option<i64>,
}

/// Makes a link.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewLink {
    /// A campaign, a reseller, of up to 120 characters; may be empty.
    #[serde(default)]
    pub label: String,
    /// Days after today through which it holds, to midnight in China: 1 to 36,500; without, for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
    /// How many teams may authorize through it; without, any number, or one if it carries a serial.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub uses: Option<u32>,
    /// A serial that it carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub serial: Option<String>,
}

/// Links made together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ConsoleLinkBatch))]
pub struct LinkBatch {
    /// Its number.
    pub id: i64,
    /// What it is for.
    pub label: String,
    /// When it was made, in milliseconds since 1970.
    pub made_at: i64,
    /// How many links it has.
    pub links: u64,
    /// How many teams have authorized through them.
    pub used: u64,
    /// How many of them are taken back.
    pub revoked: u64,
}

/// A vendor's list of customers: a CSV file as spreadsheets save it, with a column 客户 or `customer`, and perhaps 序列号 or
/// `serial`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CustomerList {
    /// The file of up to 8 MB, in base64.
    pub file: String,
    /// Its encoding, where it can't be told from the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
}

/// What a list of customers holds. Nothing is made by it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListPreview {
    /// How many customers there are; none if lines are at fault.
    pub customers: u64,
    /// The first of them.
    pub examples: Vec<String>,
    /// What the list was read as; none of one that is at fault.
    pub read_as: Option<ReadAs>,
    /// What is wrong, a line each; no batch is made of a list with such.
    pub faults: Vec<LineFault>,
    /// How many more lines are at fault.
    pub more_faults: u64,
}

/// What a list was read as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadAs {
    /// The encoding's name, as in `UTF-8`.
    pub encoding: String,
    /// What stands between cells: one character.
    pub delimiter: String,
    /// Where the customers are.
    pub customers: ListColumn,
    /// Where the serials are.
    pub serials: Option<ListColumn>,
    /// Lines that are no customers, the header aside.
    pub left_out: Vec<LeftOutLine>,
}

/// A column of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListColumn {
    /// Which, from 1.
    pub number: u64,
    /// What the header calls it.
    pub heading: Option<String>,
}

/// A line of a list that is no customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LeftOutLine {
    /// The line, from 1.
    pub line: u64,
    /// What it says.
    pub text: String,
    /// It is Excel's `sep=` line, and no title or note above the header.
    pub names_delimiter: bool,
}

/// What is wrong with a line of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineFault {
    /// The line, from 1; none if the whole file is at fault.
    pub line: Option<u64>,
    /// What is wrong. Of a line `name_empty`, `name_long`, `name_invisible`, `name_lines`, `name_heading`, `serial_malformed`,
    /// `serial_needed`, `serial_not_asked`, `serial_never_issued`, `serial_taken`, `serial_in_link`, `serial_twice` or `cells`; of
    /// the whole file `list_large`, `list_workbook`, `list_no_text`, `list_encoding`, `list_invalid`, `list_mark`,
    /// `list_no_customers`, `list_long`, `list_quote` or `list_empty`.
    pub code: String,
    /// What of the file it is about: a heading, a link's token, an encoding, what a line reads as.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// A limit, or another line.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u64>,
}

/// Makes a link of one use for each customer of a list: all or none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewLinkBatch {
    /// The list.
    #[serde(flatten)]
    pub list: CustomerList,
    /// What the batch is for, of up to 120 characters; may be empty.
    #[serde(default)]
    pub label: String,
    /// Days after today through which the links hold; without, for ever.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u32>,
}
