//! What a suite's overview says.

use ui::lang::Lang;

table! {
    edit: "修改", "Edit";
    settings: "设置", "Settings";
    created: "创建时间", "Created";
    approved: "上线时间", "Live since";
    not_approved: "尚未上线", "Not yet";
    app: "添加微应用", "Add an app";
    app_detail: "客户最后打开的就是它。", "It is what customers open in the end.";
    server: "接入服务器", "Connect your server";
    server_own: "回调地址已通过检查。", "The callback URL has passed its check.";
    application: "提交快速部署申请", "Apply for quick deployment";
    application_detail: "审核通过后套件上线，客户就能扫码部署。", "Once it is approved the suite is live, and customers can deploy it.";
    server_hosted: "现在是托管的，授权后立即开通。有自己的服务器时再接入。", "The suite is hosted for now and active at once. Connect your own server if you have one.";
}

/// How many there are of something.
pub fn count(lang: Lang, n: usize) -> String {
    match n {
        0 => lang.pick("没有", "None").to_owned(),
        n => lang.pick(format!("{n} 条"), n.to_string()),
    }
}
