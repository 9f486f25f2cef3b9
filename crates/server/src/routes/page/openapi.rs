//! The pages on which the APIs are read and tried: Swagger UI, served by us whole.

use std::borrow::Cow;
use std::sync::{Arc, LazyLock};

use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use leptos::prelude::*;
use ui::lang::Lang;
use ui::paint::html;
use utoipa_swagger_ui::Config;

use super::PageRequest;
use crate::describe;
use crate::digest::tag;
use crate::extract::PathParts;
use crate::kept::{kept, known};

const STYLE: &str = include_str!("openapi/page.css");
const SCRIPT: &str = include_str!("openapi/page.js");

/// Nothing comes from elsewhere and nothing is inline; what is tried goes to this server.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// Seconds that a file may be kept without asking.
const KEPT: u32 = 3600;

/// The files, with what they are known by: all change together.
struct Files {
    style: Cow<'static, [u8]>,
    script: Cow<'static, [u8]>,
    tag: String,
}

/// Swagger UI's.
static FILES: LazyLock<Files> = LazyLock::new(|| {
    let config = Arc::new(Config::default());
    let file = |name| {
        let found = utoipa_swagger_ui::serve(name, config.clone());
        found
            .ok()
            .flatten()
            .map(|file| file.bytes)
            .unwrap_or_default()
    };
    let (style, script) = (file("swagger-ui.css"), file("swagger-ui-bundle.js"));
    let tag = tag([&style, &script, STYLE.as_bytes(), SCRIPT.as_bytes()]);
    Files { style, script, tag }
});

/// The open API.
pub async fn vendors(request: PageRequest) -> Response {
    page(request.lang, describe::VENDORS)
}

/// Our own API.
pub async fn app(request: PageRequest) -> Response {
    page(request.lang, describe::APP)
}

fn page(lang: Lang, document: &'static str) -> Response {
    let (title, other) = (
        lang.pick("快速部署 · 接口", "Quick Deploy · APIs"),
        lang.other(),
    );
    let link = |href: &'static str, of: &str, text: &'static str| {
        let current = (of == document).then_some("page");
        view! { <a href=href aria-current=current>{text}</a> }
    };
    let painted = html(|| {
        view! {
            <header class="bar">
                <b>{title}</b>
                <nav>
                    {link("/openapi", describe::VENDORS, lang.pick("服务商开放接口", "Open API"))}
                    {link("/openapi/app", describe::APP, lang.pick("页面接口", "Pages' API"))}
                </nav>
                <a href=format!("?lang={}", other.word()) lang=other.html()>
                    {other.pick("中文", "English")}
                </a>
            </header>
            <main id="api"></main>
            <noscript>
                {lang.pick("阅读和试用接口需要 JavaScript。接口描述：", "This page needs JavaScript. The description itself: ")}
                <a href=document>{document}</a>
            </noscript>
        }
    });
    let page = format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title}</title>\
         <link rel=\"icon\" href=\"/icon-192.png\">\
         <link rel=\"stylesheet\" href=\"/openapi/swagger-ui.css\"><link rel=\"stylesheet\" href=\"/openapi/page.css\">\
         <script src=\"/openapi/swagger-ui-bundle.js\" defer></script><script src=\"/openapi/page.js\" defer></script>\
         </head><body data-document=\"{document}\">{painted}</body></html>",
        lang.html()
    );
    let headers = [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::CACHE_CONTROL, "no-cache"),
        (header::VARY, "cookie, accept-language"),
    ];
    (headers, Html(page)).into_response()
}

/// A file of the pages.
pub async fn file(PathParts([name]): PathParts<1>, headers: HeaderMap) -> Response {
    let (bytes, media_type) = match name.as_str() {
        "page.css" => (Cow::Borrowed(STYLE.as_bytes()), "text/css"),
        "page.js" => (Cow::Borrowed(SCRIPT.as_bytes()), "text/javascript"),
        "swagger-ui.css" => (FILES.style.clone(), "text/css"),
        "swagger-ui-bundle.js" => (FILES.script.clone(), "text/javascript"),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let tag = &FILES.tag;
    match known(&headers, tag) {
        true => kept(StatusCode::NOT_MODIFIED, media_type, KEPT, tag),
        false => kept(bytes, media_type, KEPT, tag),
    }
}
