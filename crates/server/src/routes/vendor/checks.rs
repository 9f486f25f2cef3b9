//! Checks: of a vendor's server, which goes on while its report is read, and of a picture that is to be an icon.

use std::time::Duration;

use api::Code;
use api::console::suite::{BeginCheck, CheckLine, CheckedIcon, IconFault, IconToCheck, SuiteCheck};
use axum::Json;
use axum::extract::State;
use domain::check::LONGEST;
use domain::task::SerialRule;
use domain::vendor_serial::VendorSerial;
use store::{Actor, CheckRun, LastCheck};
use tokio::sync::mpsc;

use super::{OfSuite, input};
use crate::digest::hex;
use crate::error::{ApiError, ApiResult};
use crate::extract::account::Acting;
use crate::extract::{Body, Path};
use crate::state::AppState;
use crate::suite_check::report::Line;
use crate::suite_check::{self, Plan, Timeouts};

/// The last check.
pub async fn show(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
) -> ApiResult<Json<SuiteCheck>> {
    answer(&state, &actor, &suite).await
}

/// Begins a check.
pub async fn begin(
    State(state): State<AppState>,
    Acting(actor): Acting,
    Path(OfSuite { suite }): Path<OfSuite>,
    Body(BeginCheck { serial }): Body<BeginCheck>,
) -> ApiResult<Json<SuiteCheck>> {
    let found = state.store.suite_of(&actor, &suite).await?;
    if found.hosted() {
        return Err(ApiError::new(
            Code::Hosted,
            "The suite has no callback URL.",
        ));
    }
    let serial = serial.as_deref().map(VendorSerial::parse).transpose();
    let serial = serial.map_err(|why| {
        let why = domain::license_code::LicenseCodeError::from(why);
        ApiError::new(why.into(), &why.to_string()).field("serial")
    })?;
    if serial.is_some() && found.settings.serial != SerialRule::Vendor {
        let why = "The suite's vendor isn't asked about serials.";
        return Err(ApiError::new(Code::SerialUnfit, why).field("serial"));
    }
    let plan = Plan {
        suite_key: suite.clone(),
        public_url: state.settings.public_url.clone(),
        serial: serial.map(String::from),
        timeouts: Timeouts::default(),
    };
    let run = hex(&state.random::<16>());
    let begun = state
        .store
        .begin_own_check(&actor, &suite, &run, state.now())
        .await?;
    tokio::spawn(run_check(state.clone(), plan, begun));
    answer(&state, &actor, &suite).await
}

/// Checks, and keeps each line as soon as it is known.
async fn run_check(state: AppState, plan: Plan, begun: CheckRun) {
    let (tell, mut told) = mpsc::unbounded_channel();
    let checked = async {
        let line = |line: &Line| {
            tell.send(line.json()).ok();
        };
        let longest = tokio::time::sleep(Duration::from_millis(LONGEST.0.unsigned_abs()));
        let checked = suite_check::check(&state.checker, &plan, &line, longest).await;
        drop(tell);
        checked
    };
    let kept = async {
        let mut lines = Vec::new();
        while let Some(line) = told.recv().await {
            lines.push(line);
            if let Err(error) = state.store.keep_check(&begun, &text(&lines), None).await {
                tracing::error!(%error, "a line of a check is lost");
            }
        }
        lines
    };
    let (checked, lines) = tokio::join!(checked, kept);
    let error = checked.err().map(|error| error.to_string());
    let ended = Some((state.now(), error.as_deref()));
    if let Err(error) = state.store.keep_check(&begun, &text(&lines), ended).await {
        tracing::error!(%error, "the end of a check is lost");
    }
}

fn text(lines: &[serde_json::Value]) -> String {
    serde_json::to_string(lines).unwrap_or_default()
}

/// The last check as it is answered.
pub async fn answer(state: &AppState, actor: &Actor, suite: &str) -> ApiResult<Json<SuiteCheck>> {
    let found = state.store.own_check(actor, suite).await?;
    let Some(found) = found else {
        return Ok(Json(SuiteCheck {
            state: "none".to_owned(),
            began_at: None,
            ended_at: None,
            lines: Vec::new(),
            error: None,
        }));
    };
    let lines: Vec<CheckLine> = serde_json::from_str(&found.lines).map_err(ApiError::internal)?;
    let runs = found.runs(state.now());
    let LastCheck {
        began_at,
        ended_at,
        error,
        ..
    } = found;
    let stands = match ended_at {
        None if runs => "running",
        Some(_) if error.is_none() => match lines.iter().any(|line| line.level == "bad") {
            true => "failed",
            false => "passed",
        },
        None | Some(_) => "stopped",
    };
    Ok(Json(SuiteCheck {
        state: stands.to_owned(),
        began_at: Some(began_at.0),
        ended_at: ended_at.map(|at| at.0),
        lines,
        error,
    }))
}

/// What is wrong with a picture as an icon, and the icon that is made of it.
pub async fn icon(
    Body(IconToCheck { picture }): Body<IconToCheck>,
) -> ApiResult<Json<CheckedIcon>> {
    let picture = input::file("picture", &picture)?;
    // A camera's picture takes a while.
    let checked = tokio::task::spawn_blocking(move || {
        let faults = match qr::Icon::check(&picture) {
            Ok(_) => Vec::new(),
            Err(faults) => faults.iter().map(fault).collect(),
        };
        let repaired = qr::Icon::make(&picture).ok();
        CheckedIcon {
            faults,
            repaired: repaired.map(|icon| input::base64(icon.png())),
        }
    });
    Ok(Json(checked.await.map_err(ApiError::internal)?))
}

fn fault(fault: &qr::Fault) -> IconFault {
    IconFault {
        fault: fault.word().to_owned(),
        what: fault.to_string(),
    }
}
