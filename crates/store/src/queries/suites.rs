//! Suites with their vendors.

use domain::accent::Color;
use domain::task::{Task, TaskSettings};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};

use crate::entity::{suite, vendor};
use crate::queries::actor::Actor;
use crate::queries::row::{json, word};
use crate::{Result, StoreError};

/// A text in Chinese and perhaps English, as stored.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// Chinese.
    pub zh: String,
    /// English.
    pub en: Option<String>,
}

/// Data or an interface that a suite asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DataPermission {
    /// What.
    pub title: Words,
    /// What for.
    pub text: Words,
}

/// A task of the ISV's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomTask {
    /// The word of the built-in task that it follows.
    pub after: String,
    /// Its title.
    pub title: Words,
    /// What to do.
    pub text: Words,
    /// Where to do it.
    pub url: Option<String>,
}

/// A suite with its vendor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suite {
    /// Its id.
    pub id: i64,
    /// Its key.
    pub suite_key: String,
    /// Its name.
    pub name: String,
    /// One line of what it does.
    pub tagline: Words,
    /// PNG, 120 x 120.
    pub icon: Vec<u8>,
    /// Its accent.
    pub accent: Color,
    /// The callback URL of its vendor's server; `None` for a hosted suite.
    pub callback_url: Option<String>,
    /// Its tasks' settings.
    pub settings: TaskSettings,
    /// What it asks for.
    pub permissions: Vec<DataPermission>,
    /// The ISV's own tasks.
    pub custom_tasks: Vec<CustomTask>,
    /// It was approved: before, only its test links lead anywhere.
    pub approved: bool,
    /// It is suspended: nobody deploys it at present.
    pub suspended: bool,
    /// The vendor's full name.
    pub vendor: String,
    /// The vendor's name for sentences.
    pub vendor_short: String,
    /// The vendor is certified.
    pub certified: bool,
    /// How to reach the vendor.
    pub contact: Option<String>,
}

impl Suite {
    pub(crate) fn of(row: suite::Model, vendor: vendor::Model) -> Result<Self> {
        let custom_tasks: Vec<CustomTask> = json(&row.custom_tasks, "custom tasks")?;
        let custom_after = custom_tasks
            .iter()
            .map(|task| word::<Task>(&task.after, "custom task"))
            .collect::<Result<_>>()?;
        Ok(Self {
            id: row.id,
            settings: TaskSettings {
                team_modes: word(&row.team_modes, "team modes")?,
                serial: word(&row.serial_rule, "serial rule")?,
                custom_after,
            },
            tagline: json(&row.tagline, "tagline")?,
            permissions: json(&row.permissions, "permissions")?,
            accent: Color::parse(&row.accent).ok_or(StoreError::Corrupt("accent"))?,
            suite_key: row.suite_key,
            name: row.name,
            icon: row.icon,
            callback_url: row.callback_url,
            custom_tasks,
            approved: row.approved_at.is_some(),
            suspended: row.suspended_at.is_some(),
            vendor: vendor.name,
            vendor_short: vendor.short_name,
            certified: vendor.certified,
            contact: vendor.contact,
        })
    }

    /// It has no server to wait for.
    pub fn hosted(&self) -> bool {
        self.callback_url.is_none()
    }
}

/// The id of the suite with this key.
pub async fn id_of(db: &impl ConnectionTrait, suite_key: &str) -> Result<Option<i64>> {
    let id = suite::Entity::find()
        .select_only()
        .column(suite::Column::Id)
        .filter(suite::Column::SuiteKey.eq(suite_key))
        .into_tuple()
        .one(db)
        .await?;
    Ok(id)
}

/// The id of the suite with this key, if it is the actor's.
///
/// # Errors
///
/// [`StoreError::NotFound`] if it isn't.
pub async fn own(db: &impl ConnectionTrait, actor: &Actor, suite_key: &str) -> Result<i64> {
    let id = suite::Entity::find()
        .select_only()
        .column(suite::Column::Id)
        .filter(suite::Column::SuiteKey.eq(suite_key))
        .filter(of_actor(actor)?)
        .into_tuple()
        .one(db)
        .await?;
    id.ok_or(StoreError::NotFound)
}

/// Whether a suite is the actor's.
pub fn of_actor(actor: &Actor) -> Result<Condition> {
    let all = Condition::all();
    Ok(match actor.is_machine() {
        true => all,
        false => all.add(suite::Column::VendorId.eq(actor.vendor()?)),
    })
}

/// Reads a suite with its vendor, if it is the actor's.
///
/// # Errors
///
/// [`StoreError::NotFound`] if it isn't.
pub async fn load_own(db: &impl ConnectionTrait, actor: &Actor, suite_key: &str) -> Result<Suite> {
    load(db, own(db, actor, suite_key).await?).await
}

/// Reads a suite with its vendor.
pub async fn load(db: &impl ConnectionTrait, id: i64) -> Result<Suite> {
    let suite = suite::Entity::find_by_id(id).one(db).await?;
    let suite = suite.ok_or(StoreError::Corrupt("suite"))?;
    let vendor = vendor::Entity::find_by_id(suite.vendor_id).one(db).await?;
    Suite::of(suite, vendor.ok_or(StoreError::Corrupt("vendor of suite"))?)
}

/// What a suite is by its columns that are short.
pub struct SuiteHead {
    /// Its id.
    pub id: i64,
    /// Whose it is.
    pub vendor_id: i64,
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: String,
}

/// The suite that a condition picks, without its pictures and lists.
pub async fn head(db: &impl ConnectionTrait, which: SimpleExpr) -> Result<Option<SuiteHead>> {
    let found: Option<(i64, i64, String, String)> = suite::Entity::find()
        .select_only()
        .columns([
            suite::Column::Id,
            suite::Column::VendorId,
            suite::Column::Name,
            suite::Column::Version,
        ])
        .filter(which)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.map(|(id, vendor_id, name, version)| SuiteHead {
        id,
        vendor_id,
        name,
        version,
    }))
}

/// A suite's name.
pub async fn name(db: &impl ConnectionTrait, suite_id: i64) -> Result<String> {
    let name: Option<String> = suite::Entity::find_by_id(suite_id)
        .select_only()
        .column(suite::Column::Name)
        .into_tuple()
        .one(db)
        .await?;
    name.ok_or(StoreError::Corrupt("suite"))
}

pub async fn hosted(db: &impl ConnectionTrait, suite_id: i64) -> Result<bool> {
    let url: Option<Option<String>> = suite::Entity::find_by_id(suite_id)
        .select_only()
        .column(suite::Column::CallbackUrl)
        .into_tuple()
        .one(db)
        .await?;
    Ok(url.flatten().is_none())
}
