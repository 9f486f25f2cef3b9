//! What the pages of acceptance say.

use api::console::acceptance::{AcceptanceCriteria, AcceptanceRound, VersionFault};
use domain::acceptance::{AcceptanceState, CheckGroup, CheckItem, Severity, Verdict};
use domain::word::Word;
use ui::lang::Lang;

table! {
    title: "验收", "Acceptance";
    own_detail: "先自查，再由运营做质量和安全验收。通过后商品变为预上架状态。", "You check the suite, then operators judge its quality and security. What passes is pre-listed.";
    self_check: "自查清单", "Self-check";
    version: "版本号", "Version";
    version_help: "例如 1.0。", "Such as 1.0.";
    remark: "备注", "Remark";
    remark_of: "备注：", "Remark on ";
    hand_in: "提交验收", "Hand it in";
    handed_in: "已提交验收", "Handed in";
    saved: "已自动保存", "Saved";
    saving: "正在保存…", "Saving…";
    waiting: "等待运营验收", "Operators judge it";
    waiting_detail: "结果会显示在这里，并发邮件通知负责人。开始验收前可以撤回。", "The result stands here and is mailed to the owners. Until they begin you can take it back.";
    take_back: "撤回", "Take it back";
    taken_back: "已撤回，可以继续修改", "Taken back";
    rounds: "验收结果", "Results";
    no_rounds: "还没有验收结果", "No results yet";
    no_rounds_detail: "每一轮的得分、缺陷和结论都会保留在这里。", "The score, the defects and the verdict of each round stay here.";
    score: "质量得分", "Score";
    coverage: "用例覆盖率", "Coverage of cases";
    security: "安全验收", "Security";
    quality: "质量验收", "Quality";
    secure: "通过", "Passed";
    insecure: "不通过", "Not passed";
    secure_detail: "没有发现会泄露数据或密钥的问题", "Nothing lays data or secrets open";
    insecure_detail: "这一轮不能通过", "The round can't pass";
    not_yet: "尚未登记", "Not recorded yet";
    no_defects: "没有发现缺陷。", "No defects were found.";
    defects: "缺陷", "Defects";
    queue_detail: "等待最久的在最前面。", "What has waited longest comes first.";
    all: "全部验收", "All acceptances";
    search_help: "套件或服务商名称", "Name of a suite or a vendor";
    none: "没有等待的验收", "No acceptances";
    none_detail: "服务商提交自查后会出现在这里。", "They come here once vendors have checked themselves.";
    submitted_at: "提交时间", "Handed in";
    round: "轮次", "Round";
    back: "返回列表", "Back to the list";
    the_check: "服务商的自查", "The vendor's self-check";
    ticked: "已勾选", "Ticked";
    record_defect: "登记缺陷", "Record a defect";
    defect_title: "是什么缺陷", "What it is";
    defect_text: "怎样出现", "How it shows itself";
    defect_text_help: "步骤、设备、截图所在的位置，可以不填。", "Steps, devices, where the pictures are. May be left empty.";
    severity: "严重程度", "Severity";
    remove: "移除", "Take out";
    removed: "已移除", "Taken out";
    recorded: "已登记", "Recorded";
    record: "登记", "Record";
    note: "说明", "Note";
    note_help: "最多 500 个字，可以不填。", "Up to 500 characters. May be left empty.";
    percent_help: "测试覆盖了多少用例，填 0 到 100。", "How many of the cases tests cover, 0 to 100 percent.";
    verdict: "结论", "Verdict";
    close: "结束这一轮", "Close the round";
    close_pass_detail: "按标准计算为通过：版本变为预上架状态，并发邮件通知服务商。结束后不能再改。", "By the rule it passes: the version is pre-listed and the vendor is mailed. It can't be changed after that.";
    close_fail_detail: "按标准计算为未通过：缺陷会发给服务商修改。结束后不能再改。", "By the rule it doesn't pass: the vendor gets the defects to mend. It can't be changed after that.";
    closed: "这一轮已结束", "The round is closed";
    incomplete: "登记质量和安全两部分后，才能得出结论。", "Record both parts to get a verdict.";
    before: "之前的轮次", "Earlier rounds";
    suspended: "套件已暂停：", "The suite is suspended: ";
}

