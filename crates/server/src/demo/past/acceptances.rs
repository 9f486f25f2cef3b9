//! Rounds of acceptance of the past, and what was found later.

use domain::acceptance::Severity;
use domain::time::Moment;
use store::{DefectWords, PastAcceptance, PastDefect, PastJudgement};

use super::{REVIEWER, Teller};
use crate::demo::accounts::OPERATOR;

/// Failed by its score, accepted in the second round; of what was found later one is mended and one is planned.
pub fn attendance(teller: &Teller<'_>) -> (Vec<PastAcceptance>, Vec<PastDefect>) {
    let first = judged(
        teller,
        (75, 14),
        96,
        "打卡、补卡、排班都走过；请假的半天没有算对。",
        vec![
            words(
                Severity::Major,
                "请假半天算成一天",
                "上午请假，下午的考勤也没有了。",
            ),
            words(
                Severity::Minor,
                "补卡原因不能留空",
                "写了“必填”，其实可以不填。",
            ),
            words(Severity::Minor, "弱网下转圈不停", "断网两分钟后没有提示。"),
        ],
    );
    let second = judged(
        teller,
        (74, 9),
        98,
        "",
        vec![words(Severity::Trivial, "错别字", "“考勤”写成“考情”。")],
    );
    let rounds = vec![
        round("1.0", 1, teller.at(75, 9, 5), Some(first)),
        round("1.0", 2, teller.at(75, 17, 40), Some(second)),
    ];
    let mended = PastDefect {
        plan: Some((
            "改为服务器算时间，周四发布。".to_owned(),
            teller.at(30, 10, 15),
        )),
        mended_at: Some(teller.at(27, 18, 30)),
        closed_at: Some(teller.at(26, 9, 20)),
        ..later(
            words(
                Severity::Minor,
                "手机时间不准时打卡偏差",
                "手机快五分钟，打卡也快五分钟。",
            ),
            teller.at(31, 15, 0),
        )
    };
    let planned = PastDefect {
        plan: Some((
            "导出改为后台生成，下周一前发布。".to_owned(),
            teller.at(1, 16, 45),
        )),
        ..later(
            words(
                Severity::Minor,
                "大团队导出超时",
                "三百人以上的月报导不出来。",
            ),
            teller.at(2, 11, 30),
        )
    };
    (rounds, vec![mended, planned])
}

/// Accepted at once; a plan for what was found later is overdue.
pub fn roster(teller: &Teller<'_>) -> (Vec<PastAcceptance>, Vec<PastDefect>) {
    let found = judged(
        teller,
        (69, 16),
        97,
        "换班、顶班走过。",
        vec![words(
            Severity::Minor,
            "周视图在小屏幕上被截断",
            "宽 320 的手机看不到周日。",
        )],
    );
    let rounds = vec![round("1.0", 1, teller.at(70, 10, 0), Some(found))];
    let late = later(
        words(Severity::Minor, "换班后不通知对方", "对方第二天才知道。"),
        teller.at(4, 9, 40),
    );
    (rounds, vec![late])
}

/// Accepted; the next version waits.
pub fn expense(teller: &Teller<'_>) -> (Vec<PastAcceptance>, Vec<PastDefect>) {
    let found = judged(teller, (63, 15), 99, "", Vec::new());
    let rounds = vec![
        round("1.0", 1, teller.at(64, 11, 20), Some(found)),
        round("1.1", 1, teller.at(1, 10, 30), None),
    ];
    (rounds, Vec::new())
}

/// Accepted.
pub fn members(teller: &Teller<'_>) -> (Vec<PastAcceptance>, Vec<PastDefect>) {
    let found = judged(teller, (54, 10), 95, "", Vec::new());
    let rounds = vec![round("1.0", 1, teller.at(55, 15, 10), Some(found))];
    (rounds, Vec::new())
}

fn round(
    version: &str,
    round: u32,
    submitted_at: Moment,
    judged: Option<PastJudgement>,
) -> PastAcceptance {
    PastAcceptance {
        version: version.to_owned(),
        round,
        submitted_at,
        judged,
    }
}

/// Judged so many days ago, at an hour.
fn judged(
    teller: &Teller<'_>,
    (ago, hour): (i64, i64),
    coverage: u32,
    note: &str,
    defects: Vec<DefectWords>,
) -> PastJudgement {
    PastJudgement {
        by: REVIEWER.1.to_owned(),
        at: teller.at(ago, hour, 25),
        coverage,
        note: note.to_owned(),
        defects,
    }
}

fn words(severity: Severity, title: &str, text: &str) -> DefectWords {
    DefectWords {
        severity,
        title: title.to_owned(),
        text: text.to_owned(),
    }
}

/// A defect that nobody has done anything about.
fn later(words: DefectWords, found_at: Moment) -> PastDefect {
    PastDefect {
        words,
        version: "1.0".to_owned(),
        found_by: OPERATOR.1.to_owned(),
        found_at,
        plan: None,
        mended_at: None,
        closed_at: None,
    }
}
