//! Checks of suites: a test team goes the way of a customer's, and nothing is left of it but its name.

use domain::authorization::AuthorizationState;
use domain::check::{MAX_REFUSED_CALLS, Progress, TestKind};
use domain::link::LinkToken;
use domain::open_api::TOKEN_LIFETIME;
use domain::role::Role;
use domain::team::{Industry, TeamMode};
use domain::time::Moment;
use domain::word::Word;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};

use crate::db::engine::Lock;
use crate::entity::{
    authorization, corp, invite, link, member, onboarding, open_token, person, refused_call,
};
use crate::queries::row::word;
use crate::queries::test_teams::TestTeam;
use crate::queries::{scopes, suites, test_teams};
use crate::{Result, Store};

/// What a test team is made of.
#[derive(Clone, Debug)]
pub struct NewTestTeam {
    /// Its id for the outside.
    pub corpid: String,
    /// Its name.
    pub name: String,
    /// Its owner's name.
    pub owner: String,
    /// The link that it would have come by, which is revoked from the beginning.
    pub link: LinkToken,
    /// The serial that it would have come with, as it is stored.
    pub serial: Option<String>,
}

/// A vendor's call that was refused.
#[derive(Clone, Debug)]
pub struct RefusedCall {
    /// Its path.
    pub path: String,
    /// The `errcode`.
    pub errcode: i32,
    /// The `errmsg`.
    pub message: String,
    /// The hash of the suite token or team token that it carried.
    pub token_hash: Option<String>,
    /// The suite that it said to be of.
    pub suite_key: Option<String>,
    /// Where it came from.
    pub address: String,
}

/// A refused call, as a check tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    /// Its path.
    pub path: String,
    /// The `errcode`.
    pub errcode: i32,
    /// The `errmsg`.
    pub message: String,
    /// Where it came from.
    pub address: String,
    /// It was the suite's own: nothing in the others told whose they were.
    pub certain: bool,
}

impl Store {
    /// Begins a check of a suite: answers its test team, which has just authorized the suite. It is another one for the vendor
    /// each time. Nobody can sign in as its owner, and no funnel counts it. An earlier check of the suite ends with this.
    pub async fn begin_check(
        &self,
        suite_id: i64,
        new: &NewTestTeam,
        now: Moment,
    ) -> Result<TestTeam> {
        self.write_with_lock(Lock::Check, |tx| async move {
            let mut found = test_teams::of_kind(&tx, TestKind::Check).await?;
            found.extend(test_teams::of_kind(&tx, TestKind::Checked).await?);
            let found = found.into_iter().find(|team| team.suite_id == suite_id);
            let team = match found {
                Some(team) => {
                    test_teams::end(&tx, &team).await?;
                    TestTeam {
                        corpid: new.corpid.clone(),
                        since: now,
                        ..team
                    }
                }
                None => create(&tx, suite_id, new, now).await?,
            };
            let corp = corp::ActiveModel {
                id: Set(team.corp_id),
                corpid: Set(new.corpid.clone()),
                test: Set(Some(TestKind::Check.word().into_owned())),
                created_at: Set(now.0),
                ..Default::default()
            };
            corp.update(&tx).await?;
            let given = authorization::ActiveModel {
                id: Set(team.authorization_id),
                serial: Set(new.serial.clone()),
                state: Set(AuthorizationState::AwaitingActivation.word().into_owned()),
                authorized_at: Set(now.0),
                active_at: Set(None),
                scope: Set(None),
                whitelist: Set(String::new()),
                changed_at: Set(now.0),
                ..Default::default()
            };
            given.update(&tx).await?;
            Ok(team)
        })
        .await
    }

