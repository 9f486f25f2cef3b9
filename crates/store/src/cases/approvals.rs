//! Applications as operators judge them: the queue, one with all that it is judged by, approval, rejection.

use domain::application::{Act, ApplicationRefusal, ApplicationState, Draft, FieldError, Round};
use domain::audit::Act as Audited;
use domain::link::LinkToken;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, Select,
};

use crate::entity::application;
use crate::queries::applications::{
    HistoryEntry, Reason, after, facts, form, history, in_force, note, reasons, state,
};
use crate::queries::approvals::{
    Approval, decided, first_link, link_for, put_in_force, submitted, suspension,
};
use crate::queries::audit::record;
use crate::queries::desk::{SuiteName, VendorEntry, name_in, names, of_suite_named};
use crate::queries::letters::{SealedLetter, to_owners};
use crate::queries::lists::QueuePlace;
use crate::queries::row::counted;
use crate::queries::sandbox::{self, TestLink};
use crate::queries::suites::load;
use crate::{Actor, Result, Store};

/// How the queue is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct QueueListing {
    /// What the name of a suite or a vendor holds; empty for everything.
    pub search: String,
    /// Only those that stand so.
    pub state: Option<ApplicationState>,
    /// Behind this one.
    pub after: Option<QueuePlace>,
    /// The most rows.
    pub limit: u64,
}

/// An application in the queue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QueuedApplication {
    /// Its id.
    pub id: i64,
    /// How it stands.
    pub state: ApplicationState,
    /// Whose it is.
    pub of: SuiteName,
    /// When it was submitted last.
    pub submitted_at: Moment,
    /// How often it was submitted.
    pub rounds: u32,
}

impl QueuedApplication {
    /// Its place in the queue.
    pub fn place(&self) -> QueuePlace {
        match self.state {
            ApplicationState::Submitted => QueuePlace::Waiting(self.submitted_at, self.id),
            _ => QueuePlace::Decided(self.id),
        }
    }
}

/// An application with what it is judged by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationToJudge {
    /// The application.
    pub row: QueuedApplication,
    /// What it is decided with.
    pub version: i64,
    /// The form.
    pub form: Draft,
    /// The icon is the application's own.
    pub has_own_icon: bool,
    /// What is wrong with it by now.
    pub faults: Vec<FieldError>,
    /// Why it was rejected last.
    pub reasons: Vec<Reason>,
    /// The form of another application that is in force.
    pub in_force: Option<Draft>,
    /// Why its suite is suspended.
    pub suspended_for: Option<String>,
    /// The vendor.
    pub vendor: VendorEntry,
    /// What happened to the suite's applications, the latest first.
    pub history: Vec<HistoryEntry>,
    /// The suite's first deploy link that wasn't taken back.
    pub link: Option<LinkToken>,
    /// The suite's test links.
    pub test_links: Vec<TestLink>,
}

impl Store {
    /// The applications that were submitted: those that wait first, the oldest of them first, then the latest that are decided;
    /// and whether there are more.
    pub async fn queue(&self, listing: &QueueListing) -> Result<(Vec<QueuedApplication>, bool)> {
        let db = self.read();
        let submitted = ApplicationState::Submitted.word();
        let most = listing.limit + 1;
        let mut rows = Vec::new();
        let wants_waiting = matches!(listing.state, None | Some(ApplicationState::Submitted));
        if wants_waiting && !matches!(listing.after, Some(QueuePlace::Decided(_))) {
            use application::Column::{Id, State, SubmittedAt};
            let mut query = searched(listing).filter(State.eq(submitted.as_ref()));
            if let Some(QueuePlace::Waiting(at, id)) = listing.after {
                let later = SubmittedAt.gt(at.0);
                query = query.filter(later.or(SubmittedAt.eq(at.0).and(Id.gt(id))));
            }
            let query = query.order_by_asc(SubmittedAt).order_by_asc(Id);
            rows = read(db, query.limit(most)).await?;
        }
        let is_full = u64::try_from(rows.len()).is_ok_and(|number| number >= most);
        if !is_full && listing.state != Some(ApplicationState::Submitted) {
            use ApplicationState::{Approved, Rejected, Replaced};
            use application::Column::{Id, State, SubmittedAt};
            let decided = [Approved, Rejected, Replaced].into_iter();
            let wanted = decided.filter(|state| listing.state.is_none_or(|of| of == *state));
            let wanted: Vec<_> = wanted.map(|state| state.word()).collect();
            let words = wanted.iter().map(AsRef::as_ref);
            let mut query = searched(listing)
                .filter(State.is_in(words))
                // One that was taken back and discarded is none of an operator's.
                .filter(SubmittedAt.is_not_null());
            if let Some(QueuePlace::Decided(id)) = listing.after {
                query = query.filter(Id.lt(id));
            }
            let left = most.saturating_sub(rows.len() as u64);
            let query = query.order_by_desc(Id).limit(left);
            rows.extend(read(db, query).await?);
        }
        let most = usize::try_from(listing.limit).unwrap_or(usize::MAX);
        let is_more = rows.len() > most;
        rows.truncate(most);
        let names = names(db, rows.iter().map(|row| row.suite_id)).await?;
        let row = |row: Row| {
            Ok(QueuedApplication {
                id: row.id,
                state: domain_state(&row.state)?,
                of: name_in(&names, row.suite_id),
                submitted_at: Moment(row.submitted_at.unwrap_or_default()),
                rounds: counted(row.rounds, "rounds")?,
            })
        };
        let rows: Result<_> = rows.into_iter().map(row).collect();
        Ok((rows?, is_more))
    }

