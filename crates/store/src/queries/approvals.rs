//! What an approval or a rejection does to an application and its suite.

use domain::application::{ApplicationRefusal, ApplicationState};
use domain::link::LinkToken;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::entity::{application, link, suite, vendor};
use crate::queries::applications::{Reason, custom_tasks, stored_reasons};
use crate::queries::desk::VendorEntry;
use crate::queries::letters::SealedLetter;
use crate::queries::links::{LinkSettings, enter, token};
use crate::queries::row::to_json;
use crate::queries::suite_names::check_name;
use crate::queries::suites::Suite;
use crate::{Result, StoreError};

/// What an application is approved with.
#[derive(Clone, Debug)]
pub struct Approval {
    /// The version that was judged.
    pub version: i64,
    /// The suite's first link, or the token of the one that is made.
    pub link: LinkToken,
    /// What the link is called, if it is made.
    pub label: String,
    /// What the vendor's owners are mailed.
    pub letter: SealedLetter,
}

/// An application that an operator may see: drafts are their vendor's own.
pub async fn submitted(db: &impl ConnectionTrait, id: i64) -> Result<application::Model> {
    let found = application::Entity::find_by_id(id)
        .filter(application::Column::SubmittedAt.is_not_null())
        .one(db)
        .await?;
    let mut row = found.ok_or(StoreError::NotFound)?;
    // What its vendor has typed since a rejection isn't submitted yet.
    if let Some(judged) = row.judged_form.take() {
        row.form = judged;
        row.icon = row.judged_icon.take();
    }
    Ok(row)
}

/// Why a suite is suspended, and its vendor.
pub async fn suspension(
    db: &impl ConnectionTrait,
    suite_id: i64,
) -> Result<(Option<String>, VendorEntry)> {
    let found: Option<(i64, Option<String>)> = suite::Entity::find_by_id(suite_id)
        .select_only()
        .columns([suite::Column::VendorId, suite::Column::SuspendedFor])
        .into_tuple()
        .one(db)
        .await?;
    let (vendor_id, why) = found.ok_or(StoreError::NotFound)?;
    let vendor = vendor::Entity::find_by_id(vendor_id).one(db).await?;
    let vendor = vendor.ok_or(StoreError::Corrupt("vendor of suite"))?;
    Ok((why, vendor.into()))
}

/// The first link of a suite that customers may use.
pub async fn first_link(db: &impl ConnectionTrait, suite_id: i64) -> Result<Option<LinkToken>> {
    let found = link::Entity::find()
        .filter(link::Column::SuiteId.eq(suite_id))
        .filter(link::Column::BatchId.is_null())
        .filter(link::Column::Test.is_null())
        .filter(link::Column::RevokedAt.is_null())
        .order_by_asc(link::Column::Id)
        .one(db)
        .await?;
    found.as_ref().map(token).transpose()
}

/// Writes how an application was decided.
pub async fn decided(
    db: &impl ConnectionTrait,
    row: application::Model,
    after: ApplicationState,
    reasons: &[Reason],
    now: Moment,
) -> Result<application::Model> {
    let version = row.version;
    let judged = (row.form.clone(), row.icon.clone());
    let mut row = row.into_active_model();
    row.state = Set(after.word().into_owned());
    row.version = Set(version + 1);
    row.reasons = Set(stored_reasons(reasons));
    row.decided_at = Set(Some(now.0));
    if after == ApplicationState::Rejected {
        row.judged_form = Set(Some(judged.0));
        row.judged_icon = Set(judged.1);
    }
    Ok(row.update(db).await?)
}

/// Gives a suite what its application says, and the name that it shall have.
///
/// # Errors
///
/// [`domain::suite::SuiteRefusal::NameTaken`] if another suite has got that name meanwhile.
pub async fn put_in_force(
    db: &impl ConnectionTrait,
    suite: &Suite,
    (read, icon): (&domain::application::Application, Option<Vec<u8>>),
    now: Moment,
) -> Result<()> {
    let tasks = custom_tasks(&read.tasks);
    let row = suite::Entity::find_by_id(suite.id).one(db).await?;
    let row = row.ok_or(StoreError::NotFound)?;
    let approved_at = row.approved_at.unwrap_or(now.0);
    let wanted_name = row.wanted_name.clone();
    let mut row = row.into_active_model();
    if let Some(name) = wanted_name {
        check_name(db, Some(suite.id), &name).await?;
        row.name = Set(name);
        row.wanted_name = Set(None);
    }
    row.team_modes = Set(read.team_modes.word().into_owned());
    row.serial_rule = Set(read.serials.word().into_owned());
    row.custom_tasks = Set(to_json(&tasks));
    row.approved_at = Set(Some(approved_at));
    if let Some(icon) = icon {
        row.icon = Set(icon);
    }
    row.update(db).await?;
    Ok(())
}

/// Makes a suite's first link, unless it has the one that the letter names.
pub async fn link_for(
    db: &impl ConnectionTrait,
    suite: &Suite,
    approval: &Approval,
    now: Moment,
) -> Result<()> {
    match first_link(db, suite.id).await? {
        Some(first) if first == approval.link => return Ok(()),
        // Since the letter was written, links were made or taken back.
        Some(_) => return Err(ApplicationRefusal::Changed.into()),
        None => {}
    }
    let known = link::Entity::find().filter(link::Column::Token.eq(approval.link.as_str()));
    if known.one(db).await?.is_some() {
        return Err(ApplicationRefusal::Changed.into());
    }
    let settings = LinkSettings {
        label: approval.label.clone(),
        ..LinkSettings::default()
    };
    // It carries no serial that could be taken.
    let entered = enter(db, suite.id, &approval.link, &settings, now).await?;
    entered.map_err(|_| StoreError::Corrupt("serial of a link"))
}
