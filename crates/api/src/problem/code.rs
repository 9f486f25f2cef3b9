//! The stable codes of errors, each with its HTTP status.

use std::borrow::Cow;

use domain::word::{Word, Words, look_up};

macro_rules! codes {
    ($($(#[doc = $doc:literal])+ $(#[cfg($when:meta)])? $code:ident = $word:literal, $status:literal;)+) => {
        /// Every stable code.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Code { $($(#[doc = $doc])+ $(#[cfg($when)])? $code,)+ }

        impl Code {
            /// All of them.
            pub const ALL: &[Self] = &[$($(#[cfg($when)])? Self::$code),+];

            /// The HTTP status that goes with it.
            pub fn status(self) -> u16 {
                match self { $($(#[cfg($when)])? Self::$code => $status),+ }
            }

            /// Whether only the console meets it.
            pub fn is_of_console(self) -> bool {
                match self { $($(#[cfg($when)])? Self::$code => false $(|| cfg!($when))?),+ }
            }

            /// What it means, in English.
            #[cfg(feature = "openapi")]
            pub fn meaning(self) -> &'static str {
                match self { $($(#[cfg($when)])? Self::$code => concat!($($doc),+).trim_ascii()),+ }
            }
        }

        impl Words for Code {
            const WORDS: &'static [&'static str] = &[$($(#[cfg($when)])? $word),+];
        }

        impl Word for Code {
            fn word(&self) -> Cow<'static, str> {
                Cow::Borrowed(match self { $($(#[cfg($when)])? Self::$code => $word),+ })
            }
            fn from_word(word: &str) -> Option<Self> {
                look_up(&[$($(#[cfg($when)])? ($word, Self::$code)),+], word)
            }
        }
    };
}

codes! {
    /// The server failed; its log says why.
    Internal = "internal", 500;
    /// It didn't answer in time.
    Timeout = "timeout", 503;
    /// The request can't be read.
    BadRequest = "bad_request", 400;
    /// The request is too large.
    TooLarge = "too_large", 413;
    /// No such thing.
    NotFound = "not_found", 404;
    /// This address had its share of what takes long to draw; `retry_after`.
    RenderTooSoon = "render_too_soon", 429;
    /// The path takes other methods.
    MethodNotAllowed = "method_not_allowed", 405;
    /// The request comes from another site.
    CrossSite = "cross_site", 403;
    /// Nobody is signed in.
    NotSignedIn = "not_signed_in", 401;
    /// Not a phone number.
    PhoneInvalid = "phone_invalid", 422;
    /// A number from outside the mainland without its `+`; `suggestion`.
    PhoneNeedsPlus = "phone_needs_plus", 422;
    /// A spreadsheet has rounded the number.
    PhoneRounded = "phone_rounded", 422;
    /// Codes are asked for too fast; `retry_after`.
    CodeTooSoon = "code_too_soon", 429;
    /// The address has asked for many codes: the same request again with a proof of work for `proof` sends one.
    ProofNeeded = "proof_needed", 429;
    /// So many codes are being sent that this one waits; `retry_after`.
    CodesBusy = "codes_busy", 503;
    /// No codes are sent to the number's country.
    CountryNotServed = "country_not_served", 422;
    /// Too many wrong codes from this address; `retry_after`.
    CodeWait = "code_wait", 429;
    /// The code couldn't be sent.
    CodeNotSent = "code_not_sent", 502;
    /// A code has 6 digits.
    CodeFormat = "code_format", 422;
    /// Not the code; `left` tries.
    CodeWrong = "code_wrong", 422;
    /// An earlier code: the one sent last counts. It costs no try.
    CodeReplaced = "code_replaced", 422;
    /// The code is too old, or was never sent.
    CodeExpired = "code_expired", 422;
    /// The code was tried too often.
    CodeSpent = "code_spent", 422;
    /// No such link.
    LinkUnknown = "link_unknown", 404;
    /// The link's time is over.
    LinkExpired = "link_expired", 410;
    /// The vendor took the link back.
    LinkRevoked = "link_revoked", 410;
    /// The link's uses are spent.
    LinkUsedUp = "link_used_up", 410;
    /// The suite may not be deployed at present.
    SuiteSuspended = "suite_suspended", 410;
    /// Out of order: `due` says what is.
    TaskNotDue = "task_not_due", 409;
    /// The suite doesn't offer this kind of team.
    TeamMode = "team_mode", 422;
    /// The team's name.
    TeamName = "team_name", 422;
    /// Not an industry.
    Industry = "industry", 422;
    /// The owner's name.
    OwnerName = "owner_name", 422;
    /// A colleague's name.
    ColleagueName = "colleague_name", 422;
    /// A colleague's number.
    ColleaguePhone = "colleague_phone", 422;
    /// A colleague's department.
    ColleagueDepartment = "colleague_department", 422;
    /// A number stands twice.
    ColleagueTwice = "colleague_twice", 422;
    /// The owner's own number among the colleagues'.
    ColleagueOwner = "colleague_owner", 422;
    /// Fewer than six; `left` are missing.
    TeamTooFew = "team_too_few", 422;
    /// More than 200.
    TeamTooMany = "team_too_many", 422;
    /// Not a team that the person owns.
    NotATeamMember = "not_a_team_member", 403;
    /// The team has the suite already.
    TeamHasSuite = "team_has_suite", 409;
    /// Not 16 characters, or one that no serial has.
    SerialMalformed = "serial_malformed", 422;
    /// Nothing is typed where a vendor's own text is asked for.
    SerialEmpty = "serial_empty", 422;
    /// A vendor's own text of more than 64 characters.
    SerialTooLong = "serial_too_long", 422;
    /// A vendor's own text with line breaks, or with characters that show nothing.
    SerialInvisible = "serial_invisible", 422;
    /// The check character disagrees.
    SerialMistyped = "serial_mistyped", 422;
    /// No such serial; `left` tries.
    SerialWrong = "serial_wrong", 422;
    /// The vendor, who verifies it, says no; `left` tries.
    SerialRefused = "serial_refused", 422;
    /// Another team has it; `left` tries.
    SerialUsed = "serial_used", 422;
    /// The vendor took it back; `left` tries.
    SerialRevoked = "serial_revoked", 422;
    /// Its time is over; `left` tries.
    SerialExpired = "serial_expired", 422;
    /// Too many wrong ones; `retry_after`.
    SerialWait = "serial_wait", 429;
    /// The box isn't ticked.
    ConsentMissing = "consent_missing", 422;
    /// Nobody is chosen.
    ScopeEmpty = "scope_empty", 422;
    /// Departments or members that the team doesn't have: `unknown`.
    ScopeUnknown = "scope_unknown", 422;
    /// Not a member of the team.
    NotInTeam = "not_in_team", 403;
    /// A member who may not do this.
    NotAllowed = "not_allowed", 403;
    /// The invite was renewed, or never made.
    InviteDead = "invite_dead", 410;
    /// The team takes no more people.
    TeamFull = "team_full", 409;
    /// A person who joins has to say their name.
    NameNeeded = "name_needed", 422;
    /// The request has been decided, or taken back.
    RequestDecided = "request_decided", 409;
    /// The authorization doesn't stand so that this could be done.
    NotNow = "not_now", 409;
    /// Only somebody of a lesser role is taken out, and an owner doesn't leave.
    NotThisMember = "not_this_member", 409;
    /// Nobody is made admin or owner before they accept.
    StillInvited = "still_invited", 409;
    /// The number isn't invited, or the invitation was taken back.
    InvitationGone = "invitation_gone", 404;
    /// The person is in the team already, and declines.
    InvitationAccepted = "invitation_accepted", 409;
    /// The person has declined already, and accepts.
    InvitationDeclined = "invitation_declined", 409;
    /// Teams that others use are handed over first.
    HandOverFirst = "hand_over_first", 409;
    /// The name that was typed isn't the suite's.
    NotTheName = "not_the_name", 422;
    /// Why a request is declined.
    ReasonText = "reason_text", 422;
    /// The report's words.
    ReportText = "report_text", 422;
    /// Too many reports; `retry_after`.
    ReportTooSoon = "report_too_soon", 429;
    /// A person or a team has done this too often; `retry_after`.
    TooOften = "too_often", 429;
    /// Not one to five stars.
    RatingStars = "rating_stars", 422;
    /// The rating's words.
    RatingText = "rating_text", 422;
    /// The e-mail address and the password don't go together, or there is no such account.
    #[cfg(feature = "console")]
    PasswordWrong = "password_wrong", 422;
    /// Not an e-mail address.
    #[cfg(feature = "console")]
    EmailInvalid = "email_invalid", 422;
    /// The e-mail address isn't confirmed yet: another link is mailed.
    #[cfg(feature = "console")]
    EmailUnconfirmed = "email_unconfirmed", 403;
    /// The e-mail address has an account, for which its own owner asks.
    #[cfg(feature = "console")]
    EmailTaken = "email_taken", 409;
    /// A password of fewer than 10 characters.
    #[cfg(feature = "console")]
    PasswordShort = "password_short", 422;
    /// A password of more than 128 characters.
    #[cfg(feature = "console")]
    PasswordLong = "password_long", 422;
    /// A password that is one's own e-mail address, or the vendor's name.
    #[cfg(feature = "console")]
    PasswordOwn = "password_own", 422;
    /// A password that is known from other sites' leaks.
    #[cfg(feature = "console")]
    PasswordBreached = "password_breached", 422;
    /// A person's name.
    #[cfg(feature = "console")]
    AccountName = "account_name", 422;
    /// A vendor's full name.
    #[cfg(feature = "console")]
    VendorName = "vendor_name", 422;
    /// A vendor's full name, which is certified, is for the operator to change.
    #[cfg(feature = "console")]
    VendorNameFixed = "vendor_name_fixed", 409;
    /// A vendor's name for sentences.
    #[cfg(feature = "console")]
    VendorShortName = "vendor_short_name", 422;
    /// How customers reach a vendor.
    #[cfg(feature = "console")]
    VendorContact = "vendor_contact", 422;
    /// Too many failed attempts to sign in, to this account or from this address; `retry_after`.
    #[cfg(feature = "console")]
    SignInWait = "sign_in_wait", 429;
    /// Too many mails are asked for from this address, or by this vendor; `retry_after`.
    #[cfg(feature = "console")]
    MailWait = "mail_wait", 429;
    /// The link of a mail is used, replaced, taken back, or too old.
    #[cfg(feature = "console")]
    TokenDead = "token_dead", 410;
    /// The password is right, and a code of the second factor is needed.
    #[cfg(feature = "console")]
    TotpNeeded = "totp_needed", 422;
    /// Not the code of the second factor, or one that was used.
    #[cfg(feature = "console")]
    TotpWrong = "totp_wrong", 422;
    /// An operator sets up the second factor first.
    #[cfg(feature = "console")]
    TotpRequired = "totp_required", 403;
    /// The second factor is switched on already.
    #[cfg(feature = "console")]
    TotpOn = "totp_on", 409;
    /// The second factor isn't being set up.
    #[cfg(feature = "console")]
    TotpNotBegun = "totp_not_begun", 409;
    /// An operator doesn't switch the second factor off.
    #[cfg(feature = "console")]
    TotpKept = "totp_kept", 409;
    /// They are a member already.
    #[cfg(feature = "console")]
    MemberThere = "member_there", 409;
    /// Not a role for a member of a vendor, or not for an operator.
    #[cfg(feature = "console")]
    RoleUnfit = "role_unfit", 422;
    /// A vendor keeps an owner.
    #[cfg(feature = "console")]
    LastOwner = "last_owner", 409;
    /// There is always an administrator.
    #[cfg(feature = "console")]
    LastAdministrator = "last_administrator", 409;
    /// A name that a suite can't have.
    #[cfg(feature = "console")]
    SuiteName = "suite_name", 422;
    /// Another suite has the name.
    #[cfg(feature = "console")]
    SuiteNameTaken = "suite_name_taken", 409;
    /// A suite's tagline.
    #[cfg(feature = "console")]
    Tagline = "tagline", 422;
    /// Not a color.
    #[cfg(feature = "console")]
    Accent = "accent", 422;
    /// Data that a suite asks for.
    #[cfg(feature = "console")]
    AskedData = "asked_data", 422;
    /// A task of the vendor's own.
    #[cfg(feature = "console")]
    OwnTask = "own_task", 422;
    /// More apps, tasks or data than a suite has.
    #[cfg(feature = "console")]
    TooMany = "too_many", 422;
    /// A picture that can't be an icon; the title says why.
    #[cfg(feature = "console")]
    IconFaulty = "icon_faulty", 422;
    /// A name that an app can't have.
    #[cfg(feature = "console")]
    AppName = "app_name", 422;
    /// Not an app's home page.
    #[cfg(feature = "console")]
    HomeUrl = "home_url", 422;
    /// An app's description.
    #[cfg(feature = "console")]
    AppDescription = "app_description", 422;
    /// Teams use the app.
    #[cfg(feature = "console")]
    AppUsed = "app_used", 409;
    /// Not a URL that a vendor's server may have.
    #[cfg(feature = "console")]
    CallbackUrl = "callback_url", 422;
    /// The vendor's server doesn't answer the check as it must; the title says why.
    #[cfg(feature = "console")]
    CallbackRefused = "callback_refused", 422;
    /// Not a list of addresses.
    #[cfg(feature = "console")]
    Whitelist = "whitelist", 422;
    /// Serials that the vendor verifies need a callback URL.
    #[cfg(feature = "console")]
    NobodyToAsk = "nobody_to_ask", 422;
    /// The suite has no secrets yet.
    #[cfg(feature = "console")]
    NoSecrets = "no_secrets", 409;
    /// The suite is hosted: no vendor's server belongs to it.
    #[cfg(feature = "console")]
    Hosted = "hosted", 409;
    /// A check of the suite is running.
    #[cfg(feature = "console")]
    CheckRunning = "check_running", 409;
    /// How many serials are issued: 1 to 100,000.
    #[cfg(feature = "console")]
    SerialCount = "serial_count", 422;
    /// A label of too many characters.
    #[cfg(feature = "console")]
    Label = "label", 422;
    /// Not so many days.
    #[cfg(feature = "console")]
    Days = "days", 422;
    /// The suite's serials aren't verified here.
    #[cfg(feature = "console")]
    SerialsElsewhere = "serials_elsewhere", 409;
    /// A file that can't be read; the title says why.
    #[cfg(feature = "console")]
    FileUnreadable = "file_unreadable", 422;
    /// Rows of a file are at fault: its preview names them.
    #[cfg(feature = "console")]
    RowsFaulty = "rows_faulty", 422;
    /// A team that isn't among the suite's customers.
    #[cfg(feature = "console")]
    TeamUnknown = "team_unknown", 422;
    /// The serial doesn't stand so that this could be done.
    #[cfg(feature = "console")]
    SerialNotNow = "serial_not_now", 409;
    /// A serial that can't go into a link; the title says why.
    #[cfg(feature = "console")]
    SerialUnfit = "serial_unfit", 422;
    /// A link that carries a serial lets in one team.
    #[cfg(feature = "console")]
    LinkUses = "link_uses", 422;
    /// Not a word of the list's filter or order, or not a page of it.
    #[cfg(feature = "console")]
    ListQuery = "list_query", 400;
    /// Not a day, or a period of more than 800 days.
    #[cfg(feature = "console")]
    Period = "period", 422;
    /// Somebody else changed the application meanwhile; `newer`.
    #[cfg(feature = "console")]
    ApplicationChanged = "application_changed", 409;
    /// The application doesn't stand so that this could be done.
    #[cfg(feature = "console")]
    ApplicationNotNow = "application_not_now", 409;
    /// The application can't be submitted, or no longer be approved; `faults`.
    #[cfg(feature = "console")]
    ApplicationFaulty = "application_faulty", 422;
    /// A text of a form of more than 4,000 characters.
    #[cfg(feature = "console")]
    FormTooLong = "form_too_long", 422;
    /// A rejection without a reason, or with a reason that is empty or too long.
    #[cfg(feature = "console")]
    Reasons = "reasons", 422;
    /// A reason of 1 to 500 characters is needed.
    #[cfg(feature = "console")]
    Reason = "reason", 422;
    /// The suite is approved with something else in this field: another application changes that.
    #[cfg(feature = "console")]
    ByApplication = "by_application", 409;
    /// A suite, an invite code or a complaint stands so already.
    #[cfg(feature = "console")]
    StandsSo = "stands_so", 409;
    /// An answer of 1 to 1,000 characters is needed.
    #[cfg(feature = "console")]
    AnswerText = "answer_text", 422;
    /// A suite has no more test links at once.
    #[cfg(feature = "console")]
    TestLinks = "test_links", 409;
    /// A suite has no more test serials; `left` may be issued.
    #[cfg(feature = "console")]
    TestSerials = "test_serials", 422;
    /// No vendor has this id.
    #[cfg(feature = "console")]
    VendorUnknown = "vendor_unknown", 422;
    /// Somebody else changed the acceptance meanwhile.
    #[cfg(feature = "console")]
    AcceptanceChanged = "acceptance_changed", 409;
    /// The acceptance doesn't stand so that this could be done.
    #[cfg(feature = "console")]
    AcceptanceNotNow = "acceptance_not_now", 409;
    /// Operators have begun to judge the version.
    #[cfg(feature = "console")]
    AcceptanceBegun = "acceptance_begun", 409;
    /// A version has a name of 1 to 20 characters.
    #[cfg(feature = "console")]
    VersionName = "version_name", 422;
    /// The version is accepted already.
    #[cfg(feature = "console")]
    VersionAccepted = "version_accepted", 409;
    /// The version had all its rounds: another one is handed in.
    #[cfg(feature = "console")]
    RoundsSpent = "rounds_spent", 409;
    /// Items of the self-check aren't ticked; the field names the first.
    #[cfg(feature = "console")]
    ChecksMissing = "checks_missing", 422;
    /// A remark of more than 500 characters.
    #[cfg(feature = "console")]
    Remark = "remark", 422;
    /// Coverage is 0 to 100 percent.
    #[cfg(feature = "console")]
    Coverage = "coverage", 422;
    /// No suite has this key.
    #[cfg(feature = "console")]
    SuiteUnknown = "suite_unknown", 422;
    /// What a defect is: 1 to 80 characters.
    #[cfg(feature = "console")]
    DefectTitle = "defect_title", 422;
    /// How a defect shows itself: up to 1,000 characters.
    #[cfg(feature = "console")]
    DefectText = "defect_text", 422;
    /// The quality part or the security part has no result yet.
    #[cfg(feature = "console")]
    Unjudged = "unjudged", 409;
    /// The defect doesn't stand so that this could be done.
    #[cfg(feature = "console")]
    DefectNotNow = "defect_not_now", 409;
    /// A plan of 4 to 1,000 characters is needed.
    #[cfg(feature = "console")]
    PlanText = "plan_text", 422;
}
