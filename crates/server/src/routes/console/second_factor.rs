//! Setting up the second factor, and switching it off.

use api::console::account::{BeginTotp, ConfirmTotp, EndTotp, NewTotp, RecoveryCodes};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::account::AccountError;
use domain::account::second_factor::{RECOVERY_CODES, RecoveryCode, TypedCode};

use super::account::prove;
use crate::accounts::totp::SecondFactor;
use crate::digest::hash;
use crate::error::{ApiError, ApiResult};
use crate::extract::Body;
use crate::extract::account::{Acting, SignedIn};
use crate::secrets::Purpose;
use crate::state::AppState;

/// Begins with a new secret.
pub async fn begin(
    State(state): State<AppState>,
    Acting(actor): Acting,
    SignedIn(signed): SignedIn,
    Body(body): Body<BeginTotp>,
) -> ApiResult<Json<NewTotp>> {
    prove(&state, &actor, &signed, &body.password, "password").await?;
    let factor = SecondFactor::generate(state.random(), &signed.email)?;
    let (secret, purpose) = (factor.secret(), Purpose::TotpSecret(actor.account_id));
    let sealed = state.secrets.seal(purpose, &secret, &*state.random);
    let sealed = sealed.map_err(ApiError::internal)?;
    state.store.begin_totp(&actor, &sealed).await?;
    Ok(Json(NewTotp {
        secret,
        uri: factor.uri()?,
        qr: factor.qr()?,
    }))
}

/// Switches it on by a code of the secret, and answers the recovery codes, once.
pub async fn switch_on(
    State(state): State<AppState>,
    Acting(actor): Acting,
    SignedIn(signed): SignedIn,
    Body(body): Body<ConfirmTotp>,
) -> ApiResult<Json<RecoveryCodes>> {
    let own = state.store.own_account(&actor).await?;
    if own.totp_on {
        return Err(AccountError::TotpOn.into());
    }
    let sealed = own.totp_secret.ok_or(AccountError::TotpNotBegun)?;
    let purpose = Purpose::TotpSecret(actor.account_id);
    let secret = state.secrets.open(purpose, &sealed);
    let factor = SecondFactor::read(&secret.map_err(ApiError::internal)?, &signed.email)?;
    let step = match TypedCode::parse(&body.code) {
        Some(TypedCode::Totp(code)) => factor.step(&code, state.now()),
        _ => None,
    };
    let step = step.ok_or(AccountError::TotpWrong)?;
    let codes = [(); RECOVERY_CODES].map(|()| RecoveryCode::generate(state.random()));
    let recovery_hashes = codes.clone().map(|code| hash(code.as_str()));
    let new = store::NewTotp {
        session_id: signed.session_id,
        sealed: &sealed,
        step,
        recovery_hashes: &recovery_hashes,
    };
    state.store.switch_totp_on(&actor, new, state.now()).await?;
    let codes = codes.iter().map(RecoveryCode::shown).collect();
    Ok(Json(RecoveryCodes { codes }))
}

/// Switches it off.
pub async fn switch_off(
    State(state): State<AppState>,
    Acting(actor): Acting,
    SignedIn(signed): SignedIn,
    Body(body): Body<EndTotp>,
) -> ApiResult<StatusCode> {
    prove(&state, &actor, &signed, &body.password, "password").await?;
    state.store.switch_totp_off(&actor, state.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
