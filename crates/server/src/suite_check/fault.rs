//! The faults of a vendor's server, each with what is wrong and what to do.

use domain::check::Stage;
use domain::time::Span;
use rustls::CertificateError;
use store::Refused;

use super::report::Level;
use crate::callbacks::answer::AnswerError;
use crate::callbacks::envelope::OpenError;
use crate::callbacks::push_error::PushError;

/// What may be wrong with a vendor's server.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Our own server doesn't answer where vendors call it; why.
    ServerUnreachable(String),
    /// What answers there doesn't know the suite; what it said.
    OtherServer(String),
    /// It has an address without encryption.
    PlainHttp,
    /// It knows the secrets from before the last rotation alone.
    OldSecrets,
    /// It sent no right answer to an event.
    Answer(AnswerFault),
    /// The answer was right, but came after this long, beyond that limit.
    Late(Span, Span),
    /// A message with a wrong signature is taken.
    ForgedSignature,
    /// A message for another suite is taken.
    ForeignSuiteKey,
    /// It fails on an event that it doesn't know; how.
    UnknownEventFails(String),
    /// It doesn't say `success` to an event that it doesn't know; what instead.
    UnknownEventRefused(String),
    /// Any text is a right serial.
    WrongSerialAccepted,
    /// There is neither a yes nor a no to a serial; how.
    SerialUnanswered(String),
    /// The serial that is right is refused; with which text.
    RightSerialRefused(String),
    /// The word on a serial took this long, beyond that limit.
    SerialLate(Span, Span),
    /// The server didn't get as far since this call was refused.
    CallRefused(Stage, Refused),
    /// Nothing was called until the suite is active; what is missing.
    NotCalled(Stage),
    /// The authorization isn't read.
    InfoNotRead,
    /// From the code to the activation it took this long, beyond that limit.
    ActivatedLate(Span, Span),
    /// An event that comes for the second time isn't taken; how.
    NotRepeatable(String),
}

/// Why an event isn't delivered.
#[derive(Clone, Debug)]
pub struct AnswerFault {
    code: &'static str,
    what: String,
    remedy: &'static str,
}

/// A fault in words: one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// A stable word for it.
    pub code: &'static str,
    /// How bad it is.
    pub level: Level,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

impl Fault {
    /// The fault in words.
    pub fn words(&self) -> Words {
        use Level::{Bad, Warn};
        let (code, level, what, remedy): (_, _, String, &str) = match self {
            Self::ServerUnreachable(why) => (
                "server_unreachable",
                Bad,
                format!("No Quick Deploy server answers at the public URL: {why}."),
                "start `quickdeploy serve` on this database, and give its address as --public-url",
            ),
            Self::OtherServer(said) => (
                "other_server",
                Bad,
                format!("The server at the public URL doesn't know the suite's secrets: it answers {said}."),
                "run the check with the --database and --secret-key of the server that vendors call",
            ),
            Self::PlainHttp => (
                "plain_http",
                Warn,
                "The callback URL begins with http://.".into(),
                "serve it over https://, and set that by `quickdeploy suite set-callback`",
            ),
            Self::OldSecrets => (
                "old_secrets",
                Warn,
                "The server has only the secrets from before the last rotation, which end soon.".into(),
                "give it the token, encoding_aes_key and suite_secret that `quickdeploy suite rotate` printed last",
            ),
            Self::Answer(fault) => (fault.code, Bad, fault.what.clone(), fault.remedy),
            Self::Late(took, limit) => (
                "late",
                Bad,
                format!("The right answer came after {} ms; it counts within {}.", took.0, limit.0),
                "answer at once, and do what takes time afterwards in the background",
            ),
            Self::ForgedSignature => (
                "forged_signature",
                Bad,
                "A message with a wrong signature is taken as ours: anyone could send one.".into(),
                "compute the signature from your token, timestamp, nonce and encrypt, and refuse any other, with status 403 say",
            ),
            Self::ForeignSuiteKey => (
                "foreign_suite_key",
                Warn,
                "A message that ends with another suite's key is taken.".into(),
                "compare what stands behind the message with your suite key",
            ),
            Self::UnknownEventFails(why) => (
                "unknown_event_fails",
                Bad,
                format!("The server fails on an event that it doesn't know. {why}"),
                "answer \"success\" to events that you don't know, encrypted as ever: there may be new ones",
            ),
            Self::UnknownEventRefused(found) => (
                "unknown_event_refused",
                Warn,
                format!("An event that the server doesn't know is answered {found:?}: it would be pushed a hundred times and hold up the team's next ones."),
                "answer \"success\" to events that you don't know",
            ),
            Self::WrongSerialAccepted => (
                "wrong_serial_accepted",
                Bad,
                "A serial that can't be right, a random text, is accepted.".into(),
                "look LicenseCode up in check_suite_license_code, and answer \"success\" only if you issued it and nobody else uses it",
            ),
            Self::SerialUnanswered(why) => (
                "serial_unanswered",
                Bad,
                format!("A serial gets neither a yes nor a no, and the customer is told that you can't be reached. {why}"),
                "answer check_suite_license_code with \"success\" for a right serial and another text, encrypted as well, for a wrong one",
            ),
            Self::RightSerialRefused(found) => (
                "right_serial_refused",
                Bad,
                format!("The serial that was given as right is refused with {found:?}."),
                "compare LicenseCode just as it comes, and mind that a serial may be used up",
            ),
            Self::SerialLate(took, limit) => (
                "serial_late",
                Bad,
                format!("The word on a serial came after {} ms; it counts within {}, since a customer waits.", took.0, limit.0),
                "look serials up in your own database, with an index, and call no other service meanwhile",
            ),
            Self::CallRefused(stage, call) => (
                "call_refused",
                Bad,
                call_refused(*stage, call),
                call_remedy(call.errcode),
            ),
            Self::NotCalled(stage) => {
                let (code, remedy) = match stage {
                    Stage::Token => (
                        "no_token",
                        "call POST /service/get_suite_token at the public URL with suite_key, suite_secret and the latest SuiteTicket",
                    ),
                    Stage::Swap => (
                        "code_not_swapped",
                        "call POST /service/get_permanent_code with its AuthCode as tmp_auth_code, after you have answered the event",
                    ),
                    Stage::Activation => (
                        "not_activated",
                        "call POST /service/activate_suite with suite_key, auth_corpid and permanent_code; if you need a serial for it, give one by --serial",
                    ),
                };
                (code, Bad, missing(*stage).to_owned(), remedy)
            }
            Self::InfoNotRead => (
                "info_not_read",
                Warn,
                "The authorization wasn't read: who the team is, its serial and its invite link stay unknown.".into(),
                "call POST /service/get_auth_info once you have the permanent code",
            ),
            Self::ActivatedLate(took, limit) => (
                "activated_late",
                Bad,
                format!("From tmp_auth_code to activate_suite it took {} ms; {} are the vendor's.", took.0, limit.0),
                "swap the code and activate at once, and set up the team's data afterwards",
            ),
            Self::NotRepeatable(why) => (
                "not_repeatable",
                Bad,
                format!("The same event, when it comes again, isn't taken. {why}"),
                "answer \"success\" to what you have done already: events come at least once",
            ),
        };
        Words {
            code,
            level,
            what,
            remedy: remedy.to_owned(),
        }
    }
}

