//! What refusals about applications mean.

use api::problem::Code;
use ui::lang::Lang;

/// What a refusal means; `None` for one of another kind.
pub fn words(lang: Lang, code: Code) -> Option<&'static str> {
    let words = match code {
        Code::ApplicationChanged => lang.pick(
            "这份申请刚刚在别处被改过，请刷新后再看。",
            "The application was changed elsewhere just now. Load the page again.",
        ),
        Code::ApplicationNotNow => lang.pick(
            "申请的状态刚刚变了，请刷新后再看。",
            "The application stands otherwise by now. Load the page again.",
        ),
        Code::ApplicationFaulty => lang.pick(
            "申请里还有内容要填写或修改。",
            "Something in the application is still to be filled in or mended.",
        ),
        Code::FormTooLong => lang.pick(
            "一栏最多 4,000 个字。",
            "A field has 4,000 characters at most.",
        ),
        Code::ByApplication => lang.pick(
            "套件上线后，这一栏由线下快速部署申请决定。请在“申请”里修改并重新提交。",
            "The suite is live, so this is set by its application. Change it there and submit it again.",
        ),
        _ => return None,
    };
    Some(words)
}
