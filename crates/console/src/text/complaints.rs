//! What the pages of complaints say.

use ui::lang::Lang;

table! {
    title: "投诉", "Complaints";
    detail: "客户在手机上用“反馈问题”提交的内容。", "What customers have sent by “Report a problem” on their phones.";
    none: "还没有投诉", "No complaints yet";
    none_detail: "客户反馈的问题会出现在这里。", "Problems that customers report appear here.";
    text: "内容", "What it says";
    suite: "套件", "Suite";
    vendor: "服务商", "Vendor";
    team: "团队", "Team";
    at: "反馈时间", "Reported";
    one: "投诉", "A complaint";
    back: "全部投诉", "All complaints";
    context: "相关信息", "About it";
    suite_page: "查看套件", "See the suite";
    others: "这个套件的投诉", "Complaints about this suite";
    answer: "答复", "Answer";
    answer_detail: "反馈的人会在工作台的通知里看到。关闭之前可以修改，修改后再次通知。", "Who reported it reads it among the notices of their workbench, and again once you change it. It can be changed until the complaint is closed.";
    answer_help: "1 到 1,000 个字。", "1 to 1,000 characters.";
    save: "发送答复", "Send the answer";
    saved: "答复已发送", "The answer is sent";
    no_answer: "没有答复", "There is no answer";
    close: "关闭", "Close";
    closed: "已关闭", "Closed";
    closed_detail: "已经关闭，重新打开后可以修改答复。", "It is closed. Open it again to change the answer.";
    reopen: "重新打开", "Open again";
    reopened: "已重新打开", "Opened again";
}

/// The states that complaints are listed by.
pub const STATES: &[&str] = &["open", "answered", "closed"];

/// A state's name.
pub fn state(lang: Lang, word: &str) -> &'static str {
    match word {
        "open" => lang.pick("待答复", "Open"),
        "answered" => lang.pick("已答复", "Answered"),
        _ => lang.pick("已关闭", "Closed"),
    }
}

/// What can be searched for.
pub fn search_help(lang: Lang) -> &'static str {
    lang.pick("内容、套件或服务商名称", "Words of it, a suite or a vendor")
}

/// Who answered, and when.
pub fn answered(lang: Lang, who: &str, at: &str) -> String {
    lang.pick(
        format!("{who} 答复于 {at}"),
        format!("Answered by {who}, {at}"),
    )
}
