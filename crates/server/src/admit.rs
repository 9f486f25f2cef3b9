//! Who gets in: the one place where a request is held against the table of routes.

use api::Code;
use api::route::{self, Needs};
use axum::extract::{FromRequestParts, MatchedPath, Path, Request, State};
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use crate::error::{ApiError, ApiResult};
use crate::extract::{Seated, Signed, Visitor};
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
        Err(refused) => refused.into_response(),
    }
}

async fn check(state: &AppState, parts: &mut Parts) -> ApiResult<()> {
    let path = parts.extensions.get::<MatchedPath>();
    let found = path.and_then(|path| route::find(parts.method.as_str(), path.as_str()));
    let Some(found) = found else {
        // A known path with another method is answered by the router.
        return match path.is_some_and(|path| route::ROUTES.iter().any(|r| r.path == path.as_str()))
        {
            true => Ok(()),
            false => Err(ApiError::new(Code::NotFound, "No such path.")),
        };
    };
    if found.needs == Needs::Nothing {
        return Ok(());
    }
    let Visitor(person) = Visitor::from_request_parts(parts, state).await?;
    let person = person.ok_or_else(ApiError::not_signed_in)?;
    if let Needs::Right(act) = found.needs {
        let Path(OfTeam { corpid }) = Path::from_request_parts(parts, state)
            .await
            .map_err(|why| ApiError::new(Code::NotFound, &why.body_text()))?;
        let seat = state.store.seat(person.id, &corpid).await?;
        let seat = seat.ok_or_else(ApiError::not_in_team)?;
        if !seat.role.may(act) {
            return Err(ApiError::new(
                Code::NotAllowed,
                "Your role may not do this.",
            ));
        }
        parts.extensions.insert(Seated(seat));
    }
    parts.extensions.insert(Signed(person));
    Ok(())
}
