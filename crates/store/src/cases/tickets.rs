//! Tickets: every 20 minutes each suite's vendor is pushed a new one.

use domain::callback::TICKET_EVERY;
use domain::time::Moment;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Select};

use crate::entity::suite_credential;
use crate::queries::{outbox, suites};
use crate::{Result, Store, StoreError};

const HAS_APP: &str =
    "EXISTS (SELECT 1 FROM micro_app WHERE micro_app.suite_id = suite_credential.suite_id)";
const HAS_URL: &str =
    "(SELECT callback_url FROM suite WHERE suite.id = suite_credential.suite_id) IS NOT NULL";

impl Store {
    /// Puts tickets into the outbox for the suites whose last one is 20 minutes old.
    pub async fn push_due_tickets(&self, now: Moment) -> Result<()> {
        let due = || {
            with_tickets()
                .filter(suite_credential::Column::TicketAt.lte((now - TICKET_EVERY).0))
                .into_tuple::<i64>()
        };
        if due().one(self.read()).await?.is_none() {
            return Ok(());
        }
        self.write(|tx| async move {
            let suites = due().all(&tx).await?;
            if suites.is_empty() {
                return Ok(());
            }
            suite_credential::Entity::update_many()
                .col_expr(suite_credential::Column::TicketAt, Expr::val(now.0))
                .filter(suite_credential::Column::SuiteId.is_in(suites.iter().copied()))
                .exec(&tx)
                .await?;
            outbox::push_tickets(&tx, &suites, now).await
        })
        .await
    }

    /// Puts a ticket for a suite into the outbox now, as its vendor asked, and pushes what else waits at once. `false` if the suite
    /// has no tickets.
    pub async fn push_ticket(&self, suite_key: &str, now: Moment) -> Result<bool> {
        self.write(|tx| async move {
            let suite_id = suites::id_of(&tx, suite_key).await?;
            let suite_id = suite_id.ok_or(StoreError::NotFound)?;
            let of_suite = suite_credential::Column::SuiteId.eq(suite_id);
            let ids = with_tickets().filter(of_suite).into_tuple::<i64>();
            if ids.one(&tx).await?.is_none() {
                return Ok(false);
            }
            outbox::push_tickets(&tx, &[suite_id], now).await?;
            outbox::hurry(&tx, suite_id, now).await?;
            Ok(true)
        })
        .await
    }
}

/// The ids of the suites that have tickets: those with an app, and with a server to push them to.
fn with_tickets() -> Select<suite_credential::Entity> {
    suite_credential::Entity::find()
        .select_only()
        .column(suite_credential::Column::SuiteId)
        .filter(Expr::cust(HAS_APP))
        .filter(Expr::cust(HAS_URL))
}
