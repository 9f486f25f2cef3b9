//! What the audit log says.

use domain::acceptance::{Severity, Verdict};
use domain::account::Role;
use domain::application::Field;
use domain::audit::Act;
use domain::word::Word;
use ui::lang::Lang;

use super::{acceptance, common, judged};

table! {
    title: "审计日志", "Audit log";
    detail: "谁在什么时候、从哪里做了什么。只增不改。", "Who did what, when and from where. Nothing is ever changed in it.";
    search: "搜索", "Search";
    search_help: "人、对象或网络地址", "A person, a target, an address";
    from: "从", "From";
    to: "到", "To";
    find: "查找", "Search";
    clear: "清除条件", "Clear";
    at: "时间", "Time";
    who: "谁", "Who";
    act: "做了什么", "What";
    target: "对象", "Target";
    address: "网络地址", "Address";
    more: "更早的", "Older";
    first: "回到最新", "Back to the newest";
    none: "没有找到记录", "Nothing found";
    none_detail: "换一个词，或放宽日期。", "Try another word, or other dates.";
}

/// More about it: what it is called, and its value. Words of ours have their names.
pub fn detail(lang: Lang, name: &str, value: &str) -> String {
    let called = match name {
        "role" => lang.pick("角色", "role"),
        "from" => lang.pick("原来", "from"),
        "to" => lang.pick("现在", "to"),
        "name" => lang.pick("名称", "name"),
        "vendor" => lang.pick("服务商", "vendor"),
        "short_name" => lang.pick("简称", "short name"),
        "contact" => lang.pick("联系方式", "contact"),
        "suite" | "suite_key" => "suite_key",
        "reason" => lang.pick("原因", "reason"),
        "fields" => lang.pick("栏目", "fields"),
        "code" => lang.pick("邀请码", "invite code"),
        "label" => lang.pick("备注", "label"),
        "product_code" => lang.pick("商品代码", "product code"),
        "version" => lang.pick("版本", "version"),
        "round" => lang.pick("轮次", "round"),
        "coverage" => lang.pick("用例覆盖率", "coverage"),
        "passed" => lang.pick("通过", "passed"),
        "note" => lang.pick("说明", "note"),
        "title" => lang.pick("缺陷", "defect"),
        "severity" => lang.pick("级别", "severity"),
        "defect" | "complaint" => lang.pick("编号", "number"),
        "verdict" => lang.pick("结论", "verdict"),
        "score" => lang.pick("得分", "score"),
        other => other,
    };
    let value = match name {
        "role" | "from" | "to" => {
            Role::from_word(value).map(|role| common::role(lang, role).to_owned())
        }
        "severity" => {
            Severity::from_word(value).map(|it| acceptance::severity(lang, it).to_owned())
        }
        "fields" => Some(fields(lang, value)),
        "passed" => Some(match value {
            "true" => lang.pick("是", "yes").to_owned(),
            _ => lang.pick("否", "no").to_owned(),
        }),
        "verdict" => Some(verdict(lang, value).to_owned()),
        _ => None,
    }
    .unwrap_or_else(|| value.to_owned());
    lang.pick(format!("{called}：{value}"), format!("{called}: {value}"))
}

/// A verdict in a word or two.
fn verdict(lang: Lang, word: &str) -> &'static str {
    match Verdict::from_word(word) {
        Some(Verdict::Passed) => lang.pick("通过", "passed"),
        Some(Verdict::Fatal) => lang.pick("有阻断或严重缺陷", "blocker or critical defect"),
        Some(Verdict::Security) => lang.pick("安全未通过", "security"),
        Some(Verdict::Coverage) => lang.pick("用例覆盖率不足", "coverage"),
        Some(Verdict::Score) => lang.pick("得分不足", "score"),
        None => "",
    }
}

/// The names of an application's fields.
fn fields(lang: Lang, words: &str) -> String {
    let name = |word: &str| match Field::from_word(word.trim()) {
        Some(field) => judged::field(lang, field).to_owned(),
        None => word.trim().to_owned(),
    };
    let names: Vec<String> = words.split(',').map(name).collect();
    names.join(lang.pick("、", ", "))
}

