//! The one error that becomes an answer: a status, a stable code, words, and a line of the log.

use api::Code;
use api::problem::{Challenge, MEDIA_TYPE, Problem, ProofNeeded};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::account::AccountError;
use domain::account::password::PasswordError;
use domain::invitation::{AnsweredAlready, InvitationState};
use domain::invite::InviteProblem;
use domain::phone::PhoneError;
use domain::serial::SerialRefusal;
use domain::sign_in::CodeError;
use domain::task::Task;
use domain::team::{ColleagueError, TeamError};
use domain::time::Span;
use store::StoreError;

/// An error answer in the making.
#[derive(Debug)]
pub struct ApiError {
    /// What the client reads.
    pub problem: Box<Problem>,
    /// The proof of work that the client is asked for.
    proof: Option<Challenge>,
    /// What only the log says.
    cause: Option<String>,
}

/// What a handler answers.
pub type ApiResult<T> = Result<T, ApiError>;

impl ApiError {
    /// An error with words for developers; the pages translate the code.
    pub fn new(code: Code, title: &str) -> Self {
        let problem = Problem {
            title: title.to_owned(),
            ..Problem::new(code)
        };
        Self {
            problem: Box::new(problem),
            proof: None,
            cause: None,
        }
    }

    /// A text that is no phone number; with `code`, where there is nothing more to say.
    pub fn phone(code: Code, why: PhoneError) -> Self {
        let code = match why {
            PhoneError::NeedsPlus(_) => Code::PhoneNeedsPlus,
            PhoneError::Rounded => Code::PhoneRounded,
            _ => code,
        };
        let mut refused = Self::new(code, &why.to_string());
        refused.problem.suggestion = why.suggestion().map(|phone| phone.to_string());
        refused
    }

    /// At this field.
    pub fn field(mut self, field: impl Into<String>) -> Self {
        self.problem.field = Some(field.into());
        self
    }

    /// How many are left.
    pub fn left(mut self, left: impl TryInto<u32>) -> Self {
        self.problem.left = left.try_into().ok();
        self
    }

    /// With the time after which to try again.
    pub fn wait(mut self, span: Span) -> Self {
        self.problem.retry_after = Some(span.seconds_up());
        self
    }

    fn due(mut self, due: Option<Task>) -> Self {
        self.problem.due = due;
        self
    }

    /// A failure of ours: the client learns only that there was one.
    pub fn internal(cause: impl ToString) -> Self {
        Self {
            cause: Some(cause.to_string()),
            ..Self::new(Code::Internal, "The server failed.")
        }
    }

    /// A failure whose cause is for the log.
    pub fn because(mut self, cause: impl ToString) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    /// Writes the cause, if there is one, into the log.
    pub fn log(&self) {
        if let Some(cause) = &self.cause {
            tracing::error!(code = ?self.problem.code, cause, "request failed");
        }
    }

    /// Not a member of the team.
    pub fn not_in_team() -> Self {
        Self::new(Code::NotInTeam, "Not your team.")
    }

    /// A proof of work is needed.
    pub fn proof_needed(challenge: Challenge) -> Self {
        Self {
            proof: Some(challenge),
            ..Self::new(Code::ProofNeeded, "A proof of work is needed.").field("phone")
        }
    }

    /// Nobody is signed in.
    pub fn not_signed_in() -> Self {
        Self::new(Code::NotSignedIn, "Sign in first.")
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        self.log();
        let status =
            StatusCode::from_u16(self.problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let (code, retry_after) = (self.problem.code, self.problem.retry_after);
        let body = match self.proof {
            None => serde_json::to_vec(&self.problem),
            Some(proof) => serde_json::to_vec(&ProofNeeded {
                problem: *self.problem,
                proof,
            }),
        };
        let mut response = (status, body.unwrap_or_default()).into_response();
        response.extensions_mut().insert(code);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(MEDIA_TYPE));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(wait) = retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(wait));
        }
        response
    }
}

