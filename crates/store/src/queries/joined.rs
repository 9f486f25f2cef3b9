//! Statements over several tables: their columns, apart by a prefix for each table.

use sea_orm::sea_query::{Alias, Expr, ExprTrait, SelectStatement};
use sea_orm::{ColumnTrait, EntityTrait, IdenStatic, Iterable};

/// What the columns of each table are called in the answer, since their names are the same.
pub const LINK: &str = "link_";
pub const SUITE: &str = "suite_";
pub const VENDOR: &str = "vendor_";
pub const ONBOARDING: &str = "onboarding_";
pub const MEMBER: &str = "member_";
pub const CORP: &str = "corp_";
pub const AUTHORIZATION: &str = "authorization_";
pub const PEOPLE: &str = "people";

/// How many people the team has.
pub const COUNT_PEOPLE: &str = "(SELECT COUNT(*) FROM member AS one WHERE one.corp_id = corp.id)";

/// Whether two columns hold the same.
pub fn same(a: impl ColumnTrait, b: impl ColumnTrait) -> Expr {
    Expr::col(a.as_column_ref()).equals(b.as_column_ref())
}

/// All columns of a table, each behind its prefix.
pub fn columns<E: EntityTrait>(select: &mut SelectStatement, prefix: &str) {
    for column in E::Column::iter() {
        let name = Alias::new(format!("{prefix}{}", column.as_str()));
        select.expr_as(Expr::col(column.as_column_ref()), name);
    }
}
