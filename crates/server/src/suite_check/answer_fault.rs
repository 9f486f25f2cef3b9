//! Why an event isn't delivered, each reason with what to do.

use rustls::CertificateError;

use crate::callbacks::answer::AnswerError;
use crate::callbacks::envelope::OpenError;
use crate::callbacks::push_error::PushError;

/// Why an event isn't delivered.
#[derive(Clone, Debug)]
pub struct AnswerFault {
    /// A stable word for it.
    pub code: &'static str,
    /// What is wrong.
    pub what: String,
    /// What to do.
    pub remedy: &'static str,
}

impl From<&PushError> for AnswerFault {
    fn from(error: &PushError) -> Self {
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
            PushError::Status(status) if status.is_server_error() => {
                ("status_5xx", "look into its log")
            }
            PushError::Status(_) => ("status", "answer with the status 200"),
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

#[cfg(test)]
mod tests {
    use reqwest::StatusCode;

    use super::*;

    #[test]
    fn what_a_connection_fails_for_is_told_apart() {
        let certificate = |why| PushError::Tls(rustls::Error::InvalidCertificate(why));
        let status = |code| PushError::Status(StatusCode::from_u16(code).unwrap());
        for (error, code) in [
            (
                certificate(CertificateError::Expired),
                "certificate_expired",
            ),
            (
                certificate(CertificateError::NotValidForName),
                "certificate_name",
            ),
            (
                certificate(CertificateError::UnknownIssuer),
                "certificate_untrusted",
            ),
            (certificate(CertificateError::Revoked), "certificate_bad"),
            (PushError::Tls(rustls::Error::DecryptError), "no_tls"),
            (PushError::Refused, "connection_refused"),
            (status(204), "status"),
            (status(403), "status_4xx"),
            (status(404), "path_unknown"),
            (status(405), "method_refused"),
            (status(502), "status_5xx"),
            (PushError::TimedOut(9), "no_answer"),
        ] {
            assert_eq!(AnswerFault::from(&error).code, code, "{error}");
        }
    }
}
