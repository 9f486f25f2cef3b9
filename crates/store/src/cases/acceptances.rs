//! A vendor's self-checks: ticked, handed in, taken back. What isn't the actor's is not found.

use domain::acceptance::{
    AcceptanceAct, AcceptanceRefusal, AcceptanceState, CheckItem, Criteria, SelfCheck, Tick,
    VersionName, next_round,
};
use domain::audit::Act;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
};

use crate::entity::{acceptance, defect};
use crate::queries::acceptances::{
    Round, after, changed, checks, closed_of, judged, open_of, rounds, state, stored_checks,
};
use crate::queries::audit::record;
use crate::queries::row::stored;
use crate::queries::suites::{Suite, load_own};
use crate::{Actor, Result, Store};

/// The acceptance of a suite as its vendor sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnAcceptance {
    /// How the open round stands: a draft where there is none yet.
    pub state: AcceptanceState,
    /// What the next change is made with; 0 before the first.
    pub revision: i64,
    /// The version; empty until it is named.
    pub version: String,
    /// Which round of the version it is, or why it can't be one; none until the version is named.
    pub round: Option<std::result::Result<u32, AcceptanceRefusal>>,
    /// The items that are asked, each with what the vendor says.
    pub checks: Vec<(CheckItem, Tick)>,
    /// When the open round was handed in.
    pub submitted_at: Option<Moment>,
    /// The rounds that are closed, the latest first.
    pub rounds: Vec<Round>,
}

impl Store {
    /// The acceptance of a suite.
    pub async fn own_acceptance(
        &self,
        actor: &Actor,
        suite_key: &str,
        criteria: &Criteria,
    ) -> Result<OwnAcceptance> {
        let db = self.read();
        let suite = load_own(db, actor, suite_key).await?;
        let closed = closed_of(db, suite.id).await?;
        let judged = judged(&closed)?;
        let open = open_of(db, suite.id).await?;
        let (version, list) = match &open {
            Some(row) => (row.version.clone(), checks(&row.checks)?),
            None => first(&closed, criteria)?,
        };
        let name = VersionName::parse(&version).ok();
        Ok(OwnAcceptance {
            state: open.as_ref().map_or(Ok(AcceptanceState::Draft), state)?,
            revision: open.as_ref().map_or(0, |row| row.revision),
            round: name.map(|name| next_round(criteria, &name, &judged)),
            checks: list.asked(suite.hosted()),
            submitted_at: open.and_then(|row| row.submitted_at).map(Moment),
            rounds: rounds(db, closed, criteria).await?,
            version,
        })
    }

