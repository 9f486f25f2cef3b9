//! A link's files: its code as SVG, PNG and PDF, its poster, and the card that chats show of it.

use api::Code;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use domain::link::LinkToken;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use store::Deployment;
use tokio::sync::Semaphore;
use view::lang::Lang;

use crate::address;
use crate::error::{ApiError, ApiResult};
use crate::extract::PathParts;
use crate::handout::{self, Asked, Format, PosterAsked, Unfit};
use crate::kept::{kept, known};
use crate::state::AppState;

/// So many are drawn at once, the others wait: the largest code takes some 80 MB, the largest poster 60.
/// Apart, so that nobody waits for a poster to see a code.
static CODES: Semaphore = Semaphore::const_new(4);
static POSTERS: Semaphore = Semaphore::const_new(2);

/// Seconds for which a file may be kept: a link that is taken back is gone soon after.
const KEPT: u32 = 300;

impl From<Unfit> for ApiError {
    fn from(Unfit { field, why }: Unfit) -> Self {
        Self::new(Code::BadRequest, &why).field(field)
    }
}

/// What begins what chats and advertisers add to every address that is passed on.
const ADDED: [&str; 8] = [
    "from=",
    "isappinstalled=",
    "scene=",
    "clicktime=",
    "enterid=",
    "fbclid=",
    "gclid=",
    "utm_",
];

/// The options in an address: nobody's slip is passed over, and what chats add is.
fn options<T: DeserializeOwned>(uri: &Uri) -> ApiResult<T> {
    let is_added = |option: &&str| ADDED.iter().any(|added| option.starts_with(added));
    let options = uri.query().unwrap_or_default().split('&');
    let own: Vec<&str> = options.filter(|option| !is_added(option)).collect();
    let own = format!("/?{}", own.join("&")).parse::<Uri>();
    let read = Query::<T>::try_from_uri(&own.map_err(ApiError::internal)?);
    let read = read.map_err(|why| ApiError::new(Code::BadRequest, &why.body_text()))?;
    Ok(read.0)
}

/// The link of a file, if it may be used.
async fn usable(state: &AppState, link: &str) -> ApiResult<Deployment> {
    let unknown = || ApiError::new(Code::LinkUnknown, "There is no such link.");
    let token = LinkToken::parse(link).ok_or_else(unknown)?;
    let deployment = state.store.deployment(&token).await?;
    let deployment = deployment.ok_or_else(unknown)?;
    let usable = deployment.facts.may_begin(state.now());
    usable.map_err(|problem| ApiError::new(problem.into(), "The link can't be used."))?;
    Ok(deployment)
}

/// `/d/{token}.svg`, `.png` and `.pdf`.
pub async fn file(
    state: &AppState,
    link: &str,
    ending: &str,
    uri: &Uri,
    headers: &HeaderMap,
) -> ApiResult<Response> {
    let no_such = || ApiError::new(Code::NotFound, "A code is had as .svg, .png and .pdf.");
    let format = Format::parse(ending).ok_or_else(no_such)?;
    let asked: Asked = options(uri)?;
    let found = usable(state, link).await?;
    let wish = asked.read()?;
    let url = address::scanned(&state.settings.public_url, &found.token);
    let tag = wish.tag(format, &url, &found.suite);
    let draw = move || wish.file(format, &url, &found.suite);
    answer(state, &CODES, headers, (format, tag), draw).await
}

/// `/d/{token}/poster.png` and `.pdf`.
pub async fn poster(
    state: &AppState,
    link: &str,
    ending: &str,
    uri: &Uri,
    headers: &HeaderMap,
) -> ApiResult<Response> {
    let format = Format::parse(ending).filter(|format| *format != Format::Svg);
    let no_such = || ApiError::new(Code::NotFound, "A poster is had as .png and .pdf.");
    let format = format.ok_or_else(no_such)?;
    let asked: PosterAsked = options(uri)?;
    let found = usable(state, link).await?;
    let settings = &state.settings;
    let client = settings.client.is_for_phones();
    let poster = asked.read(found, &settings.public_url, client, Lang::Zh)?;
    let tag = poster.tag(format);
    let draw = move || poster.file(format);
    answer(state, &POSTERS, headers, (format, tag), draw).await
}

/// What may be asked of a card. It is fetched by chats' programs, who add what they like.
#[derive(Deserialize)]
struct CardAsked {
    lang: Option<String>,
}

/// `/s/{token}/card.png`, in the language of the path's page.
pub async fn card(
    State(state): State<AppState>,
    PathParts(link): PathParts<String>,
    uri: Uri,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let asked: CardAsked = options(&uri)?;
    let found = usable(&state, &link).await?;
    let lang = asked.lang.as_deref().and_then(Lang::parse);
    let lang = lang.unwrap_or(Lang::Zh);
    let tag = handout::card_tag(&found.suite, lang);
    let draw = move || handout::card(&found.suite, lang);
    answer(&state, &POSTERS, &headers, (Format::Png, tag), draw).await
}

/// A file, drawn only for who doesn't have it, and if it isn't kept here.
async fn answer(
    state: &AppState,
    queue: &'static Semaphore,
    asked: &HeaderMap,
    (format, tag): (Format, String),
    draw: impl FnOnce() -> Result<Vec<u8>, Unfit> + Send + 'static,
) -> ApiResult<Response> {
    let media_type = format.media_type();
    if known(asked, &tag) {
        return Ok(kept(StatusCode::NOT_MODIFIED, media_type, KEPT, &tag));
    }
    let file = match state.drawn.get(&tag) {
        Some(file) => file,
        None => {
            let (drawn, tag) = (state.drawn.clone(), tag.clone());
            let drawn = in_turn(queue, move || drawn.get_or_draw(tag, draw)).await;
            drawn.map_err(ApiError::internal)??
        }
    };
    Ok(kept(file, media_type, KEPT, &tag))
}

/// Draws when it is its turn, which lasts as long as the drawing: it goes on where nobody waits for it any more.
async fn in_turn<T: Send + 'static>(
    queue: &'static Semaphore,
    draw: impl FnOnce() -> T + Send + 'static,
) -> anyhow::Result<T> {
    let turn = queue.acquire().await?;
    let drawn = tokio::task::spawn_blocking(move || {
        let _turn = turn;
        draw()
    });
    Ok(drawn.await?)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[tokio::test]
    async fn who_hangs_up_gives_nobody_the_turn_before_the_drawing_ends() {
        static QUEUE: Semaphore = Semaphore::const_new(1);
        let (begun, has_begun) = tokio::sync::oneshot::channel();
        let (end, ends) = channel::<()>();
        let waiting = tokio::spawn(in_turn(&QUEUE, move || {
            begun.send(()).unwrap();
            ends.recv().unwrap();
        }));
        has_begun.await.unwrap();
        waiting.abort();
        assert!(waiting.await.unwrap_err().is_cancelled());
        assert_eq!(QUEUE.available_permits(), 0);
        end.send(()).unwrap();
        in_turn(&QUEUE, || ()).await.unwrap();
        assert_eq!(QUEUE.available_permits(), 1);
    }
}
