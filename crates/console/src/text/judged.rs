//! What stands in an application: its fields, their values, what became of it.

use api::console::application::{ApplicationForm, Fault};
use domain::application::{ApplicationState, Contacts, FaultCode, Field, Round};
use ui::lang::Lang;

use super::suite_form;

/// A field's name.
pub fn field(lang: Lang, field: Field) -> &'static str {
    match field {
        Field::Provider => lang.pick("服务商名称", "Provider"),
        Field::ProductCode => lang.pick("云市场 product code", "Product code"),
        Field::InviteCode => lang.pick("邀请码", "Invite code"),
        Field::Reason => lang.pick("申请快速部署原因", "Why quick deployment"),
        Field::OnSite => lang.pick("是否有现场实施人员", "Staff on site"),
        Field::Sharing => lang.pick("二维码分享方式", "How the code is shared"),
        Field::Contacts => lang.pick("通讯录导入方式", "How contacts get in"),
        Field::OtherContacts => lang.pick("其他导入方式", "Which other way"),
        Field::Serials => lang.pick("是否验证应用序列号", "Serial numbers"),
        Field::Icon => lang.pick("套件 icon", "Icon"),
        Field::TeamModes => lang.pick("创建团队方式", "Teams"),
        Field::Tasks => lang.pick("任务", "Tasks"),
        Field::Name => lang.pick("套件名称", "Name of the suite"),
    }
}

/// How contacts get in.
pub fn contacts(lang: Lang, contacts: Contacts) -> &'static str {
    match contacts {
        Contacts::Spreadsheet => lang.pick(
            "由企业管理员在管理后台导入表格",
            "An admin imports a spreadsheet",
        ),
        Contacts::Phone => lang.pick("在手机端创建团队", "On the phone, as the team is created"),
        Contacts::OpenApi => lang.pick(
            "服务商的系统通过接口导入",
            "The provider's system, by the open API",
        ),
        Contacts::Other => lang.pick("其他方式", "Another way"),
    }
}

/// The value of a field that is a text or a choice; empty where it says nothing.
pub fn value(lang: Lang, form: &ApplicationForm, of: Field) -> String {
    let chosen = |word: Option<&str>| word.unwrap_or_default().to_owned();
    match of {
        Field::Provider => form.provider.clone(),
        Field::ProductCode => form.product_code.clone(),
        Field::InviteCode => form.invite_code.clone(),
        Field::Reason => form.reason.clone(),
        Field::OnSite => chosen(form.on_site.map(|on_site| match on_site {
            true => lang.pick("有", "Yes"),
            false => lang.pick("没有", "No"),
        })),
        Field::Sharing => form.sharing.clone(),
        Field::Contacts => chosen(form.contacts.map(|it| contacts(lang, it))),
        Field::OtherContacts => form.other_contacts.clone(),
        Field::Serials => chosen(form.serials.map(|rule| suite_form::serial(lang, rule).0)),
        Field::TeamModes => chosen(form.team_modes.map(|modes| suite_form::team(lang, modes).0)),
        Field::Icon | Field::Tasks | Field::Name => String::new(),
    }
}

/// What is wrong with a field by now.
pub fn fault(lang: Lang, fault: &Fault) -> &'static str {
    match fault.code {
        FaultCode::NotTheVendors => lang.pick(
            "与服务商现在的全称不一致。",
            "It isn't the vendor's full name any more.",
        ),
        FaultCode::NotGiven => lang.pick(
            "没有发给这家服务商，或已经作废。",
            "It wasn't given to this vendor, or is revoked.",
        ),
        FaultCode::NobodyToAsk => lang.pick(
            "由服务商验证，但套件没有回调地址。",
            "The vendor verifies them, but the suite has no callback URL.",
        ),
        _ => lang.pick("不符合填写要求。", "It isn't filled in as it must be."),
    }
}

/// How an application stands.
pub fn state(lang: Lang, state: ApplicationState) -> &'static str {
    match state {
        ApplicationState::Draft => lang.pick("草稿", "Draft"),
        ApplicationState::Submitted => lang.pick("待审核", "Waiting"),
        ApplicationState::Approved => lang.pick("已通过", "Approved"),
        ApplicationState::Rejected => lang.pick("已驳回", "Rejected"),
        ApplicationState::Replaced => lang.pick("已被替换", "Replaced"),
    }
}

/// What happened to it.
pub fn round(lang: Lang, round: Round) -> &'static str {
    match round {
        Round::Submitted => lang.pick("提交申请", "Submitted"),
        Round::TakenBack => lang.pick("撤回申请", "Taken back"),
        Round::Approved => lang.pick("通过", "Approved"),
        Round::Rejected => lang.pick("驳回", "Rejected"),
    }
}
