//! What the program of a deploy link says.

use api::problem::{Code, Problem};
use domain::link::LinkProblem;
use domain::task::{SerialRule, Task};
use domain::team::Industry;
use domain::word::Word;

use super::wait;
use crate::lang::Lang;

table_beside! {
    steps: "步骤", "Steps";
    certified: "已认证", "Certified";
    begin: "开始开通", "Begin";
    get_client: "还没有客户端？去下载", "Don't have the app? Download it";
    to_workbench: "进入工作台", "Go to the workbench";
    guide_hint: "约 2 分钟 · 中途退出也没关系，再次扫码会接着来", "About 2 minutes · you can leave and scan again later to continue";
    done: "已完成", "done";
    now: "现在", "now";
    later: "稍后", "later";
    contact: "联系服务商", "Contact the vendor";
    team: "创建团队", "Create a team";
    team_solo: "1 人团队", "1-person team";
    team_group: "6 人及以上", "6 people or more";
    team_either: "1 人团队，或 6 人及以上", "1 person, or 6 or more";
    start: "开始使用", "Start";
    start_detail: "进入工作台", "Go to the workbench";
    open: "开通应用", "Open the app";
    open_serial: "输入序列号", "serial number";
    open_authorize: "授权", "authorization";
    open_scope: "设置使用范围", "who may use it";
    mode_solo: "1 人团队", "1 person";
    mode_solo_detail: "适合人多的公司，通讯录稍后用表格导入", "For larger companies: import contacts later";
    mode_group: "6 人及以上", "6 or more";
    mode_group_detail: "适合人少的公司，现在就添加同事", "For small companies: add colleagues now";
    team_name: "团队名称", "Team name";
    industry: "行业", "Industry";
    owner_name: "您的姓名", "Your name";
    colleagues: "同事", "Colleagues";
    me: "我", "Me";
    add_colleague: "添加同事", "Add a colleague";
    paste_list: "粘贴名单", "Paste a list";
    remove: "移除", "Remove";
    name: "姓名", "Name";
    department: "部门", "Department";
    optional: "选填", "optional";
    add: "添加", "Add";
    next: "下一步", "Next";
    paste_hint: "每行一人：姓名 手机号 部门（选填）", "One person per line: name, number, department (optional)";
    paste_take: "添加到名单", "Add to the list";
    pick_title: "给哪个团队开通？", "Which team is this for?";
    pick_detail: "选择您的团队，或者新建一个", "Choose one of your teams, or create a new one";
    create_another: "新建一个团队", "Create a new team";
    has_suite: "已开通，去工作台", "Already set up: go to the workbench";
    serial_title: "输入序列号", "Enter the serial number";
    verify: "验证", "Verify";
    serial_pending: "服务商还没有回应", "The vendor hasn't answered yet";
    serial_pending_detail: "不是序列号的问题。我们会继续询问，一有回应就带您到下一步；也可以先离开。", "Your serial number isn't wrong. We keep asking, and continue as soon as there is an answer. You can leave in the meantime.";
    other_serial: "换一个序列号", "Enter another serial";
    stopped: "问了很多次都没有回应，我们已停止询问。您可以再问一次，或联系服务商。", "We asked many times and have stopped. You can ask again, or contact the vendor.";
    ask_vendor: "再问一次", "Ask again";
    authorize_title: "授权", "Authorize";
    consent: "我是负责人，同意服务商使用以上信息", "I'm in charge of this team and agree to share the above";
    authorize: "立即授权", "Authorize now";
    authorize_hint: "授权之后，服务商才会收到以上信息", "The vendor receives this only after you authorize";
    activating: "正在开通", "Setting it up";
    authorized: "已授权", "Authorized";
    usually_5s: "通常不到 5 秒", "Usually less than 5 seconds";
    late: "比平时久一些，我们还在等", "Taking longer than usual; we are still waiting";
    usable: "可以使用", "Ready to use";
    leave_hint: "可以先离开，开通完成后，回到这里即可继续", "You can leave; it will be here when you come back";
    refused: "服务商没有同意开通", "The vendor declined";
    custom: "服务商的步骤", "The vendor's own step";
    read_only: "这一步已完成", "This step is done";
    custom_done: "已完成，下一步", "Done, next";
    open_page: "打开页面", "Open the page";
    start_button: "开始使用", "Start";
    another_team: "为另一个团队开通", "Deploy to another team";
    ask: "请负责人授权", "Ask for authorization";
    ask_title: "请负责人授权", "Ask for authorization";
    ask_detail: "开通应用要由团队的负责人或管理员授权。我们会把应用、服务商和所需权限一起发给他们。", "Only your team's owner or an admin can authorize apps. We'll send them the app, its vendor and the data it asks for.";
    ask_send: "发送申请", "Send the request";
    ask_waiting: "申请已发送", "Request sent";
    ask_waiting_detail: "负责人会在工作台看到。可以先离开，授权后这里会自动继续。", "They'll see it on their workbench. You can leave; this page continues once they authorize.";
    ask_take_back: "撤回申请", "Withdraw the request";
    ask_declined: "负责人没有同意", "The request was declined";
    ask_again: "再申请一次", "Ask again";
    ask_authorized: "已授权，正在开通", "Authorized; being set up";
    ask_not_in_scope: "您暂时不在使用范围内，可以请负责人把您加进来。", "You can't use it yet. Ask the owner to add you.";
    change_team: "换一个团队", "Choose another team";
    ask_owner: "请负责人授权", "Ask the owner";
    invite: "邀请同事加入", "Invite colleagues";
    invite_detail: "扫一扫，或把链接发到群里", "Let them scan the code, or send them the link";
    copy_invite: "复制邀请链接", "Copy the invite link";
    copied: "已复制", "Copied";
    not_copied: "复制失败", "Couldn't copy";
}

