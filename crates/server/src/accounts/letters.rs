//! What is mailed about accounts, in the language of the page that asks for it.

use domain::account::Role;
use ui::lang::Lang;

use crate::notify::mail::Letter;

/// What a letter is about. Links hold a token.
#[derive(Clone, Copy, Debug)]
pub enum About<'a> {
    /// Confirming the address that somebody signed up with.
    Confirm {
        /// Where it is confirmed.
        link: &'a str,
    },
    /// Somebody signed up with an address that has an account.
    Known {
        /// Where one signs in.
        link: &'a str,
    },
    /// Another password for one that was forgotten.
    Reset {
        /// Where it is set.
        link: &'a str,
    },
    /// Somebody is invited.
    Invite {
        /// Where one accepts.
        link: &'a str,
        /// Who invites.
        inviter: &'a str,
        /// The full name of the vendor; none for operators.
        vendor: Option<&'a str>,
        /// What one becomes.
        role: Role,
    },
}

/// Writes a letter.
pub fn write(to: &str, about: About<'_>, lang: Lang) -> Letter {
    let (subject, body) = match lang {
        Lang::Zh => in_chinese(about),
        Lang::En => in_english(about),
    };
    let end = lang.pick(
        "这封邮件由系统发出，请不要回复。\n快速部署",
        "This mail was sent by the system. Please don't reply.\nQuick Deploy",
    );
    Letter {
        to: to.to_owned(),
        subject,
        text: format!("{body}\n\n{end}\n"),
    }
}

fn in_chinese(about: About<'_>) -> (String, String) {
    match about {
        About::Confirm { link } => (
            "请确认您的邮箱".to_owned(),
            format!(
                "您好：\n\n您用这个邮箱注册了快速部署的控制台。请在 2 天内打开下面的链接，确认邮箱：\n\n{link}\n\n如果不是您本人注册的，请忽略这封邮件。"
            ),
        ),
        About::Known { link } => (
            "您已经有账号了".to_owned(),
            format!(
                "您好：\n\n有人用这个邮箱注册快速部署的控制台，但它已经有账号了。请直接登录；忘记了密码，可以在登录页重新设置：\n\n{link}\n\n如果不是您本人操作的，请忽略这封邮件。"
            ),
        ),
        About::Reset { link } => (
            "重新设置密码".to_owned(),
            format!(
                "您好：\n\n请在 1 小时内打开下面的链接，重新设置密码：\n\n{link}\n\n如果不是您本人申请的，请忽略这封邮件，密码不会改变。"
            ),
        ),
        About::Invite {
            link,
            inviter,
            vendor,
            role,
        } => {
            let place = vendor.map_or_else(
                || "快速部署的运营团队".to_owned(),
                |vendor| format!("“{vendor}”在快速部署的控制台"),
            );
            let role = role_name(Lang::Zh, role);
            (
                format!(
                    "{inviter}邀请您加入{}",
                    vendor.unwrap_or("快速部署的运营团队")
                ),
                format!(
                    "您好：\n\n{inviter}邀请您以“{role}”的身份加入{place}。请在 7 天内打开下面的链接，接受邀请：\n\n{link}\n\n如果您不认识对方，请忽略这封邮件。"
                ),
            )
        }
    }
}

fn in_english(about: About<'_>) -> (String, String) {
    match about {
        About::Confirm { link } => (
            "Confirm your e-mail address".to_owned(),
            format!(
                "Hello,\n\nyou signed up for the Quick Deploy console with this address. Open this link within 2 days to confirm it:\n\n{link}\n\nIf it wasn't you, ignore this mail."
            ),
        ),
        About::Known { link } => (
            "You have an account already".to_owned(),
            format!(
                "Hello,\n\nsomebody signed up for the Quick Deploy console with this address, but it has an account already. Sign in here; if you forgot the password, you can set another one there:\n\n{link}\n\nIf it wasn't you, ignore this mail."
            ),
        ),
        About::Reset { link } => (
            "Set a new password".to_owned(),
            format!(
                "Hello,\n\nopen this link within 1 hour to set a new password:\n\n{link}\n\nIf you didn't ask for it, ignore this mail: your password stays as it is."
            ),
        ),
        About::Invite {
            link,
            inviter,
            vendor,
            role,
        } => {
            let place = vendor.map_or_else(
                || "the operators of Quick Deploy".to_owned(),
                |vendor| format!("{vendor} in the Quick Deploy console"),
            );
            let role = role_name(Lang::En, role);
            (
                format!(
                    "{inviter} invites you to join {}",
                    vendor.unwrap_or("the operators of Quick Deploy")
                ),
                format!(
                    "Hello,\n\n{inviter} invites you to join {place} as {role}. Open this link within 7 days to accept:\n\n{link}\n\nIf you don't know them, ignore this mail."
                ),
            )
        }
    }
}

fn role_name(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::VendorStaff => lang.pick("成员", "a member"),
        Role::VendorOwner => lang.pick("负责人", "an owner"),
        Role::Reviewer => lang.pick("审核员", "a reviewer"),
        Role::Administrator => lang.pick("管理员", "an administrator"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_its_link_on_a_line_of_its_own_and_one_line_of_subject() {
        let link = "https://deploy.example.com/console/confirm?token=0123";
        for lang in [Lang::Zh, Lang::En] {
            let invite = |vendor, role| About::Invite {
                link,
                inviter: "王芳",
                vendor,
                role,
            };
            for about in [
                About::Confirm { link },
                About::Known { link },
                About::Reset { link },
                invite(Some("示例科技有限公司"), Role::VendorStaff),
                invite(None, Role::Administrator),
            ] {
                let letter = write("wang@isv.example", about, lang);
                assert!(
                    letter.text.lines().any(|line| line == link),
                    "{}",
                    letter.text
                );
                assert_eq!(letter.subject.lines().count(), 1);
                assert!(!letter.subject.contains("0123"));
            }
        }
    }
}
