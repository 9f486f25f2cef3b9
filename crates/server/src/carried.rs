//! The serial that a code carries behind its link, as `/D/TOKEN/SERIAL`. It waits in a cookie until the serial is asked
//! for, so that the page that is shared on has none.

use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use domain::link::LinkToken;
use domain::serial::{Serial, SerialError};
use domain::time::Span;

use crate::state::Settings;

/// How long the serial waits: a customer may go on some days later.
const LIFETIME: Span = Span::days(30);

fn cookie_name(link: &LinkToken) -> String {
    format!("serial-{link}")
}

/// The serial with which this browser came to a link.
pub fn serial(jar: &CookieJar, link: &LinkToken) -> Option<Serial> {
    Serial::parse(jar.get(&cookie_name(link))?.value()).ok()
}

/// Leads to the link's guide, if what stands behind its token is a serial. A mistyped one is left out.
pub fn lead_to_guide(
    settings: &Settings,
    link: &LinkToken,
    behind: &str,
    uri: &Uri,
) -> Option<Response> {
    let serial = match Serial::parse(behind) {
        Ok(serial) => Some(serial),
        Err(SerialError::Check) => None,
        Err(_) => return None,
    };
    let query = uri.query().map(|query| format!("?{query}"));
    let guide = format!("/d/{link}{}", query.unwrap_or_default());
    let cookie = |serial: Serial| {
        Cookie::build((cookie_name(link), serial.compact()))
            .path("/")
            .http_only(true)
            .secure(settings.secure())
            .same_site(SameSite::Lax)
            .max_age(time::Duration::milliseconds(LIFETIME.0))
            .build()
    };
    let jar = serial
        .map(cookie)
        .into_iter()
        .fold(CookieJar::new(), CookieJar::add);
    let headers = [
        (header::LOCATION, guide.as_str()),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Some((StatusCode::SEE_OTHER, jar, headers).into_response())
}
