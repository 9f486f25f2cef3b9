//! `quickdeploy operator …`.

use anyhow::{Context, Result, bail};
use domain::account::{AccountError, Role};
use server::accounts;
use server::config::{Operator, OperatorAdd};
use server::state::{system_clock, system_random};
use store::{Store, StoreError};

use crate::output;

/// Does what the command says.
pub async fn run(store: &Store, command: Operator) -> Result<()> {
    let Operator::Add(options) = command;
    let OperatorAdd {
        email,
        name,
        reviewer,
        public,
    } = options;
    let role = match reviewer {
        true => Role::Reviewer,
        false => Role::Administrator,
    };
    let (token, token_hash) = accounts::token(&system_random);
    let added = store
        .add_operator((&email, &name, role), &token_hash, system_clock())
        .await;
    match added {
        Err(StoreError::Account(AccountError::EmailTaken)) => bail!("{email} has an account"),
        added => added.context("adding the operator")?,
    }
    let link = accounts::page_url(&public.url, "reset", &token);
    Ok(output::line(format!(
        "{email} sets a password here, within 24 hours:\n{link}"
    ))?)
}
