//! The columns of an application: their names, their rules, a sentence of help, and what can be chosen.

use domain::application::{Contacts, Field, TaskPart};
use ui::lang::Lang;

/// What a column says of itself.
#[derive(Clone, Copy)]
pub struct Column {
    /// Its name.
    pub label: &'static str,
    /// Its rule.
    pub rule: &'static str,
    /// A sentence of help.
    pub help: &'static str,
}

/// A column.
pub fn column(lang: Lang, field: Field) -> Column {
    let [label, rule, help] = match field {
        Field::Provider => lang.pick(
            ["服务商名称", "必填，2 到 60 个字。", "在云市场注册的服务商全名，与控制台里的服务商资料一致。"],
            ["Provider", "Required, 2 to 60 characters.", "The provider's full name as registered in the market, the same as the vendor's here."],
        ),
        Field::ProductCode => lang.pick(
            ["云市场 product code", "必填，10 位代码，如 cmd0000000。", "在云市场提交商品审核后，由审核员告知。"],
            ["Product code", "Required, ten characters such as cmd0000000.", "The market's reviewer tells it once you have submitted the product there."],
        ),
        Field::InviteCode => lang.pick(
            ["邀请码", "必填。", "接入接口人分配给贵公司的企业邀请码；还没有的话，请联系接口人。"],
            ["Invite code", "Required.", "Given to your company by the operator; ask your contact there if you have none."],
        ),
        Field::Reason => lang.pick(
            ["申请快速部署原因", "必填，10 到 1,000 个字。", "说明为什么用这种方式，以及客户在什么场景下扫码。"],
            ["Reason", "Required, 10 to 1,000 characters.", "Why you deploy this way, and in which situations customers scan."],
        ),
        Field::OnSite => lang.pick(
            ["是否有现场实施人员", "必填。", "没有的话，写明通过什么方式分享二维码。"],
            ["Staff on site", "Required.", "Without, say how the QR code is shared."],
        ),
        Field::Sharing => lang.pick(
            ["二维码分享方式", "没有现场人员时必填，4 到 500 个字。", "例如客服用微信发给客户，或印在产品包装里。"],
            ["How the code is shared", "Required without staff on site, 4 to 500 characters.", "By support in a chat, for example, or printed in the box."],
        ),
        Field::Contacts => lang.pick(
            ["通讯录导入方式", "必填。", "您引入的企业用户通过哪种方式维护通讯录。"],
            ["How contacts get in", "Required.", "How the companies that you bring in keep their contacts."],
        ),
        Field::OtherContacts => lang.pick(
            ["其他导入方式", "选“其他”时必填，4 到 500 个字。", "由谁、用什么工具导入。"],
            ["Which other way", "Required with “Another way”, 4 to 500 characters.", "Who brings them in, and by which tool."],
        ),
        Field::Serials => lang.pick(
            ["是否验证应用序列号", "必填。", "序列号由您发给客户，证明客户有权开通；二维码泄漏了，没有序列号也用不了。"],
            ["Serial numbers", "Required.", "You give one to each customer as proof of the purchase; a leaked QR code is worth nothing without."],
        ),
        Field::Icon => lang.pick(
            ["套件 icon", "必填，120 × 120 的 PNG，圆角 22。", "显示在引导页上。"],
            ["Suite icon", "Required, a PNG of 120 × 120 with corners of radius 22.", "It stands on the guide page."],
        ),
        Field::TeamModes => lang.pick(
            ["创建团队方式", "必填。", "人多的企业先由一人创建、再导入通讯录；人少的当场添加成员。"],
            ["Creating a team", "Required.", "In larger companies one person begins and contacts follow; small ones add everybody at once."],
        ),
        Field::Tasks => lang.pick(
            ["任务", "选填，最多 20 个。", "内置步骤的顺序不变，自己的任务可以排在登录之后的任何位置。"],
            ["Tasks", "Optional, 20 at most.", "Built-in steps keep their order; your own can stand anywhere after the sign-in."],
        ),
        Field::Name => lang.pick(
            ["套件名称", "必填，1 到 30 个字。", "在套件资料里修改。"],
            ["Suite's name", "Required, 1 to 30 characters.", "Change it in the suite's settings."],
        ),
    };
    Column { label, rule, help }
}

/// A part of a task, with a sentence of help.
pub fn part(lang: Lang, part: TaskPart) -> (&'static str, &'static str) {
    match part {
        TaskPart::After => lang.pick(("排在哪一步之后", ""), ("Comes after", "")),
        TaskPart::Title => lang.pick(
            ("标题", "1 到 40 个字。"),
            ("Title in Chinese", "1 to 40 characters."),
        ),
        TaskPart::Text => lang.pick(
            ("说明", "1 到 120 个字，客户在引导页上看到。"),
            (
                "Text in Chinese",
                "1 to 120 characters, which customers read on the guide page.",
            ),
        ),
        TaskPart::Url => lang.pick(
            ("链接（可不填）", "以 https:// 开头。"),
            ("Link (optional)", "Begins with https://."),
        ),
        TaskPart::TitleEn => lang.pick(
            ("英文标题", "最多 40 个字符。"),
            ("Title in English", "Up to 40 characters."),
        ),
        TaskPart::TextEn => lang.pick(
            ("英文说明", "最多 120 个字符。"),
            ("Text in English", "Up to 120 characters."),
        ),
    }
}

/// A way of contacts, with what it means.
pub fn contacts(lang: Lang, way: Contacts) -> (&'static str, &'static str) {
    match way {
        Contacts::Spreadsheet => lang.pick(
            ("管理员导入表格", "由企业管理员在管理后台导入。"),
            (
                "A spreadsheet",
                "The company's admin imports it in the admin pages.",
            ),
        ),
        Contacts::Phone => lang.pick(
            ("在手机上创建团队", "创建团队时当场添加成员。"),
            (
                "On the phone",
                "Members are added while the team is created.",
            ),
        ),
        Contacts::OpenApi => lang.pick(
            ("通过接口导入", "您现有的系统通过开放接口写入。"),
            ("By the open API", "Your own system writes them."),
        ),
        Contacts::Other => lang.pick(
            ("其他", "请在下面写明。"),
            ("Another way", "Say which below."),
        ),
    }
}
