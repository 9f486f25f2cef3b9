//! Invite codes that operators give to vendors.

use domain::application::{InviteCode, InviteCodeState};
use domain::audit::Act;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait, IntoActiveModel, QueryFilter,
};

use crate::entity::{invite_code, vendor};
use crate::queries::audit::record;
use crate::queries::desk::of_vendor_named;
use crate::queries::lists::{Listed, Listing};
use crate::queries::row::{holds, moment, rows_in};
use crate::{Actor, Result, Store, StoreError};

/// An invite code that a vendor was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenCode {
    /// Its id.
    pub id: i64,
    /// The code.
    pub code: String,
    /// The vendor's id.
    pub vendor_id: i64,
    /// The vendor's full name.
    pub vendor: String,
    /// What it is called; may be empty.
    pub label: String,
    /// When it was made.
    pub created_at: Moment,
    /// When it was revoked.
    pub revoked_at: Option<Moment>,
}

impl Store {
    /// The invite codes that hold what is searched for in the code, the label, or the vendor's name.
    pub async fn invite_codes(
        &self,
        listing: &Listing,
        state: Option<InviteCodeState>,
    ) -> Result<Listed<GivenCode>> {
        use invite_code::Column::{Code, Id, Label, RevokedAt, VendorId};
        let mut query = invite_code::Entity::find();
        if !listing.search.is_empty() {
            let text = &listing.search;
            let of_code = holds(Code, text).or(holds(Label, text));
            query = query.filter(of_code.or(of_vendor_named(VendorId, text)));
        }
        query = match state {
            None => query,
            Some(InviteCodeState::Open) => query.filter(RevokedAt.is_null()),
            Some(InviteCodeState::Revoked) => query.filter(RevokedAt.is_not_null()),
        };
        let id = (Id, (|row| row.id) as fn(&invite_code::Model) -> i64);
        let page = listing.read(self.read(), query, id).await?;
        let vendors = page.rows.iter().map(|row| row.vendor_id);
        let vendors = rows_in::<vendor::Entity>(self.read(), vendor::Column::Id, vendors).await?;
        let row = |row: invite_code::Model| GivenCode {
            id: row.id,
            code: row.code,
            vendor: vendors
                .iter()
                .find(|vendor| vendor.id == row.vendor_id)
                .map_or_else(String::new, |vendor| vendor.name.clone()),
            vendor_id: row.vendor_id,
            label: row.label,
            created_at: Moment(row.created_at),
            revoked_at: moment(row.revoked_at),
        };
        let rows = page.rows.iter().cloned().map(row).collect();
        Ok(page.with(rows))
    }

    /// Makes an invite code for a vendor; answers its id.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] if no vendor has this id.
    pub async fn make_invite_code(
        &self,
        actor: &Actor,
        (vendor_id, label): (i64, &str),
        code: &InviteCode,
        now: Moment,
    ) -> Result<GivenCode> {
        self.write(|tx| async move {
            actor.operator()?;
            let vendor = vendor::Entity::find_by_id(vendor_id).one(&tx).await?;
            let vendor = vendor.ok_or(StoreError::NotFound)?;
            let row = invite_code::ActiveModel {
                code: Set(code.to_string()),
                vendor_id: Set(vendor_id),
                label: Set(label.to_owned()),
                created_at: Set(now.0),
                revoked_at: Set(None),
                ..Default::default()
            };
            let row = row.insert(&tx).await?;
            let detail = [("code", row.code.as_str()), ("label", label)];
            let done = (Act::InviteCodeMade, vendor.name.as_str());
            record(&tx, actor.by(), done, &detail, now).await?;
            Ok(GivenCode {
                id: row.id,
                code: row.code,
                vendor_id,
                vendor: vendor.name,
                label: row.label,
                created_at: now,
                revoked_at: None,
            })
        })
        .await
    }

    /// Revokes an invite code. Applications that were submitted with it can't be approved any more.
    ///
    /// # Errors
    ///
    /// [`StoreError::Already`] if it is revoked.
    pub async fn revoke_invite_code(&self, actor: &Actor, id: i64, now: Moment) -> Result<()> {
        self.write(|tx| async move {
            actor.operator()?;
            let row = invite_code::Entity::find_by_id(id).one(&tx).await?;
            let row = row.ok_or(StoreError::NotFound)?;
            if row.revoked_at.is_some() {
                return Err(StoreError::Already);
            }
            let vendor = vendor::Entity::find_by_id(row.vendor_id).one(&tx).await?;
            let vendor = vendor.map_or_else(String::new, |vendor| vendor.name);
            let code = row.code.clone();
            let mut row = row.into_active_model();
            row.revoked_at = Set(Some(now.0));
            row.update(&tx).await?;
            let detail = [("code", code.as_str())];
            record(
                &tx,
                actor.by(),
                (Act::InviteCodeRevoked, &vendor),
                &detail,
                now,
            )
            .await
        })
        .await
    }
}
