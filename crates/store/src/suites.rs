//! Vendors and suites: what the approved application says.

use domain::accent::Color;
use domain::task::{SerialRule, Task, TaskSettings};
use domain::team::TeamModes;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
};
use serde::{Deserialize, Serialize};

use crate::entity::{micro_app, suite, vendor};
use crate::row::{json, to_json, word};
use crate::{Result, Store, StoreError};

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

/// A vendor to be entered.
#[derive(Clone, Debug)]
pub struct NewVendor {
    /// Full name.
    pub name: String,
    /// Name for sentences.
    pub short_name: String,
    /// Certified by the operator.
    pub certified: bool,
    /// `tel:`, `mailto:` or `https:` URL.
    pub contact: Option<String>,
}

/// An app of a suite.
#[derive(Clone, Debug)]
pub struct MicroApp {
    /// Its name.
    pub name: String,
    /// PNG.
    pub icon: Vec<u8>,
    /// Its home page, with `$CORPID$` in it.
    pub home_url: String,
}

/// A suite to be entered.
#[derive(Clone, Debug)]
pub struct NewSuite {
    /// Its key.
    pub suite_key: String,
    /// Its name.
    pub name: String,
    /// One line of what it does.
    pub tagline: Words,
    /// PNG, 120 x 120, checked: codes and posters take it as it is.
    pub icon: Vec<u8>,
    /// Its accent.
    pub accent: Color,
    /// Where its vendor's server is told; `None` for a hosted suite.
    pub callback_url: Option<String>,
    /// Which teams may be created.
    pub team_modes: TeamModes,
    /// Who verifies serials.
    pub serial: SerialRule,
    /// What it asks for.
    pub permissions: Vec<DataPermission>,
    /// The ISV's own tasks.
    pub custom_tasks: Vec<CustomTask>,
    /// Its apps.
    pub apps: Vec<MicroApp>,
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
    /// Where its vendor's server is told; `None` for a hosted suite.
    pub callback_url: Option<String>,
    /// Its tasks' settings.
    pub settings: TaskSettings,
    /// What it asks for.
    pub permissions: Vec<DataPermission>,
    /// The ISV's own tasks.
    pub custom_tasks: Vec<CustomTask>,
    /// May not be deployed at present.
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

impl Store {
    /// Enters a vendor; answers its id.
    pub async fn create_vendor(&self, new: NewVendor, now: Moment) -> Result<i64> {
        let row = vendor::ActiveModel {
            name: Set(new.name),
            short_name: Set(new.short_name),
            certified: Set(new.certified),
            contact: Set(new.contact),
            created_at: Set(now.0),
            ..Default::default()
        };
        let row = &row;
        self.write(|tx| async move { Ok(row.clone().insert(&tx).await?.id) })
            .await
    }

    /// Enters a suite with its apps; answers its id.
    pub async fn create_suite(&self, vendor_id: i64, new: NewSuite, now: Moment) -> Result<i64> {
        let new = &new;
        self.write(|tx| async move {
            let row = suite::ActiveModel {
                vendor_id: Set(vendor_id),
                suite_key: Set(new.suite_key.clone()),
                name: Set(new.name.clone()),
                tagline: Set(to_json(&new.tagline)),
                icon: Set(new.icon.clone()),
                accent: Set(new.accent.css()),
                callback_url: Set(new.callback_url.clone()),
                team_modes: Set(new.team_modes.word().into_owned()),
                serial_rule: Set(new.serial.word().into_owned()),
                permissions: Set(to_json(&new.permissions)),
                custom_tasks: Set(to_json(&new.custom_tasks)),
                version: Set("1".to_owned()),
                created_at: Set(now.0),
                ..Default::default()
            };
            let suite_id = row.insert(&tx).await?.id;
            for app in new.apps.clone() {
                let row = micro_app::ActiveModel {
                    suite_id: Set(suite_id),
                    name: Set(app.name),
                    icon: Set(app.icon),
                    home_url: Set(app.home_url),
                    ..Default::default()
                };
                row.insert(&tx).await?;
            }
            Ok(suite_id)
        })
        .await
    }

    /// Suspends a suite, or lets it be deployed again.
    pub async fn suspend_suite(&self, suite_id: i64, suspended_at: Option<Moment>) -> Result<()> {
        let row = suite::ActiveModel {
            id: Set(suite_id),
            suspended_at: Set(suspended_at.map(|at| at.0)),
            ..Default::default()
        };
        self.update_suite(&row).await
    }

    /// The id of the suite with this key.
    pub async fn suite_by_key(&self, suite_key: &str) -> Result<Option<i64>> {
        id_of(self.read(), suite_key).await
    }

    /// The suite with this key.
    pub async fn suite(&self, suite_key: &str) -> Result<Option<Suite>> {
        match id_of(self.read(), suite_key).await? {
            Some(id) => Ok(Some(load(self.read(), id).await?)),
            None => Ok(None),
        }
    }

    /// Gives a suite another version: it may be rated anew.
    pub async fn set_version(&self, suite_id: i64, version: &str) -> Result<()> {
        let row = suite::ActiveModel {
            id: Set(suite_id),
            version: Set(version.to_owned()),
            ..Default::default()
        };
        self.update_suite(&row).await
    }

    async fn update_suite(&self, row: &suite::ActiveModel) -> Result<()> {
        self.write(|tx| async move {
            row.clone().update(&tx).await?;
            Ok(())
        })
        .await
    }

    /// The icon of the suite with this key, PNG.
    pub async fn suite_icon(&self, suite_key: &str) -> Result<Option<Vec<u8>>> {
        let icon = suite::Entity::find()
            .select_only()
            .column(suite::Column::Icon)
            .filter(suite::Column::SuiteKey.eq(suite_key))
            .into_tuple()
            .one(self.read())
            .await?;
        Ok(icon)
    }

    /// The icon of an app, PNG.
    pub async fn app_icon(&self, id: i64) -> Result<Option<Vec<u8>>> {
        let icon = micro_app::Entity::find_by_id(id)
            .select_only()
            .column(micro_app::Column::Icon)
            .into_tuple()
            .one(self.read())
            .await?;
        Ok(icon)
    }
}

/// The id of the suite with this key.
pub(crate) async fn id_of(db: &impl ConnectionTrait, suite_key: &str) -> Result<Option<i64>> {
    let id = suite::Entity::find()
        .select_only()
        .column(suite::Column::Id)
        .filter(suite::Column::SuiteKey.eq(suite_key))
        .into_tuple()
        .one(db)
        .await?;
    Ok(id)
}

/// Reads a suite with its vendor.
pub(crate) async fn load(db: &impl ConnectionTrait, id: i64) -> Result<Suite> {
    let suite = suite::Entity::find_by_id(id).one(db).await?;
    let suite = suite.ok_or(StoreError::Corrupt("suite"))?;
    let vendor = vendor::Entity::find_by_id(suite.vendor_id).one(db).await?;
    Suite::of(suite, vendor.ok_or(StoreError::Corrupt("vendor of suite"))?)
}

/// A suite's name.
pub(crate) async fn name(db: &impl ConnectionTrait, suite_id: i64) -> Result<String> {
    let name: Option<String> = suite::Entity::find_by_id(suite_id)
        .select_only()
        .column(suite::Column::Name)
        .into_tuple()
        .one(db)
        .await?;
    name.ok_or(StoreError::Corrupt("suite"))
}
