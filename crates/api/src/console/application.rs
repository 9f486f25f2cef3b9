//! A vendor's application for quick deployment (线下快速部署申请表).

use domain::application::{ApplicationState, Contacts, FaultCode, Field, Round, TaskPart};
use domain::task::SerialRule;
use domain::team::TeamModes;
use serde::{Deserialize, Serialize};

/// A suite's application as it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(as = ConsoleApplication))]
pub struct Application {
    /// How it stands: `draft`, `submitted` or `rejected`. It is a draft too where the last one is approved and nothing is typed yet.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::ApplicationState))]
    pub state: ApplicationState,
    /// What the next change is sent with; 0 before the first. Each change makes another.
    pub version: i64,
    /// The form.
    pub form: ApplicationForm,
    /// Where its icon is: the application's own, else the suite's.
    pub icon: String,
    /// The icon is the application's own.
    pub has_own_icon: bool,
    /// All that is wrong with the form, in its order; empty where it could be submitted.
    pub faults: Vec<Fault>,
    /// Why it was rejected last, if it wasn't submitted again since.
    pub reasons: Vec<Reason>,
    /// What happened to this application and those before it, the latest first.
    pub history: Vec<HistoryEntry>,
    /// The vendor's full name, which the form must have.
    pub vendor: String,
    /// Since when what was approved last is in force, in milliseconds since 1970.
    pub in_force_since: Option<i64>,
}

/// The form as it is typed: no field of it is refused. Texts have up to 4,000 characters, so that drafts stay small.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApplicationForm {
    /// 服务商名称: the vendor's full name.
    #[serde(default)]
    pub provider: String,
    /// 云市场 product code: three letters and seven digits.
    #[serde(default)]
    pub product_code: String,
    /// 邀请码: the invite code that the operator has given.
    #[serde(default)]
    pub invite_code: String,
    /// 申请快速部署原因: 10 to 1,000 characters.
    #[serde(default)]
    pub reason: String,
    /// 是否有现场实施人员.
    #[serde(default)]
    pub on_site: Option<bool>,
    /// How the code is shared where no staff is on site: 4 to 500 characters.
    #[serde(default)]
    pub sharing: String,
    /// 通讯录导入方式.
    #[serde(default, with = "crate::word::option")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::word::schema::Contacts>))]
    pub contacts: Option<Contacts>,
    /// Which other way contacts get in: 4 to 500 characters.
    #[serde(default)]
    pub other_contacts: String,
    /// 是否验证应用序列号, and by whom.
    #[serde(default, with = "crate::word::option")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::word::schema::SerialRule>))]
    pub serials: Option<SerialRule>,
    /// Which teams may be created.
    #[serde(default, with = "crate::word::option")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::word::schema::TeamModes>))]
    pub team_modes: Option<TeamModes>,
    /// The vendor's own tasks, in order: 20 at most.
    #[serde(default)]
    pub tasks: Vec<FormTask>,
}

impl ApplicationForm {
    /// Two changes of the same form, made apart: each field as it was changed, and as `self` has it where both changed it.
    ///
    /// The fields come with it that both changed to something else.
    #[must_use]
    pub fn merged(self, before: &Self, other: &Self) -> (Self, Vec<Field>) {
        let mut both = Vec::new();
        macro_rules! pick {
            ($field:ident, $name:expr) => {{
                let (ours, was, theirs) = (self.$field, &before.$field, &other.$field);
                if ours == *was {
                    theirs.clone()
                } else {
                    if theirs != was && *theirs != ours {
                        both.push($name);
                    }
                    ours
                }
            }};
        }
        let form = Self {
            provider: pick!(provider, Field::Provider),
            product_code: pick!(product_code, Field::ProductCode),
            invite_code: pick!(invite_code, Field::InviteCode),
            reason: pick!(reason, Field::Reason),
            on_site: pick!(on_site, Field::OnSite),
            sharing: pick!(sharing, Field::Sharing),
            contacts: pick!(contacts, Field::Contacts),
            other_contacts: pick!(other_contacts, Field::OtherContacts),
            serials: pick!(serials, Field::Serials),
            team_modes: pick!(team_modes, Field::TeamModes),
            tasks: pick!(tasks, Field::Tasks),
        };
        (form, both)
    }
}

