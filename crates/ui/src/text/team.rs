//! What the program of the team after the start says.

use domain::authorization::{AuthorizationState, Change};
use domain::invite::InviteProblem;
use domain::notice::NoticeKind;
use domain::role::Role;

pub use self::refusal::refusal;
use crate::lang::Lang;

mod refusal;

table_beside! {
    apps: "应用", "Apps";
    no_apps: "您还没有可用的应用", "You don't have any apps yet";
    no_apps_hint: "扫描服务商的二维码就能开通", "Scan a vendor's code to set one up";
    no_team: "您还没有加入团队", "You aren't in a team yet";
    no_team_hint: "请同事发来邀请链接，或扫描服务商的二维码", "Ask a colleague for the team's invite link, or scan a vendor's code";
    not_your_team: "您不在这个团队里", "You aren't in this team";
    invitations: "团队邀请", "Invitations";
    invited_title: "您收到了团队邀请", "You've been invited";
    accept: "接受", "Accept";
    decline_invitation: "邀请会失效。以后想加入的话，请对方发来邀请链接。", "The invitation goes away. If you want to join later, ask for the team's invite link.";
    switch_team: "切换团队", "Switch team";
    manage: "管理", "Manage";
    mine: "我的", "Me";
    handle: "去处理", "Review";
    invite: "邀请同事", "Invite colleagues";
    people: "成员", "People";
    suites: "应用授权与范围", "Apps, scope and access";
    suites_member: "应用信息与反馈", "About the apps, feedback";
    account: "我的账号", "My account";
    install: "添加到桌面", "Add to home screen";
    notices: "通知", "Notices";
    no_notices: "还没有通知", "No notices yet";
    awaiting: "开通中", "Setting up";
    not_active: "未开通", "Not set up";
    disabled: "已停用", "Disabled";
    withdrawn: "已撤回", "Withdrawn";
    active: "使用中", "In use";

    invite_detail: "让同事扫一扫，或把链接发到群里", "Let colleagues scan it, or send them the link";
    qr_alt: "邀请二维码", "QR code of the invite";
    copy: "复制链接", "Copy the link";
    copied: "已复制", "Copied";
    not_copied: "复制失败，请长按链接复制", "Couldn't copy. Press and hold the link to copy it.";
    share: "分享", "Share";
    approval: "加入需要审核", "Joining needs approval";
    approval_detail: "打开后，由您或管理员逐个审核", "You or an admin approve each person";
    renew: "更换链接", "Renew the link";
    renew_detail: "旧的链接和二维码将立即失效，已经加入的同事不受影响。", "The old link and code stop working right away. Current members aren't affected.";
    renewed: "链接已更换", "Link renewed";
    join_title: "加入团队", "Join the team";
    join: "加入团队", "Join the team";
    join_ask: "申请加入", "Ask to join";
    join_approval: "加入需要管理员审核", "An admin approves who joins";
    join_suites: "团队正在使用", "The team uses";
    join_dead: "这个邀请已失效", "This invite is no longer valid";
    join_dead_detail: "请向邀请您的同事要一个新的链接。", "Ask the person who invited you for a new link.";
    join_full: "团队人数已满", "The team is full";
    join_full_detail: "请联系团队管理员。", "Please contact the team's admin.";
    join_inside: "您已经在这个团队里", "You're already in this team";
    join_waiting: "已申请，等待审核", "Request sent";
    join_waiting_detail: "通过后会自动进入，也可以先离开。", "This page continues once an admin approves. You can leave in the meantime.";
    join_declined: "管理员没有同意", "An admin declined";
    join_declined_detail: "可以联系邀请您的同事，或再申请一次。", "Contact the person who invited you, or ask again.";
    join_again: "再申请一次", "Ask again";
    take_back: "撤回申请", "Withdraw the request";
    see_request: "查看申请", "See your request";
    other_number: "换个手机号", "Use another number";
    your_name: "您的姓名", "Your name";
    your_name_detail: "同事会看到这个名字", "Your colleagues will see it";
    to_workbench: "进入工作台", "Go to the workbench";

    waiting_people: "等待加入", "Waiting to join";
    admit: "同意", "Approve";
    refuse: "拒绝", "Decline";
    search_people: "搜索姓名或手机号", "Search by name or number";
    more_people: "还有更多成员，请搜索", "There are more. Search for them.";
    invited: "已邀请", "Invited";
    uninvite: "收回邀请", "Withdraw the invitation";
    uninvite_detail: "对方将看不到这个邀请。", "They will no longer see the invitation.";
    me: "我", "Me";
    make_admin: "设为管理员", "Make admin";
    make_member: "取消管理员", "Remove as admin";
    hand_over: "移交团队", "Transfer the team";
    hand_over_detail: "对方成为负责人，您成为管理员。只有新的负责人能移交回来。", "They become the owner and you become an admin. Only they can transfer it back.";
    remove: "移出团队", "Remove from the team";
    remove_detail: "对方将立即无法使用团队的应用。", "They lose access to the team's apps right away.";
    leave: "退出团队", "Leave the team";
    leave_detail: "您将立即无法使用这个团队的应用，再次加入需要新的邀请。", "You lose access to this team's apps right away. To come back you need a new invite.";

    no_suites: "还没有应用", "No apps yet";
    scope: "使用范围", "Who may use it";
    disable: "停用", "Disable";
    disable_detail: "成员暂时不能使用，数据都保留", "Members can't use it for now. No data is lost.";
    enable: "启用", "Enable";
    withdraw: "撤回授权", "Withdraw the authorization";
    withdraw_now: "撤回", "Withdraw";
    withdraw_1: "所有成员将立即无法使用", "Nobody in the team can use it any longer";
    withdraw_2: "服务商会收到通知，不能再读取团队信息", "The vendor is notified and can no longer read the team's data";
    withdraw_3: "序列号仍归您的团队，可以重新授权", "Your team keeps the serial number and can authorize again";
    withdraw_3_plain: "以后可以重新授权", "You can authorize it again later";
    again: "重新授权", "Authorize again";
    about: "应用", "App";
    facts: "授权信息", "Authorization";
    serial: "序列号", "Serial number";
    authorized_at: "授权时间", "Authorized";
    version: "版本", "Version";
    permissions: "可以读取", "Data it can read";
    history: "变更记录", "History";
    feedback: "反馈", "Feedback";
    report: "报告问题", "Report a problem";
    report_detail: "平台会转告服务商并跟进", "We pass it on to the vendor and follow up";
    report_hint: "发生了什么？在哪一步？", "What happened, and where?";
    reported: "已提交，谢谢", "Sent. Thank you";
    rate: "评分", "Rate it";
    rate_hint: "说说您的感受（选填）", "Tell us more (optional)";
    rated: "已评分", "Rated";
    send: "提交", "Send";
    contact: "联系服务商", "Contact the vendor";

    requests: "应用申请", "Requests for apps";
    no_requests: "没有待处理的申请", "No requests are waiting";
    authorize: "去授权", "Authorize";
    decline: "拒绝", "Decline";
    decline_reason: "原因（对方会看到）", "Reason (they will see it)";
    declined: "已拒绝", "Declined";
    certified: "已认证", "Certified";

    sign_out: "退出登录", "Sign out";
    delete_account: "删除账号", "Delete my account";
    delete_now: "删除", "Delete";
    delete_detail: "您的登录信息和通知会被删除，不能恢复。", "Your sign-in and notices are permanently deleted.";
    delete_hand_over: "请先移交这些团队：", "Transfer these teams first:";
    delete_dissolve: "这些团队没有其他人加入，会一起解散，应用授权会撤回：", "You are the only member of these teams. They are deleted with your account, and their authorizations are withdrawn:";
    delete_leave: "您会退出这些团队：", "You will leave these teams:";
    delete_type: "请输入手机号后四位，确认删除", "Type the last four digits of your number";
    gone: "账号已删除", "Account deleted";
    teams: "切换团队", "Switch team";
}

