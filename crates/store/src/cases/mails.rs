//! Mails that wait to be sent.

use domain::account::token::{MAIL_ATTEMPTS, mail_again};
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::entity::mail;
use crate::queries::mails::NewMail;
use crate::queries::row::counted;
use crate::{Result, Store};

/// A mail that is due. It is tried again later, unless it is reported as sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueMail {
    /// Its id, the same for each attempt.
    pub id: i64,
    /// The mail.
    pub mail: NewMail,
    /// No attempt follows this one.
    pub last: bool,
}

impl Store {
    /// Takes up to `most` mails that are due. Each of several servers gets others.
    pub async fn take_due_mails(&self, most: u64, now: Moment) -> Result<Vec<DueMail>> {
        // Most times there is none: nothing is written for that.
        let due = mail::Entity::find()
            .select_only()
            .column(mail::Column::Id)
            .filter(mail::Column::NextAt.lte(now.0))
            .into_tuple::<i64>()
            .one(self.read())
            .await?;
        if due.is_none() {
            return Ok(Vec::new());
        }
        self.write(|tx| async move {
            let rows = mail::Entity::find()
                .filter(mail::Column::NextAt.lte(now.0))
                .order_by_asc(mail::Column::NextAt)
                .limit(most)
                .all(&tx)
                .await?;
            let mut due = Vec::new();
            for row in rows {
                let attempts = counted::<u32>(row.attempts, "attempts")? + 1;
                let again = mail_again(attempts);
                due.push(DueMail {
                    id: row.id,
                    mail: NewMail {
                        recipient: row.recipient.clone(),
                        subject: row.subject.clone(),
                        text: row.text.clone(),
                    },
                    last: attempts >= MAIL_ATTEMPTS,
                });
                let mut row = row.into_active_model();
                row.attempts = Set(i32::try_from(attempts).unwrap_or(i32::MAX));
                row.next_at = Set(again.map(|wait| (now + wait).0));
                row.update(&tx).await?;
            }
            Ok(due)
        })
        .await
    }

    /// Throws a mail away that was sent.
    pub async fn mail_is_sent(&self, id: i64) -> Result<()> {
        self.write(|tx| async move {
            mail::Entity::delete_by_id(id).exec(&tx).await?;
            Ok(())
        })
        .await
    }
}
