//! Domain values with a stable word, as JSON strings: `#[serde(with = "crate::word")]`.

use domain::word::Word;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

/// Writes the value's word.
pub fn serialize<T: Word, S: Serializer>(value: &T, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&value.word())
}

/// Reads a word; refuses one that means nothing.
pub fn deserialize<'de, T: Word, D: Deserializer<'de>>(from: D) -> Result<T, D::Error> {
    let word = String::deserialize(from)?;
    T::from_word(&word).ok_or_else(|| D::Error::custom("unknown word"))
}

/// The same for values that may be absent: `#[serde(with = "crate::word::option")]`.
pub mod option {
    use super::*;

    /// Writes the word, or null.
    pub fn serialize<T: Word, S: Serializer>(value: &Option<T>, to: S) -> Result<S::Ok, S::Error> {
        value.as_ref().map(Word::word).serialize(to)
    }

    /// Reads a word or null.
    pub fn deserialize<'de, T: Word, D: Deserializer<'de>>(from: D) -> Result<Option<T>, D::Error> {
        let Some(word) = Option::<String>::deserialize(from)? else {
            return Ok(None);
        };
        T::from_word(&word)
            .map(Some)
            .ok_or_else(|| D::Error::custom("unknown word"))
    }
}

/// The same for lists: `#[serde(with = "crate::word::list")]`.
#[cfg(feature = "console")]
pub mod list {
    use super::*;

    /// Writes the words.
    pub fn serialize<T: Word, S: Serializer>(values: &[T], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(values.iter().map(Word::word))
    }

    /// Reads words; refuses one that means nothing.
    pub fn deserialize<'de, T: Word, D: Deserializer<'de>>(from: D) -> Result<Vec<T>, D::Error> {
        let words = Vec::<String>::deserialize(from)?;
        let values = words.iter().map(|word| T::from_word(word));
        values
            .collect::<Option<_>>()
            .ok_or_else(|| D::Error::custom("unknown word"))
    }
}

/// The schemas of values that are written as their words.
#[cfg(feature = "openapi")]
pub mod schema {
    use domain::word::Words;
    use utoipa::openapi::{ObjectBuilder, RefOr, Schema, Type};
    use utoipa::{PartialSchema, ToSchema};

    macro_rules! any_word_of {
        ($($of:path => $name:ident),+ $(,)?) => {$(
            /// One of a set of words.
            pub struct $name;

            impl PartialSchema for $name {
                fn schema() -> RefOr<Schema> {
                    let words = <$of>::WORDS.iter().copied();
                    ObjectBuilder::new().schema_type(Type::String).enum_values(Some(words)).into()
                }
            }

            impl ToSchema for $name {}
        )+};
    }

    any_word_of! {
        domain::acceptance::AcceptanceState => AcceptanceState,
        domain::acceptance::CheckItem => CheckItem,
        domain::acceptance::DefectState => DefectState,
        domain::acceptance::Severity => Severity,
        domain::acceptance::Verdict => Verdict,
        domain::account::Permission => AccountPermission,
        domain::account::Role => AccountRole,
        domain::application::ApplicationState => ApplicationState,
        domain::application::Contacts => Contacts,
        domain::application::FaultCode => FaultCode,
        domain::application::Field => Field,
        domain::application::Round => Round,
        domain::application::TaskPart => TaskPart,
        domain::audit::Act => Act,
        domain::authorization::AuthorizationState => AuthorizationState,
        domain::authorization::Change => Change,
        domain::callback::CallbackKind => CallbackKind,
        domain::callback::OutboxState => OutboxState,
        domain::invite::InviteProblem => InviteProblem,
        domain::invite::JoinStatus => JoinStatus,
        domain::link::LinkProblem => LinkProblem,
        domain::notice::NoticeKind => NoticeKind,
        domain::request::RequestState => RequestState,
        domain::road::Lack => RoadLack,
        domain::road::Step => RoadStepWord,
        domain::road::StepState => RoadStepState,
        domain::road::Who => RoadWho,
        domain::role::Role => Role,
        domain::task::SerialRule => SerialRule,
        domain::task::TaskState => TaskState,
        domain::team::TeamMode => TeamMode,
        domain::team::TeamModes => TeamModes,
        crate::Code => Code,
    }

    /// A task's word. The vendor's own have a number.
    pub struct Task;

    impl PartialSchema for Task {
        fn schema() -> RefOr<Schema> {
            let word = "^(sign-in|team|ask|serial|authorize|scope|start|task-[0-9]{1,3})$";
            ObjectBuilder::new()
                .schema_type(Type::String)
                .pattern(Some(word))
                .into()
        }
    }

    impl ToSchema for Task {}
}
