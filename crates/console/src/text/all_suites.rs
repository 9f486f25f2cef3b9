//! What the operator's lists of suites and vendors say.

use domain::suite::SuiteState;
use domain::word::Word;
use ui::lang::Lang;

use super::suite;

table! {
    title: "全部套件", "All suites";
    detail: "所有服务商的套件。", "The suites of all vendors.";
    none: "还没有套件", "No suites yet";
    none_detail: "服务商创建套件后，会显示在这里。", "Suites stand here once vendors have made them.";
    suite: "套件", "Suite";
    approved_at: "上线时间", "Live since";
    not_yet: "尚未上线", "Not yet";
    suspend: "暂停", "Suspend";
    suspend_detail: "客户打开部署页会看到“暂停部署”，正在部署的客户会停在当前这一步；已经开通的团队照常使用。服务商的负责人会收到邮件，含下面的原因。", "Customers who open a deploy link read that deployment is suspended, and those on their way stop at their step. Teams that have the suite go on using it. The vendor's owners are mailed your reason.";
    suspended: "已暂停，邮件已发给服务商", "Suspended; the vendor is mailed";
    resume: "恢复", "Resume";
    resume_detail: "客户马上又可以扫码部署，停在途中的从原来那一步继续。服务商的负责人会收到邮件，含下面的说明。", "Customers can deploy it again at once, and those who were stopped go on where they stood. The vendor's owners are mailed your words.";
    resumed: "已恢复，邮件已发给服务商", "Resumed; the vendor is mailed";
    reason: "暂停的原因", "Why it is suspended";
    resume_reason: "恢复的说明", "Why it is resumed";
    reason_help: "1 到 500 个字。", "1 to 500 characters.";
    applications: "申请", "Applications";
    vendors: "服务商", "Vendors";
    vendors_detail: "在控制台注册的服务商。", "The vendors that have signed up.";
    no_vendors: "还没有服务商", "No vendors yet";
    no_vendors_detail: "服务商注册后，会显示在这里。", "Vendors stand here once they have signed up.";
    name: "全称", "Name";
    contact: "联系方式", "Contact";
    since: "入驻时间", "Here since";
    certified: "已认证", "Certified";
    suites: "套件", "Suites";
    give_code: "发邀请码", "Give an invite code";
}

/// The states that suites are listed by.
pub const STATES: &[&str] = &["draft", "approved", "suspended"];

/// A state's name.
pub fn state(lang: Lang, word: &str) -> &'static str {
    match SuiteState::from_word(word) {
        Some(state) => suite::state(lang, state),
        None => lang.pick("未知", "Unknown"),
    }
}

/// What suites can be searched for by.
pub fn search_help(lang: Lang) -> &'static str {
    lang.pick("套件或服务商名称", "Name of a suite or a vendor")
}

/// What vendors can be searched for by.
pub fn vendor_help(lang: Lang) -> &'static str {
    lang.pick("服务商全称", "A vendor's name")
}

/// Whether to suspend a suite.
pub fn suspend_title(lang: Lang, name: &str) -> String {
    lang.pick(format!("暂停“{name}”？"), format!("Suspend {name}?"))
}

/// Whether to resume a suite.
pub fn resume_title(lang: Lang, name: &str) -> String {
    lang.pick(format!("恢复“{name}”？"), format!("Resume {name}?"))
}
