//! Notices: a modest list in the app, one row a person told.

use domain::notice::NoticeKind;
use domain::role::Permission;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::entity::{corp, notice};
use crate::row::{count, rows_in, word};
use crate::{Result, Store, memberships};

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub kind: NoticeKind,
    /// The team's id, empty if it is gone, and its name.
    pub team: (String, String),
    /// Who did it; may be empty.
    pub who: String,
    /// Which suite, or the words with it; may be empty.
    pub what: String,
    /// When.
    pub at: Moment,
    /// Not read yet.
    pub new: bool,
}

/// How many are listed.
const LISTED: u64 = 100;

impl Store {
    /// A person's notices, the latest first.
    pub async fn notices(&self, person_id: i64) -> Result<Vec<Notice>> {
        let db = self.read();
        let rows = notice::Entity::find()
            .filter(notice::Column::PersonId.eq(person_id))
            .order_by_desc(notice::Column::Id)
            .limit(LISTED)
            .all(db)
            .await?;
        let corps =
            rows_in::<corp::Entity>(db, corp::Column::Id, rows.iter().map(|row| row.corp_id))
                .await?;
        let team = |id| {
            let found = corps.iter().find(|corp| corp.id == id);
            found.map(|corp| match corp.dissolved_at {
                None => (corp.corpid.clone(), corp.name.clone()),
                Some(_) => (String::new(), corp.name.clone()),
            })
        };
        let rows = rows.into_iter().map(|row| {
            Ok(Notice {
                kind: word(&row.kind, "notice")?,
                team: team(row.corp_id).unwrap_or_default(),
                who: row.who,
                what: row.what,
                at: Moment(row.at),
                new: row.read_at.is_none(),
            })
        });
        rows.collect()
    }

    /// All of a person's notices have been seen.
    pub async fn read_notices(&self, person_id: i64, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            notice::Entity::update_many()
                .col_expr(notice::Column::ReadAt, Expr::val(now.0))
                .filter(notice::Column::PersonId.eq(person_id))
                .filter(notice::Column::ReadAt.is_null())
                .exec(&tx)
                .await?;
            Ok(())
        })
        .await
    }
}

/// How many a person hasn't read.
pub(crate) async fn unread(db: &impl ConnectionTrait, person_id: i64) -> Result<u32> {
    let unread = notice::Entity::find()
        .filter(notice::Column::PersonId.eq(person_id))
        .filter(notice::Column::ReadAt.is_null());
    Ok(count(unread.count(db).await?))
}

/// Tells people of a team what happened, who did it and to what.
pub(crate) async fn tell(
    db: &impl ConnectionTrait,
    corp_id: i64,
    people: &[i64],
    (kind, who, what): (NoticeKind, &str, &str),
    now: Moment,
) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let rows = people.iter().map(|person| notice::ActiveModel {
        person_id: Set(*person),
        corp_id: Set(corp_id),
        kind: Set(kind.word().into_owned()),
        who: Set(who.to_owned()),
        what: Set(what.to_owned()),
        at: Set(now.0),
        ..Default::default()
    });
    notice::Entity::insert_many(rows).exec(db).await?;
    memberships::touch(db, corp_id).await
}

/// Tells those who may authorize that a suite is active.
pub(crate) async fn activated(
    db: &impl ConnectionTrait,
    corp_id: i64,
    suite: &str,
    now: Moment,
) -> Result<()> {
    let people = memberships::who_may(db, corp_id, Permission::Authorize).await?;
    tell(
        db,
        corp_id,
        &people,
        (NoticeKind::Activated, "", suite),
        now,
    )
    .await
}