/// A task by its name; an ISV's own has one in its suite.
pub fn task(lang: Lang, task: Task) -> &'static str {
    let t = of(lang);
    match task {
        Task::SignIn => t.sign_in_title,
        Task::Team => t.team,
        Task::Ask => t.ask_title,
        Task::Serial => t.serial_title,
        Task::Authorize => t.authorize_title,
        Task::Scope => t.scope_title,
        Task::Start => t.start,
        Task::Custom(_) => t.custom,
    }
}

/// Why a link can't be used, and what to do next.
pub fn link_problem(lang: Lang, problem: LinkProblem) -> (&'static str, &'static str) {
    match problem {
        LinkProblem::Unknown => lang.pick(
            (
                "没有找到这个链接",
                "请检查二维码或链接是否完整，或向服务商要一个新的。",
            ),
            (
                "This link doesn't exist",
                "Check that the code or link is complete, or ask the vendor for a new one.",
            ),
        ),
        LinkProblem::Expired => lang.pick(
            ("这个链接已过期", "请联系服务商，换一个新的链接或二维码。"),
            (
                "This link has expired",
                "Ask the vendor for a new link or QR code.",
            ),
        ),
        LinkProblem::Revoked => lang.pick(
            (
                "服务商已停用这个链接",
                "请联系服务商，换一个新的链接或二维码。",
            ),
            (
                "The vendor has withdrawn this link",
                "Ask the vendor for a new link or QR code.",
            ),
        ),
        LinkProblem::UsedUp => lang.pick(
            (
                "这个链接的次数已用完",
                "请联系服务商，换一个新的链接或二维码。",
            ),
            (
                "This link has been used up",
                "Ask the vendor for a new link or QR code.",
            ),
        ),
        LinkProblem::Suspended => lang.pick(
            (
                "这个应用暂停开通",
                "已开通的团队不受影响。恢复时间请咨询服务商。",
            ),
            (
                "This app can't be deployed right now",
                "Teams that have it aren't affected. Ask the vendor when it will be back.",
            ),
        ),
    }
}

