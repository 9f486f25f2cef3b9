//! The share page: the server writes all of it, no program comes with it.

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::link::LinkToken;
use view::{Child, Share};

use super::Ask;
use crate::address;
use crate::error::ApiResult;
use crate::extract::{Looks, PathParts};
use crate::page::Page;
use crate::present;
use crate::state::AppState;

/// `/s/{token}`. Opening it counts nothing: it is made to be passed on.
pub async fn show(
    State(state): State<AppState>,
    PathParts([link]): PathParts<1>,
    ask: Ask,
) -> Response {
    let made = of_link(&state, &ask, &link).await;
    made.unwrap_or_else(|error| {
        error.log();
        let painted = view::failed(ask.lang);
        let title = ask.product();
        fill(
            &state,
            &ask,
            StatusCode::INTERNAL_SERVER_ERROR,
            title,
            painted,
        )
    })
}

fn page(
    state: &AppState,
    ask: &Ask,
    status: StatusCode,
    title: String,
    url: String,
    painted: view::Node,
) -> Page {
    Page {
        status,
        lang: ask.lang,
        title,
        description: None,
        accent: None,
        url,
        card: None,
        painted: view::el("div.contents").child(painted).node(),
        boot: "null".to_owned(),
        nonce: state.random(),
    }
}

fn fill(
    state: &AppState,
    ask: &Ask,
    status: StatusCode,
    title: String,
    painted: view::Node,
) -> Response {
    let page = page(state, ask, status, title, ask.url(state), painted);
    state.pages.share.fill(&page)
}

async fn of_link(state: &AppState, ask: &Ask, link: &str) -> ApiResult<Response> {
    let token = LinkToken::parse(link)
        .unwrap_or_else(|| LinkToken::generate([0; domain::link::TOKEN_LENGTH]));
    let deployment = state.store.deployment(&token).await?;
    let known = deployment.is_some();
    let guide = present::guide(&token, deployment, false, None, state.now());
    let suite = match (&guide.suite, guide.problem) {
        (Some(suite), None) => suite,
        _ => {
            let status = match known {
                true => StatusCode::OK,
                false => StatusCode::NOT_FOUND,
            };
            let painted = view::guide(&guide, ask.lang);
            return Ok(fill(state, ask, status, ask.product(), painted));
        }
    };
    let public_url = &state.settings.public_url;
    let url = address::share(public_url, &token);
    let Looks { device, in_app } = ask.looks;
    let painted = view::share(
        &Share {
            link: &guide.link,
            url: &url,
            suite,
            device,
            in_app,
            client: &state.settings.client.places(device),
        },
        ask.lang,
    );
    let title = format!("{} · {}", suite.name, suite.vendor);
    let page = Page {
        description: Some(ask.lang.of(&suite.tagline)),
        accent: Some((suite.accent.clone(), suite.accent_dark.clone())),
        card: Some(format!("{url}/card.png?lang={}", ask.lang.word())),
        ..page(state, ask, StatusCode::OK, title, url, painted)
    };
    let mut response = state.pages.share.fill(&page).into_response();
    // A phone and a desktop get different pages.
    let vary = HeaderValue::from_static("cookie, accept-language, user-agent");
    response.headers_mut().insert(header::VARY, vary);
    Ok(response)
}