/// What the queue's states are.
pub const STATES: &[&str] = &["submitted", "passed", "failed"];

/// The name of a state by its word.
pub fn state_word(lang: Lang, word: &str) -> &'static str {
    AcceptanceState::from_word(word).map_or("", |it| state(lang, it))
}

/// How a round stands.
pub fn state(lang: Lang, state: AcceptanceState) -> &'static str {
    match state {
        AcceptanceState::Draft => lang.pick("自查中", "Being checked"),
        AcceptanceState::Submitted => lang.pick("待验收", "Waiting"),
        AcceptanceState::Passed => lang.pick("通过", "Passed"),
        AcceptanceState::Failed => lang.pick("未通过", "Not passed"),
    }
}

/// How grave a defect is.
pub fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Trivial => lang.pick("轻微", "Trivial"),
        Severity::Minor => lang.pick("次要", "Minor"),
        Severity::Major => lang.pick("主要", "Major"),
        Severity::Critical => lang.pick("严重", "Critical"),
        Severity::Blocker => lang.pick("阻断", "Blocker"),
    }
}

/// What a severity means.
pub fn severity_detail(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Trivial => lang.pick("几乎看不出来", "Hardly seen"),
        Severity::Minor => lang.pick("让人不便", "A nuisance"),
        Severity::Major => lang.pick("重要功能不能用", "Something important doesn't work"),
        Severity::Critical => lang.pick("数据丢失或泄露", "Data are lost or laid open"),
        Severity::Blocker => lang.pick("完全不能用", "Nothing works"),
    }
}

/// What a round came to, by what it was measured.
pub fn verdict(
    lang: Lang,
    verdict: Verdict,
    round: &AcceptanceRound,
    criteria: &AcceptanceCriteria,
) -> String {
    let (score, above, least) = (round.score, criteria.score_above, criteria.min_coverage);
    let coverage = round.quality.as_ref().map_or(0, |part| part.coverage);
    match verdict {
        Verdict::Passed => lang.pick(
            format!("通过：{score} 分，高于 {above}"),
            format!("Passes: {score} points, more than {above}"),
        ),
        Verdict::Fatal => lang.pick(
            "未通过：有阻断或严重缺陷".to_owned(),
            "Doesn't pass: there is a blocker or a critical defect".to_owned(),
        ),
        Verdict::Security => lang.pick(
            "未通过：安全验收不通过".to_owned(),
            "Doesn't pass: the security part isn't passed".to_owned(),
        ),
        Verdict::Coverage => lang.pick(
            format!("未通过：覆盖率 {coverage}%，应不低于 {least}%"),
            format!("Doesn't pass: {coverage}% of the cases are covered, {least}% are needed"),
        ),
        Verdict::Score => lang.pick(
            format!("未通过：{score} 分，应高于 {above}"),
            format!("Doesn't pass: {score} points, more than {above} are needed"),
        ),
    }
}

/// The rule by which versions are measured.
pub fn rule(lang: Lang, it: &AcceptanceCriteria) -> String {
    let AcceptanceCriteria {
        major,
        minor,
        trivial,
        score_above: above,
        min_coverage: least,
        max_rounds: rounds,
        ..
    } = it;
    lang.pick(
        format!(
            "得分 = 100 − 主要缺陷 × {major} − 次要 × {minor} − 轻微 × {trivial}，高于 {above} 分通过；有阻断或严重缺陷不通过；用例覆盖率不低于 {least}%；每个版本最多 {rounds} 轮。"
        ),
        format!(
            "The score is 100 less {major} for each major, {minor} for each minor and {trivial} for each trivial defect; more than {above} pass. A blocker or a critical defect fails it. Tests cover at least {least}% of the cases. A version has {rounds} rounds at most."
        ),
    )
}

/// Which round of which version.
pub fn round_of(lang: Lang, version: &str, round: u32) -> String {
    lang.pick(
        format!("{version} · 第 {round} 轮"),
        format!("{version} · round {round}"),
    )
}

/// The round that a version would be.
pub fn next_round(lang: Lang, round: u32, max: u32) -> String {
    lang.pick(
        format!("这是第 {round} 轮，每个版本最多 {max} 轮。"),
        format!("This is round {round} of {max}."),
    )
}

