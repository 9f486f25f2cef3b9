//! Batches of links: made of lists of customers, taken back, and their codes as files that are written while they are drawn.

use std::io::{self, BufWriter, Write};

use api::Code;
use api::console::link::{CustomerList, LinkBatch, ListPreview, NewLinkBatch};
use api::console::list::{ListQuery, Page};
use api::console::serial::Changed;
use axum::Json;
use axum::body::{Body as Answer, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use batch::list::{self, Encoding, List, Refused};
use batch::{HEAD, labels, pictures};
use domain::time::Moment;
use qr::LabelSheet;
use serde::Deserialize;
use store::{Actor, BatchRow, Suite};
use tokio::sync::{Semaphore, mpsc};
use tokio_stream::wrappers::ReceiverStream;
use ui::lang::Lang;
use utoipa::IntoParams;

use super::{OfItem, OfSuite, customer_lists, input};
use crate::batches;
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path, Query};
use crate::handout::{CodeQuery, RenderError, date};
use crate::state::AppState;

/// A batch keeps every core busy: one is drawn at a time, the others wait.
static DRAWING: Semaphore = Semaphore::const_new(1);

/// A suite's batches.
pub async fn list(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Query(query): Query<ListQuery>,
) -> ApiResult<Json<Page<LinkBatch>>> {
    let listing = input::listing(&query)?;
    let found = state.store.own_link_batches(&actor, &suite, &listing);
    Ok(input::page(found.await?, |row: BatchRow| LinkBatch {
        id: row.id,
        label: row.label,
        made_at: row.made_at.0,
        links: row.links.unsigned_abs(),
        used: row.used.unsigned_abs(),
        revoked: row.revoked.unsigned_abs(),
    }))
}

fn read(typed: &CustomerList, suite: &Suite) -> ApiResult<Result<List, Refused>> {
    let file = input::file("file", &typed.file)?;
    let encoding = typed.encoding.as_deref().map(str::trim);
    let encoding = encoding.filter(|name| !name.is_empty());
    let known = |name: &str| {
        let why = || ApiError::new(Code::FileUnreadable, "No such encoding.").field("encoding");
        Encoding::for_label_no_replacement(name.as_bytes()).ok_or_else(why)
    };
    let encoding = encoding.map(known).transpose()?;
    Ok(list::read(&file, encoding, suite.settings.serial))
}

/// Says what a list holds.
pub async fn preview(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<CustomerList>,
) -> ApiResult<Json<ListPreview>> {
    let suite = state.store.suite_of(&actor, &suite).await?;
    Ok(Json(match read(&typed, &suite)? {
        Ok(found) => customer_lists::good(&found),
        Err(refused) => customer_lists::faulty(&refused),
    }))
}

/// Makes a batch.
pub async fn create(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<NewLinkBatch>,
) -> ApiResult<Json<LinkBatch>> {
    let suite = state.store.suite_of(&actor, &suite).await?;
    let now = state.now();
    let label = input::label::<120>(&typed.label)?;
    let times = (input::ends(typed.days, now)?, now);
    let refused = |why: &Refused| ApiError::new(Code::RowsFaulty, &why.to_string()).field("file");
    let customers = read(&typed.list, &suite)?
        .map_err(|why| refused(&why))?
        .customers;
    let links = customers.len() as u64;
    let random = &*state.random;
    let made = batches::create(&state.store, &suite, &label, customers, times, random);
    let id = made.await?.map_err(|why| refused(&why))?;
    Ok(Json(LinkBatch {
        id,
        label,
        made_at: now.0,
        links,
        used: 0,
        revoked: 0,
    }))
}

async fn set(
    state: &AppState,
    actor: &Actor,
    OfItem { suite, id }: OfItem,
    revoked_at: Option<Moment>,
) -> ApiResult<Json<Changed>> {
    let set = state
        .store
        .set_link_batch_revoked(actor, (&suite, id), revoked_at);
    Ok(Json(Changed {
        changed: set.await?,
    }))
}

/// Takes a batch's links back.
pub async fn revoke(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(of): Path<OfItem>,
) -> ApiResult<Json<Changed>> {
    let now = state.now();
    set(&state, &actor, of, Some(now)).await
}

/// Undoes that.
pub async fn restore(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(of): Path<OfItem>,
) -> ApiResult<Json<Changed>> {
    set(&state, &actor, of, None).await
}

