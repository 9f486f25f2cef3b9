//! What the pages of customers say.

use domain::team::Industry;
use domain::word::Word;
use ui::lang::Lang;
use ui::text::deploy;

use super::{funnel, number::number};

table! {
    title: "客户", "Customers";
    detail: "授权过这个套件的团队。", "The teams that have authorized this suite.";
    team: "团队", "Team";
    serial: "序列号", "Serial number";
    authorized_at: "授权时间", "Authorized";
    active_at: "开通时间", "Active since";
    not_yet: "还没有", "Not yet";
    none: "还没有客户", "No customers yet";
    none_detail: "有团队扫码并授权后，会显示在这里。", "Teams stand here once they have scanned and authorized.";
    back: "全部客户", "All customers";
    facts: "概况", "About them";
    industry: "行业", "Industry";
    scope: "使用范围", "Scope";
    link: "来自链接", "Came by";
    invite: "邀请链接", "Invite link";
    no_invite: "团队还没有生成", "The team hasn't made one";
    no_serial: "没有", "None";
    reason: "您的服务器说", "Your server said";
    timeline: "时间线", "Timeline";
    no_timeline: "还没有记录", "Nothing recorded";
}

/// The states of authorizations.
pub const STATES: &[&str] = &["active", "awaiting", "refused", "disabled", "withdrawn"];

/// A state's name.
pub fn state(lang: Lang, word: &str) -> &'static str {
    match word {
        "awaiting" => lang.pick("等待开通", "Awaiting activation"),
        "active" => lang.pick("使用中", "Active"),
        "refused" => lang.pick("被服务器拒绝", "Refused by your server"),
        "disabled" => lang.pick("已停用", "Disabled"),
        "withdrawn" => lang.pick("已取消授权", "Withdrawn"),
        _ => lang.pick("未知", "Unknown"),
    }
}

/// What can be searched for.
pub fn search_help(lang: Lang) -> &'static str {
    lang.pick("团队名称或 corpid", "A team's name or corpid")
}

/// An industry's name.
pub fn industry(lang: Lang, word: &str) -> String {
    match Industry::from_word(word) {
        Some(industry) => deploy::industry(lang, industry).to_owned(),
        None => word.to_owned(),
    }
}

/// Who may use the suite.
pub fn scope(lang: Lang, scope: Option<&str>, size: u64) -> String {
    let n = number(size);
    match scope {
        None => lang.pick("还没有设置", "Not set yet").to_owned(),
        Some("everyone") => lang.pick("全员", "Everyone").to_owned(),
        Some("departments") => lang.pick(format!("{n} 个部门"), format!("Departments: {n}")),
        Some(_) => lang.pick(format!("{n} 名成员"), format!("Members: {n}")),
    }
}

/// What happened with a customer.
pub fn happened(lang: Lang, what: &str) -> &'static str {
    match what {
        "signed_in" => lang.pick("扫码并登录", "Scanned and signed in"),
        "team" => lang.pick("创建了团队", "Created the team"),
        "serial" => lang.pick("使用了序列号", "Redeemed the serial number"),
        "authorized" | "authorize" => lang.pick("授权", "Authorized"),
        "active" => lang.pick("开通成功", "Became active"),
        "scope" => lang.pick("设置了使用范围", "Set the scope"),
        "started" => lang.pick("开始使用", "Started"),
        "error" => lang.pick("遇到问题", "Met a problem"),
        "disable" => lang.pick("停用了应用", "Disabled it"),
        "enable" => lang.pick("恢复了应用", "Enabled it again"),
        "withdraw" => lang.pick("取消了授权", "Withdrew the authorization"),
        _ => lang.pick("其他", "Something else"),
    }
}

/// What an entry says beside that.
pub fn happened_detail(lang: Lang, what: &str, detail: &str) -> String {
    match what {
        "error" => funnel::error(lang, detail),
        "scope" => match detail {
            "everyone" => lang.pick("全员", "Everyone").to_owned(),
            "departments" => lang.pick("指定的部门", "Some departments").to_owned(),
            _ => lang.pick("指定的成员", "Some members").to_owned(),
        },
        _ => detail.to_owned(),
    }
}