/// What a role is called.
pub fn role(lang: Lang, role: Role) -> &'static str {
    match role {
        Role::Owner => lang.pick("负责人", "Owner"),
        Role::Admin => lang.pick("管理员", "Admin"),
        Role::Member => lang.pick("成员", "Member"),
    }
}

/// How an authorization stands, in a word.
pub fn state(lang: Lang, state: AuthorizationState) -> &'static str {
    let t = of(lang);
    match state {
        AuthorizationState::AwaitingActivation => t.awaiting,
        AuthorizationState::Active => t.active,
        AuthorizationState::Refused => t.not_active,
        AuthorizationState::Disabled => t.disabled,
        AuthorizationState::Withdrawn => t.withdrawn,
    }
}

/// What was done to an authorization.
pub fn change(lang: Lang, change: Change) -> &'static str {
    match change {
        Change::Scope => lang.pick("设置了使用范围", "set who may use it"),
        Change::Disable => lang.pick("停用了应用", "disabled it"),
        Change::Enable => lang.pick("启用了应用", "enabled it"),
        Change::Withdraw => lang.pick("撤回了授权", "withdrew it"),
        Change::Authorize => lang.pick("授权了应用", "authorized it"),
    }
}

/// The title of an invite.
pub fn joins(lang: Lang, team: &str) -> String {
    lang.pick(format!("加入 {team}"), format!("Join {team}"))
}

