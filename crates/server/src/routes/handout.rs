//! Files that are drawn: a link's code as SVG, PNG and PDF, its poster, the card that chats show of it, and an invite's code.

use api::Code;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::Response;
use domain::invite::InviteCode;
use domain::link::LinkToken;
use domain::network::Network;
use domain::sandbox;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use store::Deployment;
use tokio::sync::Semaphore;
use ui::lang::Lang;

use crate::address;
use crate::error::{ApiError, ApiResult};
use crate::extract::{Address, PathParts};
use crate::handout::{CardFile, CodeQuery, Format, InviteFile, PosterQuery, RenderError};
use crate::kept::{kept, known};
use crate::render_limit::Drawing;
use crate::state::AppState;

/// So many are drawn at once, the others wait: the largest code takes some 80 MB, the largest poster 60.
/// Two queues, so that nobody waits for a poster to see a code.
static CODES: Semaphore = Semaphore::const_new(4);
static PAGES: Semaphore = Semaphore::const_new(2);

/// Seconds for which a link's file may be kept: a link that is taken back is gone soon after.
const KEPT: u32 = 300;

/// And an invite's code: it says nothing that changes.
const INVITE_KEPT: u32 = 86_400;

impl From<RenderError> for ApiError {
    fn from(error: RenderError) -> Self {
        match error {
            RenderError::Option { field, why } => Self::new(Code::BadRequest, &why).field(field),
            RenderError::Failed(why) => Self::internal(why),
        }
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
    let mut deployment = deployment.ok_or_else(unknown)?;
    // Who has a test team scans again while all places are taken.
    let usable = match deployment.test {
        true => deployment.facts.may_go_on(),
        false => deployment.facts.may_begin(state.now()),
    };
    usable.map_err(|problem| ApiError::new(problem.into(), "The link can't be used."))?;
    if deployment.test {
        deployment.suite.name = sandbox::marked(&deployment.suite.name);
    }
    Ok(deployment)
}

/// A request for a file.
pub struct FileRequest<'a> {
    /// The link's token, as the path has it.
    pub link: &'a str,
    /// The file's extension.
    pub extension: &'a str,
    pub uri: &'a Uri,
    pub headers: &'a HeaderMap,
    /// The client's address.
    pub address: Network,
}

impl<'a> FileRequest<'a> {
    /// What the answer depends on besides the file.
    fn client(&self) -> (&'a HeaderMap, Network) {
        (self.headers, self.address)
    }
}

/// `/d/{token}.svg`, `.png` and `.pdf`.
pub async fn code(state: &AppState, request: FileRequest<'_>) -> ApiResult<Response> {
    let no_such = || ApiError::new(Code::NotFound, "A code is had as .svg, .png and .pdf.");
    let format = Format::parse(request.extension).ok_or_else(no_such)?;
    let query: CodeQuery = options(request.uri)?;
    let wanted = query.parse()?;
    let found = usable(state, request.link).await?;
    let url = address::scanned(&state.settings.public_url, &found.token);
    let file = wanted.file(format, &url, &found.suite)?;
    let drawn = Drawn::of_link(format, Drawing::Code, file.tag());
    answer(state, request.client(), drawn, || file.render()).await
}

/// `/d/{token}/poster.png` and `.pdf`.
pub async fn poster(state: &AppState, request: FileRequest<'_>) -> ApiResult<Response> {
    let format = Format::parse(request.extension).filter(|format| *format != Format::Svg);
    let no_such = || ApiError::new(Code::NotFound, "A poster is had as .png and .pdf.");
    let format = format.ok_or_else(no_such)?;
    let query: PosterQuery = options(request.uri)?;
    let found = usable(state, request.link).await?;
    let settings = &state.settings;
    let client = settings.client.is_for_phones();
    let poster = query.parse(found, &settings.public_url, client, (format, Lang::Zh))?;
    let drawn = Drawn::of_link(format, Drawing::Page, poster.tag());
    answer(state, request.client(), drawn, || poster.render()).await
}

/// The options of a card. It is fetched by chats' programs, which add what they like.
#[derive(Deserialize)]
struct CardQuery {
    lang: Option<String>,
}

/// `/s/{token}/card.png`, in the language of the path's page.
pub async fn card(
    State(state): State<AppState>,
    PathParts([link]): PathParts<1>,
    Address(address): Address,
    uri: Uri,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let asked: CardQuery = options(&uri)?;
    let found = usable(&state, &link).await?;
    let lang = asked.lang.as_deref().and_then(Lang::parse);
    let lang = lang.unwrap_or(Lang::Zh);
    let card = CardFile::new(found.suite, lang);
    let drawn = Drawn::of_link(Format::Png, Drawing::Page, card.tag());
    answer(&state, (&headers, address), drawn, || card.render()).await
}

/// `/join/{code}.png`. What the code says is public, so it asks no database.
pub async fn invite(
    state: &AppState,
    code: &InviteCode,
    client: (&HeaderMap, Network),
) -> ApiResult<Response> {
    let file = InviteFile::new(&state.settings.public_url, code);
    let drawn = Drawn {
        format: Format::Png,
        drawing: Drawing::Code,
        tag: file.tag(),
        seconds: INVITE_KEPT,
    };
    answer(state, client, drawn, || file.render()).await
}

/// What is drawn.
struct Drawn {
    format: Format,
    drawing: Drawing,
    /// Stands for everything that it shows.
    tag: String,
    /// How long it may be kept.
    seconds: u32,
}

impl Drawn {
    fn of_link(format: Format, drawing: Drawing, tag: String) -> Self {
        Self {
            format,
            drawing,
            tag,
            seconds: KEPT,
        }
    }
}

/// A file, drawn only for a browser that doesn't have it, and if it isn't in the cache.
async fn answer(
    state: &AppState,
    (headers, address): (&HeaderMap, Network),
    drawn: Drawn,
    render: impl FnOnce() -> Result<Vec<u8>, RenderError> + Send + 'static,
) -> ApiResult<Response> {
    let Drawn {
        format,
        drawing,
        tag,
        seconds,
    } = drawn;
    let media_type = format.media_type();
    if known(headers, &tag) {
        return Ok(kept(StatusCode::NOT_MODIFIED, media_type, seconds, &tag));
    }
    let file = match state.render_cache.get(&tag) {
        Some(file) => file,
        None => {
            let limited = state.render_limit.check(address, drawing);
            limited.map_err(|wait| {
                ApiError::new(Code::RenderTooSoon, "Too many pictures at once.").wait(wait)
            })?;
            let queue = match drawing {
                Drawing::Code => &CODES,
                Drawing::Page => &PAGES,
            };
            let (cache, tag) = (state.render_cache.clone(), tag.clone());
            let rendered = in_turn(queue, move || cache.get_or_render(tag, render)).await;
            rendered.map_err(ApiError::internal)??
        }
    };
    Ok(kept(file, media_type, seconds, &tag))
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
