//! What the page of invite codes says.

use ui::lang::Lang;

table! {
    title: "邀请码", "Invite codes";
    detail: "发给服务商，填在部署申请里。一个邀请码属于一家服务商。", "Given to vendors, who fill them into their applications. Each is one vendor's.";
    none: "还没有邀请码", "No invite codes yet";
    none_detail: "生成一个发给服务商，它才能提交部署申请。", "A vendor needs one to submit an application.";
    make: "生成邀请码", "Make an invite code";
    make_do: "生成", "Make it";
    make_detail: "生成后复制，用您习惯的方式发给服务商。没有期限，不再需要时可以作废。", "Copy it once it's made, and send it to the vendor in whichever way you like. It holds until you revoke it.";
    vendor: "服务商", "Vendor";
    vendor_help: "输入名称，从列表中选择。", "Type a part of its name and choose it from the list.";
    label: "备注（可不填）", "Label (optional)";
    label_help: "只有运营人员看到，最多 40 个字。", "Only operators see it. Up to 40 characters.";
    labeled: "备注", "Label";
    code: "邀请码", "Code";
    made_at: "生成时间", "Made";
    made: "邀请码已生成", "The invite code is made";
    made_detail: "请复制并发给服务商。", "Copy it and send it to the vendor.";
    revoke: "作废", "Revoke";
    revoke_detail: "不能恢复。用它提交、还没审核的申请将不能通过；已经通过的不受影响。", "It can't be undone. Applications with it that still wait can't be approved; those that are approved stay.";
    revoked: "已作废", "Revoked";
}

/// The states that codes are listed by.
pub const STATES: &[&str] = &["open", "revoked"];

/// A state's name.
pub fn state(lang: Lang, word: &str) -> &'static str {
    match word {
        "open" => lang.pick("有效", "Valid"),
        _ => lang.pick("已作废", "Revoked"),
    }
}

/// What can be searched for.
pub fn search_help(lang: Lang) -> &'static str {
    lang.pick(
        "邀请码、备注或服务商名称",
        "A code, a label or a vendor's name",
    )
}

/// Whether to revoke a code.
pub fn revoke_title(lang: Lang, code: &str) -> String {
    lang.pick(format!("作废邀请码 {code}？"), format!("Revoke {code}?"))
}
