//! What is wrong with a form: where, and in which of a few ways that the pages have words for.

use thiserror::Error;

use super::{Field, InviteCodeError, ProductCodeError};
use crate::offer::{CountError, MOST};
use crate::suite::HomeUrlError;
use crate::text::{NameError, ProseError};

/// A part of a task of the provider's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TaskPart {
    /// The task that it follows.
    After,
    /// Its title in Chinese.
    Title,
    /// What to do, in Chinese.
    Text,
    /// Where to do it.
    Url,
    /// Its title in English.
    TitleEn,
    /// What to do, in English.
    TextEn,
}

impl TaskPart {
    /// All of them, in the order of the form.
    pub const ALL: [Self; 6] = [
        Self::After,
        Self::Title,
        Self::Text,
        Self::Url,
        Self::TitleEn,
        Self::TextEn,
    ];
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Why {
    /// Nothing is chosen, entered or uploaded.
    #[error("it is missing")]
    Missing,
    /// A short text.
    #[error("it is {0}")]
    Name(#[from] NameError),
    /// A short text with fewer characters than this.
    #[error("it is shorter than {0} characters")]
    TooShort(usize),
    /// A longer text.
    #[error("it is {0}")]
    Prose(#[from] ProseError),
    /// The product code.
    #[error(transparent)]
    ProductCode(#[from] ProductCodeError),
    /// The invite code can't be read.
    #[error(transparent)]
    InviteCode(#[from] InviteCodeError),
    /// The invite code isn't one that the vendor was given, or was revoked.
    #[error("the invite code isn't the vendor's")]
    NotGiven,
    /// The provider's name isn't the vendor's.
    #[error("the name isn't the vendor's")]
    NotTheVendors,
    /// The vendor verifies serials, but has no server that could be asked.
    #[error("the suite has no callback URL, where its vendor's server is asked")]
    NobodyToAsk,
    /// Too many tasks.
    #[error(transparent)]
    Count(#[from] CountError),
    /// A task can't follow that.
    #[error("none of sign-in, team, serial, authorize, scope")]
    After,
    /// An address.
    #[error(transparent)]
    Url(#[from] HomeUrlError),
    /// A cell of a spreadsheet has another text than those that may be chosen.
    #[error("none of those that can be chosen")]
    NotAChoice,
    /// A picture that can't be the icon.
    #[error("the picture can't be the icon")]
    Icon,
}

/// What is wrong, as the pages have words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultCode {
    /// Nothing is chosen, entered or uploaded.
    Missing,
    /// Too few characters.
    TooShort,
    /// Too many characters.
    TooLong,
    /// Invisible characters.
    Invisible,
    /// No product code.
    ProductCode,
    /// Too many tasks.
    TooMany,
    /// A task can't follow that.
    After,
    /// No address.
    Url,
    /// Not the vendor's full name.
    NotTheVendors,
    /// No invite code that the vendor was given, or one that was revoked.
    NotGiven,
    /// The vendor has no server that could be asked.
    NobodyToAsk,
    /// None of those that can be chosen.
    NotAChoice,
    /// A picture that can't be the icon.
    Icon,
}

impl Why {
    /// As the pages have words for it.
    pub fn code(&self) -> FaultCode {
        match self {
            Self::Missing | Self::Name(NameError::Empty) => FaultCode::Missing,
            Self::Name(NameError::Invisible) => FaultCode::Invisible,
            Self::Name(NameError::TooLong(_))
            | Self::Prose(ProseError::TooLong(_))
            | Self::Url(HomeUrlError::TooLong) => FaultCode::TooLong,
            Self::TooShort(_) | Self::Prose(ProseError::TooShort(_)) => FaultCode::TooShort,
            Self::ProductCode(_) => FaultCode::ProductCode,
            Self::InviteCode(_) | Self::NotGiven => FaultCode::NotGiven,
            Self::NotTheVendors => FaultCode::NotTheVendors,
            Self::NobodyToAsk => FaultCode::NobodyToAsk,
            Self::Count(_) => FaultCode::TooMany,
            Self::After => FaultCode::After,
            Self::Url(_) => FaultCode::Url,
            Self::NotAChoice => FaultCode::NotAChoice,
            Self::Icon => FaultCode::Icon,
        }
    }

    /// How many at least or at most.
    pub fn limit(&self) -> Option<usize> {
        match self {
            Self::TooShort(limit)
            | Self::Name(NameError::TooLong(limit))
            | Self::Prose(ProseError::TooShort(limit) | ProseError::TooLong(limit)) => Some(*limit),
            Self::Url(HomeUrlError::TooLong) => Some(crate::suite::HomeUrl::MAX),
            Self::Count(_) => Some(MOST),
            _ => None,
        }
    }
}

/// A fault at its field.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("{field:?} {task:?}: {why}")]
pub struct FieldError {
    /// The field.
    pub field: Field,
    /// With the tasks: which, from 0, and which part of it.
    pub task: Option<(usize, TaskPart)>,
    /// What is wrong.
    pub why: Why,
}

impl FieldError {
    /// A fault of a field.
    pub fn new(field: Field, why: Why) -> Self {
        Self {
            field,
            task: None,
            why,
        }
    }

    /// A fault of the task at this place, from 0.
    pub fn of_task(place: usize, part: TaskPart, why: Why) -> Self {
        Self {
            field: Field::Tasks,
            task: Some((place, part)),
            why,
        }
    }

    /// What is wrong, as the pages have words for it.
    pub fn code(&self) -> FaultCode {
        self.why.code()
    }
}
