//! The application for quick deployment (线下快速部署申请表): its columns with their rules, and how it stands (seed 4.2 step 5).

mod check;
mod facts;
mod fault;
mod invite_code;
mod order;
mod product_code;

use thiserror::Error;

pub use self::check::Application;
pub use self::facts::{ApplicationRefusal, Facts};
pub use self::fault::{FaultCode, FieldError, TaskPart, Why};
pub use self::invite_code::{INVITE_CODE_LENGTH, InviteCode, InviteCodeError};
pub use self::order::{Way, moved, steps};
pub use self::product_code::{ProductCode, ProductCodeError};
use crate::task::SerialRule;
use crate::team::TeamModes;
use crate::text::Prose;

/// What an application is judged by: its columns in the order of the seed's table, the tasks, and the suite's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// 服务商名称: the provider's full name.
    Provider,
    /// 云市场 product code.
    ProductCode,
    /// 邀请码: the invite code that the operator has given.
    InviteCode,
    /// 申请快速部署原因.
    Reason,
    /// 是否有现场实施人员.
    OnSite,
    /// How the code is shared where no staff is on site.
    Sharing,
    /// 通讯录导入方式.
    Contacts,
    /// Which other way contacts get in.
    OtherContacts,
    /// 是否验证应用序列号.
    Serials,
    /// 套件 icon.
    Icon,
    /// Which teams may be created.
    TeamModes,
    /// The provider's own tasks.
    Tasks,
    /// The suite's name, which stands in the suite and not in the form.
    Name,
}

impl Field {
    /// The columns of the form: all but the name.
    pub const ALL: [Self; 12] = [
        Self::Provider,
        Self::ProductCode,
        Self::InviteCode,
        Self::Reason,
        Self::OnSite,
        Self::Sharing,
        Self::Contacts,
        Self::OtherContacts,
        Self::Serials,
        Self::Icon,
        Self::TeamModes,
        Self::Tasks,
    ];
}

/// How the contacts of a customer get into its team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Contacts {
    /// An admin imports a spreadsheet in the admin pages.
    Spreadsheet,
    /// The owner creates the team on the phone.
    Phone,
    /// The provider's system writes them through the open API.
    OpenApi,
    /// Another way, which is told.
    Other,
}

/// The form as it is typed. Nothing of it has to be right before it is submitted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The provider's full name.
    pub provider: String,
    /// The product code.
    pub product_code: String,
    /// The invite code.
    pub invite_code: String,
    /// Why, and for which scenes.
    pub reason: String,
    /// Whether staff is on site.
    pub on_site: Option<bool>,
    /// How the code is shared without.
    pub sharing: String,
    /// How contacts get in.
    pub contacts: Option<Contacts>,
    /// Which other way.
    pub other_contacts: String,
    /// Who verifies serials.
    pub serials: Option<SerialRule>,
    /// The suite has an icon that the guide page can show.
    pub has_icon: bool,
    /// Which teams may be created.
    pub team_modes: Option<TeamModes>,
    /// The provider's own tasks, in order.
    pub tasks: Vec<DraftTask>,
}

/// A task of the provider's own as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftTask {
    /// The word of the built-in task that it follows.
    pub after: String,
    /// Its title in Chinese.
    pub title: String,
    /// What to do, in Chinese.
    pub text: String,
    /// Where to do it, or nothing.
    pub url: String,
    /// Its title in English, or nothing.
    pub title_en: String,
    /// What to do, in English, or nothing.
    pub text_en: String,
}

/// How an application stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ApplicationState {
    /// The provider fills it in.
    Draft,
    /// An operator looks at it; nothing in it can be changed.
    Submitted,
    /// It is in force.
    Approved,
    /// It has reasons beside its fields; the provider changes it and submits it again.
    Rejected,
    /// Another one of the suite was approved since.
    Replaced,
}

/// What the history of a suite's applications tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Round {
    /// It was submitted.
    Submitted,
    /// It was taken back.
    TakenBack,
    /// It was approved.
    Approved,
    /// It was rejected, with reasons.
    Rejected,
}

/// How an invite code stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InviteCodeState {
    /// Its vendor applies with it.
    Open,
    /// An operator has revoked it.
    Revoked,
}

/// The most characters of a text in a draft, which may be wrong in any other way.
pub const MOST_TYPED: usize = 4_000;

/// An operator's reason: 1 to 500 characters.
pub type ReasonText = Prose<1, 500>;

/// What is done with an application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Act {
    /// The provider changes what it says.
    Edit,
    /// The provider submits it, for the first time or again.
    Submit,
    /// The provider takes it back before it was looked at.
    TakeBack,
    /// An operator approves it.
    Approve,
    /// An operator rejects it.
    Reject,
    /// A later one of the suite is approved.
    Replace,
    /// The provider discards it, for the one in force.
    Discard,
}

impl Act {
    /// What the history tells of it, if it does.
    pub fn round(self) -> Option<Round> {
        match self {
            Self::Edit | Self::Replace | Self::Discard => None,
            Self::Submit => Some(Round::Submitted),
            Self::TakeBack => Some(Round::TakenBack),
            Self::Approve => Some(Round::Approved),
            Self::Reject => Some(Round::Rejected),
        }
    }
}

/// The application doesn't stand so that this could be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("not while the application is {0:?}")]
pub struct NotNow(pub ApplicationState);

impl ApplicationState {
    /// How it stands after an act.
    ///
    /// # Errors
    ///
    /// [`NotNow`] where the act isn't due.
    pub fn after(self, act: Act) -> Result<Self, NotNow> {
        match (self, act) {
            (Self::Draft, Act::Edit) => Ok(Self::Draft),
            (Self::Rejected, Act::Edit) => Ok(Self::Rejected),
            (Self::Draft | Self::Rejected, Act::Submit) => Ok(Self::Submitted),
            (Self::Submitted, Act::TakeBack) => Ok(Self::Draft),
            (Self::Submitted, Act::Approve) => Ok(Self::Approved),
            (Self::Submitted, Act::Reject) => Ok(Self::Rejected),
            (Self::Approved, Act::Replace) | (Self::Draft | Self::Rejected, Act::Discard) => {
                Ok(Self::Replaced)
            }
            _ => Err(NotNow(self)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_application_goes_from_draft_to_approved_and_comes_back_with_reasons() {
        use Act::*;
        use ApplicationState::*;
        let acts = [Edit, Submit, TakeBack, Approve, Reject, Replace, Discard];
        for (state, ways) in [
            (
                Draft,
                &[(Edit, Draft), (Submit, Submitted), (Discard, Replaced)][..],
            ),
            (
                Submitted,
                &[(TakeBack, Draft), (Approve, Approved), (Reject, Rejected)],
            ),
            (
                Rejected,
                &[(Edit, Rejected), (Submit, Submitted), (Discard, Replaced)],
            ),
            (Approved, &[(Replace, Replaced)]),
            (Replaced, &[]),
        ] {
            for act in acts {
                let after = ways.iter().find(|(of, _)| *of == act);
                let after = after.map(|(_, after)| *after);
                assert_eq!(state.after(act).ok(), after, "{state:?} {act:?}");
            }
        }
    }
}
