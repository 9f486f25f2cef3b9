//! Mail: over SMTP, or into a folder. What waits in the database is sent by [`run`].

use std::future::Future;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::time::Duration;

use domain::account::email::Email;
use lettre::message::header::ContentType;
use lettre::message::{Mailbox, Message};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use store::{DueMail, NewMail};

use super::{Sending, reasons};
use crate::error::{ApiError, ApiResult};
use crate::secrets::Purpose;
use crate::state::AppState;

/// How often mails are looked for where none was due.
const IDLE: Duration = Duration::from_secs(1);
/// How many are sent at once.
const BATCH: u64 = 8;
/// How long a mail server may take.
const SMTP_TIMEOUT: Duration = Duration::from_secs(20);

/// A mail in plain text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The e-mail address that it goes to.
    pub to: String,
    /// Its subject, one line.
    pub subject: String,
    /// Its text, which may hold links with tokens: it is for no log.
    pub text: String,
}

/// Sends mails.
pub trait Mail: Send + Sync {
    /// Sends a mail. `id` is the same for each attempt at one.
    fn send<'a>(&'a self, id: i64, letter: &'a Letter) -> Sending<'a>;
}

/// A mail server.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl Smtp {
    /// The server at a URL such as `smtps://user:password@mail.example.com` or `smtp://mail.example.com:587?tls=required`, for
    /// mails from this address.
    ///
    /// # Errors
    ///
    /// The URL can't be read.
    pub fn new(url: &str, from: Mailbox) -> Result<Self, lettre::transport::smtp::Error> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?;
        Ok(Self {
            transport: transport.timeout(Some(SMTP_TIMEOUT)).build(),
            from,
        })
    }

    /// Speaks to the server without sending anything.
    ///
    /// # Errors
    ///
    /// Why it doesn't work.
    pub async fn try_out(&self) -> Result<(), String> {
        match self.transport.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err("it ended the connection".to_owned()),
            Err(why) => Err(reasons(&why)),
        }
    }

    async fn post(&self, id: i64, letter: &Letter) -> Result<(), String> {
        let message = message(id, letter, &self.from)?;
        let sent = self.transport.send(message).await;
        sent.map(drop).map_err(|why| reasons(&why))
    }
}

impl Mail for Smtp {
    fn send<'a>(&'a self, id: i64, letter: &'a Letter) -> Sending<'a> {
        Box::pin(self.post(id, letter))
    }
}

/// A folder in which each mail becomes a file, for trying things out.
pub struct Folder {
    folder: PathBuf,
    from: Mailbox,
}

impl Folder {
    /// A folder, which is made with the first mail.
    pub fn new(folder: PathBuf, from: Mailbox) -> Self {
        Self { folder, from }
    }

    async fn keep(&self, id: i64, letter: &Letter) -> Result<(), String> {
        let file = self.folder.join(format!("{id:06}.eml"));
        let message = message(id, letter, &self.from)?.formatted();
        let written = {
            let (folder, file) = (self.folder.clone(), file.clone());
            tokio::task::spawn_blocking(move || write_whole(&folder, &file, &message)).await
        };
        let written = written.map_err(|why| why.to_string())?;
        written.map_err(|why| format!("{}: {why}", file.display()))?;
        let file = file.display();
        tracing::info!(to = masked(&letter.to), subject = letter.subject, %file, "mail written");
        Ok(())
    }
}

impl Mail for Folder {
    fn send<'a>(&'a self, id: i64, letter: &'a Letter) -> Sending<'a> {
        Box::pin(self.keep(id, letter))
    }
}

/// Writes a file whole or not at all, for its owner alone: it holds links.
fn write_whole(folder: &Path, file: &Path, content: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    let mut whole = tempfile::NamedTempFile::new_in(folder)?;
    whole.write_all(content)?;
    whole.persist(file)?;
    Ok(())
}

fn message(id: i64, letter: &Letter, from: &Mailbox) -> Result<Message, String> {
    let to = letter
        .to
        .parse()
        .map_err(|why| format!("the recipient: {why}"))?;
    let message = Message::builder()
        .from(from.clone())
        .to(Mailbox::new(None, to))
        .subject(letter.subject.clone())
        .message_id(Some(format!("<quickdeploy-{id}@{}>", from.email.domain())))
        .header(ContentType::TEXT_PLAIN)
        .body(letter.text.clone());
    message.map_err(|why| reasons(&why))
}

fn masked(to: &str) -> String {
    Email::parse(to).map_or_else(|_| "***".to_owned(), |email| email.masked())
}

/// A letter as it waits in the database: its text is encrypted.
///
/// # Errors
///
/// There is no secret key.
pub fn sealed(state: &AppState, letter: Letter) -> ApiResult<NewMail> {
    let random = &*state.random;
    let text = state.secrets.seal(Purpose::MailText, &letter.text, random);
    Ok(NewMail {
        recipient: letter.to,
        subject: letter.subject,
        text: text.map_err(ApiError::internal)?,
    })
}

/// Sends what is due, for as long as the server runs.
pub async fn run(state: AppState) {
    loop {
        let due = state.store.take_due_mails(BATCH, state.now()).await;
        let due = due.unwrap_or_else(|error| {
            tracing::error!(%error, "could not look for mails");
            Vec::new()
        });
        let is_idle = due.is_empty();
        let mut sending = tokio::task::JoinSet::new();
        for mail in due {
            let sent: Pin<Box<dyn Future<Output = ()> + Send>> =
                Box::pin(send(state.clone(), mail));
            sending.spawn(sent);
        }
        sending.join_all().await;
        if is_idle {
            tokio::time::sleep(IDLE).await;
        }
    }
}

async fn send(state: AppState, due: DueMail) {
    let DueMail { id, mail, last } = due;
    let to = masked(&mail.recipient);
    let text = state.secrets.open(Purpose::MailText, &mail.text);
    let sent = match text {
        Err(why) => Err(why.to_string()),
        Ok(text) => {
            let letter = Letter {
                to: mail.recipient,
                subject: mail.subject,
                text,
            };
            state.mail.send(id, &letter).await
        }
    };
    match sent {
        Err(why) => tracing::warn!(id, to, why, last, "a mail was not sent"),
        Ok(()) => {
            tracing::info!(id, to, "mail sent");
            if let Err(error) = state.store.mail_is_sent(id).await {
                tracing::error!(%error, id, "a mail was sent, and will be sent again");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_folder_keeps_each_mail_as_a_file_that_mail_programs_read() {
        let folder = tempfile::tempdir().unwrap();
        let outbox = folder.path().join("outbox");
        let from = "快速部署 <deploy@example.com>".parse().unwrap();
        let letter = Letter {
            to: "wang@isv.example".to_owned(),
            subject: "请确认您的邮箱".to_owned(),
            text: "https://deploy.example.com/console/confirm?token=0123\n".to_owned(),
        };
        Folder::new(outbox.clone(), from)
            .send(7, &letter)
            .await
            .unwrap();
        let written = std::fs::read_to_string(outbox.join("000007.eml")).unwrap();
        for part in [
            "To: wang@isv.example",
            "Message-ID: <quickdeploy-7@example.com>",
            "confirm?token",
        ] {
            assert!(written.contains(part), "{written}");
        }
        assert_eq!(masked(&letter.to), "w***@isv.example");
    }

    #[test]
    fn a_server_has_a_url() {
        let from = || "deploy@example.com".parse::<Mailbox>().unwrap();
        assert!(Smtp::new("smtps://a:b@mail.example.com", from()).is_ok());
        assert!(Smtp::new("https://mail.example.com", from()).is_err());
    }
}
