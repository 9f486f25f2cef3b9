//! What the road of a suite says.

use domain::road::{Lack, Step, Who};
use ui::lang::Lang;

table! {
    title: "上线之路", "The road to customers";
    detail: "线下快速部署的六个步骤：现在到哪一步，还缺什么，该谁处理。", "The six steps of quick deployment: how far it is, what is missing, and who must act.";
    done: "已完成", "Done";
    later: "未开始", "Later";
    vendor: "待服务商处理", "The vendor acts";
    you: "待您处理", "You act";
    operator: "待运营处理", "The operator acts";
    all_done: "六个步骤都已完成。", "All six steps are done.";
    go: "去处理", "Go";
}

/// How many steps are done.
pub fn progress(lang: Lang, done: usize, all: usize) -> String {
    lang.pick(
        format!("已完成 {done} / {all} 步。"),
        format!("{done} of {all} steps are done."),
    )
}

/// A step.
pub fn step(lang: Lang, step: Step) -> &'static str {
    match step {
        Step::Solution => lang.pick("实现技术方案", "Technical solution"),
        Step::Product => lang.pick("入驻服务商并发布商品", "Provider and product"),
        Step::Acceptance => lang.pick("验收", "Acceptance"),
        Step::InviteCode => lang.pick("获取邀请码", "Invite code"),
        Step::Application => lang.pick("提交快速部署申请", "Application"),
        Step::Rollout => lang.pick("部署推广", "Rollout"),
    }
}

/// What a step that is done has brought.
pub fn done(lang: Lang, step: Step) -> &'static str {
    match step {
        Step::Solution => lang.pick(
            "微应用和服务器都已就绪。",
            "The app and its server are ready.",
        ),
        Step::Product => lang.pick(
            "联系方式和商品代码都已填写。",
            "The contact and the product code are there.",
        ),
        Step::Acceptance => lang.pick(
            "验收通过，商品为预上架状态。",
            "A version is accepted: the product is pre-listed.",
        ),
        Step::InviteCode => lang.pick("邀请码已发放。", "The invite code is given out."),
        Step::Application => lang.pick("申请已通过。", "The application is in force."),
        Step::Rollout => lang.pick("已有客户开通。", "Customers have it."),
    }
}

/// What is missing.
pub fn lack(lang: Lang, lack: Lack) -> &'static str {
    match lack {
        Lack::App => lang.pick("添加一个微应用", "Add a micro app"),
        Lack::ServerCheck => lang.pick("检查您的服务器", "Check your server"),
        Lack::ServerFaults => lang.pick(
            "服务器检查发现问题，修复后再检查一次",
            "Mend what the check of your server has found, and check it again",
        ),
        Lack::Contact => lang.pick("填写客户联系方式", "Say how customers reach you"),
        Lack::ProductCode => lang.pick(
            "在申请表中填写云市场 product code",
            "Enter the product code in the application",
        ),
        Lack::SelfCheck => lang.pick("完成自查清单", "Complete the self-check"),
        Lack::Submission => lang.pick("提交验收", "Hand the version in"),
        Lack::Judgement => lang.pick("运营正在验收", "Operators judge the version"),
        Lack::AnotherRound => lang.pick(
            "上一轮未通过，修改后再次提交",
            "The last round wasn't passed: mend it and hand it in again",
        ),
        Lack::AnotherVersion => lang.pick(
            "这个版本的次数已用完，提交新版本",
            "The version had all its rounds: hand in another one",
        ),
        Lack::InviteCode => lang.pick("由运营发放邀请码", "The operator gives an invite code"),
        Lack::Application => lang.pick("填写并提交申请表", "Fill in the application and submit it"),
        Lack::Changes => lang.pick(
            "申请被驳回，修改后再次提交",
            "The application came back: change it and submit it again",
        ),
        Lack::Review => lang.pick("运营正在审核申请", "An operator looks at the application"),
        Lack::Resumption => lang.pick("套件已暂停，等待恢复", "The suite is suspended"),
        Lack::Link => lang.pick("创建一个部署链接", "Make a deploy link"),
        Lack::Customer => lang.pick(
            "把链接或二维码发给第一位客户",
            "Give the link or its code to the first customer",
        ),
        Lack::Mending => lang.pick(
            "有缺陷已超过期限，尽快处理",
            "A defect is overdue: deal with it",
        ),
    }
}

/// Who must act, as the vendor reads it or as an operator does.
pub fn who(lang: Lang, who: Who, for_vendor: bool) -> &'static str {
    let t = of(lang);
    match (who, for_vendor) {
        (Who::Vendor, true) => t.you,
        (Who::Vendor, false) => t.vendor,
        (Who::Operator, true) => t.operator,
        (Who::Operator, false) => t.you,
    }
}
