//! What the pages of links say.

use ui::lang::Lang;

use super::number::number;

table! {
    title: "部署链接", "Deploy links";
    detail: "一个链接就是一个二维码：按活动、代理商或客户分开做，漏斗里就能分开看。", "A link is a QR code. Make one for each campaign, reseller or customer, and the funnel tells them apart.";
    draft: "套件还没有上线", "The suite isn't live yet";
    draft_detail: "链接可以先做好，审核通过后才能用。", "Links can be made already. They work once the suite is approved.";
    try_it: "现在试用，请用沙箱里的测试链接", "To try it now, take a test link of the sandbox";
    all: "单个链接", "Single links";
    batches: "批次", "Batches";
    views: "链接的视图", "Views of links";
    new: "新建链接", "New link";
    from_list: "按客户名单批量做", "From a list of customers";
    label: "用途", "Label";
    label_help: "例如活动、代理商或客户，最多 120 个字，可以不填。", "A campaign, a reseller, a customer: up to 120 characters. May be left empty.";
    no_label: "（无用途）", "(no label)";
    scans: "扫码", "Scans";
    starts: "开始使用", "Starts";
    uses: "开通团队", "Teams";
    expires: "有效期至", "Valid through";
    never: "长期有效", "For ever";
    created: "创建时间", "Created";
    none: "还没有链接", "No links yet";
    none_detail: "新建一个，就能下载二维码和海报。", "Make one, and download its code and poster.";
    uses_limit: "最多开通几个团队", "How many teams";
    uses_help: "不填则不限；带序列号的只能是 1。", "Left empty, any number; with a serial number, 1.";
    serial: "内置序列号", "Built-in serial number";
    serial_help: "客户不用再输入。须是本套件还没有使用的，可以不填。", "Customers needn't enter it. One of this suite's that is unused; may be left empty.";
    make: "创建", "Make";
    made: "链接已创建", "The link is made";
    revoke: "收回", "Revoke";
    restore: "恢复", "Restore";
    revoked: "链接已收回", "The link is revoked";
    restored: "已恢复", "Restored";
    of_batch: "只看批次", "Only batch";
    all_links: "看单个链接", "Show single links";
    back: "全部链接", "All links";
    address: "部署地址", "Deploy address";
    share: "分享页", "Share page";
    open_share: "打开分享页", "Open the share page";
    see_funnel: "看它的漏斗", "See its funnel";
    facts: "概况", "About it";
    studio: "二维码与物料", "Code and print";
    studio_detail: "改动立即显示，满意后下载。", "Changes show at once. Download it when you like it.";
    what: "要做什么", "What to make";
    code: "二维码", "Code";
    poster: "海报", "Poster";
    card: "聊天卡片", "Chat card";
    card_detail: "把链接发到聊天里，对方看到的就是这张卡片。", "What people see when the link is sent in a chat.";
    dark: "码的颜色", "Color of the code";
    light: "底色", "Color around it";
    ec: "容错", "Error correction";
    ec_l: "低（7%）", "Low (7%)";
    ec_m: "中（15%）", "Medium (15%)";
    ec_q: "较高（25%）", "High (25%)";
    ec_h: "最高（30%）", "Highest (30%)";
    ec_icon: "带图标时总用最高容错。", "With the icon it is always the highest.";
    quiet: "留白（格）", "Quiet zone (modules)";
    quiet_help: "4 到 40。", "4 to 40.";
    icon: "中间放套件图标", "With the suite's icon in the middle";
    pixels: "PNG 边长（像素）", "PNG's side (pixels)";
    millimetres: "PDF 边长（毫米）", "PDF's side (mm)";
    paper: "尺寸", "Size";
    a4: "A4 海报", "A4 poster";
    a6: "A6 桌牌", "A6 card for a table";
    phone: "手机长图", "Picture for phones";
    poster_lang: "文字", "Language";
    chinese: "中文", "Chinese";
    english: "英文", "English";
    preview: "预览", "Preview";
    no_preview: "这样的组合做不出能扫的码。", "A code like this can't be made so that it scans.";
    not_open: "链接现在不能用，所以没有二维码。", "The link can't be used now, so it has no code.";
    reset: "恢复默认", "Defaults";
    batch: "批次", "Batch";
    made_at: "创建时间", "Made";
    links: "链接", "Links";
    used: "已开通", "Used";
    taken_back: "已收回", "Revoked";
    no_batches: "还没有批次", "No batches yet";
    no_batches_detail: "上传客户名单，每个客户得到一个只能用一次的二维码。", "Upload a list of customers: each gets a code that works once.";
    revoke_batch: "全部收回", "Revoke all";
    restore_batch: "全部恢复", "Restore all";
    revoke_batch_detail: "还没有开通的链接会立即失效。之后可以恢复。", "Links that nobody has used stop working at once. They can be restored.";
    download_title: "下载二维码", "Download the codes";
    download_detail: "写好一个下载一个，可以在浏览器里随时取消。", "They are written as they are drawn; the browser can stop it at any time.";
    zip: "每个客户一张图（ZIP）", "A picture each (ZIP)";
    labels: "不干胶标签（PDF）", "Sheets of labels (PDF)";
    sheet: "标签纸（毫米）", "Label sheet (mm)";
    table_lang: "名单的语言", "Language of the table";
    batch_title: "按客户名单批量做", "Links from a list of customers";
    batch_detail: "名单里每个客户得到一个链接，只能开通一个团队。", "Each customer of the list gets a link, which lets in one team.";
    choose: "选择文件", "Choose a file";
    file: "客户名单", "List of customers";
    file_help: "CSV，最大 8 MB；有“客户”或 customer 一列，可以再有“序列号”或 serial 一列。", "CSV of up to 8 MB: a column 客户 or customer, and perhaps 序列号 or serial.";
    encoding: "文字编码", "Encoding";
    encoding_auto: "自动识别", "Automatic";
    encoding_detail: "预览里有乱码时再选。", "Choose one if the preview looks garbled.";
    reading: "正在读取名单…", "Reading the list…";
    holds: "检查结果", "What the list holds";
    fix_first: "请在文件里改好后重新选择。全部正确才能做。", "Mend them in the file and choose it again. A batch is made as a whole.";
    line: "行", "Line";
    fault: "问题", "What is wrong";
    whole_file: "整个文件", "The file";
    examples: "前几个客户", "The first customers";
    making: "正在做…", "Making them…";
    canceled: "已取消", "Canceled";
    stop: "取消制作", "Stop";
}

