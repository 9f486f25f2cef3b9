//! Both APIs described by OpenAPI 3.1: that of vendors' servers, and that of our own pages. What a route takes and answers
//! comes from its handler's type ([`crate::endpoint`]); the rest comes from the tables of calls and routes.

mod app;
mod events;
mod examples;
mod vendors;

use std::sync::{Arc, LazyLock};

use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{MethodRouter, get};
use serde::Serialize;
use serde_json::Value;
use utoipa::openapi::{Components, Content, Info, License, OpenApi, Paths, RefOr, Schema, Server};

use crate::digest::tag;
use crate::kept::{kept, known};
use crate::state::{AppState, Settings};

/// The path of the open API's description.
pub const VENDORS: &str = "/openapi.json";
/// The path of the description of our own API.
pub const APP: &str = "/api/openapi.json";

/// Seconds that a description may be kept without asking.
const KEPT: u32 = 300;

/// A description. utoipa has no field for webhooks.
#[derive(Serialize)]
struct Document {
    #[serde(flatten)]
    document: OpenApi,
    #[serde(skip_serializing_if = "Option::is_none")]
    webhooks: Option<Paths>,
}

/// The schemas that an API refers to, by their names.
type Schemas = Vec<(String, RefOr<Schema>)>;

/// The descriptions.
pub fn router(settings: &Arc<Settings>) -> Router<AppState> {
    let (vendors, app) = (settings.clone(), settings.clone());
    Router::new()
        .route(VENDORS, document(move || vendors::document(&vendors)))
        .route(APP, document(move || app::document(&app)))
}

/// Both descriptions in JSON, the open API's first.
pub fn both(settings: &Settings) -> [String; 2] {
    [vendors::document(settings), app::document(settings)].map(|document| json(&document))
}

fn json(document: &Document) -> String {
    serde_json::to_string(document).unwrap_or_default()
}

/// Serves a description, which is made when it is first asked for.
fn document(make: impl FnOnce() -> Document + Send + 'static) -> MethodRouter<AppState> {
    let made = Arc::new(LazyLock::new(move || {
        let json = json(&make());
        let tag = tag([json.as_bytes()]);
        (json, tag)
    }));
    get(move |headers: HeaderMap| async move {
        let (json, tag) = &**made;
        match known(&headers, tag) {
            true => kept(StatusCode::NOT_MODIFIED, "application/json", KEPT, tag),
            false => kept(json.clone(), "application/json", KEPT, tag),
        }
    })
}

fn info(title: &str, description: &str) -> Info {
    let licence = License::builder()
        .name("Apache-2.0")
        .identifier(Some("Apache-2.0"))
        .build();
    Info::builder()
        .title(title)
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(description))
        .license(Some(licence))
        .build()
}

/// This server, by whatever name it is reached, and its public one.
fn servers(settings: &Settings) -> [Server; 2] {
    let server = |url: &str, description| {
        Server::builder()
            .url(url)
            .description(Some(description))
            .build()
    };
    [
        server("/", "This server"),
        server(&settings.public_url, "Its public address"),
    ]
}

fn components(schemas: Schemas) -> Components {
    let mut components = Components::new();
    components.schemas.extend(schemas);
    components
}

fn json_content(schema: impl Into<RefOr<Schema>>, example: Option<Value>) -> Content {
    Content::builder()
        .schema(Some(schema))
        .example(example)
        .build()
}

/// The rows of a table in Markdown.
fn table<const N: usize>(head: [&str; N], rows: impl IntoIterator<Item = [String; N]>) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let head = line(&head.map(str::to_owned)) + &line(&[const { "---" }; N].map(str::to_owned));
    rows.into_iter()
        .fold(head, |table, row| table + &line(&row))
}

#[cfg(test)]
mod tests;
