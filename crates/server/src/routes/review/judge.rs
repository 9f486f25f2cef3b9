//! The operator's queue of applications: seen, approved, rejected.

use api::Code;
use api::console::application::OfVersion;
use api::console::desk::{ApplicationRow, ApplicationToJudge, Reject};
use api::console::list::{ListQuery, Page};
use api::console::{path as account_path, review_path as path};
use axum::Json;
use axum::extract::State;
use axum::response::Response;
use domain::link::LinkToken;
use domain::time::Moment;
use store::{Actor, Approval, QueueListing, QueuePlace, QueuedApplication};

use super::letters::{self, About};
use super::{OfId, desk, form};
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path, Query};
use crate::routes::vendor::{checks, input, sandbox, suite_fields};
use crate::state::AppState;

/// What the link that an approval makes is called.
const LABEL: &str = "首个部署链接";

fn row(row: QueuedApplication) -> ApplicationRow {
    ApplicationRow {
        id: row.id,
        state: row.state,
        icon: account_path::of_id(path::ONE_APPLICATION_ICON, row.id),
        suite_key: row.of.suite_key,
        suite: row.of.suite,
        vendor: row.of.vendor,
        submitted_at: row.submitted_at.0,
        rounds: row.rounds,
    }
}

/// Where a page begins, as it was given out.
pub fn place(text: &str) -> Option<QueuePlace> {
    let mut parts = text.split('-');
    let kind = parts.next()?;
    let numbers: Vec<i64> = parts.map(str::parse).collect::<Result<_, _>>().ok()?;
    match (kind, &numbers[..]) {
        ("w", [at, id]) => Some(QueuePlace::Waiting(Moment(*at), *id)),
        ("d", [id]) => Some(QueuePlace::Decided(*id)),
        _ => None,
    }
}

/// A place as it is given out.
pub fn given_out(place: QueuePlace) -> String {
    match place {
        QueuePlace::Waiting(at, id) => format!("w-{}-{id}", at.0),
        QueuePlace::Decided(id) => format!("d-{id}"),
    }
}

/// The queue.
pub async fn queue(
    State(state): State<AppState>,
    Acting(_): Acting,
    Query(query): Query<ListQuery>,
) -> ApiResult<Json<Page<ApplicationRow>>> {
    let refused = |field| ApiError::new(Code::ListQuery, "Not so.").field(field);
    let after = query
        .after
        .as_deref()
        .map(|after| place(after).ok_or(after));
    let after = after.transpose().map_err(|_| refused("after"))?;
    let of_list = input::listing(&ListQuery {
        after: None,
        ..query.clone()
    })?;
    if query.sort.is_some() {
        return Err(refused("sort"));
    }
    let listing = QueueListing {
        search: of_list.search,
        state: input::state(&query)?,
        after,
        limit: of_list.limit,
    };
    let (rows, is_more) = state.store.queue(&listing).await?;
    let last = rows.last().filter(|_| is_more);
    Ok(Json(Page {
        next: last.map(|row| given_out(row.place())),
        rows: rows.into_iter().map(row).collect(),
        total: None,
    }))
}

async fn answer(state: &AppState, id: i64) -> ApiResult<Json<ApplicationToJudge>> {
    let found = state.store.application_to_judge(id).await?;
    // An operator has the suites of all vendors, as the server's machine does.
    let all = Actor::machine();
    let suite_key = found.row.of.suite_key.clone();
    let suite = state.store.own_suite(&all, &suite_key, state.now()).await?;
    let Json(check) = checks::answer(state, &all, &suite_key).await?;
    let (test_links, now) = (found.test_links.into_iter(), state.now());
    Ok(Json(ApplicationToJudge {
        row: row(found.row),
        version: found.version,
        form: form::present(found.form),
        has_own_icon: found.has_own_icon,
        faults: form::faults(&found.faults),
        reasons: form::present_reasons(found.reasons),
        in_force: found.in_force.map(form::present),
        suite: suite_fields::present(suite),
        suspended_for: found.suspended_for,
        vendor: desk::vendor(found.vendor),
        history: form::present_history(found.history),
        check,
        link: found.link.map(|token| token.as_str().to_owned()),
        test_links: test_links
            .map(|link| sandbox::link(state, link, now))
            .collect(),
    }))
}

/// An application with all that it is judged by.
pub async fn show(
    State(state): State<AppState>,
    Acting(_): Acting,
    Path(OfId { id }): Path<OfId>,
) -> ApiResult<Json<ApplicationToJudge>> {
    answer(&state, id).await
}

/// Its icon.
pub async fn icon(
    State(state): State<AppState>,
    Acting(_): Acting,
    Path(OfId { id }): Path<OfId>,
) -> ApiResult<Response> {
    Ok(form::png(state.store.application_icon(id).await?))
}

/// Approves it; the vendor's owners are mailed its link.
pub async fn approve(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
    Body(OfVersion { version }): Body<OfVersion>,
) -> ApiResult<Json<ApplicationToJudge>> {
    let found = state.store.application_to_judge(id).await?;
    let link = found.link;
    let link = link.unwrap_or_else(|| LinkToken::generate(state.random()));
    let about = About::Approved { link: &link };
    let approval = Approval {
        version,
        label: LABEL.to_owned(),
        letter: letters::sealed(&state, &found.row.of, about)?,
        link: link.clone(),
    };
    let now = state.now();
    state
        .store
        .approve_application(&actor, id, &approval, now)
        .await?;
    answer(&state, id).await
}

/// Rejects it with reasons; the vendor's owners are mailed.
pub async fn reject(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
    Body(Reject { version, reasons }): Body<Reject>,
) -> ApiResult<Json<ApplicationToJudge>> {
    let reasons = form::read_reasons(&reasons)?;
    let found = state.store.application_to_judge(id).await?;
    let about = About::Rejected { reasons: &reasons };
    let letter = letters::sealed(&state, &found.row.of, about)?;
    let now = state.now();
    state
        .store
        .reject_application(&actor, (id, version), (&reasons, &letter), now)
        .await?;
    answer(&state, id).await
}
