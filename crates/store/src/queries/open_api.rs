//! What vendors' servers come with, as stored, and what it stands for.

use domain::authorization::AuthorizationState;
use domain::open_api::{AccessError, TokenError, token_usable};
use domain::time::Moment;
use domain::whitelist::Whitelist;
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, Order, Query};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryResult,
    QuerySelect,
};

use crate::entity::{
    agent, authorization, corp, micro_app, open_token, suite, suite_credential, tmp_auth_code,
};
use crate::queries::authorizations::find_authorization;
use crate::queries::joined::same;
use crate::queries::row::word;
use crate::{Result, StoreError};

/// The suite that a call is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VendorSuite {
    /// Its id.
    pub id: i64,
    /// Its key.
    pub suite_key: String,
    /// From where its vendor may call.
    pub whitelist: Whitelist,
}

/// What a team's token stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamAccess {
    /// The suite.
    pub suite: VendorSuite,
    /// The team's row.
    pub corp_id: i64,
    /// From where the team's data may be read.
    pub whitelist: Whitelist,
    /// The authorization's id.
    pub(crate) authorization_id: i64,
    /// `everyone`, `departments` or `members`, once set.
    pub(crate) scope: Option<String>,
}

/// A team's authorization that its vendor gets at.
pub struct Held {
    /// The team.
    pub corp: corp::Model,
    /// The authorization.
    pub row: authorization::Model,
    /// How it stands.
    pub state: AuthorizationState,
}

/// A whitelist as stored.
pub fn whitelist(stored: &str) -> Result<Whitelist> {
    stored.parse().map_err(|_| StoreError::Corrupt("whitelist"))
}

/// The token with this hash, if it is good.
pub async fn token(
    db: &impl ConnectionTrait,
    hash: &str,
    now: Moment,
) -> Result<open_token::Model> {
    let found = open_token::Entity::find()
        .filter(open_token::Column::TokenHash.eq(hash))
        .one(db)
        .await?;
    let token = found.ok_or(TokenError::Unknown)?;
    token_usable(Moment(token.expires_at), now)?;
    Ok(token)
}

/// Enters a token of a suite, or with a team that of the team.
pub async fn enter_token(
    db: &impl ConnectionTrait,
    (suite_id, corp_id): (i64, Option<i64>),
    hash: &str,
    expires_at: Moment,
) -> Result<()> {
    let row = open_token::ActiveModel {
        token_hash: Set(hash.to_owned()),
        suite_id: Set(suite_id),
        corp_id: Set(corp_id),
        expires_at: Set(expires_at.0),
        ..Default::default()
    };
    row.insert(db).await?;
    Ok(())
}

/// A suite with its vendor's whitelist.
pub async fn vendor_suite(db: &impl ConnectionTrait, suite_id: i64) -> Result<VendorSuite> {
    let mut select = Query::select();
    select
        .column((suite::Entity, suite::Column::SuiteKey))
        .column((
            suite_credential::Entity,
            suite_credential::Column::Whitelist,
        ))
        .from(suite::Entity)
        .left_join(
            suite_credential::Entity,
            same(suite_credential::Column::SuiteId, suite::Column::Id),
        )
        .and_where(suite::Column::Id.eq(suite_id));
    let row = db.query_one(&select).await?;
    let row = row.ok_or(StoreError::Corrupt("suite of token"))?;
    let stored: Option<String> = row.try_get("", "whitelist")?;
    Ok(VendorSuite {
        id: suite_id,
        suite_key: row.try_get("", "suite_key")?,
        whitelist: whitelist(&stored.unwrap_or_default())?,
    })
}

/// A team's authorization of a suite, if the vendor gets at it: with a permanent code only if it is this one's.
pub async fn held(
    db: &impl ConnectionTrait,
    suite_id: i64,
    corpid: &str,
    code_hash: Option<&str>,
) -> Result<Held> {
    let corp = corp::Entity::find()
        .filter(corp::Column::Corpid.eq(corpid))
        .one(db)
        .await?;
    let corp = corp.ok_or(AccessError::NoSuchTeam)?;
    let row = find_authorization(db, corp.id, suite_id).await?;
    let row = row.ok_or(AccessError::NotAuthorized)?;
    let state: AuthorizationState = word(&row.state, "authorization state")?;
    if !state.is_held() {
        return Err(AccessError::NotAuthorized.into());
    }
    match code_hash {
        Some(hash) if row.permanent_code_hash.as_deref() != Some(hash) => {
            let others = authorization::Entity::find()
                .filter(authorization::Column::PermanentCodeHash.eq(hash))
                .filter(authorization::Column::SuiteId.eq(suite_id))
                .one(db)
                .await?;
            Err(match others {
                Some(_) => AccessError::OtherTeam.into(),
                None => AccessError::BadCode.into(),
            })
        }
        _ => Ok(Held { corp, row, state }),
    }
}

