//! What is thrown away in time, so that no table grows without end.

use domain::account::token;
use domain::authorization::AuthorizationState;
use domain::callback::OutboxState;
use domain::check::{ABANDONED_AFTER, TestKind};
use domain::open_api::{TEMPORARY_CODE_KEPT, TICKET_LIFETIME, TOKEN_KEPT};
use domain::time::{Moment, Span};
use domain::word::Word;
use domain::{callback, funnel, limit, notice};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use crate::entity::{
    account_attempt, account_session, account_token, authorization, callback_log,
    declined_invitation, funnel_day, funnel_event, funnel_time, mail, notice as notice_row,
    open_token, outbox, session, sign_in_code, suite_ticket, tmp_auth_code, wrong_code,
    wrong_serial,
};
use crate::queries::joined::same;
use crate::queries::test_teams;
use crate::{Result, Store};

impl Store {
    /// Throws away what is no longer needed: sessions that are over; old codes, wrong tries, notices, declined
    /// invitations and events of the funnel; vendors' tickets, tokens and temporary codes; what
    /// checks of suites have left that were killed; accounts' sessions, links and attempts that are over, and mails that
    /// couldn't be sent.
    pub async fn sweep(&self, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            let days_ago = |days| (now - Span::days(days)).0;
            session::Entity::delete_many()
                .filter(session::Column::ExpiresAt.lte(now.0))
                .exec(&tx)
                .await?;
            account_session::Entity::delete_many()
                .filter(account_session::Column::ExpiresAt.lte(now.0))
                .exec(&tx)
                .await?;
            account_token::Entity::delete_many()
                .filter(account_token::Column::ExpiresAt.lt((now - token::KEPT).0))
                .exec(&tx)
                .await?;
            account_attempt::Entity::delete_many()
                .filter(account_attempt::Column::At.lt(days_ago(limit::KEPT_DAYS)))
                .exec(&tx)
                .await?;
            mail::Entity::delete_many()
                .filter(mail::Column::CreatedAt.lt(days_ago(token::MAIL_KEPT_DAYS)))
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
            let first_day = (now - Span::days(funnel::KEPT_DAYS)).day();
            funnel_day::Entity::delete_many()
                .filter(funnel_day::Column::Day.lt(first_day))
                .exec(&tx)
                .await?;
            funnel_time::Entity::delete_many()
                .filter(funnel_time::Column::Day.lt(first_day))
                .exec(&tx)
                .await?;
            callback_log::Entity::delete_many()
                .filter(callback_log::Column::At.lt(days_ago(callback::KEPT_DAYS)))
                .exec(&tx)
                .await?;
            sweep_outbox(&tx, days_ago(callback::KEPT_DAYS)).await?;
            open_token::Entity::delete_many()
                .filter(open_token::Column::ExpiresAt.lt((now - TOKEN_KEPT).0))
                .exec(&tx)
                .await?;
            suite_ticket::Entity::delete_many()
                .filter(suite_ticket::Column::MadeAt.lt((now - TICKET_LIFETIME).0))
                .exec(&tx)
                .await?;
            tmp_auth_code::Entity::delete_many()
                .filter(tmp_auth_code::Column::MadeAt.lt((now - TEMPORARY_CODE_KEPT).0))
                .exec(&tx)
                .await?;
            for team in test_teams::of_kind(&tx, TestKind::Check).await? {
                if team.since < now - ABANDONED_AFTER {
                    test_teams::end(&tx, &team).await?;
                }
            }
            Ok(())
        })
        .await
    }
}

/// Throws away events of changes before `before` that are pushed no more, once nothing is left of them in the log. One that was
/// given up is kept while its authorization waits because of it: somebody may ask for it to be pushed again.
async fn sweep_outbox(db: &impl ConnectionTrait, before: i64) -> Result<()> {
    let over = [
        OutboxState::Delivered,
        OutboxState::Dropped,
        OutboxState::GivenUp,
    ];
    let logged = Query::select()
        .expr(Expr::val(1))
        .from(callback_log::Entity)
        .and_where(same(callback_log::Column::OutboxId, outbox::Column::Id))
        .take();
    let awaiting = AuthorizationState::AwaitingActivation.word();
    let awaited = Query::select()
        .expr(Expr::val(1))
        .from(authorization::Entity)
        .and_where(same(
            authorization::Column::Id,
            outbox::Column::AuthorizationId,
        ))
        .and_where(same(
            authorization::Column::ChangedAt,
            outbox::Column::CreatedAt,
        ))
        .and_where(authorization::Column::State.eq(awaiting))
        .take();
    outbox::Entity::delete_many()
        .filter(outbox::Column::State.is_in(over.map(|state| state.word().into_owned())))
        .filter(outbox::Column::CreatedAt.lt(before))
        .filter(Expr::exists(logged).not())
        .filter(Expr::exists(awaited).not())
        .exec(db)
        .await?;
    Ok(())
}
