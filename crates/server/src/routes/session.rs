//! One-time codes and signing in and out.

use api::Code;
use api::answer::{self, CodeSent};
use api::request::{SendCode, SignIn};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use axum_extra::extract::CookieJar;
use domain::link::LinkToken;
use domain::phone::Phone;
use domain::sign_in::{self, Code as OneTimeCode};
use domain::time::Span;
use domain::word::Word;
use store::{NewCode, NewSession, Recorded, SignedIn};

use crate::carried;
use crate::digest::{hash, hex};
use crate::error::{ApiError, ApiResult};
use crate::extract::{Address, Body, SESSION, cookie_name, session_cookie};
use crate::notify::NotSent;
use crate::present;
use crate::proof::Subject;
use crate::state::AppState;

fn parse_phone(typed: &str) -> ApiResult<Phone> {
    Phone::parse(typed).map_err(|why| ApiError::phone(Code::PhoneInvalid, why).field("phone"))
}

/// A code is good for one number only.
fn code_hash(phone: &Phone, code: &OneTimeCode) -> String {
    hash(&format!("{} {}", phone.as_str(), code.as_str()))
}

/// The demo's code for a request.
fn demo_code(phone: &Phone, request_hash: &str) -> OneTimeCode {
    let digest = hash(&format!("{} {request_hash}", phone.as_str()));
    OneTimeCode::generate(
        digest
            .get(..16)
            .and_then(|hex| u64::from_str_radix(hex, 16).ok())
            .unwrap_or_default(),
    )
}

/// Notes a refusal for the funnel of the link that the visitor came by.
fn noted<T>(state: &AppState, link: Option<&str>, outcome: ApiResult<T>) -> ApiResult<T> {
    if let (Err(refused), Some(link)) = (&outcome, link.and_then(LinkToken::parse)) {
        let code = refused.problem.code.word().into_owned();
        state.store.gather_refusal(&link, None, code, state.now());
    }
    outcome
}

/// Sends a one-time code.
pub async fn send_code(
    State(state): State<AppState>,
    Address(address): Address,
    Body(body): Body<SendCode>,
) -> ApiResult<Json<CodeSent>> {
    let outcome = send(&state, &address.to_string(), &body).await;
    let Err(refused) = &outcome else {
        return outcome;
    };
    state.metrics.count_refused_code(refused.problem.code);
    match refused.problem.code {
        // The phone answers by itself: nobody met an error.
        Code::ProofNeeded => outcome,
        _ => noted(&state, body.link.as_deref(), outcome),
    }
}

async fn send(state: &AppState, address: &str, body: &SendCode) -> ApiResult<Json<CodeSent>> {
    let phone = parse_phone(&body.phone)?;
    let request_hash = request_hash(&body.request)?;
    let code = match state.settings.demo {
        // Only a hash of the code is kept. So that a repeated request gets it again, in the demo it follows from the request.
        true => demo_code(&phone, &request_hash),
        false => OneTimeCode::generate(u64::from_le_bytes(state.random())),
    };
    let sent = |resend_after: Span| CodeSent {
        resend_after: resend_after.seconds_up(),
        demo_code: state.settings.demo.then(|| code.as_str().to_owned()),
    };
    let now = state.now();
    let subject = Subject {
        phone: &phone,
        request_hash: &request_hash,
    };
    let new = NewCode {
        phone: &phone,
        address,
        code_hash: code_hash(&phone, &code),
        request_hash: request_hash.clone(),
        proven_bits: subject.proven_bits(body.proof, now),
        policy: &state.settings.send_policy,
    };
    match state.store.record_code(new, now).await? {
        Recorded::New => {}
        Recorded::Before(at) => return Ok(Json(sent(at + sign_in::RESEND_AFTER - now))),
        Recorded::Unproven(bits) => {
            return Err(ApiError::proof_needed(subject.challenge(bits, now)));
        }
    }
    // A task of its own: it ends also where the client hangs up. Half done, the code would count as sent.
    let sending = tokio::spawn(deliver(state.clone(), phone, code.clone(), request_hash));
    let is_known = sending.await.map_err(ApiError::internal)??;
    state.metrics.count_sent_code(is_known);
    Ok(Json(sent(sign_in::RESEND_AFTER)))
}

/// Sends a recorded code, or forgets it where it surely wasn't sent. One that may have been counts, and is good if it comes. Answers
/// whether it is known to be sent.
async fn deliver(
    state: AppState,
    phone: Phone,
    code: OneTimeCode,
    request_hash: String,
) -> ApiResult<bool> {
    match state.sms.send(&phone, &code).await {
        Ok(()) => Ok(true),
        Err(NotSent::Perhaps(why)) => {
            tracing::warn!(why, "whether a code was sent isn't known");
            Ok(false)
        }
        Err(NotSent::Surely(why)) => {
            state.store.forget_code(&phone, &request_hash).await?;
            Err(ApiError::new(Code::CodeNotSent, "The code couldn't be sent.").because(why))
        }
    }
}

/// The hash of what a code is asked for with.
fn request_hash(request: &str) -> ApiResult<String> {
    if !(16..=64).contains(&request.len()) {
        let title = "A request has 16 to 64 characters.";
        return Err(ApiError::new(Code::BadRequest, title));
    }
    Ok(hash(request))
}

/// Signs in; with a link, its onboarding begins or goes on.
pub async fn sign_in(
    State(state): State<AppState>,
    Address(address): Address,
    jar: CookieJar,
    Body(body): Body<SignIn>,
) -> ApiResult<(CookieJar, Json<answer::SignedIn>)> {
    let token = hex(&state.random::<32>());
    let entered = enter(&state, &address.to_string(), &body, &token).await;
    let SignedIn { person, begun } = noted(&state, body.link.as_deref(), entered)?;
    let onboarding = match begun {
        None => None,
        Some((at, found)) => {
            let carried = carried::serial(&jar, &at.link);
            Some(present::onboarding(&state, &at, &person, found, carried).await?)
        }
    };
    let answer = answer::SignedIn {
        person: present::person(&person),
        onboarding,
    };
    Ok((
        jar.add(session_cookie(&state.settings, Some(token))),
        Json(answer),
    ))
}

async fn enter(state: &AppState, address: &str, body: &SignIn, token: &str) -> ApiResult<SignedIn> {
    let phone = parse_phone(&body.phone)?;
    let code = OneTimeCode::parse(&body.code)
        .ok_or_else(|| ApiError::new(Code::CodeFormat, "A code has 6 digits.").field("code"))?;
    let request_hash = body.request.as_deref().map(hash);
    let link = body.link.as_deref().and_then(LinkToken::parse);
    let typed = store::SignIn {
        phone: &phone,
        code_hash: &code_hash(&phone, &code),
        request_hash: request_hash.as_deref(),
        address,
        link: link.as_ref(),
        session: NewSession {
            token_hash: hash(token),
            lifetime: SESSION,
        },
    };
    Ok(state.store.sign_in(typed, state.now()).await?)
}

/// Signs out.
pub async fn sign_out(
    State(state): State<AppState>,
    jar: CookieJar,
) -> ApiResult<(CookieJar, StatusCode)> {
    if let Some(cookie) = jar.get(cookie_name(&state.settings)) {
        state.store.sign_out(&hash(cookie.value())).await?;
    }
    Ok((
        jar.add(session_cookie(&state.settings, None)),
        StatusCode::NO_CONTENT,
    ))
}
