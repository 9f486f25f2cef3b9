//! What refusals at the operator's desk mean.

use api::problem::Code;
use ui::lang::Lang;

/// What a refusal means; `None` for one of another kind.
pub fn words(lang: Lang, code: Code) -> Option<&'static str> {
    let words = match code {
        Code::Reasons => lang.pick(
            "请在有问题的栏目旁边写下原因，至少一条，每条 1 到 500 个字。",
            "Write at least one reason beside a field, of 1 to 500 characters each.",
        ),
        Code::Reason => lang.pick(
            "请填写 1 到 500 个字的原因。",
            "Give a reason of 1 to 500 characters.",
        ),
        Code::StandsSo => lang.pick(
            "别人刚刚已经处理了，请刷新后再看。",
            "Somebody else has just done it. Load the page again.",
        ),
        Code::AnswerText => lang.pick(
            "请填写 1 到 1,000 个字的答复。",
            "Give an answer of 1 to 1,000 characters.",
        ),
        Code::VendorUnknown => lang.pick(
            "没有这家服务商，请从列表中选择。",
            "There is no such vendor. Choose it from the list.",
        ),
        Code::ApplicationNotNow => lang.pick(
            "申请正在审核或已有结果，现在不能这样操作。",
            "The application is being judged, or is decided: this can't be done now.",
        ),
        Code::ApplicationChanged => lang.pick(
            "申请刚刚被改动，请刷新后再看。",
            "The application has just been changed. Load the page again.",
        ),
        Code::ApplicationFaulty => lang.pick(
            "申请里有栏目不符合要求。",
            "Some fields of the application aren't right.",
        ),
        Code::ByApplication => lang.pick(
            "已上线的套件要改这一项，请在部署申请里修改并再次提交。",
            "The suite is live. Change this in its application and submit that again.",
        ),
        _ => return None,
    };
    Some(words)
}
