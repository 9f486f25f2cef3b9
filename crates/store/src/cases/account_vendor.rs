//! The vendor that an account works for.

use domain::account::{AccountError, VendorName, VendorShortName};
use domain::audit::Act;
use domain::offer::Contact;
use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait};

use crate::entity::vendor;
use crate::queries::audit::record;
use crate::{Actor, NewVendor, Result, Store, StoreError};

/// What a vendor is changed to.
#[derive(Clone, Debug)]
pub struct VendorChange {
    /// Its full name.
    pub name: VendorName,
    /// Its name for sentences.
    pub short_name: VendorShortName,
    /// How customers reach it.
    pub contact: Option<Contact>,
}

impl Store {
    /// The actor's vendor.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for an operator.
    pub async fn own_vendor(&self, actor: &Actor) -> Result<NewVendor> {
        let row = find(self.read(), actor).await?;
        Ok(NewVendor {
            name: row.name,
            short_name: row.short_name,
            certified: row.certified,
            contact: row.contact,
        })
    }

    /// Changes the actor's vendor.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotFound`] for an operator; [`AccountError::VendorNameFixed`].
    pub async fn change_own_vendor(
        &self,
        actor: &Actor,
        change: &VendorChange,
        now: Moment,
    ) -> Result<()> {
        self.write(|tx| async move {
            let row = find(&tx, actor).await?;
            if row.certified && row.name != change.name.as_str() {
                return Err(AccountError::VendorNameFixed.into());
            }
            let contact = change.contact.clone().map(String::from);
            let changed = vendor::ActiveModel {
                id: Set(row.id),
                name: Set(change.name.as_str().to_owned()),
                short_name: Set(change.short_name.as_str().to_owned()),
                contact: Set(contact.clone()),
                ..Default::default()
            };
            changed.update(&tx).await?;
            let detail = [
                ("name", change.name.as_str()),
                ("short_name", change.short_name.as_str()),
                ("contact", contact.as_deref().unwrap_or_default()),
            ];
            record(
                &tx,
                actor.by(),
                (Act::VendorChanged, &row.name),
                &detail,
                now,
            )
            .await
        })
        .await
    }
}

async fn find(db: &impl ConnectionTrait, actor: &Actor) -> Result<vendor::Model> {
    let found = vendor::Entity::find_by_id(actor.vendor()?).one(db).await?;
    found.ok_or(StoreError::NotFound)
}
