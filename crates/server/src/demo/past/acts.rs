//! What the audit log says of the past.

use anyhow::{Context, Result};
use domain::acceptance::Verdict;
use domain::account::email::Email;
use domain::application::Round;
use domain::audit::Act;
use domain::time::Moment;
use domain::word::Word as _;
use store::{Entered, PastAcceptance, PastAct, PastComplaint, PastDefect, PastSuite, PastVendor};

use super::{REVIEWER, STAFF, Teller};
use crate::demo::accounts::{OPERATOR, OWNER};

/// Accounts with an address each, from what is kept for documentation.
const PEOPLE: [(&str, &str, &str); 6] = [
    (OWNER.0, OWNER.1, "203.0.113.24"),
    (STAFF.0, STAFF.1, "203.0.113.31"),
    (OPERATOR.0, OPERATOR.1, "198.51.100.7"),
    (REVIEWER.0, REVIEWER.1, "198.51.100.12"),
    ("lin@qinghe.example", "林涛", "192.0.2.88"),
    ("he@yuanshan.example", "何文博", "192.0.2.140"),
];

/// The audit log, the earliest first.
pub fn told(
    teller: &mut Teller<'_>,
    vendors: &[PastVendor],
    complaints: &[PastComplaint],
) -> Result<Vec<PastAct>> {
    let mut log = Log {
        now: teller.now,
        acts: Vec::new(),
    };
    sign_ins(teller, &mut log)?;
    for vendor in vendors {
        for code in &vendor.invite_codes {
            let name = vendor_name(vendor);
            let detail = vec![
                ("code", code.code.to_string()),
                ("label", code.label.clone()),
            ];
            log.add(
                code.created_at,
                OPERATOR.1,
                (Act::InviteCodeMade, name),
                detail,
            )?;
            if let Some(at) = code.revoked_at {
                let detail = vec![("code", code.code.to_string())];
                log.add(at, OPERATOR.1, (Act::InviteCodeRevoked, name), detail)?;
            }
        }
        for suite in &vendor.suites {
            of_suite(&mut log, suite)?;
        }
    }
    let role = |role: &str| vec![("role", role.to_owned())];
    let staff = (Act::Invited, STAFF.0);
    log.add(teller.at(65, 9, 0), OWNER.1, staff, role("vendor_staff"))?;
    let staff = (Act::InvitationAccepted, STAFF.0);
    log.add(teller.at(64, 10, 20), STAFF.1, staff, role("vendor_staff"))?;
    let invited = (Act::Invited, "liu@demo.example");
    log.add(teller.at(1, 11, 8), OWNER.1, invited, role("vendor_staff"))?;
    let certified = (Act::VendorChanged, crate::demo::VENDOR);
    log.add(teller.at(76, 9, 12), OWNER.1, certified, Vec::new())?;
    for complaint in complaints {
        let name = about(vendors, &complaint.corpid);
        if let Some((_, who, at)) = &complaint.answer {
            log.add(*at, who, (Act::ComplaintAnswered, &name), Vec::new())?;
            if let Some(at) = complaint.closed_at {
                log.add(at, who, (Act::ComplaintClosed, &name), Vec::new())?;
            }
        }
    }
    log.acts.sort_by_key(|act| act.at);
    Ok(log.acts)
}

/// On working days everybody of the demo signs in, and sometimes not at once.
fn sign_ins(teller: &mut Teller<'_>, log: &mut Log) -> Result<()> {
    for ago in (1..60).rev() {
        let weekday = (teller.now.day() - ago + 3).rem_euclid(7);
        if weekday > 4 {
            continue;
        }
        for (email, name, _) in PEOPLE {
            if !teller.chance.happens(0.6) {
                continue;
            }
            let minutes = teller.chance.number(0, 95);
            let at = teller.at(ago, 8, 30 + minutes);
            if teller.chance.happens(0.06) {
                let before = teller.at(ago, 8, 29 + minutes);
                log.add(before, name, (Act::SignInFailed, email), Vec::new())?;
            }
            log.add(at, name, (Act::SignedIn, email), Vec::new())?;
        }
    }
    Ok(())
}

fn of_suite(log: &mut Log, suite: &PastSuite) -> Result<()> {
    let (key, name) = named(suite);
    for application in &suite.applications {
        for (at, who, what, reasons) in &application.history {
            let mut detail = vec![("suite_key", key.clone())];
            let act = match what {
                Round::Submitted => Act::ApplicationSubmitted,
                Round::TakenBack => Act::ApplicationTakenBack,
                Round::Approved => {
                    detail.push(("product_code", application.form.product_code.clone()));
                    Act::ApplicationApproved
                }
                Round::Rejected => {
                    let fields: Vec<_> = reasons.iter().map(|it| it.field.word()).collect();
                    detail.push(("fields", fields.join(", ")));
                    Act::ApplicationRejected
                }
            };
            log.add(*at, who, (act, &name), detail)?;
        }
    }
    let owner = match &*key {
        "demo-members" => "林涛",
        _ => OWNER.1,
    };
    for round in &suite.acceptances {
        accepted(log, (&key, &name, owner), round)?;
    }
    for defect in &suite.defects {
        mended(log, (&key, &name, owner), defect)?;
    }
    if let Some((at, why)) = &suite.suspended {
        let detail = vec![("suite_key", key.clone()), ("reason", why.clone())];
        log.add(*at, OPERATOR.1, (Act::SuiteSuspended, &name), detail)?;
    }
    Ok(())
}

