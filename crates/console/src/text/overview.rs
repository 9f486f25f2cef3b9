//! What a suite's overview says.

use ui::lang::Lang;

table! {
    edit: "修改", "Edit";
    settings: "设置", "Settings";
    created: "创建时间", "Created";
    approved: "上线时间", "Live since";
    not_approved: "尚未上线", "Not yet";
}

/// How many there are of something.
pub fn count(lang: Lang, n: usize) -> String {
    match n {
        0 => lang.pick("没有", "None").to_owned(),
        n => lang.pick(format!("{n} 条"), n.to_string()),
    }
}
