//! What the pages of the vendor, its members and the operators say.

use ui::lang::Lang;

table! {
    vendor: "服务商资料", "Vendor";
    vendor_detail: "客户在部署页上看到的就是这些。", "What customers see on the deploy pages.";
    names: "名称与联系方式", "Names and contact";
    vendor_name: "服务商全称", "Full name";
    vendor_name_help: "与营业执照一致，最多 60 个字。", "As registered, up to 60 characters.";
    vendor_name_fixed: "已认证，需要修改请联系运营人员。", "Certified. Ask the operator to change it.";
    short_name: "简称", "Short name";
    short_name_help: "用在句子里，比如“由示例科技提供”，最多 30 个字。", "For sentences such as “by Example Tech”, up to 30 characters.";
    contact: "客户联系方式", "Contact for customers";
    contact_help: "以 tel:、mailto: 或 https:// 开头，可以不填。", "Begins with tel:, mailto: or https://. May be left empty.";
    certified: "已认证", "Certified";
    members: "成员", "Members";
    members_detail: "能进入控制台、为这个服务商工作的人。", "Who works for this vendor in the console.";
    operators: "运营人员", "Operators";
    operators_detail: "审核申请、管理平台的人。他们登录时都要两步验证。", "Who reviews applications and runs the platform. All of them sign in with two steps.";
    invite_member: "邀请成员", "Invite a member";
    invite_operator: "邀请运营人员", "Invite an operator";
    invite_detail: "对方会收到一封邮件，打开链接设置密码后就能加入。", "They get a message with a link, set a password and are in.";
    send: "发送邀请", "Send the invitation";
    open_invitations: "等待接受的邀请", "Open invitations";
    no_invitations: "没有等待接受的邀请", "No open invitations";
    no_invitations_detail: "发出的邀请会显示在这里，直到对方接受。", "Invitations stand here until they are accepted.";
    factor: "两步验证", "Two steps";
    factor_on: "已开启", "On";
    factor_off: "未开启", "Off";
    seen: "最近登录", "Last seen";
    never: "从未", "Never";
    actions: "操作", "Actions";
    you: "您", "You";
    change_role: "改角色", "Change role";
    take_out: "移出", "Remove";
    take_out_detail: "对方会立即退出控制台，不能再登录。做过的事仍保留在记录里。", "They are signed out at once and can't come back. What they did stays on record.";
    taken_out: "已移出", "Removed";
    role_set: "角色已修改", "The role is changed";
    sent_at: "发送时间", "Sent";
    expires_at: "有效期至", "Valid until";
    expired: "已过期", "Expired";
    resend: "重新发送", "Send again";
    resent: "邀请已重新发送", "The invitation is on its way again";
    take_back: "收回", "Take back";
    take_back_detail: "信里的链接会立即失效。", "The link in the message stops working at once.";
    taken_back: "邀请已收回", "The invitation is taken back";
}

/// An invitation was sent there.
pub fn invited(lang: Lang, email: &str) -> String {
    lang.pick(
        format!("邀请已发到 {email}"),
        format!("The invitation is on its way to {email}"),
    )
}

/// Whether to take somebody out.
pub fn take_out_title(lang: Lang, name: &str) -> String {
    lang.pick(format!("移出{name}？"), format!("Remove {name}?"))
}

/// Whether to take an invitation back.
pub fn take_back_title(lang: Lang, email: &str) -> String {
    lang.pick(
        format!("收回给 {email} 的邀请？"),
        format!("Take the invitation of {email} back?"),
    )
}

/// Whose role is set.
pub fn role_title(lang: Lang, name: &str) -> String {
    lang.pick(format!("{name}的角色"), format!("Role of {name}"))
}

/// What a member's or an operator's second factor and role are, for a button that acts on them.
pub fn act_on(lang: Lang, act: &str, name: &str) -> String {
    lang.pick(format!("{act}：{name}"), format!("{act}: {name}"))
}
