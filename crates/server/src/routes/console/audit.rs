//! Searching the audit log.

use api::console::audit::{Audit, AuditEntry};
use axum::Json;
use axum::extract::State;
use domain::time::Moment;
use serde::Deserialize;
use store::{AuditRow, AuditSearch};
use utoipa::IntoParams;

use crate::error::ApiResult;
use crate::extract::Query;
use crate::state::AppState;

/// What is looked for in the audit log.
#[derive(Deserialize, IntoParams)]
pub struct AuditQuery {
    /// A text that who, what, to whom, from where or a detail holds.
    #[serde(default)]
    q: String,
    /// Done by the account with this id.
    account: Option<i64>,
    /// At this moment or later, in milliseconds since 1970.
    from: Option<i64>,
    /// Before this moment, in milliseconds since 1970.
    to: Option<i64>,
    /// Older than the entry with this id: `next` of the page before.
    before: Option<i64>,
}

/// A page of the audit log.
pub async fn search(
    State(state): State<AppState>,
    Query(query): Query<AuditQuery>,
) -> ApiResult<Json<Audit>> {
    let search = AuditSearch {
        text: query.q,
        account_id: query.account,
        from: query.from.map(Moment),
        to: query.to.map(Moment),
        before: query.before,
    };
    let (rows, next) = state.store.search_audit(&search).await?;
    let entry = |row: AuditRow| AuditEntry {
        id: row.id,
        at: row.at.0,
        account: row.account_id,
        who: row.who,
        act: row.act,
        target: row.target,
        address: row.address,
        detail: row.detail,
    };
    let entries = rows.into_iter().map(entry).collect();
    Ok(Json(Audit { entries, next }))
}