/// How many of these teams, each given once, have an authorization of a suite that its vendor gets at.
pub async fn held_among(
    db: &impl ConnectionTrait,
    suite_id: i64,
    corpids: &[String],
) -> Result<usize> {
    let corps: Vec<i64> = corp::Entity::find()
        .select_only()
        .column(corp::Column::Id)
        .filter(corp::Column::Corpid.is_in(corpids))
        .into_tuple()
        .all(db)
        .await?;
    let states: Vec<String> = authorization::Entity::find()
        .select_only()
        .column(authorization::Column::State)
        .filter(authorization::Column::SuiteId.eq(suite_id))
        .filter(authorization::Column::CorpId.is_in(corps))
        .into_tuple()
        .all(db)
        .await?;
    let mut held = 0;
    for state in states {
        let state: AuthorizationState = word(&state, "authorization state")?;
        held += usize::from(state.is_held());
    }
    Ok(held)
}

/// Ends what a vendor has got for an authorization: its tokens are dead, its temporary codes used up.
pub async fn end(
    db: &impl ConnectionTrait,
    given: &authorization::Model,
    now: Moment,
) -> Result<()> {
    open_token::Entity::delete_many()
        .filter(open_token::Column::SuiteId.eq(given.suite_id))
        .filter(open_token::Column::CorpId.eq(given.corp_id))
        .exec(db)
        .await?;
    use_codes(db, given.id, now).await
}

/// Uses up all temporary codes of an authorization.
pub async fn use_codes(
    db: &impl ConnectionTrait,
    authorization_id: i64,
    now: Moment,
) -> Result<()> {
    tmp_auth_code::Entity::update_many()
        .col_expr(tmp_auth_code::Column::UsedAt, Expr::val(now.0))
        .filter(tmp_auth_code::Column::AuthorizationId.eq(authorization_id))
        .filter(tmp_auth_code::Column::UsedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// An app of a suite, and the agent that stands for it in an authorization.
pub struct AppAgent {
    /// The app's id.
    pub app_id: i64,
    /// The app's name.
    pub name: String,
    /// What the app does; may be empty.
    pub description: String,
    /// The agent's id, if it was made.
    pub agent_id: Option<i64>,
}

/// The apps of an authorization's suite with their agents, in the apps' order.
pub async fn agents(
    db: &impl ConnectionTrait,
    given: &authorization::Model,
) -> Result<Vec<AppAgent>> {
    let of_app = same(agent::Column::AppId, micro_app::Column::Id)
        .and(agent::Column::AuthorizationId.eq(given.id));
    let mut select = Query::select();
    let app = |column| Expr::col((micro_app::Entity, column));
    select
        .expr_as(app(micro_app::Column::Id), "app_id")
        .expr_as(app(micro_app::Column::Name), "name")
        .expr_as(app(micro_app::Column::Description), "description")
        .expr_as(Expr::col((agent::Entity, agent::Column::Id)), "agent_id")
        .from(micro_app::Entity)
        .left_join(agent::Entity, of_app)
        .and_where(micro_app::Column::SuiteId.eq(given.suite_id))
        .order_by((micro_app::Entity, micro_app::Column::Id), Order::Asc);
    let rows = db.query_all(&select).await?;
    let agent = |row: &QueryResult| {
        Ok(AppAgent {
            app_id: row.try_get("", "app_id")?,
            name: row.try_get("", "name")?,
            description: row.try_get("", "description")?,
            agent_id: row.try_get("", "agent_id")?,
        })
    };
    rows.iter().map(agent).collect()
}

/// Makes the agents that are missing.
pub async fn make_agents(db: &impl ConnectionTrait, given: &authorization::Model) -> Result<()> {
    let missing = agents(db, given).await?;
    let missing = missing.into_iter().filter(|app| app.agent_id.is_none());
    for app in missing {
        let row = agent::ActiveModel {
            authorization_id: Set(given.id),
            app_id: Set(app.app_id),
            ..Default::default()
        };
        row.insert(db).await?;
    }
    Ok(())
}
