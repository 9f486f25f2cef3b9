//! What is encrypted in the database, to be encrypted with another key.

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Order, Query};
use sea_orm::{ConnectionTrait, QueryResult};

use crate::{Result, Store};

/// A column of encrypted texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SealedColumn {
    /// Suites' secrets.
    Secret,
    /// Suites' encryption keys.
    AesKey,
    /// Secrets before the last rotation.
    OldSecret,
    /// Encryption keys before the last rotation.
    OldAesKey,
    /// Permanent codes.
    PermanentCode,
    /// Secrets of second factors.
    TotpSecret,
    /// Texts of mails that wait.
    MailText,
}

impl SealedColumn {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Secret,
        Self::AesKey,
        Self::OldSecret,
        Self::OldAesKey,
        Self::PermanentCode,
        Self::TotpSecret,
        Self::MailText,
    ];

    fn place(self) -> (&'static str, &'static str) {
        match self {
            Self::Secret => ("suite_credential", "secret"),
            Self::AesKey => ("suite_credential", "aes_key"),
            Self::OldSecret => ("suite_credential", "old_secret"),
            Self::OldAesKey => ("suite_credential", "old_aes_key"),
            Self::PermanentCode => ("authorization", "permanent_code"),
            Self::TotpSecret => ("account", "totp_secret"),
            Self::MailText => ("mail", "text"),
        }
    }

    /// Whether it belongs to a suite.
    fn is_of_suite(self) -> bool {
        !matches!(self, Self::TotpSecret | Self::MailText)
    }
}

/// An encrypted text in its row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedText {
    /// The row.
    pub id: i64,
    /// The key of the suite that it is about; empty where it is about none.
    pub suite_key: String,
    /// The text.
    pub text: String,
}

impl Store {
    /// Up to `most` texts of a column in the rows after one with this id, in the rows' order.
    pub async fn sealed_texts(
        &self,
        column: SealedColumn,
        after: i64,
        most: u64,
    ) -> Result<Vec<SealedText>> {
        let is_of_suite = column.is_of_suite();
        let (table, column) = column.place();
        let of = |column: &'static str| Expr::col((Alias::new(table), Alias::new(column)));
        let suite = |column: &'static str| Expr::col((Alias::new("suite"), Alias::new(column)));
        let mut select = Query::select();
        select
            .expr_as(of("id"), "id")
            .expr_as(of(column), "text")
            .from(Alias::new(table))
            .and_where(of("id").gt(after))
            .and_where(of(column).is_not_null())
            .order_by((Alias::new(table), Alias::new("id")), Order::Asc)
            .limit(most);
        if is_of_suite {
            select
                .expr_as(suite("suite_key"), "suite_key")
                .inner_join(Alias::new("suite"), suite("id").eq(of("suite_id")));
        }
        let rows = self.read().query_all(&select).await?;
        let text = |row: &QueryResult| {
            Ok(SealedText {
                id: row.try_get("", "id")?,
                suite_key: match is_of_suite {
                    true => row.try_get("", "suite_key")?,
                    false => String::new(),
                },
                text: row.try_get("", "text")?,
            })
        };
        rows.iter().map(text).collect()
    }

    /// Puts other texts in the place of these, where they are still there.
    pub async fn reseal(&self, column: SealedColumn, texts: &[(SealedText, String)]) -> Result<()> {
        let (table, column) = column.place();
        self.write(|tx| async move {
            for (before, after) in texts {
                let update = Query::update()
                    .table(Alias::new(table))
                    .value(Alias::new(column), after.as_str())
                    .and_where(Expr::col(Alias::new("id")).eq(before.id))
                    .and_where(Expr::col(Alias::new(column)).eq(before.text.as_str()))
                    .to_owned();
                tx.execute(&update).await?;
            }
            Ok(())
        })
        .await
    }
}
