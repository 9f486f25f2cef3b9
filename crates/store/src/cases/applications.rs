//! A vendor's applications for quick deployment: typed, submitted, taken back. What isn't the actor's is not found.

use domain::application::{Act, ApplicationRefusal, ApplicationState, Draft, FieldError};
use domain::audit::Act as Audited;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, QueryFilter,
    QuerySelect,
};

use crate::entity::application;
use crate::queries::applications::{
    HistoryEntry, Reason, after, facts, first_form, form, history, in_force, note, open_of,
    reasons, state, stored_form,
};
use crate::queries::audit::record;
use crate::queries::suites::{Suite, load_own};
use crate::{Actor, Result, Store};

/// A suite's application as its vendor sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnApplication {
    /// How it stands.
    pub state: ApplicationState,
    /// What the next change is made with; 0 before the first.
    pub version: i64,
    /// The form.
    pub form: Draft,
    /// The icon is its own.
    pub has_own_icon: bool,
    /// All that is wrong with the form.
    pub faults: Vec<FieldError>,
    /// Why it was rejected last, if it wasn't submitted again since.
    pub reasons: Vec<Reason>,
    /// What happened to the suite's applications, the latest first.
    pub history: Vec<HistoryEntry>,
    /// The vendor's full name.
    pub vendor: String,
    /// Since when the last one that was approved is in force.
    pub in_force_since: Option<Moment>,
}

impl Store {
    /// The application of a suite.
    pub async fn own_application(&self, actor: &Actor, suite_key: &str) -> Result<OwnApplication> {
        let db = self.read();
        let suite = load_own(db, actor, suite_key).await?;
        let approved = in_force(db, suite.id).await?;
        let open = open_of(db, suite.id).await?;
        let form = match &open {
            Some(row) => form(row, &suite)?,
            None => first_form(&suite, approved.as_ref())?,
        };
        let facts = facts(db, &suite, actor.vendor()?).await?;
        Ok(OwnApplication {
            state: open.as_ref().map_or(Ok(ApplicationState::Draft), state)?,
            version: open.as_ref().map_or(0, |row| row.version),
            has_own_icon: open.as_ref().is_some_and(|row| row.icon.is_some()),
            faults: form.check_for(&facts).err().unwrap_or_default(),
            form,
            reasons: match &open {
                Some(row) => reasons(&row.reasons)?,
                None => Vec::new(),
            },
            history: history(db, suite.id).await?,
            vendor: suite.vendor,
            in_force_since: approved.and_then(|row| row.decided_at).map(Moment),
        })
    }

    /// The icon of a suite's application: its own, else the suite's.
    pub async fn own_application_icon(&self, actor: &Actor, suite_key: &str) -> Result<Vec<u8>> {
        let suite = load_own(self.read(), actor, suite_key).await?;
        let open = open_of(self.read(), suite.id).await?;
        Ok(open.and_then(|row| row.icon).unwrap_or(suite.icon))
    }

    /// All that is wrong with a form of a suite, which isn't saved.
    pub async fn check_application(
        &self,
        actor: &Actor,
        suite_key: &str,
        form: &Draft,
    ) -> Result<Vec<FieldError>> {
        let suite = load_own(self.read(), actor, suite_key).await?;
        let facts = facts(self.read(), &suite, actor.vendor()?).await?;
        Ok(form.check_for(&facts).err().unwrap_or_default())
    }

