//! What the operator's queue of applications, and one application in it, say.

use ui::lang::Lang;

use super::number::number;

table! {
    title: "部署申请", "Applications";
    detail: "服务商提交的快速部署申请，等得最久的在最前面。", "Vendors' applications for quick deployment. The one that has waited longest is first.";
    search_help: "套件或服务商名称", "Name of a suite or a vendor";
    states: "按状态查看", "By state";
    all: "全部", "All";
    suite: "套件", "Suite";
    submitted_at: "提交时间", "Submitted";
    rounds: "次数", "Round";
    none: "还没有申请", "No applications yet";
    none_detail: "服务商提交申请后，会在这里等待审核。", "Once a vendor submits one, it waits here.";
    none_waiting: "没有等待审核的申请", "Nothing waits to be judged";
    none_waiting_detail: "新的申请提交后会出现在这里。", "New applications appear here.";
    back: "全部申请", "All applications";
    previous: "上一份", "Previous";
    next: "下一份", "Next";
    keys: "快捷键：Alt+P 上一份，Alt+N 下一份（Mac 加按 Control）", "Keys: Alt+P for the previous, Alt+N for the next; on a Mac with Control";
    form: "申请表", "The application";
    form_detail: "有问题的栏目，在它旁边写下原因。", "Where something is wrong, write the reason beside the field.";
    changed: "有改动", "Changed";
    was: "现在生效的", "In force";
    nothing: "未填写", "Nothing";
    faulty: "有栏目已不符合要求，现在不能通过。", "Some fields aren't right any more, so it can't be approved now.";
    reason: "原因", "Reason";
    reason_add: "写原因", "Add a reason";
    reason_take: "取消", "Take it away";
    reason_help: "服务商会在这一栏旁边看到，最多 500 个字。", "The vendor sees it beside this field. Up to 500 characters.";
    last_reason: "上次驳回", "Rejected before";
    no_tasks: "没有自定义任务", "No tasks of its own";
    approve: "通过…", "Approve…";
    approve_title: "通过这份申请？", "Approve this application?";
    approve_do: "通过", "Approve";
    approve_live: "套件上线，客户可以扫码部署。", "The suite goes live: customers can deploy it.";
    approve_replaces: "申请表的内容立即生效，替换现在生效的那份。", "What the form says holds at once, in the place of the application in force.";
    approve_link: "生成第一个部署链接和二维码。", "The first deploy link and its QR code are made.";
    approve_link_kept: "继续使用已有的部署链接。", "The deploy link that there is stays.";
    approve_mail: "链接会用邮件发给服务商的负责人。", "The link is mailed to the vendor's owners.";
    approve_suspended: "套件现在是暂停的：恢复之前客户仍然不能部署。", "The suite is suspended: customers can't deploy it before it is resumed.";
    approved: "已通过，链接已发给服务商", "Approved; the link is on its way to the vendor";
    reject: "驳回…", "Reject…";
    reject_title: "驳回这份申请？", "Reject this application?";
    reject_do: "驳回", "Reject";
    reject_detail: "服务商的负责人会收到邮件。服务商可以修改后再次提交。", "The vendor's owners are mailed. The vendor can change it and submit it again.";
    rejected: "已驳回，原因已发给服务商", "Rejected; the vendor is told why";
    changed_meanwhile: "服务商刚刚改动了这份申请，已重新加载。写下的原因都在。", "The vendor has just changed the application; it's loaded again. Your reasons are kept.";
    about: "套件", "The suite";
    key: "套件 key", "Suite key";
    tagline: "一句话介绍", "Tagline";
    server: "服务器", "Server";
    hosted: "托管，没有自己的服务器", "Hosted, without a server of its own";
    whitelist: "IP 白名单", "IP whitelist";
    no_whitelist: "不限制", "Anywhere";
    asked: "申请的数据与接口", "Data it asks for";
    no_asked: "没有申请", "None";
    apps: "微应用", "Apps";
    no_apps: "还没有微应用：客户部署后没有可以打开的应用。", "No apps yet: customers would have nothing to open.";
    check: "服务器检查", "Check of the server";
    check_detail: "最近一次联调检查的结果。", "What the last check of the vendor's server has found.";
    vendor: "服务商", "The vendor";
    short_name: "简称", "Short name";
    contact: "联系方式", "Contact";
    no_contact: "未填写", "Not given";
    certified: "已认证", "Certified";
    not_certified: "未认证", "Not certified";
    since: "入驻时间", "Here since";
    others: "它的全部申请", "All its applications";
    history: "历史", "History";
    suspended_for: "套件已暂停，原因", "The suite is suspended, because";
    link: "部署链接", "Deploy link";
    open_link: "打开部署页", "Open the guide page";
    open_share: "打开分享页", "Open the share page";
}

/// How often it was submitted.
pub fn nth(lang: Lang, rounds: u32) -> String {
    lang.pick(format!("第 {rounds} 次提交"), format!("Round {rounds}"))
}

/// Where in the queue one stands.
pub fn place(lang: Lang, at: usize, of: usize) -> String {
    let (at, of) = (at + 1, of);
    lang.pick(format!("第 {at} 份，共 {of} 份"), format!("{at} of {of}"))
}

/// How many reasons are written.
pub fn reasons(lang: Lang, n: usize) -> String {
    match (lang, n) {
        (Lang::Zh, 0) => "还没有写原因".to_owned(),
        (Lang::Zh, n) => format!("{n} 条原因"),
        (Lang::En, 0) => "No reasons yet".to_owned(),
        (Lang::En, 1) => "1 reason".to_owned(),
        (Lang::En, n) => format!("{n} reasons"),
    }
}

/// How many fields differ from those in force.
pub fn differences(lang: Lang, n: usize) -> String {
    match (lang, n) {
        (Lang::Zh, 0) => "与现在生效的申请没有不同。".to_owned(),
        (Lang::Zh, n) => format!("与现在生效的申请相比，{n} 栏有改动。"),
        (Lang::En, 0) => "Nothing differs from the application in force.".to_owned(),
        (Lang::En, 1) => "1 field differs from the application in force.".to_owned(),
        (Lang::En, n) => format!("{n} fields differ from the application in force."),
    }
}

/// A time in milliseconds, of a minute at least.
pub fn span(lang: Lang, ms: i64) -> String {
    let minutes = (ms.max(0).unsigned_abs() / 60_000).max(1);
    let several = |n: u64, zh: &str, en: &str| {
        let s = if n == 1 { "" } else { "s" };
        lang.pick(
            format!("{} {zh}", number(n)),
            format!("{} {en}{s}", number(n)),
        )
    };
    match minutes {
        ..60 => several(minutes, "分钟", "minute"),
        60..2_880 => several(minutes / 60, "小时", "hour"),
        _ => several(minutes / 1_440, "天", "day"),
    }
}

/// How long something has waited, in milliseconds.
pub fn waited(lang: Lang, ms: i64) -> String {
    if ms < 60_000 {
        return lang.pick("刚刚提交", "just now").to_owned();
    }
    let span = span(lang, ms);
    lang.pick(format!("已等 {span}"), format!("waiting for {span}"))
}
