//! A vendor's own suites: listed, read, made, changed. What isn't the actor's is not found.

use domain::accent::Color;
use domain::application::Field;
use domain::audit::Act;
use domain::suite::{SuiteRefusal, SuiteState, check_serial_rule};
use domain::task::SerialRule;
use domain::team::TeamModes;
use domain::time::Moment;
use domain::whitelist::Whitelist;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::{micro_app, suite};
use crate::queries::lists::{Listed, Listing};
use crate::queries::new_suites::{NewSuite, enter};
use crate::queries::open_api::whitelist;
use crate::queries::row::{holds, to_json, word};
use crate::queries::suite_names::{check_name, names, renamed, still_open};
use crate::queries::suites::{
    CustomTask, DataPermission, Suite, Words, hosted, load, of_actor, own,
};
use crate::queries::{audit, credentials, outbox, verdicts};
use crate::{Actor, Result, Store, StoreError};

/// A suite as its vendor sees it among others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSuiteRow {
    /// Its key.
    pub suite_key: String,
    /// Its name.
    pub name: String,
    /// How it stands.
    pub state: SuiteState,
    /// How many apps it has.
    pub apps: u64,
    /// When it was made.
    pub created_at: Moment,
}

/// A suite as its vendor sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnSuite {
    /// What customers see of it.
    pub suite: Suite,
    /// The name that it gets with its next approval, if that is another.
    pub wanted_name: Option<String>,
    /// How it stands.
    pub state: SuiteState,
    /// Its apps.
    pub apps: Vec<AppRow>,
    /// Whether it has secrets.
    pub has_secrets: bool,
    /// Until when the secrets before hold as well.
    pub former_until: Option<Moment>,
    /// From where the vendor may call.
    pub whitelist: Whitelist,
    /// When it was made.
    pub created_at: Moment,
    /// When it was approved.
    pub approved_at: Option<Moment>,
}

/// An app of a suite, without its icon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AppRow {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// What it does; may be empty.
    pub description: String,
    /// Its home page.
    pub home_url: String,
}

/// What a vendor sets of a suite.
#[derive(Clone, Debug)]
pub struct SuiteChange {
    /// Its name.
    pub name: String,
    /// One line of what it does.
    pub tagline: Words,
    /// Its accent.
    pub accent: Color,
    /// Which teams may be created.
    pub team_modes: TeamModes,
    /// Who verifies serials.
    pub serial: SerialRule,
    /// What it asks for.
    pub permissions: Vec<DataPermission>,
    /// The vendor's own tasks.
    pub custom_tasks: Vec<CustomTask>,
}

/// How many teams a transaction activates that wait for a server, as their suite becomes hosted.
const TEAMS_AT_ONCE: u64 = 50;

impl Store {
    /// The vendor's suites whose name holds what is searched for; only those that stand so, where that is asked for.
    pub async fn own_suites(
        &self,
        actor: &Actor,
        listing: &Listing,
        state: Option<SuiteState>,
    ) -> Result<Listed<OwnSuiteRow>> {
        let db = self.read();
        let mut query = suite::Entity::find()
            .select_only()
            .columns([
                suite::Column::Id,
                suite::Column::SuiteKey,
                suite::Column::Name,
                suite::Column::ApprovedAt,
                suite::Column::SuspendedAt,
                suite::Column::CreatedAt,
            ])
            .filter(of_actor(actor)?);
        if !listing.search.is_empty() {
            query = query.filter(holds(suite::Column::Name, &listing.search));
        }
        query = match state {
            None => query,
            Some(SuiteState::Suspended) => query.filter(suite::Column::SuspendedAt.is_not_null()),
            Some(state) => {
                let query = query.filter(suite::Column::SuspendedAt.is_null());
                match state {
                    SuiteState::Draft => query.filter(suite::Column::ApprovedAt.is_null()),
                    _ => query.filter(suite::Column::ApprovedAt.is_not_null()),
                }
            }
        };
        type Row = (i64, String, String, Option<i64>, Option<i64>, i64);
        let rows: Vec<Row> = listing
            .of(query, suite::Column::Id)
            .into_tuple()
            .all(db)
            .await?;
        let page = listing.page(rows, |row| row.0);
        let counts: Vec<(i64, i64)> = match page.rows.is_empty() {
            true => Vec::new(),
            false => {
                micro_app::Entity::find()
                    .select_only()
                    .column(micro_app::Column::SuiteId)
                    .column_as(micro_app::Column::Id.count(), "apps")
                    .filter(micro_app::Column::SuiteId.is_in(page.rows.iter().map(|row| row.0)))
                    .group_by(micro_app::Column::SuiteId)
                    .into_tuple()
                    .all(db)
                    .await?
            }
        };
        let rows = page.rows.iter().cloned();
        let rows = rows.map(|(id, suite_key, name, approved, suspended, created_at)| {
            let apps = counts.iter().find(|(of, _)| *of == id);
            OwnSuiteRow {
                suite_key,
                name,
                state: SuiteState::of(approved.is_some(), suspended.is_some()),
                apps: apps.map_or(0, |(_, apps)| apps.unsigned_abs()),
                created_at: Moment(created_at),
            }
        });
        let rows = rows.collect();
        Ok(page.with(rows))
    }

