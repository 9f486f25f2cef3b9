//! `quickdeploy callback …`: what was pushed to vendors' servers, and pushing it again.

use anyhow::{Context, Result, bail};
use domain::word::Word;
use server::config::Callback;
use server::state::system_clock;
use store::Store;

use crate::links::suite;
use crate::output;

/// Runs a subcommand.
pub async fn run(store: &Store, callback: Callback) -> Result<()> {
    match callback {
        Callback::List(options) => {
            let suite = suite(store, &options.suite).await?;
            let state = options.state.map(Into::into);
            for found in store.callbacks(&suite.suite_key, state).await? {
                output::line(line(&found))?;
            }
            Ok(())
        }
        Callback::Show { id } => show(store, id).await,
        Callback::Push { id } => {
            let pushed = store.push_callback_again(id, system_clock()).await;
            pushed.with_context(|| format!("event {id} can't be pushed again"))?;
            Ok(output::line(format_args!("event {id} is pushed again"))?)
        }
        Callback::Ticket { suite: key } => {
            let suite = suite(store, &key).await?;
            if !store.push_ticket(&suite.suite_key, system_clock()).await? {
                bail!("{key} has no tickets: a suite without an app or a callback URL has none");
            }
            Ok(output::line(format_args!("a ticket is pushed to {key}"))?)
        }
    }
}

/// An event on one line, its parts separated by tabs.
fn line(found: &store::Callback) -> String {
    let next = found.next_at.map(|at| {
        let wait = (at - system_clock()).seconds_up();
        format!("again in {wait} s")
    });
    format!(
        "{}\t{}\t{}\t{} attempts\t{}\t{}",
        found.id,
        found.kind.word(),
        found.state.word(),
        found.attempts,
        found.corpid.as_deref().unwrap_or("-"),
        next.unwrap_or_default(),
    )
}

async fn show(store: &Store, id: i64) -> Result<()> {
    let found = store.callback(id).await?;
    let (event, attempts) = found.with_context(|| format!("there is no event {id}"))?;
    output::line(line(&event))?;
    for attempt in attempts {
        let ago = (system_clock() - attempt.at).seconds_up();
        output::line(format_args!(
            "{ago} s ago, {} ms: {}\n  pushed {}\n  answered {}",
            attempt.took_ms, attempt.outcome, attempt.message, attempt.answer
        ))?;
    }
    Ok(())
}