/// Who invites.
pub fn invites(lang: Lang, who: &str) -> String {
    lang.pick(format!("{who} 邀请您加入"), format!("{who} invites you"))
}

/// Who invites to which team.
pub fn invites_to(lang: Lang, who: &str, team: &str) -> String {
    lang.pick(
        format!("{who} 邀请您加入 {team}"),
        format!("{who} invites you to join {team}"),
    )
}

/// Which invitation is declined.
pub fn decline_title(lang: Lang, team: &str) -> String {
    lang.pick(
        format!("拒绝加入“{team}”？"),
        format!("Decline to join {team}?"),
    )
}

/// Who is signed in on this phone.
pub fn signed_in_as(lang: Lang, who: &str) -> String {
    lang.pick(
        format!("当前登录：{who}"),
        format!("You are signed in as {who}"),
    )
}

/// An invite as it is shared.
pub fn shared(lang: Lang, team: &str) -> String {
    lang.pick(
        format!("邀请您加入 {team}"),
        format!("You are invited to join {team}"),
    )
}

/// So many wait to join.
pub fn joining(lang: Lang, n: u32) -> String {
    match (lang, n) {
        (Lang::Zh, n) => format!("{n} 位同事等待加入"),
        (Lang::En, 1) => "1 person waits to join".to_owned(),
        (Lang::En, n) => format!("{n} people wait to join"),
    }
}

/// So many requests wait.
pub fn requesting(lang: Lang, n: u32) -> String {
    match (lang, n) {
        (Lang::Zh, n) => format!("{n} 个应用申请等待处理"),
        (Lang::En, 1) => "1 request for an app".to_owned(),
        (Lang::En, n) => format!("{n} requests for apps"),
    }
}

/// The notices, with how many are new.
pub fn notices(lang: Lang, unread: u32) -> String {
    match unread {
        0 => of(lang).notices.to_owned(),
        n => lang.pick(format!("通知，{n} 条未读"), format!("Notices, {n} unread")),
    }
}

/// Names in a row.
pub fn list(lang: Lang, names: &[String]) -> String {
    names.join(lang.pick("、", ", "))
}

/// Who asks for what.
pub fn asks_for(lang: Lang, who: &str, suite: &str) -> String {
    lang.pick(
        format!("{who} 申请开通 {suite}"),
        format!("{who} asks for {suite}"),
    )
}

/// Who declined.
pub fn declined_by(lang: Lang, who: &str, reason: &str) -> String {
    lang.pick(format!("{who}：{reason}"), format!("{who}: {reason}"))
}

/// Which teams one waits to be let into.
pub fn asked_to_join(lang: Lang, teams: &str) -> String {
    lang.pick(
        format!("{teams} 审核通过后，这里会自动打开"),
        format!("Once {teams} lets you in, it opens here by itself"),
    )
}

