//! Requests: a member asks for a suite that only others of the team may authorize.

use domain::link::LinkToken;
use domain::notice::NoticeKind;
use domain::request::{RequestState, RequestStep};
use domain::role::Permission;
use domain::task::Task;
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::entity::{link, member, suite_request};
use crate::queries::memberships::Membership;
use crate::queries::onboardings::Onboarding;
use crate::queries::onboardings::{At, begin_authorized, must_load};
use crate::queries::requests::{Asked, row_of, step};
use crate::queries::row::word;
use crate::queries::{memberships, notices, step, suites};
use crate::{Deployment, Result, Store, StoreError};

/// A request as those see it who may decide.
#[derive(Clone, Debug)]
pub struct Request {
    /// How it stands.
    pub asked: Asked,
    /// Who asks.
    pub asker: String,
    /// For what, through which link.
    pub deployment: Deployment,
}

/// How many are listed.
const LISTED: u64 = 50;

impl Store {
    /// Asks those who may authorize, perhaps again.
    pub async fn ask(&self, at: &At) -> Result<Onboarding> {
        self.write(|tx| async move {
            let mut found = must_load(&tx, at).await?;
            found.require(Task::Ask)?;
            let (corp_id, suite_id) = (found.corp_id()?, found.deployment.suite.id);
            let old = row_of(&tx, corp_id, suite_id, at.person_id).await?;
            if let Some(old) = &old {
                let state: RequestState = word(&old.state, "request")?;
                // Authorized once and withdrawn since: that is asked for again.
                let again = state == RequestState::Authorized;
                if state == RequestState::Waiting {
                    return Ok(found);
                }
                if !again {
                    state.after(RequestStep::Ask).map_err(StoreError::Request)?;
                }
            }
            let row = suite_request::ActiveModel {
                corp_id: Set(corp_id),
                suite_id: Set(suite_id),
                link_id: Set(found.deployment.link_id),
                person_id: Set(at.person_id),
                state: Set(RequestState::Waiting.word().into_owned()),
                reason: Set(None),
                decided_by: Set(None),
                asked_at: Set(at.now.0),
                decided_at: Set(None),
                ..Default::default()
            };
            let row = match old {
                None => row.insert(&tx).await?,
                Some(old) => {
                    let row = suite_request::ActiveModel {
                        id: Set(old.id),
                        ..row
                    };
                    row.update(&tx).await?
                }
            };
            let who = found.called.as_str();
            let people = memberships::who_may(&tx, corp_id, Permission::Authorize).await?;
            let suite = found.deployment.suite.name.as_str();
            let told = (NoticeKind::RequestReceived, who, suite);
            notices::tell(&tx, corp_id, &people, told, at.now).await?;
            found.asked = Some(Asked::of(row)?);
            Ok(found)
        })
        .await
    }

    /// Takes one's request back.
    pub async fn take_request_back(&self, at: &At) -> Result<Onboarding> {
        self.write(|tx| async move {
            let found = must_load(&tx, at).await?;
            let (corp_id, suite_id) = (found.corp_id()?, found.deployment.suite.id);
            let Some(row) = row_of(&tx, corp_id, suite_id, at.person_id).await? else {
                return Ok(found);
            };
            step(&tx, row, RequestStep::TakeBack, (None, None), at.now).await?;
            memberships::touch(&tx, corp_id).await?;
            must_load(&tx, at).await
        })
        .await
    }

    /// A team's requests, those that wait first, then the latest.
    pub async fn requests(&self, membership: &Membership) -> Result<Vec<Request>> {
        let db = self.read();
        let of_team = || {
            suite_request::Entity::find()
                .filter(suite_request::Column::CorpId.eq(membership.corp_id))
                .order_by_desc(suite_request::Column::AskedAt)
                .limit(LISTED)
        };
        let waits = RequestState::Waiting.word().into_owned();
        let declined = RequestState::Declined.word().into_owned();
        let mut rows = Vec::new();
        for state in [waits, declined] {
            let found = of_team().filter(suite_request::Column::State.eq(state));
            rows.extend(found.all(db).await?);
        }
        let mut requests = Vec::with_capacity(rows.len());
        for row in rows {
            requests.push(request(db, row).await?);
        }
        Ok(requests)
    }

    /// Declines with a reason.
    pub async fn decline(&self, by: &Membership, id: i64, reason: &str, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            memberships::still_member(&tx, by).await?;
            let row = of_team(&tx, by, id).await?;
            let (person_id, suite_id) = (row.person_id, row.suite_id);
            if row.state == RequestState::Declined.word() {
                return Ok(());
            }
            let words = (Some(reason.to_owned()), Some(by.name.clone()));
            step(&tx, row, RequestStep::Decline, words, now).await?;
            let suite = suites::name(&tx, suite_id).await?;
            let told = (
                NoticeKind::RequestDeclined,
                by.name.as_str(),
                suite.as_str(),
            );
            notices::tell(&tx, by.corp_id, &[person_id], told, now).await?;
            Ok(())
        })
        .await
    }

    /// Begins to authorize what was asked for, through the asker's link and for the team; answers
    /// the link. A person who had begun it before goes on.
    pub async fn take_request_up(&self, by: &Membership, id: i64, at: &At) -> Result<LinkToken> {
        self.write(|tx| async move {
            memberships::still_member(&tx, by).await?;
            let row = of_team(&tx, by, id).await?;
            let link = link::Entity::find_by_id(row.link_id).one(&tx).await?;
            let link = link.and_then(|link| LinkToken::parse(&link.token));
            let link = link.ok_or(StoreError::Corrupt("link of request"))?;
            let at = At { link, ..at.clone() };
            begin_authorized(&tx, by, &at).await?;
            Ok(at.link)
        })
        .await
    }
}

async fn of_team(
    db: &impl ConnectionTrait,
    by: &Membership,
    id: i64,
) -> Result<suite_request::Model> {
    let row = suite_request::Entity::find_by_id(id)
        .filter(suite_request::Column::CorpId.eq(by.corp_id))
        .one(db)
        .await?;
    row.ok_or(StoreError::NotFound)
}

async fn request(db: &impl ConnectionTrait, row: suite_request::Model) -> Result<Request> {
    let link = link::Entity::find_by_id(row.link_id).one(db).await?;
    let link = link.and_then(|link| LinkToken::parse(&link.token));
    let link = link.ok_or(StoreError::Corrupt("link of request"))?;
    let deployment = step::deployment(db, &link).await?;
    let asker = member::Entity::find()
        .filter(member::Column::CorpId.eq(row.corp_id))
        .filter(member::Column::PersonId.eq(row.person_id))
        .one(db)
        .await?;
    Ok(Request {
        asker: asker.map(|asker| asker.name).unwrap_or_default(),
        deployment: deployment.ok_or(StoreError::Corrupt("link of request"))?,
        asked: Asked::of(row)?,
    })
}
