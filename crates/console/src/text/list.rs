//! What lists say.

use ui::lang::Lang;

use super::number::number;

table! {
    search: "搜索", "Search";
    find: "搜索", "Search";
    clear: "清除条件", "Clear";
    state: "状态", "State";
    any_state: "全部状态", "Any state";
    order: "排序", "Order";
    newest: "最新在前", "Newest first";
    oldest: "最早在前", "Oldest first";
    more: "下一页", "Next page";
    first: "回到第一页", "First page";
    pages: "翻页", "Pages";
    nothing: "没有符合条件的", "Nothing found";
    nothing_detail: "换一个词，或清除条件。", "Try other words, or clear the filter.";
}

/// How many rows there are.
pub fn total(lang: Lang, total: u64) -> String {
    let rows = if total == 1 { "row" } else { "rows" };
    let total = number(total);
    lang.pick(format!("共 {total} 条"), format!("{total} {rows}"))
}
