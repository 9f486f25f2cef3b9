//! What the account's pages say.

use ui::lang::Lang;

table! {
    title: "我的账号", "My account";
    detail: "您的资料、密码、两步验证和登录的设备。", "Your details, password, two-step verification and sessions.";
    profile: "资料", "Profile";
    password: "密码", "Password";
    password_detail: "改好后，其他设备上的登录都会退出。", "Once it is changed, all other sessions end.";
    old_password: "现在的密码", "Current password";
    new_password: "新密码", "New password";
    change_password: "修改密码", "Change password";
    password_changed: "密码已修改，其他设备已退出登录", "Your password is changed, and other sessions have ended";
    factor: "两步验证", "Two-step verification";
    factor_detail: "登录时除了密码，还要输入手机上的 6 位验证码。", "Besides your password, signing in takes 6 digits from your phone.";
    factor_on: "已开启", "On";
    factor_off: "未开启", "Off";
    factor_set_up: "开启两步验证", "Set up";
    factor_end: "关闭", "Switch off";
    factor_end_title: "关闭两步验证？", "Switch two-step verification off?";
    factor_end_detail: "关闭后，只凭密码就能登录。", "Your password alone then signs in.";
    factor_ended: "两步验证已关闭", "Two-step verification is off";
    factor_must: "运营人员必须开启两步验证，然后才能使用控制台。", "Operators set up two-step verification before they use the console.";
    step_password: "先确认是您本人", "First, confirm that it's you";
    go_on: "继续", "Continue";
    step_scan: "用身份验证器应用扫码", "Scan with an authenticator app";
    step_scan_detail: "Google Authenticator、Microsoft Authenticator、1Password 等都可以。", "Google Authenticator, Microsoft Authenticator, 1Password and others do.";
    qr: "两步验证的二维码", "Code to set up two-step verification";
    secret: "不能扫码？手动输入密钥", "Can't scan? Enter this key";
    code: "应用里显示的 6 位验证码", "The 6 digits that it shows";
    switch_on: "开启", "Switch on";
    codes_title: "保存恢复码", "Keep your recovery codes";
    codes_detail: "手机不在身边时，每个恢复码可以登录一次。它们只显示这一次。", "Without your phone, each of these signs you in once. They are shown only now.";
    copy: "复制", "Copy";
    copied: "已复制", "Copied";
    not_copied: "浏览器不允许复制，请手动选择。", "The browser doesn't allow it. Select the text instead.";
    download: "下载", "Download";
    codes_kept: "已保存好", "I've kept them";
    factor_done: "两步验证已开启", "Two-step verification is on";
    sessions: "登录的设备", "Sessions";
    sessions_detail: "有不认识的，就让它退出，然后修改密码。", "End any that you don't know, and change your password.";
    this_one: "本机", "This one";
    device: "设备", "Device";
    address: "网络地址", "Address";
    seen: "最近使用", "Last used";
    since: "登录时间", "Since";
    end_session: "退出", "End";
    end_others: "退出其他全部", "End all others";
    end_others_title: "退出其他全部设备？", "End all other sessions?";
    end_others_detail: "那些设备需要重新登录。", "Those devices have to sign in again.";
    session_ended: "已退出", "The session has ended";
    others_ended: "其他设备已全部退出", "All other sessions have ended";
    actions: "操作", "Actions";
}

/// How many recovery codes are left.
pub fn codes_left(lang: Lang, left: u32) -> String {
    let codes = if left == 1 { "code" } else { "codes" };
    lang.pick(
        format!("还有 {left} 个恢复码"),
        format!("{left} recovery {codes} left"),
    )
}
