//! The vendors of the past, with their suites.

use anyhow::{Context, Result};
use domain::accent::Color;
use domain::account::Role;
use domain::account::email::Email;
use domain::application::{INVITE_CODE_LENGTH, InviteCode};
use domain::task::SerialRule;
use domain::team::TeamModes;
use domain::time::Moment;
use store::{Entered, NewSuite, PastInvitation, PastInviteCode, PastSuite, PastVendor};

use super::{CONTRACT, STAFF, Teller, acceptances, account, applications, offered};
use crate::accounts::token;
use crate::demo::{self, EXPENSE, LEAVE, ROSTER, app, words};

/// The demo's vendor.
pub fn own(teller: &mut Teller<'_>, (vendor_id, suites): (i64, &[i64])) -> Result<PastVendor> {
    let codes = [
        invite_code(teller, "线下快速部署", 74, None),
        invite_code(teller, "2025 年旧码", 74, Some(70)),
    ];
    let code = codes[0].code.to_string();
    let known = |at: usize, created: i64, approved: i64| {
        let id = suites.get(at).copied().context("a demo suite is missing")?;
        Ok::<_, anyhow::Error>(past_suite(
            teller,
            Entered::Known(id),
            created,
            Some(approved),
        ))
    };
    let (mut attendance, mut roster, mut expense) =
        (known(0, 76, 71)?, known(1, 72, 66)?, known(2, 66, 59)?);
    offered::attendance(teller, &mut attendance);
    offered::roster(teller, &mut roster);
    offered::expense(teller, &mut expense);
    let mut contract = new_suite(teller, contract(), 5, None);
    let shops = new_suite(teller, shops(), 1, None);
    attendance.applications = applications::attendance(teller, &code);
    roster.applications = applications::roster(teller, &code);
    expense.applications = applications::expense(teller, &code);
    contract.applications = applications::contract(teller, &code);
    (attendance.acceptances, attendance.defects) = acceptances::attendance(teller);
    (roster.acceptances, roster.defects) = acceptances::roster(teller);
    (expense.acceptances, expense.defects) = acceptances::expense(teller);
    let (_, token_hash) = token(teller.ids.random);
    Ok(PastVendor {
        vendor: Entered::Known(vendor_id),
        created_at: teller.at(78, 9, 30),
        accounts: vec![account(teller, STAFF, Role::VendorStaff, 64)?],
        invitations: vec![PastInvitation {
            email: Email::parse("liu@demo.example").context("an invitation")?,
            role: Role::VendorStaff,
            token_hash,
            sent_at: teller.at(1, 11, 8),
        }],
        invite_codes: codes.into(),
        suites: vec![attendance, roster, expense, contract, shops],
    })
}

/// Two others, for the operator's desk.
pub fn others(teller: &mut Teller<'_>) -> Result<[PastVendor; 2]> {
    let ordering = suite(
        "demo-ordering",
        "青禾点餐",
        "桌边扫码点餐。",
        "Ordering at the table.",
    );
    let mut ordering = new_suite(teller, ordering, 12, None);
    let members = suite(
        "demo-members",
        "青禾会员",
        "会员与储值。",
        "Members and balances.",
    );
    let mut members = new_suite(teller, members, 60, Some(48));
    members.suspended = Some((
        teller.at(4, 15, 30),
        "首页连续两天打不开，请修好后联系我们恢复。".to_owned(),
    ));
    let school = suite(
        "demo-school",
        "家校通",
        "通知、请假、成绩。",
        "Notices, leave and marks.",
    );
    let mut school = new_suite(teller, school, 20, None);
    let codes = [
        invite_code(teller, "", 58, None),
        invite_code(teller, "教育行业试点", 18, None),
    ];
    let [of_fields, of_hills] = [0, 1].map(|at: usize| codes[at].code.to_string());
    ordering.applications = applications::ordering(teller, &of_fields);
    members.applications = applications::members(teller, &of_fields);
    (members.acceptances, members.defects) = acceptances::members(teller);
    school.applications = applications::school(teller, &of_hills);
    let [first, second] = codes;
    Ok([
        PastVendor {
            vendor: Entered::New(("青禾软件有限公司".to_owned(), "青禾软件".to_owned())),
            created_at: teller.at(62, 14, 5),
            accounts: vec![account(
                teller,
                ("lin@qinghe.example", "林涛"),
                Role::VendorOwner,
                62,
            )?],
            invitations: Vec::new(),
            invite_codes: vec![first],
            suites: vec![members, ordering],
        },
        PastVendor {
            vendor: Entered::New(("远山教育科技有限公司".to_owned(), "远山教育".to_owned())),
            created_at: teller.at(21, 10, 0),
            accounts: vec![account(
                teller,
                ("he@yuanshan.example", "何文博"),
                Role::VendorOwner,
                21,
            )?],
            invitations: Vec::new(),
            invite_codes: vec![second],
            suites: vec![school],
        },
    ])
}

fn invite_code(teller: &Teller<'_>, label: &str, ago: i64, revoked: Option<i64>) -> PastInviteCode {
    PastInviteCode {
        code: InviteCode::generate(teller.ids.bytes::<INVITE_CODE_LENGTH>()),
        label: label.to_owned(),
        created_at: teller.at(ago, 16, 12),
        revoked_at: revoked.map(|ago| teller.at(ago, 9, 3)),
    }
}

fn past_suite(
    teller: &Teller<'_>,
    suite: Entered<NewSuite>,
    created: i64,
    approved: Option<i64>,
) -> PastSuite {
    let approved_at: Option<Moment> = approved.map(|ago| teller.at(ago, 15, 20));
    PastSuite {
        suite,
        created_at: teller.at(created, 11, 0),
        approved_at,
        suspended: None,
        serials: Vec::new(),
        link_batches: Vec::new(),
        links: Vec::new(),
        scans: Vec::new(),
        ways: Vec::new(),
        applications: Vec::new(),
        acceptances: Vec::new(),
        defects: Vec::new(),
    }
}

fn new_suite(teller: &Teller<'_>, new: NewSuite, created: i64, approved: Option<i64>) -> PastSuite {
    past_suite(teller, Entered::New(new), created, approved)
}

fn contract() -> NewSuite {
    NewSuite {
        icon: LEAVE.to_vec(),
        apps: vec![app("云合同", LEAVE, "contracts")],
        ..suite(
            CONTRACT,
            "云合同",
            "合同在手机上签。",
            "Contracts, signed on the phone.",
        )
    }
}

fn shops() -> NewSuite {
    NewSuite {
        icon: ROSTER.to_vec(),
        apps: vec![app("云巡店", ROSTER, "rounds")],
        ..suite(
            "demo-rounds",
            "云巡店",
            "拍照巡店，问题当场派。",
            "Rounds of shops, by photograph.",
        )
    }
}

/// A hosted suite without serials, for teams of either kind.
fn suite(key: &str, name: &str, tagline: &str, tagline_en: &str) -> NewSuite {
    NewSuite {
        suite_key: key.to_owned(),
        name: name.to_owned(),
        tagline: words(tagline, tagline_en),
        icon: EXPENSE.to_vec(),
        accent: Color::parse("#0f766e").unwrap_or(domain::accent::DEFAULT),
        callback_url: None,
        team_modes: TeamModes::Either,
        serial: SerialRule::None,
        permissions: vec![demo::names_and_departments()],
        custom_tasks: Vec::new(),
        apps: vec![app(name, EXPENSE, key)],
    }
}
