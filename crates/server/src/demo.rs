//! Demo data: a vendor with three suites, entered once, and the words that tell how to try them.

mod accounts;
mod past;

use std::fmt::Write as _;

use anyhow::{Context, Result};
use domain::accent::Color;
use domain::link::LinkToken;
use domain::serial::Serial;
use domain::task::SerialRule;
use domain::team::TeamModes;
use store::{CustomTask, DataPermission, LinkSettings, MicroApp, NewSuite, NewVendor, Words};

use crate::address;
use crate::state::AppState;

const ATTENDANCE: &[u8] = include_bytes!("../demo/attendance.png");
const ROSTER: &[u8] = include_bytes!("../demo/roster.png");
const LEAVE: &[u8] = include_bytes!("../demo/leave.png");
const EXPENSE: &[u8] = include_bytes!("../demo/expense.png");
const SERIALS: usize = 100;

/// What the first link and the first serials are called.
const LABEL: &str = "现场演示";

/// The demo suites' keys, in the order in which they are printed.
pub const SUITES: [&str; 3] = ["demo-attendance", "demo-roster", "demo-expense"];

/// The key of a suite that `cargo xtask serve` makes beside them: its vendor's server is `quickdeploy isv-demo`.
pub const ISV_SUITE: &str = "demo-isv";

/// The vendor's full name.
const VENDOR: &str = "示例科技有限公司";

/// Enters what isn't there yet, with the past of two months if that is asked for, and tells the links, a serial, how to sign in to
/// the console, and the codes of the first suite and of the vendor's server.
pub async fn enter(state: &AppState, with_past: bool) -> Result<String> {
    let store = &state.store;
    if store.suite_by_key(SUITES[0]).await?.is_none() {
        enter_suites(state).await?;
    }
    let isv = store.suite_by_key(ISV_SUITE).await?;
    if let Some(suite) = isv
        && store.first_link(suite).await?.is_none()
    {
        enter_link(state, suite).await?;
    }
    let mut told = String::from("\nQuick Deploy · 快速部署\n\n");
    let mut codes = String::new();
    for key in SUITES.into_iter().chain(isv.map(|_| ISV_SUITE)) {
        let id = store.suite_by_key(key).await?;
        let id = id.context("a demo suite is missing")?;
        let token = store.first_link(id).await?;
        let token = token.context("a demo link is missing")?;
        let deployment = store.deployment(&token).await?;
        let name = deployment.context("a demo link is missing")?.suite.name;
        let public_url = &state.settings.public_url;
        writeln!(told, "link {name} {}", address::guide(public_url, &token))?;
        writeln!(told, "share {name} {}", address::share(public_url, &token))?;
        if key == SUITES[0]
            && let Some(serial) = store.free_serial(id).await?
        {
            writeln!(told, "serial {name} {serial}")?;
        }
        if [SUITES[0], ISV_SUITE].contains(&key) {
            let scanned = address::scanned(public_url, &token);
            let code = qr::StyledSymbol::of_link(&scanned, &qr::Style::default())?;
            write!(codes, "\n{name}\n{}", code.terminal(qr::Background::Any))?;
        }
    }
    let vendors = store.vendors_named(VENDOR).await?;
    let vendor_id = *vendors.first().context("the demo's vendor is missing")?;
    told.push_str(&accounts::enter(state, vendor_id).await?);
    if with_past {
        past::enter(state, vendor_id).await?;
    }
    told.push_str(&codes);
    Ok(told)
}

/// The first demo suite's link with what it deploys, once it is entered.
///
/// # Errors
/// The database's.
pub async fn first(state: &AppState) -> Result<Option<(LinkToken, store::Deployment)>> {
    let Some(suite) = state.store.suite_by_key(SUITES[0]).await? else {
        return Ok(None);
    };
    let Some(link) = state.store.first_link(suite).await? else {
        return Ok(None);
    };
    let deployment = state.store.deployment(&link).await?;
    Ok(deployment.map(|deployment| (link, deployment)))
}

async fn enter_suites(state: &AppState) -> Result<()> {
    let now = state.now();
    let vendor = NewVendor {
        name: VENDOR.to_owned(),
        short_name: "示例科技".to_owned(),
        certified: true,
        contact: Some("tel:4000000000".to_owned()),
    };
    let vendor_id = state.store.create_vendor(vendor, now).await?;
    for suite in [attendance(), roster(), expense()] {
        let issued = suite.serial == SerialRule::Issued;
        let id = state.store.create_suite(vendor_id, suite, now).await?;
        if issued {
            let serials: Vec<_> = (0..SERIALS)
                .map(|_| Serial::generate(state.random()))
                .collect();
            state
                .store
                .issue_serials(id, LABEL, &serials, None, now)
                .await?;
        }
        enter_link(state, id).await?;
    }
    Ok(())
}

