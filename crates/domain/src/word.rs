//! Stable words for closed sets of values: the same in the database, on the wire and in addresses.

use std::borrow::Cow;

use crate::acceptance;
use crate::account;
use crate::application::{self, InviteCodeState};
use crate::audit::Act;
use crate::authorization::{AuthorizationState, Change};
use crate::callback::{CallbackKind, OutboxState};
use crate::check::TestKind;
use crate::feedback::ComplaintState;
use crate::funnel::Event;
use crate::invite::{InviteProblem, JoinStatus};
use crate::link::LinkProblem;
use crate::notice::NoticeKind;
use crate::request::RequestState;
use crate::road;
use crate::role::Role;
use crate::serial::{SerialCheck, SerialRefusal, SerialStanding};
use crate::suite::SuiteState;
use crate::task::{SerialRule, Task, TaskState};
use crate::team::{Industry, TeamMode, TeamModes};

/// A value with a stable word.
pub trait Word: Sized {
    /// The word.
    fn word(&self) -> Cow<'static, str>;
    /// The value of a word; `None` for a word that means nothing here.
    fn from_word(word: &str) -> Option<Self>;
}

/// A closed set of values: all its words can be listed.
pub trait Words: Word {
    /// Them, in the order in which the values are declared.
    const WORDS: &'static [&'static str];
}

/// The value of a word in a table: on the phone it is smaller than a `match` of texts.
pub fn look_up<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    let found = words.iter().find(|(of, _)| *of == word);
    found.map(|&(_, value)| value)
}

macro_rules! words {
    ($($of:path { $($value:ident = $word:literal),+ $(,)? })+) => {$(
        impl Word for $of {
            fn word(&self) -> Cow<'static, str> {
                Cow::Borrowed(match self { $(Self::$value => $word),+ })
            }
            fn from_word(word: &str) -> Option<Self> {
                look_up(&[$(($word, Self::$value)),+], word)
            }
        }
        impl Words for $of {
            const WORDS: &'static [&'static str] = &[$($word),+];
        }
    )+};
}

impl Word for SerialCheck {
    fn word(&self) -> Cow<'static, str> {
        match self {
            Self::Pending => Cow::Borrowed("pending"),
            Self::Accepted => Cow::Borrowed("accepted"),
            Self::Refused(refusal) => refusal.word(),
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        match word {
            "pending" => Some(Self::Pending),
            "accepted" => Some(Self::Accepted),
            word => SerialRefusal::from_word(word).map(Self::Refused),
        }
    }
}

