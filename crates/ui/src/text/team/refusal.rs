//! What a refusal means to the person, in the program of the team.

use api::problem::{Code, Problem};

use super::of;
use crate::lang::Lang;
use crate::text::{self, deploy};

/// What a refusal means to the person, with the wait if there is one.
pub fn refusal(lang: Lang, problem: &Problem, vendor: &str) -> String {
    // Who takes a request up goes on through its link.
    if let Some(message) = deploy::link_refusal(lang, problem.code) {
        return message;
    }
    let message = match problem.code {
        Code::NotInTeam => of(lang).not_your_team,
        Code::NotAllowed => lang.pick(
            "您没有这个权限，请联系团队管理员。",
            "You don't have permission to do this. Contact the team's admin.",
        ),
        Code::InviteDead => of(lang).join_dead,
        Code::TeamFull => of(lang).join_full,
        Code::NameNeeded => lang.pick("姓名为 1 到 20 个字。", "A name has 1 to 20 characters."),
        Code::RequestDecided => lang.pick(
            "这个申请已经处理过了。",
            "This request has already been handled.",
        ),
        Code::NotNow => lang.pick(
            "状态已更新，请查看后再操作。",
            "Something has changed in the meantime. Please check again.",
        ),
        Code::NotThisMember => lang.pick("不能移出这位成员。", "This member can't be removed."),
        Code::StillInvited => lang.pick(
            "对方还没有接受邀请。",
            "They haven't accepted the invitation yet.",
        ),
        Code::InvitationGone => lang.pick(
            "这个邀请已经收回了。",
            "This invitation has been withdrawn.",
        ),
        Code::InvitationAccepted => lang.pick(
            "您已经加入了这个团队。不想留下的话，可以在“我的账号”里退出。",
            "You've already joined this team. You can leave it in “My account”.",
        ),
        Code::InvitationDeclined => lang.pick(
            "您已经拒绝了这个邀请。想加入的话，请对方发来邀请链接。",
            "You've already declined this invitation. To join, ask for the team's invite link.",
        ),
        Code::HandOverFirst => lang.pick("请先移交您的团队。", "Transfer your teams first."),
        Code::NotTheName => lang.pick("输入的内容不一致。", "That doesn't match."),
        Code::ReasonText => lang.pick(
            "请写明原因，最多 200 字。",
            "Enter a reason of at most 200 characters.",
        ),
        Code::ReportText => lang.pick(
            "请描述问题，最多 1000 字。",
            "Describe the problem, in at most 1000 characters.",
        ),
        Code::ReportTooSoon => lang.pick(
            "今天提交得太多了，请明天再试。",
            "You've sent too many today. Please try again tomorrow.",
        ),
        Code::RatingStars => lang.pick("请选择 1 到 5 星。", "Choose 1 to 5 stars."),
        Code::RatingText => lang.pick("最多 500 字。", "At most 500 characters."),
        _ => return text::refusal(lang, problem, vendor),
    };
    message.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_code_has_words_of_its_own_in_one_of_the_tables() {
        let vague = [
            Code::Internal,
            Code::Timeout,
            Code::BadRequest,
            Code::TooLarge,
            Code::NotFound,
            Code::MethodNotAllowed,
            Code::CrossSite,
            // Only pictures are answered with it, which no page has words for.
            Code::RenderTooSoon,
            Code::TaskNotDue,
        ];
        for lang in [Lang::Zh, Lang::En] {
            for code in Code::ALL.iter().filter(|code| !code.is_of_console()) {
                let problem = Problem::new(*code);
                let message = [
                    refusal(lang, &problem, "示例"),
                    deploy::refusal(lang, &problem, "示例"),
                ];
                let failed = message
                    .iter()
                    .all(|message| message == text::of(lang).failed);
                assert!(!failed || vague.contains(code), "{code:?}");
            }
        }
    }
}
