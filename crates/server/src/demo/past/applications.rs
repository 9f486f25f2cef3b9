//! Applications of the past, one in each state.

use domain::application::{ApplicationState, Contacts, Draft, DraftTask, Field, Round};
use domain::task::SerialRule;
use domain::team::TeamModes;
use domain::time::Moment;
use store::{PastApplication, Reason};

use super::{REVIEWER, Teller};
use crate::demo::accounts::{OPERATOR, OWNER};

/// What happened to an application: how many days ago, at which hour, by whom.
type Entry = (i64, i64, &'static str, Round, Vec<Reason>);

/// Rejected, submitted again and approved; now a draft of the next.
pub fn attendance(teller: &Teller<'_>, code: &str) -> Vec<PastApplication> {
    let form = Draft {
        serials: Some(SerialRule::Issued),
        team_modes: Some(TeamModes::Either),
        ..form(
            code,
            "cmd0012841",
            "门店没有电脑，店长在柜台扫码就能开通考勤。",
        )
    };
    let reasons = vec![
        reason(Field::Reason, "请写清楚面向哪些行业、每月大约部署多少家。"),
        reason(
            Field::Contacts,
            "申请里写的是电脑导入，与您在电话中说的不一致。",
        ),
    ];
    let next = Draft {
        reason: "展会和门店两种场景，客户现场扫码开通；每月约 200 家，多为餐饮和零售。明年起"
            .to_owned(),
        ..form.clone()
    };
    vec![
        told(
            teller,
            (ApplicationState::Approved, form, 75),
            vec![
                (74, 10, OWNER.1, Round::Submitted, Vec::new()),
                (73, 15, REVIEWER.1, Round::Rejected, reasons),
                (72, 9, OWNER.1, Round::Submitted, Vec::new()),
                (71, 15, OPERATOR.1, Round::Approved, Vec::new()),
            ],
        ),
        told(teller, (ApplicationState::Draft, next, 2), Vec::new()),
    ]
}

/// Approved twice: the first is replaced.
pub fn roster(teller: &Teller<'_>, code: &str) -> Vec<PastApplication> {
    let form = Draft {
        serials: Some(SerialRule::None),
        team_modes: Some(TeamModes::Group),
        ..form(
            code,
            "cmd0013377",
            "连锁门店一次开通一个班组，店长把同事一起加进来。",
        )
    };
    let first = Draft {
        on_site: Some(true),
        sharing: String::new(),
        ..form.clone()
    };
    let approved = |state, form, ago: i64, by| {
        let history = vec![
            (ago + 2, 11, OWNER.1, Round::Submitted, Vec::new()),
            (ago, 15, by, Round::Approved, Vec::new()),
        ];
        told(teller, (state, form, ago + 3), history)
    };
    vec![
        approved(ApplicationState::Replaced, first, 66, OPERATOR.1),
        approved(ApplicationState::Approved, form, 27, REVIEWER.1),
    ]
}

/// Approved; a change of it was rejected.
pub fn expense(teller: &Teller<'_>, code: &str) -> Vec<PastApplication> {
    let task = DraftTask {
        after: "scope".to_owned(),
        title: "看一分钟介绍".to_owned(),
        text: "了解怎样拍照报销。".to_owned(),
        url: "https://example.com/introduction".to_owned(),
        title_en: "A one-minute introduction".to_owned(),
        text_en: "How expenses by photograph work.".to_owned(),
    };
    let form = Draft {
        serials: Some(SerialRule::None),
        team_modes: Some(TeamModes::Solo),
        tasks: vec![task],
        ..form(code, "cmd0014020", "老板自己先用起来，员工以后再导入。")
    };
    let changed = Draft {
        team_modes: Some(TeamModes::Either),
        ..form.clone()
    };
    let reasons = vec![reason(
        Field::TeamModes,
        "开放多人团队前，请先说明同事的通讯录怎样导入。",
    )];
    vec![
        told(
            teller,
            (ApplicationState::Approved, form, 62),
            vec![
                (61, 17, OWNER.1, Round::Submitted, Vec::new()),
                (59, 15, REVIEWER.1, Round::Approved, Vec::new()),
            ],
        ),
        told(
            teller,
            (ApplicationState::Rejected, changed, 6),
            vec![
                (5, 16, OWNER.1, Round::Submitted, Vec::new()),
                (3, 10, REVIEWER.1, Round::Rejected, reasons),
            ],
        ),
    ]
}

/// Waits to be looked at.
pub fn contract(teller: &Teller<'_>, code: &str) -> Vec<PastApplication> {
    let form = form(
        code,
        "cmd0015508",
        "签约当天就在客户公司开通，销售带着手机去。",
    );
    vec![waiting(teller, form, 1)]
}

/// Waits to be looked at, of another vendor's.
pub fn ordering(teller: &Teller<'_>, code: &str) -> Vec<PastApplication> {
    let form = Draft {
        provider: "青禾软件有限公司".to_owned(),
        ..form(
            code,
            "qhe0000102",
            "餐厅老板在收银台扫码开通，服务员当天就能用。",
        )
    };
    vec![waiting_by(teller, form, 2, "林涛")]
}

/// In force; its suite is suspended.
pub fn members(teller: &Teller<'_>, code: &str) -> Vec<PastApplication> {
    let form = Draft {
        provider: "青禾软件有限公司".to_owned(),
        ..form(
            code,
            "qhe0000101",
            "餐厅老板在收银台扫码，会员系统当场可用。",
        )
    };
    let history = vec![
        (50, 10, "林涛", Round::Submitted, Vec::new()),
        (48, 15, OPERATOR.1, Round::Approved, Vec::new()),
    ];
    vec![told(
        teller,
        (ApplicationState::Approved, form, 52),
        history,
    )]
}

/// Rejected, and submitted again.
pub fn school(teller: &Teller<'_>, code: &str) -> Vec<PastApplication> {
    let form = Draft {
        provider: "远山教育科技有限公司".to_owned(),
        on_site: Some(false),
        sharing: "印在开学通知上，家长会现场大屏也放。".to_owned(),
        ..form(
            code,
            "ysh0000077",
            "开学家长会上由班主任带着老师们扫码开通。",
        )
    };
    let reasons = vec![reason(Field::Sharing, "请附上二维码会出现在哪些物料上。")];
    let history = vec![
        (9, 11, "何文博", Round::Submitted, Vec::new()),
        (7, 16, REVIEWER.1, Round::Rejected, reasons),
        (1, 9, "何文博", Round::Submitted, Vec::new()),
    ];
    vec![told(
        teller,
        (ApplicationState::Submitted, form, 11),
        history,
    )]
}

fn waiting(teller: &Teller<'_>, form: Draft, ago: i64) -> PastApplication {
    waiting_by(teller, form, ago, OWNER.1)
}

fn waiting_by(teller: &Teller<'_>, form: Draft, ago: i64, who: &'static str) -> PastApplication {
    let history = vec![(ago, 14, who, Round::Submitted, Vec::new())];
    told(
        teller,
        (ApplicationState::Submitted, form, ago + 2),
        history,
    )
}

fn told(
    teller: &Teller<'_>,
    (state, form, ago): (ApplicationState, Draft, i64),
    history: Vec<Entry>,
) -> PastApplication {
    let history = history.into_iter();
    let history = history.map(|(ago, hour, who, what, reasons)| {
        let at: Moment = teller.at(ago, hour, 20);
        (at, who, what, reasons)
    });
    PastApplication {
        state,
        form,
        created_at: teller.at(ago, 9, 5),
        history: history.collect(),
    }
}

/// A form of the demo's vendor that is right.
fn form(code: &str, product_code: &str, why: &str) -> Draft {
    Draft {
        provider: crate::demo::VENDOR.to_owned(),
        product_code: product_code.to_owned(),
        invite_code: code.to_owned(),
        reason: format!("{why}每月约 80 家，多为餐饮和零售。"),
        on_site: Some(true),
        contacts: Some(Contacts::Phone),
        serials: Some(SerialRule::None),
        has_icon: true,
        team_modes: Some(TeamModes::Either),
        ..Draft::default()
    }
}

fn reason(field: Field, text: &str) -> Reason {
    Reason {
        field,
        text: text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use domain::application::Facts;

    use super::super::campaign::Ids;
    use super::super::chance::Chance;
    use super::*;

    #[test]
    fn what_was_submitted_is_right() {
        let teller = Teller {
            now: Moment(1_795_910_400_000),
            chance: Chance::new(1),
            ids: Ids {
                random: &|_: &mut [u8]| {},
                number: 0,
            },
        };
        let code = "K7Q2-M9XW";
        let told = [
            attendance(&teller, code),
            roster(&teller, code),
            expense(&teller, code),
            contract(&teller, code),
            ordering(&teller, code),
            members(&teller, code),
            school(&teller, code),
        ];
        for application in told.iter().flatten() {
            let facts = Facts {
                vendor: application.form.provider.clone(),
                codes: vec![code.parse().unwrap()],
                has_callback: false,
            };
            let checked = application.form.check_for(&facts);
            assert!(checked.is_ok(), "{checked:?}");
            let mut before = application.created_at;
            for (at, ..) in &application.history {
                assert!(before < *at && *at < teller.now);
                before = *at;
            }
        }
        let states = told.iter().flatten().map(|it| it.state);
        let states: std::collections::HashSet<_> = states.collect();
        assert_eq!(states.len(), 5, "{states:?}");
    }
}
