//! The events that are pushed to vendors' servers, as they read them (open API 3).

use domain::time::Moment;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The word that a vendor's server answers if it has taken an event (open API 3).
pub const SUCCESS: &str = "success";

/// An event. Its JSON has the names and the order of the published example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(
    tag = "EventType",
    rename_all = "snake_case",
    rename_all_fields = "PascalCase"
)]
pub enum Event {
    /// A suite is being created with this callback URL. Without the right answer there is no suite.
    #[schema(rename_all = "PascalCase")]
    CheckCreateSuiteUrl {
        /// What is to be answered.
        random: String,
        /// Stands for the key that the suite will have: always `suite4xxxxxxxxxxxxxxx`.
        test_suite_key: String,
    },
    /// A suite's callback settings change.
    #[schema(rename_all = "PascalCase")]
    CheckUpdateSuiteUrl {
        /// What is to be answered.
        random: String,
        /// The suite's own key.
        test_suite_key: String,
    },
    /// A new ticket, with which the vendor gets its suite token.
    #[schema(rename_all = "PascalCase")]
    SuiteTicket {
        /// The suite.
        suite_key: String,
        /// The ticket.
        suite_ticket: String,
        /// When, in milliseconds since 1970, as a text.
        #[serde(with = "milliseconds")]
        #[schema(value_type = String)]
        time_stamp: Moment,
    },
    /// A team authorized the suite.
    #[schema(rename_all = "PascalCase")]
    TmpAuthCode {
        /// The suite.
        suite_key: String,
        /// The code that the vendor swaps for a permanent one.
        auth_code: String,
        /// When, in milliseconds since 1970, as a text.
        #[serde(with = "milliseconds")]
        #[schema(value_type = String)]
        time_stamp: Moment,
    },
    /// A team changed the scope, a member that the scope names left, or an app was disabled or enabled.
    #[schema(rename_all = "PascalCase")]
    ChangeAuth {
        /// The suite.
        suite_key: String,
        /// The team.
        auth_corp_id: String,
        /// When, in milliseconds since 1970, as a text.
        #[serde(with = "milliseconds")]
        #[schema(value_type = String)]
        time_stamp: Moment,
    },
    /// A team withdrew the authorization: the permanent code is dead.
    #[schema(rename_all = "PascalCase")]
    SuiteRelieve {
        /// The suite.
        suite_key: String,
        /// The team.
        auth_corp_id: String,
        /// When, in milliseconds since 1970, as a text.
        #[serde(with = "milliseconds")]
        #[schema(value_type = String)]
        time_stamp: Moment,
    },
    /// A customer typed a serial. Any answer but [`SUCCESS`] refuses it.
    #[schema(rename_all = "PascalCase")]
    CheckSuiteLicenseCode {
        /// The suite.
        suite_key: String,
        /// The team.
        auth_corp_id: String,
        /// The serial as it was typed, but for outer spaces.
        license_code: String,
        /// When, in milliseconds since 1970, as a text.
        #[serde(with = "milliseconds")]
        #[schema(value_type = String)]
        time_stamp: Moment,
    },
}

impl Event {
    /// Its `EventType`.
    pub fn event_type(&self) -> &'static str {
        match self {
            Self::CheckCreateSuiteUrl { .. } => "check_create_suite_url",
            Self::CheckUpdateSuiteUrl { .. } => "check_update_suite_url",
            Self::SuiteTicket { .. } => "suite_ticket",
            Self::TmpAuthCode { .. } => "tmp_auth_code",
            Self::ChangeAuth { .. } => "change_auth",
            Self::SuiteRelieve { .. } => "suite_relieve",
            Self::CheckSuiteLicenseCode { .. } => "check_suite_license_code",
        }
    }

    /// The answer that counts as delivered.
    pub fn expected(&self) -> &str {
        match self {
            Self::CheckCreateSuiteUrl { random, .. } | Self::CheckUpdateSuiteUrl { random, .. } => {
                random
            }
            _ => SUCCESS,
        }
    }
}

