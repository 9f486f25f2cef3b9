//! Applications, invite codes and complaints of a past.

use domain::application::{ApplicationState, Draft, InviteCode, Round};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Query;
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::Result;
use crate::entity::{application, application_event, authorization, complaint, corp, invite_code};
use crate::queries::applications::{Reason, stored_form, stored_reasons};

/// An application of a suite.
#[derive(Clone, Debug)]
pub struct PastApplication {
    /// How it stands.
    pub state: ApplicationState,
    /// What it says.
    pub form: Draft,
    /// Since when it is there.
    pub created_at: Moment,
    /// What happened to it, the earliest first: who did it, and with which reasons.
    pub history: Vec<(Moment, &'static str, Round, Vec<Reason>)>,
}

/// An invite code.
#[derive(Clone, Debug)]
pub struct PastInviteCode {
    /// The code.
    pub code: InviteCode,
    /// What it is called.
    pub label: String,
    /// When it was made.
    pub created_at: Moment,
    /// When it was revoked.
    pub revoked_at: Option<Moment>,
}

/// A problem that the owner of a team reported about the suite that it authorized.
#[derive(Clone, Debug)]
pub struct PastComplaint {
    /// The team's id for the outside.
    pub corpid: String,
    /// What.
    pub text: String,
    /// When.
    pub at: Moment,
    /// The answer, whose it is, and when it was given.
    pub answer: Option<(String, String, Moment)>,
    /// When it was closed.
    pub closed_at: Option<Moment>,
}

/// Enters a suite's applications.
pub async fn enter(
    db: &impl ConnectionTrait,
    suite_id: i64,
    applications: &[PastApplication],
) -> Result<()> {
    for new in applications {
        let at = |round: Round| {
            let mut past = new.history.iter().rev();
            past.find(|(.., what, _)| *what == round)
                .map(|(at, ..)| *at)
        };
        let rounds = new.history.iter();
        let rounds = rounds.filter(|(.., what, _)| *what == Round::Submitted);
        let is_decided = new.state != ApplicationState::Submitted;
        let decided_at = at(Round::Rejected).max(at(Round::Approved));
        let last = new.history.last();
        let reasons = last.map_or(&[] as &[Reason], |(.., reasons)| reasons);
        let row = application::ActiveModel {
            suite_id: Set(suite_id),
            state: Set(new.state.word().into_owned()),
            version: Set(i64::try_from(new.history.len()).unwrap_or(0) + 1),
            form: Set(stored_form(&new.form)),
            icon: Set(None),
            reasons: Set(stored_reasons(reasons)),
            rounds: Set(i32::try_from(rounds.count()).unwrap_or(i32::MAX)),
            created_at: Set(new.created_at.0),
            changed_at: Set(last.map_or(new.created_at, |(at, ..)| *at).0),
            submitted_at: Set(at(Round::Submitted).map(|at| at.0)),
            decided_at: Set(decided_at.filter(|_| is_decided).map(|at| at.0)),
            ..Default::default()
        };
        let id = row.insert(db).await?.id;
        let events = new.history.iter();
        let events = events.map(|(at, who, what, reasons)| application_event::ActiveModel {
            suite_id: Set(suite_id),
            application_id: Set(id),
            at: Set(at.0),
            who: Set((*who).to_owned()),
            what: Set(what.word().into_owned()),
            reasons: Set(stored_reasons(reasons)),
            ..Default::default()
        });
        application_event::Entity::insert_many(events)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// Enters invite codes of a vendor's.
pub async fn enter_codes(
    db: &impl ConnectionTrait,
    vendor_id: i64,
    codes: &[PastInviteCode],
) -> Result<()> {
    let rows = codes.iter().map(|new| invite_code::ActiveModel {
        code: Set(new.code.to_string()),
        vendor_id: Set(vendor_id),
        label: Set(new.label.clone()),
        created_at: Set(new.created_at.0),
        revoked_at: Set(new.revoked_at.map(|at| at.0)),
        ..Default::default()
    });
    invite_code::Entity::insert_many(rows)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Enters complaints; those of teams that have authorized nothing are left out.
pub async fn report(db: &impl ConnectionTrait, complaints: &[PastComplaint]) -> Result<()> {
    for new in complaints {
        let team = Query::select()
            .column(corp::Column::Id)
            .from(corp::Entity)
            .and_where(corp::Column::Corpid.eq(&new.corpid))
            .take();
        let given = authorization::Entity::find()
            .filter(authorization::Column::CorpId.in_subquery(team))
            .one(db)
            .await?;
        let Some(given) = given else { continue };
        let answer = new.answer.as_ref();
        let row = complaint::ActiveModel {
            suite_id: Set(given.suite_id),
            corp_id: Set(given.corp_id),
            person_id: Set(given.authorized_by),
            text: Set(new.text.clone()),
            at: Set(new.at.0),
            answer: Set(answer.map(|(text, ..)| text.clone())),
            answered_by: Set(answer.map(|(_, who, _)| who.clone())),
            answered_at: Set(answer.map(|(.., at)| at.0)),
            closed_at: Set(new.closed_at.map(|at| at.0)),
            ..Default::default()
        };
        row.insert(db).await?;
    }
    Ok(())
}