/// An industry.
pub fn industry(lang: Lang, industry: Industry) -> &'static str {
    match industry {
        Industry::Catering => lang.pick("餐饮", "Catering"),
        Industry::Retail => lang.pick("零售", "Retail"),
        Industry::Manufacturing => lang.pick("制造", "Manufacturing"),
        Industry::Education => lang.pick("教育", "Education"),
        Industry::Technology => lang.pick("互联网与软件", "Technology"),
        Industry::Construction => lang.pick("建筑与装修", "Construction"),
        Industry::Health => lang.pick("医疗健康", "Health"),
        Industry::Logistics => lang.pick("物流", "Logistics"),
        Industry::Services => lang.pick("生活服务", "Services"),
        Industry::Other => lang.pick("其他", "Other"),
    }
}

/// How many people a group still lacks.
pub fn missing(lang: Lang, n: usize) -> String {
    lang.pick(format!("还差 {n} 人"), format!("{n} more needed"))
}

/// Too many wrong serials.
pub fn serial_wait(lang: Lang, seconds: u32) -> String {
    let wait = wait(lang, seconds);
    lang.pick(
        format!("错误次数过多，请 {wait}后再试。"),
        format!("Too many wrong serials. Try again in {wait}."),
    )
}

/// Who gives serials, and what they look like; a vendor's own look like anything.
pub fn serial_detail(lang: Lang, vendor: &str, rule: SerialRule) -> String {
    match rule {
        SerialRule::Vendor => lang.pick(
            format!("由{vendor}提供，请照原样输入"),
            format!("Given by {vendor}. Enter it exactly as it is."),
        ),
        SerialRule::None | SerialRule::Issued => lang.pick(
            format!("由{vendor}提供，形如 XXXX-XXXX-XXXX-XXXX"),
            format!("Given by {vendor}, like XXXX-XXXX-XXXX-XXXX"),
        ),
    }
}

/// What is authorized for whom.
pub fn authorize_for(lang: Lang, suite: &str, team: &str) -> String {
    lang.pick(
        format!("授权“{suite}”用于 {team}"),
        format!("Authorize {suite} for {team}"),
    )
}

/// The vendor has done it.
pub fn vendor_activated(lang: Lang, vendor: &str) -> String {
    lang.pick(format!("{vendor}已开通"), format!("{vendor} has set it up"))
}

/// The vendor is at it.
pub fn vendor_activating(lang: Lang, vendor: &str) -> String {
    lang.pick(
        format!("{vendor}正在开通"),
        format!("{vendor} is setting it up"),
    )
}

/// The suite is in use.
pub fn activated(lang: Lang, suite: &str) -> String {
    lang.pick(format!("{suite} 已开通"), format!("{suite} is ready"))
}

/// Who may use it, on the last page.
pub fn usable_by(lang: Lang, team: &str, names: &[String], people: u32) -> String {
    let names = names.join(lang.pick("、", ", "));
    match (lang, names.is_empty()) {
        (Lang::Zh, true) => format!("{team} · 全员 {people} 人可用"),
        (Lang::Zh, false) => format!("{team} · {names}共 {people} 人可用"),
        (Lang::En, true) => format!("{team} · everyone ({people})"),
        (Lang::En, false) => format!("{team} · {names} ({people})"),
    }
}

/// So many lines were read from a pasted list.
pub fn pasted(lang: Lang, good: usize, all: usize) -> String {
    let lines = if all == 1 { "line" } else { "lines" };
    lang.pick(
        format!("识别到 {all} 行，{good} 行可用"),
        format!("{all} {lines}, {good} of them good"),
    )
}

/// What a refusal means to the person, with the wait or the tries that are left.
pub fn refusal(lang: Lang, problem: &Problem, vendor: &str) -> String {
    if let (Code::SerialWait, Some(seconds)) = (problem.code, problem.retry_after) {
        return serial_wait(lang, seconds);
    }
    let own = |code| link_refusal(lang, code).or_else(|| own(lang, code, vendor));
    own(problem.code).unwrap_or_else(|| super::refusal(lang, problem, vendor))
}

/// What an error code means that is a link's problem, and what to do next.
pub fn link_refusal(lang: Lang, code: Code) -> Option<String> {
    // They have the same words.
    let problem = LinkProblem::from_word(&code.word())?;
    let (what, next) = link_problem(lang, problem);
    Some(lang.pick(format!("{what}。{next}"), format!("{what}. {next}")))
}

