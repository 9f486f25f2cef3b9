//! Notices: a modest list in the app, one row a person told.

use domain::notice::NoticeKind;
use domain::time::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::entity::{corp, notice};
use crate::queries::row::{rows_in, word};
use crate::{Result, Store};

/// A notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What happened.
    pub kind: NoticeKind,
    /// The team's id, empty if it is gone, and its name.
    pub team: (String, String),
    /// Who did it, or the suite whose problem is answered; may be empty.
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
