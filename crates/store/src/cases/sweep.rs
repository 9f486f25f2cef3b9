//! What is thrown away in time, so that no table grows without end.

use domain::account::token;
use domain::authorization::AuthorizationState;
use domain::callback::OutboxState;
use domain::check::{ABANDONED_AFTER, TestKind};
use domain::open_api::{TEMPORARY_CODE_KEPT, TICKET_LIFETIME, TOKEN_KEPT};
use domain::time::{Moment, Span};
use domain::word::Word;
use domain::{callback, funnel, limit, notice};
use sea_orm::sea_query::{Condition, Expr, ExprTrait, IntoCondition, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityName, EntityTrait, QueryFilter};

use crate::entity::{
    account_attempt, account_session, account_token, authorization, callback_log,
    declined_invitation, funnel_day, funnel_event, funnel_time, mail, notice as notice_row,
    open_token, outbox, session, sign_in_code, suite_ticket, tmp_auth_code, wrong_code,
    wrong_serial,
};
use crate::queries::joined::same;
use crate::queries::test_teams;
use crate::{Result, Store};

/// How many rows a transaction throws away.
const AT_ONCE: u64 = 1_000;

impl Store {
    /// Throws away what is no longer needed: sessions that are over; old codes, wrong tries, notices, declined
    /// invitations and events of the funnel; vendors' tickets, tokens and temporary codes; what
    /// checks of suites have left that were killed; accounts' sessions, links and attempts that are over, and mails that
    /// couldn't be sent.
    pub async fn sweep(&self, now: Moment) -> Result<()> {
        let days_ago = |days| (now - Span::days(days)).0;
        self.throw_away(session::Column::Id, session::Column::ExpiresAt.lte(now.0))
            .await?;
        let over = account_session::Column::ExpiresAt.lte(now.0);
        self.throw_away(account_session::Column::Id, over).await?;
        let over = account_token::Column::ExpiresAt.lt((now - token::KEPT).0);
        self.throw_away(account_token::Column::Id, over).await?;
        let old = account_attempt::Column::At.lt(days_ago(limit::KEPT_DAYS));
        self.throw_away(account_attempt::Column::Id, old).await?;
        let old = mail::Column::CreatedAt.lt(days_ago(token::MAIL_KEPT_DAYS));
        self.throw_away(mail::Column::Id, old).await?;
        let old = sign_in_code::Column::SentAt.lt(days_ago(limit::KEPT_DAYS));
        self.throw_away(sign_in_code::Column::Id, old).await?;
        let old = wrong_code::Column::At.lt(days_ago(limit::KEPT_DAYS));
        self.throw_away(wrong_code::Column::Id, old).await?;
        let old = wrong_serial::Column::At.lt(days_ago(limit::KEPT_DAYS));
        self.throw_away(wrong_serial::Column::Id, old).await?;
        let old = notice_row::Column::At.lt(days_ago(notice::KEPT_DAYS));
        self.throw_away(notice_row::Column::Id, old).await?;
        // A repeated answer to an invitation comes soon, or from a page that has been open for months.
        let old = declined_invitation::Column::DeclinedAt.lt(days_ago(notice::KEPT_DAYS));
        self.throw_away(declined_invitation::Column::Id, old)
            .await?;
        let old = funnel_event::Column::At.lt(days_ago(funnel::KEPT_DAYS));
        self.throw_away(funnel_event::Column::Id, old).await?;
        let first_day = (now - Span::days(funnel::KEPT_DAYS)).day();
        self.write(|tx| async move {
            funnel_day::Entity::delete_many()
                .filter(funnel_day::Column::Day.lt(first_day))
                .exec(&tx)
                .await?;
            funnel_time::Entity::delete_many()
                .filter(funnel_time::Column::Day.lt(first_day))
                .exec(&tx)
                .await?;
            Ok(())
        })
        .await?;
        let old = callback_log::Column::At.lt(days_ago(callback::KEPT_DAYS));
        self.throw_away(callback_log::Column::Id, old).await?;
        let over = pushed_no_more(days_ago(callback::KEPT_DAYS));
        self.throw_away(outbox::Column::Id, over).await?;
        let over = open_token::Column::ExpiresAt.lt((now - TOKEN_KEPT).0);
        self.throw_away(open_token::Column::Id, over).await?;
        let over = suite_ticket::Column::MadeAt.lt((now - TICKET_LIFETIME).0);
        self.throw_away(suite_ticket::Column::Id, over).await?;
        let over = tmp_auth_code::Column::MadeAt.lt((now - TEMPORARY_CODE_KEPT).0);
        self.throw_away(tmp_auth_code::Column::Id, over).await?;
        self.write(|tx| async move {
            for team in test_teams::of_kind(&tx, TestKind::Check).await? {
                if team.since < now - ABANDONED_AFTER {
                    test_teams::end(&tx, &team).await?;
                }
            }
            Ok(())
        })
        .await
    }

    /// Throws away the rows that a condition picks, so many in a transaction: a customer who waits for it waits for no more.
    async fn throw_away<C: ColumnTrait>(&self, id: C, which: impl IntoCondition) -> Result<()> {
        let which = &which.into_condition();
        loop {
            let thrown = self.write(|tx| async move {
                let table = C::EntityName::default().table_ref();
                let some = Query::select()
                    .column(id)
                    .from(table.clone())
                    .cond_where(which.clone())
                    .limit(AT_ONCE)
                    .take();
                let delete = Query::delete()
                    .from_table(table)
                    .and_where(id.in_subquery(some))
                    .take();
                Ok(tx.execute(&delete).await?.rows_affected())
            });
            if thrown.await? < AT_ONCE {
                return Ok(());
            }
        }
    }
}

/// Events of changes before `before` that are pushed no more, once nothing is left of them in the log. One that was
/// given up is kept while its authorization waits because of it: somebody may ask for it to be pushed again.
fn pushed_no_more(before: i64) -> Condition {
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
    Condition::all()
        .add(outbox::Column::State.is_in(over.map(|state| state.word().into_owned())))
        .add(outbox::Column::CreatedAt.lt(before))
        .add(Expr::exists(logged).not())
        .add(Expr::exists(awaited).not())
}