/// A moment as the platform writes it: a text of milliseconds since 1970-01-01 UTC. Numbers are read as well, as its guide has
/// them.
mod milliseconds {
    use domain::time::Moment;
    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};
    use serde_json::Value;

    use crate::lenient;

    pub fn serialize<S: Serializer>(moment: &Moment, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&moment.0)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Moment, D::Error> {
        let value = Value::deserialize(deserializer)?;
        let moment = lenient::integer(&value).map(Moment);
        moment.ok_or_else(|| D::Error::custom("TimeStamp is no number of milliseconds"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const AT: Moment = Moment(1_445_827_045_067);

    #[test]
    fn every_event_is_written_as_the_table_has_it() {
        let suite_key = || "suite1".to_owned();
        let auth_corp_id = || "ding1".to_owned();
        let (random, test_suite_key) = ("LPIdSnlF".to_owned(), "suite4xxxxxxxxxxxxxxx".to_owned());
        for (event, expected, json) in [
            (
                Event::CheckCreateSuiteUrl {
                    random: random.clone(),
                    test_suite_key,
                },
                "LPIdSnlF",
                r#"{"EventType":"check_create_suite_url","Random":"LPIdSnlF","TestSuiteKey":"suite4xxxxxxxxxxxxxxx"}"#,
            ),
            (
                Event::CheckUpdateSuiteUrl {
                    random,
                    test_suite_key: suite_key(),
                },
                "LPIdSnlF",
                r#"{"EventType":"check_update_suite_url","Random":"LPIdSnlF","TestSuiteKey":"suite1"}"#,
            ),
            (
                Event::SuiteTicket {
                    suite_key: suite_key(),
                    suite_ticket: "t".into(),
                    time_stamp: AT,
                },
                "success",
                r#"{"EventType":"suite_ticket","SuiteKey":"suite1","SuiteTicket":"t","TimeStamp":"1445827045067"}"#,
            ),
            (
                Event::TmpAuthCode {
                    suite_key: suite_key(),
                    auth_code: "c".into(),
                    time_stamp: AT,
                },
                "success",
                r#"{"EventType":"tmp_auth_code","SuiteKey":"suite1","AuthCode":"c","TimeStamp":"1445827045067"}"#,
            ),
            (
                Event::ChangeAuth {
                    suite_key: suite_key(),
                    auth_corp_id: auth_corp_id(),
                    time_stamp: AT,
                },
                "success",
                r#"{"EventType":"change_auth","SuiteKey":"suite1","AuthCorpId":"ding1","TimeStamp":"1445827045067"}"#,
            ),
            (
                Event::SuiteRelieve {
                    suite_key: suite_key(),
                    auth_corp_id: auth_corp_id(),
                    time_stamp: AT,
                },
                "success",
                r#"{"EventType":"suite_relieve","SuiteKey":"suite1","AuthCorpId":"ding1","TimeStamp":"1445827045067"}"#,
            ),
            (
                Event::CheckSuiteLicenseCode {
                    suite_key: suite_key(),
                    auth_corp_id: auth_corp_id(),
                    license_code: "序 7".into(),
                    time_stamp: AT,
                },
                "success",
                r#"{"EventType":"check_suite_license_code","SuiteKey":"suite1","AuthCorpId":"ding1","LicenseCode":"序 7","TimeStamp":"1445827045067"}"#,
            ),
        ] {
            assert_eq!(serde_json::to_string(&event).unwrap(), json);
            assert_eq!(serde_json::from_str::<Event>(json).unwrap(), event);
            assert!(json.contains(&format!(r#""EventType":"{}""#, event.event_type())));
            assert_eq!(event.expected(), expected);
        }
    }

    #[test]
    fn an_event_is_read_in_any_order_with_a_number_and_unknown_fields() {
        let json = r#"{"TimeStamp":1445827045067,"AuthCorpId":"ding1","EventType":"tmp_auth_code","AuthCode":"c","SuiteKey":"s"}"#;
        let event = Event::TmpAuthCode {
            suite_key: "s".into(),
            auth_code: "c".into(),
            time_stamp: AT,
        };
        assert_eq!(serde_json::from_str::<Event>(json).unwrap(), event);
        assert!(serde_json::from_str::<Event>(r#"{"EventType":"check_url"}"#).is_err());
    }
}
