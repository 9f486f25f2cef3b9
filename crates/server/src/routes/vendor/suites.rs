//! Suites with their apps and secrets, and where their vendor's server is.

use std::time::Duration;

use api::Code;
use api::console::list::{ListQuery, Page};
use api::console::suite::{
    AppFields, MakeSecrets, NewSuite as TypedSuite, Secrets, SetCallback, SetIcon, SetWhitelist,
    Suite, SuiteFields, SuiteRow,
};
use axum::Json;
use axum::extract::State;
use domain::suite::SuiteKey;
use domain::target::CallbackUrl;
use domain::time::Span;
use domain::whitelist::Whitelist;
use domain::word::Word;
use store::{Actor, NewSuite};

use super::{OfItem, OfSuite, input, suite_fields};
use crate::credentials::{self, CredentialError};
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path, Query};
use crate::state::AppState;

/// Hours for which former secrets hold where nothing is said, and the most.
const HOLD: u32 = 24;
const MOST_HOLD: u32 = 8_760;

/// How long a vendor's server may take, so that the request is answered in time.
const CHECK_TIMEOUT: Duration = Duration::from_secs(8);

/// The vendor's suites.
pub async fn list(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Query(query): Query<ListQuery>,
) -> ApiResult<Json<Page<SuiteRow>>> {
    let (listing, stands) = (input::listing(&query)?, input::state(&query)?);
    let found = state.store.own_suites(&actor, &listing, stands).await?;
    Ok(input::page(found, |row| SuiteRow {
        icon: suite_fields::icon_of(&row.suite_key),
        suite_key: row.suite_key,
        name: row.name,
        state: row.state.word().into_owned(),
        apps: u32::try_from(row.apps).unwrap_or(u32::MAX),
        created_at: row.created_at.0,
    }))
}

async fn answer(state: &AppState, actor: &Actor, suite: &str) -> ApiResult<Json<Suite>> {
    let found = state.store.own_suite(actor, suite, state.now()).await?;
    Ok(Json(suite_fields::present(found)))
}

/// A suite.
pub async fn show(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
) -> ApiResult<Json<Suite>> {
    answer(&state, &actor, &suite).await
}

/// Makes a suite.
pub async fn create(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Body(typed): Body<TypedSuite>,
) -> ApiResult<Json<Suite>> {
    let fields = suite_fields::suite(&typed.fields)?;
    let new = NewSuite {
        suite_key: SuiteKey::generate(state.random()).to_string(),
        name: fields.name,
        tagline: fields.tagline,
        icon: suite_fields::icon(&typed.icon)?,
        accent: fields.accent,
        callback_url: None,
        team_modes: fields.team_modes,
        serial: fields.serial,
        permissions: fields.permissions,
        custom_tasks: fields.custom_tasks,
        apps: Vec::new(),
    };
    state.store.make_suite(&actor, &new, state.now()).await?;
    answer(&state, &actor, &new.suite_key).await
}

/// Changes a suite.
pub async fn change(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<SuiteFields>,
) -> ApiResult<Json<Suite>> {
    let change = suite_fields::suite(&typed)?;
    state.store.change_suite(&actor, &suite, &change).await?;
    answer(&state, &actor, &suite).await
}

/// Sets a suite's icon.
pub async fn set_icon(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<SetIcon>,
) -> ApiResult<Json<Suite>> {
    let icon = suite_fields::icon(&typed.icon)?;
    state.store.set_suite_icon(&actor, &suite, &icon).await?;
    answer(&state, &actor, &suite).await
}

/// Adds an app.
pub async fn add_app(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<AppFields>,
) -> ApiResult<Json<Suite>> {
    let app = suite_fields::app(&typed)?;
    state.store.add_app(&actor, &suite, &app).await?;
    answer(&state, &actor, &suite).await
}

/// Changes an app.
pub async fn change_app(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfItem { suite, id }): Path<OfItem>,
    Body(typed): Body<AppFields>,
) -> ApiResult<Json<Suite>> {
    let app = suite_fields::app(&typed)?;
    state.store.change_app(&actor, (&suite, id), &app).await?;
    answer(&state, &actor, &suite).await
}

/// Removes an app.
pub async fn remove_app(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfItem { suite, id }): Path<OfItem>,
) -> ApiResult<Json<Suite>> {
    state.store.remove_app(&actor, &suite, id).await?;
    answer(&state, &actor, &suite).await
}

/// Sets the callback URL.
pub async fn set_callback(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(SetCallback { url }): Body<SetCallback>,
) -> ApiResult<Json<Suite>> {
    let url = url.as_deref().map(str::parse::<CallbackUrl>).transpose();
    let url = url.map_err(|why| {
        ApiError::new(Code::CallbackUrl, &format!("The URL is {why}.")).field("url")
    })?;
    // Before a server is asked anything: the suite is the vendor's.
    let found = state.store.suite_of(&actor, &suite).await?;
    if let Some(url) = &url {
        let now = state.now();
        let known = credentials::load(&state.store, &state.secrets, &suite, now).await?;
        let known =
            known.ok_or_else(|| ApiError::new(Code::NoSecrets, "Make its secrets first."))?;
        let check = async {
            match found.callback_url {
                None => {
                    let keys = (&*suite, &known.keys);
                    state.checker.check_new_url(url, keys, now).await
                }
                Some(_) => {
                    let known = (&*suite, &known);
                    state.checker.check_changed_url(url, known, now).await
                }
            }
        };
        let refused = |why: &str| ApiError::new(Code::CallbackRefused, why).field("url");
        match tokio::time::timeout(CHECK_TIMEOUT, check).await {
            Ok(checked) => checked.map_err(|why| refused(&why.to_string()))?,
            Err(_) => return Err(refused("There was no answer within 8 s.")),
        }
    }
    let text = url.map(|url| url.to_string());
    let set = state
        .store
        .set_own_callback(&actor, &suite, text.as_deref(), state.now());
    set.await?;
    answer(&state, &actor, &suite).await
}

/// Sets from where the vendor may call.
pub async fn set_whitelist(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<SetWhitelist>,
) -> ApiResult<Json<Suite>> {
    let list = typed.whitelist.parse::<Whitelist>();
    let list =
        list.map_err(|why| ApiError::new(Code::Whitelist, &why.to_string()).field("whitelist"))?;
    state.store.set_own_whitelist(&actor, &suite, &list).await?;
    answer(&state, &actor, &suite).await
}

/// Makes secrets, the first or others.
pub async fn make_secrets(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(MakeSecrets { hold_hours }): Body<MakeSecrets>,
) -> ApiResult<Json<Secrets>> {
    let hours = hold_hours.unwrap_or(HOLD);
    if hours > MOST_HOLD {
        let why = "0 to 8760 hours are needed.";
        return Err(ApiError::new(Code::Days, why).field("hold_hours"));
    }
    state.store.suite_of(&actor, &suite).await?;
    let own = (&state.store, &state.secrets, &*state.random);
    let hold = Span::minutes(i64::from(hours) * 60);
    let now = state.now();
    let keys = match credentials::rotate(own, &suite, hold, now).await {
        Err(CredentialError::None) => credentials::create(own, &suite, now).await?,
        rotated => rotated?,
    };
    state.store.record_secrets(&actor, &suite, now).await?;
    Ok(Json(Secrets {
        suite_secret: keys.secret,
        token: keys.token,
        encoding_aes_key: keys.aes_key,
    }))
}
