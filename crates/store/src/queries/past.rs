//! A past that is entered at once: what demo data shows of the weeks before. Rows are written in bulk, and ids are found again by
//! what is unique in them.

mod acceptances;
mod accounts;
mod applications;
mod codes;
mod events;
mod ways;

use domain::time::Moment;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, ConnectionTrait};

pub use acceptances::{PastAcceptance, PastDefect, PastJudgement};
pub use accounts::{PastAccount, PastAct, PastInvitation};
pub use applications::{PastApplication, PastComplaint, PastInviteCode};
pub use codes::{PastLink, PastLinkBatch, PastSerialBatch};
pub use ways::{PastAuthorization, PastEvent, PastScans, PastTeam, PastWay};

use crate::Result;
use crate::entity::{suite, vendor};
use crate::queries::new_suites::{self, NewSuite};

/// What happened before.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// Operators.
    pub operators: Vec<PastAccount>,
    /// Vendors with all that is theirs.
    pub vendors: Vec<PastVendor>,
    /// What was reported, the earliest first.
    pub complaints: Vec<PastComplaint>,
    /// What the audit log says, the earliest first.
    pub acts: Vec<PastAct>,
}

/// A vendor with all that is its own.
#[derive(Clone, Debug)]
pub struct PastVendor {
    /// A vendor that is there, by its id, or its full name and its name for sentences.
    pub vendor: Entered<(String, String)>,
    /// Since when it is there.
    pub created_at: Moment,
    /// Its staff beside those who are there.
    pub accounts: Vec<PastAccount>,
    /// Who is invited.
    pub invitations: Vec<PastInvitation>,
    /// Its invite codes.
    pub invite_codes: Vec<PastInviteCode>,
    /// Its suites.
    pub suites: Vec<PastSuite>,
}

/// A suite with what happened to it.
#[derive(Clone, Debug)]
pub struct PastSuite {
    /// The suite.
    pub suite: Entered<NewSuite>,
    /// Since when it is there.
    pub created_at: Moment,
    /// When it was approved; drafts aren't.
    pub approved_at: Option<Moment>,
    /// When it was suspended, and why.
    pub suspended: Option<(Moment, String)>,
    /// Serials that were issued.
    pub serials: Vec<PastSerialBatch>,
    /// Lists of customers for which links were made.
    pub link_batches: Vec<PastLinkBatch>,
    /// Links.
    pub links: Vec<PastLink>,
    /// How often links were opened.
    pub scans: Vec<PastScans>,
    /// Who went how far.
    pub ways: Vec<PastWay>,
    /// Its applications, the earliest first.
    pub applications: Vec<PastApplication>,
    /// Its rounds of acceptance, the earliest first.
    pub acceptances: Vec<PastAcceptance>,
    /// Defects that were found later, the earliest first.
    pub defects: Vec<PastDefect>,
}

/// What is there, or is entered with the past.
#[derive(Clone, Debug)]
pub enum Entered<T> {
    /// What has this id.
    Known(i64),
    /// This.
    New(T),
}

/// Enters a past.
pub async fn enter(db: &impl ConnectionTrait, past: &Past) -> Result<()> {
    accounts::enter(db, None, &past.operators).await?;
    for vendor in &past.vendors {
        let vendor_id = enter_vendor(db, vendor).await?;
        accounts::enter(db, Some(vendor_id), &vendor.accounts).await?;
        accounts::invite(db, vendor_id, &vendor.invitations).await?;
        applications::enter_codes(db, vendor_id, &vendor.invite_codes).await?;
        for suite in &vendor.suites {
            let suite_id = enter_suite(db, vendor_id, suite).await?;
            let links = codes::enter_links(db, suite_id, suite).await?;
            let redeemed = ways::enter(db, (suite_id, &links), suite).await?;
            codes::enter_serials(db, suite_id, &suite.serials, &redeemed).await?;
            applications::enter(db, suite_id, &suite.applications).await?;
            acceptances::enter(db, suite_id, &suite.acceptances).await?;
            acceptances::find(db, suite_id, &suite.defects).await?;
        }
    }
    applications::report(db, &past.complaints).await?;
    accounts::record(db, &past.acts).await
}

async fn enter_vendor(db: &impl ConnectionTrait, new: &PastVendor) -> Result<i64> {
    let created_at = Set(new.created_at.0);
    let (name, short_name) = match &new.vendor {
        Entered::Known(id) => {
            let known = vendor::ActiveModel {
                id: Set(*id),
                created_at,
                ..Default::default()
            };
            return Ok(known.update(db).await?.id);
        }
        Entered::New(names) => names.clone(),
    };
    let row = vendor::ActiveModel {
        name: Set(name),
        short_name: Set(short_name),
        certified: Set(true),
        contact: Set(None),
        created_at,
        ..Default::default()
    };
    Ok(row.insert(db).await?.id)
}

async fn enter_suite(db: &impl ConnectionTrait, vendor_id: i64, new: &PastSuite) -> Result<i64> {
    let (approved_at, created_at) = (new.approved_at, new.created_at);
    let id = match &new.suite {
        Entered::Known(id) => *id,
        Entered::New(suite) => {
            new_suites::enter(db, vendor_id, suite, approved_at, created_at).await?
        }
    };
    let suspended = new.suspended.as_ref();
    let row = suite::ActiveModel {
        id: Set(id),
        created_at: Set(created_at.0),
        approved_at: Set(approved_at.map(|at| at.0)),
        suspended_at: Set(suspended.map(|(at, _)| at.0)),
        suspended_for: Set(suspended.map(|(_, why)| why.clone())),
        ..Default::default()
    };
    row.update(db).await?;
    Ok(id)
}
