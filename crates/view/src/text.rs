//! Every text of the pages: one typed table a language, and the sentences that hold a number or name.

mod en;
pub mod team;
mod zh;

use api::problem::{Code, Problem};
use domain::link::LinkProblem;
use domain::team::Industry;

use crate::lang::Lang;

macro_rules! table {
    ($($name:ident)+) => {
        /// The texts of one language; a missing one doesn't compile.
        #[expect(missing_docs, reason = "a text says what it is by its name")]
        pub struct Text { $(pub $name: &'static str),+ }
    };
}

table! {
    product switch back steps certified begin go_on to_workbench guide_hint done now later contact
    team team_solo team_group team_either start start_detail open open_serial open_authorize open_scope
    sign_in_title sign_in_detail phone code send_code code_sent demo_code sign_out signed_in_as
    mode_solo mode_solo_detail mode_group mode_group_detail team_name industry owner_name
    colleagues me add_colleague paste_list remove name department optional add cancel next
    paste_hint paste_take pick_title pick_detail create_another has_suite
    serial_title verify serial_pending serial_pending_detail
    authorize_title consent authorize authorize_hint activating authorized usually_5s late usable
    leave_hint refused try_again
    scope_title everyone everyone_detail departments members search_departments search_members
    no_departments no_match more_members finish read_only
    custom_done open_page start_button another_team
    ask ask_title ask_detail ask_send ask_waiting ask_waiting_detail ask_take_back ask_declined
    ask_again ask_authorized ask_not_in_scope your_teams change_team ask_owner
    invite invite_detail copy_invite copied
    offline working waiting retry failed not_found not_found_detail home loading session_over
}

/// The table of a language.
pub fn of(lang: Lang) -> &'static Text {
    match lang {
        Lang::Zh => &zh::TEXT,
        Lang::En => &en::TEXT,
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
                "Check that the code or link is whole, or ask the vendor for a new one.",
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
                "All uses of this link are spent",
                "Ask the vendor for a new link or QR code.",
            ),
        ),
        LinkProblem::Suspended => lang.pick(
            (
                "这个应用暂停开通",
                "已开通的团队不受影响。恢复时间请咨询服务商。",
            ),
            (
                "This app can't be deployed at present",
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

/// So many people.
pub fn people(lang: Lang, n: u32) -> String {
    match (lang, n) {
        (Lang::Zh, n) => format!("{n} 人"),
        (Lang::En, 1) => "1 person".to_owned(),
        (Lang::En, n) => format!("{n} people"),
    }
}

/// How many people a group still lacks.
pub fn missing(lang: Lang, n: usize) -> String {
    lang.pick(format!("还差 {n} 人"), format!("{n} more needed"))
}

/// Seconds until a code may be sent again.
pub fn resend_in(lang: Lang, seconds: u32) -> String {
    lang.pick(
        format!("{seconds} 秒后重发"),
        format!("Again in {seconds} s"),
    )
}

/// A wait in words.
pub fn wait(lang: Lang, seconds: u32) -> String {
    match seconds {
        0..=90 => lang.pick(format!("{seconds} 秒"), format!("{seconds} seconds")),
        91..=5400 => {
            let minutes = seconds.div_ceil(60);
            lang.pick(format!("{minutes} 分钟"), format!("{minutes} minutes"))
        }
        _ => {
            let hours = seconds.div_ceil(3600);
            lang.pick(format!("{hours} 小时"), format!("{hours} hours"))
        }
    }
}

/// Tries that are left.
pub fn tries_left(lang: Lang, n: u32) -> String {
    let tries = if n == 1 { "try" } else { "tries" };
    lang.pick(format!("还可以试 {n} 次"), format!("{n} {tries} left"))
}

/// Too many wrong serials.
pub fn serial_wait(lang: Lang, seconds: u32) -> String {
    let wait = wait(lang, seconds);
    lang.pick(
        format!("试错次数太多，请 {wait}后再试。"),
        format!("Too many wrong serials. Try again in {wait}."),
    )
}

/// Who gives serials, and what they look like.
pub fn serial_detail(lang: Lang, vendor: &str) -> String {
    lang.pick(
        format!("由{vendor}提供，形如 XXXX-XXXX-XXXX-XXXX"),
        format!("Given by {vendor}, like XXXX-XXXX-XXXX-XXXX"),
    )
}

/// What is authorized for whom.
pub fn authorize_for(lang: Lang, suite: &str, team: &str) -> String {
    lang.pick(
        format!("授权“{suite}”用于 {team}"),
        format!("Authorize {suite} for {team}"),
    )
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
        (Lang::Zh, true) => format!("{team} ・ 全员 {people} 人可用"),
        (Lang::Zh, false) => format!("{team} ・ {names}共 {people} 人可用"),
        (Lang::En, true) => format!("{team} · everyone ({people})"),
        (Lang::En, false) => format!("{team} · {names} ({people})"),
    }
}

/// So many chosen, in the button.
pub fn finish_with(lang: Lang, departments: Option<usize>, people: u32) -> String {
    match (lang, departments) {
        (Lang::Zh, Some(n)) => format!("完成（{n} 个部门，{people} 人）"),
        (Lang::Zh, None) => format!("完成（{people} 人）"),
        (Lang::En, Some(1)) => format!("Done (1 department, {})", self::people(lang, people)),
        (Lang::En, Some(n)) => format!("Done ({n} departments, {})", self::people(lang, people)),
        (Lang::En, None) => format!("Done ({})", self::people(lang, people)),
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
    let said = self::problem(lang, problem.code, vendor);
    match (problem.code, problem.retry_after, problem.left) {
        (Code::SerialWait, Some(seconds), _) => serial_wait(lang, seconds),
        (Code::CodeTooSoon, Some(seconds), _) => said + " " + &wait(lang, seconds),
        (Code::CodeWrong, None, Some(left)) => said + " " + &tries_left(lang, left),
        _ => said,
    }
}

/// What an error code means to the person. Whatever isn't about their entry asks to try again.
pub fn problem(lang: Lang, code: Code, vendor: &str) -> String {
    let said = match code {
        Code::PhoneInvalid | Code::ColleaguePhone => {
            lang.pick("请输入正确的手机号；境外号码请带上 + 和国家码。", "Enter a mobile number; for one outside mainland China begin with + and the country code.")
        }
        Code::CodeTooSoon => lang.pick("验证码发送太频繁，请稍后再试。", "Codes are asked for too often. Wait a little."),
        Code::CodeNotSent => lang.pick("短信没有发出去，请重试。", "The text message couldn't be sent. Try again."),
        Code::CodeWrong => lang.pick("验证码不对，请再看一下短信。", "That isn't the code. Look at the message again."),
        Code::CodeExpired => lang.pick("验证码已失效，请重新获取。", "The code is over. Get a new one."),
        Code::CodeSpent => lang.pick("试错次数太多，请重新获取验证码。", "Tried too often. Get a new code."),
        Code::LinkUnknown => link_problem(lang, LinkProblem::Unknown).0,
        Code::LinkExpired => link_problem(lang, LinkProblem::Expired).0,
        Code::LinkRevoked => link_problem(lang, LinkProblem::Revoked).0,
        Code::LinkUsedUp => link_problem(lang, LinkProblem::UsedUp).0,
        Code::SuiteSuspended => link_problem(lang, LinkProblem::Suspended).0,
        Code::TeamMode => lang.pick("这个应用不支持这种团队。", "This app isn't offered to this kind of team."),
        Code::TeamName => lang.pick("团队名称为 1 到 40 个字。", "A team's name has 1 to 40 characters."),
        Code::Industry => lang.pick("请选择行业。", "Choose an industry."),
        Code::OwnerName | Code::ColleagueName => lang.pick("姓名为 1 到 20 个字。", "A name has 1 to 20 characters."),
        Code::ColleagueDepartment => lang.pick("部门名称最多 20 个字。", "A department's name has at most 20 characters."),
        Code::ColleagueTwice => lang.pick("这个号码已经添加过了。", "This number is in the list already."),
        Code::ColleagueOwner => lang.pick("这是您自己的号码，不用添加。", "This is your own number; you are counted already."),
        Code::TeamTooFew => lang.pick("至少需要 6 人（含您自己）。", "At least 6 people are needed, you included."),
        Code::TeamTooMany => lang.pick("手机上最多添加 200 人。", "At most 200 people can be added on a phone."),
        Code::TeamNotOwned => lang.pick("只能选择您所在的团队。", "Only a team that you are in can be picked."),
        Code::TeamHasSuite => lang.pick("这个团队已经开通过这个应用。", "This team has the app already."),
        Code::SerialMalformed => lang.pick("序列号为 16 位字母和数字。", "A serial has 16 letters and digits."),
        Code::SerialMistyped => lang.pick("好像有一位输错了，请对照再看一遍。", "One character seems to be wrong. Compare once more."),
        Code::SerialWrong => return lang.pick(format!("没有这个序列号。请核对，或联系{vendor}。"), format!("There is no such serial. Compare it, or contact {vendor}.")),
        Code::SerialUsed => return lang.pick(format!("这个序列号已被另一个团队使用。请核对，或联系{vendor}换一个。"), format!("Another team uses this serial. Compare it, or ask {vendor} for another.")),
        Code::SerialRevoked => return lang.pick(format!("这个序列号已被{vendor}作废。请联系他们换一个。"), format!("{vendor} has revoked this serial. Ask them for another.")),
        Code::SerialExpired => return lang.pick(format!("这个序列号已过期。请联系{vendor}换一个。"), format!("This serial is over. Ask {vendor} for another.")),
        Code::SerialWait => lang.pick("试错次数太多，请稍后再试。", "Too many wrong serials. Wait a little."),
        Code::ConsentMissing => lang.pick("请先勾选同意。", "Tick the box first."),
        Code::ScopeEmpty => lang.pick("请至少选择一个。", "Choose at least one."),
        Code::ScopeUnknown => lang.pick("名单有变化，请重新选择。", "The list has changed. Choose again."),
        Code::NotSignedIn => of(lang).session_over,
        Code::TaskNotDue => lang.pick("这一步已经变化，请看最新状态。", "This step has moved on."),
        Code::Internal | Code::Timeout | Code::BadRequest | Code::TooLarge | Code::NotFound | Code::MethodNotAllowed | Code::CrossSite => of(lang).failed,
        // The team's own, in words of `team::refusal`.
        Code::NotInTeam | Code::NotAllowed | Code::InviteDead | Code::TeamFull | Code::NameNeeded | Code::RequestDecided | Code::NotNow | Code::NotThisMember | Code::NotSignedInYet | Code::HandOverFirst | Code::NotTheName | Code::ReasonText | Code::ReportText | Code::ReportTooSoon | Code::RatingStars | Code::RatingText => of(lang).failed,
    };
    said.to_owned()
}
