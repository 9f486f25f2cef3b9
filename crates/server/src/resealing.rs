//! Encrypting with the present secret key what is encrypted with the former one, so that the former can be forgotten.

use store::{SealedColumn, SealedText, Store, StoreError};

use crate::secrets::{Purpose, Secrets};
use crate::state::{AppState, Random};

/// How many texts are written at once.
const CHUNK: u64 = 500;

/// What was done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resealed {
    /// So many texts are encrypted with the present key now.
    pub done: usize,
    /// So many can't be decrypted.
    pub unread: usize,
}

/// Encrypts everything with the present key. Several servers may do it at once.
///
/// # Errors
///
/// The database's.
pub async fn reseal_all(
    store: &Store,
    secrets: &Secrets,
    random: &Random,
) -> Result<Resealed, StoreError> {
    let mut all = Resealed::default();
    for column in SealedColumn::ALL {
        let mut after = 0;
        loop {
            let texts = store.sealed_texts(column, after, CHUNK).await?;
            let Some(last) = texts.last() else { break };
            after = last.id;
            let mut turned = Vec::new();
            for text in texts {
                if secrets.is_current(&text.text) {
                    continue;
                }
                let purpose = purpose(column, &text);
                let opened = secrets.open(purpose, &text.text);
                match opened.and_then(|opened| secrets.seal(purpose, &opened, random)) {
                    Ok(sealed) => turned.push((text, sealed)),
                    Err(_) => all.unread += 1,
                }
            }
            all.done += turned.len();
            store.reseal(column, &turned).await?;
        }
    }
    Ok(all)
}

/// Does so once, if there is a former key.
pub async fn run(state: AppState) {
    if !state.secrets.has_former() {
        return;
    }
    match reseal_all(&state.store, &state.secrets, &*state.random).await {
        Ok(Resealed { done, unread: 0 }) => tracing::info!(
            done,
            "all secrets are encrypted with the secret key: the former one is needed no more"
        ),
        Ok(Resealed { done, unread }) => {
            tracing::error!(done, unread, "some secrets are encrypted with neither key");
        }
        Err(error) => tracing::error!(%error, "the former secret key is still needed"),
    }
}

fn purpose(column: SealedColumn, text: &SealedText) -> Purpose<'_> {
    let suite_key = &text.suite_key;
    match column {
        SealedColumn::Secret | SealedColumn::OldSecret => Purpose::SuiteSecret(suite_key),
        SealedColumn::AesKey | SealedColumn::OldAesKey => Purpose::AesKey(suite_key),
        SealedColumn::PermanentCode => Purpose::PermanentCode(suite_key),
        SealedColumn::TotpSecret => Purpose::TotpSecret(text.id),
        SealedColumn::MailText => Purpose::MailText,
    }
}
