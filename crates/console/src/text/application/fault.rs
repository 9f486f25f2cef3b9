//! What is wrong with a field of an application, in words.

use api::console::application::Fault;
use domain::application::{FaultCode, Field, TaskPart};
use ui::lang::Lang;

/// What is wrong.
pub fn fault(lang: Lang, fault: &Fault) -> String {
    let limit = fault.limit.unwrap_or_default();
    let words = match fault.code {
        FaultCode::Missing => return missing(lang, fault).to_owned(),
        FaultCode::TooShort => {
            return lang.pick(
                format!("太短，至少 {limit} 个字。"),
                format!("Too short: at least {limit} characters."),
            );
        }
        FaultCode::TooLong => {
            return lang.pick(
                format!("太长，最多 {limit} 个字。"),
                format!("Too long: {limit} characters at most."),
            );
        }
        FaultCode::TooMany => {
            return lang.pick(
                format!("最多 {limit} 个任务。"),
                format!("There may be {limit} tasks at most."),
            );
        }
        FaultCode::Invisible => lang.pick(
            "里面有看不见的字符，请重新输入。",
            "It has characters that can't be seen. Type it again.",
        ),
        FaultCode::ProductCode => lang.pick(
            "代码是 3 个字母加 7 位数字，如 cmd0000000。",
            "A product code has three letters and seven digits, as in cmd0000000.",
        ),
        FaultCode::After => lang.pick("请选择排在哪一步之后。", "Choose what it comes after."),
        FaultCode::Url => lang.pick(
            "请填写以 https:// 或 http:// 开头的完整地址。",
            "Enter a whole address that begins with https:// or http://.",
        ),
        FaultCode::NotTheVendors => lang.pick(
            "与服务商资料里的全称不一致。",
            "It isn't the vendor's full name.",
        ),
        FaultCode::NotGiven => lang.pick(
            "这不是分配给贵公司的邀请码，或已作废。",
            "It isn't an invite code of your company, or was revoked.",
        ),
        FaultCode::NobodyToAsk => lang.pick(
            "由自己的服务器验证，需要先在“服务器”里填好回调地址。",
            "To have your own server verify them, set its callback URL under Server first.",
        ),
        FaultCode::NotAChoice => lang.pick("不是可选的内容。", "It is none of the choices."),
        FaultCode::Icon => lang.pick(
            "这张图片不能做图标：要 120 × 120 的 PNG，圆角 22。",
            "This picture can't be the icon: a PNG of 120 × 120 with corners of radius 22.",
        ),
    };
    words.to_owned()
}

fn missing(lang: Lang, fault: &Fault) -> &'static str {
    let is_chosen = matches!(
        fault.field,
        Field::OnSite | Field::Contacts | Field::Serials | Field::TeamModes
    );
    match (fault.field, fault.part) {
        (Field::Icon, _) => lang.pick("请选择一张图片。", "Choose a picture."),
        (_, Some(TaskPart::After)) => lang.pick("请选择。", "Choose one."),
        _ if is_chosen => lang.pick("请选择。", "Choose one."),
        _ => lang.pick("请填写。", "Fill it in."),
    }
}
