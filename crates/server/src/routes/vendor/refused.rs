//! What a vendor asks for and can't have, as it is answered.

use api::Code;
use domain::application::Field;
use domain::serial::SerialChangeRefusal;
use domain::suite::SuiteRefusal;
use domain::word::Word;

use crate::credentials::CredentialError;
use crate::error::ApiError;

impl From<SerialChangeRefusal> for ApiError {
    fn from(why: SerialChangeRefusal) -> Self {
        let of = |code| Self::new(code, &why.to_string());
        match why {
            SerialChangeRefusal::Elsewhere => of(Code::SerialsElsewhere),
            SerialChangeRefusal::Redeemed | SerialChangeRefusal::NotRedeemed => {
                of(Code::SerialNotNow)
            }
            SerialChangeRefusal::TeamUnknown => of(Code::TeamUnknown).field("corpid"),
            SerialChangeRefusal::RowsFaulty => of(Code::RowsFaulty).field("file"),
        }
    }
}

impl From<SuiteRefusal> for ApiError {
    fn from(why: SuiteRefusal) -> Self {
        let of = |code| Self::new(code, &why.to_string());
        match why {
            SuiteRefusal::NameTaken => of(Code::SuiteNameTaken).field("name"),
            SuiteRefusal::NobodyToAsk(_) => of(Code::NobodyToAsk).field("serial"),
            SuiteRefusal::TooManyApps => of(Code::TooMany).field("apps"),
            SuiteRefusal::AppUsed => of(Code::AppUsed),
            SuiteRefusal::NoSecrets => of(Code::NoSecrets),
            SuiteRefusal::CheckRunning => of(Code::CheckRunning),
            SuiteRefusal::ByApplication(field) => {
                // As the suite's own fields are called.
                let field = match field {
                    Field::Serials => "serial".into(),
                    field => field.word(),
                };
                of(Code::ByApplication).field(field)
            }
        }
    }
}

impl From<CredentialError> for ApiError {
    fn from(why: CredentialError) -> Self {
        match why {
            CredentialError::NoSuite => Self::new(Code::NotFound, "No such suite."),
            CredentialError::None | CredentialError::Already => {
                Self::new(Code::NotNow, "The suite's secrets have changed meanwhile.")
            }
            CredentialError::Store(why) => why.into(),
            CredentialError::Secret(_) => Self::internal(why),
        }
    }
}
