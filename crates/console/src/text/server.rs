//! What the page of a suite's server says.

use ui::lang::Lang;

table! {
    page: "服务器", "Server";
    page_own: "客户授权后，您的服务器会收到通知，由它来开通。", "Your server is notified when a customer authorizes, and activates the suite.";
    page_hosted: "这个套件是托管的：客户授权后立即开通，不需要服务器。要接入自己的服务器，先生成密钥，再填回调地址。", "This suite is hosted: it is active as soon as a customer authorizes, without any server. To connect your own, make its secrets, then set the callback URL.";
    secrets: "密钥", "Secrets";
    secrets_detail: "您的服务器用它们来调用接口、解开回调消息。", "Your server calls the API and opens callbacks with them.";
    make: "生成密钥", "Make the secrets";
    rotate: "更换密钥", "Rotate";
    no_secrets: "还没有密钥。生成后只显示一次。", "There are none yet. They are shown only once when they are made.";
    no_secrets_staff: "还没有密钥，请负责人来生成。", "There are none yet. Ask the owner to make them.";
    made: "密钥已生成，不能再次查看。丢失时请更换。", "They have been made and can't be shown again. Rotate them if they are lost.";
    former_until: "旧密钥同时有效至", "The former ones hold as well until";
    once: "只显示这一次，请立即复制保存。", "Shown this once. Copy them now.";
    kept: "我已保存", "I've kept them";
    rotate_title: "更换密钥？", "Rotate the secrets?";
    rotate_detail: "会生成一套新的密钥。旧的到期后，还在用它的服务器将无法调用接口，也解不开回调。", "New ones are made. When the present ones end, a server that still uses them can neither call the API nor open callbacks.";
    hold: "旧密钥继续有效", "The present ones hold for";
    callback: "回调地址", "Callback URL";
    callback_detail: "授权、变更、解除等事件推送到这里。保存前会实际请求一次，答对才会生效。", "Authorizations, changes and withdrawals are pushed there. It is asked before it is saved, and must answer rightly.";
    own: "自己的服务器", "Own server";
    hosted: "托管", "Hosted";
    hosted_detail: "托管：没有回调地址。", "Hosted: no callback URL.";
    secrets_first: "请先生成密钥：服务器要用它来回答检查。", "Make the secrets first: your server answers the check with them.";
    url: "地址", "URL";
    url_help: "公网可访问的 https 地址。", "An https URL that can be reached from the internet.";
    check_and_set: "检查并保存", "Check and save";
    callback_set: "服务器回答正确，回调地址已保存", "The server answered rightly; the callback URL is saved";
    to_hosted: "改为托管", "Make it hosted";
    to_hosted_title: "不再使用自己的服务器？", "Go without your own server?";
    to_hosted_detail: "以后客户授权后立即开通，事件不再推送。随时可以重新填写回调地址。", "From now on the suite is active as soon as a customer authorizes, and no events are pushed. A callback URL can be set again at any time.";
    hosted_set: "已改为托管", "The suite is hosted now";
    whitelist: "IP 白名单", "IP whitelist";
    whitelist_detail: "只有这些地址能用密钥调用接口。", "Only these addresses may call the API with the secrets.";
    addresses: "允许的地址", "Addresses";
    addresses_help: "用逗号分隔，可写 198.51.100.* 这样的网段；留空则不限制。", "Separated by commas; forms such as 198.51.100.* work. Empty for anywhere.";
}

/// For how long former secrets hold.
pub fn hold(lang: Lang, hours: u32) -> String {
    match hours {
        0 => lang
            .pick("立即失效", "No longer: they end at once")
            .to_owned(),
        24 => lang.pick("24 小时", "24 hours").to_owned(),
        hours => lang.pick(format!("{} 天", hours / 24), format!("{} days", hours / 24)),
    }
}
