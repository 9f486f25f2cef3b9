//! Options of mail.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use lettre::message::Mailbox;

use crate::notify::mail::{Folder, Mail, Smtp};
use crate::notify::reasons;

/// How mails leave.
#[derive(Args)]
pub struct MailOptions {
    /// The mail server, as in smtps://user:password@mail.example.com; without one, mails are written into --mail-outbox.
    #[arg(long, env = "QUICKDEPLOY_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// From whom mails come, as in "快速部署 <deploy@example.com>".
    #[arg(
        long,
        env = "QUICKDEPLOY_MAIL_FROM",
        default_value = "quickdeploy@localhost"
    )]
    pub mail_from: Mailbox,
    /// The folder in which mails become files where there is no mail server.
    #[arg(long, env = "QUICKDEPLOY_MAIL_OUTBOX", default_value = "data/mail")]
    pub mail_outbox: PathBuf,
}

impl MailOptions {
    /// What sends mails.
    ///
    /// # Errors
    ///
    /// The mail server's URL can't be read.
    pub fn sender(self) -> Result<Arc<dyn Mail>, lettre::transport::smtp::Error> {
        Ok(match self.server() {
            Some(url) => Arc::new(Smtp::new(url, self.mail_from.clone())?),
            None => Arc::new(Folder::new(self.mail_outbox, self.mail_from)),
        })
    }

    /// Speaks to the mail server without sending anything; `None` where there is none.
    pub async fn try_server(&self) -> Option<Result<(), String>> {
        match Smtp::new(self.server()?, self.mail_from.clone()) {
            Ok(smtp) => Some(smtp.try_out().await),
            Err(why) => Some(Err(reasons(&why))),
        }
    }

    /// The mail server's URL, or none where it is left empty, as compose files do.
    fn server(&self) -> Option<&str> {
        let url = self.smtp_url.as_deref().map(str::trim);
        url.filter(|url| !url.is_empty())
    }
}

impl fmt::Debug for MailOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MailOptions(..)")
    }
}
