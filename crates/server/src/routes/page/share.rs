//! The share page: a document with the link's code, made to be forwarded.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::link::LinkToken;
use leptos::prelude::*;
use ui::document::share::Shared;
use ui::document::{Guide, Share};
use ui::paint::html;

use super::PageRequest;
use crate::error::ApiResult;
use crate::extract::PathParts;
use crate::page::{Mark, Page};
use crate::state::AppState;
use crate::{address, present};

/// `/s/{token}`. Opening it counts nothing: it is made to be passed on.
pub async fn show(
    State(state): State<AppState>,
    PathParts([link]): PathParts<1>,
    request: PageRequest,
) -> Response {
    let made = of_link(&state, &request, &link).await;
    made.unwrap_or_else(|error| super::failed(&state, &request, &error))
}

async fn of_link(state: &AppState, request: &PageRequest, link: &str) -> ApiResult<Response> {
    let token = LinkToken::parse(link)
        .unwrap_or_else(|| LinkToken::generate([0; domain::link::TOKEN_LENGTH]));
    let deployment = state.store.deployment(&token).await?;
    let status = match deployment {
        Some(_) => StatusCode::OK,
        None => StatusCode::NOT_FOUND,
    };
    let test = deployment.as_ref().is_some_and(|found| found.test);
    let approved = deployment.as_ref().is_some_and(|it| it.suite.approved);
    let guide = present::guide(&token, deployment, false, None, state.now());
    let closed = super::closed(guide.problem, test, approved);
    let mark = test.then_some(Mark::Test);
    let (visit, lang) = (request.visit(), request.lang);
    let (suite, link) = match (&guide.suite, guide.problem) {
        (Some(suite), None) => (suite.clone(), guide.link),
        _ => {
            let painted = html(|| view! { <Guide guide visit lang closed/> });
            let page = super::document(state, request, status, request.product(), painted);
            return Ok(state.pages.deploy.fill(&Page { mark, ..page }));
        }
    };
    let url = address::share(&state.settings.public_url, &token);
    let places = state.settings.client.places(visit.device);
    let shared = Shared {
        link,
        url: url.clone(),
        suite: suite.clone(),
        client: places
            .into_iter()
            .map(|(device, place)| (device, place.to_owned()))
            .collect(),
    };
    let painted = html(|| view! { <Share shared visit lang/> });
    let title = super::link_title(&suite, test);
    Ok(state.pages.deploy.fill(&Page {
        mark,
        wide: true,
        description: Some(lang.of(&suite.tagline)),
        accent: Some((suite.accent, suite.accent_dark)),
        card: Some(format!("{url}/card.png?lang={}", lang.word())),
        url,
        ..super::document(state, request, status, title, painted)
    }))
}
