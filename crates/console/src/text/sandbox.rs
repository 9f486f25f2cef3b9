//! What the page of a suite's sandbox says.

use ui::lang::Lang;

table! {
    title: "沙箱", "Sandbox";
    detail: "上线前后都可以试用套件。这里的一切都有“测试”标记，不计入漏斗和客户。", "Try the suite before it is live and after. All of it is marked as a test, and counts in no funnel and among no customers.";
    links: "测试链接", "Test links";
    links_detail: "用手机扫码，走一遍客户的流程。审核中的申请表怎么填，试用就怎么走。30 天有效。", "Scan one with a phone and go the customer's way, as the open application has it. Each holds for 30 days.";
    no_links: "还没有测试链接", "No test links yet";
    no_links_detail: "新建一个，用手机扫码就能试用。", "Make one, and scan it with a phone.";
    new_link: "新建测试链接", "New test link";
    label: "给谁试用", "Who tries it";
    label_help: "例如测试同事、审核人员，最多 60 个字，可以不填。", "A colleague, the reviewer: up to 60 characters. May be left empty.";
    no_label: "（没有说明）", "(no name)";
    make: "创建", "Make";
    made: "测试链接已创建", "The test link is made";
    open: "打开", "Open";
    save: "下载", "Download";
    expires: "有效期至", "Valid through";
    remove: "移除", "Remove";
    remove_link_detail: "再扫这个码，会看到链接已停用。已经建好的测试团队不受影响。", "Scanned again, its code says that the link was withdrawn. Test teams that were made stay.";
    link_removed: "测试链接已移除", "The test link is removed";
    teams: "测试团队", "Test teams";
    teams_detail: "从测试链接创建的团队。移除后，名额和它用过的测试序列号都会空出来，您的服务器会收到取消授权的通知。", "Teams that were made by a test link. Removing one frees its place and its test serial numbers, and your server is told that it has withdrawn.";
    no_teams: "还没有测试团队", "No test teams yet";
    no_teams_detail: "用手机扫测试链接，创建的团队会显示在这里。", "Scan a test link with a phone; the team that you create stands here.";
    team: "团队", "Team";
    people: "人数", "People";
    created: "创建时间", "Created";
    not_authorized: "还没有授权", "Not authorized yet";
    remove_team_detail: "团队会解散，里面的人都不再能用。这不能撤销。", "The team is dissolved, and nobody in it can use it any more. This can't be undone.";
    team_removed: "测试团队已移除", "The test team is removed";
    serials: "测试序列号", "Test serial numbers";
    serials_detail: "只能在测试链接里使用，最多 20 个。移除用过它的团队后可以再用。", "They work by test links alone; 20 at most. One is free again once its team is removed.";
    serials_vendor: "序列号由您的服务器验证：试用时请输入它认得的序列号。", "Your own server verifies serial numbers: type one that it takes.";
    serials_none: "这个套件不需要序列号，试用时不会问。", "The suite asks for no serial number.";
    no_serials: "还没有测试序列号", "No test serial numbers yet";
    no_serials_detail: "生成几个，试用时输入。", "Issue some to type while you try it.";
    issue: "生成 5 个", "Issue 5";
    issue_rest: "生成剩下的", "Issue the rest";
    issued: "测试序列号已生成", "The test serial numbers are issued";
    free: "空闲", "Free";
    full: "3 个名额已满，新的测试团队要等移除一个之后才能创建。", "All 3 places are taken: another team can be made once one is removed.";
    code: "测试链接的二维码", "The test link's QR code";
}

/// How many of how many there are.
pub fn of_most(count: usize, most: u32) -> String {
    format!("{count} / {most}")
}

/// A test link's state.
pub fn link_state(lang: Lang, word: &str) -> &'static str {
    match word {
        "open" => lang.pick("可用", "Open"),
        "link_expired" => lang.pick("已过期", "Expired"),
        "link_used_up" => lang.pick("名额已满", "All places taken"),
        "suite_suspended" => lang.pick("套件已暂停", "Suite suspended"),
        _ => lang.pick("不可用", "Not usable"),
    }
}

/// The question before a test link is removed.
pub fn remove_link_title(lang: Lang, label: &str) -> String {
    lang.pick(
        format!("移除测试链接“{label}”？"),
        format!("Remove the test link {label}?"),
    )
}

/// The question before a test team is removed.
pub fn remove_team_title(lang: Lang, name: &str) -> String {
    lang.pick(format!("移除“{name}”？"), format!("Remove {name}?"))
}
