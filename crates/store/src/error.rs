//! Why a use case didn't do what was asked.

use domain::link::LinkProblem;
use domain::sign_in::CodeError;
use domain::task::Task;
use domain::time::Span;
use domain::word::Word;
use std::borrow::Cow;
use thiserror::Error;

/// Why a serial isn't accepted; the first four count as a wrong one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum SerialRefusal {
    /// Never issued for this suite, or the vendor says no.
    #[error("wrong")]
    Wrong,
    /// It belongs to another team.
    #[error("used by another team")]
    Used,
    /// The vendor took it back.
    #[error("revoked")]
    Revoked,
    /// Its time is over.
    #[error("expired")]
    Expired,
}

impl Word for SerialRefusal {
    fn word(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Self::Wrong => "wrong",
            Self::Used => "used",
            Self::Revoked => "revoked",
            Self::Expired => "expired",
        })
    }

    fn from_word(word: &str) -> Option<Self> {
        [Self::Wrong, Self::Used, Self::Revoked, Self::Expired]
            .into_iter()
            .find(|refusal| refusal.word() == word)
    }
}

/// Why a use case didn't do what was asked.
#[derive(Debug, Error)]
pub enum StoreError {
    /// The database failed.
    #[error("database: {0}")]
    Db(#[from] sea_orm::DbErr),
    /// A stored value means nothing: written by a newer version, or by hand.
    #[error("stored {0} can't be read")]
    Corrupt(&'static str),
    /// No such thing.
    #[error("not found")]
    NotFound,
    /// The link can't be used.
    #[error("link {0}")]
    Link(LinkProblem),
    /// Out of order; this is due, `None` when all is done.
    #[error("not due, but {0:?}")]
    NotDue(Option<Task>),
    /// Too soon for another code.
    #[error("wait {0:?}")]
    CodeTooSoon(Span),
    /// The code doesn't sign in.
    #[error("code {0}")]
    Code(CodeError),
    /// Not a team that the person owns.
    #[error("not one's own team")]
    TeamNotOwned,
    /// The team has the suite already.
    #[error("the team has the suite")]
    TeamHasSuite,
    /// The serial isn't accepted; so many more may be tried, or so long is to be waited.
    #[error("serial {0}, left {1:?}")]
    Serial(SerialRefusal, Result<usize, Span>),
    /// Too many wrong serials.
    #[error("wait {0:?}")]
    SerialWait(Span),
    /// A department or member that the team doesn't have.
    #[error("not in the team")]
    ScopeUnknown,
}
