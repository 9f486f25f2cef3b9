//! Files of serials: imported, with a preview, and exported as they are read.

use std::io;

use api::Code;
use api::console::list::ListQuery;
use api::console::serial::{
    ImportPreview, ImportSerials, RowFault, SerialBatch, SerialFile, SerialFilter as TypedFilter,
};
use axum::Json;
use axum::body::{Body as Answer, Bytes};
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use batch::serials::{CSV_MARK, Table, csv_row, read};
use domain::serial::import::{ImportFault, Rows};
use domain::serial::{MOST, SerialError};
use domain::word::Word;
use serde::Deserialize;
use store::{Actor, Listing, SerialFilter, SerialRow};
use tokio::io::AsyncReadExt;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::{OfSuite, input, serials};
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path, Query};
use crate::handout::date;
use crate::state::AppState;

/// The rows that a preview shows of each kind.
const SHOWN: usize = 50;

/// The rows that are read at once of an export.
const AT_ONCE: u64 = 2_000;

/// The columns of an export.
const HEAD: [&str; 7] = [
    "序列号",
    "状态",
    "批次",
    "有效期至",
    "使用时间",
    "团队",
    "corpid",
];

async fn rows(file: &str) -> ApiResult<Rows> {
    let file = input::file("file", file)?;
    // A workbook takes a while.
    let rows = tokio::task::spawn_blocking(move || read(&file, MOST).map(Rows::read));
    let rows = rows.await.map_err(ApiError::internal)?;
    rows.map_err(|why| ApiError::new(Code::FileUnreadable, &why.to_string()).field("file"))
}

/// Says what a file holds.
pub async fn preview(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(SerialFile { file }): Body<SerialFile>,
) -> ApiResult<Json<ImportPreview>> {
    // Before anything is unpacked: the suite is the vendor's.
    state.store.suite_of(&actor, &suite).await?;
    let mut rows = rows(&file).await?;
    state.store.check_import(&actor, &suite, &mut rows).await?;
    let examples = rows.good.iter().take(SHOWN);
    Ok(Json(ImportPreview {
        good: rows.good.len() as u64,
        examples: examples.map(|(_, serial)| serial.to_string()).collect(),
        faulty: rows.faulty.len() as u64,
        faults: rows.faulty.into_iter().take(SHOWN).map(fault).collect(),
    }))
}

fn fault((row, text, why): (u64, String, ImportFault)) -> RowFault {
    let (code, first) = match why {
        ImportFault::Serial(SerialError::Check) => ("serial_mistyped", None),
        ImportFault::Serial(_) => ("serial_malformed", None),
        ImportFault::Twice(first) => ("serial_twice", Some(first)),
        ImportFault::Known => ("serial_known", None),
    };
    RowFault {
        row,
        text: text.chars().take(60).collect(),
        code: code.to_owned(),
        first,
    }
}

/// Imports a file.
pub async fn import(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(typed): Body<ImportSerials>,
) -> ApiResult<Json<SerialBatch>> {
    state.store.suite_of(&actor, &suite).await?;
    let now = state.now();
    let label = input::label::<60>(&typed.label)?;
    let expires_at = input::ends(typed.days, now)?;
    let rows = rows(&typed.file).await?;
    let id = state
        .store
        .import_batch(&actor, &suite, (&label, &rows), expires_at, now)
        .await?;
    Ok(Json(serials::made(id, label, rows.good.len(), now)))
}

/// Of which file a path speaks.
#[derive(Deserialize)]
pub struct OfFile {
    suite: String,
    file: String,
}

/// Exports serials as `serials.csv` or `serials.xlsx`.
pub async fn export(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfFile { suite, file }): Path<OfFile>,
    Query(query): Query<ListQuery>,
    Query(filter): Query<TypedFilter>,
) -> ApiResult<Response> {
    state.store.suite_of(&actor, &suite).await?;
    let listing = Listing {
        limit: AT_ONCE,
        oldest_first: true,
        ..input::listing(&query)?
    };
    let filter = SerialFilter {
        standing: input::state(&query)?,
        batch: filter.batch,
    };
    let export = Export {
        state,
        actor,
        suite,
        listing,
        filter,
    };
    // What is read waits until it is taken: a slow reader takes no memory.
    let (send, take) = mpsc::channel::<io::Result<Bytes>>(4);
    let media_type = match &*file {
        "serials.csv" => {
            tokio::spawn(export.csv(send));
            "text/csv; charset=utf-8"
        }
        "serials.xlsx" => {
            tokio::spawn(export.xlsx(send));
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        }
        _ => return Err(ApiError::new(Code::NotFound, "No such file.")),
    };
    let named = format!("attachment; filename=\"{file}\"");
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, &*named),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, Answer::from_stream(ReceiverStream::new(take))).into_response())
}

