//! What refusals mean to the person.

mod acceptance;
mod application;
mod desk;
mod serial;

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
    // What the vendor's server did is known in English.
    if problem.code == Code::CallbackRefused && !problem.title.is_empty() {
        let why = &problem.title;
        return lang.pick(
            format!("您的服务器没有通过检查，没有保存。原因：{why}"),
            format!("Your server didn't answer rightly, so nothing was saved. {why}"),
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
        code => suite(lang, code),
    }
}

/// What refusals about suites mean.
fn suite(lang: Lang, code: Code) -> &'static str {
    match code {
        Code::SuiteName => lang.pick(
            "请填写 1 到 30 个字，不含符号，也不含 beta、demo、trial、test。",
            "Enter 1 to 30 characters without symbols, and without “beta”, “demo”, “trial” or “test”.",
        ),
        Code::SuiteNameTaken => lang.pick("已有其他套件用了这个名称。", "Another suite has this name."),
        Code::Tagline => lang.pick("最多 60 个字，写在一行里。", "Up to 60 characters on one line."),
        Code::Accent => lang.pick(
            "请填写 # 加六位的颜色，例如 #2b6cf6。",
            "Enter a color such as #2b6cf6.",
        ),
        Code::AskedData => lang.pick(
            "请填写：名称 1 到 40 个字，用途 1 到 120 个字，中英文都是。",
            "Fill it in: what in 1 to 40 characters, what for in 1 to 120, in either language.",
        ),
        Code::OwnTask => lang.pick(
            "请填写：标题 1 到 40 个字，说明 1 到 120 个字；链接以 https:// 开头。",
            "Fill it in: the title in 1 to 40 characters, the text in 1 to 120; a link begins with https://.",
        ),
        Code::TooMany => lang.pick("最多 20 个。", "There may be 20 at most."),
        Code::IconFaulty => lang.pick(
            "请选择一张图片作为图标。",
            "Choose a picture for the icon.",
        ),
        Code::AppName => lang.pick("请填写 2 到 16 个字。", "Enter 2 to 16 characters."),
        Code::AppDescription => lang.pick("请填写 4 到 120 个字。", "Enter 4 to 120 characters."),
        Code::HomeUrl => lang.pick(
            "请填写以 https:// 或 http:// 开头的完整地址。",
            "Enter a whole address that begins with https:// or http://.",
        ),
        Code::AppUsed => lang.pick(
            "已有团队在用，不能移除。",
            "Teams use this app, so it stays.",
        ),
        Code::CallbackUrl => lang.pick(
            "请填写完整的公网地址，例如 https://isv.example.com/callback。",
            "Enter a whole public address, such as https://isv.example.com/callback.",
        ),
        Code::CallbackRefused => lang.pick(
            "您的服务器没有通过检查，没有保存。",
            "Your server didn't answer rightly, so nothing was saved.",
        ),
        Code::Whitelist => lang.pick(
            "请填写 IP 地址，用逗号分隔，例如 203.0.113.7, 198.51.100.*。",
            "Enter IP addresses separated by commas, such as 203.0.113.7, 198.51.100.*.",
        ),
        Code::NobodyToAsk => lang.pick(
            "序列号由您的服务器验证，需要有回调地址。",
            "Your server verifies serials, which needs a callback URL.",
        ),
        Code::NoSecrets => lang.pick("请先生成密钥。", "Make the secrets first."),
        Code::Hosted => lang.pick(
            "托管的套件没有服务器。",
            "A hosted suite has no server.",
        ),
        Code::CheckRunning => lang.pick(
            "检查正在进行，请等它结束。",
            "A check is running; wait until it has ended.",
        ),
        Code::TooLarge => lang.pick("文件太大了。", "The file is too large."),
        _ => application::words(lang, code)
            .or_else(|| desk::words(lang, code))
            .or_else(|| serial::words(lang, code))
            .or_else(|| acceptance::words(lang, code))
            .unwrap_or(text::of(lang).failed),
    }
}
