//! The database: one function a use case, on SQLite or PostgreSQL through SeaORM.
//!
//! Every step of an onboarding is one write transaction that first reads what is due, so that
//! repeated, simultaneous and out-of-order requests all find the same truth.

mod cases;
mod db;
mod entity;
mod error;
mod queries;

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use db::engine::{self, Connections};
use db::gathered::Gathered;
use sea_orm::DatabaseConnection;

pub use cases::acceptance_judging::{AcceptanceListing, AcceptanceToJudge, QueuedAcceptance};
pub use cases::acceptances::OwnAcceptance;
pub use cases::account_invitations::AccountInvitation;
pub use cases::account_members::{AccountRow, NewInvitation, OpenInvitation};
pub use cases::account_self::{NewTotp, OwnAccount};
pub use cases::account_sign_in::{
    AccountSessionRow, KnownAccount, NewAccountSession, SecondFactor, SignInAttempt, SignedAccount,
};
pub use cases::account_sign_up::{NewLink, ResetOf, SignUp};
pub use cases::account_vendor::VendorChange;
pub use cases::applications::OwnApplication;
pub use cases::approvals::{ApplicationToJudge, QueueListing, QueuedApplication};
pub use cases::audit::{AuditRow, AuditSearch};
pub use cases::auth_info::{Agent, AuthInfo};
pub use cases::complaints::Complaint;
pub use cases::credentials::Credential;
pub use cases::defects::{DefectFilter, DefectListing, DeskDefect};
pub use cases::demo::DemoAccount;
pub use cases::desk::DeskSuite;
pub use cases::desk_waiting::Waiting;
pub use cases::figures::{Backlog, Figures, Pool};
pub use cases::invite_codes::GivenCode;
pub use cases::invites::Invite;
pub use cases::joining::JoinRow;
pub use cases::links::LinkRow;
pub use cases::mails::DueMail;
pub use cases::memberships::MemberRow;
pub use cases::notices::Notice;
pub use cases::requests::Request;
pub use cases::resealing::{SealedColumn, SealedText};
pub use cases::sandbox::Sandbox;
pub use cases::scopes::Directory;
pub use cases::sign_in::{NewCode, NewSession, Recorded, SignIn, SignedIn};
pub use cases::suite_checks::{NewTestTeam, Refused, RefusedCall};
pub use cases::suites::{Known, NewVendor, SuiteVendor};
pub use cases::team_data::{SeenDepartments, SeenPerson, SeenScope};
pub use cases::team_suites::{SuitePage, SuiteRow};
pub use cases::vendor_access::{NewPermanentCode, Swapped};
pub use cases::vendor_checks::{CheckRun, LastCheck};
pub use cases::vendor_customers::{OwnCustomer, OwnCustomerRow, TimelineEntry};
pub use cases::vendor_funnel::Funnel;
pub use cases::vendor_links::{LinkCount, LinkFilter, OwnLink};
pub use cases::vendor_serial_batches::SerialBatchRow;
pub use cases::vendor_serials::{SerialFilter, SerialRow};
pub use cases::vendor_suites::{AppRow, OwnSuite, OwnSuiteRow, SuiteChange};
pub use cases::vendor_summary::SuiteSummary;
pub use cases::workbench::{App, Duties, TeamMembership, Workbench};
pub use db::backup;
pub use db::gathered::Attempt;
pub use db::schema::{Looked, Schema, look, sqlite_file};
pub use error::StoreError;
pub use queries::acceptances::{Part, Round, RoundDefect};
pub use queries::actor::Actor;
pub use queries::applications::{HistoryEntry, Reason};
pub use queries::approvals::Approval;
pub use queries::attempts::AttemptBy;
pub use queries::authorizations::AuthorizationRow;
pub use queries::batches::{Batch, BatchLink, BatchRow};
pub use queries::callbacks::Callback;
pub use queries::changes::Event;
pub use queries::credentials::SealedKeys;
pub use queries::customers::TeamName;
pub use queries::defects::{DefectWords, LaterDefect};
pub use queries::desk::{SuiteName, VendorEntry};
pub use queries::feedback::OwnRating;
pub use queries::invitations::Invited;
pub use queries::invites::Invitation;
pub use queries::letters::SealedLetter;
pub use queries::links::{Deployment, LinkSettings};
pub use queries::lists::{Listed, Listing, QueuePlace};
pub use queries::mails::NewMail;
pub use queries::memberships::Membership;
pub use queries::new_suites::{MicroApp, NewSuite};
pub use queries::onboardings::{At, Onboarding, SerialState};
pub use queries::open_api::{TeamAccess, VendorSuite};
pub use queries::outbox::{DeliveryKind, PendingDelivery};
pub use queries::past::{
    Entered, Past, PastAcceptance, PastAccount, PastAct, PastApplication, PastAuthorization,
    PastComplaint, PastDefect, PastEvent, PastInvitation, PastInviteCode, PastJudgement, PastLink,
    PastLinkBatch, PastScans, PastSerialBatch, PastSuite, PastTeam, PastVendor, PastWay,
};
pub use queries::people::Person;
pub use queries::requests::Asked;
pub use queries::sandbox::{SandboxTeam, TestLink, TestSerial};
pub use queries::scopes::ScopeView;
pub use queries::suites::{CustomTask, DataPermission, Suite, Words};
pub use queries::teams::{TeamChoice, TeamInfo};
pub use queries::test_teams::TestTeam;

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
