//! What the owners of a vendor are mailed about acceptance: in both languages, since nobody's page asks for it.

use domain::acceptance::{Criteria, Due, Severity, Verdict};
use domain::time::Moment;
use store::{DefectWords, Round, SealedLetter, SuiteName};
use ui::lang::Lang;

use super::super::letters::{frame, seal};
use crate::error::ApiResult;
use crate::handout::last_day;
use crate::state::AppState;

/// What a letter is about.
#[derive(Clone, Copy, Debug)]
pub enum About<'a> {
    /// A round is closed.
    Judged {
        /// The round.
        round: &'a Round,
        /// What it has come to.
        verdict: Verdict,
        /// What it was measured by.
        criteria: &'a Criteria,
    },
    /// A defect was found in a suite that customers have.
    Found {
        /// Its words.
        words: &'a DefectWords,
        /// When the plan and the mended version are due.
        due: Due,
    },
    /// A defect is still there.
    Returned {
        /// What it is.
        title: &'a str,
        /// How that shows itself.
        reason: &'a str,
    },
}

/// Writes a letter, and encrypts its text as it waits.
///
/// # Errors
///
/// There is no secret key.
pub fn sealed(state: &AppState, of: &SuiteName, about: &About<'_>) -> ApiResult<SealedLetter> {
    seal(state, write(&state.settings.public_url, of, about))
}

fn write(public_url: &str, of: &SuiteName, about: &About<'_>) -> (String, String) {
    let suite = &of.suite;
    let page = format!("{public_url}/console/suites/{}/acceptance", of.suite_key);
    let (subject, zh, en) = match *about {
        About::Judged {
            round,
            verdict: Verdict::Passed,
            ..
        } => {
            let (version, score) = (&round.version, round.score);
            (
                format!("“{suite}”{version} 验收通过 / {suite} {version} is accepted"),
                format!(
                    "“{suite}”{version} 验收通过，质量得分 {score}，商品已变为预上架状态。\n\n{page}"
                ),
                format!(
                    "{suite} {version} is accepted with {score} points: the product is pre-listed.\n\n{page}"
                ),
            )
        }
        About::Judged {
            round,
            verdict,
            criteria,
        } => {
            let version = &round.version;
            let why = |lang| why(lang, round, verdict, criteria);
            let list = |lang| defects(lang, round);
            (
                format!("“{suite}”{version} 验收未通过 / {suite} {version} is not accepted"),
                format!(
                    "“{suite}”{version} 验收未通过：{}\n\n{}请修改后再次提交：\n{page}",
                    why(Lang::Zh),
                    list(Lang::Zh)
                ),
                format!(
                    "{suite} {version} is not accepted: {}\n\n{}Mend it and hand it in again:\n{page}",
                    why(Lang::En),
                    list(Lang::En)
                ),
            )
        }
        About::Found { words, due } => {
            let (title, text) = (&words.title, &words.text);
            let (plan, mend) = (day(due.plan), day(due.mend));
            let (zh, en) = match words.severity.may_suspend() {
                true => (
                    "这是严重缺陷，请立即处理：套件可能被暂停部署。".to_owned(),
                    "This is a severe defect: mend it at once. The suite may be suspended for it."
                        .to_owned(),
                ),
                false => (
                    format!("请在 {plan} 前提交改进计划，在 {mend} 前完成修复。"),
                    format!("Submit a plan by {plan}, and mend it by {mend}."),
                ),
            };
            let at = |lang| severity(lang, words.severity);
            (
                format!("“{suite}”发现缺陷 / A defect in {suite}"),
                format!(
                    "“{suite}”发现{}缺陷：{title}\n{text}\n\n{zh}\n\n{page}",
                    at(Lang::Zh)
                ),
                format!(
                    "A {} defect was found in {suite}: {title}\n{text}\n\n{en}\n\n{page}",
                    at(Lang::En)
                ),
            )
        }
        About::Returned { title, reason } => (
            format!("“{suite}”的缺陷仍未解决 / A defect in {suite} is still there"),
            format!("“{suite}”的缺陷“{title}”仍未解决：\n\n{reason}\n\n{page}"),
            format!("The defect “{title}” in {suite} is still there:\n\n{reason}\n\n{page}"),
        ),
    };
    (subject, frame(&zh, &en))
}

/// The day, in China, by which something is due.
fn day(due: Moment) -> String {
    let (year, month, day) = last_day(due);
    format!("{year}-{month:02}-{day:02}")
}

fn why(lang: Lang, round: &Round, verdict: Verdict, criteria: &Criteria) -> String {
    let (score, above) = (round.score, criteria.score_above);
    let coverage = round.quality.as_ref().map_or(0, |part| part.result);
    let least = criteria.min_coverage;
    match verdict {
        Verdict::Passed => String::new(),
        Verdict::Fatal => lang.pick(
            "存在阻断或严重缺陷。".to_owned(),
            "there is a blocker or a critical defect.".to_owned(),
        ),
        Verdict::Security => lang.pick(
            "安全验收未通过。".to_owned(),
            "the security part isn't passed.".to_owned(),
        ),
        Verdict::Coverage => lang.pick(
            format!("用例覆盖率 {coverage}%，应不低于 {least}%。"),
            format!("tests cover {coverage}% of the cases, and {least}% are needed."),
        ),
        Verdict::Score => lang.pick(
            format!("质量得分 {score}，应高于 {above}。"),
            format!("it has {score} points, and more than {above} are needed."),
        ),
    }
}

/// What was found, each on a line of its own.
fn defects(lang: Lang, round: &Round) -> String {
    let lines = round.defects.iter().map(|it| {
        let severity = severity(lang, it.severity);
        lang.pick(
            format!("- {severity}：{}\n", it.title),
            format!("- {severity}: {}\n", it.title),
        )
    });
    let lines: String = lines.collect();
    match lines.is_empty() {
        true => lines,
        false => lines + "\n",
    }
}

fn severity(lang: Lang, severity: Severity) -> &'static str {
    match severity {
        Severity::Trivial => lang.pick("轻微", "trivial"),
        Severity::Minor => lang.pick("次要", "minor"),
        Severity::Major => lang.pick("主要", "major"),
        Severity::Critical => lang.pick("严重", "critical"),
        Severity::Blocker => lang.pick("阻断", "blocker"),
    }
}