    /// Saves a form as it is typed.
    ///
    /// # Errors
    ///
    /// [`ApplicationRefusal::Changed`] if it isn't in this version, [`ApplicationRefusal::NotNow`] while it is submitted.
    pub async fn save_application(
        &self,
        actor: &Actor,
        suite_key: &str,
        (version, draft): (i64, &Draft),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let suite = load_own(&tx, actor, suite_key).await?;
            let row = opened(&tx, &suite, version, now).await?;
            after(&row, row.version, Act::Edit)?;
            let mut row = changed(row, now);
            row.form = Set(stored_form(draft));
            row.update(&tx).await?;
            Ok(())
        })
        .await
    }

    /// Sets the icon of an application: PNG, 120 x 120, checked; `None` for the suite's own.
    ///
    /// # Errors
    ///
    /// As [`Store::save_application`].
    pub async fn set_application_icon(
        &self,
        actor: &Actor,
        suite_key: &str,
        (version, icon): (i64, Option<&[u8]>),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let suite = load_own(&tx, actor, suite_key).await?;
            let row = opened(&tx, &suite, version, now).await?;
            after(&row, row.version, Act::Edit)?;
            let mut row = changed(row, now);
            row.icon = Set(icon.map(<[u8]>::to_vec));
            row.update(&tx).await?;
            Ok(())
        })
        .await
    }

    /// Submits an application.
    ///
    /// # Errors
    ///
    /// [`ApplicationRefusal::Faulty`] with all that is wrong, [`ApplicationRefusal::Changed`], [`ApplicationRefusal::NotNow`].
    pub async fn submit_application(
        &self,
        actor: &Actor,
        suite_key: &str,
        version: i64,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let suite = load_own(&tx, actor, suite_key).await?;
            let row = opened(&tx, &suite, version, now).await?;
            let after = after(&row, row.version, Act::Submit)?;
            let facts = facts(&tx, &suite, actor.vendor()?).await?;
            form(&row, &suite)?
                .check_for(&facts)
                .map_err(ApplicationRefusal::Faulty)?;
            let rounds = row.rounds;
            let mut row = changed(row, now);
            row.state = Set(after.word().into_owned());
            row.submitted_at = Set(Some(now.0));
            row.rounds = Set(rounds.saturating_add(1));
            row.reasons = Set("[]".to_owned());
            row.judged_form = Set(None);
            row.judged_icon = Set(None);
            let row = row.update(&tx).await?;
            done(&tx, actor, &suite, (&row, Act::Submit), now).await
        })
        .await
    }

    /// Takes an application back before it was decided.
    ///
    /// # Errors
    ///
    /// [`ApplicationRefusal::Changed`], [`ApplicationRefusal::NotNow`].
    pub async fn take_back_application(
        &self,
        actor: &Actor,
        suite_key: &str,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let suite = load_own(&tx, actor, suite_key).await?;
            let row = open_of(&tx, suite.id).await?;
            let row = row.ok_or(ApplicationRefusal::from(ApplicationState::Draft))?;
            let after = after(&row, row.version, Act::TakeBack)?;
            let mut row = changed(row, now);
            row.state = Set(after.word().into_owned());
            row.submitted_at = Set(None);
            let row = row.update(&tx).await?;
            done(&tx, actor, &suite, (&row, Act::TakeBack), now).await
        })
        .await
    }

    /// Discards what is typed, for the one in force.
    ///
    /// # Errors
    ///
    /// [`ApplicationRefusal::Changed`], [`ApplicationRefusal::NotNow`], also where none is in force.
    pub async fn discard_application(
        &self,
        actor: &Actor,
        suite_key: &str,
        version: i64,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let suite = load_own(&tx, actor, suite_key).await?;
            if in_force(&tx, suite.id).await?.is_none() {
                return Err(ApplicationRefusal::from(ApplicationState::Draft).into());
            }
            let Some(row) = open_of(&tx, suite.id).await? else {
                return Ok(());
            };
            let after = after(&row, version, Act::Discard)?;
            let was_submitted = row.rounds > 0;
            let mut row = changed(row, now);
            row.state = Set(after.word().into_owned());
            let row = row.update(&tx).await?;
            match was_submitted {
                true => done(&tx, actor, &suite, (&row, Act::Discard), now).await,
                false => Ok(()),
            }
        })
        .await
    }
}

/// The open application of a suite as it was read in this version; the first change begins one.
async fn opened(
    db: &impl ConnectionTrait,
    suite: &Suite,
    version: i64,
    now: Moment,
) -> Result<application::Model> {
    match open_of(db, suite.id).await? {
        Some(row) if row.version == version => Ok(row),
        // The version of one that isn't open is 0.
        None if version == 0 => {
            let approved = in_force(db, suite.id).await?;
            let form = first_form(suite, approved.as_ref())?;
            let row = application::ActiveModel {
                suite_id: Set(suite.id),
                state: Set(ApplicationState::Draft.word().into_owned()),
                version: Set(last_version(db, suite.id).await?),
                form: Set(stored_form(&form)),
                icon: Set(None),
                reasons: Set("[]".to_owned()),
                rounds: Set(0),
                created_at: Set(now.0),
                changed_at: Set(now.0),
                submitted_at: Set(None),
                decided_at: Set(None),
                ..Default::default()
            };
            Ok(row.insert(db).await?)
        }
        _ => Err(ApplicationRefusal::Changed.into()),
    }
}

/// The last version of a suite's applications: a version means one of them alone.
async fn last_version(db: &impl ConnectionTrait, suite_id: i64) -> Result<i64> {
    let last: Option<Option<i64>> = application::Entity::find()
        .select_only()
        .column_as(application::Column::Version.max(), "last")
        .filter(application::Column::SuiteId.eq(suite_id))
        .into_tuple()
        .one(db)
        .await?;
    Ok(last.flatten().unwrap_or_default())
}

/// The row in its next version.
fn changed(row: application::Model, now: Moment) -> application::ActiveModel {
    let version = row.version;
    let mut row = row.into_active_model();
    row.version = Set(version + 1);
    row.changed_at = Set(now.0);
    row
}

/// Notes what was done in the suite's history and in the audit log.
async fn done(
    db: &impl ConnectionTrait,
    actor: &Actor,
    suite: &Suite,
    (row, act): (&application::Model, Act),
    now: Moment,
) -> Result<()> {
    if let Some(round) = act.round() {
        note(db, actor, row, (round, &[]), now).await?;
    }
    let audited = match act {
        Act::Submit => Audited::ApplicationSubmitted,
        Act::Discard => Audited::ApplicationDiscarded,
        _ => Audited::ApplicationTakenBack,
    };
    let detail = [("suite_key", suite.suite_key.as_str())];
    record(db, actor.by(), (audited, &suite.name), &detail, now).await
}
