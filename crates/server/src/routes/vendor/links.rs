//! Links: made, listed, taken back, and their codes and posters.

use api::Code;
use api::console::link::{LinkFilter as TypedFilter, LinkRow, NewLink};
use api::console::list::{ListQuery, Page};
use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use domain::batch::SerialTaken;
use domain::link::{self, LinkToken};
use domain::time::Moment;
use domain::word::Word;
use serde::Deserialize;
use store::{Actor, LinkCount, LinkFilter, LinkSettings, OwnLink};

use super::{OfSuite, input};
use crate::address;
use crate::carrying::{CarryError, carried};
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Address, Body, Path, Query};
use crate::routes::handout::{self, FileRequest};
use crate::state::AppState;

/// Of which link a path speaks.
#[derive(Deserialize)]
pub struct OfLink {
    pub(super) suite: String,
    pub(super) link: String,
}

/// The token in a path.
pub(super) fn token(text: &str) -> ApiResult<LinkToken> {
    LinkToken::parse(text).ok_or_else(|| ApiError::new(Code::NotFound, "No such link."))
}

fn present(state: &AppState, link: OwnLink, now: Moment) -> LinkRow {
    let public_url = &state.settings.public_url;
    let stands = match link.facts.may_begin(now) {
        Ok(()) => "open".to_owned(),
        Err(problem) => problem.word().into_owned(),
    };
    LinkRow {
        url: address::guide(public_url, &link.token),
        share_url: address::share(public_url, &link.token),
        token: link.token.to_string(),
        label: link.label,
        state: stands,
        expires_at: link.facts.expires_at.map(|at| at.0),
        max_uses: link.facts.max_uses,
        uses: link.facts.uses,
        serial: link.serial.map(|serial| serial.to_string()),
        scans: link.scans.unsigned_abs(),
        starts: link.starts.unsigned_abs(),
        batch: link.batch,
        created_at: link.created_at.0,
    }
}

/// A suite's links.
pub async fn list(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Query(mut query): Query<ListQuery>,
    Query(filter): Query<TypedFilter>,
) -> ApiResult<Json<Page<LinkRow>>> {
    let most = match query.sort.as_deref() {
        Some("scans") => Some(LinkCount::Scans),
        Some("starts") => Some(LinkCount::Starts),
        _ => None,
    };
    if most.is_some() {
        query.sort = None;
    }
    let listing = input::listing(&query)?;
    let filter = LinkFilter {
        batch: filter.batch,
        revoked: match query.state.as_deref() {
            None | Some("") => None,
            Some("open") => Some(false),
            Some("revoked") => Some(true),
            Some(_) => {
                return Err(ApiError::new(Code::ListQuery, "No such state.").field("state"));
            }
        },
        most,
    };
    let found = state.store.own_links(&actor, &suite, &listing, filter);
    let (found, now) = (found.await?, state.now());
    Ok(input::page(found, |link| present(&state, link, now)))
}

async fn answer(
    state: &AppState,
    actor: &Actor,
    suite: &str,
    token: &LinkToken,
) -> ApiResult<Json<LinkRow>> {
    let found = state.store.own_link(actor, suite, token).await?;
    Ok(Json(present(state, found, state.now())))
}

/// A link.
pub async fn show(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(of): Path<OfLink>,
) -> ApiResult<Json<LinkRow>> {
    answer(&state, &actor, &of.suite, &token(&of.link)?).await
}

/// Makes a link.
pub async fn create(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<NewLink>,
) -> ApiResult<Json<LinkRow>> {
    let found = state.store.suite_of(&actor, &suite).await?;
    let now = state.now();
    let typed_serial = typed.serial.as_deref().map(str::trim);
    let serial = match typed_serial.filter(|typed| !typed.is_empty()) {
        Some(typed) => Some(carried(&state.store, &found, typed, now).await?),
        None => None,
    };
    if typed.uses == Some(0) {
        return Err(ApiError::new(Code::LinkUses, "At least one is needed.").field("uses"));
    }
    let max_uses = link::uses(typed.uses, serial.is_some());
    let settings = LinkSettings {
        label: input::label::<120>(&typed.label)?,
        expires_at: input::ends(typed.days, now)?,
        max_uses: max_uses
            .map_err(|why| ApiError::new(Code::LinkUses, &why.to_string()).field("uses"))?,
        serial,
    };
    let token = LinkToken::generate(state.random());
    let made = state
        .store
        .make_link(&actor, &suite, (&token, &settings), now);
    made.await?.map_err(taken)?;
    answer(&state, &actor, &suite, &token).await
}

fn taken(why: SerialTaken) -> ApiError {
    ApiError::new(Code::SerialUnfit, &why.to_string()).field("serial")
}

impl From<CarryError> for ApiError {
    fn from(why: CarryError) -> Self {
        match why {
            CarryError::Serial(why) => Self::new(why.into(), &why.to_string()).field("serial"),
            CarryError::Misfit(why) => {
                Self::new(Code::SerialUnfit, &why.to_string()).field("serial")
            }
            CarryError::Taken(why) => taken(why),
            CarryError::Store(why) => why.into(),
        }
    }
}

async fn set(
    state: &AppState,
    actor: &Actor,
    of: OfLink,
    is_revoked: bool,
) -> ApiResult<Json<LinkRow>> {
    let (token, now) = (token(&of.link)?, state.now());
    let revoked_at = is_revoked.then_some(now);
    let set = state
        .store
        .set_link_revoked(actor, (&of.suite, &token), revoked_at, now);
    set.await?.map_err(taken)?;
    answer(state, actor, &of.suite, &token).await
}

/// Takes a link back.
pub async fn revoke(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(of): Path<OfLink>,
) -> ApiResult<Json<LinkRow>> {
    set(&state, &actor, of, true).await
}

/// Undoes that.
pub async fn restore(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(of): Path<OfLink>,
) -> ApiResult<Json<LinkRow>> {
    set(&state, &actor, of, false).await
}

/// Of which file of a link a path speaks.
#[derive(Deserialize)]
pub struct OfFile {
    suite: String,
    link: String,
    file: String,
}

/// A link's code as `code.svg`, `.png` and `.pdf`, and its poster as `poster.png` and `.pdf`.
pub async fn file(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(of): Path<OfFile>,
    (Address(address), headers, uri): (Address, HeaderMap, Uri),
) -> ApiResult<Response> {
    let token = token(&of.link)?;
    state.store.own_link(&actor, &of.suite, &token).await?;
    let (what, extension) = of.file.split_once('.').unwrap_or_default();
    let request = FileRequest {
        link: token.as_str(),
        extension,
        uri: &uri,
        headers: &headers,
        address,
    };
    match what {
        "code" => handout::code(&state, request).await,
        "poster" => handout::poster(&state, request).await,
        _ => Err(ApiError::new(Code::NotFound, "No such file.")),
    }
}
