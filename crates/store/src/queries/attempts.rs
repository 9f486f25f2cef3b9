//! Attempts that limits count.

use domain::limit::Limit;
use domain::time::{Moment, Span};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::Result;
use crate::entity::account_attempt;
use crate::queries::limits;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AttemptKind {
    /// An attempt to sign in that failed, or is under way.
    SignIn,
    /// A mail that was asked for.
    Mail,
    /// An invitation that was mailed.
    Invitation,
}

impl AttemptKind {
    fn word(self) -> &'static str {
        match self {
            Self::SignIn => "sign_in",
            Self::Mail => "mail",
            Self::Invitation => "invitation",
        }
    }
}

/// Whose attempt it is.
#[derive(Clone, Copy, Debug)]
pub struct AttemptBy<'a> {
    /// The hash of the e-mail address, or what else it is about.
    pub subject: &'a str,
    /// The client's address.
    pub address: &'a str,
}

impl AttemptBy<'_> {
    /// Those about the same subject.
    pub fn of_subject(&self) -> SimpleExpr {
        account_attempt::Column::Subject.eq(self.subject)
    }

    /// Those from the same address.
    pub fn of_address(&self) -> SimpleExpr {
        account_attempt::Column::Address.eq(self.address)
    }
}

/// How long is to be waited before another, because of those that a condition picks.
pub async fn wait(
    db: &impl ConnectionTrait,
    kind: AttemptKind,
    which: SimpleExpr,
    limit: Limit,
    now: Moment,
) -> Result<Option<Span>> {
    let attempts = account_attempt::Entity::find()
        .filter(account_attempt::Column::Kind.eq(kind.word()))
        .filter(which);
    limits::wait(db, attempts, account_attempt::Column::At, limit, now).await
}

/// Counts one, and answers its id.
pub async fn count(
    db: &impl ConnectionTrait,
    kind: AttemptKind,
    by: AttemptBy<'_>,
    now: Moment,
) -> Result<i64> {
    let row = account_attempt::ActiveModel {
        kind: Set(kind.word().to_owned()),
        subject: Set(by.subject.to_owned()),
        address: Set(by.address.to_owned()),
        at: Set(now.0),
        ..Default::default()
    };
    Ok(row.insert(db).await?.id)
}

/// Counts one no more.
pub async fn forget(db: &impl ConnectionTrait, id: i64) -> Result<()> {
    account_attempt::Entity::delete_by_id(id).exec(db).await?;
    Ok(())
}

/// Sets when one was made.
pub async fn move_to(db: &impl ConnectionTrait, id: i64, at: Moment) -> Result<()> {
    account_attempt::Entity::update_many()
        .col_expr(account_attempt::Column::At, Expr::val(at.0))
        .filter(account_attempt::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}