/// Why a version can't be handed in.
pub fn version_fault(lang: Lang, fault: VersionFault) -> &'static str {
    match fault {
        VersionFault::Accepted => lang.pick(
            "这个版本已经通过验收。发布新版本时填写新的版本号。",
            "This version is accepted. For the next one name another.",
        ),
        VersionFault::Spent => lang.pick(
            "这个版本的次数已用完，请填写新的版本号。",
            "This version had all its rounds. Name another one.",
        ),
    }
}

/// How many items are ticked.
pub fn ticked(lang: Lang, ticked: usize, all: usize) -> String {
    lang.pick(
        format!("已勾选 {ticked} / {all}"),
        format!("{ticked} of {all} ticked"),
    )
}

/// Recorded by somebody.
pub fn by(lang: Lang, who: &str) -> String {
    lang.pick(format!("登记人：{who}"), format!("Recorded by {who}"))
}

/// Closed by somebody.
pub fn decided_by(lang: Lang, who: &str) -> String {
    lang.pick(format!("由 {who} 结束"), format!("Closed by {who}"))
}

/// What items are about.
pub fn group(lang: Lang, group: CheckGroup) -> &'static str {
    match group {
        CheckGroup::Quality => lang.pick("质量", "Quality"),
        CheckGroup::Security => lang.pick("安全", "Security"),
        CheckGroup::Presentation => lang.pick("展示", "Presentation"),
        CheckGroup::Service => lang.pick("服务", "Service"),
    }
}

/// An item of the self-check.
pub fn item(lang: Lang, item: CheckItem) -> &'static str {
    match item {
        CheckItem::WholePath => lang.pick(
            "在手机上完整走过一遍：从扫码到开始使用。",
            "The whole way was gone on a phone, from the scan to the app in use.",
        ),
        CheckItem::TestCases => lang.pick(
            "测试用例已写好并执行，覆盖客户会做的事。",
            "Test cases are written and run, and cover what customers do.",
        ),
        CheckItem::Activation => lang.pick(
            "客户授权后，服务器在 3 秒内激活套件。",
            "The server activates the suite within 3 seconds of the authorization.",
        ),
        CheckItem::HomePages => lang.pick(
            "每个微应用的首页打开就是该企业的内容，不需要再次登录。",
            "Each home page opens for the right team, without another sign-in.",
        ),
        CheckItem::Phones => lang.pick(
            "在小屏幕、旧手机和慢网络上也能用。",
            "It works on small and old phones and over a slow network.",
        ),
        CheckItem::Faults => lang.pick(
            "出错时用文字说明并给出办法，没有白屏和错误代码。",
            "Errors are told in words with a way on: no blank page, no codes.",
        ),
        CheckItem::Isolation => lang.pick(
            "各企业独立部署或隔离，看不到别人的数据。",
            "Each customer is served apart: nobody sees another's data.",
        ),
        CheckItem::Https => lang.pick(
            "首页和服务器只用 https 访问。",
            "Home pages and the server are reached by https alone.",
        ),
        CheckItem::Secrets => lang.pick(
            "密钥、令牌和永久授权码加密保存，不出现在网页、客户端和日志里。",
            "Secrets, tokens and permanent codes are stored encrypted, and in no page, app or log.",
        ),
        CheckItem::Signatures => lang.pick(
            "处理回调前先校验签名。",
            "Each callback's signature is checked before anything is done.",
        ),
        CheckItem::LeastData => lang.pick(
            "只申请用得到的数据和接口。",
            "It asks for no data that it doesn't use.",
        ),
        CheckItem::Withdrawal => lang.pick(
            "客户取消授权后不再读取数据，并删除已有数据。",
            "After a withdrawal nothing is read any more, and data are deleted.",
        ),
        CheckItem::Naming => lang.pick(
            "名称、图标和介绍属实，不借用他人品牌。",
            "Name, icons and descriptions are true, and nobody else's.",
        ),
        CheckItem::Texts => lang.pick(
            "页面文字完整、没有错别字。",
            "Texts are complete and without mistakes.",
        ),
        CheckItem::Support => lang.pick(
            "客服联系方式有效，有人答复客户。",
            "The contact is right, and somebody answers customers.",
        ),
        CheckItem::Running => lang.pick(
            "服务器有监控，数据有备份。",
            "The server is watched, and backups are made.",
        ),
    }
}