    /// What the vendor has done about a test team; `None` if its check was ended by another.
    pub async fn test_progress(&self, team: &TestTeam, now: Moment) -> Result<Option<Progress>> {
        let db = self.read();
        let given = authorization::Entity::find_by_id(team.authorization_id)
            .one(db)
            .await?;
        let corp = corp::Entity::find_by_id(team.corp_id).one(db).await?;
        let corp = corp.filter(|corp| corp.corpid == team.corpid);
        let (Some(given), Some(_)) = (given, corp) else {
            return Ok(None);
        };
        let state: AuthorizationState = word(&given.state, "authorization state")?;
        let tokens = |since: Moment| {
            open_token::Entity::find()
                .filter(open_token::Column::SuiteId.eq(team.suite_id))
                .filter(open_token::Column::CorpId.is_null())
                .filter(open_token::Column::ExpiresAt.gt(since.0))
                .count(db)
        };
        // Reading the authorization makes an invite, since the answer has its link.
        let invites = invite::Entity::find().filter(invite::Column::CorpId.eq(team.corp_id));
        Ok(Some(Progress {
            has_token: tokens(now).await? > 0,
            has_new_token: tokens(team.since + TOKEN_LIFETIME).await? > 0,
            swapped: given.permanent_code.is_some(),
            read: invites.count(db).await? > 0,
            active: state.usable(),
        }))
    }

    /// Sets that everyone in a test team may use the suite.
    pub async fn open_test_team(&self, team: &TestTeam) -> Result<()> {
        self.write(|tx| async move {
            if !is_still(&tx, team).await? {
                return Ok(());
            }
            let row = authorization::ActiveModel {
                id: Set(team.authorization_id),
                scope: Set(Some(scopes::EVERYONE.to_owned())),
                ..Default::default()
            };
            row.update(&tx).await?;
            Ok(())
        })
        .await
    }

    /// Withdraws what a test team has authorized, unless the team is another check's by now.
    pub async fn withdraw_test_team(&self, team: &TestTeam) -> Result<()> {
        self.write(|tx| async move {
            match is_still(&tx, team).await? {
                true => test_teams::withdraw(&tx, team).await,
                false => Ok(()),
            }
        })
        .await
    }

    /// The test team of a suite's check that is under way, or was killed.
    pub async fn checked_team(&self, suite_id: i64) -> Result<Option<TestTeam>> {
        let found = test_teams::of_kind(self.read(), TestKind::Check).await?;
        Ok(found.into_iter().find(|team| team.suite_id == suite_id))
    }

    /// Ends a check, unless another has ended it: of its test team nothing is left that a vendor or a person could come to.
    pub async fn end_check(&self, team: &TestTeam) -> Result<()> {
        self.write(|tx| async move {
            match is_still(&tx, team).await? {
                true => test_teams::end(&tx, team).await,
                false => Ok(()),
            }
        })
        .await
    }

    /// Keeps a refused call for the check of its suite that is under way; mostly there is none. A call that doesn't tell whose it
    /// is might be any checked suite's.
    pub async fn keep_refused_call(&self, call: &RefusedCall, now: Moment) -> Result<()> {
        let db = self.read();
        let mut teams = test_teams::of_kind(db, TestKind::Check).await?;
        if teams.is_empty() {
            return Ok(());
        }
        let of_token = match &call.token_hash {
            Some(hash) => {
                let token = open_token::Entity::find()
                    .filter(open_token::Column::TokenHash.eq(hash))
                    .one(db)
                    .await?;
                token.map(|token| token.suite_id)
            }
            None => None,
        };
        let of_key = match &call.suite_key {
            Some(key) => suites::id_of(db, key).await?,
            None => None,
        };
        let suite_id = of_token.or(of_key);
        teams.retain(|team| suite_id.is_none_or(|id| id == team.suite_id));
        let (teams, check) = (&teams, TestKind::Check.word());
        let check = check.as_ref();
        self.write(|tx| async move {
            for team in teams {
                let kept = refused_call::Entity::find()
                    .filter(refused_call::Column::CorpId.eq(team.corp_id))
                    .count(&tx)
                    .await?;
                let corp = corp::Entity::find_by_id(team.corp_id).one(&tx).await?;
                let goes_on = corp.is_some_and(|corp| corp.test.as_deref() == Some(check));
                if kept >= MAX_REFUSED_CALLS || !goes_on {
                    continue;
                }
                let row = refused_call::ActiveModel {
                    corp_id: Set(team.corp_id),
                    path: Set(call.path.clone()),
                    errcode: Set(call.errcode),
                    message: Set(call.message.clone()),
                    address: Set(call.address.clone()),
                    certain: Set(suite_id.is_some()),
                    at: Set(now.0),
                    ..Default::default()
                };
                row.insert(&tx).await?;
            }
            Ok(())
        })
        .await
    }