    /// An application that was submitted, with what it is judged by.
    pub async fn application_to_judge(&self, id: i64) -> Result<ApplicationToJudge> {
        let db = self.read();
        let row = submitted(db, id).await?;
        let suite = load(db, row.suite_id).await?;
        let (suspended_for, vendor) = suspension(db, suite.id).await?;
        let facts = facts(db, &suite, vendor.id).await?;
        let form_of = form(&row, &suite)?;
        let other = in_force(db, suite.id).await?.filter(|it| it.id != row.id);
        let open = domain_state(&row.state)?;
        let is_open = matches!(
            open,
            ApplicationState::Submitted | ApplicationState::Rejected
        );
        let faults = form_of.check_for(&facts).err().filter(|_| is_open);
        Ok(ApplicationToJudge {
            version: row.version,
            has_own_icon: row.icon.is_some(),
            faults: faults.unwrap_or_default(),
            reasons: reasons(&row.reasons)?,
            in_force: other.map(|row| form(&row, &suite)).transpose()?,
            suspended_for,
            history: history(db, suite.id).await?,
            link: first_link(db, suite.id).await?,
            test_links: sandbox::links(db, &suite).await?,
            row: QueuedApplication {
                id: row.id,
                state: open,
                of: SuiteName {
                    suite_key: suite.suite_key,
                    suite: suite.name,
                    vendor: suite.vendor,
                },
                submitted_at: Moment(row.submitted_at.unwrap_or_default()),
                rounds: counted(row.rounds, "rounds")?,
            },
            vendor,
            form: form_of,
        })
    }

    /// The icon of an application that was submitted: its own, else the suite's.
    pub async fn application_icon(&self, id: i64) -> Result<Vec<u8>> {
        let row = submitted(self.read(), id).await?;
        match row.icon {
            Some(icon) => Ok(icon),
            None => Ok(load(self.read(), row.suite_id).await?.icon),
        }
    }

    /// Approves an application: what it says holds for the suite from now on, which customers may deploy.
    ///
    /// # Errors
    ///
    /// [`ApplicationRefusal::Changed`], [`ApplicationRefusal::NotNow`], [`ApplicationRefusal::Faulty`] if it is no longer right.
    pub async fn approve_application(
        &self,
        actor: &Actor,
        id: i64,
        approval: &Approval,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            actor.operator()?;
            let row = submitted(&tx, id).await?;
            let after = after(&row, approval.version, Act::Approve)?;
            let suite = load(&tx, row.suite_id).await?;
            let (_, vendor) = suspension(&tx, suite.id).await?;
            let facts = facts(&tx, &suite, vendor.id).await?;
            let read = form(&row, &suite)?.check_for(&facts);
            let read = read.map_err(ApplicationRefusal::Faulty)?;
            if let Some(before) = in_force(&tx, suite.id).await? {
                let replaced = state(&before)?.after(Act::Replace);
                let replaced = replaced.map_err(ApplicationRefusal::from)?;
                let mut before = before.into_active_model();
                before.state = Set(replaced.word().into_owned());
                before.update(&tx).await?;
            }
            let icon = row.icon.clone();
            let row = decided(&tx, row, after, &[], now).await?;
            put_in_force(&tx, &suite, (&read, icon), now).await?;
            link_for(&tx, &suite, approval, now).await?;
            let round = (Round::Approved, &[] as &[Reason]);
            note(&tx, actor, &row, round, now).await?;
            let detail = [
                ("suite_key", suite.suite_key.as_str()),
                ("product_code", read.product_code.as_str()),
            ];
            let done = (Audited::ApplicationApproved, suite.name.as_str());
            record(&tx, actor.by(), done, &detail, now).await?;
            to_owners(&tx, vendor.id, &approval.letter, now).await
        })
        .await
    }

    /// Rejects an application with reasons, at least one.
    ///
    /// # Errors
    ///
    /// [`ApplicationRefusal::Changed`], [`ApplicationRefusal::NotNow`].
    pub async fn reject_application(
        &self,
        actor: &Actor,
        (id, version): (i64, i64),
        (reasons, letter): (&[Reason], &SealedLetter),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            actor.operator()?;
            let row = submitted(&tx, id).await?;
            let after = after(&row, version, Act::Reject)?;
            let suite = load(&tx, row.suite_id).await?;
            let (_, vendor) = suspension(&tx, suite.id).await?;
            let row = decided(&tx, row, after, reasons, now).await?;
            let round = (Round::Rejected, reasons);
            note(&tx, actor, &row, round, now).await?;
            let words: Vec<_> = reasons.iter().map(|it| it.field.word()).collect();
            let fields = words.join(", ");
            let detail = [
                ("suite_key", suite.suite_key.as_str()),
                ("fields", fields.as_str()),
            ];
            let done = (Audited::ApplicationRejected, suite.name.as_str());
            record(&tx, actor.by(), done, &detail, now).await?;
            to_owners(&tx, vendor.id, letter, now).await
        })
        .await
    }
}

/// A row of the queue without its form.
#[derive(sea_orm::FromQueryResult)]
struct Row {
    id: i64,
    suite_id: i64,
    state: String,
    submitted_at: Option<i64>,
    rounds: i32,
}

fn searched(listing: &QueueListing) -> Select<application::Entity> {
    use application::Column::{Id, Rounds, State, SubmittedAt, SuiteId};
    let query = application::Entity::find();
    let query = query
        .select_only()
        .columns([Id, SuiteId, State, SubmittedAt, Rounds]);
    match listing.search.is_empty() {
        true => query,
        false => query.filter(of_suite_named(SuiteId, &listing.search)),
    }
}

async fn read(db: &impl ConnectionTrait, query: Select<application::Entity>) -> Result<Vec<Row>> {
    Ok(query.into_model().all(db).await?)
}

fn domain_state(stored: &str) -> Result<ApplicationState> {
    crate::queries::row::word(stored, "application's state")
}
