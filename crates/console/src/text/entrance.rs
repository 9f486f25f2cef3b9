//! What the pages say to those who aren't signed in.

use domain::account::Role;
use ui::lang::Lang;

use super::common;

table! {
    sign_in: "登录", "Sign in";
    sign_in_detail: "服务商与运营人员从这里进入。", "For vendors and operators.";
    no_account: "还没有账号？", "No account yet?";
    sign_up: "注册服务商", "Sign up as a vendor";
    sign_up_detail: "几分钟后，就能做出第一个部署二维码。", "In a few minutes you make your first deploy code.";
    have_account: "已有账号？", "Have an account?";
    forgotten: "忘记密码？", "Forgot your password?";
    totp_code: "动态验证码", "Code";
    totp_help: "打开您的身份验证器应用，输入 6 位验证码；也可以用一个恢复码。", "Enter the 6 digits that your authenticator app shows, or one of your recovery codes.";
    back: "返回", "Back";
    vendor_name: "服务商全称", "Vendor's full name";
    vendor_help: "与营业执照一致。", "As registered.";
    create: "注册", "Sign up";
    look_title: "请查收邮件", "Check your e-mail";
    look_detail: "我们给下面的邮箱发了一封信。请在 24 小时内打开信里的链接。", "We've sent a message to this address. Open the link in it within 24 hours.";
    look_spam: "没有收到？请看看垃圾邮件，或检查邮箱是否写对。", "Nothing there? Look into your spam folder, or check the address.";
    change_email: "换一个邮箱", "Use another address";
    confirm_title: "确认邮箱", "Confirm your e-mail address";
    confirm_detail: "点一下就好，然后可以登录。", "One click, and then you can sign in.";
    confirm: "确认", "Confirm";
    confirmed_title: "邮箱已确认", "Your address is confirmed";
    confirmed_detail: "现在可以登录了。", "You can sign in now.";
    forgotten_title: "忘记密码", "Forgotten password";
    forgotten_detail: "填写注册邮箱，我们发给您一个设置新密码的链接。", "Enter your e-mail address, and we send you a link to set another password.";
    send_link: "发送链接", "Send the link";
    forgotten_sent: "如果这个邮箱有账号，信已经发出。", "If this address has an account, a message is on its way.";
    reset_title: "设置新密码", "Set another password";
    reset_detail: "保存后，所有设备上的登录都会退出。", "Once it is saved you are signed out everywhere.";
    new_password: "新密码", "New password";
    reset_done_title: "密码已更新", "Your password is set";
    reset_done_detail: "请用新密码登录。", "Sign in with it now.";
    invitation_title: "接受邀请", "Accept the invitation";
    accept: "加入", "Join";
    accepted_title: "加入成功", "You've joined";
    dead_title: "链接已失效", "This link no longer works";
    dead_detail: "它已经用过、被收回，或者过期了。", "It has been used, taken back, or is too old.";
    ask_again: "重新发送", "Send another";
    lost_title: "登录已失效", "Your session has ended";
    lost_detail: "请重新登录，页面上填写的内容都在。", "Sign in again. What you typed is kept.";
    other_account: "用其他账号登录", "Sign in as somebody else";
    pitch_title: "扫一次码，两分钟开通", "One scan, two minutes, in use";
    pitch_1: "做套件，填申请，拿到部署二维码", "Make a suite, apply, get its deploy code";
    pitch_2: "发放序列号，打印海报和标签", "Issue serial numbers, print posters and labels";
    pitch_3: "看漏斗：客户走到了哪一步", "See in the funnel how far customers get";
}

/// Who invites one, and to what.
pub fn invites(lang: Lang, inviter: &str, vendor: Option<&str>, role: Role) -> String {
    let role = common::role(lang, role);
    let to = vendor.unwrap_or(lang.pick("运营平台", "the operator's desk"));
    lang.pick(
        format!("{inviter} 邀请您加入“{to}”，角色是{role}。"),
        format!(
            "{inviter} invites you to join {to} as {}.",
            role.to_lowercase()
        ),
    )
}
