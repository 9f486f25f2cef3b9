//! Who gets in: the one place where a request is held against the table of routes.

use api::Code;
use api::route::{self, Needs, NoRoute};
use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::http::header;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use store::Actor;

use crate::error::{ApiError, ApiResult};
use crate::extract::account::{Acting, SignedIn, find};
use crate::extract::{Address, Path, Signed, TeamMember, Visitor};
use crate::routes::{no_such_method, no_such_path};
use crate::state::AppState;

#[derive(Deserialize)]
struct OfTeam {
    corpid: String,
}

/// Lets a request through to its handler if the table says so. What isn't in the table isn't there.
pub async fn admit(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    match check(&state, &mut parts).await {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(refused) => refused,
    }
}

async fn check(state: &AppState, parts: &mut Parts) -> Result<(), Response> {
    let path = parts.extensions.get::<MatchedPath>();
    let path = path.map_or("", |path| path.as_str());
    match route::find(parts.method.as_str(), path) {
        Ok(found) => let_in(state, parts, found.needs)
            .await
            .map_err(ApiError::into_response),
        Err(NoRoute::Path) => Err(no_such_path().await.into_response()),
        Err(NoRoute::Method(others)) => {
            let refused = no_such_method().await;
            Err(([(header::ALLOW, others)], refused).into_response())
        }
    }
}

async fn let_in(state: &AppState, parts: &mut Parts, needs: Needs) -> ApiResult<()> {
    match needs {
        Needs::Nothing => return Ok(()),
        Needs::FirstFactor | Needs::Account | Needs::May(_) => {
            return let_in_account(state, parts, needs).await;
        }
        Needs::SignIn | Needs::Right(_) => {}
    }
    let Visitor(person) = Visitor::from_request_parts(parts, state).await?;
    let person = person.ok_or_else(ApiError::not_signed_in)?;
    if let Needs::Right(act) = needs {
        let Path(OfTeam { corpid }) = Path::from_request_parts(parts, state).await?;
        let membership = state.store.membership(person.id, &corpid).await?;
        let membership = membership.ok_or_else(ApiError::not_in_team)?;
        if !membership.role.may(act) {
            return Err(ApiError::new(
                Code::NotAllowed,
                "Your role may not do this.",
            ));
        }
        parts.extensions.insert(TeamMember(membership));
    }
    parts.extensions.insert(Signed(person));
    Ok(())
}

/// The same for the console.
async fn let_in_account(state: &AppState, parts: &mut Parts, needs: Needs) -> ApiResult<()> {
    let Ok(Address(address)) = Address::from_request_parts(parts, state).await;
    let signed = find(state, parts, &address).await?;
    let signed = signed.ok_or_else(ApiError::not_signed_in)?;
    if signed.totp_required() && needs != Needs::FirstFactor {
        let title = "Set up the second factor first.";
        return Err(ApiError::new(Code::TotpRequired, title));
    }
    if let Needs::May(act) = needs
        && !signed.role.may(act)
    {
        return Err(ApiError::new(
            Code::NotAllowed,
            "Your role may not do this.",
        ));
    }
    parts.extensions.insert(Acting(Actor {
        account_id: signed.account_id,
        role: signed.role,
        vendor_id: signed.vendor_id,
        address: address.to_string(),
    }));
    parts.extensions.insert(SignedIn(signed));
    Ok(())
}
