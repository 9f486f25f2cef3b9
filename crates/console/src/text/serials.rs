//! What the pages of serials say.

use ui::lang::Lang;

use super::number::number;

table! {
    title: "序列号", "Serial numbers";
    detail: "一个序列号只属于第一个用它开通的团队。", "A serial number belongs to the first team that redeems it.";
    all: "全部序列号", "All serial numbers";
    batches: "批次", "Batches";
    views: "序列号的视图", "Views of serial numbers";
    serial: "序列号", "Serial number";
    batch: "批次", "Batch";
    expires: "有效期至", "Valid through";
    never: "长期有效", "For ever";
    team: "使用的团队", "Redeemed by";
    issue: "发放", "Issue";
    issue_title: "发放序列号", "Issue serial numbers";
    issue_help: "发放后可以导出成表格，或写进部署链接。", "Once issued they can be exported, or put into deploy links.";
    issuing: "正在发放，十万个约需几秒…", "Issuing. 100,000 take some seconds…";
    count: "数量", "How many";
    count_help: "1 到 100,000 个。", "1 to 100,000.";
    label: "用途", "Label";
    label_help: "例如活动、代理商或客户，最多 60 个字，可以不填。", "A campaign, a reseller, a customer: up to 60 characters. May be left empty.";
    import: "导入", "Import";
    export_csv: "导出 CSV", "Export as CSV";
    export_xlsx: "导出 XLSX", "Export as XLSX";
    none: "还没有序列号", "No serial numbers yet";
    none_detail: "发放一批，或导入您自己的。", "Issue a batch, or import your own.";
    no_batches: "还没有批次", "No batches yet";
    of_batch: "只看批次", "Only batch";
    all_batches: "看全部", "Show all";
    revoke: "收回", "Revoke";
    restore: "恢复", "Restore";
    revoked: "已收回", "Revoked";
    restored: "已恢复", "Restored";
    move_on: "转移", "Move";
    move_detail: "序列号改归另一个团队；原来的团队已开通的应用不受影响。", "The number becomes another team's. The team that had it keeps what it has set up.";
    corpid: "转给哪个团队", "To which team";
    corpid_help: "输入客户名称，再从列表里选；或直接填 corpid。", "Type a customer's name and choose it from the list, or its corpid.";
    elsewhere: "序列号由您的服务器验证", "Your own server verifies serial numbers";
    elsewhere_detail: "这个套件的序列号是您自己的，不在这里发放。要改由我们验证，请修改套件设置。", "This suite's serial numbers are your own, so none are issued here. The suite's settings say who verifies them.";
    reason: "原因", "Reason";
    reason_help: "1 到 200 个字，记入审计日志。", "1 to 200 characters. It stands in the audit log.";
    moved: "已转移", "Moved";
    issued_at: "发放时间", "Issued";
    issued: "数量", "Number";
    redeemed: "已使用", "Redeemed";
    taken_back: "已收回", "Revoked";
    no_label: "（无用途）", "(no label)";
    revoke_batch: "全部收回", "Revoke all";
    restore_batch: "全部恢复", "Restore all";
    revoke_batch_detail: "还没有使用的会立即失效；已使用的不受影响。之后可以恢复。", "Those that nobody has redeemed stop working at once; the others aren't touched. They can be restored.";
    import_title: "导入序列号", "Import serial numbers";
    import_detail: "把您已有的序列号放进来，由我们来验证。", "Bring in serial numbers that you have, for us to verify.";
    choose: "选择文件", "Choose a file";
    file: "序列号文件", "File of serial numbers";
    file_help: "CSV 或 XLSX，最大 8 MB、100,000 行；有“序列号”或 serial 一列，没有表头就取第一列。", "CSV or XLSX of up to 8 MB and 100,000 rows: a column 序列号 or serial, or without a header the first.";
    reading: "正在读取文件…", "Reading the file…";
    preview: "检查结果", "What the file holds";
    fix_first: "请在文件里改好后重新选择。全部正确才能导入。", "Mend them in the file and choose it again. A file is imported as a whole.";
    row: "行", "Row";
    cell: "内容", "Content";
    fault: "问题", "What is wrong";
    examples: "将导入的前几个", "The first of them";
    importing: "正在导入…", "Importing…";
    back: "返回序列号", "Back to serial numbers";
}