    /// The suite with this key.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if it isn't the actor's.
    pub async fn suite_of(&self, actor: &Actor, suite_key: &str) -> Result<Suite> {
        let db = self.read();
        load(db, own(db, actor, suite_key).await?).await
    }

    /// The suite with this key, with its apps and what else its vendor sets.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if it isn't the actor's.
    pub async fn own_suite(&self, actor: &Actor, suite_key: &str, now: Moment) -> Result<OwnSuite> {
        let db = self.read();
        let id = own(db, actor, suite_key).await?;
        let times: Option<(i64, Option<i64>, Option<i64>)> = suite::Entity::find_by_id(id)
            .select_only()
            .columns([
                suite::Column::CreatedAt,
                suite::Column::ApprovedAt,
                suite::Column::SuspendedAt,
            ])
            .into_tuple()
            .one(db)
            .await?;
        let (created_at, approved_at, suspended_at) = times.ok_or(StoreError::NotFound)?;
        let apps: Vec<(i64, String, String, String)> = micro_app::Entity::find()
            .select_only()
            .columns([
                micro_app::Column::Id,
                micro_app::Column::Name,
                micro_app::Column::Description,
                micro_app::Column::HomeUrl,
            ])
            .filter(micro_app::Column::SuiteId.eq(id))
            .order_by_asc(micro_app::Column::Id)
            .into_tuple()
            .all(db)
            .await?;
        let app = |(id, name, description, home_url)| AppRow {
            id,
            name,
            description,
            home_url,
        };
        let known = credentials::find(db, id).await?;
        let until = known.as_ref().and_then(|known| known.old_until);
        Ok(OwnSuite {
            suite: load(db, id).await?,
            wanted_name: names(db, id).await?.wanted,
            state: SuiteState::of(approved_at.is_some(), suspended_at.is_some()),
            apps: apps.into_iter().map(app).collect(),
            has_secrets: known.is_some(),
            former_until: until.map(Moment).filter(|until| now < *until),
            whitelist: match &known {
                Some(known) => whitelist(&known.whitelist)?,
                None => Whitelist::default(),
            },
            created_at: Moment(created_at),
            approved_at: approved_at.map(Moment),
        })
    }