/// What was done.
pub fn act(lang: Lang, act: Act) -> &'static str {
    match act {
        Act::SignedUp => lang.pick("注册", "Signed up"),
        Act::EmailConfirmed => lang.pick("确认邮箱", "Confirmed the address"),
        Act::SignedIn => lang.pick("登录", "Signed in"),
        Act::SignInFailed => lang.pick("登录失败", "Failed to sign in"),
        Act::PasswordChanged => lang.pick("修改密码", "Changed the password"),
        Act::ResetAsked => lang.pick("申请重设密码", "Asked to reset the password"),
        Act::PasswordReset => lang.pick("重设密码", "Reset the password"),
        Act::SessionEnded => lang.pick("退出登录", "Ended a session"),
        Act::SessionsEnded => lang.pick("退出其他设备", "Ended other sessions"),
        Act::TotpOn => lang.pick("开启两步验证", "Switched two-step verification on"),
        Act::TotpOff => lang.pick("关闭两步验证", "Switched two-step verification off"),
        Act::RecoveryCodeUsed => lang.pick("使用恢复码", "Used a recovery code"),
        Act::VendorChanged => lang.pick("修改服务商资料", "Changed the vendor"),
        Act::Invited => lang.pick("邀请", "Invited"),
        Act::InvitedAgain => lang.pick("重新发送邀请", "Invited again"),
        Act::InvitationTakenBack => lang.pick("收回邀请", "Took an invitation back"),
        Act::InvitationAccepted => lang.pick("接受邀请", "Accepted an invitation"),
        Act::RoleSet => lang.pick("修改角色", "Set a role"),
        Act::TakenOut => lang.pick("移出", "Removed"),
        Act::OperatorAdded => lang.pick("添加运营人员", "Added an operator"),
        Act::SecretsMade => lang.pick("生成套件密钥", "Made a suite's secrets"),
        Act::SerialMoved => lang.pick("转移序列号", "Moved a serial number"),
        Act::ApplicationSubmitted => lang.pick("提交申请", "Submitted an application"),
        Act::ApplicationTakenBack => lang.pick("撤回申请", "Took an application back"),
        Act::ApplicationDiscarded => lang.pick("放弃申请", "Discarded an application"),
        Act::ApplicationApproved => lang.pick("通过申请", "Approved an application"),
        Act::ApplicationRejected => lang.pick("驳回申请", "Rejected an application"),
        Act::SuiteSuspended => lang.pick("暂停套件", "Suspended a suite"),
        Act::SuiteResumed => lang.pick("恢复套件", "Resumed a suite"),
        Act::InviteCodeMade => lang.pick("生成邀请码", "Made an invite code"),
        Act::InviteCodeRevoked => lang.pick("作废邀请码", "Revoked an invite code"),
        Act::ComplaintAnswered => lang.pick("答复投诉", "Answered a complaint"),
        Act::ComplaintClosed => lang.pick("关闭投诉", "Closed a complaint"),
        Act::ComplaintReopened => lang.pick("重新打开投诉", "Reopened a complaint"),
        Act::AcceptanceSubmitted => lang.pick("提交验收", "Handed a version in"),
        Act::AcceptanceTakenBack => lang.pick("撤回验收", "Took a version back"),
        Act::QualityRecorded => lang.pick("登记质量验收", "Recorded the quality part"),
        Act::SecurityRecorded => lang.pick("登记安全验收", "Recorded the security part"),
        Act::DefectRecorded => lang.pick("登记缺陷", "Recorded a defect"),
        Act::DefectRemoved => lang.pick("移除缺陷", "Took a defect out"),
        Act::AcceptancePassed => lang.pick("验收通过", "Accepted a version"),
        Act::AcceptanceFailed => lang.pick("验收未通过", "Didn't accept a version"),
        Act::DefectFound => lang.pick("登记后续缺陷", "Recorded a defect found later"),
        Act::DefectPlanned => lang.pick("提交改进计划", "Submitted a plan"),
        Act::DefectMended => lang.pick("报告已修复", "Said that a defect is mended"),
        Act::DefectClosed => lang.pick("关闭缺陷", "Closed a defect"),
        Act::DefectReturned => lang.pick("退回缺陷", "Returned a defect"),
    }
}
