//! Vendors and suites: what the approved application says.

use domain::time::Moment;
use domain::whitelist::Whitelist;
use sea_orm::ActiveValue::Set;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use crate::entity::{micro_app, suite, vendor};
use crate::queries::credentials::{self, SealedKeys};
use crate::queries::new_suites::{NewSuite, enter};
use crate::queries::suites::{Suite, id_of, load};
use crate::{Result, Store};

/// A vendor to be entered.
#[derive(Clone, Debug)]
pub struct NewVendor {
    /// Full name.
    pub name: String,
    /// Name for sentences.
    pub short_name: String,
    /// Certified by the operator.
    pub certified: bool,
    /// `tel:`, `mailto:` or `https:` URL.
    pub contact: Option<String>,
}

/// Whose suite is entered.
#[derive(Clone, Debug)]
pub enum SuiteVendor {
    /// A vendor that is there, by its id.
    Known(i64),
    /// A vendor that is entered with it.
    New(NewVendor),
}

/// What a suite's vendor and we know each other by.
#[derive(Clone, Debug)]
pub struct Known {
    /// The suite's secrets.
    pub keys: SealedKeys,
    /// From where the vendor may call; empty for anywhere.
    pub whitelist: Whitelist,
}

impl Store {
    /// Enters a vendor; answers its id.
    pub async fn create_vendor(&self, new: NewVendor, now: Moment) -> Result<i64> {
        let new = &new;
        self.write(|tx| async move { enter_vendor(&tx, new, now).await })
            .await
    }

    /// The ids of the vendors with this full name; mostly one.
    pub async fn vendors_named(&self, name: &str) -> Result<Vec<i64>> {
        let found = vendor::Entity::find()
            .select_only()
            .column(vendor::Column::Id)
            .filter(vendor::Column::Name.eq(name))
            .into_tuple()
            .all(self.read())
            .await?;
        Ok(found)
    }

    /// Whether there is a vendor with this id.
    pub async fn has_vendor(&self, id: i64) -> Result<bool> {
        let found = vendor::Entity::find_by_id(id).one(self.read()).await?;
        Ok(found.is_some())
    }

    /// The names of all suites.
    pub async fn suite_names(&self) -> Result<Vec<String>> {
        let names = suite::Entity::find()
            .select_only()
            .column(suite::Column::Name)
            .into_tuple()
            .all(self.read())
            .await?;
        Ok(names)
    }

    /// The names of a suite's apps.
    pub async fn app_names(&self, suite_id: i64) -> Result<Vec<String>> {
        let names = micro_app::Entity::find()
            .select_only()
            .column(micro_app::Column::Name)
            .filter(micro_app::Column::SuiteId.eq(suite_id))
            .order_by_asc(micro_app::Column::Id)
            .into_tuple()
            .all(self.read())
            .await?;
        Ok(names)
    }

    /// Enters a suite with its apps; answers its id.
    pub async fn create_suite(&self, vendor_id: i64, new: NewSuite, now: Moment) -> Result<i64> {
        let new = &new;
        self.write(|tx| async move { enter(&tx, vendor_id, new, Some(now), now).await })
            .await
    }

    /// Enters a suite with its apps, its vendor if that is a new one, and what it has of credentials: everything or nothing.
    ///
    /// # Errors
    ///
    /// There is a suite with this key already.
    pub async fn register_suite(
        &self,
        vendor: &SuiteVendor,
        new: &NewSuite,
        known: Option<&Known>,
        now: Moment,
    ) -> Result<i64> {
        self.write(|tx| async move {
            let vendor_id = match vendor {
                SuiteVendor::Known(id) => *id,
                SuiteVendor::New(vendor) => enter_vendor(&tx, vendor, now).await?,
            };
            let suite_id = enter(&tx, vendor_id, new, Some(now), now).await?;
            if let Some(Known { keys, whitelist }) = known {
                credentials::enter(&tx, suite_id, keys, whitelist, now).await?;
            }
            Ok(suite_id)
        })
        .await
    }

    /// Suspends a suite, or lets it be deployed again.
    pub async fn suspend_suite(&self, suite_id: i64, suspended_at: Option<Moment>) -> Result<()> {
        let row = suite::ActiveModel {
            id: Set(suite_id),
            suspended_at: Set(suspended_at.map(|at| at.0)),
            ..Default::default()
        };
        self.update_suite(&row).await
    }

    /// The id of the suite with this key.
    pub async fn suite_by_key(&self, suite_key: &str) -> Result<Option<i64>> {
        id_of(self.read(), suite_key).await
    }

    /// The suite with this key.
    pub async fn suite(&self, suite_key: &str) -> Result<Option<Suite>> {
        match id_of(self.read(), suite_key).await? {
            Some(id) => Ok(Some(load(self.read(), id).await?)),
            None => Ok(None),
        }
    }

    /// Gives a suite another version: it may be rated again.
    pub async fn set_version(&self, suite_id: i64, version: &str) -> Result<()> {
        let row = suite::ActiveModel {
            id: Set(suite_id),
            version: Set(version.to_owned()),
            ..Default::default()
        };
        self.update_suite(&row).await
    }

    async fn update_suite(&self, row: &suite::ActiveModel) -> Result<()> {
        self.write(|tx| async move {
            row.clone().update(&tx).await?;
            Ok(())
        })
        .await
    }

    /// The icon of the suite with this key, PNG.
    pub async fn suite_icon(&self, suite_key: &str) -> Result<Option<Vec<u8>>> {
        let icon = suite::Entity::find()
            .select_only()
            .column(suite::Column::Icon)
            .filter(suite::Column::SuiteKey.eq(suite_key))
            .into_tuple()
            .one(self.read())
            .await?;
        Ok(icon)
    }

    /// The icon of an app, PNG.
    pub async fn app_icon(&self, id: i64) -> Result<Option<Vec<u8>>> {
        let icon = micro_app::Entity::find_by_id(id)
            .select_only()
            .column(micro_app::Column::Icon)
            .into_tuple()
            .one(self.read())
            .await?;
        Ok(icon)
    }
}

async fn enter_vendor(db: &impl ConnectionTrait, new: &NewVendor, now: Moment) -> Result<i64> {
    let new = new.clone();
    let row = vendor::ActiveModel {
        name: Set(new.name),
        short_name: Set(new.short_name),
        certified: Set(new.certified),
        contact: Set(new.contact),
        created_at: Set(now.0),
        ..Default::default()
    };
    Ok(row.insert(db).await?.id)
}