/// A task of the vendor's own, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FormTask {
    /// The task that it follows: `sign-in`, `team`, `serial`, `authorize` or `scope`.
    #[serde(default)]
    pub after: String,
    /// Its title in Chinese: 1 to 40 characters.
    #[serde(default)]
    pub title: String,
    /// What to do, in Chinese: 1 to 120 characters.
    #[serde(default)]
    pub text: String,
    /// Where to do it, or nothing.
    #[serde(default)]
    pub url: String,
    /// Its title in English, or nothing.
    #[serde(default)]
    pub title_en: String,
    /// What to do, in English, or nothing.
    #[serde(default)]
    pub text_en: String,
}

/// Something that is wrong with a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Fault {
    /// The field.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Field))]
    pub field: Field,
    /// Which task, from 0, with `tasks`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<u32>,
    /// Which part of it.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        with = "crate::word::option"
    )]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::word::schema::TaskPart>))]
    pub part: Option<TaskPart>,
    /// What is wrong.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::FaultCode))]
    pub code: FaultCode,
    /// How many at least or at most, with `too_short`, `too_long` and `too_many`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<u32>,
}

/// Why an operator rejects an application, at a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reason {
    /// The field.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Field))]
    pub field: Field,
    /// What is to be mended: 1 to 500 characters.
    pub text: String,
}

/// Something that happened to an application.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct HistoryEntry {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Who did it: an account's name; empty where it was done by the server's machine.
    pub who: String,
    /// What.
    #[serde(with = "crate::word")]
    #[cfg_attr(feature = "openapi", schema(value_type = crate::word::schema::Round))]
    pub what: Round,
    /// With which reasons.
    pub reasons: Vec<Reason>,
}

/// Saves a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveApplication {
    /// The version that was changed.
    pub version: i64,
    /// The form as it is now.
    pub form: ApplicationForm,
}

/// Does something with an application as it was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema, utoipa::IntoParams))]
pub struct OfVersion {
    /// The version that was read.
    pub version: i64,
}

/// Sets an application's icon.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SetApplicationIcon {
    /// The version that was changed.
    pub version: i64,
    /// A PNG of 120 x 120 with corners of radius 22, in base64.
    pub icon: String,
}

/// A spreadsheet to be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UploadSheet {
    /// The file, XLSX of up to 4 MB, in base64.
    pub file: String,
}

/// What a spreadsheet says. It is saved by saving the form, and the icon after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadSheet {
    /// The form.
    pub form: ApplicationForm,
    /// The icon, a PNG in base64; none if there is no picture, or it can't be an icon.
    pub icon: Option<String>,
    /// All that is wrong, cell by cell.
    pub faults: Vec<CellFault>,
}

/// Something that is wrong in a spreadsheet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CellFault {
    /// The sheet's name.
    pub sheet: String,
    /// The cell, as in `B7`.
    pub cell: String,
    /// What is wrong.
    #[serde(flatten)]
    pub fault: Fault,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(provider: &str, reason: &str) -> ApplicationForm {
        ApplicationForm {
            provider: provider.to_owned(),
            reason: reason.to_owned(),
            ..ApplicationForm::default()
        }
    }

    #[test]
    fn changes_of_different_fields_are_both_kept_and_those_of_the_same_field_are_named() {
        let before = form("示例", "");
        let (both, at) = form("示例科技", "").merged(&before, &form("示例", "门店"));
        assert_eq!((both, at), (form("示例科技", "门店"), Vec::new()));
        let (both, at) = form("示例科技", "").merged(&before, &form("示例软件", "门店"));
        assert_eq!(both, form("示例科技", "门店"));
        assert_eq!(at, [Field::Provider]);
        let (same, at) = form("示例科技", "").merged(&before, &form("示例科技", ""));
        assert_eq!((same, at), (form("示例科技", ""), Vec::new()));
    }
}