/// What is disabled.
pub fn disable_title(lang: Lang, suite: &str) -> String {
    lang.pick(format!("停用“{suite}”？"), format!("Disable {suite}?"))
}

/// What is withdrawn.
pub fn withdraw_title(lang: Lang, suite: &str) -> String {
    lang.pick(
        format!("撤回“{suite}”的授权？"),
        format!("Withdraw {suite}?"),
    )
}

/// What is typed so that no tap withdraws by chance.
pub fn type_name(lang: Lang, suite: &str) -> String {
    lang.pick(
        format!("请输入“{suite}”，确认撤回"),
        format!("Type “{suite}” to withdraw it"),
    )
}

/// So many stars.
pub fn stars(lang: Lang, n: i64) -> String {
    match (lang, n) {
        (Lang::Zh, n) => format!("{n} 星"),
        (Lang::En, 1) => "1 star".to_owned(),
        (Lang::En, n) => format!("{n} stars"),
    }
}

/// A notice in a sentence.
pub fn notice(lang: Lang, kind: NoticeKind, who: &str, what: &str) -> String {
    let sentence = match kind {
        NoticeKind::RequestReceived => return asks_for(lang, who, what),
        NoticeKind::RequestAuthorized => lang.pick(
            "|who| 已授权您申请的 |what|",
            "|who| has authorized |what|, which you asked for",
        ),
        NoticeKind::RequestDeclined => lang.pick(
            "|who| 没有同意开通 |what|",
            "|who| declined your request for |what|",
        ),
        NoticeKind::JoinAsked => lang.pick("|who| 申请加入", "|who| asks to join"),
        NoticeKind::Joined => lang.pick("|who| 已加入", "|who| has joined"),
        NoticeKind::InvitationDeclined => {
            lang.pick("|who| 没有接受邀请", "|who| didn't accept the invitation")
        }
        NoticeKind::Admitted => lang.pick("|who| 同意您加入", "|who| let you in"),
        NoticeKind::NotAdmitted => {
            lang.pick("您的加入申请没有通过", "Your request to join was declined")
        }
        NoticeKind::Activated => lang.pick("|what| 已开通", "|what| is ready"),
        NoticeKind::Withdrawn => lang.pick("|who| 撤回了 |what| 的授权", "|who| withdrew |what|"),
        NoticeKind::MadeAdmin => lang.pick("|who| 把您设为管理员", "|who| made you an admin"),
        NoticeKind::Dissolved => lang.pick(
            "团队已解散，不用再等待加入",
            "The team was dissolved; your request to join has ended",
        ),
        NoticeKind::MadeOwner => {
            lang.pick("|who| 把团队移交给您", "|who| handed the team over to you")
        }
        NoticeKind::ComplaintAnswered => lang.pick(
            "您反馈的 |who| 问题有答复：|what|",
            "Your report about |who|: |what|",
        ),
    };
    // A sentence of each kind by `format!` would be the larger part of the page's program.
    let mut said = String::new();
    for part in sentence.split('|') {
        said.push_str(match part {
            "who" => who,
            "what" => what,
            words => words,
        });
    }
    said
}

/// Why an invite leads nowhere, and what to do next.
pub fn invite_problem(lang: Lang, problem: InviteProblem) -> (&'static str, &'static str) {
    let t = of(lang);
    match problem {
        InviteProblem::Dead => (t.join_dead, t.join_dead_detail),
        InviteProblem::Full => (t.join_full, t.join_full_detail),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_notice_keeps_what_people_have_written() {
        let answered = NoticeKind::ComplaintAnswered;
        for (lang, said) in [
            (Lang::Zh, "您反馈的 云考勤 问题有答复：见 |who| 页"),
            (Lang::En, "Your report about 云考勤: 见 |who| 页"),
        ] {
            assert_eq!(notice(lang, answered, "云考勤", "见 |who| 页"), said);
        }
        let joined = notice(Lang::Zh, NoticeKind::Joined, "王|what|", "");
        assert_eq!(joined, "王|what| 已加入");
    }
}
