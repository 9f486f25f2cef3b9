//! What is thrown away in time, so that no table grows without end.

use domain::notice;
use domain::time::{Moment, Span};
use domain::{funnel, limit};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::entity::{
    declined_invitation, funnel_event, notice as notice_row, session, sign_in_code, wrong_code,
    wrong_serial,
};
use crate::{Result, Store};

impl Store {
    /// Throws away what is no longer needed: sessions that are over; old codes, wrong tries, notices, declined
    /// invitations and events of the funnel.
    pub async fn sweep(&self, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            let days_ago = |days| (now - Span::days(days)).0;
            session::Entity::delete_many()
                .filter(session::Column::ExpiresAt.lte(now.0))
                .exec(&tx)
                .await?;
            sign_in_code::Entity::delete_many()
                .filter(sign_in_code::Column::SentAt.lt(days_ago(limit::KEPT_DAYS)))
                .exec(&tx)
                .await?;
            wrong_code::Entity::delete_many()
                .filter(wrong_code::Column::At.lt(days_ago(limit::KEPT_DAYS)))
                .exec(&tx)
                .await?;
            wrong_serial::Entity::delete_many()
                .filter(wrong_serial::Column::At.lt(days_ago(limit::KEPT_DAYS)))
                .exec(&tx)
                .await?;
            notice_row::Entity::delete_many()
                .filter(notice_row::Column::At.lt(days_ago(notice::KEPT_DAYS)))
                .exec(&tx)
                .await?;
            // A repeated answer to an invitation comes soon, or from a page that has been open for months.
            declined_invitation::Entity::delete_many()
                .filter(declined_invitation::Column::DeclinedAt.lt(days_ago(notice::KEPT_DAYS)))
                .exec(&tx)
                .await?;
            funnel_event::Entity::delete_many()
                .filter(funnel_event::Column::At.lt(days_ago(funnel::KEPT_DAYS)))
                .exec(&tx)
                .await?;
            Ok(())
        })
        .await
    }
}
