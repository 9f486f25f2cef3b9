//! Requests to join a team.

use domain::invite::JoinStatus;
use domain::notice::NoticeKind;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use crate::Result;
use crate::entity::{corp, join_request, person};
use crate::queries::notices;
use crate::queries::people::Person;
use crate::queries::row::{count, rows_in};

/// The requests to join a team that wait.
pub fn waiting(corp_id: i64) -> sea_orm::Select<join_request::Entity> {
    join_request::Entity::find()
        .filter(join_request::Column::CorpId.eq(corp_id))
        .filter(join_request::Column::State.eq(JoinStatus::Waiting.word().into_owned()))
        .order_by_asc(join_request::Column::Id)
}

/// The team ends: requests to join it are declined, with a notice.
pub async fn dissolve(db: &impl ConnectionTrait, corp_id: i64, now: Moment) -> Result<()> {
    let rows = waiting(corp_id).all(db).await?;
    let people: Vec<i64> = rows.into_iter().map(|row| row.person_id).collect();
    join_request::Entity::update_many()
        .col_expr(
            join_request::Column::State,
            Expr::val(JoinStatus::Declined.word().into_owned()),
        )
        .col_expr(join_request::Column::DecidedAt, Expr::val(now.0))
        .filter(join_request::Column::CorpId.eq(corp_id))
        .filter(join_request::Column::State.eq(JoinStatus::Waiting.word().into_owned()))
        .exec(db)
        .await?;
    notices::tell(db, corp_id, &people, (NoticeKind::Dissolved, "", ""), now).await
}

/// A wish to join that waited is over once its person is in.
pub async fn settle(
    db: &impl ConnectionTrait,
    corp_id: i64,
    person_id: i64,
    now: Moment,
) -> Result<()> {
    if let Some(row) = request_of(db, corp_id, person_id).await? {
        let mut row = row.into_active_model();
        row.state = Set(JoinStatus::Inside.word().into_owned());
        row.decided_at = Set(Some(now.0));
        row.update(db).await?;
    }
    Ok(())
}

/// Keeps the name under which a person comes into a team, if they have never given one.
pub async fn keep_name(db: &impl ConnectionTrait, person: &Person, name: &str) -> Result<()> {
    if person.name.is_none() {
        let row = person::ActiveModel {
            id: Set(person.id),
            name: Set(Some(name.to_owned())),
            ..Default::default()
        };
        row.update(db).await?;
    }
    Ok(())
}

/// How many wait to be let into a team, and the names of the first three.
pub async fn waiting_names(db: &impl ConnectionTrait, corp_id: i64) -> Result<(u32, Vec<String>)> {
    let all = waiting(corp_id).count(db).await?;
    let rows = waiting(corp_id).limit(3).all(db).await?;
    Ok((count(all), rows.into_iter().map(|row| row.name).collect()))
}

/// The names of the teams that a person waits to be let into.
pub async fn wishes(db: &impl ConnectionTrait, person_id: i64) -> Result<Vec<String>> {
    let rows = join_request::Entity::find()
        .filter(join_request::Column::PersonId.eq(person_id))
        .filter(join_request::Column::State.eq(JoinStatus::Waiting.word().into_owned()))
        .all(db)
        .await?;
    let corps = rows_in::<corp::Entity>(
        db,
        corp::Column::Id,
        rows.into_iter().map(|row| row.corp_id),
    )
    .await?;
    Ok(corps.into_iter().map(|corp| corp.name).collect())
}

/// A person's wish to join a team.
pub async fn request_of(
    db: &impl ConnectionTrait,
    corp_id: i64,
    person_id: i64,
) -> Result<Option<join_request::Model>> {
    let found = join_request::Entity::find()
        .filter(join_request::Column::CorpId.eq(corp_id))
        .filter(join_request::Column::PersonId.eq(person_id))
        .one(db)
        .await?;
    Ok(found)
}