fn missing(stage: Stage) -> &'static str {
    match stage {
        Stage::Token => "After tmp_auth_code the server got no suite token.",
        Stage::Swap => "The server didn't swap the code of tmp_auth_code.",
        Stage::Activation => "The server swapped the code, but didn't activate the suite.",
    }
}

fn call_refused(stage: Stage, call: &Refused) -> String {
    let Refused {
        path,
        errcode,
        message,
        address,
        certain,
    } = call;
    let whose = match certain {
        true => "Its call",
        false => "A call that doesn't tell whose it is, but may be its own,",
    };
    let missing = missing(stage);
    format!("{missing} {whose} of {path} from {address} was answered {errcode}: {message}.")
}

/// What to do about an `errcode` (open API 2).
fn call_remedy(errcode: i32) -> &'static str {
    match errcode {
        -1 => "look into our server's log",
        40014 | 42001 => {
            "get a new token by get_suite_token or get_corp_token on 40014 and 42001, and call again"
        }
        40035 => "send the parameter as the guide has it",
        40056 => "take agentid from get_auth_info",
        40078 => "pass the AuthCode of the event on as tmp_auth_code, just as it is",
        42008 => "swap each code once, and keep the permanent code",
        40079 | 41030 | 41031 => "take auth_corpid from the answer of get_permanent_code",
        40084 => "pass on the permanent_code of this very team, just as it is",
        40080 => {
            "give the server the suite_secret that `quickdeploy suite create` or `rotate` printed"
        }
        40083 | 40088 => "give the server this suite's key",
        40085 => "pass on the SuiteTicket of the latest suite_ticket event, just as it is",
        41022 => "append ?suite_access_token= with the token of get_suite_token to the address",
        41023 => {
            "keep the SuiteTicket of each suite_ticket event; until one has come, answer tmp_auth_code with another text than \"success\""
        }
        41011 | 41021 | 41024..=41027 => "send the parameter that is missing",
        43002 => "call it by POST",
        43009 => "send the parameters as a JSON object, with Content-Type: application/json",
        45009 => "call less often, and keep tokens for as long as they are good",
        60020 => "put the address on the suite's IP whitelist, or empty the list",
        _ => "see the error code in the guide",
    }
}

