//! Lists as vendors read them: some rows at a time, in the order of their ids, from where the page before ended.

use domain::time::Moment;
use sea_orm::sea_query::{Expr, ExprTrait, SimpleExpr};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, Order, QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::Result;

/// How a list is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listing {
    /// What is searched for; empty for everything.
    pub search: String,
    /// The id of the last row of the page before.
    pub after: Option<i64>,
    /// The most rows.
    pub limit: u64,
    /// The oldest first, instead of the newest.
    pub oldest_first: bool,
}

/// Where a page of an operator's queue begins: behind this row. What waits comes first, the longest of it first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueuePlace {
    /// One that waits since then, or until then, with this id.
    Waiting(Moment, i64),
    /// One that is over, with this id.
    Decided(i64),
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed<T> {
    /// Its rows.
    pub rows: Vec<T>,
    /// The id after which the next page begins; none where there is no more.
    pub next: Option<i64>,
    /// How many rows all pages have, where that is known.
    pub total: Option<u64>,
}

impl<T> Listed<T> {
    /// Nothing.
    pub fn none() -> Self {
        Self {
            rows: Vec::new(),
            next: None,
            total: Some(0),
        }
    }

    /// The page with other rows.
    pub fn with<U>(self, rows: Vec<U>) -> Listed<U> {
        Listed {
            rows,
            next: self.next,
            total: self.total,
        }
    }
}

impl Listing {
    /// The rows of a query that come behind the page before, by this id.
    pub fn of<E: EntityTrait>(&self, query: Select<E>, id: E::Column) -> Select<E> {
        let behind: Option<SimpleExpr> = self.after.map(|after| match self.oldest_first {
            true => id.gt(after),
            false => id.lt(after),
        });
        let query = match behind {
            Some(behind) => query.filter(behind),
            None => query,
        };
        query.order_by(id, self.order()).limit(self.limit + 1)
    }

    /// Reads a page.
    pub async fn read<E: EntityTrait>(
        &self,
        db: &impl ConnectionTrait,
        query: Select<E>,
        (column, id): (E::Column, impl Fn(&E::Model) -> i64),
    ) -> Result<Listed<E::Model>> {
        let rows = self.of(query, column).all(db).await?;
        Ok(self.page(rows, id))
    }

    /// Reads a page in the order of another number of the rows, and of their ids where that is the same. A row without the
    /// number is in no page.
    pub async fn read_by<E: EntityTrait>(
        &self,
        db: &impl ConnectionTrait,
        query: Select<E>,
        (by, order): (E::Column, Order),
        (column, id): (E::Column, impl Fn(&E::Model) -> i64),
    ) -> Result<Listed<E::Model>> {
        let mut query = query.filter(by.is_not_null());
        if let Some(after) = self.after {
            let last: Option<Option<i64>> = E::find()
                .select_only()
                .column(by)
                .filter(column.eq(after))
                .into_tuple()
                .one(db)
                .await?;
            let columns = [by, column].map(|column| Expr::col(column.as_column_ref()));
            let place = [last.flatten().unwrap_or_default(), after].map(Expr::val);
            let (columns, place) = (Expr::tuple(columns), Expr::tuple(place));
            query = query.filter(match order {
                Order::Asc => columns.gt(place),
                _ => columns.lt(place),
            });
        }
        let query = query.order_by(by, order.clone()).order_by(column, order);
        let rows = query.limit(self.limit + 1).all(db).await?;
        Ok(self.page(rows, id))
    }

    /// The order in which ids, and times, are read.
    pub fn order(&self) -> Order {
        match self.oldest_first {
            true => Order::Asc,
            false => Order::Desc,
        }
    }

    /// A page of rows of which one more was read than it has.
    pub fn page<T>(&self, mut rows: Vec<T>, id: impl Fn(&T) -> i64) -> Listed<T> {
        let most = usize::try_from(self.limit).unwrap_or(usize::MAX);
        let is_more = rows.len() > most;
        rows.truncate(most);
        let next = rows.last().filter(|_| is_more).map(id);
        Listed {
            rows,
            next,
            total: None,
        }
    }
}