    /// Makes a suite of the vendor's: a draft.
    ///
    /// # Errors
    ///
    /// [`SuiteRefusal::NameTaken`], [`SuiteRefusal::NobodyToAsk`].
    pub async fn make_suite(&self, actor: &Actor, new: &NewSuite, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            let vendor_id = actor.vendor()?;
            let rule = check_serial_rule(new.serial, new.callback_url.is_some());
            rule.map_err(SuiteRefusal::from)?;
            check_name(&tx, None, &new.name).await?;
            enter(&tx, vendor_id, new, None, now).await?;
            Ok(())
        })
        .await
    }

    /// Changes a suite. Another name of an approved one waits for the next approval.
    ///
    /// # Errors
    ///
    /// [`SuiteRefusal::NameTaken`], [`SuiteRefusal::NobodyToAsk`], [`SuiteRefusal::ByApplication`], [`StoreError::NotFound`];
    /// [`domain::application::ApplicationRefusal::NotNow`] for another name while its application is submitted.
    pub async fn change_suite(
        &self,
        actor: &Actor,
        suite_key: &str,
        change: &SuiteChange,
    ) -> Result<()> {
        self.write(|tx| async move {
            let id = own(&tx, actor, suite_key).await?;
            let is_approved = approved(&tx, id).await?;
            if is_approved {
                check_application(&tx, id, change).await?;
            }
            let is_hosted = hosted(&tx, id).await?;
            let rule = check_serial_rule(change.serial, !is_hosted);
            rule.map_err(SuiteRefusal::from)?;
            let names = renamed(&tx, (id, is_approved), &change.name).await?;
            let row = suite::ActiveModel {
                id: Set(id),
                name: Set(names.name),
                wanted_name: Set(names.wanted),
                tagline: Set(to_json(&change.tagline)),
                accent: Set(change.accent.css()),
                team_modes: Set(change.team_modes.word().into_owned()),
                serial_rule: Set(change.serial.word().into_owned()),
                permissions: Set(to_json(&change.permissions)),
                custom_tasks: Set(to_json(&change.custom_tasks)),
                ..Default::default()
            };
            suite::Entity::update(row)
                .exec_without_returning(&tx)
                .await?;
            Ok(())
        })
        .await
    }

    /// Sets a suite's icon: PNG, 120 x 120, checked.
    ///
    /// # Errors
    ///
    /// [`SuiteRefusal::ByApplication`] for a suite that is approved,
    /// [`domain::application::ApplicationRefusal::NotNow`] while its application is submitted.
    pub async fn set_suite_icon(&self, actor: &Actor, suite_key: &str, icon: &[u8]) -> Result<()> {
        self.write(|tx| async move {
            let id = own(&tx, actor, suite_key).await?;
            if load(&tx, id).await?.icon == icon {
                return Ok(());
            }
            if approved(&tx, id).await? {
                return Err(SuiteRefusal::ByApplication(Field::Icon).into());
            }
            still_open(&tx, id).await?;
            let row = suite::ActiveModel {
                id: Set(id),
                icon: Set(icon.to_vec()),
                ..Default::default()
            };
            suite::Entity::update(row)
                .exec_without_returning(&tx)
                .await?;
            Ok(())
        })
        .await
    }

    /// Sets the callback URL of a suite, which has been checked; `None` makes the suite a hosted one, in which nothing waits for a
    /// server.
    ///
    /// # Errors
    ///
    /// [`SuiteRefusal::NoSecrets`] if there is nothing to encrypt events with, [`SuiteRefusal::NobodyToAsk`] for a suite whose
    /// vendor verifies serials.
    pub async fn set_own_callback(
        &self,
        actor: &Actor,
        suite_key: &str,
        url: Option<&str>,
        now: Moment,
    ) -> Result<()> {
        // A few teams in a transaction: others write between.
        let mut are_all = url.is_some();
        while !are_all {
            let activated = self.write(|tx| async move {
                let id = may_set_callback(&tx, actor, suite_key, url).await?;
                verdicts::activate_waiting(&tx, id, TEAMS_AT_ONCE, now).await
            });
            are_all = activated.await?;
        }
        self.write(|tx| async move {
            let id = may_set_callback(&tx, actor, suite_key, url).await?;
            let row = suite::ActiveModel {
                id: Set(id),
                callback_url: Set(url.map(str::to_owned)),
                ..Default::default()
            };
            suite::Entity::update(row)
                .exec_without_returning(&tx)
                .await?;
            if url.is_none() {
                // Those that have come since.
                verdicts::activate_waiting(&tx, id, u64::from(u32::MAX), now).await?;
                outbox::drop_all_of_suite(&tx, id).await?;
            }
            Ok(())
        })
        .await
    }

    /// Sets from where a suite's vendor may call; an empty list limits nothing.
    ///
    /// # Errors
    ///
    /// [`SuiteRefusal::NoSecrets`] if nobody could call.
    pub async fn set_own_whitelist(
        &self,
        actor: &Actor,
        suite_key: &str,
        list: &Whitelist,
    ) -> Result<()> {
        self.write(|tx| async move {
            let id = own(&tx, actor, suite_key).await?;
            let known = credentials::find(&tx, id).await?;
            let known = known.ok_or(SuiteRefusal::NoSecrets)?;
            credentials::set_whitelist(&tx, known.id, list).await
        })
        .await
    }

    /// Records that secrets of a suite were made.
    pub async fn record_secrets(&self, actor: &Actor, suite_key: &str, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            own(&tx, actor, suite_key).await?;
            let what = (Act::SecretsMade, suite_key);
            audit::record(&tx, actor.by(), what, &[], now).await
        })
        .await
    }
}

/// Whether a suite is approved.
async fn approved(db: &impl ConnectionTrait, id: i64) -> Result<bool> {
    let approved = suite::Entity::find_by_id(id)
        .filter(suite::Column::ApprovedAt.is_not_null())
        .count(db)
        .await?;
    Ok(approved > 0)
}

/// Refuses to change what an approved suite's application says: another application does.
async fn check_application(db: &impl ConnectionTrait, id: i64, change: &SuiteChange) -> Result<()> {
    let suite = load(db, id).await?;
    for (same, field) in [
        (
            suite.settings.team_modes == change.team_modes,
            Field::TeamModes,
        ),
        (suite.settings.serial == change.serial, Field::Serials),
        (suite.custom_tasks == change.custom_tasks, Field::Tasks),
    ] {
        if !same {
            return Err(SuiteRefusal::ByApplication(field).into());
        }
    }
    Ok(())
}

/// The id of an actor's own suite, whose callback URL may be set so.
async fn may_set_callback(
    db: &impl ConnectionTrait,
    actor: &Actor,
    suite_key: &str,
    url: Option<&str>,
) -> Result<i64> {
    let id = own(db, actor, suite_key).await?;
    if url.is_some() && credentials::find(db, id).await?.is_none() {
        return Err(SuiteRefusal::NoSecrets.into());
    }
    let rule: Option<String> = suite::Entity::find_by_id(id)
        .select_only()
        .column(suite::Column::SerialRule)
        .into_tuple()
        .one(db)
        .await?;
    let rule = word(&rule.unwrap_or_default(), "serial rule")?;
    check_serial_rule(rule, url.is_some()).map_err(SuiteRefusal::from)?;
    Ok(id)
}