/// What an error code of this program's own means.
fn own(lang: Lang, code: Code, vendor: &str) -> Option<String> {
    let message = match code {
        Code::TeamMode => lang.pick(
            "这个应用不支持这种团队。",
            "This app isn't offered to this kind of team.",
        ),
        Code::TeamName => lang.pick(
            "团队名称为 1 到 40 个字。",
            "A team's name has 1 to 40 characters.",
        ),
        Code::Industry => lang.pick("请选择行业。", "Choose an industry."),
        Code::OwnerName | Code::ColleagueName => {
            lang.pick("姓名为 1 到 20 个字。", "A name has 1 to 20 characters.")
        }
        Code::ColleagueDepartment => lang.pick(
            "部门名称最多 20 个字。",
            "A department's name has at most 20 characters.",
        ),
        Code::ColleagueTwice => lang.pick(
            "这个号码已经添加过了。",
            "This number is in the list already.",
        ),
        Code::ColleagueOwner => lang.pick(
            "这是您自己的号码，不用添加。",
            "This is your own number; you are counted already.",
        ),
        Code::TeamTooFew => lang.pick(
            "至少需要 6 人（含您自己）。",
            "At least 6 people are needed, you included.",
        ),
        Code::TeamTooMany => lang.pick(
            "手机上最多添加 200 人。",
            "At most 200 people can be added on a phone.",
        ),
        Code::NotATeamMember => lang.pick(
            "只能选择您所在的团队。",
            "Only a team that you are in can be picked.",
        ),
        Code::TeamHasSuite => lang.pick(
            "这个团队已经开通过这个应用。",
            "This team has the app already.",
        ),
        Code::SerialMalformed => lang.pick(
            "序列号为 16 位字母和数字。",
            "A serial has 16 letters and digits.",
        ),
        Code::SerialMistyped => lang.pick(
            "好像有一位输错了，请对照再看一遍。",
            "One character seems to be wrong. Compare once more.",
        ),
        Code::SerialWrong => {
            return Some(lang.pick(
                format!("没有这个序列号。请核对，或联系{vendor}。"),
                format!("There is no such serial. Compare it, or contact {vendor}."),
            ));
        }
        Code::SerialEmpty => lang.pick("请输入序列号。", "Enter the serial number."),
        Code::SerialTooLong => lang.pick(
            "序列号最多 64 个字符。",
            "A serial has at most 64 characters.",
        ),
        Code::SerialInvisible => lang.pick(
            "里面有换行或看不见的字符。请删去，只留序列号。",
            "There are line breaks or invisible characters in it. Leave only the serial.",
        ),
        Code::SerialRefused => {
            return Some(lang.pick(
                format!("{vendor}没有通过这个序列号，请核对后再试。"),
                format!("{vendor} doesn't accept this serial. Compare it and try again."),
            ));
        }
        Code::SerialUsed => {
            return Some(lang.pick(
                format!("这个序列号已被另一个团队使用。请核对，或联系{vendor}换一个。"),
                format!("Another team uses this serial. Compare it, or ask {vendor} for another."),
            ));
        }
        Code::SerialRevoked => {
            return Some(lang.pick(
                format!("这个序列号已被{vendor}作废。请联系他们换一个。"),
                format!("{vendor} has revoked this serial. Ask them for another."),
            ));
        }
        Code::SerialExpired => {
            return Some(lang.pick(
                format!("这个序列号已过期。请联系{vendor}换一个。"),
                format!("This serial has expired. Ask {vendor} for another."),
            ));
        }
        Code::SerialWait => lang.pick(
            "错误次数过多，请稍后再试。",
            "Too many wrong serials. Wait a little.",
        ),
        Code::ConsentMissing => lang.pick("请先勾选同意。", "Tick the box first."),
        Code::TaskNotDue => lang.pick(
            "这一步的状态已更新，请查看最新状态。",
            "This step has moved on.",
        ),
        _ => return None,
    };
    Some(message.to_owned())
}
