//! The check of a suite against vendors' servers: right ones, and ones with a planted fault each.

mod planted;

use std::collections::BTreeSet;
use std::future::pending;
use std::sync::Arc;
use std::time::Duration;

use domain::link::{LinkToken, TOKEN_LENGTH};
use domain::task::SerialRule;
use domain::time::Span;
use server::callbacks::client::HttpVendor;
use server::credentials;
use server::state::{system_clock, system_random};
use server::suite_check::fault::Fault;
use server::suite_check::report::{Level, Line, Report, Step};
use server::suite_check::{CheckError, Plan, Timeouts, check};
use store::NewTestTeam;
use tests::isv::CALLS_BACK;
use tests::{SuiteLike, World, database};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

use self::planted::{Plant, Planted, SERIAL, serve_broken, serve_self_signed};

/// Longer than what a busy machine takes for a right answer, shorter than what is planted.
fn timeouts() -> Timeouts {
    Timeouts {
        share: Duration::from_secs(4),
        serial_share: Duration::from_secs(4),
        activation_share: Duration::from_secs(4),
        answer: Duration::from_secs(8),
        activation: Duration::from_secs(8),
        pause: Duration::from_millis(50),
    }
}

/// A suite whose vendor's server has a fault, and what is needed to check it.
struct Checked {
    isv: Planted,
    vendors: HttpVendor,
    plan: Plan,
    suite: i64,
}

impl Checked {
    async fn new(world: &World, plant: Plant) -> Self {
        Self::of(world, plant, SerialRule::Vendor).await
    }

    async fn of(world: &World, plant: Plant, serial: SerialRule) -> Self {
        let suite_key = format!("suite{plant:?}").to_lowercase();
        let like = SuiteLike {
            serial,
            ..CALLS_BACK
        };
        let suite = world.suite_called(&suite_key, like).await;
        let with = (&world.store, &world.secrets, &system_random as _);
        let now = world.now();
        let keys = credentials::create(with, &suite_key, now).await.unwrap();
        if plant == Plant::OldSecrets {
            let rotated = credentials::rotate(with, &suite_key, Span::days(1), now);
            rotated.await.unwrap();
        }
        if plant == Plant::NotListed {
            let list = "198.51.100.7".parse().unwrap();
            let set = world.store.set_suite_whitelist(suite, &list);
            set.await.unwrap();
        }
        if plant == Plant::WrongSecretLater {
            let enter = world.store.enter_suite_token(suite, "before", now);
            enter.await.unwrap();
        }
        let isv = Planted::new(plant, &suite_key, keys, &world.base);
        let addr = isv.serve().await;
        let url = match plant {
            Plant::NameUnknown => format!("http://{}.example/callback", "x".repeat(64)),
            Plant::NothingListens => "http://127.0.0.1:1/callback".to_owned(),
            Plant::PlainHttp | Plant::PrivateName => {
                format!("http://localhost:{}/callback", addr.port())
            }
            Plant::SelfSigned => format!("https://{}/callback", serve_self_signed()),
            Plant::NoTls => format!("https://{addr}/callback"),
            Plant::Breaks => format!("http://{}/callback", serve_broken().await),
            _ => format!("http://{addr}/callback?of=us"),
        };
        let set = world.store.set_callback_url(suite, &url);
        set.await.unwrap();
        let targets = match plant {
            Plant::PrivateAddress | Plant::PrivateName => "",
            _ => "127.0.0.1,::1",
        };
        let own = (world.store.clone(), world.secrets.clone());
        let randomness = (Arc::new(system_clock) as _, Arc::new(system_random) as _);
        Self {
            isv,
            vendors: HttpVendor::new(targets.parse().unwrap(), own, randomness).unwrap(),
            plan: Plan {
                suite_key,
                public_url: world.base.clone(),
                serial: (serial == SerialRule::Vendor).then(|| SERIAL.to_owned()),
                timeouts: timeouts(),
            },
            suite,
        }
    }

    async fn check(&self) -> Result<Report, CheckError> {
        check(&self.vendors, &self.plan, &|_| (), pending()).await
    }
}

