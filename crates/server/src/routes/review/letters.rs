//! What the owners of a vendor are mailed about its suite: in both languages, since nobody's page asks for it.

use domain::application::Field;
use domain::link::LinkToken;
use store::{Reason, SealedLetter, SuiteName};
use ui::lang::Lang;

use crate::error::ApiResult;
use crate::notify::mail::{self, Letter};
use crate::state::AppState;

/// What a letter is about.
#[derive(Clone, Copy, Debug)]
pub enum About<'a> {
    /// The application is approved; customers deploy by this link.
    Approved {
        /// The link's token.
        link: &'a LinkToken,
    },
    /// The application is rejected.
    Rejected {
        /// Why.
        reasons: &'a [Reason],
    },
    /// The suite is suspended.
    Suspended {
        /// Why.
        reason: &'a str,
    },
    /// The suite is resumed.
    Resumed {
        /// Why.
        reason: &'a str,
    },
}

/// Writes a letter, and encrypts its text as it waits.
///
/// # Errors
///
/// There is no secret key.
pub fn sealed(state: &AppState, of: &SuiteName, about: About<'_>) -> ApiResult<SealedLetter> {
    let (subject, text) = write(&state.settings.public_url, of, about);
    seal(state, (subject, text))
}

/// Encrypts a letter's text as it waits: its subject, and its text.
///
/// # Errors
///
/// There is no secret key.
pub fn seal(state: &AppState, (subject, text): (String, String)) -> ApiResult<SealedLetter> {
    let letter = Letter {
        to: String::new(),
        subject,
        text,
    };
    let sealed = mail::sealed(state, letter)?;
    Ok(SealedLetter {
        subject: sealed.subject,
        text: sealed.text,
    })
}

fn write(public_url: &str, of: &SuiteName, about: About<'_>) -> (String, String) {
    let suite = &of.suite;
    let suite_page = format!("{public_url}/console/suites/{}", of.suite_key);
    let (subject, zh, en) = match about {
        About::Approved { link } => {
            let link = link.as_str();
            let (deploy, share) = (
                format!("{public_url}/d/{link}"),
                format!("{public_url}/s/{link}"),
            );
            (
                format!("“{suite}”的快速部署申请已通过 / {suite} is approved"),
                format!(
                    "“{suite}”的快速部署申请已通过，客户现在可以扫码开通。\n\n部署链接：\n{deploy}\n\n二维码和分享页：\n{share}"
                ),
                format!(
                    "The application of {suite} is approved: customers can deploy it from now on.\n\nDeploy link:\n{deploy}\n\nQR code and share page:\n{share}"
                ),
            )
        }
        About::Rejected { reasons } => {
            let list = |lang| {
                let line = |it: &Reason| format!("- {}: {}", field(lang, it.field), it.text);
                reasons.iter().map(line).collect::<Vec<_>>().join("\n")
            };
            (
                format!("“{suite}”的快速部署申请未通过 / {suite} is not approved"),
                format!(
                    "“{suite}”的快速部署申请未通过，请修改后再次提交：\n\n{}\n\n{suite_page}",
                    list(Lang::Zh)
                ),
                format!(
                    "The application of {suite} is not approved. Change it and submit it again:\n\n{}\n\n{suite_page}",
                    list(Lang::En)
                ),
            )
        }
        About::Suspended { reason } => (
            format!("“{suite}”已暂停部署 / {suite} is suspended"),
            format!("“{suite}”已暂停部署，客户暂时不能开通。原因：\n\n{reason}"),
            format!(
                "{suite} is suspended: customers can't deploy it for now. The reason:\n\n{reason}"
            ),
        ),
        About::Resumed { reason } => (
            format!("“{suite}”已恢复部署 / {suite} is resumed"),
            format!("“{suite}”已恢复部署，客户可以继续开通。说明：\n\n{reason}"),
            format!("{suite} is resumed: customers can deploy it again. The note:\n\n{reason}"),
        ),
    };
    (subject, frame(&zh, &en))
}

/// A letter's text in both languages, with what stands around each.
pub fn frame(zh: &str, en: &str) -> String {
    format!(
        "您好：\n\n{zh}\n\n这封邮件由系统发出，请不要回复。\n快速部署\n\n----\n\nHello,\n\n{en}\n\nThis mail was sent by the system. Please don't reply.\nQuick Deploy\n"
    )
}

fn field(lang: Lang, field: Field) -> &'static str {
    match field {
        Field::Provider => lang.pick("服务商名称", "Provider"),
        Field::ProductCode => lang.pick("云市场 product code", "Product code"),
        Field::InviteCode => lang.pick("邀请码", "Invite code"),
        Field::Reason => lang.pick("申请快速部署原因", "Reason"),
        Field::OnSite => lang.pick("是否有现场实施人员", "Staff on site"),
        Field::Sharing => lang.pick("二维码分享方式", "How the code is shared"),
        Field::Contacts => lang.pick("通讯录导入方式", "How contacts get in"),
        Field::OtherContacts => lang.pick("其他导入方式", "The other way"),
        Field::Serials => lang.pick("是否验证应用序列号", "Serial numbers"),
        Field::Icon => lang.pick("套件icon", "Icon"),
        Field::TeamModes => lang.pick("创建团队方式", "Teams"),
        Field::Tasks => lang.pick("任务", "Tasks"),
        Field::Name => lang.pick("套件名称", "Name of the suite"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of() -> SuiteName {
        SuiteName {
            suite_key: "suite1".to_owned(),
            suite: "云考勤".to_owned(),
            vendor: "示例科技有限公司".to_owned(),
        }
    }

    #[test]
    fn an_approval_has_the_link_and_the_page_with_the_code_on_lines_of_their_own() {
        let link = LinkToken::generate([7; domain::link::TOKEN_LENGTH]);
        let (subject, text) = write("https://a.example", &of(), About::Approved { link: &link });
        assert_eq!(subject.lines().count(), 1);
        for page in ["d", "s"] {
            let address = format!("https://a.example/{page}/{}", link.as_str());
            assert!(text.lines().any(|line| line == address), "{text}");
        }
    }

    #[test]
    fn a_rejection_has_each_reason_at_its_field_in_both_languages() {
        let reasons = Field::ALL.map(|field| Reason {
            field,
            text: "请补充".to_owned(),
        });
        let about = About::Rejected { reasons: &reasons };
        let (_, text) = write("https://a.example", &of(), about);
        assert!(text.contains("- 邀请码: 请补充") && text.contains("- Invite code: 请补充"));
        assert_eq!(text.matches("请补充").count(), 24);
        assert!(text.contains("https://a.example/console/suites/suite1"));
    }
}
