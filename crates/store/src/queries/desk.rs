//! What an operator sees of suites and vendors beside other things.

use domain::time::Moment;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait,
};

use crate::Result;
use crate::entity::{suite, vendor};
use crate::queries::row::{holds, rows_in};

/// A vendor as the operator sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VendorEntry {
    /// Its id.
    pub id: i64,
    /// Its full name.
    pub name: String,
    /// Its name for sentences.
    pub short_name: String,
    /// It is certified.
    pub certified: bool,
    /// How customers reach it.
    pub contact: Option<String>,
    /// When it came.
    pub created_at: Moment,
}

impl From<vendor::Model> for VendorEntry {
    fn from(row: vendor::Model) -> Self {
        Self {
            id: row.id,
            name: row.name,
            short_name: row.short_name,
            certified: row.certified,
            contact: row.contact,
            created_at: Moment(row.created_at),
        }
    }
}

/// Whose something is: a suite with its vendor's full name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SuiteName {
    /// The suite's key.
    pub suite_key: String,
    /// The suite's name.
    pub suite: String,
    /// The vendor's full name.
    pub vendor: String,
}

/// The names of suites, by their ids.
pub async fn names(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = i64>,
) -> Result<Vec<(i64, SuiteName)>> {
    let ids: Vec<i64> = ids.into_iter().collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let suites: Vec<(i64, i64, String, String)> = suite::Entity::find()
        .select_only()
        .columns([
            suite::Column::Id,
            suite::Column::VendorId,
            suite::Column::SuiteKey,
            suite::Column::Name,
        ])
        .filter(suite::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    let vendors = suites.iter().map(|row| row.1);
    let vendors = rows_in::<vendor::Entity>(db, vendor::Column::Id, vendors).await?;
    let name = |(id, vendor_id, suite_key, suite): (i64, i64, String, String)| {
        let vendor = vendors.iter().find(|vendor| vendor.id == vendor_id);
        let vendor = vendor.map_or_else(String::new, |vendor| vendor.name.clone());
        let name = SuiteName {
            suite_key,
            suite,
            vendor,
        };
        (id, name)
    };
    Ok(suites.into_iter().map(name).collect())
}

/// The name of a suite among these.
pub fn name_in(names: &[(i64, SuiteName)], id: i64) -> SuiteName {
    let found = names.iter().find(|(of, _)| *of == id);
    found.map(|(_, name)| name.clone()).unwrap_or_default()
}

/// Whether a column has the id of a suite whose name, or whose vendor's name, holds this text.
pub fn of_suite_named(suite_id: impl ColumnTrait, text: &str) -> SimpleExpr {
    let suites = suite::Entity::find()
        .select_only()
        .column(suite::Column::Id)
        .filter(named(text))
        .into_query();
    suite_id.in_subquery(suites)
}

/// Whether a suite's name, or its vendor's, holds this text.
pub fn named(text: &str) -> SimpleExpr {
    holds(suite::Column::Name, text).or(of_vendor_named(suite::Column::VendorId, text))
}

/// Whether a column has the id of a vendor whose name holds this text.
pub fn of_vendor_named(vendor_id: impl ColumnTrait, text: &str) -> SimpleExpr {
    let vendors = vendor::Entity::find()
        .select_only()
        .column(vendor::Column::Id)
        .filter(holds(vendor::Column::Name, text))
        .into_query();
    vendor_id.in_subquery(vendors)
}
