//! The real `quickdeploy` program: its commands, how it runs and stops, and what outlives a kill.
#![expect(clippy::unwrap_used, reason = "a test that can't go on has failed")]

mod backups;
mod batches;
mod commands;
mod doctor;
mod kill;
mod metrics;
mod running;
mod shared;
mod suite;
mod suite_check;

use std::net::TcpListener;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use server::http;

const PAGE: &str = "<html lang=\"zh-CN\"><head><!--qd:head--></head><body><div id=\"app\">\
    <!--qd:body--></div><!--qd:boot--><!--qd:program--><!--/qd:program--></body></html>";

/// Puts the smallest page into the folder; answers a free port.
fn app_in(folder: &Path) -> u16 {
    for page in ["index.html", "workbench.html"] {
        std::fs::write(folder.join(page), PAGE).unwrap();
    }
    std::fs::write(folder.join("sw.js"), "[/*qd:files*/] qd:version").unwrap();
    let free = TcpListener::bind("127.0.0.1:0").unwrap();
    free.local_addr().unwrap().port()
}

/// The program on the folder's database.
fn quickdeploy(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_quickdeploy"));
    program.env("QUICKDEPLOY_DATABASE", database(folder));
    program
}

fn database(folder: &Path) -> String {
    format!("sqlite://{}/test.db", folder.display())
}

async fn until_ready(base: &str) {
    let client = http::builder().build().unwrap();
    for _ in 0..200 {
        let ready = client.get(format!("{base}/readyz")).send().await;
        if ready.is_ok_and(|answer| answer.status().is_success()) {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never ready");
}