/// Of which file of a batch a path speaks.
#[derive(Deserialize)]
pub struct OfFile {
    suite: String,
    id: i64,
    file: String,
}

/// How a batch's codes are drawn: the options of a code, of the table and of a sheet of labels.
#[derive(Deserialize, IntoParams)]
pub struct FileQuery {
    /// A picture's side in pixels (600).
    size: Option<String>,
    /// Modules of the quiet zone, 4 to 40.
    quiet: Option<String>,
    /// Error correction: l, m, q or h.
    ec: Option<String>,
    /// The modules' color, as in 1f4fb4.
    dark: Option<String>,
    /// The color around the modules.
    light: Option<String>,
    /// With the suite's icon in the middle (1) or without (0).
    icon: Option<String>,
    /// The table's language in a ZIP: zh or en.
    lang: Option<String>,
    /// The sheet of labels, by a label's size in mm, as in 70x37.
    sheet: Option<String>,
    /// Rows of labels on an A4 sheet that is cut evenly.
    rows: Option<u32>,
    /// And its columns.
    columns: Option<u32>,
}

impl FileQuery {
    fn code(&self) -> CodeQuery {
        CodeQuery {
            size: self.size.clone(),
            quiet: self.quiet.clone(),
            ec: self.ec.clone(),
            dark: self.dark.clone(),
            light: self.light.clone(),
            icon: self.icon.clone(),
        }
    }

    fn head(&self) -> Result<[&'static str; 5], RenderError> {
        match self.lang.as_deref().map(Lang::parse) {
            None | Some(Some(Lang::Zh)) => Ok(HEAD[0]),
            Some(Some(Lang::En)) => Ok(HEAD[1]),
            Some(None) => Err(RenderError::option("lang", "one of zh and en is needed")),
        }
    }

    fn labels(&self) -> Result<LabelSheet, RenderError> {
        let unknown = || {
            let names = LabelSheet::PRODUCTS.map(|(name, _)| name);
            RenderError::option("sheet", format!("one of {} is needed", names.join(", ")))
        };
        match (&self.sheet, self.rows, self.columns) {
            (Some(name), ..) => LabelSheet::product(name).ok_or_else(unknown),
            (None, Some(rows), Some(columns)) => Ok(LabelSheet::even(rows, columns)?),
            _ => Ok(LabelSheet::default()),
        }
    }
}

/// A batch's codes as `codes.zip` or `labels.pdf`. Who hangs up ends the drawing.
pub async fn file(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfFile { suite, id, file }): Path<OfFile>,
    Query(query): Query<FileQuery>,
) -> ApiResult<Response> {
    let found = state.store.own_link_batch(&actor, &suite, id).await?;
    let wanted = query.code().parse()?;
    let style = wanted.style(&found.suite)?;
    let (head, sheet) = (query.head()?, query.labels()?);
    let is_zip = match &*file {
        "codes.zip" => true,
        "labels.pdf" => false,
        _ => return Err(ApiError::new(Code::NotFound, "No such file.")),
    };
    let entries = batches::entries(&found, &state.settings.public_url, state.now());
    if entries.is_empty() {
        return Err(ApiError::new(
            Code::NotNow,
            "None of its links can be used.",
        ));
    }
    let made_at = date(found.made_at.day());
    let (send, take) = mpsc::channel(8);
    tokio::spawn(async move {
        let Ok(turn) = DRAWING.acquire().await else {
            return;
        };
        let drawn = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            let out = BufWriter::with_capacity(64 * 1024, Out(send.clone()));
            let written = match is_zip {
                true => pictures(
                    out,
                    &entries,
                    head,
                    made_at,
                    (&style, wanted.pixels()),
                    |_| (),
                ),
                false => labels(out, &entries, &found.suite.name, sheet, &style, |_| ()),
            };
            let flushed = written
                .map_err(io::Error::other)
                .and_then(|mut out| out.flush());
            if let Err(error) = flushed {
                send.blocking_send(Err(error)).ok();
            }
        });
        drawn.await.ok();
    });
    let media_type = match is_zip {
        true => "application/zip",
        false => "application/pdf",
    };
    let named = format!("attachment; filename=\"{file}\"");
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, &*named),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, Answer::from_stream(ReceiverStream::new(take))).into_response())
}

/// Passes on what is written.
struct Out(mpsc::Sender<io::Result<Bytes>>);

impl Write for Out {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let sent = self.0.blocking_send(Ok(Bytes::copy_from_slice(bytes)));
        sent.map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
