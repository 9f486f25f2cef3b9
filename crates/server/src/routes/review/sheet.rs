//! The application as a spreadsheet, there and back.

use api::Code;
use api::console::application::{CellFault, ReadSheet, UploadSheet};
use axum::Json;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use batch::application as sheets;

use super::{OfSuite, form};
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path};
use crate::routes::vendor::input;
use crate::state::AppState;

/// The most bytes of a spreadsheet.
const MOST: usize = 4 << 20;

/// The application, filled in.
pub async fn download(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
) -> ApiResult<Response> {
    let found = state.store.own_application(&actor, &suite).await?;
    let icon = state.store.own_application_icon(&actor, &suite).await?;
    let written = tokio::task::spawn_blocking(move || sheets::write(&found.form, &icon));
    let file = written.await.map_err(ApiError::internal)?;
    let headers = [
        (
            header::CONTENT_TYPE,
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"application.xlsx\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, file.map_err(ApiError::internal)?).into_response())
}

/// Reads one that was filled in.
pub async fn upload(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(UploadSheet { file }): Body<UploadSheet>,
) -> ApiResult<Json<ReadSheet>> {
    // Before anything is unpacked: the suite is the vendor's.
    let present = state.store.own_application_icon(&actor, &suite).await?;
    let refused = |why: &str| ApiError::new(Code::FileUnreadable, why).field("file");
    let file = input::file("file", &file)?;
    if file.len() > MOST {
        return Err(refused("The file has more than 4 MB."));
    }
    let read = tokio::task::spawn_blocking(move || sheets::read(&file));
    let read = read.await.map_err(ApiError::internal)?;
    let mut read = read.map_err(|why| refused(&why.to_string()))?;
    read.form.has_icon = read.icon.is_some() || !present.is_empty();
    let others = state
        .store
        .check_application(&actor, &suite, &read.form)
        .await?;
    let cells = read.with_faults(others).into_iter().map(|fault| {
        let cell = read.cell(&fault);
        CellFault {
            sheet: cell.sheet.to_owned(),
            cell: cell.to_string(),
            fault: form::fault(&fault),
        }
    });
    Ok(Json(ReadSheet {
        faults: cells.collect(),
        // The icon that is there already needn't be set.
        icon: read
            .icon
            .as_ref()
            .filter(|icon| **icon != present)
            .map(|icon| input::base64(icon)),
        form: form::present(read.form.clone()),
    }))
}