/// The states of serials.
pub const STATES: &[&str] = &["free", "redeemed", "revoked", "expired"];

/// A state's name.
pub fn state(lang: Lang, word: &str) -> &'static str {
    match word {
        "free" => lang.pick("未使用", "Unused"),
        "redeemed" => lang.pick("已使用", "Redeemed"),
        "revoked" => lang.pick("已收回", "Revoked"),
        "expired" => lang.pick("已过期", "Expired"),
        _ => lang.pick("未知", "Unknown"),
    }
}

/// What can be searched for.
pub fn search_help(lang: Lang) -> &'static str {
    lang.pick("序列号或它的开头", "A serial number or its beginning")
}

/// What batches can be searched for.
pub fn search_batches_help(lang: Lang) -> &'static str {
    lang.pick("用途", "A label")
}

/// A batch's name.
pub fn batch(lang: Lang, id: i64) -> String {
    lang.pick(format!("批次 {id}"), format!("Batch {id}"))
}

/// So many were issued.
pub fn issued(lang: Lang, count: u64) -> String {
    let count = number(count);
    lang.pick(
        format!("已发放 {count} 个序列号"),
        format!("{count} serial numbers are issued"),
    )
}

/// So many were imported.
pub fn imported(lang: Lang, count: u64) -> String {
    let count = number(count);
    lang.pick(
        format!("已导入 {count} 个序列号"),
        format!("{count} serial numbers are imported"),
    )
}

/// So many were taken back.
pub fn revoked(lang: Lang, count: u64) -> String {
    let count = number(count);
    lang.pick(
        format!("已收回 {count} 个序列号"),
        format!("{count} serial numbers are revoked"),
    )
}

/// What can be imported of a file.
pub fn good(lang: Lang, count: u64) -> String {
    let count = number(count);
    lang.pick(
        format!("{count} 个可以导入"),
        format!("{count} can be imported"),
    )
}

/// How many rows of a file are at fault.
pub fn faulty(lang: Lang, count: u64) -> String {
    let rows = if count == 1 { "row is" } else { "rows are" };
    let count = number(count);
    lang.pick(
        format!("{count} 行有问题。"),
        format!("{count} {rows} at fault."),
    )
}

/// How many faulty rows aren't shown.
pub fn more_faulty(lang: Lang, count: u64) -> String {
    let count = number(count);
    lang.pick(format!("还有 {count} 行"), format!("and {count} more"))
}

/// Imports so many.
pub fn import(lang: Lang, count: u64) -> String {
    let count = number(count);
    lang.pick(format!("导入 {count} 个"), format!("Import {count}"))
}

/// What is wrong with a row of a file.
pub fn fault(lang: Lang, code: &str, first: Option<u64>) -> String {
    let words = match (code, first) {
        ("serial_twice", Some(first)) => {
            return lang.pick(
                format!("与第 {first} 行重复"),
                format!("The same as row {first}"),
            );
        }
        ("serial_twice", None) => lang.pick("重复", "Twice in the file"),
        ("serial_known", _) => lang.pick("这个套件已经有了", "The suite has it already"),
        ("serial_mistyped", _) => lang.pick(
            "校验位不对，可能抄错了一个字符",
            "The check character doesn't fit: a slip of one character",
        ),
        _ => lang.pick("格式不对，应为 16 个字母或数字", "Not 16 letters or digits"),
    };
    words.to_owned()
}

/// The question before a batch is taken back.
pub fn revoke_batch_title(lang: Lang, name: &str) -> String {
    lang.pick(
        format!("收回“{name}”的序列号？"),
        format!("Revoke the serial numbers of {name}?"),
    )
}

/// Which serial is moved.
pub fn move_title(lang: Lang, serial: &str) -> String {
    lang.pick(format!("转移 {serial}"), format!("Move {serial}"))
}