words! {
    account::Role {
        VendorStaff = "vendor_staff", VendorOwner = "vendor_owner",
        Reviewer = "reviewer", Administrator = "administrator",
    }
    account::token::TokenPurpose { Confirm = "confirm", Reset = "reset", Invite = "invite" }
    account::Permission {
        SeeVendor = "see_vendor", EditSuites = "edit_suites", Apply = "apply", EditSerials = "edit_serials",
        EditLinks = "edit_links", PushEvents = "push_events", RotateSecrets = "rotate_secrets",
        EditVendor = "edit_vendor", EditMembers = "edit_members", SeeAllVendors = "see_all_vendors",
        Review = "review", AnswerComplaints = "answer_complaints", SuspendSuites = "suspend_suites",
        IssueInviteCodes = "issue_invite_codes", EditOperators = "edit_operators", SeeAudit = "see_audit",
    }
    Act {
        SignedUp = "signed_up", EmailConfirmed = "email_confirmed", SignedIn = "signed_in",
        SignInFailed = "sign_in_failed", PasswordChanged = "password_changed", ResetAsked = "reset_asked",
        PasswordReset = "password_reset", SessionEnded = "session_ended", SessionsEnded = "sessions_ended",
        TotpOn = "totp_on", TotpOff = "totp_off", RecoveryCodeUsed = "recovery_code_used",
        VendorChanged = "vendor_changed", Invited = "invited", InvitedAgain = "invited_again",
        InvitationTakenBack = "invitation_taken_back", InvitationAccepted = "invitation_accepted",
        RoleSet = "role_set", TakenOut = "taken_out", OperatorAdded = "operator_added",
        SecretsMade = "secrets_made", SerialMoved = "serial_moved",
        ApplicationSubmitted = "application_submitted", ApplicationTakenBack = "application_taken_back",
        ApplicationDiscarded = "application_discarded",
        ApplicationApproved = "application_approved", ApplicationRejected = "application_rejected",
        SuiteSuspended = "suite_suspended", SuiteResumed = "suite_resumed",
        InviteCodeMade = "invite_code_made", InviteCodeRevoked = "invite_code_revoked",
        ComplaintAnswered = "complaint_answered", ComplaintClosed = "complaint_closed",
        ComplaintReopened = "complaint_reopened",
        AcceptanceSubmitted = "acceptance_submitted", AcceptanceTakenBack = "acceptance_taken_back",
        QualityRecorded = "quality_recorded", SecurityRecorded = "security_recorded",
        DefectRecorded = "defect_recorded", DefectRemoved = "defect_removed",
        AcceptancePassed = "acceptance_passed", AcceptanceFailed = "acceptance_failed",
        DefectFound = "defect_found", DefectPlanned = "defect_planned", DefectMended = "defect_mended",
        DefectClosed = "defect_closed", DefectReturned = "defect_returned",
    }
    acceptance::Severity {
        Trivial = "trivial", Minor = "minor", Major = "major", Critical = "critical", Blocker = "blocker",
    }
    acceptance::Verdict {
        Passed = "passed", Fatal = "fatal", Security = "security", Coverage = "coverage", Score = "score",
    }
    acceptance::AcceptanceState {
        Draft = "draft", Submitted = "submitted", Passed = "passed", Failed = "failed",
    }
    acceptance::DefectState { Open = "open", Planned = "planned", Mended = "mended", Closed = "closed" }
    acceptance::CheckItem {
        WholePath = "whole_path", TestCases = "test_cases", Activation = "activation", HomePages = "home_pages",
        Phones = "phones", Faults = "faults", Isolation = "isolation", Https = "https", Secrets = "secrets",
        Signatures = "signatures", LeastData = "least_data", Withdrawal = "withdrawal", Naming = "naming",
        Texts = "texts", Support = "support", Running = "running",
    }
    road::Step {
        Solution = "solution", Product = "product", Acceptance = "acceptance", InviteCode = "invite_code",
        Application = "application", Rollout = "rollout",
    }
    road::StepState { Done = "done", Now = "now", Later = "later" }
    road::Who { Vendor = "vendor", Operator = "operator" }
    road::Lack {
        App = "app", ServerCheck = "server_check", ServerFaults = "server_faults", Contact = "contact",
        ProductCode = "product_code", SelfCheck = "self_check", Submission = "submission",
        Judgement = "judgement", AnotherRound = "another_round", AnotherVersion = "another_version",
        InviteCode = "invite_code", Application = "application", Changes = "changes", Review = "review",
        Resumption = "resumption", Link = "link", Customer = "customer", Mending = "mending",
    }
    application::FaultCode {
        Missing = "missing", TooShort = "too_short", TooLong = "too_long", Invisible = "invisible",
        ProductCode = "product_code", TooMany = "too_many", After = "after", Url = "url",
        NotTheVendors = "not_the_vendors", NotGiven = "not_given", NobodyToAsk = "nobody_to_ask",
        NotAChoice = "not_a_choice", Icon = "icon",
    }
    application::TaskPart {
        After = "after", Title = "title", Text = "text", Url = "url", TitleEn = "title_en", TextEn = "text_en",
    }
    application::Round {
        Submitted = "submitted", TakenBack = "taken_back", Approved = "approved", Rejected = "rejected",
    }
    ComplaintState { Open = "open", Answered = "answered", Closed = "closed" }
    InviteCodeState { Open = "open", Revoked = "revoked" }
    application::Field {
        Provider = "provider", ProductCode = "product_code", InviteCode = "invite_code", Reason = "reason",
        OnSite = "on_site", Sharing = "sharing", Contacts = "contacts", OtherContacts = "other_contacts",
        Serials = "serials", Icon = "icon", TeamModes = "team_modes", Tasks = "tasks",
        Name = "name",
    }
    application::Contacts {
        Spreadsheet = "spreadsheet", Phone = "phone", OpenApi = "open_api", Other = "other",
    }
    application::ApplicationState {
        Draft = "draft", Submitted = "submitted", Approved = "approved", Rejected = "rejected", Replaced = "replaced",
    }
    TeamMode { Solo = "solo", Group = "group" }
    TeamModes { Solo = "solo", Group = "group", Either = "either" }
    SerialRule { None = "none", Issued = "issued", Vendor = "vendor" }
    TaskState { Done = "done", Now = "now", Later = "later" }
    SerialRefusal {
        Wrong = "wrong", ByVendor = "by_vendor", Used = "used", Revoked = "revoked", Expired = "expired",
    }
    AuthorizationState {
        AwaitingActivation = "awaiting", Active = "active", Refused = "refused",
        Disabled = "disabled", Withdrawn = "withdrawn",
    }
    Change {
        Scope = "scope", Disable = "disable", Enable = "enable", Withdraw = "withdraw",
        Authorize = "authorize",
    }
    CallbackKind {
        SuiteTicket = "suite_ticket", TmpAuthCode = "tmp_auth_code", ChangeAuth = "change_auth",
        SuiteRelieve = "suite_relieve", CheckLicenseCode = "check_suite_license_code",
    }
    OutboxState {
        Waiting = "waiting", Delivered = "delivered", GivenUp = "given_up", Dropped = "dropped",
    }
    SerialStanding { Free = "free", Redeemed = "redeemed", Revoked = "revoked", Expired = "expired" }
    SuiteState { Draft = "draft", Approved = "approved", Suspended = "suspended" }
    TestKind { Check = "check", Checked = "checked", Sandbox = "sandbox" }
    Role { Member = "member", Admin = "admin", Owner = "owner" }
    InviteProblem { Dead = "invite_dead", Full = "team_full" }
    JoinStatus { Outside = "outside", Waiting = "waiting", Declined = "declined", Inside = "inside" }
    RequestState {
        Waiting = "waiting", Authorized = "authorized", Declined = "declined",
        TakenBack = "taken_back",
    }
    NoticeKind {
        RequestReceived = "request_received", RequestAuthorized = "request_authorized",
        RequestDeclined = "request_declined", JoinAsked = "join_asked", Joined = "joined",
        InvitationDeclined = "invitation_declined", Admitted = "admitted", NotAdmitted = "not_admitted",
        Activated = "activated", Withdrawn = "withdrawn", MadeAdmin = "made_admin", MadeOwner = "made_owner",
        Dissolved = "dissolved", ComplaintAnswered = "complaint_answered",
    }
    LinkProblem {
        Unknown = "link_unknown", Expired = "link_expired", Revoked = "link_revoked",
        UsedUp = "link_used_up", Suspended = "suite_suspended",
    }
    Event {
        Scanned = "scanned", SignedIn = "signed_in", Team = "team", Serial = "serial",
        Authorized = "authorized", Active = "active", Scope = "scope", Started = "started",
        Error = "error",
    }
    Industry {
        Catering = "catering", Retail = "retail", Manufacturing = "manufacturing",
        Education = "education", Technology = "technology", Construction = "construction",
        Health = "health", Logistics = "logistics", Services = "services", Other = "other",
    }
}

