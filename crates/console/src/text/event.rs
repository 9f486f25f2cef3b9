//! What the pages of pushed events say.

use domain::callback::{CallbackKind, OutboxState};
use ui::lang::Lang;

table! {
    events: "回调记录", "Callbacks";
    events_detail: "推送到回调地址的事件，以及每一次的结果。保留 30 天。", "What was pushed to the callback URL, and what came of each attempt. Kept for 30 days.";
    event: "事件", "Event";
    state: "状态", "State";
    any_state: "全部状态", "Any state";
    sort: "排序", "Order";
    newest: "最新的在前", "Newest first";
    oldest: "最早的在前", "Oldest first";
    team: "团队", "Team";
    attempts: "推送次数", "Attempts";
    attempts_title: "推送记录", "Attempts";
    attempts_detail: "最近的在前。消息已解密，密钥已隐去。", "The latest first. Messages are decrypted, without secrets.";
    created: "发生时间", "Happened";
    next_at: "下次推送", "Next attempt";
    none: "还没有推送过", "Nothing was pushed yet";
    none_detail: "客户授权、修改使用范围或解除授权后，事件会出现在这里。", "Events appear here once customers authorize, change the scope or withdraw.";
    none_hosted: "托管的套件没有服务器，不推送事件。", "A hosted suite has no server to push to.";
    none_found: "没有这种状态的事件", "No event is in this state";
    none_found_detail: "换个状态，或清除条件再看看。", "Choose another state, or clear the conditions.";
    push: "再推送一次", "Push again";
    delivered: "已送达", "Delivered";
    failed: "未成功", "Failed";
    pushed: "已重新推送", "It is pushed again";
    back: "全部回调", "All callbacks";
    no_attempts: "还没有推送", "No attempts yet";
    no_attempts_detail: "马上就会推送，稍后再看。", "It is pushed in a moment.";
    message: "发送的消息", "What was sent";
    answer: "收到的应答", "What was answered";
}

/// What an event says.
pub fn kind(lang: Lang, kind: CallbackKind) -> &'static str {
    match kind {
        CallbackKind::SuiteTicket => lang.pick("新的 ticket", "A new ticket"),
        CallbackKind::TmpAuthCode => lang.pick("客户授权", "A team authorized"),
        CallbackKind::ChangeAuth => lang.pick("授权变更", "An authorization changed"),
        CallbackKind::SuiteRelieve => lang.pick("解除授权", "An authorization was withdrawn"),
        CallbackKind::CheckLicenseCode => lang.pick("验证序列号", "A serial was asked about"),
    }
}

/// How an event stands.
pub fn state(lang: Lang, state: OutboxState) -> &'static str {
    match state {
        OutboxState::Waiting => lang.pick("等待送达", "Waiting"),
        OutboxState::Delivered => lang.pick("已送达", "Delivered"),
        OutboxState::GivenUp => lang.pick("已停止重试", "Given up"),
        OutboxState::Dropped => lang.pick("不再需要", "Dropped"),
    }
}