/// The faults of a report, each once.
fn faults(report: &Report) -> BTreeSet<String> {
    let faults = report.lines.iter().filter_map(Line::fault);
    let named = faults.map(|fault| match fault {
        Fault::CallRefused(_, call) => format!("call_refused {}", call.errcode),
        fault => fault.words().code.to_owned(),
    });
    named.collect()
}

fn lines(report: &Report) -> String {
    let lines: Vec<String> = report.lines.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// How much there is of a check that is under way.
async fn under_way(world: &World) -> i64 {
    let mut rows = 0;
    for table in [
        "corp WHERE test = 'check'",
        "\"authorization\" WHERE state <> 'withdrawn' OR permanent_code IS NOT NULL",
        "link WHERE revoked_at IS NULL",
        "outbox WHERE corp_id IS NOT NULL",
        "callback_log WHERE corp_id IS NOT NULL",
        "open_token WHERE corp_id IS NOT NULL",
        "tmp_auth_code",
        "agent",
        "invite",
        "notice",
        "funnel_event",
        "refused_call",
    ] {
        let count = format!("SELECT COUNT(*) FROM {table}");
        rows += database::number(&world.database, &count).await;
    }
    rows
}

#[tokio::test]
async fn each_planted_fault_is_named_and_no_other() {
    use Plant::*;
    let world = Arc::new(World::bare().await);
    let at_once = Arc::new(Semaphore::new(12));
    let mut checks = JoinSet::new();
    for (plant, fault) in [
        (NameUnknown, "name_unknown"),
        (NothingListens, "connection_refused"),
        (PrivateAddress, "private_address"),
        (PrivateName, "private_address"),
        (PlainHttp, "plain_http"),
        (SelfSigned, "certificate_untrusted"),
        (NoTls, "no_tls"),
        (Redirects, "redirect"),
        (PathUnknown, "path_unknown"),
        (GetOnly, "method_refused"),
        (Forbidden, "status_4xx"),
        (Crashes, "status_5xx"),
        (Hangs, "no_answer"),
        (Breaks, "unreachable"),
        (Late, "late"),
        (Floods, "too_long"),
        (Empty, "empty_answer"),
        (Html, "html"),
        (PlainSuccess, "not_encrypted"),
        (NotJson, "not_json"),
        (FieldMissing, "field_missing"),
        (Signature, "signature"),
        (NotBase64, "not_base64"),
        (Key, "key"),
        (Padding, "padding"),
        (LittleEndian, "length"),
        (NoRandomBytes, "length"),
        (SuiteKey, "suite_key"),
        (AlwaysSuccess, "not_the_random"),
        (EmptyWord, "empty_text"),
        (OldSecrets, "old_secrets"),
        (ForgedSignature, "forged_signature"),
        (ForeignSuiteKey, "foreign_suite_key"),
        (UnknownCrashes, "unknown_event_fails"),
        (UnknownEmpty, "unknown_event_refused"),
        (RefusesTicket, "refused_event"),
        (RefusesCode, "refused_event"),
        (RefusesChange, "refused_event"),
        (RefusesRelieve, "refused_event"),
        (RefusesAgain, "not_repeatable"),
        (AcceptsAll, "wrong_serial_accepted"),
        (AcceptsNone, "right_serial_refused"),
        (SerialCrashes, "serial_unanswered"),
        (SerialLate, "serial_late"),
        (CallsNothing, "no_token"),
        (WrongSecret, "call_refused 40080"),
        (WrongSecretLater, "call_refused 40080"),
        (WrongTicket, "call_refused 40085"),
        (NoTicket, "call_refused 41023"),
        (NoToken, "call_refused 41022"),
        (ByForm, "call_refused 43009"),
        (ByGet, "call_refused 43002"),
        (NotListed, "call_refused 60020"),
        (OnlyToken, "code_not_swapped"),
        (WrongCode, "call_refused 40078"),
        (OnlySwap, "not_activated"),
        (WrongTeam, "call_refused 40079"),
        (NoInfo, "info_not_read"),
        (ActivatesLate, "activated_late"),
    ] {
        let (world, at_once) = (world.clone(), at_once.clone());
        checks.spawn(async move {
            let _turn = at_once.acquire().await.unwrap();
            // These calls don't tell whose they are: they might be those of any suite that is being checked.
            let world = match plant {
                ByForm | ByGet | NoToken => &World::bare().await,
                _ => &*world,
            };
            let checked = Checked::new(world, plant).await;
            let report = checked.check().await.unwrap();
            let is_warning = matches!(
                plant,
                PlainHttp | OldSecrets | ForeignSuiteKey | UnknownEmpty | NoInfo
            );
            let level = if is_warning { Level::Warn } else { Level::Bad };
            let is_named = faults(&report) == [fault.to_owned()].into()
                && report.lines.iter().map(Line::level).max() == Some(level);
            (is_named, format!("{plant:?}, {fault}:\n{}", lines(&report)))
        });
    }
    let mut other = Vec::new();
    while let Some(checked) = checks.join_next().await {
        let (is_named, said) = checked.unwrap();
        if !is_named {
            other.push(said);
        }
    }
    assert!(other.is_empty(), "{}", other.join("\n\n"));
    assert_eq!(
        under_way(&world).await,
        0,
        "nothing is left of the test teams"
    );
}

#[tokio::test]
async fn a_right_server_passes_whoever_verifies_serials() {
    let world = World::bare().await;
    for rule in [SerialRule::Vendor, SerialRule::Issued, SerialRule::None] {
        let world = match rule {
            SerialRule::Vendor => &world,
            _ => &World::bare().await,
        };
        let checked = Checked::of(world, Plant::Nothing, rule).await;
        for _ in 0..2 {
            let report = checked.check().await.unwrap();
            let said = lines(&report);
            let is_right = |line: &Line| line.level() == Level::Ok;
            assert!(report.lines.iter().all(is_right), "{said}");
            assert_eq!(report.json()["passed"], true);
            let steps: BTreeSet<Step> = report.lines.iter().map(|line| line.step).collect();
            let serials = if rule == SerialRule::Vendor { 2 } else { 0 };
            assert_eq!(steps.len(), 13 + serials, "{said}");
            assert_eq!(under_way(world).await, 0);
        }
        // One team was used again, and stands in no list.
        for table in ["corp", "person", "member", "link", "onboarding"] {
            let count = format!("SELECT COUNT(*) FROM {table}");
            assert_eq!(database::number(&world.database, &count).await, 1);
        }
        let suite = world.store.suite(&checked.plan.suite_key).await.unwrap();
        assert!(world.store.links(&suite.unwrap()).await.unwrap().is_empty());
        let teams = checked.isv.heard("suite_relieve");
        assert_ne!(teams[0]["AuthCorpId"], teams[2]["AuthCorpId"]);
        // Each ticket is good: the vendor may come with it as long as others.
        let tickets = checked.isv.heard("suite_ticket").len();
        assert_eq!(tickets, 2);
        let kept = format!(
            "SELECT COUNT(*) FROM suite_ticket WHERE suite_id = {}",
            checked.suite
        );
        assert!(database::number(&world.database, &kept).await >= 2);
    }
}

#[tokio::test]
async fn checks_that_begin_at_once_need_no_retry() {
    let world = World::bare().await;
    let mut suites = Vec::new();
    for i in 0..20 {
        suites.push(world.suite_called(&format!("suite{i}"), CALLS_BACK).await);
    }
    // The first makes a suite's test team, the second uses it again.
    for check in 0..2 {
        let mut begun = JoinSet::new();
        for &suite in &suites {
            let (store, now) = (world.store.clone(), world.now());
            let new = NewTestTeam {
                corpid: format!("corp{suite}of{check}"),
                name: "team".to_owned(),
                owner: "owner".to_owned(),
                link: LinkToken::generate([suite.to_le_bytes()[0]; TOKEN_LENGTH]),
                serial: None,
            };
            begun.spawn(async move { store.begin_check(suite, &new, now).await.unwrap() });
        }
        begun.join_all().await;
    }
    let teams = "SELECT COUNT(*) FROM corp WHERE test = 'check'";
    assert_eq!(database::number(&world.database, teams).await, 20);
    assert_eq!(world.store.figures().retries, 0);
}

#[tokio::test]
async fn a_check_begins_at_our_own_server() {
    let world = World::bare().await;
    let other = World::bare().await;
    let mut checked = Checked::new(&world, Plant::Nothing).await;
    for (url, fault) in [
        ("http://127.0.0.1:1", "server_unreachable"),
        (other.base.as_str(), "other_server"),
    ] {
        checked.plan.public_url = url.to_owned();
        let report = checked.check().await.unwrap();
        assert_eq!(faults(&report), [fault.to_owned()].into());
        assert_eq!(report.lines.len(), 1, "{}", lines(&report));
    }
    assert!(checked.isv.heard("check_update_suite_url").is_empty());
}

#[tokio::test]
async fn what_cannot_be_checked_says_why() {
    let world = World::bare().await;
    let mut checked = Checked::of(&world, Plant::Nothing, SerialRule::None).await;
    checked.plan.serial = Some("7".to_owned());
    let why = checked.check().await.unwrap_err();
    assert!(matches!(why, CheckError::NoSerials), "{why}");
    checked.plan.serial = None;
    let hosted = "UPDATE suite SET callback_url = NULL";
    database::execute(&world.database, hosted).await;
    let why = checked.check().await.unwrap_err();
    assert!(matches!(why, CheckError::Hosted), "{why}");
    checked.plan.suite_key = "nothing".to_owned();
    let why = checked.check().await.unwrap_err();
    assert!(matches!(why, CheckError::NoSuite), "{why}");
}

#[tokio::test]
async fn a_stopped_check_tells_the_vendor_and_ends() {
    let world = World::bare().await;
    let checked = Checked::new(&world, Plant::CallsNothing).await;
    let heard = async {
        checked.isv.hears("tmp_auth_code").await;
    };
    let stopped = check(&checked.vendors, &checked.plan, &|_| (), heard).await;
    assert!(matches!(stopped, Err(CheckError::Stopped)), "{stopped:?}");
    assert_eq!(checked.isv.heard("suite_relieve").len(), 1);
    assert_eq!(under_way(&world).await, 0);
}

#[tokio::test]
async fn a_killed_check_is_ended_by_the_next_or_in_time() {
    let world = World::bare().await;
    let checked = Checked::new(&world, Plant::CallsNothing).await;
    let kill = async || {
        let checking = checked.check();
        tokio::select! {
            _ = checking => panic!("the check ended"),
            _ = checked.isv.hears("tmp_auth_code") => {}
        }
        assert!(under_way(&world).await > 0);
    };
    kill().await;
    let left = world.store.checked_team(checked.suite).await.unwrap();
    let report = checked.check().await.unwrap();
    assert_eq!(faults(&report), ["no_token".to_owned()].into());
    let relieved = checked.isv.heard("suite_relieve");
    assert_eq!(relieved[0]["AuthCorpId"], left.unwrap().corpid.as_str());
    assert_eq!(under_way(&world).await, 0);

    let other = World::bare().await;
    let checked = Checked::new(&other, Plant::CallsNothing).await;
    let checking = checked.check();
    tokio::select! {
        _ = checking => panic!("the check ended"),
        _ = checked.isv.hears("tmp_auth_code") => {}
    }
    other.store.sweep(other.now()).await.unwrap();
    assert!(under_way(&other).await > 0, "it may be under way yet");
    other
        .store
        .sweep(other.now() + Span::minutes(61))
        .await
        .unwrap();
    assert_eq!(under_way(&other).await, 0);
}

#[tokio::test]
async fn a_later_check_ends_an_earlier_one_of_the_same_suite() {
    let world = World::bare().await;
    let checked = Checked::new(&world, Plant::CallsNothing).await;
    let later = async {
        checked.isv.hears("tmp_auth_code").await;
        checked.check().await
    };
    let (earlier, later) = tokio::join!(checked.check(), later);
    assert!(matches!(earlier, Err(CheckError::TakenOver)), "{earlier:?}");
    assert_eq!(faults(&later.unwrap()), ["no_token".to_owned()].into());
    assert_eq!(under_way(&world).await, 0);
}

#[tokio::test]
async fn a_refused_call_of_another_suite_is_no_fault_of_the_checked_one() {
    let world = World::bare().await;
    let checked = Checked::new(&world, Plant::CallsNothing).await;
    let other = Checked::new(&world, Plant::WrongSecret).await;
    let (report, of_other) = tokio::join!(checked.check(), other.check());
    assert_eq!(faults(&report.unwrap()), ["no_token".to_owned()].into());
    let refused = ["call_refused 40080".to_owned()].into();
    assert_eq!(faults(&of_other.unwrap()), refused);
}
