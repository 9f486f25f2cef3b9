//! What the pages of defects that were found later say.

use domain::acceptance::DefectState;
use domain::word::Word;
use ui::lang::Lang;

table! {
    title: "后续缺陷", "Defects";
    own_title: "上线后发现的缺陷", "Defects found later";
    none_own: "没有缺陷", "No defects";
    none_own_detail: "验收之后发现的缺陷会显示在这里，并发邮件通知负责人。", "What is found after acceptance stands here, and is mailed to the owners.";
    detail: "上线后发现的缺陷，最先到期的在最前面。", "What was found in suites that customers have; what is due first comes first.";
    any_open: "全部未关闭", "All that are open";
    search_help: "缺陷、套件或服务商", "A defect, a suite or a vendor";
    none: "没有未关闭的缺陷", "No open defects";
    none_detail: "登记后会通知服务商，并在这里跟踪到关闭。", "Vendors are told of what is recorded, and it stays here until it is closed.";
    record: "登记缺陷", "Record a defect";
    record_detail: "服务商的负责人会收到邮件。", "The vendor's owners get a message.";
    suite: "套件", "Suite";
    find_suite: "找套件", "Find the suite";
    search_suite: "套件或服务商名称", "Name of a suite or a vendor";
    choose: "请选择套件", "Choose a suite";
    what: "缺陷", "Defect";
    due: "下一步期限", "Next due";
    plan_due: "计划截止", "Plan due";
    mend_due: "修复截止", "Mended by";
    at_once: "立即", "At once";
    overdue: "已逾期", "Overdue";
    found_at: "发现时间", "Found";
    planned_at: "计划提交", "Plan submitted";
    mended_at: "报告修复", "Said to be mended";
    closed_at: "关闭时间", "Closed";
    plan: "改进计划", "Plan";
    no_plan: "还没有提交", "Not submitted yet";
    plan_help: "怎么改、什么时候上线，4 到 1,000 个字。", "What is changed and when it is out, in 4 to 1,000 characters.";
    submit_plan: "提交计划", "Submit the plan";
    change_plan: "修改计划", "Change the plan";
    plan_sent: "计划已提交", "The plan is submitted";
    mended: "已修复", "It is mended";
    mended_sent: "已告知运营", "The operators are told";
    returned: "仍未解决：", "Still there: ";
    close: "确认并关闭", "Close it";
    closed: "已关闭", "Closed";
    give_back: "退回", "Return it";
    given_back: "已退回，服务商会收到邮件", "Returned; the vendor gets a message";
    give_back_detail: "说明怎样看出它仍未解决。", "Say how it shows that it is still there.";
    reason: "说明", "Reason";
    suspend: "暂停套件", "Suspend the suite";
    severe: "严重缺陷：套件可能被暂停部署，请立即处理。", "A severe defect: the suite may be suspended for it. Mend it at once.";
    severe_desk: "严重缺陷：可以暂停这个套件的部署。", "A severe defect: the suite may be suspended for it.";
    ask_administrator: "需要时请管理员暂停。", "Ask an administrator to suspend it if need be.";
    severity: "严重程度", "Severity";
}

/// What the operator's list can be narrowed to.
pub const STATES: &[&str] = &["overdue", "open", "planned", "mended", "closed"];

/// What a vendor's list can be narrowed to.
pub const OWN_STATES: &[&str] = &["open", "planned", "mended", "closed"];

/// What a vendor can search for.
pub fn own_search_help(lang: Lang) -> &'static str {
    of(lang).what
}

/// The name of what it is narrowed to.
pub fn state_word(lang: Lang, word: &str) -> &'static str {
    match word {
        "overdue" => of(lang).overdue,
        word => DefectState::from_word(word).map_or("", |it| state(lang, it)),
    }
}

/// How a defect stands.
pub fn state(lang: Lang, state: DefectState) -> &'static str {
    match state {
        DefectState::Open => lang.pick("待提交计划", "Plan due"),
        DefectState::Planned => lang.pick("修复中", "Being mended"),
        DefectState::Mended => lang.pick("待确认", "To be confirmed"),
        DefectState::Closed => lang.pick("已关闭", "Closed"),
    }
}
