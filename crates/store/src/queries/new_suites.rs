//! Suites as they are entered.

use domain::accent::Color;
use domain::task::SerialRule;
use domain::team::TeamModes;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait};

use crate::Result;
use crate::entity::{micro_app, suite};
use crate::queries::row::to_json;
use crate::queries::suites::{CustomTask, DataPermission, Words};

/// An app of a suite.
#[derive(Clone, Debug)]
pub struct MicroApp {
    /// Its name.
    pub name: String,
    /// PNG.
    pub icon: Vec<u8>,
    /// Its home page, with `$CORPID$` in it.
    pub home_url: String,
    /// What it does; may be empty.
    pub description: String,
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
    /// The callback URL of its vendor's server; `None` for a hosted suite.
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

/// Enters a suite with its apps; one that isn't approved is a draft. Answers its id.
pub async fn enter(
    db: &impl ConnectionTrait,
    vendor_id: i64,
    new: &NewSuite,
    approved_at: Option<Moment>,
    now: Moment,
) -> Result<i64> {
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
        approved_at: Set(approved_at.map(|at| at.0)),
        ..Default::default()
    };
    let suite_id = row.insert(db).await?.id;
    for app in new.apps.clone() {
        let row = micro_app::ActiveModel {
            suite_id: Set(suite_id),
            name: Set(app.name),
            icon: Set(app.icon),
            home_url: Set(app.home_url),
            description: Set(app.description),
            ..Default::default()
        };
        row.insert(db).await?;
    }
    Ok(suite_id)
}