type Out = mpsc::Sender<io::Result<Bytes>>;

/// An export under way.
struct Export {
    state: AppState,
    actor: Actor,
    suite: String,
    listing: Listing,
    filter: SerialFilter,
}

impl Export {
    /// The next rows; none at the end.
    async fn next(&mut self) -> Option<io::Result<Vec<[String; 7]>>> {
        if self.listing.limit == 0 {
            return None;
        }
        let with = (&self.listing, self.filter);
        let now = self.state.now();
        let found = self
            .state
            .store
            .own_serials(&self.actor, &self.suite, with, now);
        Some(match found.await {
            Ok(found) => {
                self.listing.after = found.next;
                if found.next.is_none() {
                    self.listing.limit = 0;
                }
                Ok(found.rows.into_iter().map(cells).collect())
            }
            Err(error) => {
                self.listing.limit = 0;
                tracing::error!(%error, "an export breaks off");
                Err(io::Error::other("the export breaks off"))
            }
        })
    }

    async fn csv(mut self, out: Out) {
        let mut text = CSV_MARK.to_vec();
        text.extend(csv_row(&HEAD.map(str::to_owned)));
        if out.send(Ok(text.into())).await.is_err() {
            return;
        }
        while let Some(rows) = self.next().await {
            let text = rows.map(|rows| {
                let lines = rows.iter().flat_map(|cells| csv_row(cells));
                Bytes::from(lines.collect::<Vec<u8>>())
            });
            if out.send(text).await.is_err() {
                return;
            }
        }
    }

    async fn xlsx(self, out: Out) {
        if let Err(error) = self.write_xlsx(&out).await {
            out.send(Err(error)).await.ok();
        }
    }

    /// A workbook is known when it is whole: it is written into a file first.
    async fn write_xlsx(mut self, out: &Out) -> io::Result<()> {
        let (send, mut take) = mpsc::channel::<Vec<[String; 7]>>(2);
        let writing = tokio::task::spawn_blocking(move || {
            let mut table = Table::new(&HEAD);
            while let Some(rows) = take.blocking_recv() {
                for cells in rows {
                    table.push(&cells).map_err(io::Error::other)?;
                }
            }
            let mut file = tempfile::tempfile()?;
            table.finish(&mut file).map_err(io::Error::other)?;
            io::Seek::rewind(&mut file)?;
            Ok::<_, io::Error>(file)
        });
        while let Some(rows) = self.next().await {
            if send.send(rows?).await.is_err() || out.is_closed() {
                break;
            }
        }
        drop(send);
        let file = writing.await.map_err(io::Error::other)??;
        let mut file = tokio::fs::File::from_std(file);
        loop {
            let mut bytes = vec![0; 64 * 1024];
            let read = file.read(&mut bytes).await?;
            bytes.truncate(read);
            if read == 0 || out.send(Ok(bytes.into())).await.is_err() {
                return Ok(());
            }
        }
    }
}

fn cells(row: SerialRow) -> [String; 7] {
    let day = |day: i64| {
        let (year, month, day) = date(day);
        format!("{year}-{month:02}-{day:02}")
    };
    let team = row.team.map(serials::team);
    [
        row.serial.to_string(),
        row.standing.word().into_owned(),
        row.batch.map(|id| id.to_string()).unwrap_or_default(),
        row.expires_at
            .map(|at| day(at.last_day()))
            .unwrap_or_default(),
        row.redeemed_at.map(|at| day(at.day())).unwrap_or_default(),
        team.as_ref()
            .map(|team| team.name.clone())
            .unwrap_or_default(),
        team.map(|team| team.corpid).unwrap_or_default(),
    ]
}
