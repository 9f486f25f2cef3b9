//! Options of `quickdeploy operator …`.

use clap::{Args, Subcommand};
use domain::account::AccountName;
use domain::account::email::Email;

use super::Public;

/// Subcommands of `operator`.
#[derive(Debug, Subcommand)]
pub enum Operator {
    /// Adds an operator to the console and prints a link by which they set their password, once.
    Add(OperatorAdd),
}

/// Options of `operator add`.
#[derive(Debug, Args)]
pub struct OperatorAdd {
    /// Their e-mail address.
    #[arg(value_parser = email)]
    pub email: Email,
    /// Their name.
    #[arg(long, value_parser = name)]
    pub name: AccountName,
    /// They review applications and nothing more; without, they are an administrator.
    #[arg(long)]
    pub reviewer: bool,
    /// Where the console is.
    #[command(flatten)]
    pub public: Public,
}

fn email(given: &str) -> Result<Email, String> {
    Email::parse(given).map_err(|why| why.to_string())
}

fn name(given: &str) -> Result<AccountName, String> {
    AccountName::parse(given).map_err(|why| format!("it is {why}"))
}