    /// Saves a self-check as it is ticked.
    ///
    /// # Errors
    ///
    /// [`AcceptanceRefusal::Changed`] if it isn't in this revision, [`AcceptanceRefusal::NotNow`] while it is judged.
    pub async fn save_acceptance(
        &self,
        actor: &Actor,
        suite_key: &str,
        (revision, version, list): (i64, Option<&VersionName>, &SelfCheck),
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let suite = load_own(&tx, actor, suite_key).await?;
            let row = opened(&tx, &suite, revision, Default::default(), now).await?;
            after(&row, row.revision, AcceptanceAct::Edit)?;
            let mut row = changed(row, now);
            row.version = Set(version.map_or("", VersionName::as_str).to_owned());
            row.checks = Set(stored_checks(list));
            row.update(&tx).await?;
            Ok(())
        })
        .await
    }

    /// Hands a version in.
    ///
    /// # Errors
    ///
    /// Each [`AcceptanceRefusal`] but those of operators.
    pub async fn submit_acceptance(
        &self,
        actor: &Actor,
        (suite_key, revision): (&str, i64),
        criteria: &Criteria,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let suite = load_own(&tx, actor, suite_key).await?;
            let closed = closed_of(&tx, suite.id).await?;
            let begun = first(&closed, criteria)?;
            let row = opened(&tx, &suite, revision, begun, now).await?;
            let after = after(&row, row.revision, AcceptanceAct::Submit)?;
            let version = VersionName::parse(&row.version);
            let version = version.map_err(|_| AcceptanceRefusal::VersionMissing)?;
            let missing = checks(&row.checks)?.missing(suite.hosted());
            if !missing.is_empty() {
                return Err(AcceptanceRefusal::Unticked(missing).into());
            }
            let round = next_round(criteria, &version, &judged(&closed)?)?;
            let mut row = changed(row, now);
            row.state = Set(after.word().into_owned());
            row.round = Set(stored(round));
            row.submitted_at = Set(Some(now.0));
            row.update(&tx).await?;
            let round = round.to_string();
            let detail = [
                ("suite_key", suite.suite_key.as_str()),
                ("version", version.as_str()),
                ("round", round.as_str()),
            ];
            let done = (Act::AcceptanceSubmitted, suite.name.as_str());
            record(&tx, actor.by(), done, &detail, now).await
        })
        .await
    }

    /// Takes a version back before operators have begun to judge it.
    ///
    /// # Errors
    ///
    /// [`AcceptanceRefusal::Begun`], [`AcceptanceRefusal::NotNow`].
    pub async fn take_back_acceptance(
        &self,
        actor: &Actor,
        suite_key: &str,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let suite = load_own(&tx, actor, suite_key).await?;
            let row = open_of(&tx, suite.id).await?;
            let row = row.ok_or(AcceptanceRefusal::NotNow(AcceptanceState::Draft))?;
            let after = after(&row, row.revision, AcceptanceAct::TakeBack)?;
            let found = defect::Entity::find().filter(defect::Column::AcceptanceId.eq(row.id));
            let is_begun = row.quality_at.is_some() || row.security_at.is_some();
            if is_begun || found.count(&tx).await? > 0 {
                return Err(AcceptanceRefusal::Begun.into());
            }
            let version = row.version.clone();
            let mut row = changed(row, now);
            row.state = Set(after.word().into_owned());
            row.submitted_at = Set(None);
            row.update(&tx).await?;
            let detail = [
                ("suite_key", suite.suite_key.as_str()),
                ("version", version.as_str()),
            ];
            let done = (Act::AcceptanceTakenBack, suite.name.as_str());
            record(&tx, actor.by(), done, &detail, now).await
        })
        .await
    }
}

/// What the next round begins with: what was said in the last one, for its version if that has another round.
fn first(closed: &[acceptance::Model], criteria: &Criteria) -> Result<(String, SelfCheck)> {
    let Some(last) = closed.first() else {
        return Ok(Default::default());
    };
    let name = VersionName::parse(&last.version).ok();
    let judged = judged(closed)?;
    let again = name.filter(|name| next_round(criteria, name, &judged).is_ok());
    let version = again.map(String::from).unwrap_or_default();
    Ok((version, checks(&last.checks)?))
}

/// The open round of a suite as it was read in this revision; the first change begins one with this version and this list.
async fn opened(
    db: &impl ConnectionTrait,
    suite: &Suite,
    revision: i64,
    (version, list): (String, SelfCheck),
    now: Moment,
) -> Result<acceptance::Model> {
    match open_of(db, suite.id).await? {
        Some(row) if row.revision == revision => Ok(row),
        None if revision == 0 => {
            let row = acceptance::ActiveModel {
                suite_id: Set(suite.id),
                state: Set(AcceptanceState::Draft.word().into_owned()),
                revision: Set(0),
                version: Set(version),
                round: Set(0),
                checks: Set(stored_checks(&list)),
                created_at: Set(now.0),
                changed_at: Set(now.0),
                submitted_at: Set(None),
                coverage: Set(None),
                quality_note: Set(String::new()),
                quality_by: Set(String::new()),
                quality_at: Set(None),
                is_secure: Set(None),
                security_note: Set(String::new()),
                security_by: Set(String::new()),
                security_at: Set(None),
                score: Set(None),
                verdict: Set(None),
                decided_by: Set(String::new()),
                decided_at: Set(None),
                ..Default::default()
            };
            Ok(row.insert(db).await?)
        }
        _ => Err(AcceptanceRefusal::Changed.into()),
    }
}
