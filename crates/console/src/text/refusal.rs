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
    // Beside the field of one's own password there is no address to be wrong.
    if problem.code == Code::PasswordWrong && problem.field.is_some() {
        return lang.pick("密码不对。", "Wrong password.").to_owned();
    }
    words(lang, problem.code).to_owned()
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
        Code::SerialCount => lang.pick(
            "请输入 1 到 100,000 的整数。",
            "Enter a whole number from 1 to 100,000.",
        ),
        Code::Label => lang.pick(
            "太长了，或有看不见的字符。",
            "Too long, or with characters that can't be seen.",
        ),
        Code::Days => lang.pick(
            "请输入 1 到 36,500 的整数，或不填。",
            "Enter a whole number from 1 to 36,500, or nothing.",
        ),
        Code::SerialsElsewhere => lang.pick(
            "这个套件的序列号由您的服务器验证，不在这里发放。",
            "Your own server verifies this suite's serial numbers, so none are issued here.",
        ),
        Code::FileUnreadable => lang.pick(
            "这个文件读不出来。请用 8 MB 以内、100,000 行以内的 CSV 或 XLSX。",
            "This file can't be read. Take CSV or XLSX of up to 8 MB and 100,000 rows.",
        ),
        Code::RowsFaulty => lang.pick(
            "文件里有几行有问题，请重新选择文件查看。",
            "Rows of the file are at fault. Choose it again to see which.",
        ),
        Code::TeamUnknown => lang.pick(
            "这个套件的客户里没有这个团队。",
            "No customer of this suite has this id.",
        ),
        Code::SerialNotNow => lang.pick(
            "序列号的状态刚刚变了，请刷新后再看。",
            "The serial number's state has changed meanwhile. Load the page again.",
        ),
        Code::SerialUnfit => lang.pick(
            "这个序列号不能写进链接：它不属于这个套件、已被使用、收回或过期。",
            "This serial number can't go into a link: it isn't the suite's, or is redeemed, revoked or expired.",
        ),
        Code::LinkUses => lang.pick(
            "带序列号的链接只能开通一个团队。",
            "A link that carries a serial number lets in one team.",
        ),
        Code::ReasonText => lang.pick(
            "请填写 1 到 200 个字的原因。",
            "Give a reason of 1 to 200 characters.",
        ),
        Code::ListQuery => lang.pick(
            "地址里的条件不对，请清除后再试。",
            "The address asks for something that this list doesn't have. Clear the filter.",
        ),
        Code::Period => lang.pick(
            "请选择有效的日期，最多 800 天。",
            "Choose days that exist, 800 at the most.",
        ),
        _ => text::of(lang).failed,
    }
}
