//! What the first pages say.

use ui::lang::Lang;

table! {
    next: "接下来", "Next steps";
    done: "已完成", "Done";
    factor: "开启两步验证", "Set up two-step verification";
    factor_detail: "客户的数据由您保管，只有密码还不够。", "You look after customers' data; a password alone isn't enough.";
    suite: "创建第一个套件", "Create your first suite";
    suite_detail: "名称、图标和部署步骤，几分钟就好。", "A name, an icon and the steps to deploy it: a few minutes' work.";
    application: "提交快速部署申请", "Apply for quick deployment";
    application_detail: "审核通过后，套件上线，客户才能扫码部署。", "Once it is approved the suite is live, and customers can deploy it.";
    contact: "填写客户联系方式", "Say how customers reach you";
    contact_detail: "客户部署遇到问题时，能直接找到您。", "So that they find you when something doesn't work.";
    colleagues: "邀请同事", "Invite colleagues";
    colleagues_detail: "一起管理套件、序列号和客户。", "To look after suites, serial numbers and customers together.";
    go: "去完成", "Go";
    summary: "最近 7 天", "The last 7 days";
    live_suite: "已上线的套件", "Live suites";
    to_funnel: "看漏斗", "See the funnel";
    waiting: "等待处理", "What waits";
    waiting_applications: "份申请待审核", "applications to judge";
    waiting_complaints: "条投诉待答复", "complaints to answer";
    waiting_acceptances: "个版本待验收", "versions to accept";
    overdue_defects: "个缺陷已逾期", "overdue defects";
    nothing_waits: "没有等待的", "Nothing waits";
    recent: "最近发生的事", "Recent activity";
    recent_detail: "控制台里最新的五条记录。", "The five latest entries of the audit log.";
    all_entries: "查看全部", "See all";
}

/// A greeting by the name.
pub fn hello(lang: Lang, name: &str) -> String {
    lang.pick(format!("{name}，您好"), format!("Hello, {name}"))
}

/// How many of the steps are done.
pub fn steps(lang: Lang, done: usize, of: usize) -> String {
    lang.pick(
        format!("{of} 步中已完成 {done} 步"),
        format!("{done} of {of} done"),
    )
}

/// How long the first has been overdue.
pub fn overdue(lang: Lang, span: &str) -> String {
    lang.pick(
        format!("最早的已逾期 {span}"),
        format!("The first: {span} overdue"),
    )
}

/// How long the oldest has waited.
pub fn oldest(lang: Lang, waited: &str) -> String {
    lang.pick(
        format!("最早的一份{waited}"),
        format!("The oldest: {waited}"),
    )
}
