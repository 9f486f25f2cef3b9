//! Invite codes that the operator gives to vendors.

use api::Code;
use api::console::desk::{InviteCodeRow, NewInviteCode};
use api::console::list::{ListQuery, Page};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::application::InviteCode;
use store::{GivenCode, StoreError};

use super::OfId;
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path, Query};
use crate::routes::vendor::input;
use crate::state::AppState;

fn row(code: GivenCode) -> InviteCodeRow {
    InviteCodeRow {
        id: code.id,
        code: code.code,
        vendor_id: code.vendor_id,
        vendor: code.vendor,
        label: code.label,
        created_at: code.created_at.0,
        revoked_at: code.revoked_at.map(|at| at.0),
    }
}

/// The invite codes.
pub async fn list(
    State(state): State<AppState>,
    Acting(_): Acting,
    Query(query): Query<ListQuery>,
) -> ApiResult<Json<Page<InviteCodeRow>>> {
    let (listing, stands) = (input::listing(&query)?, input::state(&query)?);
    let found = state.store.invite_codes(&listing, stands).await?;
    Ok(input::page(found, row))
}

/// Makes one for a vendor.
pub async fn make(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Body(typed): Body<NewInviteCode>,
) -> ApiResult<Json<InviteCodeRow>> {
    let label = input::label::<40>(&typed.label)?;
    let code = InviteCode::generate(state.random());
    let wanted = (typed.vendor_id, &*label);
    let made = state
        .store
        .make_invite_code(&actor, wanted, &code, state.now());
    match made.await {
        Err(StoreError::NotFound) => {
            Err(ApiError::new(Code::VendorUnknown, "No such vendor.").field("vendor_id"))
        }
        made => Ok(Json(row(made?))),
    }
}

/// Revokes one.
pub async fn revoke(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
) -> ApiResult<StatusCode> {
    let now = state.now();
    state.store.revoke_invite_code(&actor, id, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
