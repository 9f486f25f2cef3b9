//! One's vendor, its members, and the operators. Members and operators share these handlers: each acts among their own.

use api::Code;
use api::console::account::MailedToken;
use api::console::member::{
    AcceptInvitation, ChangeVendor, Invitation, InviteMember, Member, Members, OpenInvitation,
    SetAccountRole, Vendor,
};
use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::account::email::Email;
use domain::account::{Role, VendorName, VendorShortName};
use domain::text::NameError;
use serde::Deserialize;
use store::{AccountRow, Actor, NewInvitation, NewMail, SignedAccount, VendorChange};
use ui::lang::Lang;

use super::account::{hash_by_link, stored_email};
use super::link::{Link, email, name};
use crate::accounts::letters::{self, About};
use crate::digest::hash;
use crate::error::{ApiError, ApiResult};
use crate::extract::account::{Acting, PageLang, SignedIn};
use crate::extract::{Address, Body, Path};
use crate::notify::mail::sealed;
use crate::state::AppState;

/// The account or invitation that a path names.
#[derive(Deserialize)]
pub struct OfId {
    id: i64,
}

/// One's vendor.
pub async fn vendor(
    State(state): State<AppState>,
    Acting(actor): Acting,
) -> ApiResult<Json<Vendor>> {
    let vendor = state.store.own_vendor(&actor).await?;
    Ok(Json(Vendor {
        name: vendor.name,
        short_name: vendor.short_name,
        contact: vendor.contact,
        certified: vendor.certified,
    }))
}

/// Changes one's vendor.
pub async fn change_vendor(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Body(body): Body<ChangeVendor>,
) -> ApiResult<StatusCode> {
    let refused = |code, field: &'static str| {
        move |why: NameError| ApiError::new(code, &format!("It is {why}.")).field(field)
    };
    let contact = match body.contact.trim() {
        "" => None,
        typed => Some(typed.parse().map_err(|why| {
            let why = format!("{why}");
            ApiError::new(Code::VendorContact, &why).field("contact")
        })?),
    };
    let change = VendorChange {
        name: VendorName::parse(&body.name).map_err(refused(Code::VendorName, "name"))?,
        short_name: VendorShortName::parse(&body.short_name)
            .map_err(refused(Code::VendorShortName, "short_name"))?,
        contact,
    };
    state
        .store
        .change_own_vendor(&actor, &change, state.now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The members, and who is invited.
pub async fn list(
    State(state): State<AppState>,
    Acting(actor): Acting,
) -> ApiResult<Json<Members>> {
    let found = state.store.account_members(&actor, state.now()).await?;
    let (members, invitations) = found;
    let member = |row: AccountRow| Member {
        id: row.id,
        name: row.name,
        email: row.email,
        role: row.role,
        second_factor: row.second_factor,
        created_at: row.created_at.0,
        seen_at: row.seen_at.map(|at| at.0),
    };
    let invitation = |open: store::OpenInvitation| OpenInvitation {
        id: open.id,
        email: open.email,
        role: open.role,
        sent_at: open.sent_at.0,
        expires_at: open.expires_at.0,
    };
    Ok(Json(Members {
        members: members.into_iter().map(member).collect(),
        invitations: invitations.into_iter().map(invitation).collect(),
    }))
}

/// Invites somebody.
pub async fn invite(
    State(state): State<AppState>,
    Acting(actor): Acting,
    SignedIn(signed): SignedIn,
    PageLang(lang): PageLang,
    Body(body): Body<InviteMember>,
) -> ApiResult<StatusCode> {
    let to = (&email(&body.email)?, body.role);
    let (link, mail) = write(&state, (&actor, &signed), to, lang).await?;
    let new = NewInvitation {
        email: to.0,
        role: to.1,
        token_hash: &link.token_hash,
        mail: &mail,
    };
    state.store.invite_account(&actor, new, state.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Mails an invitation again.
pub async fn invite_again(
    State(state): State<AppState>,
    Acting(actor): Acting,
    SignedIn(signed): SignedIn,
    PageLang(lang): PageLang,
    Path(OfId { id }): Path<OfId>,
) -> ApiResult<StatusCode> {
    let open = state.store.open_invitation(&actor, id).await?;
    let to = (&stored_email(&open.email)?, open.role);
    let (link, mail) = write(&state, (&actor, &signed), to, lang).await?;
    let link = (link.token_hash.as_str(), &mail);
    state
        .store
        .invite_account_again(&actor, id, link, state.now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The mail of an invitation, with its link.
async fn write(
    state: &AppState,
    (actor, signed): (&Actor, &SignedAccount),
    (email, role): (&Email, Role),
    lang: Lang,
) -> ApiResult<(Link, NewMail)> {
    let vendor = match actor.vendor_id {
        Some(_) => Some(state.store.own_vendor(actor).await?.name),
        None => None,
    };
    let link = Link::new(state, "invitation");
    let about = About::Invite {
        link: &link.url,
        inviter: &signed.name,
        vendor: vendor.as_deref(),
        role,
    };
    let mail = sealed(state, letters::write(email.as_str(), about, lang))?;
    Ok((link, mail))
}

/// Takes an invitation back.
pub async fn take_back(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
) -> ApiResult<StatusCode> {
    state
        .store
        .take_invitation_back(&actor, id, state.now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Sets somebody's role.
pub async fn set_role(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
    Body(SetAccountRole { role }): Body<SetAccountRole>,
) -> ApiResult<StatusCode> {
    state
        .store
        .set_account_role(&actor, id, role, state.now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Takes somebody out.
pub async fn take_out(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfId { id }): Path<OfId>,
) -> ApiResult<StatusCode> {
    state
        .store
        .take_account_out(&actor, id, state.now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}

/// An invitation, for its recipient.
pub async fn invitation(
    State(state): State<AppState>,
    Body(MailedToken { token }): Body<MailedToken>,
) -> ApiResult<Json<Invitation>> {
    let token_hash = hash(&token);
    let found = state.store.account_invitation(&token_hash, state.now());
    let found = found.await?;
    Ok(Json(Invitation {
        email: found.email,
        vendor: found.vendor,
        inviter: found.inviter,
        role: found.role,
    }))
}

/// Accepts an invitation.
pub async fn accept(
    State(state): State<AppState>,
    Address(address): Address,
    Body(body): Body<AcceptInvitation>,
) -> ApiResult<StatusCode> {
    let token_hash = hash(&body.token);
    let found = state.store.account_invitation(&token_hash, state.now());
    let found = found.await?;
    let name = name(&body.name)?;
    let mut own = vec![name.as_str()];
    own.extend(found.vendor.as_deref());
    let email = stored_email(&found.email)?;
    let password = state.passwords.parse(&body.password, &email, &own)?;
    let password_hash = hash_by_link(&state, password, (&token_hash, address)).await?;
    let account = (&name, password_hash.as_str());
    state
        .store
        .accept_account_invitation(&token_hash, account, &address.to_string(), state.now())
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