    /// The calls that were refused since a test team was made, in order.
    pub async fn refused_calls(&self, team: &TestTeam) -> Result<Vec<Refused>> {
        let rows = refused_call::Entity::find()
            .filter(refused_call::Column::CorpId.eq(team.corp_id))
            .order_by_asc(refused_call::Column::Id)
            .all(self.read())
            .await?;
        let refused = rows.into_iter().map(|row| Refused {
            path: row.path,
            errcode: row.errcode,
            message: row.message,
            address: row.address,
            certain: row.certain,
        });
        Ok(refused.collect())
    }
}

/// A test team with all that an authorization names.
async fn create(
    db: &impl ConnectionTrait,
    suite_id: i64,
    new: &NewTestTeam,
    now: Moment,
) -> Result<TestTeam> {
    let check = TestKind::Check.word();
    let owner = person::ActiveModel {
        // No number: what people type is one.
        phone: Set(format!("test {}", new.corpid)),
        name: Set(Some(new.owner.clone())),
        created_at: Set(now.0),
        ..Default::default()
    };
    let owner = owner.insert(db).await?;
    let corp = corp::ActiveModel {
        corpid: Set(new.corpid.clone()),
        name: Set(new.name.clone()),
        industry: Set(Industry::Other.word().into_owned()),
        mode: Set(TeamMode::Solo.word().into_owned()),
        owner_id: Set(owner.id),
        created_at: Set(now.0),
        test: Set(Some(check.clone().into_owned())),
        ..Default::default()
    };
    let corp_id = corp.insert(db).await?.id;
    let member = member::ActiveModel {
        corp_id: Set(corp_id),
        person_id: Set(Some(owner.id)),
        phone: Set(owner.phone),
        name: Set(new.owner.clone()),
        role: Set(Role::Owner.word().into_owned()),
        added_at: Set(now.0),
        joined_at: Set(Some(now.0)),
        ..Default::default()
    };
    member.insert(db).await?;
    let link = link::ActiveModel {
        token: Set(new.link.as_str().to_owned()),
        suite_id: Set(suite_id),
        label: Set(String::new()),
        revoked_at: Set(Some(now.0)),
        uses: Set(0),
        scans: Set(0),
        created_at: Set(now.0),
        test: Set(Some(check.into_owned())),
        ..Default::default()
    };
    let link_id = link.insert(db).await?.id;
    let begun = onboarding::ActiveModel {
        link_id: Set(link_id),
        suite_id: Set(suite_id),
        person_id: Set(owner.id),
        round: Set(1),
        corp_id: Set(Some(corp_id)),
        serial_attempts: Set(0),
        custom_done: Set(String::new()),
        created_at: Set(now.0),
        ..Default::default()
    };
    let onboarding_id = begun.insert(db).await?.id;
    let given = authorization::ActiveModel {
        corp_id: Set(corp_id),
        suite_id: Set(suite_id),
        onboarding_id: Set(onboarding_id),
        link_id: Set(link_id),
        state: Set(AuthorizationState::AwaitingActivation.word().into_owned()),
        authorized_by: Set(owner.id),
        authorized_at: Set(now.0),
        attempts: Set(1),
        changed_at: Set(now.0),
        ..Default::default()
    };
    Ok(TestTeam {
        corp_id,
        corpid: new.corpid.clone(),
        owner_id: owner.id,
        suite_id,
        authorization_id: given.insert(db).await?.id,
        since: now,
    })
}

/// Whether a suite's test team is this check's yet: the next check has another id for it.
async fn is_still(db: &impl ConnectionTrait, team: &TestTeam) -> Result<bool> {
    let corp = corp::Entity::find_by_id(team.corp_id).one(db).await?;
    Ok(corp.is_some_and(|corp| corp.corpid == team.corpid))
}
