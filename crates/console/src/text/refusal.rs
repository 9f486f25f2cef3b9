//! What refusals mean to the person.

use api::problem::{Code, Problem};
use ui::lang::Lang;
use ui::text;

/// What a refusal means, with the wait if there is one.
pub fn refusal(lang: Lang, problem: &Problem) -> String {
    if let (Code::SignInWait | Code::MailWait, Some(seconds)) = (problem.code, problem.retry_after)
    {
        let wait = text::wait(lang, seconds);
        return lang.pick(
            format!("尝试次数过多，请 {wait}后再试。"),
            format!("Too many attempts. Try again in {wait}."),
        );
    }
    words(lang, problem.code).to_owned()
}

/// One's own password is wrong.
pub fn own_password(lang: Lang) -> &'static str {
    lang.pick("密码不对。", "Wrong password.")
}

fn words(lang: Lang, code: Code) -> &'static str {
    match code {
        Code::Timeout => lang.pick(
            "没有连上服务器。填写的内容都在，请再试一次。",
            "The server can't be reached. What you typed is kept; try again.",
        ),
        Code::NotFound => lang.pick("没有找到，可能已经被移走。", "Not found. It may be gone."),
        Code::NotAllowed => lang.pick(
            "您没有这个权限，请联系负责人。",
            "You aren't allowed to do this. Ask the owner.",
        ),
        Code::NotSignedIn => lang.pick("请先登录。", "Sign in first."),
        Code::PasswordWrong => lang.pick(
            "邮箱或密码不对。",
            "The e-mail address or the password is wrong.",
        ),
        Code::EmailInvalid => lang.pick(
            "请输入完整的邮箱，例如 name@example.com。",
            "Enter a whole e-mail address, such as name@example.com.",
        ),
        Code::EmailUnconfirmed => lang.pick(
            "邮箱还没有确认，我们又发了一封信，请打开里面的链接。",
            "Your address isn't confirmed yet. We've sent another message; open the link in it.",
        ),
        Code::EmailTaken => lang.pick("这个邮箱已经有账号。", "This address has an account."),
        Code::PasswordShort => lang.pick(
            "密码至少 10 个字符。",
            "A password has at least 10 characters.",
        ),
        Code::PasswordLong => lang.pick(
            "密码最多 128 个字符。",
            "A password has at most 128 characters.",
        ),
        Code::PasswordOwn => lang.pick(
            "不要用自己的邮箱或服务商名称做密码。",
            "Don't use your e-mail address or the vendor's name.",
        ),
        Code::PasswordBreached => lang.pick(
            "这个密码在其他网站泄露过，很容易被猜到，请换一个。",
            "This password is known from leaks of other sites. Choose another.",
        ),
        Code::AccountName => lang.pick("请填写姓名。", "Enter a name."),
        Code::VendorName => lang.pick(
            "请填写 1 到 60 个字的全称。",
            "Enter a name of 1 to 60 characters.",
        ),
        Code::VendorNameFixed => lang.pick(
            "已认证的全称由运营人员修改。",
            "A certified name is for the operator to change.",
        ),
        Code::VendorShortName => lang.pick(
            "请填写 1 到 30 个字的简称。",
            "Enter a name of 1 to 30 characters.",
        ),
        Code::VendorContact => lang.pick(
            "请以 tel:、mailto: 或 https:// 开头。",
            "Begin with tel:, mailto: or https://.",
        ),
        Code::SignInWait | Code::MailWait => lang.pick(
            "尝试次数过多，请稍后再试。",
            "Too many attempts. Try again later.",
        ),
        Code::TokenDead => lang.pick("链接已失效。", "This link no longer works."),
        Code::TotpNeeded => lang.pick("请输入验证码。", "Enter the code."),
        Code::TotpWrong => lang.pick(
            "验证码不对或已经用过，请输入应用里现在显示的。",
            "Wrong or used already. Enter the code that the app shows now.",
        ),
        Code::TotpRequired => {
            lang.pick("请先开启两步验证。", "Set up two-step verification first.")
        }
        Code::TotpOn => lang.pick("两步验证已经开启。", "Two-step verification is on already."),
        Code::TotpNotBegun => lang.pick("请从头开始设置。", "Begin again from the start."),
        Code::TotpKept => lang.pick(
            "运营人员不能关闭两步验证。",
            "Operators don't switch it off.",
        ),
        Code::MemberThere => lang.pick("对方已经是成员。", "They are a member already."),
        Code::RoleUnfit => lang.pick("不能选这个角色。", "This role doesn't fit here."),
        Code::LastOwner => lang.pick("至少要有一位负责人。", "There must be an owner."),
        Code::LastAdministrator => {
            lang.pick("至少要有一位管理员。", "There must be an administrator.")
        }
        _ => text::of(lang).failed,
    }
}
