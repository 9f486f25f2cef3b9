//! The faults of a vendor's server, each with what is wrong and what to do.

use domain::check::Stage;
use domain::time::Span;
use store::Refused;

use super::answer_fault::AnswerFault;
use super::report::Level;

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
                format!("A serial gets neither a yes nor a no, and the customer reads that your server can't be reached. {why}"),
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
