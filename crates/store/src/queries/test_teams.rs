//! Teams that suites are checked with: one a suite, used again. To delete one, the database would search every table that
//! names teams, links or people from end to end.

use domain::authorization::AuthorizationState;
use domain::check::TestKind;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect,
};

use crate::Result;
use crate::entity::{
    agent, authorization, authorization_event, callback_log, corp, invite, join_request, member,
    notice, open_token, outbox, refused_call, scope_choice, tmp_auth_code,
};
use crate::queries::row::rows_in;

/// A team that a suite is checked with, and its authorization of the suite.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestTeam {
    /// The team's row.
    pub corp_id: i64,
    /// Its id for the outside: each check's own.
    pub corpid: String,
    /// Its owner.
    pub owner_id: i64,
    /// The suite's row.
    pub suite_id: i64,
    /// The authorization's row.
    pub authorization_id: i64,
    /// When the check began.
    pub since: Moment,
}

/// The teams of this kind.
pub async fn of_kind(db: &impl ConnectionTrait, kind: TestKind) -> Result<Vec<TestTeam>> {
    let corps = corp::Entity::find()
        .filter(corp::Column::Test.eq(kind.word().as_ref()))
        .all(db)
        .await?;
    let ids = corps.iter().map(|corp| corp.id);
    let given = rows_in::<authorization::Entity>(db, authorization::Column::CorpId, ids).await?;
    let team = |given: authorization::Model| {
        let corp = corps.iter().find(|corp| corp.id == given.corp_id)?;
        Some(TestTeam {
            corp_id: corp.id,
            corpid: corp.corpid.clone(),
            owner_id: corp.owner_id,
            suite_id: given.suite_id,
            authorization_id: given.id,
            since: Moment(corp.created_at),
        })
    };
    Ok(given.into_iter().filter_map(team).collect())
}

/// Ends a check: what its team had authorized is withdrawn, and all that came of it is deleted.
pub async fn end(db: &impl ConnectionTrait, team: &TestTeam) -> Result<()> {
    let over = corp::ActiveModel {
        id: Set(team.corp_id),
        test: Set(Some(TestKind::Checked.word().into_owned())),
        ..Default::default()
    };
    over.update(db).await?;
    withdraw(db, team).await?;
    let outbox_ids: Vec<i64> = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::Id)
        .filter(outbox::Column::SuiteId.eq(team.suite_id))
        .filter(outbox::Column::CorpId.eq(team.corp_id))
        .into_tuple()
        .all(db)
        .await?;
    for id in outbox_ids {
        delete::<callback_log::Entity>(db, callback_log::Column::OutboxId, id).await?;
        delete::<outbox::Entity>(db, outbox::Column::Id, id).await?;
    }
    let given = team.authorization_id;
    delete::<tmp_auth_code::Entity>(db, tmp_auth_code::Column::AuthorizationId, given).await?;
    delete::<agent::Entity>(db, agent::Column::AuthorizationId, given).await?;
    delete::<scope_choice::Entity>(db, scope_choice::Column::AuthorizationId, given).await?;
    let of_given = authorization_event::Column::AuthorizationId;
    delete::<authorization_event::Entity>(db, of_given, given).await?;
    let corp = team.corp_id;
    delete::<refused_call::Entity>(db, refused_call::Column::CorpId, corp).await?;
    delete::<invite::Entity>(db, invite::Column::CorpId, corp).await?;
    delete::<join_request::Entity>(db, join_request::Column::CorpId, corp).await?;
    delete::<notice::Entity>(db, notice::Column::PersonId, team.owner_id).await?;
    // People who have joined by the invite meanwhile.
    member::Entity::delete_many()
        .filter(member::Column::CorpId.eq(corp))
        .filter(member::Column::PersonId.ne(team.owner_id))
        .exec(db)
        .await?;
    Ok(())
}

/// Withdraws what a test team has authorized: vendors' calls about it are refused from now on.
pub async fn withdraw(db: &impl ConnectionTrait, team: &TestTeam) -> Result<()> {
    let row = authorization::ActiveModel {
        id: Set(team.authorization_id),
        state: Set(AuthorizationState::Withdrawn.word().into_owned()),
        permanent_code: Set(None),
        permanent_code_hash: Set(None),
        serial: Set(None),
        ..Default::default()
    };
    row.update(db).await?;
    open_token::Entity::delete_many()
        .filter(open_token::Column::SuiteId.eq(team.suite_id))
        .filter(open_token::Column::CorpId.eq(team.corp_id))
        .exec(db)
        .await?;
    Ok(())
}

async fn delete<E: EntityTrait>(
    db: &impl ConnectionTrait,
    column: E::Column,
    id: i64,
) -> Result<()> {
    E::delete_many().filter(column.eq(id)).exec(db).await?;
    Ok(())
}
