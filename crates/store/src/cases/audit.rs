//! Searching the audit log.

use std::collections::BTreeMap;

use domain::audit::Act;
use domain::time::Moment;
use sea_orm::sea_query::ExprTrait;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::audit;
use crate::queries::row::{holds, json, word};
use crate::{Result, Store};

/// Entries of a page.
const PAGE: usize = 50;

/// What is looked for in the audit log.
#[derive(Clone, Debug, Default)]
pub struct AuditSearch {
    /// A text that who, what, to whom, from where or a detail holds; empty for anything.
    pub text: String,
    /// Done by this account.
    pub account_id: Option<i64>,
    /// At this moment or later.
    pub from: Option<Moment>,
    /// Before this moment.
    pub to: Option<Moment>,
    /// Older than the entry with this id.
    pub before: Option<i64>,
}

/// An entry of the audit log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditRow {
    /// Its id.
    pub id: i64,
    /// When.
    pub at: Moment,
    /// By which account.
    pub account_id: Option<i64>,
    /// The account's name and e-mail address as they were.
    pub who: String,
    /// What.
    pub act: Act,
    /// To whom or what.
    pub target: String,
    /// From which address.
    pub address: String,
    /// More about it.
    pub detail: BTreeMap<String, String>,
}

impl Store {
    /// A page of what was found, the newest first, and what the next page begins before, if there is more.
    pub async fn search_audit(&self, search: &AuditSearch) -> Result<(Vec<AuditRow>, Option<i64>)> {
        use audit::Column;
        let mut query = audit::Entity::find()
            .order_by_desc(Column::Id)
            .limit(PAGE as u64 + 1);
        let text = search.text.trim();
        if !text.is_empty() {
            let columns = [
                Column::Who,
                Column::Act,
                Column::Target,
                Column::Address,
                Column::Detail,
            ];
            let [first, others @ ..] = columns.map(|column| holds(column, text));
            query = query.filter(others.into_iter().fold(first, |any, one| any.or(one)));
        }
        if let Some(account_id) = search.account_id {
            query = query.filter(Column::AccountId.eq(account_id));
        }
        if let Some(from) = search.from {
            query = query.filter(Column::At.gte(from.0));
        }
        if let Some(to) = search.to {
            query = query.filter(Column::At.lt(to.0));
        }
        if let Some(before) = search.before {
            query = query.filter(Column::Id.lt(before));
        }
        let rows = query.all(self.read()).await?;
        let has_more = rows.len() > PAGE;
        let row = |row: audit::Model| {
            Ok(AuditRow {
                id: row.id,
                at: Moment(row.at),
                account_id: row.account_id,
                who: row.who,
                act: word(&row.act, "act")?,
                target: row.target,
                address: row.address,
                detail: json(&row.detail, "detail of the audit log")?,
            })
        };
        let entries: Result<Vec<AuditRow>> = rows.into_iter().take(PAGE).map(row).collect();
        let entries = entries?;
        let next = entries.last().filter(|_| has_more).map(|last| last.id);
        Ok((entries, next))
    }
}
