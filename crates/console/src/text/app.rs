//! What the page of a suite's apps says.

use ui::lang::Lang;

table! {
    apps: "微应用", "Apps";
    apps_detail: "套件开通后，它们出现在客户的工作台上。", "Once the suite is active, they stand on the customer's workbench.";
    add: "添加微应用", "Add an app";
    added: "已添加", "Added";
    none: "还没有微应用", "No apps yet";
    none_detail: "客户部署后要用的就是微应用：填写名称、说明和主页地址。", "An app is what customers use in the end: a name, a description and its home page.";
    change: "修改", "Edit";
    change_title: "修改微应用", "Edit the app";
    remove: "移除", "Remove";
    removed: "已移除", "Removed";
    remove_detail: "它会从这个套件中消失。已有团队在用的微应用不能移除。", "It leaves the suite. An app that teams use can't be removed.";
    name: "名称", "Name";
    name_help: "2 到 16 个字。", "2 to 16 characters.";
    description: "说明", "Description";
    description_help: "4 到 120 个字，说清它能做什么。", "4 to 120 characters: what it does.";
    home_url: "主页地址", "Home page";
    home_url_help: "打开微应用时加载。$CORPID$ 会换成客户团队的编号。", "Loaded when the app is opened. $CORPID$ becomes the id of the customer's team.";
}

/// How many apps there are.
pub fn count(lang: Lang, n: usize) -> String {
    lang.pick(
        format!("{n} 个微应用"),
        format!("{n} {}", if n == 1 { "app" } else { "apps" }),
    )
}

/// Whether to remove an app.
pub fn remove_title(lang: Lang, name: &str) -> String {
    lang.pick(format!("移除“{name}”？"), format!("Remove “{name}”?"))
}