/// Why an event isn't delivered, in words.
pub fn of_push(error: &PushError) -> AnswerFault {
    let (code, remedy) = match error {
        PushError::Answer(error) => of_answer(error),
        PushError::NotSet | PushError::Url(_) => (
            "not_a_url",
            "set one by `quickdeploy suite set-callback`, as in https://isv.example/callback",
        ),
        PushError::Target(_) => (
            "private_address",
            "use a public address; or allow this one by --callback-targets, here and for serve",
        ),
        PushError::Name(_) => ("name_unknown", "correct the host's name or its DNS entry"),
        PushError::Refused => (
            "connection_refused",
            "start the server, and let the port through its firewall",
        ),
        PushError::Tls(error) => of_tls(error),
        PushError::Unreachable(_) => (
            "unreachable",
            "look whether the server runs, and what its firewall and proxy do",
        ),
        PushError::TimedOut(_) => (
            "no_answer",
            "look whether it hangs, and answer within 3 s: at once, with what takes time in the background",
        ),
        PushError::Redirect(..) => (
            "redirect",
            "set the address that it sends on to by `quickdeploy suite set-callback`, or let it answer here",
        ),
        PushError::Status(status) if status.as_u16() == 404 => (
            "path_unknown",
            "correct the path of the callback URL, or route it to what answers events",
        ),
        PushError::Status(status) if status.as_u16() == 405 => {
            ("method_refused", "take POST at the callback URL")
        }
        PushError::Status(status) if status.is_client_error() => (
            "status_4xx",
            "most likely it can't open the message: compare its token, encoding_aes_key and suite key with the suite's",
        ),
        PushError::Status(_) => ("status_5xx", "look into its log"),
        PushError::TooLong(_) => ("too_long", "answer the four fields and nothing else"),
        PushError::Credentials(_) | PushError::Key(_) | PushError::Store(_) => (
            "our_failure",
            "look into our log: the vendor's server isn't to blame",
        ),
    };
    AnswerFault {
        code,
        what: error.to_string(),
        remedy,
    }
}

fn of_tls(error: &rustls::Error) -> (&'static str, &'static str) {
    match error {
        rustls::Error::InvalidCertificate(why) => match why {
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => (
                "certificate_expired",
                "renew the certificate, and let it renew itself from now on",
            ),
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                (
                    "certificate_name",
                    "get a certificate for the host of the callback URL",
                )
            }
            CertificateError::UnknownIssuer => (
                "certificate_untrusted",
                "use a certificate of a public authority, and send its intermediate certificates along",
            ),
            _ => (
                "certificate_bad",
                "get a new certificate of a public authority",
            ),
        },
        _ => (
            "no_tls",
            "serve TLS 1.2 or 1.3 at this port, or set the right port in the callback URL",
        ),
    }
}

fn of_answer(error: &AnswerError) -> (&'static str, &'static str) {
    const SEALED: &str = "answer JSON with msg_signature, timeStamp, nonce and encrypt, the word encrypted as our messages are";
    match error {
        AnswerError::Empty => ("empty_answer", SEALED),
        AnswerError::NotEncrypted(_) => ("not_encrypted", SEALED),
        AnswerError::NotJson(begins) if begins.starts_with('<') => (
            "html",
            "a page answers instead of what takes events: correct the path, or keep logins and error pages away from it",
        ),
        AnswerError::NotJson(_) | AnswerError::NotAnObject(_) => ("not_json", SEALED),
        AnswerError::Missing(_) | AnswerError::NotAText(_) => ("field_missing", SEALED),
        AnswerError::Envelope(why) => match why {
            OpenError::Signature => (
                "signature",
                "sign the answer's own timeStamp, nonce and encrypt with the suite's token",
            ),
            OpenError::NotBase64 | OpenError::Block(_) => (
                "not_base64",
                "write encrypt in base64 of what AES-256-CBC gives, whole",
            ),
            OpenError::Key => (
                "key",
                "encrypt with the suite's encoding_aes_key: AES-256-CBC, the key's first 16 bytes as IV",
            ),
            OpenError::Padding => (
                "padding",
                "pad by PKCS#7 to a multiple of 32 bytes: as many bytes as are missing, each of them that number",
            ),
            OpenError::TooShort(_) | OpenError::Length { .. } => (
                "length",
                "encrypt 16 random bytes, then the message's length in bytes as 4 bytes big-endian, then the message, then the suite key",
            ),
            OpenError::NotUtf8 => ("not_utf8", "encode the message in UTF-8"),
            OpenError::SuiteKey { .. } => (
                "suite_key",
                "put this suite's key behind the message before you encrypt it",
            ),
        },
        AnswerError::EmptyText { .. } => {
            ("empty_text", "answer the word that is expected, encrypted")
        }
        AnswerError::NotTheRandom { .. } => (
            "not_the_random",
            "answer the event's Random to check_create_suite_url and check_update_suite_url, \"success\" to the others",
        ),
        AnswerError::OtherText { .. } => (
            "refused_event",
            "answer \"success\" once you have taken the event; look into its log why it hasn't",
        ),
    }
}