/// The code of a serial's refusal.
pub fn serial_code(refusal: SerialRefusal) -> Code {
    match refusal {
        SerialRefusal::Wrong => Code::SerialWrong,
        SerialRefusal::ByVendor => Code::SerialRefused,
        SerialRefusal::Used => Code::SerialUsed,
        SerialRefusal::Revoked => Code::SerialRevoked,
        SerialRefusal::Expired => Code::SerialExpired,
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Db(_) if error.is_busy() => {
                Self::new(Code::Timeout, "The database is busy.").because(error)
            }
            StoreError::Db(_) | StoreError::Corrupt(_) => Self::internal(error),
            // Only the open API's use cases and the commands answer these.
            StoreError::Token(_) | StoreError::TemporaryCode(_) | StoreError::Access(_) => {
                Self::internal(error)
            }
            StoreError::Superseded(why) => Self::new(Code::NotNow, &why.to_string()),
            StoreError::Account(why) => why.into(),
            StoreError::NotFound => Self::new(Code::NotFound, "No such thing."),
            StoreError::Suite(why) => why.into(),
            StoreError::Application(why) => why.into(),
            StoreError::Acceptance(why) => why.into(),
            StoreError::Defect(why) => Self::new(Code::DefectNotNow, &why.to_string()),
            StoreError::Already => Self::new(Code::StandsSo, "It stands so already."),
            StoreError::Sandbox(why) => why.into(),
            StoreError::SerialChange(why) => why.into(),
            StoreError::Link(problem) => Self::new(problem.into(), "The link can't be used."),
            StoreError::NotDue(due) => Self::new(Code::TaskNotDue, "Another task is due.").due(due),
            StoreError::CodeTooSoon(wait) => {
                Self::new(Code::CodeTooSoon, "Too soon for another code.")
                    .wait(wait)
                    .field("phone")
            }
            StoreError::CodesBusy(wait) => Self::new(Code::CodesBusy, "Too many codes are sent.")
                .wait(wait)
                .field("phone"),
            StoreError::CountryNotServed(_) => {
                Self::new(Code::CountryNotServed, "No codes are sent there.").field("phone")
            }
            StoreError::CodeWait(wait) => Self::new(Code::CodeWait, "Too many wrong codes.")
                .wait(wait)
                .field("code"),
            StoreError::Code(why) => match why {
                CodeError::Wrong(left) => Self::new(Code::CodeWrong, "Wrong code.").left(left),
                CodeError::Spent => Self::new(Code::CodeSpent, "Tried too often."),
                CodeError::Replaced => Self::new(Code::CodeReplaced, "A later code counts."),
                CodeError::Expired => Self::new(Code::CodeExpired, "The code is over."),
            }
            .field("code"),
            StoreError::Invite(problem) => match problem {
                InviteProblem::Dead => Self::new(Code::InviteDead, "The invite is dead."),
                InviteProblem::Full => Self::new(Code::TeamFull, "The team is full."),
            },
            StoreError::NameNeeded => {
                Self::new(Code::NameNeeded, "A name is needed.").field("name")
            }
            StoreError::Request(_) => Self::new(Code::RequestDecided, "Decided already."),
            StoreError::NotNow(_) => Self::new(Code::NotNow, "Not as the authorization stands."),
            StoreError::RoleChanged => Self::new(Code::NotAllowed, "Your role has changed."),
            StoreError::NotThisMember => Self::new(Code::NotThisMember, "Not this member."),
            StoreError::StillInvited => Self::new(Code::StillInvited, "They haven't accepted yet."),
            StoreError::InvitationGone => Self::new(Code::InvitationGone, "No such invitation."),
            StoreError::Invitation(AnsweredAlready(InvitationState::Declined)) => {
                Self::new(Code::InvitationDeclined, "Declined before.")
            }
            StoreError::Invitation(_) => Self::new(Code::InvitationAccepted, "Accepted before."),
            StoreError::HandOverFirst(_) => {
                Self::new(Code::HandOverFirst, "Hand your teams over first.")
            }
            StoreError::ReportTooSoon(wait) => Self::new(Code::ReportTooSoon, "Too many reports.")
                .wait(wait)
                .field("text"),
            StoreError::TooOften(wait) => Self::new(Code::TooOften, "Too often.").wait(wait),
            StoreError::Team(why) => why.into(),
            StoreError::NotATeamMember => Self::new(Code::NotATeamMember, "Not your team."),
            StoreError::TeamHasSuite => Self::new(Code::TeamHasSuite, "The team has the suite."),
            StoreError::LicenseCode(why) => Self::new(why.into(), &why.to_string()).field("serial"),
            StoreError::Serial(refusal, left) => {
                let title = match refusal {
                    SerialRefusal::Wrong => "No such serial.",
                    SerialRefusal::ByVendor => "Refused by the vendor.",
                    SerialRefusal::Used => "Used by another team.",
                    SerialRefusal::Revoked => "Revoked by the vendor.",
                    SerialRefusal::Expired => "The serial is over.",
                };
                let refused = Self::new(serial_code(refusal), title).field("serial");
                match left {
                    Ok(left) => refused.left(left),
                    Err(wait) => refused.left(0).wait(wait),
                }
            }
            StoreError::SerialWait(wait) => Self::new(Code::SerialWait, "Too many wrong serials.")
                .wait(wait)
                .field("serial"),
            StoreError::ScopeUnknown(ids) => {
                let mut refused = Self::new(Code::ScopeUnknown, "Not in the team.").field("scope");
                refused.problem.unknown = Some(ids);
                refused
            }
        }
    }
}

