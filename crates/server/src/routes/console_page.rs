//! The console under `/console`: its files by their names, and its page for every other path.

use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, Uri};
use axum::middleware;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower::ServiceBuilder;
use tower_http::services::ServeDir;

use super::page::{self, PageRequest};
use crate::state::AppState;

/// The page and its files.
pub fn router(state: &AppState) -> Router<AppState> {
    let files = ServeDir::new(&state.settings.console_dir)
        .precompressed_br()
        .precompressed_gzip()
        .append_index_html_on_directories(false)
        .fallback(get(show).with_state(state.clone()));
    Router::new()
        // The built page's own file has no policy.
        .route("/console/index.html", get(show))
        .nest_service(
            "/console",
            ServiceBuilder::new()
                .layer(middleware::from_fn(super::cache))
                .service(files),
        )
}

/// The page, whose program knows what its paths are. A missing file is just missing.
async fn show(State(state): State<AppState>, uri: Uri, request: PageRequest) -> Response {
    let name = uri.path().rsplit('/').next().unwrap_or_default();
    if name.contains('.') && name != "index.html" {
        return StatusCode::NOT_FOUND.into_response();
    }
    match state.console.answer() {
        Some(page) => page,
        None => page::not_found(State(state), Uri::from_static("/console"), request).await,
    }
}
