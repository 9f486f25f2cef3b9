//! Signing up, one's own account, and its password.

use api::Code;
use api::console::account::{
    ChangeMe, ChangePassword, ForgottenPassword, MailedToken, Me, ResetPassword, SignUp,
};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::account::VendorName;
use domain::account::email::Email;
use domain::account::password::Password;
use domain::network::Network;
use store::{Actor, AttemptBy, NewLink, OwnAccount, SignedAccount, StoreError};

use super::link::{Link, email, name, sign_in_url, subject};
use crate::accounts::letters::{self, About};
use crate::digest::hash;
use crate::error::{ApiError, ApiResult};
use crate::extract::account::{Acting, PageLang, SignedIn};
use crate::extract::{Address, Body};
use crate::notify::mail::sealed;
use crate::state::AppState;

/// Signs up. Whether the address has an account is said by the mail alone.
pub async fn sign_up(
    State(state): State<AppState>,
    Address(address): Address,
    PageLang(lang): PageLang,
    Body(body): Body<SignUp>,
) -> ApiResult<StatusCode> {
    let name = name(&body.name)?;
    let email = email(&body.email)?;
    let vendor = VendorName::parse(&body.vendor)
        .map_err(|why| ApiError::new(Code::VendorName, &format!("It is {why}.")).field("vendor"))?;
    let own = [name.as_str(), vendor.as_str()];
    let password = state.passwords.parse(&body.password, &email, &own)?;
    let by = AttemptBy {
        subject: &subject(&email),
        address: &address.to_string(),
    };
    // Before the hashing, which costs a core's time.
    state.store.begin_sign_up(by, state.now()).await?;
    let password_hash = state.passwords.hash(password).await?;
    let link = Link::new(&state, "confirm");
    let confirm = letters::write(email.as_str(), About::Confirm { link: &link.url }, lang);
    let sign_in = sign_in_url(&state);
    let known = letters::write(email.as_str(), About::Known { link: &sign_in }, lang);
    let new = store::SignUp {
        email: &email,
        name: &name,
        password_hash: &password_hash,
        vendor: &vendor,
        address: by.address,
        token_hash: &link.token_hash,
        confirm: &sealed(&state, confirm)?,
        known: &sealed(&state, known)?,
    };
    state.store.sign_up(new, state.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Confirms an e-mail address.
pub async fn confirm(
    State(state): State<AppState>,
    Address(address): Address,
    Body(MailedToken { token }): Body<MailedToken>,
) -> ApiResult<StatusCode> {
    let (token_hash, address) = (hash(&token), address.to_string());
    state
        .store
        .confirm_email(&token_hash, &address, state.now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mails a link that sets another password, if the address has an account.
pub async fn forgotten(
    State(state): State<AppState>,
    Address(address): Address,
    PageLang(lang): PageLang,
    Body(body): Body<ForgottenPassword>,
) -> ApiResult<StatusCode> {
    let email = email(&body.email)?;
    let link = Link::new(&state, "reset");
    let letter = letters::write(email.as_str(), About::Reset { link: &link.url }, lang);
    let new = NewLink {
        email: &email,
        by: AttemptBy {
            subject: &subject(&email),
            address: &address.to_string(),
        },
        token_hash: &link.token_hash,
        mail: &sealed(&state, letter)?,
    };
    state.store.ask_for_reset(new, state.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets another password by the link.
pub async fn reset(
    State(state): State<AppState>,
    Address(address): Address,
    Body(body): Body<ResetPassword>,
) -> ApiResult<StatusCode> {
    let token_hash = hash(&body.token);
    let of = state.store.reset_of(&token_hash, state.now()).await?;
    let email = stored_email(&of.email)?;
    let own: Vec<&str> = of.vendor.as_deref().into_iter().collect();
    let password = state.passwords.parse(&body.password, &email, &own)?;
    let password_hash = hash_by_link(&state, password, (&token_hash, address)).await?;
    state
        .store
        .reset_password(
            &token_hash,
            &password_hash,
            &address.to_string(),
            state.now(),
        )
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Hashes the password that somebody sets by the link with a token of this hash. It is counted as an attempt to sign in until it is
/// done: one link doesn't have many hashed at once.
pub async fn hash_by_link(
    state: &AppState,
    password: Password,
    (token_hash, address): (&str, Network),
) -> ApiResult<String> {
    let by = AttemptBy {
        subject: token_hash,
        address: &address.to_string(),
    };
    let attempt = state.store.begin_to_set_password(by, state.now()).await?;
    let hashed = state.passwords.hash(password).await?;
    state.store.forget_attempt(attempt).await?;
    Ok(hashed)
}

/// Who is signed in.
pub async fn me(
    State(state): State<AppState>,
    Acting(actor): Acting,
    SignedIn(signed): SignedIn,
) -> ApiResult<Json<Me>> {
    let own = state.store.own_account(&actor).await?;
    Ok(Json(present(signed, own)))
}

/// Who is signed in, for the page.
pub fn present(signed: SignedAccount, own: OwnAccount) -> Me {
    Me {
        id: signed.account_id,
        role: signed.role,
        permissions: signed.role.permissions().to_vec(),
        vendor: own.vendor.map(|(_, short_name)| short_name),
        second_factor: own.totp_on,
        totp_required: signed.totp_required(),
        recovery_codes: own.recovery_codes,
        name: signed.name,
        email: signed.email,
    }
}

/// Changes one's name.
pub async fn change_me(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Body(body): Body<ChangeMe>,
) -> ApiResult<StatusCode> {
    state.store.set_own_name(&actor, &name(&body.name)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Changes one's password. The other sessions end.
pub async fn change_password(
    State(state): State<AppState>,
    Acting(actor): Acting,
    SignedIn(signed): SignedIn,
    Body(body): Body<ChangePassword>,
) -> ApiResult<StatusCode> {
    let own = prove(&state, &actor, &signed, &body.old, "old").await?;
    let email = stored_email(&signed.email)?;
    let mut names = vec![signed.name.as_str()];
    if let Some((full, short)) = &own.vendor {
        names.extend([full.as_str(), short.as_str()]);
    }
    let password = state.passwords.parse(&body.new, &email, &names);
    let password = password.map_err(|why| ApiError::from(why).field("new"))?;
    let new = state.passwords.hash(password).await?;
    let hashes = (own.password_hash.as_str(), new.as_str());
    state
        .store
        .change_password(&actor, signed.session_id, hashes, state.now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Holds the password of who is signed in against what they typed; wrong ones count like failed attempts to sign in.
///
/// # Errors
///
/// It is wrong, at the field of this name, or too many were.
pub async fn prove(
    state: &AppState,
    actor: &Actor,
    signed: &SignedAccount,
    typed: &str,
    field: &'static str,
) -> ApiResult<OwnAccount> {
    let email = stored_email(&signed.email)?;
    let by = AttemptBy {
        subject: &subject(&email),
        address: &actor.address,
    };
    let attempt = state.store.begin_sign_in(&email, by, state.now()).await?;
    let own = state.store.own_account(actor).await?;
    let hash = own.password_hash.as_str();
    match state.passwords.verify(typed, Some(hash)).await? {
        true => {
            state.store.forget_attempt(attempt.id).await?;
            Ok(own)
        }
        false => Err(ApiError::new(Code::PasswordWrong, "Not the password.").field(field)),
    }
}

/// An e-mail address that is kept.
pub fn stored_email(email: &str) -> ApiResult<Email> {
    Email::parse(email).map_err(|_| StoreError::Corrupt("e-mail address").into())
}
