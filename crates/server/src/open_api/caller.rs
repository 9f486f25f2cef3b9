//! Who calls with what: every call is held against the table, its token and its address against what is stored.

use std::net::IpAddr;

use axum::body::to_bytes;
use axum::extract::{FromRequest, FromRequestParts, MatchedPath, Request};
use domain::whitelist::Whitelist;
use store::{TeamAccess, VendorSuite};
use url::form_urlencoded;

use super::body::Params;
use super::call::{self, Call};
use super::errcode::{Errcode, OpenApiError};
use super::param::Param;
use crate::digest::hash;
use crate::endpoint::Takes;
use crate::extract::ClientAddress;
use crate::state::AppState;

/// The most bytes of a body.
const BODY: usize = 64 * 1024;

/// A call whose form is right.
pub struct Caller {
    /// What it says.
    pub params: Params,
    /// Where it comes from.
    address: IpAddr,
    /// The hash of the token that it carries; empty where the call takes none.
    token_hash: String,
}

/// A call with a suite's token, from where the suite's vendor may call.
pub struct SuiteCall {
    /// The suite.
    pub suite: VendorSuite,
    /// What it says.
    pub params: Params,
}

/// A call with a team's token, from where the team's data may be read.
pub struct TeamCall {
    /// What it may read.
    pub access: TeamAccess,
    /// What it says.
    pub params: Params,
}

impl Caller {
    /// Refuses an address that isn't on a whitelist.
    ///
    /// # Errors
    ///
    /// [`Errcode::AddressNotAllowed`].
    pub fn check_address(&self, list: &Whitelist) -> Result<(), OpenApiError> {
        match list.allows(self.address) {
            true => Ok(()),
            false => {
                let refused = OpenApiError::from(Errcode::AddressNotAllowed);
                Err(refused.because(self.address.to_canonical().to_string()))
            }
        }
    }
}

impl SuiteCall {
    /// Refuses a suite key that isn't the token's.
    ///
    /// # Errors
    ///
    /// It is missing, or [`Errcode::BadSuite`].
    pub fn check_suite_key(&self) -> Result<(), OpenApiError> {
        match self.params.text(Param::SuiteKey)? == self.suite.suite_key {
            true => Ok(()),
            false => Err(Errcode::BadSuite.into()),
        }
    }
}

impl FromRequest<AppState> for Caller {
    type Rejection = OpenApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, OpenApiError> {
        let (mut parts, body) = request.into_parts();
        let path = parts.extensions.get::<MatchedPath>();
        let call = path.and_then(|path| call::find(path.as_str()));
        let call = call.ok_or_else(|| OpenApiError::internal("a call that isn't in the table"))?;
        let Ok(ClientAddress(address)) = ClientAddress::from_request_parts(&mut parts, state).await;
        state.call_limit.check(address.into())?;
        call.check_method(parts.method.as_str())?;
        let query = parts.uri.query().unwrap_or_default();
        let token_hash = token(call, query)?;
        let params = match call.method {
            "POST" => {
                let body = to_bytes(body, BODY).await;
                let body = body.map_err(|_| {
                    OpenApiError::from(Errcode::JsonNeeded)
                        .because("the body isn't read to its end")
                })?;
                Params::from_body(&body)?
            }
            _ => Params::from_query(query),
        };
        Ok(Self {
            params,
            address,
            token_hash,
        })
    }
}

/// The hash of the token in a query. Of one that stands there twice, the last counts.
fn token(call: &Call, query: &str) -> Result<String, OpenApiError> {
    let (Some(name), Some(missing)) = (call.token.name(), call.token.missing()) else {
        return Ok(String::new());
    };
    let given = form_urlencoded::parse(query.as_bytes()).filter(|(of, _)| of == name);
    let given = given.last().map(|(_, token)| token);
    match given.as_deref().map(str::trim) {
        None | Some("") => Err(missing.into()),
        Some(token) => Ok(hash(token)),
    }
}

impl FromRequest<AppState> for SuiteCall {
    type Rejection = OpenApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, OpenApiError> {
        let caller = Caller::from_request(request, state).await?;
        let suite = state.store.suite_of_token(&caller.token_hash, state.now());
        let suite = suite.await?;
        caller.check_address(&suite.whitelist)?;
        Ok(Self {
            suite,
            params: caller.params,
        })
    }
}

impl FromRequest<AppState> for TeamCall {
    type Rejection = OpenApiError;

    async fn from_request(request: Request, state: &AppState) -> Result<Self, OpenApiError> {
        let caller = Caller::from_request(request, state).await?;
        let access = state.store.access_of_token(&caller.token_hash, state.now());
        let access = access.await?;
        caller.check_address(&access.suite.whitelist)?;
        caller.check_address(&access.whitelist)?;
        Ok(Self {
            access,
            params: caller.params,
        })
    }
}

impl Takes for Caller {}
impl Takes for SuiteCall {}
impl Takes for TeamCall {}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open_api::call::Token;

    #[test]
    fn a_token_is_the_last_of_its_name_and_a_missing_one_has_its_code() {
        let suite = call::find(call::GET_AGENT).unwrap();
        let team = call::find(call::USER_GET).unwrap();
        let code = |call, query| token(call, query).map_err(|why| why.code.code());
        assert_eq!(code(suite, "suite_access_token=a"), Ok(hash("a")));
        assert_eq!(
            code(suite, "suite_access_token=a&b=c&suite_access_token=%61b"),
            Ok(hash("ab"))
        );
        for query in [
            "",
            "suite_access_token=",
            "suite_access_token=%20",
            "access_token=a",
        ] {
            assert_eq!(code(suite, query), Err(41022), "{query}");
        }
        assert_eq!(code(team, "suite_access_token=a"), Err(40014));
        let none = call::find(call::GET_SUITE_TOKEN).unwrap();
        assert_eq!(none.token, Token::None);
        assert_eq!(code(none, ""), Ok(String::new()));
    }
}
