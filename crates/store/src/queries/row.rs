//! From rows to domain values, in one place.

use domain::license_code::LicenseCode;
use domain::task::SerialRule;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::sea_query::{Expr, ExprTrait, Func, LikeExpr, SimpleExpr};
use sea_orm::{ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, QueryFilter};
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

/// A stored serial of a suite with this rule. One from before the rule changed is shown as it is.
pub fn serial(rule: SerialRule, stored: &str) -> Result<LicenseCode> {
    let read = LicenseCode::parse(rule, stored);
    let read = read.or_else(|_| LicenseCode::parse(SerialRule::Vendor, stored));
    read.map_err(|_| StoreError::Corrupt("serial"))
}

/// JSON of a value that can always be written.
pub fn to_json<T: serde::Serialize>(value: &T) -> String {
    serde_json::to_string(value).unwrap_or_default()
}

/// A stored moment.
pub fn moment(stored: Option<i64>) -> Option<Moment> {
    stored.map(Moment)
}

/// A count as it is stored: no more than fits.
pub fn stored(count: u32) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

/// A stored count, which is never negative.
pub fn counted<T: TryFrom<i32>>(stored: i32, what: &'static str) -> Result<T> {
    T::try_from(stored).map_err(|_| StoreError::Corrupt(what))
}

/// A count as people have it.
pub fn count(stored: u64) -> u32 {
    u32::try_from(stored).unwrap_or(u32::MAX)
}

/// Whether a column's text holds this one, in either case. Nothing in it stands for something else.
pub fn holds(column: impl ColumnTrait, text: &str) -> SimpleExpr {
    // PostgreSQL's LIKE tells the cases apart, SQLite's doesn't; SQLite's lower() knows those of ASCII alone.
    let lower = Func::lower(Expr::col(column.as_column_ref()));
    let in_either = Expr::expr(lower).like(holding(&text.to_lowercase()));
    column.like(holding(text)).or(in_either)
}

/// Whether a column's text, which is in lower case, holds this one. It takes half as long as a LIKE.
pub fn holds_lower(backend: DbBackend, column: impl ColumnTrait, text: &str) -> SimpleExpr {
    let position = match backend {
        DbBackend::Sqlite => "instr",
        _ => "strpos",
    };
    Func::cust(position)
        .arg(Expr::col(column.as_column_ref()))
        .arg(text.to_lowercase())
        .gt(0)
}

/// A pattern for texts that hold this one.
fn holding(text: &str) -> LikeExpr {
    let mut pattern = String::from("%");
    for c in text.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    LikeExpr::new(pattern).escape('\\')
}

/// The rows whose column holds one of these values; no values ask nothing.
pub async fn rows_in<E: EntityTrait>(
    db: &impl ConnectionTrait,
    column: E::Column,
    values: impl IntoIterator<Item = i64>,
) -> Result<Vec<E::Model>> {
    let values: Vec<i64> = values.into_iter().collect();
    if values.is_empty() {
        return Ok(Vec::new());
    }
    Ok(E::find().filter(column.is_in(values)).all(db).await?)
}
