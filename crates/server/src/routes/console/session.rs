//! Signing in to the console and out of it, and one's sessions.

use api::Code;
use api::console::account::{AccountSession, Me, Sessions, SignInConsole};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use domain::account::AccountError;
use domain::account::email::Email;
use domain::account::second_factor::TypedCode;
use serde::Deserialize;
use store::{
    AccountSessionRow, Actor, AttemptBy, KnownAccount, NewAccountSession, NewLink, SecondFactor,
    StoreError,
};
use ui::lang::Lang;

use super::account::present;
use super::link::{Link, email, subject};
use crate::accounts::letters::{self, About};
use crate::accounts::totp;
use crate::digest::{hash, hex};
use crate::error::{ApiError, ApiResult};
use crate::extract::account::{
    Acting, PageLang, SignedIn, UserAgent, console_cookie, console_token_hash,
};
use crate::extract::{Address, Body, Path};
use crate::notify::mail::sealed;
use crate::secrets::Purpose;
use crate::state::AppState;

/// Signs in. A wrong password and an unknown address take as long, and are answered the same.
pub async fn sign_in(
    State(state): State<AppState>,
    Address(address): Address,
    UserAgent(user_agent): UserAgent,
    PageLang(lang): PageLang,
    jar: CookieJar,
    Body(body): Body<SignInConsole>,
) -> ApiResult<(CookieJar, Json<Me>)> {
    let email = email(&body.email)?;
    let (subject, address) = (subject(&email), address.to_string());
    let by = AttemptBy {
        subject: &subject,
        address: &address,
    };
    let attempt = state.store.begin_sign_in(&email, by, state.now()).await?;
    let attempt_id = attempt.id;
    let known = attempt.account.as_ref();
    let password_hash = known.map(|known| known.password_hash.as_str());
    let is_right = state.passwords.verify(&body.password, password_hash);
    let account = match (is_right.await?, attempt.account) {
        (true, Some(account)) => account,
        (_, account) => {
            let why = AccountError::PasswordWrong;
            return refused(&state, (attempt_id, account), (&email, &address), why).await;
        }
    };
    if !account.is_confirmed {
        state.store.forget_attempt(attempt.id).await?;
        return unconfirmed(&state, &email, by, lang).await;
    }
    let factor = match second_factor(&state, &account, &email, body.code.as_deref())? {
        Shown::Good(factor) => factor,
        Shown::Wrong => {
            let why = AccountError::TotpWrong;
            return refused(&state, (attempt_id, Some(account)), (&email, &address), why).await;
        }
        Shown::Missing => {
            state.store.forget_attempt(attempt.id).await?;
            let title = "A code of the second factor is needed.";
            return Err(ApiError::new(Code::TotpNeeded, title).field("code"));
        }
    };
    let token = hex(&state.random::<32>());
    let new = NewAccountSession {
        account_id: account.id,
        attempt_id: attempt.id,
        password_hash: &account.password_hash,
        factor: &factor,
        token_hash: &hash(&token),
        address: &address,
        user_agent: &user_agent,
    };
    let signed = state.store.open_account_session(new, state.now()).await?;
    let actor = Actor {
        account_id: signed.account_id,
        role: signed.role,
        vendor_id: signed.vendor_id,
        address,
    };
    let own = state.store.own_account(&actor).await?;
    let cookie = console_cookie(&state.settings, Some((token, signed.role)));
    Ok((jar.add(cookie), Json(present(signed, own))))
}

/// What became of the second factor.
enum Shown {
    Good(SecondFactor),
    Wrong,
    Missing,
}

fn second_factor(
    state: &AppState,
    account: &KnownAccount,
    email: &Email,
    code: Option<&str>,
) -> ApiResult<Shown> {
    let Some(sealed) = &account.totp_secret else {
        return Ok(Shown::Good(SecondFactor::None));
    };
    let Some(code) = code.filter(|code| !code.trim().is_empty()) else {
        return Ok(Shown::Missing);
    };
    Ok(match TypedCode::parse(code) {
        None => Shown::Wrong,
        Some(TypedCode::Recovery(code)) => Shown::Good(SecondFactor::Recovery(hash(code.as_str()))),
        Some(TypedCode::Totp(code)) => {
            let secret = state.secrets.open(Purpose::TotpSecret(account.id), sealed);
            let secret = secret.map_err(ApiError::internal)?;
            let factor = totp::SecondFactor::read(&secret, email.as_str())?;
            match factor.step(&code, state.now()) {
                Some(step) => Shown::Good(SecondFactor::Step(step)),
                None => Shown::Wrong,
            }
        }
    })
}

/// Refuses an attempt, which stays counted, and is recorded.
async fn refused<T>(
    state: &AppState,
    (attempt_id, account): (i64, Option<KnownAccount>),
    typed_by: (&Email, &str),
    why: AccountError,
) -> ApiResult<T> {
    let (account_id, now) = (account.map(|account| account.id), state.now());
    state
        .store
        .record_failed_sign_in(attempt_id, account_id, typed_by, now)
        .await?;
    Err(why.into())
}

/// Mails another link, and says that the address is to be confirmed. It is said only to who knows the password.
async fn unconfirmed<T>(
    state: &AppState,
    email: &Email,
    by: AttemptBy<'_>,
    lang: Lang,
) -> ApiResult<T> {
    let link = Link::new(state, "confirm");
    let letter = letters::write(email.as_str(), About::Confirm { link: &link.url }, lang);
    let new = NewLink {
        email,
        by,
        token_hash: &link.token_hash,
        mail: &sealed(state, letter)?,
    };
    match state.store.send_confirmation(new, state.now()).await {
        // The mails before it say the same.
        Ok(()) | Err(StoreError::Account(AccountError::MailWait(_))) => {}
        Err(error) => return Err(error.into()),
    }
    let title = "Confirm the e-mail address first.";
    Err(ApiError::new(Code::EmailUnconfirmed, title).field("email"))
}

/// Signs out.
pub async fn sign_out(
    State(state): State<AppState>,
    jar: CookieJar,
) -> ApiResult<(CookieJar, StatusCode)> {
    if let Some(token_hash) = console_token_hash(&jar, &state.settings) {
        state.store.sign_out_account(&token_hash).await?;
    }
    let cookie = console_cookie(&state.settings, None);
    Ok((jar.add(cookie), StatusCode::NO_CONTENT))
}

/// One's sessions.
pub async fn list(
    State(state): State<AppState>,
    Acting(actor): Acting,
    SignedIn(signed): SignedIn,
) -> ApiResult<Json<Sessions>> {
    let rows = state.store.account_sessions(&actor, state.now()).await?;
    let session = |row: AccountSessionRow| AccountSession {
        id: row.id,
        created_at: row.created_at.0,
        seen_at: row.seen_at.0,
        address: row.address,
        user_agent: row.user_agent,
        current: row.id == signed.session_id,
    };
    let sessions = rows.into_iter().map(session).collect();
    Ok(Json(Sessions { sessions }))
}

/// A session in a path.
#[derive(Deserialize)]
pub struct OfSession {
    id: i64,
}

/// Ends a session.
pub async fn end(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSession { id }): Path<OfSession>,
) -> ApiResult<StatusCode> {
    state.store.end_session(&actor, id, state.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends one's other sessions.
pub async fn end_others(
    State(state): State<AppState>,
    Acting(actor): Acting,
    SignedIn(signed): SignedIn,
) -> ApiResult<StatusCode> {
    let kept = signed.session_id;
    state
        .store
        .end_other_sessions(&actor, kept, state.now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
