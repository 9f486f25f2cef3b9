//! Writes the audit log.

use std::collections::BTreeMap;

use domain::audit::Act;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait};

use crate::Result;
use crate::entity::{account, audit};
use crate::queries::row::to_json;

/// Who does something, and from where.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// The account; `None` for a command of the program.
    pub account_id: Option<i64>,
    /// The client's address; empty for a command.
    pub address: &'a str,
}

/// Who does what a command of the program does.
const COMMAND: &str = "quickdeploy";

/// Records what was done to `target`, with more about it by name.
pub async fn record(
    db: &impl ConnectionTrait,
    by: By<'_>,
    (act, target): (Act, &str),
    detail: &[(&str, &str)],
    now: Moment,
) -> Result<()> {
    let who = match by.account_id {
        None => COMMAND.to_owned(),
        Some(id) => {
            let account = account::Entity::find_by_id(id).one(db).await?;
            account.map_or_else(String::new, |row| format!("{} <{}>", row.name, row.email))
        }
    };
    let detail: BTreeMap<_, _> = detail.iter().copied().collect();
    let row = audit::ActiveModel {
        at: Set(now.0),
        account_id: Set(by.account_id),
        who: Set(who),
        act: Set(act.word().into_owned()),
        target: Set(target.to_owned()),
        address: Set(by.address.to_owned()),
        detail: Set(to_json(&detail)),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(())
}
