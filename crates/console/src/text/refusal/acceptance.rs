//! What refusals about acceptance and defects mean.

use api::problem::Code;
use ui::lang::Lang;

/// What it means, if it is about acceptance.
pub fn words(lang: Lang, code: Code) -> Option<&'static str> {
    let words = match code {
        Code::AcceptanceChanged => lang.pick(
            "其他人刚刚修改过，已显示最新内容，请再看一遍。",
            "Somebody else has just changed it. Look at it again as it is now.",
        ),
        Code::AcceptanceNotNow => lang.pick(
            "现在不能这样做，请刷新后再看。",
            "This can't be done as it stands. Load the page again.",
        ),
        Code::AcceptanceBegun => lang.pick(
            "验收已经开始，不能撤回。",
            "It is being judged and can't be taken back.",
        ),
        Code::VersionName => lang.pick(
            "请填写 1 到 20 个字的版本号，例如 1.0。",
            "Name the version in 1 to 20 characters, such as 1.0.",
        ),
        Code::VersionAccepted => lang.pick(
            "这个版本已经通过验收，请填写新的版本号。",
            "This version is accepted. Name the next one.",
        ),
        Code::RoundsSpent => lang.pick(
            "这个版本的验收次数已用完，请修改后以新版本提交。",
            "This version had all its rounds. Hand in another one.",
        ),
        Code::ChecksMissing => lang.pick(
            "还有没勾选的自查项。",
            "Some items of the self-check aren't ticked.",
        ),
        Code::Remark => lang.pick("最多 500 个字。", "Up to 500 characters."),
        Code::Coverage => lang.pick("请填写 0 到 100。", "Enter 0 to 100."),
        Code::SuiteUnknown => lang.pick("请选择套件。", "Choose a suite."),
        Code::DefectTitle => lang.pick(
            "请用 1 到 80 个字说明缺陷。",
            "Say what it is in 1 to 80 characters.",
        ),
        Code::DefectText => lang.pick("最多 1,000 个字。", "Up to 1,000 characters."),
        Code::Unjudged => lang.pick(
            "质量和安全两部分都登记后才能结束。",
            "Both the quality and the security part are recorded first.",
        ),
        Code::DefectNotNow => lang.pick(
            "缺陷的状态已经变了，请刷新后再看。",
            "The defect stands otherwise by now. Load the page again.",
        ),
        Code::PlanText => lang.pick(
            "请填写 4 到 1,000 个字的改进计划。",
            "Write a plan of 4 to 1,000 characters.",
        ),
        Code::Reason => lang.pick(
            "请填写 1 到 500 个字的原因。",
            "Give a reason of 1 to 500 characters.",
        ),
        Code::StandsSo => lang.pick("已经是这个状态了。", "It stands so already."),
        _ => return None,
    };
    Some(words)
}
