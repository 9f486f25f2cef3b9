//! The parameters of the open API's calls: their names, what they are, and the error where one is missing (open API 2).

use super::errcode::{Errcode, OpenApiError};

/// What a parameter is. It is read leniently: see [`super::body::Params`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A list of texts.
    Texts,
}

macro_rules! params {
    ($($(#[doc = $doc:literal])+ $param:ident = $name:literal, $kind:ident, $missing:ident;)+) => {
        /// A parameter.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Param { $($(#[doc = $doc])+ $param,)+ }

        impl Param {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$param),+];

            /// Its name on the wire.
            pub fn name(self) -> &'static str {
                match self { $(Self::$param => $name),+ }
            }

            /// What it is.
            pub fn kind(self) -> Kind {
                match self { $(Self::$param => Kind::$kind),+ }
            }

            /// What it says, for the API's description.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$param => concat!($($doc),+).trim_ascii()),+ }
            }

            /// The code where it is missing: its own if it has one.
            pub fn missing(self) -> Errcode {
                match self { $(Self::$param => Errcode::$missing),+ }
            }
        }
    };
}

params! {
    /// The suite's key.
    SuiteKey = "suite_key", Text, SuiteKeyMissing;
    /// The suite's secret.
    SuiteSecret = "suite_secret", Text, SuiteSecretMissing;
    /// The ticket that was pushed last, or the one before.
    SuiteTicket = "suite_ticket", Text, TicketMissing;
    /// The code that was pushed when a team authorized.
    TemporaryCode = "tmp_auth_code", Text, TemporaryCodeMissing;
    /// The code that stands for an authorization.
    PermanentCode = "permanent_code", Text, PermanentCodeMissing;
    /// The team.
    AuthCorp = "auth_corpid", Text, CorpMissing;
    /// A micro app in a team.
    Agent = "agentid", Integer, AgentMissing;
    /// A micro app of the suite.
    App = "app_id", Integer, BadParameter;
    /// Teams.
    Corps = "corpid_list", Texts, BadParameter;
    /// Addresses such as `1.2.3.4`, with a star in the last two places (`5.6.*.*`); none allows all.
    Whitelist = "ip_whitelist", Texts, BadParameter;
    /// A department.
    Department = "department_id", Integer, BadParameter;
    /// A person.
    User = "userid", Text, BadParameter;
}

impl Param {
    /// The error where it is missing.
    pub fn is_missing(self) -> OpenApiError {
        match self.missing() {
            Errcode::BadParameter => {
                OpenApiError::bad_parameter(format!("{} is missing", self.name()))
            }
            code => code.into(),
        }
    }

    /// The error where it isn't of its kind.
    pub fn is_malformed(self) -> OpenApiError {
        let kind = match self.kind() {
            Kind::Text => "a text without the character NUL",
            Kind::Integer => "a whole number",
            Kind::Texts => "a list of texts",
        };
        OpenApiError::bad_parameter(format!("{} must be {kind}", self.name()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_parameter_is_named_whether_it_has_a_code_or_not() {
        for param in Param::ALL {
            let said = param.is_missing();
            assert_eq!(said.code, param.missing());
            let message = said.message();
            assert!(
                message.ends_with(&format!("{} is missing", param.name())),
                "{message}"
            );
        }
    }
}
