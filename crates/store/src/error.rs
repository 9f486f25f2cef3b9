//! Why a use case didn't do what was asked.

use domain::acceptance::{AcceptanceRefusal, DefectNotNow};
use domain::account::AccountError;
use domain::application::ApplicationRefusal;
use domain::authorization::NotNow;
use domain::callback::Superseded;
use domain::invitation::AnsweredAlready;
use domain::invite::InviteProblem;
use domain::license_code::LicenseCodeError;
use domain::link::LinkProblem;
use domain::open_api::{AccessError, TemporaryCodeError, TokenError};
use domain::phone::CountryCode;
use domain::request::DecidedAlready;
use domain::sandbox::SandboxRefusal;
use domain::serial::{SerialChangeRefusal, SerialRefusal};
use domain::sign_in::CodeError;
use domain::suite::SuiteRefusal;
use domain::task::Task;
use domain::team::TeamError;
use domain::time::Span;
use thiserror::Error;

use crate::db::transaction;

/// Why a use case didn't do what was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] sea_orm::DbErr),
    /// A stored value means nothing: written by a newer version, or by hand.
    #[error("stored {0} can't be read")]
    Corrupt(&'static str),
    /// No such thing.
    #[error("not found")]
    NotFound,
    /// The link can't be used.
    #[error("link {0}")]
    Link(LinkProblem),
    /// Out of order; this is due, `None` when all is done.
    #[error("not due, but {0:?}")]
    NotDue(Option<Task>),
    /// Too soon for another code.
    #[error("wait {0:?}")]
    CodeTooSoon(Span),
    /// So many codes are being sent, in all or to this country, that this one waits.
    #[error("codes are sent in {0:?} again")]
    CodesBusy(Span),
    /// No codes are sent to this country.
    #[error("no codes to +{0}")]
    CountryNotServed(CountryCode),
    /// Too many wrong codes from this address.
    #[error("wait {0:?}")]
    CodeWait(Span),
    /// The code doesn't sign in.
    #[error("code {0}")]
    Code(CodeError),
    /// What was entered of a new team isn't right.
    #[error(transparent)]
    Team(#[from] TeamError),
    /// Not a team that the person is in.
    #[error("not one's own team")]
    NotATeamMember,
    /// The invite leads nowhere.
    #[error("invite {0}")]
    Invite(InviteProblem),
    /// A person who joins has to say their name.
    #[error("a name is needed")]
    NameNeeded,
    /// The request has been decided, or taken back.
    #[error("request {0}")]
    Request(DecidedAlready),
    /// The authorization doesn't stand so that this could be done.
    #[error("authorization {0}")]
    NotNow(NotNow),
    /// Who does it has lost the membership, or its role, meanwhile.
    #[error("the membership has changed")]
    RoleChanged,
    /// Only somebody of a lesser role is taken out, and an owner doesn't leave.
    #[error("not this member")]
    NotThisMember,
    /// Nobody is made admin or owner before they accept.
    #[error("still invited")]
    StillInvited,
    /// The number isn't invited, or the invitation was taken back.
    #[error("no such invitation")]
    InvitationGone,
    /// The invitation was answered otherwise before.
    #[error("invitation {0}")]
    Invitation(AnsweredAlready),
    /// These teams, by name, are handed over first.
    #[error("hand over {0:?} first")]
    HandOverFirst(Vec<String>),
    /// A person or a team has done this too often.
    #[error("wait {0:?}")]
    TooOften(Span),
    /// Too many reports.
    #[error("wait {0:?}")]
    ReportTooSoon(Span),
    /// The team has the suite already.
    #[error("the team has the suite")]
    TeamHasSuite,
    /// What was typed can't be a serial of the suite.
    #[error("serial: {0}")]
    LicenseCode(#[from] LicenseCodeError),
    /// The serial isn't accepted; so many more may be tried, or so long is to be waited.
    #[error("serial {0}, left {1:?}")]
    Serial(SerialRefusal, Result<usize, Span>),
    /// Too many wrong serials.
    #[error("wait {0:?}")]
    SerialWait(Span),
    /// Departments or members that the team doesn't have, by id.
    #[error("{0:?} are not in the team")]
    ScopeUnknown(Vec<i64>),
    /// The event isn't pushed again.
    #[error(transparent)]
    Superseded(#[from] Superseded),
    /// The vendor's token isn't good.
    #[error("token {0}")]
    Token(#[from] TokenError),
    /// The vendor's temporary code isn't good.
    #[error("temporary code {0}")]
    TemporaryCode(#[from] TemporaryCodeError),
    /// What a vendor wants of a serial can't be.
    #[error(transparent)]
    SerialChange(#[from] SerialChangeRefusal),
    /// Nothing more is made for a sandbox.
    #[error(transparent)]
    Sandbox(#[from] SandboxRefusal),
    /// What a vendor wants of its suite can't be.
    #[error(transparent)]
    Suite(#[from] SuiteRefusal),
    /// Something isn't done for an account of the console.
    #[error("account: {0}")]
    Account(#[from] AccountError),
    /// Something isn't done with an application.
    #[error("application: {0}")]
    Application(#[from] ApplicationRefusal),
    /// Something isn't done with an acceptance.
    #[error("acceptance: {0}")]
    Acceptance(#[from] AcceptanceRefusal),
    /// Something isn't done with a defect.
    #[error(transparent)]
    Defect(#[from] DefectNotNow),
    /// A suite, a complaint or an invite code stands so already.
    #[error("it stands so already")]
    Already,
    /// The vendor doesn't get at the authorization.
    #[error("authorization: {0}")]
    Access(#[from] AccessError),
}

impl StoreError {
    /// Whether the database was busy for longer than it is waited for: the same may be asked again.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Db(error) if transaction::is_busy(error))
    }
}
