//! Keeps refused calls for the check of a suite that is under way: they say why a vendor's server doesn't come to its end.

use axum::extract::{FromRequestParts, MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use store::RefusedCall;
use url::form_urlencoded;

use super::call::Token;
use super::errcode::Refusal;
use crate::digest::hash;
use crate::extract::ClientAddress;
use crate::state::AppState;

/// The greatest number of characters that are kept of a message.
const KEPT: usize = 200;

/// Answers as before, and keeps the call if it was refused.
pub async fn keep(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let path = parts.extensions.get::<MatchedPath>();
    let path = path.map(|path| path.as_str().to_owned());
    let token_hash = token_hash(parts.uri.query().unwrap_or_default());
    let Ok(ClientAddress(address)) = ClientAddress::from_request_parts(&mut parts, &state).await;
    let response = next.run(Request::from_parts(parts, body)).await;
    let Some(refusal) = response.extensions().get::<Refusal>() else {
        return response;
    };
    let call = RefusedCall {
        path: path.unwrap_or_default(),
        errcode: refusal.code.code(),
        message: refusal.message.chars().take(KEPT).collect(),
        token_hash,
        suite_key: refusal.suite_key.clone(),
        address: address.to_canonical().to_string(),
    };
    if let Err(error) = state.store.keep_refused_call(&call, state.now()).await {
        tracing::error!(%error, "a refused call isn't kept for the check of its suite");
    }
    response
}

/// The hash of the token that a call carries, of a suite or of a team.
fn token_hash(query: &str) -> Option<String> {
    let names = [Token::Suite.name(), Token::Corp.name()];
    let given = form_urlencoded::parse(query.as_bytes());
    let given = given.filter(|(name, _)| names.contains(&Some(name.as_ref())));
    given.last().map(|(_, token)| hash(token.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_of_either_kind_tells_whose_a_call_is() {
        assert_eq!(token_hash("a=b"), None);
        assert_eq!(token_hash("suite_access_token=%20x"), Some(hash("x")));
        assert_eq!(token_hash("access_token=y&a=b"), Some(hash("y")));
    }
}
