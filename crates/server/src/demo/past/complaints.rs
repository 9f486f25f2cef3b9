//! What owners of teams reported to the operator.

use domain::time::Span;
use store::{PastComplaint, PastVendor};

use super::{REVIEWER, Teller};
use crate::demo::accounts::OPERATOR;

/// Reports with their answers, the latest first: most of the latest wait.
const REPORTS: [(&str, Option<&str>); 14] = [
    ("打卡时一直提示不在范围内，换了手机也一样。", None),
    ("首页打开是空白，刷新几次才出来。", None),
    ("排班表里看不到上周新加的两位同事。", None),
    (
        "员工收不到打卡提醒。",
        Some("提醒需要成员在手机上允许通知，设置方法已发到您的工作台。"),
    ),
    ("报销单拍照后识别的金额差了一位。", None),
    (
        "请假审批通过了，考勤里还是旷工。",
        Some("服务商已修复同步的问题，今天 18 点后会自动更正。"),
    ),
    (
        "想把应用换到另一个团队，序列号说已用过。",
        Some("已请服务商把序列号转到新团队，您可以直接使用。"),
    ),
    (
        "客服电话没人接。",
        Some("服务商的工作时间是 9 点到 18 点，已请他们回电。"),
    ),
    (
        "打开应用要等很久。",
        Some("服务商昨晚扩容，现在应当正常；如仍慢请再告诉我们。"),
    ),
    (
        "不小心停用了，怎么恢复？",
        Some("请团队负责人在工作台里点“启用”。"),
    ),
    (
        "导出的表格打不开。",
        Some("请用最新的表格软件打开；旧格式将在下个版本支持。"),
    ),
    (
        "有两个一样的应用图标。",
        Some("其中一个是旧版本，已请服务商下架。"),
    ),
    (
        "扫码后说链接已过期。",
        Some("展会的二维码在展会后就停用了，请向服务商要新的。"),
    ),
    ("希望支持两种班次。", Some("已转给服务商。")),
];

/// Reports about the demo's suites, the earliest first.
pub fn told(teller: &mut Teller<'_>, vendor: &PastVendor) -> Vec<PastComplaint> {
    let ways = vendor.suites.iter().flat_map(|suite| &suite.ways);
    let mut customers: Vec<_> = ways
        .filter(|way| way.authorization.is_some())
        .filter_map(|way| way.team.as_ref())
        .filter(|team| teller.now - team.created_at > Span::days(1))
        .collect();
    customers.sort_by_key(|team| team.created_at);
    let mut told: Vec<PastComplaint> = REPORTS
        .into_iter()
        .enumerate()
        .filter_map(|(nth, (text, answer))| {
            let since_last = customers.len() / (REPORTS.len() + 2);
            let at = customers.len().checked_sub(1 + nth * since_last)?;
            let team = customers.get(at)?;
            let at = team.created_at + Span::minutes(teller.chance.number(60, 1300));
            let who = if nth % 3 == 0 { OPERATOR.1 } else { REVIEWER.1 };
            let answered_at = at + Span::minutes(teller.chance.number(40, 1400));
            let answer = answer.filter(|_| answered_at < teller.now);
            let closed_at = answered_at + Span::minutes(600);
            let is_closed = answer.is_some() && nth > 5 && closed_at < teller.now;
            Some(PastComplaint {
                corpid: team.corpid.clone(),
                text: text.to_owned(),
                at,
                answer: answer.map(|text| (text.to_owned(), who.to_owned(), answered_at)),
                closed_at: is_closed.then_some(closed_at),
            })
        })
        .collect();
    told.sort_by_key(|complaint| complaint.at);
    told
}
