//! The database: one function a use case, on SQLite or PostgreSQL through SeaORM.
//!
//! Every step of an onboarding is one write transaction that first reads what is due, so that
//! repeated, simultaneous and out-of-order requests all find the same truth.

mod account;
mod authorizations;
pub mod backup;
mod batches;
mod changes;
mod engine;
mod entity;
mod error;
mod feedback;
mod figures;
mod funnel;
mod gathered;
mod invitations;
mod invites;
mod joining;
mod links;
mod memberships;
mod notices;
mod onboardings;
mod people;
mod requests;
mod row;
mod schema;
mod scopes;
mod serials;
mod sign_in;
mod step;
mod suites;
mod sweep;
mod team_suites;
mod teams;
mod transaction;
mod workbench;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use engine::Connections;
use gathered::Gathered;
use sea_orm::DatabaseConnection;

pub use authorizations::{DeliveryKind, PendingDelivery};
pub use batches::{Batch, BatchLink, BatchRow};
pub use changes::Event;
pub use error::StoreError;
pub use feedback::OwnRating;
pub use figures::{Deliveries, Figures, Pool};
pub use invitations::Invited;
pub use invites::{Invitation, Invite};
pub use joining::JoinRow;
pub use links::{Deployment, LinkRow, LinkSettings};
pub use memberships::{MemberRow, Membership};
pub use notices::Notice;
pub use onboardings::{At, AuthorizationRow, Onboarding, SerialState};
pub use people::Person;
pub use requests::{Asked, Request};
pub use schema::{Schema, look, sqlite_file};
pub use scopes::{Directory, ScopeView};
pub use sign_in::{NewCode, NewSession, Recorded, SignIn};
pub use suites::{CustomTask, DataPermission, MicroApp, NewSuite, NewVendor, Suite, Words};
pub use team_suites::{SuitePage, SuiteRow};
pub use teams::{TeamChoice, TeamInfo};
pub use workbench::{App, Duties, TeamMembership, Workbench};

/// What every use case answers.
pub type Result<T, E = StoreError> = std::result::Result<T, E>;

/// The open database.
#[derive(Clone, Debug)]
pub struct Store {
    connections: Connections,
    gathered: Gathered,
    /// How often a transaction was tried again.
    retries: Arc<AtomicU64>,
}

impl Store {
    /// Opens the database at a URL: `sqlite://path`, a file that is made if needed, or `postgres://user@host/name`.
    pub async fn open(url: &str) -> Result<Self> {
        Ok(Self {
            connections: Connections::open(url).await?,
            gathered: Gathered::default(),
            retries: Arc::default(),
        })
    }

    /// Brings the schema of the database at a URL up to date: once, also if several servers start at once, and wholly or not
    /// at all.
    pub async fn migrate(url: &str) -> Result<()> {
        engine::migrate(url).await
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.read().ping().await?)
    }

    /// For statements that read, each for itself.
    fn read(&self) -> &DatabaseConnection {
        &self.connections.read
    }
}
