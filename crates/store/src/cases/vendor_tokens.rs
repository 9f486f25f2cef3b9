//! The tickets and tokens that vendors' servers come with; only their hashes are kept.

use domain::authorization::AuthorizationState;
use domain::open_api::{TICKET_LIFETIME, TOKEN_LIFETIME, TokenError};
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::entity::suite_ticket;
use crate::queries::authorizations::find_authorization;
use crate::queries::open_api::{self, TeamAccess, VendorSuite, vendor_suite, whitelist};
use crate::queries::row::word;
use crate::{Result, Store};

impl Store {
    /// Enters a ticket that is pushed to a suite's vendor.
    pub async fn enter_ticket(&self, suite_id: i64, hash: &str, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            let row = suite_ticket::ActiveModel {
                suite_id: Set(suite_id),
                ticket_hash: Set(hash.to_owned()),
                made_at: Set(now.0),
                ..Default::default()
            };
            row.insert(&tx).await?;
            Ok(())
        })
        .await
    }

    /// Whether a ticket is one of the suite's that are still good.
    pub async fn has_ticket(&self, suite_id: i64, hash: &str, now: Moment) -> Result<bool> {
        let good = suite_ticket::Entity::find()
            .filter(suite_ticket::Column::SuiteId.eq(suite_id))
            .filter(suite_ticket::Column::MadeAt.gt((now - TICKET_LIFETIME).0))
            .filter(suite_ticket::Column::TicketHash.eq(hash));
        Ok(good.count(self.read()).await? > 0)
    }

    /// Enters a suite's token, beside those that it has.
    pub async fn enter_suite_token(&self, suite_id: i64, hash: &str, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            open_api::enter_token(&tx, (suite_id, None), hash, now + TOKEN_LIFETIME).await
        })
        .await
    }

    /// Enters a token for a team, beside those that there are, for the permanent code with this hash.
    ///
    /// # Errors
    ///
    /// [`crate::StoreError::Access`].
    pub async fn enter_team_token(
        &self,
        suite_id: i64,
        (corpid, code_hash): (&str, &str),
        hash: &str,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let held = open_api::held(&tx, suite_id, corpid, Some(code_hash)).await?;
            let whose = (suite_id, Some(held.corp.id));
            open_api::enter_token(&tx, whose, hash, now + TOKEN_LIFETIME).await
        })
        .await
    }

    /// The suite whose token this is.
    ///
    /// # Errors
    ///
    /// [`crate::StoreError::Token`].
    pub async fn suite_of_token(&self, hash: &str, now: Moment) -> Result<VendorSuite> {
        let token = open_api::token(self.read(), hash, now).await?;
        match token.corp_id {
            None => vendor_suite(self.read(), token.suite_id).await,
            Some(_) => Err(TokenError::Unknown.into()),
        }
    }

    /// What the token of a team lets its vendor read.
    ///
    /// # Errors
    ///
    /// [`crate::StoreError::Token`].
    pub async fn access_of_token(&self, hash: &str, now: Moment) -> Result<TeamAccess> {
        let db = self.read();
        let token = open_api::token(db, hash, now).await?;
        let corp_id = token.corp_id.ok_or(TokenError::Unknown)?;
        let given = find_authorization(db, corp_id, token.suite_id).await?;
        let given = given.ok_or(TokenError::Unknown)?;
        let state: AuthorizationState = word(&given.state, "authorization state")?;
        if !state.is_held() {
            return Err(TokenError::Unknown.into());
        }
        Ok(TeamAccess {
            suite: vendor_suite(db, token.suite_id).await?,
            corp_id,
            whitelist: whitelist(&given.whitelist)?,
            authorization_id: given.id,
            scope: given.scope,
        })
    }
}