impl Word for Task {
    fn word(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::SignIn => "sign-in",
            Self::Team => "team",
            Self::Ask => "ask",
            Self::Serial => "serial",
            Self::Authorize => "authorize",
            Self::Scope => "scope",
            Self::Start => "start",
            Self::Custom(place) => return Cow::Owned(format!("task-{place}")),
        })
    }

    fn from_word(word: &str) -> Option<Self> {
        Some(match word {
            "sign-in" => Self::SignIn,
            "team" => Self::Team,
            "ask" => Self::Ask,
            "serial" => Self::Serial,
            "authorize" => Self::Authorize,
            "scope" => Self::Scope,
            "start" => Self::Start,
            _ => Self::Custom(word.strip_prefix("task-")?.parse().ok()?),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_task_and_industry_reads_back_from_its_word() {
        use Task::*;
        for task in [
            SignIn,
            Team,
            Ask,
            Serial,
            Authorize,
            Scope,
            Start,
            Custom(0),
            Custom(255),
        ] {
            assert_eq!(Task::from_word(&task.word()), Some(task));
        }
        for industry in Industry::ALL {
            assert_eq!(Industry::from_word(&industry.word()), Some(industry));
        }
        assert_eq!(Task::from_word("task-256"), None);
        assert_eq!(Task::from_word("Team"), None);
    }
}