impl From<AccountError> for ApiError {
    fn from(error: AccountError) -> Self {
        let title = error.to_string();
        let of = |code| Self::new(code, &title);
        match error {
            AccountError::SignInWait(wait) => of(Code::SignInWait).wait(wait),
            AccountError::MailWait(wait) => of(Code::MailWait).wait(wait).field("email"),
            AccountError::PasswordWrong => of(Code::PasswordWrong).field("password"),
            AccountError::TotpWrong => of(Code::TotpWrong).field("code"),
            AccountError::TotpOn => of(Code::TotpOn),
            AccountError::TotpNotBegun => of(Code::TotpNotBegun),
            AccountError::TotpKept => of(Code::TotpKept),
            AccountError::TokenDead => of(Code::TokenDead),
            AccountError::EmailTaken => of(Code::EmailTaken).field("email"),
            AccountError::MemberThere => of(Code::MemberThere).field("email"),
            AccountError::RoleUnfit => of(Code::RoleUnfit).field("role"),
            AccountError::LastOwner => of(Code::LastOwner),
            AccountError::LastAdministrator => of(Code::LastAdministrator),
            AccountError::VendorNameFixed => of(Code::VendorNameFixed).field("name"),
        }
    }
}

impl From<PasswordError> for ApiError {
    fn from(error: PasswordError) -> Self {
        let code = match error {
            PasswordError::Short => Code::PasswordShort,
            PasswordError::Long => Code::PasswordLong,
            PasswordError::Own => Code::PasswordOwn,
            PasswordError::Breached => Code::PasswordBreached,
        };
        Self::new(code, &error.to_string()).field("password")
    }
}

impl From<TeamError> for ApiError {
    fn from(error: TeamError) -> Self {
        let title = error.to_string();
        match error {
            TeamError::Mode => Self::new(Code::TeamMode, &title).field("mode"),
            TeamError::Name(_) => Self::new(Code::TeamName, &title).field("name"),
            TeamError::OwnerName(_) => Self::new(Code::OwnerName, &title).field("owner_name"),
            TeamError::TooFew(n) => Self::new(Code::TeamTooFew, &title)
                .left(n)
                .field("colleagues"),
            TeamError::TooMany => Self::new(Code::TeamTooMany, &title).field("colleagues"),
            TeamError::Colleague(at, why) => {
                let of = |code| Self::new(code, &title);
                let (refused, part) = match why {
                    ColleagueError::Name(_) => (of(Code::ColleagueName), "name"),
                    ColleagueError::Phone(why) => (Self::phone(Code::ColleaguePhone, why), "phone"),
                    ColleagueError::Department(_) => (of(Code::ColleagueDepartment), "department"),
                    ColleagueError::Owner => (of(Code::ColleagueOwner), "phone"),
                    ColleagueError::Twice(_) => (of(Code::ColleagueTwice), "phone"),
                };
                refused.field(format!("colleagues.{at}.{part}"))
            }
        }
    }
}
