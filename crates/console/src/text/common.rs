//! What all pages say.

use domain::account::Role;
use domain::account::password::Password;
use ui::lang::Lang;

table! {
    product: "快速部署控制台", "Quick Deploy Console";
    brand: "快速部署", "Quick Deploy";
    console: "控制台", "Console";
    skip: "跳到正文", "Skip to content";
    menu: "菜单", "Menu";
    sections: "功能", "Sections";
    close: "关闭", "Close";
    cancel: "取消", "Cancel";
    undo: "撤销", "Undo";
    days: "有效天数", "Valid for (days)";
    days_help: "不填则长期有效。", "Left empty, for ever.";
    actions: "操作", "Actions";
    state: "状态", "State";
    download: "下载", "Download";
    save: "保存", "Save";
    saved: "已保存", "Saved";
    unsaved: "这里是您上次填写、还没有保存的内容。", "This is what you typed before. It isn't saved yet.";
    discard: "放弃修改", "Discard it";
    copy: "复制", "Copy";
    copied: "已复制", "Copied";
    copy_failed: "浏览器不允许复制，请手动选中复制。", "The browser doesn't let us copy. Select the text and copy it.";
    retry: "重试", "Try again";
    working: "请稍候…", "One moment…";
    loading: "正在加载…", "Loading…";
    show: "显示", "Show";
    hide: "隐藏", "Hide";
    offline: "没有网络。页面上填写的内容都在，恢复后会自动刷新。", "You're offline. What you typed is kept; the page refreshes once you're back online.";
    home: "首页", "Home";
    account: "我的账号", "My account";
    suites: "套件", "Suites";
    applications: "部署申请", "Applications";
    all_suites: "全部套件", "All suites";
    vendors: "服务商", "Vendors";
    complaints: "投诉", "Complaints";
    invite_codes: "邀请码", "Invite codes";
    vendor: "服务商资料", "Vendor";
    members: "成员", "Members";
    operators: "运营人员", "Operators";
    acceptances: "验收", "Acceptance";
    defects: "后续缺陷", "Defects";
    audit: "审计日志", "Audit log";
    sign_out: "退出登录", "Sign out";
    language: "English", "中文";
    theme: "外观", "Appearance";
    theme_system: "跟随系统", "System";
    theme_light: "浅色", "Light";
    theme_dark: "深色", "Dark";
    not_found: "没有这个页面", "Page not found";
    not_found_detail: "地址可能已经改变，或者您没有权限查看。", "The address may have changed, or you don't have access to it.";
    to_home: "回到首页", "Go to the home page";
    name: "姓名", "Name";
    email: "邮箱", "E-mail";
    role: "角色", "Role";
    password: "密码", "Password";
    operator: "运营平台", "Operations";
}

/// The last day of what holds from now on.
pub fn through(lang: Lang, day: &str) -> String {
    lang.pick(format!("有效期至 {day}。"), format!("Valid through {day}."))
}

/// A role's name.
pub fn role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::VendorOwner => lang.pick("负责人", "Owner"),
        Role::VendorStaff => lang.pick("员工", "Staff"),
        Role::Administrator => lang.pick("管理员", "Administrator"),
        Role::Reviewer => lang.pick("审核员", "Reviewer"),
    }
}

/// What a role may do, in a sentence.
pub fn role_detail(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::VendorOwner => lang.pick(
            "除员工的权限外，还能管理成员、服务商资料和套件密钥。",
            "All that staff may do, and also members, the vendor's details and suites' secrets.",
        ),
        Role::VendorStaff => lang.pick(
            "管理套件、序列号、部署链接和客户。",
            "Manages suites, serial numbers, deploy links and customers.",
        ),
        Role::Administrator => lang.pick(
            "除审核员的权限外，还能停用套件、发放邀请码、管理运营人员。",
            "All that reviewers may do, and also suspends suites, issues invite codes and manages operators.",
        ),
        Role::Reviewer => lang.pick(
            "审核申请、验收套件、处理投诉、查看审计日志。",
            "Reviews applications, accepts suites, answers complaints and reads the audit log.",
        ),
    }
}

/// How strong a new password of this length is.
pub fn strength(lang: Lang, length: usize) -> String {
    let words = match length {
        0 => lang.pick(
            "至少 10 个字符，越长越安全。几个不相关的词连在一起就很好。",
            "At least 10 characters. Longer is safer: a few unrelated words do well.",
        ),
        1..Password::MIN => {
            let missing = Password::MIN - length;
            let characters = if missing == 1 {
                "character"
            } else {
                "characters"
            };
            return lang.pick(
                format!("太短，还差 {missing} 个字符。"),
                format!("Too short: {missing} {characters} to go."),
            );
        }
        Password::MIN..14 => lang.pick("可以用，再长一些更好。", "Fair. Longer would be better."),
        14..20 => lang.pick("不错。", "Good."),
        _ => lang.pick("很强。", "Very strong."),
    };
    words.to_owned()
}
