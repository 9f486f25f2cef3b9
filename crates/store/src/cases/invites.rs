//! Invites: a team's link, and how people come in by it.

use domain::invite::InviteCode;
use domain::time::Moment;
use sea_orm::ActiveModelTrait;
use sea_orm::ActiveValue::Set;

use crate::entity::invite;
use crate::queries::invites::{Invitation, find_or_make, invitation, of_corp};
use crate::queries::memberships;
use crate::queries::memberships::Membership;
use crate::{Person, Result, Store};

/// A team's invite link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invite {
    /// Its code.
    pub code: String,
    /// Joining needs approval.
    pub approval: bool,
    /// When it was made.
    pub renewed_at: Moment,
}

impl Store {
    /// A team's invite link; `fresh` becomes its code if it has none yet.
    pub async fn invite(
        &self,
        membership: &Membership,
        fresh: &InviteCode,
        now: Moment,
    ) -> Result<Invite> {
        if let Some(row) = of_corp(self.read(), membership.corp_id).await? {
            return Ok(Invite::of(row));
        }
        self.write(|tx| async move {
            memberships::still_member(&tx, membership).await?;
            let row = find_or_make(&tx, membership.corp_id, fresh, now).await?;
            Ok(Invite::of(row))
        })
        .await
    }

    /// Gives the team another code; the old link is dead from now on.
    pub async fn renew_invite(
        &self,
        membership: &Membership,
        code: &InviteCode,
        now: Moment,
    ) -> Result<Invite> {
        let set = invite::ActiveModel {
            code: Set(code.as_str().to_owned()),
            renewed_at: Set(now.0),
            ..Default::default()
        };
        self.set_invite(membership, &set, code, now).await
    }

    /// Sets whether joining needs approval.
    pub async fn set_approval(
        &self,
        membership: &Membership,
        approval: bool,
        fresh: &InviteCode,
        now: Moment,
    ) -> Result<Invite> {
        let set = invite::ActiveModel {
            approval: Set(approval),
            ..Default::default()
        };
        self.set_invite(membership, &set, fresh, now).await
    }

    async fn set_invite(
        &self,
        membership: &Membership,
        set: &invite::ActiveModel,
        fresh: &InviteCode,
        now: Moment,
    ) -> Result<Invite> {
        self.write(|tx| async move {
            memberships::still_member(&tx, membership).await?;
            let row = find_or_make(&tx, membership.corp_id, fresh, now).await?;
            let row = invite::ActiveModel {
                id: Set(row.id),
                ..set.clone()
            };
            let row = row.update(&tx).await?;
            memberships::touch(&tx, membership.corp_id).await?;
            Ok(Invite::of(row))
        })
        .await
    }

    /// What an invite leads to, as this visitor sees it; `None` if it is dead. A renewed one is dead for everybody but who
    /// asked to join with it, and waits or is in.
    pub async fn invitation(
        &self,
        code: &InviteCode,
        visitor: Option<&Person>,
    ) -> Result<Option<Invitation>> {
        invitation(self.read(), code, visitor).await
    }
}

impl Invite {
    fn of(row: invite::Model) -> Self {
        Self {
            code: row.code,
            approval: row.approval,
            renewed_at: Moment(row.renewed_at),
        }
    }
}
