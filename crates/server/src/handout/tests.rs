//! What handing out draws, held to its edition.

use domain::link::{LinkFacts, LinkToken};
use domain::task::{SerialRule, TaskSettings};
use domain::team::TeamModes;
use store::Words;

use qr::{Style, StyledSymbol};
use store::Deployment;
use ui::lang::Lang;

use super::*;
use crate::digest::tag;

pub fn suite() -> Suite {
    Suite {
        id: 1,
        suite_key: "key".to_owned(),
        name: "云考勤".to_owned(),
        tagline: Words {
            zh: "手机打卡".to_owned(),
            en: Some("Clock in by phone".to_owned()),
        },
        icon: include_bytes!("../../demo/attendance.png").to_vec(),
        accent: domain::accent::Color::parse("#2b6cf6").unwrap(),
        callback_url: None,
        settings: TaskSettings {
            team_modes: TeamModes::Either,
            serial: SerialRule::None,
            custom_after: Vec::new(),
        },
        permissions: Vec::new(),
        custom_tasks: Vec::new(),
        approved: true,
        suspended: false,
        vendor: "示例科技有限公司".to_owned(),
        vendor_short: "示例科技".to_owned(),
        certified: true,
        contact: None,
    }
}

fn posters(lang: Lang) -> Vec<u8> {
    let deployment = Deployment {
        link_id: 1,
        token: LinkToken::parse("0123456789AB").unwrap(),
        test: false,
        facts: LinkFacts {
            expires_at: Some(Moment(1_767_225_600_000)),
            revoked: false,
            uses: 0,
            max_uses: None,
            suspended: false,
        },
        serial: None,
        suite: suite(),
    };
    let papers = [
        ("a4", Format::Pdf),
        ("a6", Format::Png),
        ("phone", Format::Png),
    ];
    let drawn = papers.map(|(paper, format)| {
        let query = PosterQuery {
            paper: Some(paper.to_owned()),
            lang: None,
        };
        let client = paper == "a4";
        let poster = query.parse(
            deployment.clone(),
            "https://qd.example",
            client,
            (format, lang),
        );
        poster.unwrap().render().unwrap()
    });
    drawn.concat()
}

#[test]
fn what_would_be_drawn_otherwise_has_another_edition() {
    // Who changes how codes, posters or cards are drawn changes this, and EDITION with it: else a client that holds an older
    // picture is told that it is still the same.
    const DRAWN: (&str, &str) = ("14", "8834cdb5d970a248c0131fb1a22b258f");
    let icon = Icon::make(&suite().icon).unwrap();
    let style = Style {
        icon: Some(icon.into()),
        ..Style::default()
    };
    let small = "https://qd.example/D/0123456789AB";
    let large = "https://qd.example/D/0123456789AB/7K3M9QXR2VTE4HWB";
    // Another choice of masks shows in some codes only.
    let plain: Vec<String> = (10..40)
        .map(|n| format!("https://qd.example/D/0123456789{n}"))
        .flat_map(|link| [format!("{link}/7K3M9QXR2VTE4HWB"), link])
        .collect();
    let plain = plain.iter().map(|url| (url.as_str(), Style::default()));
    let codes = plain.chain([
        (large, Style::default()),
        (large, style.clone()),
        (small, style),
    ]);
    let codes = codes.map(|(url, style)| {
        let symbol = StyledSymbol::of_link(url, &style).unwrap();
        let svg = symbol.svg().into_bytes();
        [svg, symbol.png(600).unwrap(), symbol.pdf(60).unwrap()].concat()
    });
    let codes: Vec<Vec<u8>> = codes.collect();
    let others = [Lang::Zh, Lang::En].map(|lang| {
        let card = CardFile::new(suite(), lang).render().unwrap();
        [posters(lang), card].concat()
    });
    let drawn = [codes.concat(), others.concat()];
    let drawn = tag(drawn.each_ref().map(Vec::as_slice));
    assert_eq!((EDITION, drawn.trim_matches('"')), DRAWN);
}

#[test]
fn a_refusal_names_its_option_and_a_failure_to_write_is_ours() {
    let field = |refused| match RenderError::from(refused) {
        RenderError::Option { field, .. } => Some(field),
        RenderError::Failed(_) => None,
    };
    let full = std::io::Error::other("the disk is full");
    assert_eq!(
        Refused::from(full),
        Refused::Write("the disk is full".to_owned())
    );
    for (refused, named) in [
        (Refused::Icon, Some("icon")),
        (Refused::Inverted, Some("dark")),
        (Refused::QuietZone { given: 1 }, Some("quiet")),
        (Refused::Empty, Some("link")),
        (Refused::Write("the disk is full".to_owned()), None),
        (Refused::Unreadable("two are seen".to_owned()), None),
    ] {
        assert_eq!(field(refused.clone()), named, "{refused}");
    }
}

#[test]
fn the_last_day_is_told_by_year_month_and_day() {
    let now = Moment(1_767_225_600_000);
    assert_eq!(date(now.day()), (2026, 1, 1));
    assert_eq!(last_day(now.end_of_day_in(0)), (2026, 1, 1));
    assert_eq!(last_day(now.end_of_day_in(30)), (2026, 1, 31));
}
