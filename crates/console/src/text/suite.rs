//! What the list of suites, and what stands around the pages of one, say.

use domain::suite::SuiteState;
use ui::lang::Lang;

table! {
    suites: "套件", "Suites";
    suites_detail: "客户部署的就是套件，一个套件里有一个或多个微应用。", "What customers deploy: a suite of one or several micro apps.";
    new: "新建套件", "New suite";
    pages: "套件的页面", "Pages of the suite";
    overview: "概览", "Overview";
    apps: "微应用", "Apps";
    application: "申请", "Application";
    server: "服务器", "Server";
    acceptance: "验收", "Acceptance";
    serials: "序列号", "Serials";
    links: "部署链接", "Links";
    sandbox: "沙箱", "Sandbox";
    funnel: "漏斗", "Funnel";
    customers: "客户", "Customers";
    events: "回调记录", "Callbacks";
    search: "搜索", "Search";
    search_help: "套件名称", "Name of a suite";
    state: "状态", "State";
    any_state: "全部状态", "Any state";
    sort: "排序", "Order";
    newest: "最新的在前", "Newest first";
    oldest: "最早的在前", "Oldest first";
    find: "查找", "Find";
    clear: "清除条件", "Clear";
    name: "名称", "Name";
    created: "创建时间", "Created";
    none: "还没有套件", "No suites yet";
    none_detail: "填写名称、图标和部署步骤，几分钟就能建好，随时可以修改。", "A name, an icon and the steps to deploy it: a few minutes' work, and all of it can be changed later.";
    none_found: "没有符合条件的套件", "No suite fits";
    none_found_detail: "换个名称，或清除条件再看看。", "Try another name, or clear the conditions.";
    first: "回到第一页", "First page";
    more: "下一页", "Next page";
}

/// How a suite stands.
pub fn state(lang: Lang, state: SuiteState) -> &'static str {
    match state {
        SuiteState::Draft => lang.pick("草稿", "Draft"),
        SuiteState::Approved => lang.pick("已上线", "Live"),
        SuiteState::Suspended => lang.pick("已暂停", "Suspended"),
    }
}

/// How many suites there are.
pub fn count(lang: Lang, n: u64) -> String {
    lang.pick(
        format!("{n} 个套件"),
        format!("{n} {}", if n == 1 { "suite" } else { "suites" }),
    )
}
