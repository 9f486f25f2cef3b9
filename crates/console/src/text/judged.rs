//! What stands in an application: its fields, their values, what became of it.

use api::console::application::{ApplicationForm, Fault};
use domain::application::{ApplicationState, FaultCode, Field};
use ui::lang::Lang;

use super::application::columns;
use super::suite_form;

/// A field's name.
pub fn field(lang: Lang, field: Field) -> &'static str {
    columns::column(lang, field).label
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
        Field::Contacts => chosen(form.contacts.map(|it| columns::contacts(lang, it).0)),
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
