//! The vendor and the suites of tests.

use domain::accent;
use domain::task::SerialRule;
use domain::team::TeamModes;
use store::{CustomTask, DataPermission, MicroApp, NewSuite, NewVendor, Words};

/// A 120 x 120 PNG.
pub const ICON: &[u8] = include_bytes!("../crates/server/demo/attendance.png");

/// What a test's suite is like.
#[derive(Clone, Debug)]
pub struct SuiteLike {
    /// Its name.
    pub name: &'static str,
    /// Which teams.
    pub modes: TeamModes,
    /// Which serials.
    pub serial: SerialRule,
    /// No vendor's server to wait for.
    pub hosted: bool,
    /// After which tasks it has tasks of its own.
    pub custom_after: &'static [&'static str],
}

impl Default for SuiteLike {
    fn default() -> Self {
        Self {
            name: "云考勤",
            modes: TeamModes::Either,
            serial: SerialRule::Issued,
            hosted: true,
            custom_after: &[],
        }
    }
}

pub(crate) fn vendor_like() -> NewVendor {
    NewVendor {
        name: "示例科技有限公司".into(),
        short_name: "示例科技".into(),
        certified: true,
        contact: Some("tel:4000000000".into()),
    }
}

fn words(zh: &str, en: &str) -> Words {
    Words {
        zh: zh.into(),
        en: Some(en.into()),
    }
}

pub(crate) fn suite_like(key: &str, like: &SuiteLike) -> NewSuite {
    NewSuite {
        suite_key: key.to_owned(),
        name: like.name.into(),
        tagline: words(
            "打卡、排班、请假，一个应用全搞定。",
            "Clocking in, rosters and leave.",
        ),
        icon: ICON.to_vec(),
        accent: accent::DEFAULT,
        callback_url: (!like.hosted).then(|| "http://127.0.0.1:1/callback".into()),
        team_modes: like.modes,
        serial: like.serial,
        permissions: vec![DataPermission {
            title: words("成员姓名、部门", "Names and departments"),
            text: words("用来显示打卡人", "To show who clocked in"),
        }],
        custom_tasks: like
            .custom_after
            .iter()
            .map(|after| CustomTask {
                after: (*after).into(),
                title: words("看一分钟介绍", "A one-minute introduction"),
                text: words("了解怎样打卡。", "How clocking in works."),
                url: None,
            })
            .collect(),
        apps: vec![MicroApp {
            name: like.name.into(),
            icon: ICON.to_vec(),
            home_url: "https://example.com/app?corpid=$CORPID$".into(),
            description: String::new(),
        }],
    }
}