/// The states that links are listed by.
pub const STATES: &[&str] = &["open", "revoked"];

/// A link's state.
pub fn state(lang: Lang, word: &str) -> &'static str {
    match word {
        "open" => lang.pick("可用", "Open"),
        "revoked" | "link_revoked" => lang.pick("已收回", "Revoked"),
        "link_expired" => lang.pick("已过期", "Expired"),
        "link_used_up" => lang.pick("已用完", "Used up"),
        "suite_suspended" => lang.pick("套件已暂停", "Suite suspended"),
        _ => lang.pick("不可用", "Not usable"),
    }
}

/// A link's state; those of a suite that isn't approved yet say so.
pub fn state_in(lang: Lang, word: &str, is_draft: bool) -> &'static str {
    match (word, is_draft) {
        ("suite_suspended", true) => lang.pick("等待上线", "Not live yet"),
        _ => state(lang, word),
    }
}

/// What can be searched for.
pub fn search_help(lang: Lang) -> &'static str {
    lang.pick(
        "用途，或链接末尾的 12 位",
        "A label, or a link's last 12 characters",
    )
}

/// What batches can be searched for.
pub fn search_batches_help(lang: Lang) -> &'static str {
    lang.pick("用途", "A label")
}

/// How many of how many teams have come by a link.
pub fn uses(uses: u32, most: Option<u32>) -> String {
    match most {
        Some(most) => format!("{uses} / {most}"),
        None => uses.to_string(),
    }
}

/// A batch's name.
pub fn batch(lang: Lang, id: i64) -> String {
    lang.pick(format!("批次 {id}"), format!("Batch {id}"))
}

/// The question before a batch is taken back.
pub fn revoke_batch_title(lang: Lang, name: &str) -> String {
    lang.pick(
        format!("收回“{name}”的链接？"),
        format!("Revoke the links of {name}?"),
    )
}

/// So many links were taken back.
pub fn revoked(lang: Lang, count: u64) -> String {
    let count = number(count);
    lang.pick(
        format!("已收回 {count} 个链接"),
        format!("{count} links are revoked"),
    )
}

/// So many links were made.
pub fn made(lang: Lang, count: u64) -> String {
    let count = number(count);
    lang.pick(
        format!("已做好 {count} 个链接"),
        format!("{count} links are made"),
    )
}

/// Makes so many.
pub fn make(lang: Lang, count: u64) -> String {
    let count = number(count);
    lang.pick(format!("做 {count} 个链接"), format!("Make {count} links"))
}

/// How many customers a list has.
pub fn customers(lang: Lang, count: u64) -> String {
    let count = number(count);
    lang.pick(format!("{count} 个客户"), format!("{count} customers"))
}

/// How many lines are at fault.
pub fn faulty(lang: Lang, count: u64) -> String {
    let count = number(count);
    lang.pick(
        format!("{count} 处有问题。"),
        format!("{count} things are at fault."),
    )
}

/// How many faulty lines aren't shown.
pub fn more_faulty(lang: Lang, count: u64) -> String {
    let count = number(count);
    lang.pick(format!("还有 {count} 行"), format!("and {count} more"))
}