/// A round of acceptance of a suite of this key and name, whose owner has handed it in.
fn accepted(
    log: &mut Log,
    (key, name, owner): (&str, &str, &str),
    round: &PastAcceptance,
) -> Result<()> {
    let detail = |more: &[(&'static str, String)]| {
        let mut detail = vec![
            ("suite_key", key.to_owned()),
            ("version", round.version.clone()),
            ("round", round.round.to_string()),
        ];
        detail.extend_from_slice(more);
        detail
    };
    let submitted = (Act::AcceptanceSubmitted, name);
    log.add(round.submitted_at, owner, submitted, detail(&[]))?;
    let Some(judged) = &round.judged else {
        return Ok(());
    };
    let mut add = |act, more: &[_]| log.add(judged.at, &judged.by, (act, name), detail(more));
    for words in &judged.defects {
        let severity = words.severity.word().into_owned();
        let found = [("title", words.title.clone()), ("severity", severity)];
        add(Act::DefectRecorded, &found)?;
    }
    let coverage = [("coverage", judged.coverage.to_string())];
    add(Act::QualityRecorded, &coverage)?;
    add(Act::SecurityRecorded, &[("passed", true.to_string())])?;
    let (score, verdict) = judged.verdict();
    let act = match verdict {
        Verdict::Passed => Act::AcceptancePassed,
        _ => Act::AcceptanceFailed,
    };
    let score = score.to_string();
    add(
        act,
        &[("verdict", verdict.word().into_owned()), ("score", score)],
    )
}

/// What was done about a defect that was found later in a suite of this key and name.
fn mended(
    log: &mut Log,
    (key, name, owner): (&str, &str, &str),
    defect: &PastDefect,
) -> Result<()> {
    let mut add = |at, who, act| {
        let detail = vec![
            ("suite_key", key.to_owned()),
            ("title", defect.words.title.clone()),
        ];
        log.add(at, who, (act, name), detail)
    };
    add(defect.found_at, &*defect.found_by, Act::DefectFound)?;
    if let Some((_, at)) = &defect.plan {
        add(*at, owner, Act::DefectPlanned)?;
    }
    if let Some(at) = defect.mended_at {
        add(at, owner, Act::DefectMended)?;
    }
    if let Some(at) = defect.closed_at {
        add(at, &*defect.found_by, Act::DefectClosed)?;
    }
    Ok(())
}

/// The suite that a team is a customer of.
fn about(vendors: &[PastVendor], corpid: &str) -> String {
    let mut suites = vendors.iter().flat_map(|vendor| &vendor.suites);
    let found = suites.find(|suite| {
        let mut teams = suite.ways.iter().filter_map(|way| way.team.as_ref());
        teams.any(|team| team.corpid == corpid)
    });
    found.map_or_else(String::new, |suite| named(suite).1)
}

/// A suite's key and name. Those that are there already are told apart by their product codes.
fn named(suite: &PastSuite) -> (String, String) {
    if let Entered::New(new) = &suite.suite {
        return (new.suite_key.clone(), new.name.clone());
    }
    let first = suite.applications.first();
    let code = first.map_or("", |it| it.form.product_code.as_str());
    let [attendance, roster, expense] = crate::demo::SUITES;
    let (key, name) = match code {
        "cmd0012841" => (attendance, "云考勤"),
        "cmd0013377" => (roster, "轻排班"),
        _ => (expense, "快报销"),
    };
    (key.to_owned(), name.to_owned())
}

fn vendor_name(vendor: &PastVendor) -> &str {
    match &vendor.vendor {
        Entered::New((name, _)) => name,
        Entered::Known(_) => crate::demo::VENDOR,
    }
}

/// What is gathered.
struct Log {
    now: Moment,
    acts: Vec<PastAct>,
}

impl Log {
    /// Adds what somebody did, by their name.
    fn add(
        &mut self,
        at: Moment,
        who: &str,
        (act, target): (Act, &str),
        detail: Vec<(&'static str, String)>,
    ) -> Result<()> {
        let person = PEOPLE.into_iter().find(|(_, name, _)| *name == who);
        let (email, _, address) = person.context("somebody of the demo")?;
        if at < self.now {
            self.acts.push(PastAct {
                at,
                by: Email::parse(email).context("an account")?,
                act,
                target: target.to_owned(),
                detail,
                address: address.to_owned(),
            });
        }
        Ok(())
    }
}
