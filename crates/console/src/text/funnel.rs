//! What the funnel says.

use api::problem::{Code, Problem};
use domain::word::Word;
use ui::lang::Lang;
use ui::text::deploy;

use super::number::number;

table! {
    title: "漏斗", "Funnel";
    detail: "从扫码到开始使用，客户走到了哪一步。聊天预览和机器人不计。", "How far customers get, from the scan to the start. Chat previews and bots aren't counted.";
    link: "链接", "Link";
    any_link: "全部链接", "All links";
    from: "从", "From";
    to: "到", "To";
    periods: "常用的时间", "Periods";
    last_7: "近 7 天", "Last 7 days";
    last_30: "近 30 天", "Last 30 days";
    last_90: "近 90 天", "Last 90 days";
    steps: "每一步的人数", "People at each step";
    scanned: "扫码", "Scans";
    step: "步骤", "Step";
    people: "人数", "People";
    of_before: "占上一步", "Of the step before";
    of_first: "占登录", "Of those signed in";
    median: "中位耗时", "Median time";
    errors: "最常见的错误", "Commonest errors";
    table: "明细", "Figures";
    table_detail: "耗时从上一步算起。", "Times are since the step before.";
    no_errors: "没有", "None";
    days: "每天", "Day by day";
    day: "日期", "Day";
    started: "开始使用", "Started";
    signed_in: "登录", "Signed in";
    days_table: "按天的表格", "Table of days";
    csv: "导出 CSV", "Export CSV";
    none: "这段时间还没有人扫码", "Nobody has scanned in this time";
    none_detail: "把二维码发给客户，或把时间放长一些。", "Hand the code out, or choose a longer time.";
}

/// A step's name.
pub fn step(lang: Lang, word: &str) -> &'static str {
    match word {
        "signed_in" => lang.pick("登录", "Signed in"),
        "team" => lang.pick("创建团队", "Team"),
        "serial" => lang.pick("序列号", "Serial number"),
        "authorized" => lang.pick("授权", "Authorized"),
        "active" => lang.pick("开通", "Active"),
        "scope" => lang.pick("使用范围", "Scope"),
        "started" => lang.pick("开始使用", "Started"),
        _ => lang.pick("其他", "Other"),
    }
}

/// A length of time, to two units.
pub fn duration(lang: Lang, ms: i64) -> String {
    let seconds = (ms.max(0) + 500) / 1000;
    let units = match lang {
        Lang::Zh => [" 天", " 小时", " 分", " 秒"],
        Lang::En => [" d", " h", " min", " s"],
    };
    let (minutes, s) = (seconds / 60, seconds % 60);
    let (hours, m) = (minutes / 60, minutes % 60);
    let (d, h) = (hours / 24, hours % 24);
    let parts = [d, h, m, s];
    let first = parts.iter().position(|part| *part > 0).unwrap_or(3);
    let shown = parts.iter().zip(units).skip(first).take(2);
    let shown = shown.filter(|(part, _)| **part > 0 || seconds == 0);
    let shown: Vec<_> = shown.map(|(part, unit)| format!("{part}{unit}")).collect();
    shown.join(" ")
}

/// What an error means, as customers read it.
pub fn error(lang: Lang, code: &str) -> String {
    let vendor = lang.pick("服务商", "the vendor");
    let Some(code) = Code::from_word(code) else {
        return code.to_owned();
    };
    // A sentence may begin with the vendor.
    let words = deploy::refusal(lang, &Problem::new(code), vendor);
    let mut letters = words.chars();
    let first = letters.next().map(|letter| letter.to_uppercase());
    first.into_iter().flatten().chain(letters).collect()
}

/// The funnel in a sentence, for those who don't see the chart.
pub fn summary(lang: Lang, scans: u64, signed_in: u64, started: u64) -> String {
    let [scans, signed_in, started] = [scans, signed_in, started].map(number);
    lang.pick(
        format!("扫码 {scans} 次，登录 {signed_in} 人，开始使用 {started} 人。"),
        format!("{scans} scans, {signed_in} people signed in, {started} started."),
    )
}

/// How many times.
pub fn times(lang: Lang, n: u64) -> String {
    let count = number(n);
    lang.pick(format!("{count} 次"), count.clone())
}

/// The most of a day, which is the chart's height.
pub fn peak(lang: Lang, most: u64) -> String {
    let most = number(most);
    lang.pick(format!("最高 {most}"), format!("Peak {most}"))
}

/// What a day's column tells.
pub fn of_day(lang: Lang, day: &str, scans: u64, started: u64) -> String {
    lang.pick(
        format!("{day}：扫码 {scans} 次，开始使用 {started} 人"),
        format!("{day}: {scans} scans, {started} started"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_duration_is_told_to_two_units() {
        for (ms, text) in [
            (0, "0 s"),
            (400, "0 s"),
            (12_000, "12 s"),
            (60_000, "1 min"),
            (200_000, "3 min 20 s"),
            (3_600_000 * 26, "1 d 2 h"),
            (3_600_000 * 2 + 30_000, "2 h"),
        ] {
            assert_eq!(duration(Lang::En, ms), text, "{ms}");
        }
    }
}