async fn enter_link(state: &AppState, suite: i64) -> Result<()> {
    let token = LinkToken::generate(state.random());
    let settings = LinkSettings {
        label: LABEL.to_owned(),
        ..LinkSettings::default()
    };
    let now = state.now();
    Ok(state
        .store
        .create_link(suite, &token, settings, now)
        .await??)
}

fn words(zh: &str, en: &str) -> Words {
    Words {
        zh: zh.to_owned(),
        en: Some(en.to_owned()),
    }
}

fn permission(title: Words, text: Words) -> DataPermission {
    DataPermission { title, text }
}

fn app(name: &str, icon: &[u8], page: &str) -> MicroApp {
    MicroApp {
        name: name.to_owned(),
        icon: icon.to_vec(),
        home_url: format!("https://example.com/{page}?corpid=$CORPID$"),
        description: String::new(),
    }
}

fn accent(css: &str) -> Color {
    Color::parse(css).unwrap_or(domain::accent::DEFAULT)
}

fn names_and_departments() -> DataPermission {
    permission(
        words("成员姓名、部门", "Names and departments"),
        words("用来显示打卡人", "To show who clocked in"),
    )
}

/// Hosted, asks for a serial, lets the customer choose the team.
fn attendance() -> NewSuite {
    NewSuite {
        suite_key: SUITES[0].to_owned(),
        name: "云考勤".to_owned(),
        tagline: words(
            "打卡、排班、请假，一个应用全搞定。",
            "Clocking in, rosters and leave in one app.",
        ),
        icon: ATTENDANCE.to_vec(),
        accent: accent("#2b6cf6"),
        callback_url: None,
        team_modes: TeamModes::Either,
        serial: SerialRule::Issued,
        permissions: vec![
            names_and_departments(),
            permission(
                words("手机号", "Phone numbers"),
                words(
                    "仅用于短信提醒，可随时关闭",
                    "Only for text reminders, off at any time",
                ),
            ),
            permission(
                words("发送工作通知", "Sending notices"),
                words("打卡提醒、请假审批", "Reminders and leave approvals"),
            ),
        ],
        custom_tasks: Vec::new(),
        apps: vec![
            app("云考勤", ATTENDANCE, "attendance"),
            app("排班", ROSTER, "roster"),
            app("请假", LEAVE, "leave"),
        ],
    }
}

/// A vendor's server that takes two seconds, no serial.
fn roster() -> NewSuite {
    NewSuite {
        suite_key: SUITES[1].to_owned(),
        name: "轻排班".to_owned(),
        tagline: words(
            "门店排班，三分钟排完一周。",
            "A week of shop shifts in three minutes.",
        ),
        icon: ROSTER.to_vec(),
        accent: accent("#0b7d55"),
        callback_url: Some("https://example.com/callback".to_owned()),
        team_modes: TeamModes::Group,
        serial: SerialRule::None,
        permissions: vec![names_and_departments()],
        custom_tasks: Vec::new(),
        apps: vec![app("轻排班", ROSTER, "shifts")],
    }
}

/// 1-person teams and a task of the ISV's own.
fn expense() -> NewSuite {
    NewSuite {
        suite_key: SUITES[2].to_owned(),
        name: "快报销".to_owned(),
        tagline: words("拍照就能报销。", "Expenses by photograph."),
        icon: EXPENSE.to_vec(),
        accent: accent("#763ee8"),
        callback_url: None,
        team_modes: TeamModes::Solo,
        serial: SerialRule::None,
        permissions: vec![names_and_departments()],
        custom_tasks: vec![CustomTask {
            after: "scope".to_owned(),
            title: words("看一分钟介绍", "A one-minute introduction"),
            text: words("了解怎样拍照报销。", "How expenses by photograph work."),
            url: Some("https://example.com/introduction".to_owned()),
        }],
        apps: vec![app("快报销", EXPENSE, "expenses")],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_suites_icons_are_as_codes_and_posters_take_them() {
        for suite in [attendance(), roster(), expense()] {
            let checked = qr::Icon::check(&suite.icon);
            assert!(checked.is_ok(), "{}: {checked:?}", suite.name);
        }
    }
}
