//! What lists say.

use ui::lang::Lang;

use super::number::number;

table! {
    search: "搜索", "Search";
    nothing: "没有符合条件的", "Nothing found";
    nothing_detail: "换一个词，或清除条件。", "Try other words, or clear the filter.";
}

/// An order besides those by age, by its word.
pub fn order(lang: Lang, word: &str) -> &'static str {
    match word {
        "scans" => lang.pick("扫码最多的在前", "Most scans first"),
        "starts" => lang.pick("开始使用最多的在前", "Most starts first"),
        _ => "",
    }
}

/// How many rows there are.
pub fn total(lang: Lang, total: u64) -> String {
    let rows = if total == 1 { "row" } else { "rows" };
    let total = number(total);
    lang.pick(format!("共 {total} 条"), format!("{total} {rows}"))
}
