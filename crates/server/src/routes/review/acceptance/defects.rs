//! Defects of all vendors' suites that were found later: recorded, seen, closed, returned.

use api::Code;
use api::console::acceptance::{DefectQuery, DeskDefect as ShownDefect, FindDefect};
use api::console::desk::WithReason;
use api::console::list::{ListQuery, Page};
use axum::Json;
use axum::extract::State;
use domain::acceptance::DefectState;
use domain::application::ReasonText;
use domain::word::Word;
use store::{Actor, DefectFilter, DefectListing, DeskDefect, StoreError, SuiteName};

use super::super::OfId;
use super::super::judge::given_out;
use super::judge::behind;
use super::letters::{self, About};
use super::present;
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path, Query};
use crate::routes::vendor::{input, suite_fields};
use crate::state::AppState;

fn row(row: DeskDefect) -> ShownDefect {
    ShownDefect {
        icon: suite_fields::icon_of(&row.of.suite_key),
        suite_key: row.of.suite_key,
        suite: row.of.suite,
        vendor: row.of.vendor,
        defect: present::defect(row.defect),
    }
}

fn filter(word: Option<&str>) -> ApiResult<DefectFilter> {
    match word {
        None | Some("") => Ok(DefectFilter::Due),
        Some("overdue") => Ok(DefectFilter::Overdue),
        Some(word) => match DefectState::from_word(word) {
            Some(state) => Ok(DefectFilter::Standing(state)),
            None => Err(ApiError::new(Code::ListQuery, "No such state.").field("state")),
        },
    }
}

/// The list.
pub async fn list(
    State(state): State<AppState>,
    Acting(_): Acting,
    Query(query): Query<DefectQuery>,
) -> ApiResult<Json<Page<ShownDefect>>> {
    let of_list = input::listing(&ListQuery {
        q: query.q,
        limit: query.limit,
        ..ListQuery::default()
    })?;
    let listing = DefectListing {
        search: of_list.search,
        filter: filter(query.state.as_deref())?,
        suite: query.suite.filter(|suite| !suite.is_empty()),
        after: behind(query.after.as_deref())?,
        limit: of_list.limit,
    };
    let (rows, is_more) = state.store.later_defects(&listing, state.now()).await?;
    let last = rows.last().filter(|_| is_more);
    Ok(Json(Page {
        next: last.map(|row| given_out(row.place())),
        rows: rows.into_iter().map(row).collect(),
        total: None,
    }))
}

/// One of them.
pub async fn show(
    State(state): State<AppState>,
    Acting(_): Acting,
    Path(OfId { id }): Path<OfId>,
) -> ApiResult<Json<ShownDefect>> {
    let found = state.store.later_defect(id, state.now()).await?;
    Ok(Json(row(found)))
}

/// Records one; the vendor's owners are mailed.
pub async fn find(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Body(FindDefect { suite, defect }): Body<FindDefect>,
) -> ApiResult<Json<ShownDefect>> {
    let found = state.store.suite_of(&Actor::machine(), &suite).await;
    let found = found.map_err(|why| match why {
        StoreError::NotFound => ApiError::new(Code::SuiteUnknown, "No such suite.").field("suite"),
        why => why.into(),
    })?;
    let words = present::defect_words(&defect)?;
    let (criteria, now) = (&state.settings.acceptance, state.now());
    let of = SuiteName {
        suite_key: found.suite_key,
        suite: found.name,
        vendor: found.vendor,
    };
    let about = About::Found {
        words: &words,
        due: criteria.due(words.severity, now),
    };
    let letter = letters::sealed(&state, &of, &about)?;
    let id = state
        .store
        .find_defect(&actor, &suite, (&words, criteria, &letter), now)
        .await?;
    let found = state.store.later_defect(id, now).await?;
    Ok(Json(row(found)))
}

/// Closes one.
pub async fn close(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
) -> ApiResult<Json<ShownDefect>> {
    let now = state.now();
    state.store.close_defect(&actor, id, now).await?;
    Ok(Json(row(state.store.later_defect(id, now).await?)))
}

/// Returns one that is still there; the vendor's owners are mailed.
pub async fn return_it(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
    Body(WithReason { reason }): Body<WithReason>,
) -> ApiResult<Json<ShownDefect>> {
    let reason = ReasonText::parse(&reason);
    let reason = reason.map_err(|why| {
        ApiError::new(Code::Reason, &format!("The reason is {why}.")).field("reason")
    })?;
    let now = state.now();
    let found = state.store.later_defect(id, now).await?;
    let about = About::Returned {
        title: &found.defect.title,
        reason: reason.as_str(),
    };
    let letter = letters::sealed(&state, &found.of, &about)?;
    state
        .store
        .return_defect(&actor, id, (reason.as_str(), &letter), now)
        .await?;
    Ok(Json(row(state.store.later_defect(id, now).await?)))
}
